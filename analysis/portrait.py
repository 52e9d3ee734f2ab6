"""A photograph with a face, and the evidence that several analyzers share: each piece computed once, if asked for.

Lengths on a face are told in *iris distances* (between the centres of both irises; 63 mm on the average adult). Pixel
coordinates are those of the upright file unless a View says otherwise.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from analysis.errors import NoFace
from analysis.photo import Frame, Photo
from analysis.types import Picture, Region
from analysis.vision import body, faces, identity, mesh, person
from analysis.vision.body import Body
from analysis.vision.crops import Points
from analysis.vision.cutout import Cutout
from analysis.vision.detector import Detection
from analysis.vision.glasses import WORN, bridge
from analysis.vision.head_pose import HeadPose, head_pose
from analysis.vision.landmarks import LEFT_IRIS, RIGHT_IRIS
from analysis.vision.mesh import Mesh
from analysis.vision.shading import Shading, shading
from analysis.vision.view import View

FRAME_SIDE = 2048  # longest side of the working copy of the whole picture
PLATE_IRIS_DISTANCE = 320.0  # pixels; the plate is never larger than this, nor than the file
PLATE_REACH = (3.6, 3.2, 3.6, 4.8)  # iris distances left, up, right and down of the point between the eyes
FACE_REACH = (1.7, 1.6, 1.7, 2.3)
SMALLEST_IRIS_DISTANCE = 16.0  # pixels: below this the mesh is guesswork
SURE_OF_A_FACE = 0.5
COARSE_IRIS_DISTANCE = 70.0  # pixels; the shape of light and the bridge of glasses need no more
MILLIMETRES = 63.0  # per iris distance, nominal
UNCOMPRESSED = 100.0  # stands for "no JPEG" on the quality scale


class Portrait:
    """One photograph of one sitter. Build it with `Portrait.of`."""

    def __init__(self, photo: Photo, frame: View, plate: View, fitted: Mesh, faces_found: int) -> None:
        self.photo = photo
        self.frame = frame
        self.plate = plate
        self.mesh = fitted
        self.faces_found = faces_found
        self._faces: dict[float, View] = {}

    @classmethod
    def of(cls, photo: Photo) -> Self:
        """Decode, find the largest face and fit its mesh. Raises NoFace, Undecodable, ModelUnavailable."""
        decoded = photo.frame()
        frame = _drawn(decoded, (0, 0, photo.width, photo.height), FRAME_SIDE / max(photo.width, photo.height))
        found = faces.find(frame.pixels)
        if not found:
            raise NoFace("We could not find a face in this picture. Use one where the face is turned to the camera.")
        for face in found:  # the detector takes a helmet for a face now and then; the mesh does not
            rough = _to_file(mesh.fit_once(frame.pixels, face), frame)
            if rough.iris_distance >= SMALLEST_IRIS_DISTANCE and rough.presence >= SURE_OF_A_FACE:
                break
        else:
            raise NoFace("The face in this picture is too small or too hidden to measure. Use a closer picture.")
        plate = _drawn(decoded, _box(rough, photo), PLATE_IRIS_DISTANCE / rough.iris_distance)
        fitted = _to_file(mesh.fit(plate.pixels, _in_view(face, frame, plate)), plate)
        return cls(photo, frame, plate, fitted, len(found))

    @cached_property
    def iris_distance(self) -> float:
        """In pixels of the file."""
        return self.mesh.iris_distance

    @property
    def jpeg_quality(self) -> float | None:
        """1–100 on libjpeg's scale, estimated from the tables of the file; None where it is no JPEG."""
        return None if self.photo.jpeg is None else self.photo.jpeg.quality

    @cached_property
    def pose(self) -> HeadPose:
        return head_pose(self.mesh.points)

    @cached_property
    def body(self) -> Body | None:
        """Joints in file pixels, or None where no body was found."""
        found = body.find(self.frame.pixels)
        return found and Body(self.frame.to_file(found.joints), found.visibility, found.presence)

    @cached_property
    def person(self) -> NDArray[np.float32]:
        """Probability 0–1 that a pixel belongs to the sitter, float32, on the frame."""
        return person.probability(self.frame.pixels, self.frame.from_file(self.mesh.xy))

    @cached_property
    def embedding(self) -> NDArray[np.float64]:
        """(128,) identity embedding. Kept in memory only."""
        return identity.embed(self.plate.pixels, self.plate.from_file(self.mesh.xy))

    @cached_property
    def shading(self) -> Shading | None:
        """How the light falls on the face; None where too little bare skin is seen to say."""
        view = self.face(COARSE_IRIS_DISTANCE)
        points = np.concatenate([view.from_file(self.mesh.xy), self.mesh.points[:, 2:] * view.scale], 1)
        return shading(view.pixels, points, self.iris_distance * view.scale)

    @cached_property
    def glasses(self) -> bool:
        """Whether glasses are worn, or what looks like their bridge."""
        view = self.face(COARSE_IRIS_DISTANCE)
        return bridge(view.pixels, view.from_file(self.mesh.xy)) > WORN

    @cached_property
    def quality(self) -> dict[str, float]:
        """How good the picture is: what the null distribution of a single photograph is conditioned on."""
        return {
            "log_iris_distance": math.log2(self.iris_distance),
            "jpeg_quality": UNCOMPRESSED if self.jpeg_quality is None else self.jpeg_quality,
            "turned": abs(self.pose.yaw),
        }

    def face(self, iris_distance: float) -> View:
        """The face at a scale where the irises are `iris_distance` pixels apart, or the plate's own if that is less."""
        key = round(min(iris_distance, self.iris_distance * self.plate.scale), 3)
        if key not in self._faces:
            self._faces[key] = self.plate.cut(*_reach(self.mesh, FACE_REACH), scale=key / self.iris_distance)
        return self._faces[key]

    def head(self, iris_distance: float) -> View:
        """Head and shoulders at such a scale: all of the plate."""
        everything = np.array([0.0, 0.0]), np.array([self.photo.width, self.photo.height], np.float64)
        return self.plate.cut(*everything, scale=iris_distance / self.iris_distance)

    @cached_property
    def _cutouts(self) -> dict[float, Cutout]:
        return {}

    def cutout(self, iris_distance: float) -> Cutout:
        """Head and shoulders at such a scale, told apart from the background."""
        key = round(min(iris_distance, self.iris_distance * self.plate.scale), 3)
        if key not in self._cutouts:
            view = self.head(key)
            self._cutouts[key] = Cutout(view, self.person_in(view), self.iris_distance * view.scale)
        return self._cutouts[key]

    def person_in(self, view: View) -> NDArray[np.float32]:
        """The person probability resampled onto a view of this portrait."""
        step = self.frame.scale / view.scale
        left, top = self.frame.from_file(np.array([view.left, view.top], np.float64))
        height, width = view.shape
        matrix = np.array([[step, 0.0, left], [0.0, step, top]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        sampled = cv2.warpAffine(self.person, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return sampled.astype(np.float32, copy=False)

    @cached_property
    def picture(self) -> Picture:
        """What every page needs to know before it shows a figure."""
        size = np.array([self.photo.width, self.photo.height], np.float64)
        points = np.clip(self.mesh.xy / size, 0, 1)
        (left, top), (right, bottom) = points.min(0), points.max(0)
        right_iris, left_iris = points[RIGHT_IRIS], points[LEFT_IRIS]
        return Picture(
            width=self.photo.width,
            height=self.photo.height,
            iris_distance=self.iris_distance,
            subject_box=Region(float(left), float(top), float(right), float(bottom)),
            left_iris=(float(right_iris[0]), float(right_iris[1])),
            right_iris=(float(left_iris[0]), float(left_iris[1])),
            yaw=self.pose.yaw,
            pitch=self.pose.pitch,
            roll=self.pose.roll,
            jpeg_quality=self.jpeg_quality,
        )


def _drawn(decoded: Frame, box: tuple[int, int, int, int], scale: float) -> View:
    left, top, right, _ = box
    pixels = decoded.crop(box, scale=min(1.0, scale))
    return View(pixels, pixels.shape[1] / (right - left), float(left), float(top), (decoded.width, decoded.height))


def _box(fitted: Mesh, photo: Photo) -> tuple[int, int, int, int]:
    """The plate's place in whole pixels of the file."""
    low, high = _reach(fitted, PLATE_REACH)
    left, top = (int(edge) for edge in np.clip(np.floor(low), 0, (photo.width - 1, photo.height - 1)))
    right, bottom = (int(edge) for edge in np.clip(np.ceil(high), (left + 1, top + 1), (photo.width, photo.height)))
    return left, top, right, bottom


def _to_file(fitted: Mesh, view: View) -> Mesh:
    points = fitted.points / view.scale
    points[:, :2] += (view.left, view.top)
    return Mesh(points, fitted.noise / view.scale, fitted.expression, fitted.presence)


def _in_view(face: Detection, source: View, target: View) -> Detection:
    def moved(points: Points) -> Points:
        return target.from_file(source.to_file(points))

    return Detection(face.score, moved(face.box), moved(face.keypoints))


def _reach(fitted: Mesh, reach: tuple[float, float, float, float]) -> tuple[Points, Points]:
    """Corners in file pixels around the point between the eyes, `reach` in iris distances."""
    centre = (fitted.xy[RIGHT_IRIS] + fitted.xy[LEFT_IRIS]) / 2
    left, up, right, down = (edge * fitted.iris_distance for edge in reach)
    return centre - np.array([left, up]), centre + np.array([right, down])
