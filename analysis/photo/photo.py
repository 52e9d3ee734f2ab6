"""A photograph as it was handed in: its bytes, untouched, and what its header says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from analysis.photo import decoder
from analysis.photo.colour import Pixels, transform
from analysis.photo.container import MAX_BYTES, Format, sniff
from analysis.photo.frame import Frame, working_mode
from analysis.photo.luma import luma_on_grid
from analysis.photo.orientation import Orientation
from analysis.vision.jpeg import Compression, compression


@dataclass(frozen=True, slots=True)
class Header:
    """What can be said of a file without decoding it; width and height are upright."""

    format: Format
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph within our limits. Nothing is decoded until a frame or a copy is asked for."""

    data: bytes = field(repr=False)
    sha256: str
    format: Format
    width: int  # upright, in pixels of the file
    height: int
    orientation: Orientation  # how it lies in the file
    has_icc: bool
    has_exif: bool
    jpeg: Compression | None  # how it was compressed, where it is a JPEG

    def frame(self) -> Frame:
        """The whole picture, decoded. Draw every copy that is needed from one frame, then drop it.

        Raises Undecodable when the bytes behind the header are damaged or incomplete.
        """
        return self._frame(None)

    def decode(self, longest: int | None = None) -> Pixels:
        """One copy: uint8 (h, w, 3), sRGB, upright, its longer side at most `longest` pixels, never enlarged.

        For looking at. A JPEG is decoded at the next power of two above `longest` (libjpeg's scaled inverse
        transform), which is faster and lighter but a little sharper than an area average; what is measured is drawn
        from `frame()`. Raises Undecodable.
        """
        frame = self._frame(longest)
        return frame.reduced(longest or max(frame.width, frame.height))

    def luma_on_grid(self, side: int) -> NDArray[np.float32] | None:
        """The middle of a JPEG's luminance as stored, on its own grid of blocks; None for anything else."""
        return luma_on_grid(self.data, side) if self.format is Format.JPEG else None

    def _frame(self, longest: int | None) -> Frame:
        image = decoder.opened(self.data, self.format)
        if longest is not None:
            scale = min(1.0, longest / max(image.size))
            image.draft(None, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))
        decoder.load(image)
        width, height = self.orientation.size(*image.size)
        colours = transform(image.info.get("icc_profile"), working_mode(image.mode))
        return Frame(image=image, orientation=self.orientation, colours=colours, width=width, height=height)


def open_photo(data: bytes) -> Photo:
    """The photograph in `data`: JPEG, PNG, WebP, HEIC/HEIF, AVIF or TIFF, ≤ 50 MB and ≤ 100 megapixels.

    Of several pictures in one file the main one is meant. Raises Undecodable with a sentence for whoever chose it.
    """
    kind = sniff(data)
    image = decoder.opened(data, kind)
    orientation = decoder.orientation(image)
    width, height = orientation.size(*image.size)
    return Photo(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        format=kind,
        width=width,
        height=height,
        orientation=orientation,
        has_icc=bool(image.info.get("icc_profile")),
        has_exif=bool(image.info.get("exif")),
        jpeg=compression(data) if kind is Format.JPEG else None,
    )


def read_header(source: bytes | BinaryIO) -> Header:
    """Format and upright size of a file, without decoding a pixel. Raises Undecodable.

    A file object is read from its start, at most one byte beyond the limit, and left at its start.
    """
    if not isinstance(source, bytes):
        source.seek(0)
        data = source.read(MAX_BYTES + 1)
        source.seek(0)
    else:
        data = source
    kind = sniff(data)
    image = decoder.opened(data, kind)
    return Header(kind, *decoder.orientation(image).size(*image.size))
