"""Reports as a worker would have saved them, with two findings on the pair and one on the photograph alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from django.utils import timezone

from analysis import words
from analysis.types import (
    Alignment,
    ComparisonReport,
    Confidence,
    Dimension,
    Finding,
    Measurement,
    PhotoReport,
    Picture,
    Region,
    Result,
    Severity,
    Status,
    Unit,
    to_json,
)
from analysis.words.entry import Reason, Words
from headshots.comparisons import wording
from headshots.comparisons.models import Artefact, Comparison, Kind, Side
from headshots.queue import State

LOSS, TONE, OWN = "pair.skin_texture.loss", "pair.skin_tone.lighter", "reference.edge.halo"
WHOLE = Region(0.25, 0.25, 0.75, 0.75)
CATALOGUE = {
    code: Words(
        headline=f"{code} headline",
        what_we_see="{share:.0%} of the detail",
        why_it_matters="It matters.",
        what_else="Blur.",
        photographer="Light.",
    )
    for code in ("loss", "lighter", "halo")
}
REASONS = {
    "face_too_small": Reason(sentence="The face is {pixels:.0f} pixels wide.", advice="Use a larger picture."),
    "pose_differs": Reason(sentence="{degrees:.0f}° apart."),
    "near_lens": Reason(sentence="A near camera does this too."),
}
MEASUREMENTS = {"texture": "Fine detail", "halo_width": "Fringe"}


def report(*, refused: str = "") -> ComparisonReport:
    picture = Picture(
        width=1000, height=800, iris_distance=120, subject_box=WHOLE, left_iris=(0.4, 0.4), right_iris=(0.6, 0.4),
        yaw=0, pitch=0, roll=0,
    )  # fmt: skip
    alignment = Alignment(
        stage_width=500, stage_height=400, subject_to_stage=(0.5, 0, 0, 0, 0.5, 0),
        reference_to_stage=(0.5, 0, 100, 0, 0.5, 0), stage_iris_distance=60, residual=0.01, pose_difference=31,
        refused=refused,
    )  # fmt: skip
    return ComparisonReport(
        engine="e",
        subject=PhotoReport(engine="e", picture=picture, results=(_edge(3.0),)),
        reference=PhotoReport(engine="e", picture=picture, results=(_edge(5.0, _finding("halo", Severity.STRONG)),)),
        alignment=alignment,
        results=(_texture(), _tone(), _gaze()),
    )


def done(comparison: Comparison, of: ComparisonReport | None = None) -> Comparison:
    """The comparison with this report and a picture of every kind."""
    Comparison.objects.filter(pk=comparison.pk).update(
        state=State.DONE, report=to_json(of or report()), finished_at=timezone.now()
    )
    comparison.refresh_from_db()
    made: list[tuple[Kind, Side, str, Any]] = [(Kind.STAGE, side, "", None) for side in (Side.SUBJECT, Side.REFERENCE)]
    made += [(Kind.LAYER, Side.SUBJECT, "skin_texture", {"unit": "delta_e", "floor": 3.0, "ceiling": 15.0})]
    made += [(Kind.CLOSEUP, side, LOSS, None) for side in (Side.SUBJECT, Side.REFERENCE)]
    made += [(Kind.AMPLIFIED, side, LOSS, {"factor": 4.0}) for side in (Side.SUBJECT, Side.REFERENCE)]
    made += [(Kind.ANNOTATED, Side.BOTH, analyzer, None) for analyzer in ("skin_texture", "skin_tone")]
    for number, (kind, side, about, scale) in enumerate(made):
        Artefact.objects.create(
            comparison=comparison, kind=kind, side=side, about=about, key=f"{comparison.pk}.{number}.jpg", width=5,
            height=4, scale=scale,
        )  # fmt: skip
    return comparison


def _finding(code: str, severity: Severity, dimension: Dimension = Dimension.BACKGROUND) -> Finding:
    return Finding(
        code=code, dimension=dimension, severity=severity, confidence=Confidence.HIGH, facts={"share": 0.4},
        evidence=("texture",), caveats=("near_lens",), subject_regions=(WHOLE,),
        reference_regions=() if dimension is Dimension.BACKGROUND else (WHOLE,),
    )  # fmt: skip


def _texture() -> Result:
    measured = Measurement(key="texture", value=-1.3, unit=Unit.OCTAVES, subject=-4.0, reference=-2.7)
    return Result(
        analyzer="skin_texture", version=1, dimension=Dimension.SKIN, status=Status.OK, measurements=(measured,),
        findings=(_finding("loss", Severity.MODERATE, Dimension.SKIN),), seconds=0.5,
    )  # fmt: skip


def _tone() -> Result:
    return Result(
        analyzer="skin_tone", version=1, dimension=Dimension.SKIN, status=Status.OK,
        findings=(_finding("lighter", Severity.STRONG, Dimension.SKIN),), seconds=0.25,
    )  # fmt: skip


def _gaze() -> Result:
    return Result(
        analyzer="gaze", version=1, dimension=Dimension.EXPRESSION, status=Status.NOT_APPLICABLE,
        reason="face_too_small", facts={"pixels": 43.0},
    )  # fmt: skip


def _edge(value: float, *findings: Finding) -> Result:
    return Result(
        analyzer="edge", version=1, dimension=Dimension.BACKGROUND, status=Status.OK, findings=findings,
        measurements=(Measurement(key="halo_width", value=value, unit=Unit.PIXELS),),
    )  # fmt: skip


def use_own_words(monkeypatch: pytest.MonkeyPatch, *, also: Collection[str] = ()) -> None:
    """The real catalogue is proved in tests/analysis; tests of pages must not change with it, but for these entries."""
    findings = {key: entry for key, entry in words.FINDINGS.items() if key in also}
    reasons = {key: entry for key, entry in words.REASONS.items() if key in also}
    monkeypatch.setattr(wording, "FINDINGS", CATALOGUE | findings)
    monkeypatch.setattr(wording, "REASONS", REASONS | reasons)
    monkeypatch.setattr(wording, "MEASUREMENTS", MEASUREMENTS)
