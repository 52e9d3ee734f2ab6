"""The canonical face that the mesh net was trained against: metric vertices and the triangles between them.

Both stand in the geometry file of the landmark bundle, a protobuf message of a few repeated fields;
it is read here without the protobuf library.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.vision import models

POINTS = 468
_COORDINATES = 5  # x, y, z in centimetres, then two texture coordinates
_VARINT, _BYTES, _FIXED32 = 0, 2, 5


@dataclass(frozen=True, slots=True, eq=False)
class CanonicalFace:
    """`vertices` (468, 3) in centimetres: x to the sitter's left, y up, z towards the camera; `triangles` (898, 3).

    `rigid` and `weights` (33,) name the vertices that an expression moves least and how much each counts for the pose.
    """

    vertices: NDArray[np.float64]
    triangles: NDArray[np.int64]
    rigid: NDArray[np.int64]
    weights: NDArray[np.float64]


@cache
def face() -> CanonicalFace:
    """The canonical face. Raises ModelUnavailable."""
    message = models.read_member(models.FACE_LANDMARKER, "geometry_pipeline_metadata_landmarks.binarypb")
    mesh = next(value for number, value in _fields(message) if number == 1 and isinstance(value, bytes))
    floats = [value for number, value in _fields(mesh) if number == 3]
    indices = [value for number, value in _fields(mesh) if number == 4]
    basis = [dict(_fields(value)) for number, value in _fields(message) if number == 2 and isinstance(value, bytes)]
    return CanonicalFace(
        np.array(floats, np.float64).reshape(POINTS, _COORDINATES)[:, :3],
        np.array(indices, np.int64).reshape(-1, 3),
        np.array([item[1] for item in basis], np.int64),
        np.array([item[2] for item in basis], np.float64),
    )


def _fields(message: bytes) -> Iterator[tuple[int, bytes | int | float]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, kind = key >> 3, key & 7
        if kind == _BYTES:
            size, at = _varint(message, at)
            yield number, message[at : at + size]
            at += size
        elif kind == _FIXED32:
            yield number, float(struct.unpack_from("<f", message, at)[0])
            at += 4
        elif kind == _VARINT:
            value, at = _varint(message, at)
            yield number, value
        else:
            raise ValueError(f"unexpected wire type {kind} in the geometry file")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
