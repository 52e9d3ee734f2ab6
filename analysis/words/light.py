"""What is said of the light on the face."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

FINDINGS: Mapping[str, Words] = {
    "light.eyes_contradict_face": Words(
        headline=N_("Face and eyes tell of different light"),
        what_we_see=N_(
            "One side of the face is about {stops:.1f} stops brighter, but the reflections in both eyes stand on the "
            "other side: {radii:.2f} of an iris's radius from the middle."
        ),
        why_it_matters=N_(
            "A lamp that brightens one cheek is mirrored on the same side of the eyes. Where it is not, the face looks "
            "put together from two rooms."
        ),
        what_else=N_("A second lamp or a window behind the photographer, a reflector, a hat, hair across one cheek."),
        photographer=N_("Lights the face with one main lamp, and sees the same lamp in both eyes."),
    ),
    "light.another_side": Words(
        headline=N_("The light comes from another side"),
        what_we_see=N_(
            "From one side of the face to the other the light differs from your photograph by {stops:.1f} stops: the "
            "picture's right is {subject:+.1f} stops brighter than its left here, {reference:+.1f} in your photograph."
        ),
        why_it_matters=N_("Another light changes how skin and the shape of a face look. It is no fault in itself."),
        what_else=N_("Any two photographs taken in different places differ in this."),
        photographer=N_("Chooses the light for your face, and keeps it the same through a whole set of portraits."),
    ),
    "light.another_height": Words(
        headline=N_("The light comes from another height"),
        what_we_see=N_(
            "From forehead to chin the light differs from your photograph by {stops:.1f} stops: what looks up is "
            "{subject:+.1f} stops brighter than what looks down here, {reference:+.1f} in your photograph."
        ),
        why_it_matters=N_("Light from above deepens the eyes and the chin's shadow. It is no fault in itself."),
        what_else=N_("Any two photographs taken in different places differ in this, and a hat changes it."),
        photographer=N_("Sets the lamp's height so that it suits your eyes."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "light_unclear": Reason(
        sentence=N_("The light on this face comes from no one direction, or shadows hide it."),
        advice=N_("Choose a picture with even light, without hard shadows of hat, hair or glasses."),
    ),
}

MEASUREMENTS: Mapping[str, str] = {
    "light.side": N_("Right side of the picture brighter by"),
    "light.height": N_("Light from above"),
    "light.side_change": N_("Brightness from side to side"),
    "light.height_change": N_("Brightness from above to below"),
    "light.catchlight_side": N_("Catchlights right of the middle of the eyes"),
}
