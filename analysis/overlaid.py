"""One exposure and what was made of it, laid on each other: the evidence that questions about an edit share.

Everything lies on the subject's pixels. The photograph is brought to the subject's tones first, and both faces to one
compression and sharpness, so that what still differs was changed in its place. What surrounds the head is registered by
itself, since a head may have been made larger on its body.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from analysis.laid import Laid, displaced, put_back
from analysis.matching import Matched, recompressed
from analysis.portrait import Portrait
from analysis.registration import Registration
from analysis.types import Region
from analysis.vision import colour, monochrome, registering
from analysis.vision.bands import blurred
from analysis.vision.colour import Floats
from analysis.vision.crops import project
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.registering import Matrix
from analysis.vision.toning import Toning, toning
from analysis.vision.view import View
from analysis.vision.zones import Mask, polygon

WHOLE_IRIS_DISTANCE = 60.0  # pixels, of the whole picture
WHOLE_SIDE = 1000  # pixels, its longest side at most
SITTER, BEHIND = 0.9, 0.1  # person probability
TONE_AREA = 1.5  # pixels of the whole picture, standard deviation over which tones are taken
AROUND = (2.2, 1.6)  # of the face's oval: what lies outside is no head; the smaller where the larger leaves too little
COARSE_QUALITY = 85.0  # libjpeg's scale; better files keep what is seen of a background at this size
LEAST_AROUND = 0.08  # of the picture
NO_FACE, LEAST_BODY = (
    1.15,
    1500,
)  # of the face's oval, beyond which hair and clothes lie; pixels of them that must be seen


class Overlaid:
    """The pieces are computed when they are first asked for. Ask `Pair.one_exposure` first."""

    def __init__(self, subject: Portrait, reference: Portrait, registration: Registration, matched: Matched) -> None:
        self._subject, self._reference = subject, reference
        self._registration = registration
        self._matched = matched

    @cached_property
    def _views(self) -> tuple[View, View]:
        """Both whole pictures, WHOLE_IRIS_DISTANCE pixels between the irises or fewer."""
        sides = self._subject, self._reference
        distance = min(WHOLE_IRIS_DISTANCE, *(side.iris_distance * side.frame.scale for side in sides))
        longest = max(self._subject.photo.width, self._subject.photo.height) / self._subject.iris_distance
        distance = min(distance, WHOLE_SIDE / longest)
        subject, reference = (_all_of(side, distance / side.iris_distance) for side in sides)
        return subject, reference

    @cached_property
    def whole(self) -> Laid:
        """The whole subject with the photograph registered on the face, in its own tones."""
        return _laid(*self._views, self._subject, self._between(*self._views))

    @cached_property
    def toned(self) -> Laid:
        """`whole` with the photograph in the subject's tones."""
        return self._toned(self.whole)

    @cached_property
    def around(self) -> Laid:
        """The whole subject with the photograph registered on what surrounds the head, in the subject's tones.

        Strong compression, which takes a background's detail, is laid on the one that has less of it.
        """
        distance = self._views[0].scale * self._subject.iris_distance
        views = [
            replace(view, pixels=recompressed(view.pixels, other, distance)) if _is_coarse(other) else view
            for view, other in zip(self._views, (self._reference, self._subject), strict=True)
        ]
        return self._toned(_drawn(views[0], views[1], self._subject, self._surroundings))

    @cached_property
    def head_scale(self) -> float:
        """Octaves by which the head grew against what surrounds it."""
        subject, reference = self._views
        ours, theirs = self._structures
        face = polygon(subject.shape, subject.from_file(self._subject.mesh.xy)[list(FACE_OVAL)])
        head = registering.refined(ours, theirs, self._between(subject, reference), face)
        return float(np.log2(np.linalg.det(head[:, :2]) / np.linalg.det(self._surroundings[:, :2])) / 2)

    @cached_property
    def behind(self) -> Mask:
        """Where the photograph shows its background, on the grid of `around`: an edit may mislead about the subject."""
        view = self._views[1]
        person = registering.laid(self._reference.person_in(view), self._surroundings, self._views[0].shape)
        return np.asarray(person < 0.5) & self.around.seen

    @cached_property
    def in_place(self) -> Floats:
        """Correlation of structure on the grid of `around`, NaN where there is none."""
        ours, theirs = self._structures
        return registering.correlation(ours, registering.laid(theirs, self._surroundings, ours.shape))

    def on_reference(self, regions: tuple[Region, ...]) -> tuple[Region, ...]:
        """Places of the subject where they lie in the photograph."""
        back = registering.inverse(self._registration.to_subject)
        own, other = (np.array([side.photo.width, side.photo.height]) for side in (self._subject, self._reference))
        drawn = (project(np.array(region.polygon) * own, back) / other for region in regions if region.polygon)
        inside = (np.clip(corners, 0, 1) for corners in drawn)
        return tuple(
            Region.around(tuple((float(x), float(y)) for x, y in corners))
            for corners in inside
            if (np.ptp(corners, axis=0) > 0).all()
        )

    @cached_property
    def body_agreement(self) -> float:
        """Median correlation of the structure of hair and clothes, −1 to 1; −1 where too little of either is seen."""
        subject = self._views[0]
        oval = subject.from_file(self._subject.mesh.xy)[list(FACE_OVAL)]
        middle = oval.mean(0)
        told = self.in_place[(self.sitter > SITTER) & ~polygon(subject.shape, middle + NO_FACE * (oval - middle))]
        told = told[np.isfinite(told)]
        return float(np.median(told)) if told.size >= LEAST_BODY else -1.0

    @property
    def _is_monochrome(self) -> bool:
        return monochrome.is_monochrome(colour.lab(self._views[0].pixels))

    @cached_property
    def toning(self) -> Toning:
        """What was done to the tones of the picture as a whole, told from face, clothes and hair, and background."""
        laid = self.whole
        face = polygon(laid.shape, laid.mesh[list(FACE_OVAL)])
        levels = [blurred(rgb.astype(np.float32), TONE_AREA) for rgb in (laid.reference, laid.subject.pixels)]
        parts = (face, (self.sitter > SITTER) & ~face, self.sitter < BEHIND)
        seen = [part & laid.seen for part in parts]
        couples = [(levels[0][part].astype(np.float64), levels[1][part].astype(np.float64)) for part in seen]
        return toning(couples, to_grey=self._is_monochrome)

    @cached_property
    def face(self) -> Laid:
        """Both faces at one scale, the photograph in the subject's tones; as sharp as each other where `matched`."""
        matched = self._matched
        if matched.agrees:
            views = matched.subject.view, matched.reference.view
        else:
            views = self._subject.face(matched.iris_distance), self._reference.face(matched.iris_distance)
        return self._toned(_laid(*views, self._subject, self._between(*views)))

    @property
    def compressed(self) -> bool:
        """Whether either is stored so coarsely that compression draws grain of its own."""
        return _is_coarse(self._subject) or _is_coarse(self._reference)

    @property
    def matched(self) -> bool:
        """Whether both faces could be made equally sharp, without which their surfaces cannot be compared."""
        return self._matched.agrees

    @cached_property
    def displacement(self) -> Floats:
        """Where in the photograph each place of `face` lay, beside its own: float32 (h, w, 2), iris distances."""
        return displaced(self.face)

    @cached_property
    def still(self) -> Laid:
        """`face` with the photograph moved as the edit moved it, so that surfaces can be compared."""
        return put_back(self.face, self.displacement)

    @cached_property
    def sitter(self) -> Floats:
        """Person probability of the subject on the grid of `whole` and `around`, float32, 0–1."""
        return self._subject.person_in(self._views[0])

    def _toned(self, laid: Laid) -> Laid:
        return replace(laid, reference=self.toning.of(laid.reference))

    def _between(self, subject: View, reference: View) -> Matrix:
        """Pixels of a view of the reference to pixels of a view of the subject, as the faces were registered."""
        back = registering.inverse(registering.into_view(reference))
        return registering.composed(
            registering.into_view(subject), registering.composed(self._registration.to_subject, back)
        )

    @cached_property
    def _structures(self) -> tuple[Floats, Floats]:
        ours, theirs = (registering.structure(view.pixels) for view in self._views)
        return ours, theirs

    @cached_property
    def _surroundings(self) -> Matrix:
        """Reference's to subject's pixels by what surrounds the head: as the faces lie, or as the frames do.

        The one by which the structure out there correlates best.
        """
        subject, reference = self._views
        ours, theirs = self._structures
        outside = _outside(subject, self._subject)
        frames = subject.shape[1] / reference.shape[1]
        likely = [
            registering.refined(ours, theirs, matrix, outside)
            for matrix in (self._between(subject, reference), np.array([[frames, 0.0, 0.0], [0.0, frames, 0.0]]))
        ]
        return max(likely, key=lambda tried: registering.together(ours, theirs, tried, outside))


