"""What a set of photographs would let an AI know of a face: are they good enough, and do they differ enough?

Method: Q1–Q6 of docs/METHOD.md. Whoever makes a picture from others makes up what those do not show: the other side of
the face, another light, a smile. What counts as hardly varying is what 95 of 100 couples of real pictures of one
person, taken on different days, exceed. Two photographs are nearly one where pose, expression and face are nearer than
in any such couple.

Wrong where the camera's clock or the file's date is: then pictures of one day stand on several, or the reverse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

from analysis import engine
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.series import apart, source_picture
from analysis.series.order import in_order
from analysis.series.profile import Profile, Refused
from analysis.series.question import Answer, Question, asked, fingerprint
from analysis.series.report import Member, SeriesReport
from analysis.series.source_picture import advice
from analysis.series.spread import hardly_varies, middle
from analysis.types import Dimension, Measurement, Result, Severity, Unit

FEWEST: Final = 2
ENOUGH: Final = 8  # what services that make headshots ask for at least (metrics Q6)
# Below these at once two photographs are nearly one. No real couple from different days is as near in the face or in
# the expression, while photographs saved again smaller, turned, lighter or cropped are (python -m bench.series).
NEARLY_ONE: Final = {apart.LIKENESS: 0.2, apart.EXPRESSION: 0.2, apart.POSE: 3.0}
DAY, MINUTE = 10, 16  # characters of "2022:04:15 18:51:12"

COPY, ENOUGH_OF_THEM, ANGLES, LIGHTS, EXPRESSIONS, DAYS = (
    Question(id=f"source_{name}", version=1, dimension=Dimension.SOURCE)
    for name in ("copy", "count", "angles", "lights", "expressions", "days")
)
QUESTIONS: Final = (*source_picture.QUESTIONS, COPY, ENOUGH_OF_THEM, ANGLES, LIGHTS, EXPRESSIONS, DAYS)
ENGINE: Final = fingerprint(QUESTIONS)
_VARIETY: Final = (
    (ANGLES, apart.POSE, "source_one_angle"),
    (LIGHTS, apart.LIGHT, "source_one_light"),
    (EXPRESSIONS, apart.EXPRESSION, "source_one_expression"),
)


def report(pictures: Sequence[Profile | Refused], *, tables: Nulls | None = None) -> SeriesReport:
    """What is said of photographs of one person; raises nothing for what is in them."""
    nulls = engine.nulls() if tables is None else tables
    profiles = [picture for picture in pictures if isinstance(picture, Profile)]
    members = in_order(pictures, [_member(number, profiles) for number in range(len(profiles))])
    return SeriesReport(engine=ENGINE, members=members, results=tuple(_of_set(profiles, members, nulls)))


def _member(number: int, profiles: Sequence[Profile]) -> Member:
    profile = profiles[number]
    results = source_picture.results(profile)
    if len(profiles) >= FEWEST:
        results = (*results, asked(COPY, partial(_copy, number, profiles)))
    return Member(name=profile.name, picture=profile.picture, results=results)


def _copy(number: int, profiles: Sequence[Profile]) -> Answer:
    """Nearly the same as one that came before: of such photographs the first one counts."""
    earlier = sum(_nearly_one(profiles[number], other) for other in profiles[:number])
    item = Measurement(key="source.copies", value=float(earlier), unit=Unit.COUNT)
    findings = (advice("source_copy", Severity.SLIGHT, item),) if earlier else ()
    return Answer(measurements=(item,), findings=findings)


def _nearly_one(one: Profile, other: Profile) -> bool:
    figures = {key: apart.FIGURES[key](one, other) for key in NEARLY_ONE}
    return all(value is not None and value < NEARLY_ONE[key] for key, value in figures.items())


def _of_set(profiles: Sequence[Profile], members: Sequence[Member], nulls: Nulls) -> list[Result]:
    results = [asked(ENOUGH_OF_THEM, partial(_count, members))]
    results += [
        asked(question, partial(_variety, figure, code, profiles, nulls)) for question, figure, code in _VARIETY
    ]
    results.append(asked(DAYS, partial(_days, profiles)))
    return results


def _count(members: Sequence[Member]) -> Answer:
    """How many are good enough: measurable, nothing moderate against them, and no copy of another."""
    good = float(sum(map(_serves, members)))
    item = Measurement(key="source.good", value=good, unit=Unit.COUNT)
    if good >= ENOUGH:
        return Answer(measurements=(item,))
    finding = advice("source_few", Severity.SLIGHT, item, pictures=float(len(members)), needed=float(ENOUGH))
    return Answer(measurements=(item,), findings=(finding,))


def _serves(member: Member) -> bool:
    findings = [finding for result in member.results for finding in result.findings]
    return member.picture is not None and not any(
        finding.severity.rank >= Severity.MODERATE.rank or finding.code == "source_copy" for finding in findings
    )


def _variety(figure: str, code: str, profiles: Sequence[Profile], nulls: Nulls) -> Answer:
    _enough(len(profiles))
    item = middle(figure, profiles)
    if item is None:
        raise NotApplicable("light_unclear")
    if not hardly_varies(item, nulls):
        return Answer(measurements=(item,))
    return Answer(measurements=(item,), findings=(advice(code, Severity.SLIGHT, item),))


def _days(profiles: Sequence[Profile]) -> Answer:
    """Taken in one minute, or on one day, as far as the files say. Raises NotApplicable where fewer than two do."""
    _enough(len(profiles))
    dates = [profile.taken for profile in profiles if profile.taken]
    if len(dates) < FEWEST:
        raise NotApplicable("source_no_dates", {"dated": float(len(dates)), "pictures": float(len(profiles))})
    days = Counter(date[:DAY] for date in dates)
    together = max(Counter(date[:MINUTE] for date in dates).values())
    item = Measurement(key="source.days", value=float(len(days)), unit=Unit.COUNT)
    facts = {"together": float(together), "dated": float(len(dates)), "pictures": float(len(profiles))}
    if together >= FEWEST and 2 * together > len(profiles):
        return Answer(measurements=(item,), findings=(advice("source_one_minute", Severity.SLIGHT, item, **facts),))
    if len(days) == 1:
        return Answer(measurements=(item,), findings=(advice("source_one_day", Severity.NOTE, item, **facts),))
    return Answer(measurements=(item,))


def _enough(count: int) -> None:
    if count < FEWEST:
        raise NotApplicable("source_one_picture")
