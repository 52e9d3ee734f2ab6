"""A question asked of a series or of one of its pictures, and how its answer becomes a result."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from analysis import engine
from analysis.errors import NotApplicable
from analysis.types import Dimension, Finding, Measurement, Result, Status

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Its name in the catalogue of words, and a version that goes up when its answers change."""

    id: str
    version: int
    dimension: Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Figures, what they come to, and where there is nothing to say, why."""

    measurements: tuple[Measurement, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    facts: Mapping[str, float] = field(default_factory=dict)


def asked(question: Question, ask: Callable[[], Answer]) -> Result:
    """The result of one question, whatever becomes of it: `ask` may raise NotApplicable."""
    status = Status.OK
    try:
        answer = ask()
    except NotApplicable as abstained:
        answer = Answer(reason=abstained.reason, facts=abstained.facts)
    except Exception:  # one question's mistake must not take the others' answers with it
        log.exception("%s failed", question.id)
        status, answer = Status.FAILED, Answer(reason="failed")
    if answer.reason and status is Status.OK:
        status = Status.NOT_APPLICABLE
    return Result(
        analyzer=question.id,
        version=question.version,
        dimension=question.dimension,
        status=status,
        measurements=answer.measurements,
        findings=answer.findings,
        reason=answer.reason,
        facts=answer.facts,
    )


def fingerprint(questions: Iterable[Question]) -> str:
    """Changes whenever a report of these questions could: with them, and with all that a profile is made of."""
    parts = [engine.ENGINE, *(f"{question.id}@{question.version}" for question in questions)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
