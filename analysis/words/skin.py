"""What is said of skin."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

FINDINGS: Mapping[str, Words] = {
    "skin_smoother": Words(
        headline=N_("Skin keeps {kept:.0%} of your detail"),
        what_we_see=N_(
            "Beside your photograph, brought to the same size and sharpness, the skin in this picture shows {kept:.0%} "
            "of the fine relief: pores, fine lines and small hairs. Lashes and brows were used as the measure of "
            "sharpness, so this is not a matter of focus."
        ),
        why_it_matters=N_(
            "Fine relief is what makes skin look like skin. Without it a face reads as waxy, most of all on a large "
            "screen or in print."
        ),
        what_else=N_(
            "Heavy make-up, a beauty filter or retouching does the same, and so does a much softer light than in the "
            "photograph."
        ),
        photographer=N_(
            "Light from the side of the lens keeps relief; retouching then lifts single blemishes and leaves the rest."
        ),
    ),
    "skin_rougher": Words(
        headline=N_("Skin shows more relief than your photograph"),
        what_we_see=N_(
            "The skin in this picture carries {more:.0%} more fine relief than your photograph at the same size and "
            "sharpness."
        ),
        why_it_matters=N_("Relief that is drawn in makes a face look older or harder than it is."),
        what_else=N_(
            "The photograph may be the smoother one: retouched, filtered, made up, or taken in softer light. This is "
            "for you to judge from both close-ups."
        ),
        photographer=N_("Softens light rather than skin, and says what was retouched."),
    ),
    "skin_waxy": Words(
        headline=N_("Highlights on the skin stand out more"),
        what_we_see=N_(
            "The brightest places of forehead, nose and cheeks stand {subject:.0f} steps of lightness (of 100) above "
            "the skin around them here, {reference:.0f} in your photograph, in light from a like direction."
        ),
        why_it_matters=N_("Broad bright highlights make skin look like wax or plastic."),
        what_else=N_("A smaller or harder lamp, flash, sweat and cream do the same; powder takes highlights away."),
        photographer=N_("Softens the lamp and powders where the skin shines, and keeps the rest."),
    ),
    "skin_lighter": Words(
        headline=N_("Skin is lighter than in your photograph"),
        what_we_see=N_(
            "Cheeks and forehead are {lightness:.0f} steps of lightness (of 100) lighter than in your photograph: a "
            "colour difference of {delta_e:.0f}, where 3 is seen at a glance."
        ),
        why_it_matters=N_("Your skin colour is part of who you are. People who meet you notice when it was changed."),
        what_else=N_("Brighter exposure or frontal light lightens skin as well; compare the whites of both pictures."),
        photographer=N_("Sets exposure and white balance on you, with a grey card, and keeps your tone."),
    ),
    "skin_darker": Words(
        headline=N_("Skin is darker than in your photograph"),
        what_we_see=N_(
            "Cheeks and forehead are {lightness:.0f} steps of lightness (of 100) darker than in your photograph: a "
            "colour difference of {delta_e:.0f}, where 3 is seen at a glance."
        ),
        why_it_matters=N_("Your skin colour is part of who you are. People who meet you notice when it was changed."),
        what_else=N_(
            "Darker exposure or light from the side darkens skin as well; compare the whites of both pictures."
        ),
        photographer=N_("Sets exposure and white balance on you, with a grey card, and keeps your tone."),
    ),
    "skin_colour_shifted": Words(
        headline=N_("Skin has another colour than yours"),
        what_we_see=N_(
            "The colour of cheeks and forehead differs by {delta_e:.0f} from your photograph, where 3 is seen at a "
            "glance: {redness:+.0f} in redness and {yellowness:+.0f} in warmth."
        ),
        why_it_matters=N_("A tone that is not yours looks like a tan, a fever or somebody else's face."),
        what_else=N_("Warm or cold light and another white balance shift skin in the same way."),
        photographer=N_("Balances the light to one colour and checks skin on a calibrated screen."),
    ),
    "skin_tone_even": Words(
        headline=N_("Natural variation of colour is gone"),
        what_we_see=N_(
            "The small changes of redness in living skin (veins, flush, freckles) are {kept:.0%} of what your "
            "photograph shows."
        ),
        why_it_matters=N_("An even coat of colour reads as foundation or as plastic, even when the tone is right."),
        what_else=N_("Foundation, a beauty filter, or strong compression of the file evens colour too."),
        photographer=N_("Keeps freckles and flush, and evens only what will be gone next week."),
    ),
    "skin_bare": Words(
        headline=N_("Skin is bare between its lines"),
        what_we_see=N_(
            "Where your skin is calmest, this picture keeps {kept:.0%} of the fine relief that your photograph shows "
            "there, measured against the larger forms of the same face."
        ),
        why_it_matters=N_(
            "Real skin is never quite empty. A face with drawn lines and nothing between them reads as an "
            "illustration, most of all enlarged or in print."
        ),
        what_else=N_(
            "A beauty filter, strong noise reduction, thick make-up or software that restores pictures can do the same."
        ),
        photographer=N_(
            "Light from the side of the lens keeps relief; retouching then lifts single blemishes and leaves the rest."
        ),
    ),
    "skin_blotched": Words(
        headline=N_("Warmth of the skin wanders"),
        what_we_see=N_(
            "Warmer and cooler spots of a few millimetres differ {times:.1f} times as much as in your photograph."
        ),
        why_it_matters=N_("Glow and shade that change colour from spot to spot make a face look painted."),
        what_else=N_("Light of two colours, a strong colour grade or blotchy make-up can do the same."),
        photographer=N_("Lights a face in one colour, so that only the skin's own tones remain."),
    ),
    "skin_drawn": Words(
        headline=N_("Up close, skin looks drawn"),
        what_we_see=N_(
            "Where this skin is least directed, {subject:.0%} of its relief lies along clean lines; in your "
            "photograph, at the same size and sharpness, it is {reference:.0%}."
        ),
        why_it_matters=N_(
            "Real skin is irregular in every direction. Where it is drawn in strokes, a face looks painted up close."
        ),
        what_else=N_("Strong noise reduction, soft light and heavy retouching make skin more directed as well."),
        photographer=N_("Keeps the sensor's own rendering of skin, and softens light rather than pixels."),
    ),
    "brows_bare": Words(
        headline=N_("Brows are shapes more than hairs"),
        what_we_see=N_(
            "In the calmest part of the brows, this picture keeps {kept:.0%} of the fine relief that single hairs make "
            "in your photograph."
        ),
        why_it_matters=N_("Brows carry much of a face's expression; filled in like a shape, they look put on."),
        what_else=N_("Brow pencil, strong noise reduction or software that restores pictures can do the same."),
        photographer=N_("Focuses on the eyes, where lashes and single hairs of the brows then stand sharp."),
    ),
    "hair_combed": Words(
        headline=N_("Hair runs in parallel strands"),
        what_we_see=N_(
            "{subject:.0%} of the fine structure of this hair lies along clean lines; in your photograph, at the same "
            "size and sharpness, it is {reference:.0%}."
        ),
        why_it_matters=N_("Single hairs cross, stand off and end. Hair without them looks like a drawing of hair."),
        what_else=N_("Freshly combed, straightened or wet hair runs parallel as well."),
        photographer=N_("Places a light behind the hair, which shows every strand and needs no retouching."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "light_differs": Reason(
        sentence=N_("The light falls from too unlike directions ({stops:.1f} stops) to compare highlights."),
        advice=N_("Choose a photograph lit as the AI picture is."),
    ),
    "black_and_white": Reason(
        sentence=N_("One of the pictures is black and white, so its colours say nothing."),
        advice=N_("Use a version in colour if there is one."),
    ),
    "retouched": Reason(sentence=N_("Professional retouching of either picture changes this as well.")),
    "make_up": Reason(sentence=N_("Make-up in one of the pictures and not in the other changes this as well.")),
    "hair_done": Reason(sentence=N_("Hair that is done differently in the two pictures changes this as well.")),
    "mixed_light": Reason(sentence=N_("Light of two colours changes this as well.")),
    "light": Reason(sentence=N_("Different light changes this as well.")),
    "white_balance": Reason(sentence=N_("Another white balance of the camera changes this as well.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "skin.highlights": N_("Highlights above the skin around them"),
    "skin.grain": N_("Fine detail of the skin"),
    "skin.grain.cheek_right": N_("Fine detail, right cheek"),
    "skin.grain.cheek_left": N_("Fine detail, left cheek"),
    "skin.grain.forehead": N_("Fine detail, forehead"),
    "skin.grain.under_eye_right": N_("Fine detail, under the right eye"),
    "skin.grain.under_eye_left": N_("Fine detail, under the left eye"),
    "skin.relief": N_("Fine relief where skin is calmest"),
    "skin.relief.cheek_right": N_("Fine relief, right cheek"),
    "skin.relief.cheek_left": N_("Fine relief, left cheek"),
    "skin.relief.forehead": N_("Fine relief, forehead"),
    "skin.relief.under_eye_right": N_("Fine relief, under the right eye"),
    "skin.relief.under_eye_left": N_("Fine relief, under the left eye"),
    "skin.warmth": N_("How far warmth varies from spot to spot"),
    "skin.surface": N_("Skin, brows and hair together, in usual spreads"),
    "skin.strokes": N_("Directed share of the skin's relief"),
    "brows.relief": N_("Fine relief where brows are calmest"),
    "hair.strands": N_("Hair that runs in parallel strands"),
    "skin.lash_contrast": N_("Contrast of lashes and brows"),
    "skin.tone": N_("Colour difference of the skin (3 is seen at a glance)"),
    "skin.tone.lightness": N_("Lightness of the skin, of 100"),
    "skin.tone.redness": N_("Redness of the skin"),
    "skin.tone.yellowness": N_("Warmth of the skin"),
    "skin.tone.ita": N_("Skin tone angle"),
    "skin.mottle": N_("How far redness varies from spot to spot"),
}
