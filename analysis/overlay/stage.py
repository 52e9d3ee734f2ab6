"""A portrait and its heat maps as they lie on the stage, the canvas on which both faces are eye to eye."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.alignment import on_stage
from analysis.analyzer import HeatMap
from analysis.overlay import ramp
from analysis.portrait import Portrait
from analysis.types import Affine, Alignment
from analysis.vision.crops import Rgb

Rgba = NDArray[np.uint8]
Floats = NDArray[np.float32]


def stage(portrait: Portrait, alignment: Alignment, *, on_reference: bool) -> Rgb:
    """The portrait on the stage: uint8 sRGB (stage_height, stage_width, 3), neutral grey beyond the picture.

    Drawn from the plate, the finest copy that a Portrait keeps; what lies beyond the plate from the frame.
    """
    matrix, size = to_stage(alignment, on_reference=on_reference), (alignment.stage_width, alignment.stage_height)
    near = on_stage(portrait.plate, matrix, size)
    if _covered(portrait, matrix, size):
        return near
    left, top, right, bottom = 0.0, 0.0, float(portrait.photo.width), float(portrait.photo.height)
    scale = min(portrait.frame.scale, math.hypot(matrix[0], matrix[3]))
    whole = portrait.frame.cut(np.array([left, top]), np.array([right, bottom]), scale=scale)
    far = on_stage(whole, matrix, size)
    height, width = portrait.plate.shape
    inside = np.full((height, width), 255, np.uint8)
    inside[[0, -1]] = inside[:, [0, -1]] = 0  # the border of the plate is interpolated with what lies beyond it
    seen = cv2.warpAffine(inside, _view_to_stage(portrait, matrix), size, flags=cv2.INTER_LINEAR)
    return np.where((seen == 255)[..., None], near, far)


def heat_layer(heatmap: HeatMap, portrait: Portrait, alignment: Alignment) -> Rgba:
    """A heat map on the stage: uint8 sRGB with alpha (stage_height, stage_width, 4), to be laid over the portrait.

    Transparent at the map's floor and where nothing was measured, more opaque with value up to its ceiling; one colour
    is one value in every picture, since floor and ceiling are absolute.
    """
    size = alignment.stage_width, alignment.stage_height
    matrix = _map_to_stage(heatmap, portrait, to_stage(alignment, on_reference=heatmap.on_reference))
    known = np.isfinite(heatmap.values)
    values = np.where(known, heatmap.values, 0).astype(np.float32)
    weight = _drawn(known.astype(np.float32), matrix, size)
    value = _drawn(values, matrix, size)
    np.divide(value, weight, out=value, where=weight > 0.5)
    layer = ramp.tinted((value - np.float32(heatmap.floor)) / np.float32(heatmap.ceiling - heatmap.floor))
    layer[..., 3] = np.rint(layer[..., 3] * np.clip(2 * weight - 1, 0, 1))
    return layer


def over(picture: Rgb, layer: Rgba) -> Rgb:
    """A layer with alpha laid over a picture of the same size."""
    alpha = layer[..., 3:].astype(np.float32) / np.float32(255)
    mixed = picture + alpha * (layer[..., :3].astype(np.float32) - picture)
    laid: Rgb = np.rint(mixed).astype(np.uint8)
    return laid


def to_stage(alignment: Alignment, *, on_reference: bool) -> Affine:
    """The way from file pixels of one of the two pictures to stage pixels."""
    return alignment.to_stage(on_reference=on_reference)


def _map_to_stage(heatmap: HeatMap, portrait: Portrait, matrix: Affine) -> NDArray[np.float64]:
    """Heat-map cells to stage pixels, 2 × 3; a cell's value stands at its centre."""
    rows, columns = heatmap.values.shape
    region, photo = heatmap.region, portrait.photo
    across = (region.right - region.left) * photo.width / columns
    down = (region.bottom - region.top) * photo.height / rows
    cell = np.array(
        [
            [across, 0.0, region.left * photo.width + across / 2],
            [0.0, down, region.top * photo.height + down / 2],
            [0.0, 0.0, 1.0],
        ]
    )
    # File pixels are counted from their corners here and from their centres by OpenCV.
    half = np.array([[1.0, 0.0, -0.5], [0.0, 1.0, -0.5], [0.0, 0.0, 1.0]])
    result: NDArray[np.float64] = np.array(matrix).reshape(2, 3) @ half @ cell
    return result


def _drawn(values: Floats, matrix: NDArray[np.float64], size: tuple[int, int]) -> Floats:
    return cv2.warpAffine(values, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32, copy=False)


def _covered(portrait: Portrait, matrix: Affine, size: tuple[int, int]) -> bool:
    """Whether the plate reaches all corners of the stage, or all that the picture has to show there."""
    plate, photo = portrait.plate, portrait.photo
    linear = np.array(matrix).reshape(2, 3)
    stage_corners = np.array([[0.0, 0.0], [size[0], 0.0], [size[0], size[1]], [0.0, size[1]]])
    in_file = (stage_corners - linear[:, 2]) @ np.linalg.inv(linear[:, :2]).T
    in_file = np.clip(in_file, 0, (photo.width, photo.height))
    in_plate, (height, width) = plate.from_file(in_file), plate.shape
    return bool(((in_plate > -1) & (in_plate < (width + 1, height + 1))).all())


def _view_to_stage(portrait: Portrait, matrix: Affine) -> NDArray[np.float64]:
    plate, linear = portrait.plate, np.array(matrix).reshape(2, 3)
    shift = linear[:, :2] @ (plate.left, plate.top) + linear[:, 2]
    return np.column_stack([linear[:, :2] / plate.scale, shift])
