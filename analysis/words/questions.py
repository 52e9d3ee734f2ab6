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
    "skin_texture": Question(name=N_("Fine texture"), agrees=N_("fine texture as in your photograph")),
    "skin_tone": Question(name=N_("Skin tone"), agrees=N_("tone as between two photographs of you")),
    "background_edge": Question(name=N_("Outline"), agrees=N_("the outline ends as it does in your photograph")),
    "background_focus": Question(name=N_("Background blur"), agrees=N_("no softer than in your photograph")),
    "background_grain": Question(name=N_("Grain"), agrees=N_("no grainier beside you than in your photograph")),
    "expression_irises": Question(name=N_("Irises"), agrees=N_("irises no darker than in your photograph")),
    "expression_smile": Question(name=N_("Smile"), agrees=N_("the eyes smile with the mouth")),
    "expression_eyes": Question(name=N_("Catchlights"), agrees=N_("both eyes mirror the light alike")),
    "likeness_identity": Question(name=N_("The face as a whole"), agrees=N_("as close as two photographs of you are")),
    "likeness_geometry": Question(
        name=N_("Proportions of the face"), agrees=N_("proportions as in two photographs of you")
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
    "provenance": Question(name=N_("Origin of the file")),
}

# One sentence for several that found nothing, where their own phrases in a row would read badly.
AGREES: Mapping[frozenset[str], str] = {
    frozenset({"skin_surface", "skin_texture", "skin_tone"}): N_("detail and tone as between two photographs of you"),
    frozenset({"skin_surface", "skin_texture"}): N_("detail as between two photographs of you"),
    frozenset({"background_edge", "background_focus", "background_grain"}): N_(
        "outline, blur and grain as natural as in your photograph"
    ),
    frozenset({"expression_irises", "expression_smile", "expression_eyes"}): N_(
        "the eyes smile with the mouth, mirror the light alike and are no darker than yours"
    ),
    frozenset({"likeness_identity", "likeness_geometry"}): N_("as close as two photographs of you are"),
}

# What an analyzer's heat map shows where that is not simply its leading figure.
MAPS: Mapping[str, str] = {
    "skin_surface": N_("Loss of fine relief"),
    "skin_texture": N_("Loss of fine detail"),
}
