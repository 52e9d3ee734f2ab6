"""From which side is the face lit, and do the eyes see the light there?

Method: the shading of the skin on the mesh's normals tells the brighter side of the face; the catchlights tell where
the lamps stand. On real portraits both go together (r = 0.77). Their contradiction is how far the catchlights stand on
the darker side, in iris radii. It counts in full where the sides of the face differ by 0.7 stops or more, and less
where the light is flat and has no side. Judged against single real photographs.
Reference: Johnson & Farid 2005 and 2007 on light directions from eyes and shading.
When it is wrong: a window behind the photographer beside a lamp at the side, reflectors, hats, hair across one cheek,
strong make-up on one side.

Light on the neck against light on the face, softness and flatness were tried and left out: the first is ruled by where
the chin throws its shadow, and none told renderings from photographs (AUC 0.50–0.57).
"""

from __future__ import annotations

import numpy as np

from analysis.analyzer import Measured, PhotoAnalyzer
from analysis.errors import NotApplicable
from analysis.nulls import Nulls
from analysis.portrait import Portrait
from analysis.types import Confidence, Dimension, Finding, Measurement, Severity, Unit
from analysis.vision.catchlight import Eyes
from analysis.vision.shading import Shading

SIDE, HEIGHT, CATCHLIGHT, CONTRADICTION = "light.side", "light.height", "light.catchlight_side", "light.contradiction"
EYES_IRIS_DISTANCE = 200.0  # pixels; a larger face says no more about places
LEAST_IRIS_DISTANCE, LEAST_EYES_IRIS_DISTANCE = 40.0, 80.0
MOST_TURNED = 25.0  # degrees of yaw
ONE_SIDED = 0.7  # stops between the sides of the face, from where on the light has a side
VISIBLE = 0.15  # iris radii: half of where a lamp at 20° stands


def measure(portrait: Portrait) -> Measured:
    """The light's side and height by the shading and, where both eyes mirror it, what the catchlights say of it."""
    shaded = _shading(portrait)
    figures = [
        Measurement(key=SIDE, value=shaded.side, unit=Unit.STOPS),
        Measurement(key=HEIGHT, value=shaded.height, unit=Unit.STOPS),
    ]
    if _eyes_can_be_seen(portrait):
        view = portrait.face(EYES_IRIS_DISTANCE)
        eyes = Eyes.of(view.pixels, view.from_file(portrait.mesh.xy))
        if eyes.open and eyes.lit:
            regions = tuple(view.region(iris.outline()) for iris in eyes.irises)
            figures += [
                Measurement(key=CATCHLIGHT, value=eyes.side, unit=Unit.IRIS_RADII),
                Measurement(
                    key=CONTRADICTION,
                    value=contradiction(shaded.side, eyes.side),
                    unit=Unit.IRIS_RADII,
                    subject_regions=regions,
                ),
            ]
    return Measured(measurements=tuple(figures), quality=portrait.quality)


def judge(measured: Measured, nulls: Nulls) -> tuple[Finding, ...]:
    """A slight finding at most: one photograph alone proves nothing."""
    contradicts = measured.get(CONTRADICTION)
    if contradicts is None:
        return ()
    standing = nulls.photo(CONTRADICTION, contradicts.value, measured.quality)
    if standing is None:
        raise NotApplicable("not_calibrated")
    if standing.severity("above", effect=contradicts.value, visible=VISIBLE) is None:
        return ()
    finding = Finding(
        code="light.eyes_contradict_face",
        dimension=Dimension.LIGHT,
        severity=Severity.SLIGHT,
        confidence=Confidence.FAIR,
        facts={"stops": abs(measured[SIDE].value), "radii": abs(measured[CATCHLIGHT].value)},
        evidence=(CONTRADICTION, SIDE, CATCHLIGHT),
        deviation=standing.deviation,
        subject_regions=contradicts.subject_regions,
    )
    return (finding,)


def contradiction(side: float, catchlight: float) -> float:
    """Iris radii by which the catchlights stand on the darker side of the face; negative on the brighter one.

    `side` in stops, positive where the picture's right is brighter; `catchlight` in radii, positive to the right.
    """
    return -catchlight * float(np.clip(side / ONE_SIDED, -1, 1))


def _eyes_can_be_seen(portrait: Portrait) -> bool:
    large = portrait.iris_distance >= LEAST_EYES_IRIS_DISTANCE
    return large and abs(portrait.pose.yaw) <= MOST_TURNED and not portrait.glasses


def _shading(portrait: Portrait) -> Shading:
    if portrait.iris_distance < LEAST_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": portrait.iris_distance, "needed": LEAST_IRIS_DISTANCE})
    shaded = portrait.shading
    if shaded is None:
        raise NotApplicable("too_little_skin")
    if not shaded.clear:
        raise NotApplicable("light_unclear")
    return shaded


ANALYZER = PhotoAnalyzer(id="light_direction", version=3, dimension=Dimension.LIGHT, measure=measure, judge=judge)
