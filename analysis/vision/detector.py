"""The single-shot detectors (BlazeFace, BlazePose) behind faces and bodies: anchors and decoding.

Method: Bazarevsky et al. 2019 (BlazeFace); overlapping boxes are averaged by score instead of
dropped, which steadies the box between two versions of one picture.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from analysis.vision.crops import Points, Rgb, letterbox, project
from analysis.vision.net import Floats, Net, logistic

OVERLAP = 0.3  # intersection over union from which two boxes are one hit (MediaPipe's own setting)


@dataclass(frozen=True, slots=True)
class Detection:
    """A hit in picture pixels: `box` is (2, 2) left top and right bottom, `keypoints` (k, 2) in the net's own order."""

    score: float
    box: Points
    keypoints: Points

    @property
    def size(self) -> float:
        return float((self.box[1] - self.box[0]).max())


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a detector net lays its anchors and names its outputs."""

    side: int
    strides: tuple[int, ...]
    per_stride: int
    boxes: str
    scores: str


SHORT_RANGE = Layout(side=128, strides=(8, 16, 16, 16), per_stride=2, boxes="regressors", scores="classificators")
FULL_RANGE = Layout(side=192, strides=(4,), per_stride=1, boxes="Identity", scores="Identity_1")
BODY = Layout(side=224, strides=(8, 16, 32, 32, 32), per_stride=2, boxes="Identity", scores="Identity_1")


def anchors(layout: Layout) -> Floats:
    """(n, 2) anchor centres, 0–1; layers of one stride share a grid."""
    grids = []
    for stride, layers in itertools.groupby(layout.strides):
        cells = math.ceil(layout.side / stride)
        ys, xs = np.mgrid[0:cells, 0:cells]
        centres = np.stack([(xs + 0.5) / cells, (ys + 0.5) / cells], -1).reshape(-1, 2)
        grids.append(centres.repeat(layout.per_stride * len(list(layers)), 0))
    return np.concatenate(grids).astype(np.float32)


class Detector:
    """A detector net with its anchors."""

    def __init__(self, model: bytes, layout: Layout) -> None:
        self._net, self._layout, self._anchors = Net(model), layout, anchors(layout)

    def __call__(self, rgb: Rgb, *, threshold: float) -> list[Detection]:
        """Hits in a uint8 RGB picture, the surest first."""
        side = self._layout.side
        square, back = letterbox(rgb, side)
        outputs = self._net(square.astype(np.float32) / 127.5 - 1)
        scores = logistic(outputs[self._layout.scores].reshape(-1))
        kept = scores > threshold
        if not kept.any():
            return []
        raw = outputs[self._layout.boxes].reshape(len(self._anchors), -1)[kept] / side
        centres = self._anchors[kept]
        corners = raw[:, :2] + centres
        boxes = np.concatenate([corners - raw[:, 2:4] / 2, corners + raw[:, 2:4] / 2], 1).astype(np.float32)
        keypoints = (raw[:, 4:].reshape(len(raw), -1, 2) + centres[:, None]).astype(np.float32)
        return [
            Detection(
                score,
                project(box.reshape(2, 2) * side, back),
                project(points.astype(np.float64) * side, back),
            )
            for score, box, points in _suppress(scores[kept], boxes, keypoints)
        ]


def _suppress(scores: Floats, boxes: Floats, keypoints: Floats) -> list[tuple[float, Points, Points]]:
    """Weighted non-maximum suppression."""
    hits: list[tuple[float, Points, Points]] = []
    order = np.argsort(-scores)
    areas: Floats = np.prod(boxes[:, 2:] - boxes[:, :2], 1)
    while len(order):
        best = order[0]
        low = np.maximum(boxes[best, :2], boxes[order, :2])
        high = np.minimum(boxes[best, 2:], boxes[order, 2:])
        shared = np.prod(np.clip(high - low, 0, None), 1)
        same = shared / (areas[best] + areas[order] - shared) > OVERLAP
        same[0] = True
        group = order[same]
        weight = scores[group] / scores[group].sum()
        hits.append(
            (
                float(scores[best]),
                (boxes[group] * weight[:, None]).sum(0).astype(np.float64),
                (keypoints[group] * weight[:, None, None]).sum(0).astype(np.float64),
            )
        )
        order = order[~same]
    return hits
