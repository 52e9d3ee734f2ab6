"""What the file says of a camera, and whether that holds together. EXIF can be copied, edited or invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from analysis.provenance import exif
from analysis.provenance.exif import Exif
from analysis.provenance.text import clean

_EXPOSURE = (exif.EXPOSURE, exif.APERTURE, exif.ISO, exif.FOCAL_LENGTH)
_DATE = re.compile(r"\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_SAME_SHAPE = 0.02  # of the ratio of sides: cameras and programs round to whole blocks


class Oddity(StrEnum):
    """What does not fit a file that comes straight from a camera."""

    NO_EXPOSURE = "no_exposure"  # a maker is named, yet neither shutter, aperture, sensitivity nor focal length
    OTHER_SHAPE = "other_shape"  # recorded with other proportions: cropped since
    SAVED_BEFORE_TAKEN = "saved_before_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera as recorded; texts cleaned."""

    name: str
    lens: str
    settings: str  # "1/250 s, f/2.8, ISO 400, 85 mm", as far as recorded
    taken: str  # EXIF's own form, "2022:04:15 18:51:12"
    oddities: tuple[Oddity, ...]


def camera(found: Exif, width: int, height: int) -> Camera | None:
    """The camera in EXIF of a picture of `width` × `height` pixels (either way round), or None where none is named."""
    maker, model = clean(found.text(exif.MAKE), 40), clean(found.text(exif.MODEL), 60)
    if not maker and not model:
        return None
    name = model if model.lower().startswith(maker.lower().split(" ")[0]) else f"{maker} {model}".strip()
    taken = _date(found, exif.TAKEN)
    return Camera(
        name=name,
        lens=clean(found.text(exif.LENS), 60),
        settings=_settings(found),
        taken=taken,
        oddities=tuple(_oddities(found, taken, width / height)),
    )


def _settings(found: Exif) -> str:
    exposure, aperture = found.numbers.get(exif.EXPOSURE), found.numbers.get(exif.APERTURE)
    iso, focal = found.numbers.get(exif.ISO), found.numbers.get(exif.FOCAL_LENGTH)
    parts = []
    if exposure and exposure > 0:
        parts.append(f"1/{round(1 / exposure)} s" if exposure < 0.4 else f"{exposure:g} s")
    if aperture and aperture > 0:
        parts.append(f"f/{aperture:.3g}")
    if iso and iso > 0:
        parts.append(f"ISO {iso:.0f}")
    if focal and focal > 0:
        parts.append(f"{focal:.3g} mm")
    return ", ".join(parts)


def _oddities(found: Exif, taken: str, shape: float) -> list[Oddity]:
    odd = []
    if not any(found.numbers.get(tag) for tag in _EXPOSURE):
        odd.append(Oddity.NO_EXPOSURE)
    width, height = found.numbers.get(exif.WIDTH, 0), found.numbers.get(exif.HEIGHT, 0)
    if width > 0 and height > 0:
        recorded = width / height
        if min(abs(recorded / shape - 1), abs(recorded * shape - 1)) > _SAME_SHAPE:
            odd.append(Oddity.OTHER_SHAPE)
    saved = _date(found, exif.SAVED)
    if taken and saved and saved < taken:
        odd.append(Oddity.SAVED_BEFORE_TAKEN)
    return odd


def _date(found: Exif, tag: int) -> str:
    match = _DATE.match(found.text(tag))
    return match[0] if match else ""
