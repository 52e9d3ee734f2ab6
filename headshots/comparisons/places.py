"""From regions of a picture to percentages of the stage, the canvas on which both faces lie eye to eye."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from analysis.types import Affine, Alignment, Picture, Point, Region
from headshots.comparisons.evidence import Mark

LEAST_FOCUS: Final = 22.0  # percent of the stage: closer than that shows pixels rather than a place
MOST_FOCUS: Final = 75.0  # a zoom that shows more than this is none
ROOM: Final = 1.5  # how much more than the marks themselves a zoom shows


def marks(regions: Iterable[Region], picture: Picture, to_stage: Affine, alignment: Alignment) -> tuple[Mark, ...]:
    """Each region where it lies on the stage; what lies outside of it is left out."""
    drawn = (_mark(region, picture, to_stage, alignment) for region in regions)
    return tuple(mark for mark in drawn if mark is not None)


def focus(shown: tuple[Mark, ...], closeup: Mark | None = None) -> Mark | None:
    """Where both pictures zoom to: on all marks, or, where they lie all over the stage, on what the close-up shows.

    Without one on the largest of them.

    As wide as high in percent, so it keeps the stage's proportions.
    """
    if not shown:
        return None
    left, top = min(mark.left for mark in shown), min(mark.top for mark in shown)
    right = max(mark.left + mark.width for mark in shown)
    bottom = max(mark.top + mark.height for mark in shown)
    side = min(max((right - left) * ROOM, (bottom - top) * ROOM, LEAST_FOCUS), 100.0)
    if side > MOST_FOCUS and len(shown) > 1:
        return focus((closeup or _largest(shown),))
    return Mark(
        left=round(min(max((left + right - side) / 2, 0.0), 100.0 - side), 2),
        top=round(min(max((top + bottom - side) / 2, 0.0), 100.0 - side), 2),
        width=round(side, 2),
        height=round(side, 2),
    )


def window(place: Mapping[str, float], alignment: Alignment) -> Mark:
    """What a close-up shows, which tells it in iris distances of the stage."""
    wide, high = (
        100 * alignment.stage_iris_distance / side for side in (alignment.stage_width, alignment.stage_height)
    )
    return Mark(
        left=place["left"] * wide, top=place["top"] * high, width=place["across"] * wide, height=place["across"] * high
    )


def _largest(shown: tuple[Mark, ...]) -> Mark:
    return max(shown, key=lambda mark: mark.width * mark.height)


def _mark(region: Region, picture: Picture, to_stage: Affine, alignment: Alignment) -> Mark | None:
    corners = (
        (region.left, region.top),
        (region.right, region.top),
        (region.right, region.bottom),
        (region.left, region.bottom),
    )
    points = [_percent(point, picture, to_stage, alignment) for point in region.polygon or corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right = max(min(xs), 0.0), min(max(xs), 100.0)
    top, bottom = max(min(ys), 0.0), min(max(ys), 100.0)
    if left >= right or top >= bottom:
        return None
    return Mark(
        left=round(left, 2),
        top=round(top, 2),
        width=round(right - left, 2),
        height=round(bottom - top, 2),
        points=" ".join(f"{x:.2f},{y:.2f}" for x, y in points),
    )


def _percent(point: Point, picture: Picture, to_stage: Affine, alignment: Alignment) -> Point:
    a, b, c, d, e, f = to_stage
    x, y = point[0] * picture.width, point[1] * picture.height
    return (
        100 * (a * x + b * y + c) / alignment.stage_width,
        100 * (d * x + e * y + f) / alignment.stage_height,
    )
