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
            "Where hair and cloth should end softly, the way from you to the background takes {share:.0%} of what it "
            "takes in your photograph, with lashes and brows equally sharp in both."
        ),
        why_it_matters=N_("Hair and cloth end softly. A knife's edge reads as paper on paper."),
        what_else=N_("Gelled or very short hair, or a background right behind you, makes a harder edge as well."),
        photographer=N_("Keeps single hairs and the soft edge that the lens gives to what lies behind the eyes."),
    ),
    "background_softer": Words(
        headline=N_("Background is softer than in your photograph"),
        what_we_see=N_(
            "Of the fine contrast that its shapes would have in focus, this background keeps {kept:.0%} of what the "
            "background of your photograph keeps, at the same size of the face."
        ),
        why_it_matters=N_(
            "Blur that is the same everywhere, whatever stands near or far, makes a person look placed in front of a "
            "picture."
        ),
        what_else=N_(
            "A wide aperture, a long lens or a phone's portrait mode softens a background as well, and your photograph "
            "may simply be sharp throughout."
        ),
        photographer=N_("Chooses aperture and distance, so that blur grows with depth as the eye expects it."),
    ),
    "background_grainier": Words(
        headline=N_("Background is grainier than you are"),
        what_we_see=N_(
            "Even parts of the background carry a grain of {steps:.1f} steps of lightness (of 100) that even parts of "
            "you do not, and that your photograph does not show."
        ),
        why_it_matters=N_("One exposure has one grain. Two kinds of it say that two pictures were put together."),
        what_else=N_(
            "A rough wall or fabric can pass for grain, and a filter that smooths faces takes it from one side."
        ),
        photographer=N_("Takes one exposure, in which everything was there."),
    ),
}

REASONS: Mapping[str, Reason] = {
    "outline_unclear": Reason(
        sentence=N_("Too little of the outline stands out from the background to measure how it ends."),
        advice=N_("Choose a photograph in which hair and shoulders are seen against a plain background."),
    ),
    "plain_background": Reason(
        sentence=N_("The background of one of the pictures is too plain to tell how sharp it is."),
        advice=N_("Use a photograph taken in a room or outdoors if there is one."),
    ),
    "no_even_background": Reason(
        sentence=N_("There are too few even places in the background to see grain."),
        advice=N_("Use a picture with some wall or sky in it if there is one."),
    ),
    "wide_aperture": Reason(sentence=N_("A wide aperture or a phone's portrait mode does the same.")),
    "rim_light": Reason(sentence=N_("Light from behind can draw the same line.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "background.edge.fringe": N_("Fringe along the outline"),
    "background.edge.width": N_("Softness of the outline"),
    "background.focus.softness": N_("Softness of the background"),
    "background.grain": N_("Grain of the background over the sitter's"),
}
