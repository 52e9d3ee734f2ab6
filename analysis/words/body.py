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
}

REASONS: Mapping[str, Reason] = {
    "shoulders_hidden": Reason(
        sentence=N_("Both shoulders have to be inside the picture to compare them."),
        advice=N_("Choose a picture that shows head and shoulders."),
    ),
    "torso_turned": Reason(sentence=N_("A turned torso makes shoulders look narrower.")),
}

MEASUREMENTS: Mapping[str, str] = {
    "body.shoulders": N_("Shoulders, in face widths"),
    "body.neck": N_("Chin to shoulders, in face widths"),
}
