"""What one photograph would let an AI know: is the face large, sharp, well exposed and kept well enough?

Method: Q1–Q4 of docs/METHOD.md. Nothing here says anything against a photograph: it may be a fine one and yet show too
little of the face to make another picture from. So findings are advice, and moderate at most.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from analysis.errors import NotApplicable
from analysis.series.profile import SHARP_IRIS_DISTANCE, Profile
from analysis.series.question import Answer, Question, asked
from analysis.types import Confidence, Dimension, Finding, Measurement, Result, Severity, Unit

# Q1: fine detail of skin is told apart from 100 pixels between the irises on, and safely from 140 (metrics, section 4).
LEAST_IRIS_DISTANCE, GOOD_IRIS_DISTANCE = 100.0, SHARP_IRIS_DISTANCE
# Q2: octaves by which the finest detail of lashes and brows stands above the next. Of 167 real portraits of 140 pixels
# or more, 5 in 100 and 1 in 100 are softer, half are softer than USUAL (python -m bench.source_photos).
SOFT, VERY_SOFT, USUAL_SHARPNESS = -1.96, -2.17, -1.51
# Q2: a JPEG below these loses fine skin detail of faces of 140 pixels in one case of ten, and in four (metrics, section
# 4). Of 213 real portraits nine lie below 75, and one below 50.
COMPRESSED, VERY_COMPRESSED = 75.0, 50.0
# Q3: shares of the skin that are clipped. 2 % is the reference's (metrics Q3), which one real portrait in ten exceeds;
# one in twenty exceeds 15 %.
CLIPPED, MUCH_CLIPPED = 0.02, 0.15
# Q4: of 213 real portraits all but three are turned to the side by less, in degrees.
TURNED = 26.0

QUESTIONS: Final = tuple(
    Question(id=f"source_{name}", version=1, dimension=Dimension.SOURCE)
    for name in ("size", "sharpness", "compression", "exposure", "view", "company")
)


def results(profile: Profile) -> tuple[Result, ...]:
    """Everything that is asked of one photograph by itself."""
    asks = (_size, _sharpness, _compression, _exposure, _view, _company)
    return tuple(asked(question, partial(ask, profile)) for question, ask in zip(QUESTIONS, asks, strict=True))


def _size(profile: Profile) -> Answer:
    pixels = profile.picture.iris_distance
    severity = _graded(pixels < GOOD_IRIS_DISTANCE, pixels < LEAST_IRIS_DISTANCE)
    item = Measurement(key="source.size", value=pixels, unit=Unit.PIXELS)
    return _answer("source_face_small", severity, item, needed=GOOD_IRIS_DISTANCE)


def _sharpness(profile: Profile) -> Answer:
    pixels, octaves = profile.picture.iris_distance, profile.sharpness
    if pixels < SHARP_IRIS_DISTANCE:
        raise NotApplicable("face_too_small", {"pixels": pixels, "needed": SHARP_IRIS_DISTANCE})
    if octaves is None:
        raise NotApplicable("source_eyes_hidden")
    item = Measurement(key="source.sharpness", value=2.0 ** (octaves - USUAL_SHARPNESS), unit=Unit.SHARE)
    return _answer("source_soft", _graded(octaves < SOFT, octaves < VERY_SOFT), item)


def _compression(profile: Profile) -> Answer:
    quality = profile.picture.jpeg_quality
    if quality is None:
        return Answer()
    item = Measurement(key="source.compression", value=quality, unit=Unit.COUNT)
    return _answer("source_compressed", _graded(quality < COMPRESSED, quality < VERY_COMPRESSED), item)


def _exposure(profile: Profile) -> Answer:
    if profile.clipping is None:
        raise NotApplicable("too_little_skin")
    shares = {"bright": profile.clipping.bright, "dark": profile.clipping.dark}
    items = {name: Measurement(key=f"source.{name}", value=share, unit=Unit.SHARE) for name, share in shares.items()}
    worst = max(shares, key=lambda name: shares[name])
    severity = _graded(shares[worst] > CLIPPED, shares[worst] > MUCH_CLIPPED)
    told = _answer(f"source_too_{worst}", severity, items[worst])
    return Answer(measurements=tuple(items.values()), findings=told.findings)


def _view(profile: Profile) -> Answer:
    degrees = abs(profile.picture.yaw)
    item = Measurement(key="source.turned", value=degrees, unit=Unit.DEGREES)
    return _answer("source_turned", Severity.NOTE if degrees > TURNED else None, item)


def _company(profile: Profile) -> Answer:
    item = Measurement(key="source.faces", value=float(profile.faces), unit=Unit.COUNT)
    return _answer("source_other_faces", Severity.NOTE if profile.faces > 1 else None, item, others=profile.faces - 1)


def _graded(slight: bool, moderate: bool) -> Severity | None:
    if moderate:
        return Severity.MODERATE
    return Severity.SLIGHT if slight else None


def _answer(code: str, severity: Severity | None, item: Measurement, **facts: float) -> Answer:
    if severity is None:
        return Answer(measurements=(item,))
    return Answer(measurements=(item,), findings=(advice(code, severity, item, **facts),))


def advice(code: str, severity: Severity, item: Measurement, **facts: float) -> Finding:
    """A finding of this dimension; `value` is the leading figure."""
    return Finding(
        code=code,
        dimension=Dimension.SOURCE,
        severity=severity,
        confidence=Confidence.HIGH,
        facts={"value": item.value, **facts},
        evidence=(item.key,),
    )
