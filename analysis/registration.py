"""Are two pictures one exposure, and which place of one is which place of the other?

An app that makes a headshot from somebody's own photograph hands back the same exposure: every eyelash lies where it
lay. In two exposures they do not, however soon one follows the other. Both faces are laid on each other by their
meshes, the similarity is refined on tracked points, and the structure of 0.6 to 1.8 mm is correlated place by place.
What is told is the median over the face, so that up to half of a face may have been altered.

On small faces this structure is too coarse to tell two pictures of one session apart, and an app may have altered more
than half of a face. Where the face alone does not decide, hair and clothes do (`Overlaid.body_agreement`): nobody holds
them still from one exposure to the next.

Wrong where a face was drawn anew so faithfully that this structure survived; then hardly anything of it has changed.
The thresholds and the gaps that they stand in are in docs/METHOD.md (`python -m bench.exposures`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.portrait import COARSE_IRIS_DISTANCE, Portrait
from analysis.vision import registering
from analysis.vision.correspondence import MESH_POINTS
from analysis.vision.crops import Points, project
from analysis.vision.landmarks import FACE_OVAL
from analysis.vision.registering import Matrix
from analysis.vision.zones import Mask, polygon

ONE_EXPOSURE = 0.89  # median correlation from which the face alone decides
PERHAPS = 0.7  # from which hair and clothes are asked
BODY = 0.88  # median correlation of these
UNLIKE = 0.12  # iris distances, RMS over the mesh: faces that differ by more need no closer look
HEAD = 1.15  # of the face's oval: brows, ears and where the hair begins


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """`agreement` −1 to 1, the median correlation of the face's fine structure; `to_subject` reference to subject file
    pixels; `fine` where the face has enough pixels for this to tell two exposures from one.
    """

    agreement: float
    to_subject: Matrix
    fine: bool

    @property
    def sure(self) -> bool:
        return self.fine and self.agreement >= ONE_EXPOSURE

    @property
    def possible(self) -> bool:
        return self.agreement >= PERHAPS


def register(subject: Portrait, reference: Portrait) -> Registration:
    """On faces of COARSE_IRIS_DISTANCE pixels between the irises, or of as many as both have."""
    distance = min(COARSE_IRIS_DISTANCE, subject.iris_distance, reference.iris_distance)
    own, other = subject.face(distance), reference.face(distance)
    mesh, wanted = other.from_file(reference.mesh.xy)[:MESH_POINTS], own.from_file(subject.mesh.xy)[:MESH_POINTS]
    matrix = registering.similarity(mesh, wanted)
    missed = float(np.sqrt(((project(mesh, matrix) - wanted) ** 2).sum(1).mean())) / distance
    agreement = -1.0
    if missed <= UNLIKE:
        ours, theirs = (registering.structure(view.pixels) for view in (own, other))
        matrix = registering.refined(ours, theirs, matrix)
        seen = registering.covered(theirs.shape, matrix, ours.shape) & _head(ours.shape, wanted)
        correlated = registering.correlation(ours, registering.laid(theirs, matrix, ours.shape))[seen]
        told = correlated[np.isfinite(correlated)]
        agreement = float(np.median(told)) if told.size else -1.0
    back = registering.inverse(registering.into_view(own))
    to_subject = registering.composed(back, registering.composed(matrix, registering.into_view(other)))
    return Registration(agreement, to_subject, distance >= COARSE_IRIS_DISTANCE)


def _head(shape: tuple[int, int], mesh: Points) -> Mask:
    oval = mesh[list(FACE_OVAL)]
    middle = oval.mean(0)
    return polygon(shape, middle + HEAD * (oval - middle))
