"""Bytes from a stranger → upright sRGB pixels and what the header says, within limits."""

from analysis.photo.colour import Pixels
from analysis.photo.container import MAX_BYTES, MAX_PIXELS
from analysis.photo.frame import Frame
from analysis.photo.photo import Header, Photo, open_photo, read_header

__all__ = ["MAX_BYTES", "MAX_PIXELS", "Frame", "Header", "Photo", "Pixels", "open_photo", "read_header"]
