"""What is said of the body."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

_WHY = N_("A head that does not sit on its own shoulders is noticed before anyone can say what is odd.")
_WHAT_ELSE = N_("Turning or leaning the torso, raised arms and a wide collar change this as well.")
_PHOTOGRAPHER = N_("Shows your own posture and your own shoulders, and turns them to the side that suits you.")

FINDINGS: Mapping[str, Words] = {
    "body_shoulders_narrower": Words(
        headline=N_("Shoulders {share:.0%} narrower for this head"),
        what_we_see=N_(
            "The shoulders are {subject:.1f} face widths apart here and {reference:.1f} in your photograph."
        ),
        why_it_matters=_WHY,
        what_else=_WHAT_ELSE,
        photographer=_PHOTOGRAPHER,
    ),
    "body_shoulders_wider": Words(
        headline=N_("Shoulders {share:.0%} wider for this head"),
        what_we_see=N_(
            "The shoulders are {subject:.1f} face widths apart here and {reference:.1f} in your photograph."
        ),
        why_it_matters=_WHY,
        what_else=_WHAT_ELSE,
        photographer=_PHOTOGRAPHER,
    ),
    "body_neck_differs": Words(
        headline=N_("Face and neck are further apart in colour"),
        what_we_see=N_(
            "With light and shadow taken out, the neck differs from the cheeks by a colour difference of {subject:.1f} "
            "here and {reference:.1f} in your photograph."
        ),
        why_it_matters=N_(
            "Face and neck are one skin. Where their colours part at the jaw, the face looks set on somebody else."
        ),
        what_else=N_(
            "Make-up that ends at the jaw, sunburn, coloured clothes that shine up on the neck, two lamps of unlike "
            "colour."
        ),
        photographer=N_("Lights face and neck alike, and blends make-up below the jaw."),
    ),
    "body_clothes_differ": Words(
        headline=N_("The clothes differ from those in your photograph"),
        what_we_see=N_("What is worn on the chest has another colour than in your photograph."),
        why_it_matters=N_("People may know you by what you wear. Another outfit is no fault in itself."),
        what_else=N_("Pictures taken on different days show other clothes, and an outfit may have been asked for."),
        photographer=N_("Photographs you in clothes that you own and chose for the occasion."),
    ),
    "body_posture_differs": Words(
        headline=N_("The shoulders slope differently"),
        what_we_see=N_("The shoulders slope by {subject:.0f}° here and by {reference:.0f}° in your photograph."),
        why_it_matters=N_("How you hold yourself is part of how people know you. It is no fault in itself."),
        what_else=N_("Leaning, raised arms, a turned torso and a camera that was not level change this as well."),
        photographer=N_("Finds the posture that is yours, and straightens only what you would straighten."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "shoulders_hidden": Reason(
        sentence=N_("Both shoulders have to be inside the picture to compare them."),
        advice=N_("Choose a picture that shows head and shoulders."),
    ),
    "neck_hidden": Reason(
        sentence=N_("Collar, hair or beard hide too much of the neck, or the skin shows no colour."),
        advice=N_("Choose pictures that show the neck bare."),
    ),
    "clothes_hidden": Reason(
        sentence=N_("Too little of clothes and shoulders is inside both pictures."),
        advice=N_("Choose pictures that show head and shoulders."),
    ),
    "torso_turned": Reason(sentence=N_("A turned torso makes shoulders look narrower.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "body.shoulders": N_("Shoulders, in face widths"),
    "body.neck": N_("Chin to shoulders, in face widths"),
    "body.neck_difference": N_("Colour from cheeks to neck"),
    "body.clothes": N_("Colour of the clothes"),
    "body.shoulder_slope": N_("Slope of the shoulders"),
}
