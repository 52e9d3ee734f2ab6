"""Likeness and body: turning a mesh to the front, and the judges on numbers alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.analyzer import Measured, PairAnalyzer
from analysis.analyzers import body_proportion, likeness_geometry, likeness_identity
from analysis.types import Finding, Measurement, Severity, Unit
from analysis.vision import canonical
from analysis.vision.frontal import frontal
from analysis.vision.head_pose import head_pose
from tests.analysis.made_nulls import QUALITY, made_nulls


def _mesh(yaw: float, pitch: float = 0.0, size: float = 30.0) -> NDArray[np.float64]:
    """The canonical face turned by degrees, as mesh points in picture pixels."""
    yaw, pitch = np.radians([yaw, pitch])
    around = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    over = np.array([[1, 0, 0], [0, np.cos(pitch), np.sin(pitch)], [0, -np.sin(pitch), np.cos(pitch)]])
    points = canonical.face().vertices @ (around @ over).T * size * (1.0, -1.0, -1.0) + (500, 500, 0)
    return np.concatenate([points, np.zeros((10, 3))])


@pytest.mark.parametrize("yaw", [-30.0, -10.0, 0.0, 10.0, 30.0])
def test_pose_is_read_back(yaw: float) -> None:
    assert head_pose(_mesh(yaw)).yaw == pytest.approx(yaw, abs=0.01)


@pytest.mark.parametrize(("yaw", "pitch", "size"), [(25.0, 0.0, 30.0), (-15.0, 12.0, 80.0)])
def test_a_turned_mesh_has_the_lengths_of_the_frontal_one(yaw: float, pitch: float, size: float) -> None:
    np.testing.assert_allclose(frontal(_mesh(yaw, pitch, size)), frontal(_mesh(0.0)), atol=1e-6)


def test_a_wider_jaw_is_read_as_wider() -> None:
    mesh = _mesh(0.0)
    wide = mesh.copy()
    for point, shift in ((172, -20.0), (397, 20.0)):
        wide[point, 0] += shift
    jaw = likeness_geometry.LENGTHS[1]
    ours, theirs = (likeness_geometry._log_length(frontal(points), jaw) for points in (wide, mesh))
    assert ours > theirs + 0.05


def _judged(analyzer: PairAnalyzer, values: dict[str, float], spread: float, centre: float = 0.0) -> list[Finding]:
    measurements = tuple(
        Measurement(key=key, value=value, unit=Unit.OCTAVES, subject=1.0, reference=1.0)
        for key, value in values.items()
    )
    measured = Measured(measurements=measurements, quality=QUALITY)
    return list(analyzer.judge(measured, made_nulls(*values, spread=spread, centre=centre)))


def test_only_a_length_beyond_real_differences_is_found_and_its_side_is_named() -> None:
    values = {length.key: 0.0 for length in likeness_geometry.LENGTHS} | {"likeness.jaw_width": -0.3}
    (finding,) = _judged(likeness_geometry.ANALYZER, values, spread=0.02)
    assert finding.code == "likeness_jaw_width_smaller"
    assert finding.severity is Severity.STRONG
    assert finding.facts["share"] == pytest.approx(1 - 2**-0.3)


def test_a_difference_nobody_sees_is_no_finding_however_rare() -> None:
    values = {length.key: 0.0 for length in likeness_geometry.LENGTHS} | {"likeness.jaw_width": 0.04}
    assert _judged(likeness_geometry.ANALYZER, values, spread=0.002) == []


def test_faces_as_close_as_one_session_are_no_finding() -> None:
    assert _judged(likeness_identity.ANALYZER, {"likeness.distance": 0.29}, spread=0.01, centre=0.2) == []
    (finding,) = _judged(likeness_identity.ANALYZER, {"likeness.distance": 0.75}, spread=0.05, centre=0.36)
    assert finding.severity is Severity.STRONG


def test_shoulders_are_named_by_their_side() -> None:
    values = {"body.shoulders": -1.0, "body.neck": 0.0}
    (finding,) = _judged(body_proportion.ANALYZER, values, spread=0.1)
    assert finding.code == "body_shoulders_narrower"
