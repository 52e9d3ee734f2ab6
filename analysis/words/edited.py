"""What is said where both pictures are one photograph, and one of them was edited.

Whoever edits may be an app or the studio itself; the words say what changed, and leave open who did it.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

ANALYZERS = frozenset({"edited_skin", "edited_background", "edited_eyes", "edited_shape"})  # which ask of one exposure

_STUDIO = N_("The studio's own retouching, or a filter of the camera or phone, changes a photograph in the same way.")
_COPY = N_("The photograph beside it may itself be the edited copy; then this one is nearer to what the camera saw.")


def _edit(headline: str, what_we_see: str, why_it_matters: str, photographer: str, what_else: str = _STUDIO) -> Words:
    return Words(
        headline=headline,
        what_we_see=what_we_see,
        why_it_matters=why_it_matters,
        what_else=what_else,
        photographer=photographer,
    )


def _shape(headline: str, changed: str) -> Words:
    return _edit(
        headline,
        changed,
        N_("A few per cent in the proportions of a face are what people mean by “it looks like a relative”."),
        N_("Chooses light, lens and angle, and leaves your proportions as they are."),
    )


FINDINGS: Mapping[str, Words] = {
    "edited_skin_smoothed": _edit(
        N_("Skin was smoothed in this photograph"),
        N_(
            "Both pictures are one photograph. On a quarter of the skin or more, this one keeps {kept:.0%} of its fine "
            "detail at most, while lashes and brows keep theirs."
        ),
        N_("Pores and fine lines are what makes skin look like skin. Without them a face reads as waxy."),
        N_("Lifts single blemishes that will be gone next week, and leaves the rest."),
    ),
    "edited_skin_lighter": _edit(
        N_("Skin was lightened in this photograph"),
        N_(
            "Both pictures are one photograph. Its skin was made lighter than the rest of it: a colour difference of "
            "{value:.0f}, where 3 is seen at a glance."
        ),
        N_("Your skin colour is part of who you are. People who meet you notice when it was changed."),
        N_("Sets exposure and white balance on you, with a grey card, and keeps your tone."),
    ),
    "edited_skin_darker": _edit(
        N_("Skin was darkened in this photograph"),
        N_(
            "Both pictures are one photograph. Its skin was made darker than the rest of it: a colour difference of "
            "{value:.0f}, where 3 is seen at a glance."
        ),
        N_("Your skin colour is part of who you are. People who meet you notice when it was changed."),
        N_("Sets exposure and white balance on you, with a grey card, and keeps your tone."),
    ),
    "edited_skin_highlights": _edit(
        N_("Highlights were added to your skin"),
        N_(
            "Both pictures are one photograph. In places its skin was made up to {value:.0f} steps of lightness (of "
            "100) lighter than the skin around."
        ),
        N_("Broad, bright highlights make skin look oiled or waxed, and tell of a lamp that was not there."),
        N_("Powders shine away or turns the light before the picture is taken."),
    ),
    "edited_skin_marks": _edit(
        N_("Marks of your skin are gone"),
        N_(
            "Both pictures are one photograph. Dark spots that it shows on your skin, the strongest by {value:.0f} "
            "steps of lightness, are missing here."
        ),
        N_("Moles and freckles stay with a person. Whoever knows you misses them."),
        N_("Asks before anything permanent is taken away, and lifts only what will be gone next week."),
    ),
    "edited_jaw_narrower": _shape(
        N_("Jaw was made {share:.0%} narrower"),
        N_("Both pictures are one photograph. In this one the lower part of the face was drawn in by {share:.1%}."),
    ),
    "edited_jaw_wider": _shape(
        N_("Jaw was made {share:.0%} wider"),
        N_("Both pictures are one photograph. In this one the lower part of the face was drawn out by {share:.1%}."),
    ),
    "edited_eyes_larger": _shape(
        N_("Eyes were made {share:.0%} larger"),
        N_("Both pictures are one photograph. In this one both eyes were enlarged, by {share:.1%} on average."),
    ),
    "edited_eyes_smaller": _shape(
        N_("Eyes were made {share:.0%} smaller"),
        N_("Both pictures are one photograph. In this one both eyes were made smaller, by {share:.1%} on average."),
    ),
    "edited_nose_narrower": _shape(
        N_("Nose was made {share:.0%} narrower"),
        N_("Both pictures are one photograph. In this one the sides of the nose were drawn together by {share:.1%}."),
    ),
    "edited_nose_wider": _shape(
        N_("Nose was made {share:.0%} wider"),
        N_("Both pictures are one photograph. In this one the sides of the nose were drawn apart by {share:.1%}."),
    ),
    "edited_mouth_moved": _shape(
        N_("Mouth was moved in this photograph"),
        N_(
            "Both pictures are one photograph. In this one the corners of the mouth were moved by {millimetres:.1f} mm "
            "on average, on a face of average size."
        ),
    ),
    "edited_head_larger": _shape(
        N_("Head was made {share:.0%} larger"),
        N_("Both pictures are one photograph. In this one the head was made {share:.1%} larger against all around it."),
    ),
    "edited_head_smaller": _shape(
        N_("Head was made {share:.0%} smaller"),
        N_(
            "Both pictures are one photograph. In this one the head was made {share:.1%} smaller against all around it."
        ),
    ),
    "edited_catchlight_gone": _edit(
        N_("Light was taken from your eyes"),
        N_(
            "Both pictures are one photograph. Where it shows the light mirrored in your eyes, this one is darker by "
            "{lost:.0%} of the white of the eye."
        ),
        N_("Catchlights make eyes look alive; without them a gaze seems empty."),
        N_("Places a light so that both eyes mirror it."),
    ),
    "edited_catchlight_moved": _edit(
        N_("Light in your eyes was moved"),
        N_(
            "Both pictures are one photograph. The light mirrored in an eye went from where it stood, by {lost:.0%} of "
            "the white of the eye, and stands elsewhere."
        ),
        N_("Both eyes mirror the same lamp. Where they do not, a gaze seems off, though few can say why."),
        N_("Places a light so that both eyes mirror it."),
    ),
    "edited_background_relit": _edit(
        N_("Background was given other colours"),
        N_(
            "Both pictures are one photograph. Behind you its colours were changed by {value:.0f}, where 3 is seen at "
            "a glance, and you were not changed with them."
        ),
        N_("A face in one light before a place in another looks pasted in."),
        N_("Lights you and the place together, or chooses the place for its light."),
    ),
    "edited_background_replaced": _edit(
        N_("Background was replaced in this photograph"),
        N_(
            "Both pictures are one photograph of you, but what stands behind you is not the same: nothing of the first "
            "background's structure is left."
        ),
        N_("A place where you have not been is a small untruth in a picture that is meant to introduce you."),
        N_("Takes the picture where it is meant to be, or before a plain studio wall."),
    ),
    "edited_background_blurred": _edit(
        N_("Background was blurred in this photograph"),
        N_("Both pictures are one photograph. Behind you, {kept:.0%} of its fine contrast is left."),
        N_("Blur that was laid on later stops at an outline, not with distance, and cuts off loose hair."),
        N_("Opens the lens and keeps distance from the wall: that blur grows with distance, as in life."),
    ),
    "edited_background_grain": _edit(
        N_("Grain was added behind you"),
        N_(
            "Both pictures are one photograph. Its background carries {value:.1f} levels (of 255) more grain than "
            "before; you do not."
        ),
        N_("A sensor's grain lies over the whole picture. Where it does not, sitter and place seem from two pictures."),
        N_("Needs no grain added: one exposure has one grain."),
    ),
    "edited_outline": _edit(
        N_("Outline was redrawn in this photograph"),
        N_(
            "Both pictures are one photograph. Along the edge between you and the background, colours changed by up to "
            "{value:.0f}, where 3 is seen at a glance."
        ),
        N_("An edge that is cut or rimmed with another colour makes a person look pasted in."),
        N_("Parts you from the wall with light, so that nothing needs to be cut."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "different_photographs": Reason(
        sentence=N_("These are two photographs, so that nobody edited one into the other."),
    ),
    "no_background": Reason(
        sentence=N_("Hardly any background is seen beside you."),
        advice=N_("Use the picture before it was cropped."),
    ),
    "own_retouching": Reason(sentence=_COPY),
}

MEASUREMENTS: Mapping[str, str] = {
    "edited.skin.detail": N_("Same photograph: fine detail of the skin"),
    "edited.skin.tone": N_("Same photograph: colour of the skin (3 is seen at a glance)"),
    "edited.skin.highlights": N_("Same photograph: lightness added in places"),
    "edited.skin.marks": N_("Same photograph: spots that are gone"),
    "edited.shape.jaw": N_("Same photograph: width of the jaw"),
    "edited.shape.eyes": N_("Same photograph: size of the eyes"),
    "edited.shape.nose": N_("Same photograph: width of the nose"),
    "edited.shape.mouth": N_("Same photograph: way of the mouth's corners"),
    "edited.shape.head": N_("Same photograph: size of the head"),
    "edited.eyes.lost": N_("Same photograph: light lost in the irises"),
    "edited.eyes.gained": N_("Same photograph: light gained in the irises"),
    "edited.background.colour": N_("Same photograph: colour of the background (3 is seen at a glance)"),
    "edited.background.focus": N_("Same photograph: fine contrast of the background"),
    "edited.background.grain": N_("Same photograph: grain added to the background"),
    "edited.background.structure": N_("Same photograph: structure of the background"),
    "edited.background.outline": N_("Same photograph: colours along the outline"),
}
