"""What is said of the background and how the sitter stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.words.entry import N_, Reason, Words

FINDINGS: Mapping[str, Words] = {
    "edge_fringe": Words(
        headline=N_("A fringe follows your outline"),
        what_we_see=N_(
            "Along hair and shoulders runs a line in a colour that is neither yours nor the background's nor any "
            "mixture of both. It is {steps:.0f} steps of colour off, where 2 can just be seen. Where two things meet "
            "in a photograph, the edge is a mixture of the two."
        ),
        why_it_matters=N_("A fringe makes a person look cut out and pasted in, even to those who could not say why."),
        what_else=N_(
            "A lamp from behind rims the hair with light, and strong sharpening draws lines along every edge."
        ),
        photographer=N_("Photographs you in the room, so that hair and background are lit and seen together."),
    ),
    "edge_cut": Words(
        headline=N_("Your outline is cut too sharply"),
        what_we_see=N_(
            "The way from you to the background takes {share:.0%} of what it takes in your photograph, when lashes and "
            "brows are equally sharp in both."
        ),
        why_it_matters=N_("Hair and cloth end softly. A knife's edge reads as paper on paper."),
        what_else=N_("Gelled or very short hair, or a background right behind you, makes a harder edge as well."),
        photographer=N_("Keeps single hairs and the soft edge that the lens gives to what lies behind the eyes."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "outline_unclear": Reason(
        sentence=N_("Too little of the outline stands out from the background to measure how it ends."),
        advice=N_("Choose a photograph in which hair and shoulders are seen against a plain background."),
    ),
    "rim_light": Reason(sentence=N_("Light from behind can draw the same line.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "background.edge.fringe": N_("Fringe along the outline"),
    "background.edge.width": N_("Softness of the outline"),
}
