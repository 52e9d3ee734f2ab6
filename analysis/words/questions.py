"""What each analyzer asks, by its id, and what may be said where it found nothing.

Findings are what real pictures of one person do not differ by, so silence says that these differ by no more. It never
says that two pictures are alike in what nobody measured.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Question

QUESTIONS: Mapping[str, Question] = {
    "skin_surface": Question(
        name=N_("Skin, brows and hair"),
        agrees=N_("skin, brows and hair carry the detail that your photograph lets expect"),
    ),
    "surface_alone": Question(
        name=N_("Skin, brows and hair"),
        agrees=N_("skin, brows and hair carry the detail that photographs mostly do"),
    ),
    "skin_texture": Question(name=N_("Fine texture"), agrees=N_("fine texture as in your photograph")),
    "skin_tone": Question(name=N_("Skin tone"), agrees=N_("tone as between two photographs of you")),
    "skin_highlights": Question(
        name=N_("Highlights"), agrees=N_("highlights stand out no more than in your photograph")
    ),
    "background_edge": Question(name=N_("Outline"), agrees=N_("the outline ends as it does in your photograph")),
    "background_focus": Question(name=N_("Background blur"), agrees=N_("no softer than in your photograph")),
    "background_grain": Question(name=N_("Grain"), agrees=N_("no grainier beside you than in your photograph")),
    "expression_irises": Question(name=N_("Irises"), agrees=N_("irises no darker than in your photograph")),
    "expression_smile": Question(name=N_("Smile"), agrees=N_("the eyes smile with the mouth")),
    "expression_catchlights": Question(
        name=N_("Light in both eyes"), agrees=N_("the eyes mirror a light, as in your photograph")
    ),
    "expression_eyes": Question(name=N_("Catchlights"), agrees=N_("both eyes mirror the light alike")),
    "likeness_identity": Question(name=N_("The face as a whole"), agrees=N_("as close as two photographs of you are")),
    "likeness_geometry": Question(
        name=N_("Proportions of the face"), agrees=N_("proportions as in two photographs of you")
    ),
    "likeness_beside": Question(
        name=N_("Beside your other photographs"), agrees=N_("as close to your other photographs as those are")
    ),
    "light_compared": Question(
        name=N_("Direction of the light"), agrees=N_("differs no more than between two photographs of you")
    ),
    "light_direction": Question(
        name=N_("Light in the eyes"),
        agrees=N_("the eyes mirror the light that the face shows"),
        rests_on="light.catchlight_side",
    ),
    "body_proportion": Question(name=N_("Shoulders"), agrees=N_("shoulders in proportion to the head")),
    "body_tone": Question(name=N_("Face and neck"), agrees=N_("face and neck as near in colour as in your photograph")),
    "body_clothes": Question(
        name=N_("Clothes and posture"), agrees=N_("clothes of a like colour"), rests_on="body.clothes"
    ),
    "edited_skin": Question(name=N_("Edits of the skin"), agrees=N_("the skin left as your photograph has it")),
    "edited_background": Question(
        name=N_("Edits of the background"), agrees=N_("the background left as your photograph has it")
    ),
    "edited_eyes": Question(name=N_("Edits of the eyes"), agrees=N_("the eyes left as your photograph has them")),
    "edited_shape": Question(name=N_("Edits of shape"), agrees=N_("no feature moved in your photograph")),
    "provenance": Question(name=N_("Origin of the file")),
    "source_size": Question(name=N_("Size of the face"), agrees=N_("the face is large enough")),
    "source_sharpness": Question(name=N_("Sharpness"), agrees=N_("sharp enough")),
    "source_compression": Question(name=N_("Compression"), agrees=N_("kept well enough")),
    "source_exposure": Question(name=N_("Exposure"), agrees=N_("the skin keeps its detail")),
    "source_view": Question(name=N_("View of the face"), agrees=N_("the face is turned to the camera")),
    "source_company": Question(name=N_("Other people"), agrees=N_("nobody else in the picture")),
    "source_copy": Question(name=N_("Copies"), agrees=N_("unlike the ones before it")),
    "source_count": Question(name=N_("Good photographs"), agrees=N_("as many as services ask for")),
    "source_angles": Question(name=N_("Angles"), agrees=N_("taken from several angles")),
    "source_lights": Question(name=N_("Lights"), agrees=N_("taken in several lights")),
    "source_expressions": Question(name=N_("Expressions"), agrees=N_("with several expressions")),
    "source_days": Question(name=N_("Days"), agrees=N_("taken on several days")),
    "batch_likeness": Question(
        name=N_("The face from picture to picture"), agrees=N_("faces as close as in real pictures of one person")
    ),
    "batch_proportions": Question(
        name=N_("Proportions from picture to picture"), agrees=N_("proportions as close as in real pictures")
    ),
    "batch_tone": Question(
        name=N_("Skin tone from picture to picture"), agrees=N_("skin tones as close as in real pictures")
    ),
    "batch_expression": Question(
        name=N_("Expression from picture to picture"), agrees=N_("expressions as varied as in real pictures")
    ),
    "batch_template": Question(
        name=N_("Pose and light from picture to picture"), agrees=N_("pose or light as varied as in real pictures")
    ),
}

# One sentence for several that found nothing, where their own phrases in a row would read badly.
AGREES: Mapping[frozenset[str], str] = {
    frozenset({"skin_surface", "skin_texture", "skin_tone"}): N_("detail and tone as between two photographs of you"),
    frozenset({"skin_surface", "skin_texture", "skin_tone", "skin_highlights"}): N_(
        "detail, tone and highlights as between two photographs of you"
    ),
    frozenset({"skin_surface", "skin_texture"}): N_("detail as between two photographs of you"),
    frozenset({"background_edge", "background_focus", "background_grain"}): N_(
        "outline, blur and grain as natural as in your photograph"
    ),
    frozenset({"expression_irises", "expression_smile", "expression_eyes"}): N_(
        "the eyes smile with the mouth, mirror the light alike and are no darker than yours"
    ),
    frozenset({"expression_irises", "expression_smile", "expression_eyes", "expression_catchlights"}): N_(
        "the eyes smile with the mouth, mirror the light alike and are no darker than yours"
    ),
    frozenset({"expression_irises", "expression_eyes", "expression_catchlights"}): N_(
        "the eyes mirror the light alike and are no darker than yours"
    ),
    frozenset({"expression_eyes", "expression_catchlights"}): N_("both eyes mirror the light alike"),
    frozenset({"likeness_identity", "likeness_geometry"}): N_("as close as two photographs of you are"),
    frozenset({"batch_likeness", "batch_proportions", "batch_tone", "batch_expression", "batch_template"}): N_(
        "face and skin as close from picture to picture, and expression, pose or light as varied, as in real pictures"
    ),
    frozenset({"batch_likeness", "batch_proportions", "batch_expression", "batch_template"}): N_(
        "the face as close from picture to picture, and expression, pose or light as varied, as in real pictures"
    ),
    frozenset({"source_angles", "source_lights", "source_expressions"}): N_(
        "taken from several angles, in several lights and with several expressions"
    ),
    frozenset({"source_angles", "source_lights", "source_expressions", "source_days"}): N_(
        "taken on several days, from several angles, in several lights and with several expressions"
    ),
    frozenset({"likeness_identity", "likeness_geometry", "likeness_beside"}): N_(
        "as close as photographs of you are to each other"
    ),
}

# What an analyzer's heat map shows where that is not simply its leading figure.
MAPS: Mapping[str, str] = {
    "skin_surface": N_("Loss of fine relief"),
    "skin_texture": N_("Loss of fine detail"),
    "edited_background": N_("Change of colour in one photograph (3 is seen at a glance)"),
    "edited_shape": N_("How far places were moved in one photograph"),
}
