"""What a dimension's results come to where nothing differs, and what of it could not be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.types import Result, Status
from analysis.words.common import DIMENSIONS
from analysis.words.entry import ENGLISH, N_, Language, Question, Reason
from analysis.words.questions import AGREES, QUESTIONS

Asked = tuple[str, Result]  # of the pair, the subject or the reference
Explain = Callable[[Result], Reason]

NEEDED: Final = "needed"  # the fact of a reason that says how much would do
UNASKED: Final = frozenset({"different_photographs"})  # reasons of questions that do not arise
ON_ONE_SIDE: Final[Mapping[str, str]] = {
    "subject": N_("{question}, in the AI headshot"),
    "reference": N_("{question}, in your photograph"),
}


@dataclass(frozen=True, slots=True)
class Untold:
    """What cannot be told for one and the same reason: the names of the questions, why, and what would help."""

    about: str
    sentence: str
    advice: str


def tells(result: Result) -> bool:
    """Whether it answers its question: some figures are there even where the one that matters is not."""
    needed = _question(result).rests_on
    return result.status is Status.OK and (not needed or any(item.key == needed for item in result.measurements))


def agreement(results: Sequence[Asked], language: Language = ENGLISH) -> str:
    """Of the results of one dimension: where those that were answered found nothing. May be empty."""
    by_analyzer: dict[str, list[Result]] = {}
    for _, result in results:
        by_analyzer.setdefault(result.analyzer, []).append(result)
    agreeing = {
        analyzer: found[0]
        for analyzer, found in by_analyzer.items()
        if all(tells(item) and not item.findings for item in found)
    }
    together = AGREES.get(frozenset(agreeing))
    phrases = [together] if together else [_question(result).agrees for result in agreeing.values()]
    said = "; ".join(language.gettext(phrase) for phrase in phrases if phrase)
    return said[:1].upper() + said[1:]


def untold(
    results: Iterable[Asked],
    explain: Explain,
    language: Language = ENGLISH,
    of: Collection[Status] = (Status.NOT_APPLICABLE,),
) -> tuple[Untold, ...]:
    """What abstained, equal reasons together, with what would do for all of them.

    `explain` words the reason of a result in `language`. What is not asked of two photographs at all is not lacking.
    """
    open_ones = [(side, result) for side, result in results if result.status in of and result.reason not in UNASKED]
    sides: dict[tuple[Reason, str], list[str]] = {}
    for side, result in open_ones:
        worst = max((other for _, other in open_ones if _same(other, result)), key=_needed)
        sides.setdefault((explain(worst), question(result, language)), []).append(side)
    about: dict[Reason, list[str]] = {}
    for (reason, name), where in sides.items():
        one = ON_ONE_SIDE.get(where[0]) if len(where) == 1 else None
        about.setdefault(reason, []).append(language.gettext(one).format(question=name) if one else name)
    return tuple(Untold("; ".join(names), reason.sentence, reason.advice) for reason, names in about.items())


def question(result: Result, language: Language = ENGLISH) -> str:
    """The short name of what was asked."""
    return language.gettext(_question(result).name)


def _same(one: Result, other: Result) -> bool:
    """Whether two reasons are one, though one question needs more than another."""
    given, asked = ({**result.facts, NEEDED: 0.0} for result in (one, other))
    return one.reason == other.reason and given == asked


def _needed(result: Result) -> float:
    return result.facts.get(NEEDED, 0.0)


def _question(result: Result) -> Question:
    """A saved report may hold an analyzer that is no more; then its dimension is all that can be named."""
    return QUESTIONS.get(result.analyzer) or Question(name=DIMENSIONS[result.dimension])
