"""What is said of where a file comes from. The file speaks here, not we: each text says whose statement it is."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

_ITS_OWN_WORD = N_("This is the file's own statement, not our opinion. Others can read it too, and some sites show it.")
_STATEMENT = N_("A signature shows that a statement was not altered. Whether it is true is up to whoever signed it.")
_ANYONE = N_("Such a field is plain text. Anyone can write it, copy it from another picture, or take it out.")
_ABSENCE = N_("Nothing follows from what is missing: messengers, networks and screenshots remove nearly all of it.")
_NO_CONCERN = N_("On its own it says nothing about how good the picture is.")
_CREDENTIAL_OF_CAPTURE = N_("Hands over files that say where they come from, with camera data or a signed credential.")

FINDINGS: Mapping[str, Words] = {
    "provenance_generated_trusted": Words(
        headline=N_("Its signed credential declares a generated picture"),
        what_we_see=N_(
            "A Content Credential, unchanged since a signer on our list signed it, declares that this picture, or the "
            "one it was made from, came out of a trained model."
        ),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_STATEMENT,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_generated_signed": Words(
        headline=N_("Its signed credential declares a generated picture"),
        what_we_see=N_(
            "A Content Credential, unchanged since it was signed, declares that this picture, or the one it was made "
            "from, came out of a trained model."
        ),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_STATEMENT,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_generated": Words(
        headline=N_("The file declares a generated picture"),
        what_we_see=N_("The field for the origin of a picture says that this one came out of a trained model."),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_ANYONE,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_generator": Words(
        headline=N_("It names an image generator"),
        what_we_see=N_("The file holds the name or the settings of an image generator. Prompts are not shown."),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_ANYONE,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_partly_generated_signed": Words(
        headline=N_("Its signed credential declares generated parts"),
        what_we_see=N_(
            "A Content Credential, unchanged since it was signed, declares that parts of this picture came out of a "
            "trained model."
        ),
        why_it_matters=_ITS_OWN_WORD,
        what_else=N_("A filled edge or a removed blemish is declared in the same way as a new face."),
        photographer=N_("Can say which parts were filled or removed, and shows the picture without that on request."),
    ),
    "provenance_partly_generated": Words(
        headline=N_("The file declares generated parts"),
        what_we_see=N_("A field in the file says that parts of this picture came out of a trained model."),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_ANYONE,
        photographer=N_("Can say which parts were filled or removed, and shows the picture without that on request."),
    ),
    "provenance_captured_signed": Words(
        headline=N_("Its signed credential declares a camera picture"),
        what_we_see=N_(
            "A Content Credential, unchanged since it was signed, declares that a camera took this picture."
        ),
        why_it_matters=_ITS_OWN_WORD,
        what_else=_STATEMENT,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_trusted": Words(
        headline=N_("Intact credential, signer on our list"),
        what_we_see=N_("The file carries a Content Credential. It is unchanged, and its signer is on our list."),
        why_it_matters=N_("The credential tells who made or edited the picture, and with what."),
        what_else=_STATEMENT,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_intact": Words(
        headline=N_("Intact credential, signer not on our list"),
        what_we_see=N_("The file carries a Content Credential and is as it was when that was signed."),
        why_it_matters=N_("The credential tells who says to have made or edited the picture, and with what."),
        what_else=_STATEMENT,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_broken": Words(
        headline=N_("Its credential no longer holds"),
        what_we_see=N_("The file carries a Content Credential, but one of the two was changed after signing."),
        why_it_matters=N_("What the credential says cannot be relied on."),
        what_else=N_("Cropping or saving in a program that knows no credentials breaks them without any intent."),
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_unreadable": Words(
        headline=N_("A credential from a draft standard"),
        what_we_see=N_("The file carries a Content Credential in an early form that can no longer be checked."),
        why_it_matters=_NO_CONCERN,
        what_else=N_("Programs wrote this form before 2022."),
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_elsewhere": Words(
        headline=N_("A credential is named but absent"),
        what_we_see=N_("The file says that it has a Content Credential, but there is none in it. We fetch nothing."),
        why_it_matters=_NO_CONCERN,
        what_else=_ABSENCE,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_credential_part_broken": Words(
        headline=N_("An earlier version's credential does not hold"),
        what_we_see=N_("A picture that went into this one carries a Content Credential that no longer holds."),
        why_it_matters=N_("The account of how this picture came about has a gap."),
        what_else=N_("Cropping or saving in a program that knows no credentials breaks them without any intent."),
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_camera": Words(
        headline=N_("Camera and exposure are recorded"),
        what_we_see=N_("The file names a camera and how it was set, and what it says holds together."),
        why_it_matters=N_("It tells when and with what the picture says to have been taken."),
        what_else=_ANYONE,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_camera_odd": Words(
        headline=N_("Camera data does not quite fit"),
        what_we_see=N_(
            "The file names a camera, but the rest does not fit a picture straight from it: no exposure, other "
            "proportions, or saved before it was taken."
        ),
        why_it_matters=_NO_CONCERN,
        what_else=N_("Cropping, scanning, a camera's wrong clock and many programs do this to genuine photographs."),
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_edited": Words(
        headline=N_("Prepared in editing software"),
        what_we_see=N_("An editing program left its name or its settings in the file."),
        why_it_matters=_NO_CONCERN,
        what_else=N_("Nearly every professional photograph is developed in such a program."),
        photographer=N_("Can tell what was done, and keeps the picture as it left the camera."),
    ),
    "provenance_nothing": Words(
        headline=N_("The file says nothing of its origin"),
        what_we_see=N_("No credential, no camera, no program and no generator is named in it."),
        why_it_matters=_NO_CONCERN,
        what_else=_ABSENCE,
        photographer=_CREDENTIAL_OF_CAPTURE,
    ),
    "provenance_preview_differs": Words(
        headline=N_("The embedded preview shows another picture"),
        what_we_see=N_("The small preview stored in the file does not show the same as the picture itself."),
        why_it_matters=N_("The picture was cropped or changed after the preview was made."),
        what_else=N_("Some programs keep the old preview when they crop or rotate."),
        photographer=N_("Keeps the uncropped picture."),
    ),
    "provenance_saved_again": Words(
        headline=N_("Saved as a JPEG more than once"),
        what_we_see=N_("The picture was a JPEG of lower quality before this file was saved."),
        why_it_matters=N_("Fine detail was lost in between, so figures on skin and hair are less sure."),
        what_else=N_("Messengers and networks save every picture again."),
        photographer=N_("Delivers from the original, saved once."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "provenance_anyone_can_write": Reason(
        sentence=N_("Unsigned fields can be written, copied or removed by anyone."),
        advice=N_("Ask for the file as it came out of the camera or the service."),
    ),
    "provenance_signer_unknown": Reason(
        sentence=N_("The signer is not on a list that we can check against, and anyone may choose that name."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "provenance.preview_difference": N_("Embedded preview, difference from the picture"),
    "provenance.recompression_gain": N_("Traces of an earlier JPEG compression"),
}

# What the texts found in a file are called beside them.
NOTES: Mapping[str, str] = {
    "signer": N_("Signed by"),
    "signed_at": N_("Signed on"),
    "made_with": N_("Made with"),
    "declares": N_("Declares"),
    "generator": N_("Generator"),
    "camera": N_("Camera"),
    "lens": N_("Lens"),
    "settings": N_("Settings"),
    "taken": N_("Taken"),
    "software": N_("Programs"),
    "passed_through": N_("Passed through"),
    "saved_as": N_("Saved as"),
}
