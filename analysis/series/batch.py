"""AI pictures of one person: which of them stands apart from the others, and whether they are one person's as a set.

Method: C1, C2 and C4 of docs/METHOD.md. Of each picture the distance from the others is the middle one of its couples
(the lower middle, so that one foreign picture moves nobody else's): in the identity embedding, in six lengths of the
face, and in skin tone under like light. What stands beside them is what two real pictures of one person, taken on
different days with different cameras, are apart. A picture is odd where one of the three lies beyond what a small share
of real couples exceeds, and where most of the set does not.

Wrong where the pictures were meant to differ: another age, weight or role, heavy make-up, coloured light. Age is not
told: nothing that runs here measures it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median_low
from typing import Final

from analysis import engine
from analysis.analyzers import likeness_geometry, likeness_identity, skin_tone
from analysis.errors import NotApplicable
from analysis.nulls import MODERATE, Nulls
from analysis.series import apart
from analysis.series.order import in_order
from analysis.series.profile import Profile, Refused
from analysis.series.question import Answer, Question, asked, fingerprint
from analysis.series.report import Member, SeriesReport
from analysis.series.spread import hardly_varies, middle
from analysis.types import Confidence, Dimension, Finding, Measurement, Result, Severity, Status

FEWEST: Final = 3  # two say that they differ, three which of them does
LEAST_BESIDE: Final = 2  # others that a picture can be compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trait:
    """What a face should keep from picture to picture. `share` of real couples lies beyond the limit: one false alarm
    in a hundred pictures for all three, of which the one that tells most takes half."""

    question: Question
    figure: str
    share: float
    visible: float  # in the figure's unit
    odd: str  # code of the finding on one picture
    drifts: str  # code of the finding on the set
    alone: str = "batch_poses_differ"  # reason where one picture cannot be compared
    in_set: str = "batch_no_two_poses"  # and where no two of a set can


def _question(name: str) -> Question:
    return Question(id=f"batch_{name}", version=1, dimension=Dimension.BATCH)


TRAITS: Final = (
    _Trait(
        question=_question("likeness"),
        figure=apart.LIKENESS,
        share=0.005,
        visible=likeness_identity.SEEN,
        odd="batch_another_face",
        drifts="batch_faces_differ",
    ),
    _Trait(
        question=_question("proportions"),
        figure=apart.PROPORTIONS,
        share=0.0025,
        visible=2.0**likeness_geometry.VISIBLE - 1,
        odd="batch_other_proportions",
        drifts="batch_proportions_differ",
    ),
    _Trait(
        question=_question("tone"),
        figure=apart.TONE,
        share=0.0025,
        visible=skin_tone.VISIBLE_TONE,
        odd="batch_other_tone",
        drifts="batch_tones_differ",
        alone="batch_light_differs",
        in_set="batch_no_two_lights",
    ),
)
EXPRESSIONS, TEMPLATE = _question("expression"), _question("template")
QUESTIONS: Final = (*(trait.question for trait in TRAITS), EXPRESSIONS, TEMPLATE)
ENGINE: Final = fingerprint(QUESTIONS)


def report(pictures: Sequence[Profile | Refused], *, tables: Nulls | None = None) -> SeriesReport:
    """What is said of AI pictures of one person, in any order; raises nothing for what is in them."""
    nulls = engine.nulls() if tables is None else tables
    profiles = [picture for picture in pictures if isinstance(picture, Profile)]
    measured = _marked([_member(number, profiles, nulls) for number in range(len(profiles))])
    kept = [profile for profile, member in zip(profiles, measured, strict=True) if not member.odd]
    results = tuple(_of_set(kept, len(profiles), nulls))
    return SeriesReport(engine=ENGINE, members=in_order(pictures, measured), results=results)


def _member(number: int, profiles: Sequence[Profile], nulls: Nulls) -> Member:
    """One picture beside the others: odd where something is said of it."""
    results = tuple(asked(trait.question, partial(_apart, trait, number, profiles, nulls)) for trait in TRAITS)
    reached = [
        result.measurements[0].value / limit
        for trait, result in zip(TRAITS, results, strict=True)
        if result.status is Status.OK and (limit := nulls.couple_limit(trait.figure, trait.share))
    ]
    return Member(
        name=profiles[number].name,
        picture=profiles[number].picture,
        results=results,
        distance=max(reached, default=None),
        odd=any(result.findings for result in results),
    )


def _marked(members: Sequence[Member]) -> list[Member]:
    """Where half of a set or more stands apart there are no others to stand apart from; the set says that it drifts."""
    told = [member for member in members if member.distance is not None]
    if 2 * sum(member.odd for member in told) < len(told):
        return list(members)
    return [replace(member, odd=False, results=tuple(map(_without_findings, member.results))) for member in members]


def _without_findings(result: Result) -> Result:
    return replace(result, findings=())


def _apart(trait: _Trait, number: int, profiles: Sequence[Profile], nulls: Nulls) -> Answer:
    """How far one picture is from the others in one trait. Raises NotApplicable."""
    _enough(len(profiles))
    figure = apart.FIGURES[trait.figure]
    others = [figure(profiles[number], other) for place, other in enumerate(profiles) if place != number]
    told = [value for value in others if value is not None]
    if len(told) < LEAST_BESIDE:
        facts = {"others": float(len(told)), "needed": float(LEAST_BESIDE)}
        raise NotApplicable(_untold(trait.alone, trait, profiles[number : number + 1]), facts)
    item = _measurement(trait.figure, median_low(told))
    standing = nulls.couple(trait.figure, item.value)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.above > trait.share or item.value < trait.visible:
        return Answer(measurements=(item,))
    finding = _finding(trait.odd, Severity.MODERATE, item, {"others": float(len(told))}, deviation=standing.deviation)
    return Answer(measurements=(item,), findings=(finding,))


def _of_set(profiles: Sequence[Profile], count: int, nulls: Nulls) -> list[Result]:
    """The set as a whole, without the pictures that stand apart; `count` with them."""
    results = [asked(trait.question, partial(_drift, trait, profiles, count, nulls)) for trait in TRAITS]
    results.append(asked(EXPRESSIONS, partial(_expressions, profiles, count, nulls)))
    results.append(asked(TEMPLATE, partial(_template, profiles, count, nulls)))
    return results


def _drift(trait: _Trait, profiles: Sequence[Profile], count: int, nulls: Nulls) -> Answer:
    """Further apart, in the middle, than nearly all real couples are.

    Slight from one couple in a hundred on. One in twenty, which is slight elsewhere, is reached by the middle of a
    quarter of real sets: some people's pictures differ more than others'.
    """
    _enough(count)
    item = middle(trait.figure, profiles)
    if item is None:
        raise NotApplicable(_untold(trait.in_set, trait, profiles))
    standing = nulls.couple(trait.figure, item.value)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.above > MODERATE or item.value < trait.visible:
        return Answer(measurements=(item,))
    severity = Severity.MODERATE if standing.above <= trait.share else Severity.SLIGHT
    return Answer(
        measurements=(item,),
        findings=(_finding(trait.drifts, severity, item, {}, deviation=standing.deviation),),
    )


def _expressions(profiles: Sequence[Profile], count: int, nulls: Nulls) -> Answer:
    """Stiffness: expressions that differ less than those of two real pictures do. Worth knowing, no more."""
    _enough(count)
    item = middle(apart.EXPRESSION, profiles)
    if item is None or not hardly_varies(item, nulls):
        return Answer(measurements=(item,) if item else ())
    return Answer(measurements=(item,), findings=(_finding("batch_one_expression", Severity.NOTE, item, {}),))


def _template(profiles: Sequence[Profile], count: int, nulls: Nulls) -> Answer:
    """One pose and one light in all of them, as from a mould. Worth knowing, no more: a studio does so as well."""
    _enough(count)
    items = [item for key in (apart.POSE, apart.LIGHT) if (item := middle(key, profiles)) is not None]
    if len(items) < 2:
        raise NotApplicable("light_unclear")
    if not all(hardly_varies(item, nulls) for item in items):
        return Answer(measurements=tuple(items))
    facts = {"degrees": items[0].value, "stops": items[1].value}
    return Answer(measurements=tuple(items), findings=(_finding("batch_one_template", Severity.NOTE, items[0], facts),))


def _enough(count: int) -> None:
    if count < FEWEST:
        raise NotApplicable("batch_too_few", {"pictures": float(count), "needed": float(FEWEST)})


def _untold(reason: str, trait: _Trait, profiles: Sequence[Profile]) -> str:
    """Why nothing can be compared; a picture without colours says so rather than that others are lacking."""
    colourless = trait.figure == apart.TONE and any(profile.monochrome for profile in profiles)
    return "black_and_white" if colourless else reason


def _measurement(key: str, value: float) -> Measurement:
    return Measurement(key=key, value=value, unit=apart.UNITS[key])


def _finding(
    code: str, severity: Severity, item: Measurement, facts: Mapping[str, float], deviation: float | None = None
) -> Finding:
    return Finding(
        code=code,
        dimension=Dimension.BATCH,
        severity=severity,
        confidence=Confidence.FAIR,
        facts={"value": item.value, **facts},
        evidence=(item.key,),
        deviation=deviation,
    )
