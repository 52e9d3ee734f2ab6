"""Where each place of a picture went in an edited version of it, to a tenth of a pixel.

Method: DIS optical flow (Kroeger, Timofte, Dai and Van Gool 2016), smoothed as skin moves; on local contrast rather
than luminance, so that skin which was lightened has not moved for that.
"""

from __future__ import annotations

import cv2
import numpy as np

from analysis.vision import colour
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import Rgb

SMOOTH = 0.03  # iris distances, standard deviation: what is warped is warped smoothly
SHADING = 0.08  # iris distances: what is coarser is light, not shape
_VISIBLE = 250.0  # 8-bit levels per unit of ln-luminance, for a search that wants 8 bits


def came_from(subject: Rgb, reference: Rgb, iris_distance: float) -> Floats:
    """For each pixel of the subject, how far away in the reference its content lies: float32 (h, w, 2), pixels."""
    greys = [_contrast(rgb, SHADING * iris_distance) for rgb in (subject, reference)]
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    still = np.zeros((*greys[0].shape, 2), np.float32)
    found = search.calc(greys[0], greys[1], still)
    return blurred(np.asarray(found, np.float32), SMOOTH * iris_distance)


def fetched(picture: Rgb, away: Floats) -> Rgb:
    """The picture with each pixel taken from `away` pixels beside it."""
    height, width = away.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    x, y = away[..., 0] + across, away[..., 1] + down
    drawn = cv2.remap(picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return drawn.astype(np.uint8, copy=False)


def _contrast(rgb: Rgb, sigma: float) -> Rgb:
    light = colour.log_luminance(rgb)
    drawn: Rgb = np.clip(128 + _VISIBLE * (light - blurred(light, sigma)), 0, 255).astype(np.uint8)
    return drawn
