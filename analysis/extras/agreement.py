"""What several further photographs say together: only what every one of them says that could be measured.

One photograph says a thing by mistake more often than two say the same, so agreeing costs no false alarms. Numbers
only, from results that were measured one by one: a photograph that is deleted takes its voice with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.types import Finding, Result, Status

ID = "likeness_beside"


def agreement(results: Sequence[Result]) -> Result | None:
    """One result for all extras; None where none of them can tell. Its figures stay with the results it rests on."""
    told = [result for result in results if result.status is Status.OK]
    if not told:
        return None
    codes = dict.fromkeys(finding.code for result in told for finding in result.findings)
    agreed = tuple(finding for code in codes if (finding := _agreed(code, told)) is not None)
    return replace(told[0], measurements=(), findings=agreed)


def _agreed(code: str, told: Sequence[Result]) -> Finding | None:
    """What they say alike, as strongly as the weakest of them; None where one that could say it does not."""
    said = [finding for result in told for finding in result.findings if finding.code == code]
    (key,) = said[0].evidence
    asked = sum(any(item.key == key for item in result.measurements) for result in told)
    if len(said) < asked:
        return None
    weakest = min(said, key=lambda finding: (finding.severity.rank, abs(finding.deviation or 0.0)))
    return replace(weakest, facts=_facts(said))


def _facts(said: Sequence[Finding]) -> dict[str, float]:
    """The least of each figure, and how many photographs there are: the extras and the one beside the subject."""
    least = {name: min(finding.facts[name] for finding in said) for name in said[0].facts}
    return {**least, "photographs": len(said) + 1}
