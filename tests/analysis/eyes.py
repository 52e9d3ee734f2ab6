"""A pair of eyes drawn from known truth: where the irises are, and where each mirrors a light."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.vision.landmarks import LEFT_EYE, LEFT_IRIS, LEFT_IRIS_RING, RIGHT_EYE, RIGHT_IRIS, RIGHT_IRIS_RING

IRIS_DISTANCE = 200.0
RADIUS = IRIS_DISTANCE / 10.5
CENTRES = {RIGHT_IRIS: (110.0, 100.0), LEFT_IRIS: (110.0 + IRIS_DISTANCE, 100.0)}
Colour = tuple[int, int, int]
BROWN: Colour = (70, 45, 30)
_WHITE, _SKIN = (215, 210, 205), (190, 150, 130)
_OPEN = 0.85  # half the height of the opening, in radii

Place = tuple[float, float]


def mesh() -> NDArray[np.float64]:
    """(478, 2): only irises and lids are placed."""
    points = np.zeros((478, 2))
    for centre, ring, lids in ((RIGHT_IRIS, RIGHT_IRIS_RING, RIGHT_EYE), (LEFT_IRIS, LEFT_IRIS_RING, LEFT_EYE)):
        x, y = CENTRES[centre]
        points[centre] = x, y
        points[list(ring)] = [(x + RADIUS, y), (x, y - RADIUS), (x - RADIUS, y), (x, y + RADIUS)]
        angles = np.linspace(np.pi, -np.pi, len(lids), endpoint=False)
        points[list(lids)] = np.stack([x + 2.3 * RADIUS * np.cos(angles), y + _OPEN * RADIUS * np.sin(angles)], 1)
    return points


def picture(
    *, right: tuple[Place, ...], left: tuple[Place, ...], size: float = 0.16, iris: Colour = BROWN
) -> NDArray[np.uint8]:
    """uint8 RGB (200, 420, 3); places in iris radii from each centre, `size` the radius of a light, likewise."""
    drawn = np.full((200, 420, 3), _SKIN, np.uint8)
    points = mesh()
    opening = np.zeros(drawn.shape[:2], np.uint8)
    for lids in (RIGHT_EYE, LEFT_EYE):
        cv2.fillPoly(opening, [np.round(points[list(lids)]).astype(np.int32)], 1)
    eyes = np.full_like(drawn, _WHITE)
    for centre, lights in ((RIGHT_IRIS, right), (LEFT_IRIS, left)):
        x, y = CENTRES[centre]
        _dot(eyes, x, y, RADIUS, iris)
        for across, down in lights:
            _dot(eyes, x + RADIUS * across, y + RADIUS * down, RADIUS * size, (255, 255, 255))
    drawn[opening > 0] = eyes[opening > 0]
    return cv2.GaussianBlur(drawn, (0, 0), 0.7).astype(np.uint8)


def _dot(canvas: NDArray[np.uint8], x: float, y: float, radius: float, rgb: Colour) -> None:
    fine = 16  # sixteenths of a pixel
    centre = round(x * fine), round(y * fine)
    cv2.circle(canvas, centre, round(radius * fine), rgb, -1, cv2.LINE_AA, shift=4)