def _all_of(portrait: Portrait, scale: float) -> View:
    corners = np.array([0.0, 0.0]), np.array([portrait.photo.width, portrait.photo.height], np.float64)
    return portrait.frame.cut(*corners, scale=scale)


def _is_coarse(portrait: Portrait) -> bool:
    return portrait.jpeg_quality is not None and portrait.jpeg_quality < COARSE_QUALITY


def _outside(view: View, portrait: Portrait) -> Mask:
    """What is no head on a view of the whole picture."""
    oval = view.from_file(portrait.mesh.xy)[list(FACE_OVAL)]
    middle = oval.mean(0)
    masks = [~polygon(view.shape, middle + size * (oval - middle)) for size in AROUND]
    return next((mask for mask in masks if mask.mean() >= LEAST_AROUND), masks[-1])


def _laid(subject: View, reference: View, own: Portrait, matrix: Matrix) -> Laid:
    """The reference's view on the subject's, refined once more on the face at this scale."""
    ours, theirs = (registering.structure(view.pixels) for view in (subject, reference))
    face = polygon(subject.shape, subject.from_file(own.mesh.xy)[list(FACE_OVAL)])
    return _drawn(subject, reference, own, registering.refined(ours, theirs, matrix, face))


def _drawn(subject: View, reference: View, own: Portrait, matrix: Matrix) -> Laid:
    return Laid(
        subject=subject,
        reference=registering.laid_picture(reference.pixels, matrix, subject.shape),
        seen=registering.covered(reference.shape, matrix, subject.shape),
        mesh=subject.from_file(own.mesh.xy),
        iris_distance=own.iris_distance * subject.scale,
    )
