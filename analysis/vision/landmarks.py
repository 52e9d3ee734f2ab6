"""Names for points of the 478-point mesh.

Left and right are the sitter's: the sitter's right eye is on the picture's left.
"""

from __future__ import annotations

RIGHT_IRIS, LEFT_IRIS = 468, 473
RIGHT_IRIS_RING = (469, 470, 471, 472)
LEFT_IRIS_RING = (474, 475, 476, 477)
EYE_OUTER_RIGHT, EYE_INNER_RIGHT = 33, 133
EYE_INNER_LEFT, EYE_OUTER_LEFT = 362, 263
NOSE_ROOT, NOSE_BASE, NOSE_TIP, CHIN, FOREHEAD_TOP = 168, 2, 1, 152, 10
MOUTH_RIGHT, MOUTH_LEFT = 61, 291
LIP_TOP, LIP_BOTTOM, LIP_INNER_TOP, LIP_INNER_BOTTOM = 0, 17, 13, 14
CHEEKBONE_RIGHT, CHEEKBONE_LEFT = 234, 454
JAW_RIGHT, JAW_LEFT = 172, 397

RIGHT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
LEFT_EYE = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
RIGHT_BROW = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46)
LEFT_BROW = (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
FACE_OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip

# Zones of skin that carry pores and lines, each free of hair on most people.
ZONES = {
    "cheek_right": (116, 117, 118, 101, 36, 205, 187, 123),
    "cheek_left": (345, 346, 347, 330, 266, 425, 411, 352),
    "forehead": (67, 109, 10, 338, 297, 299, 337, 151, 108, 69),
    "under_eye_right": (230, 229, 228, 31, 117, 118, 119, 120),
    "under_eye_left": (450, 449, 448, 261, 346, 347, 348, 349),
}
# What the alignment error is measured on: points that a smile moves little or that a client looks at first.
ANCHORS = (EYE_OUTER_RIGHT, EYE_INNER_RIGHT, EYE_INNER_LEFT, EYE_OUTER_LEFT, NOSE_BASE, MOUTH_RIGHT, MOUTH_LEFT)
