"""Pictures for tests, made here: small files of every accepted type, and one real face in the public domain."""

from __future__ import annotations

import io
from functools import cache

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from skimage.data import astronaut as eileen_collins

pillow_heif.register_heif_opener()

ENCODERS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF", "avif": "AVIF", "tif": "TIFF"}


def encoded(suffix: str = "jpg", *, size: tuple[int, int] = (96, 64), colour: str = "#806040") -> bytes:
    """A plain picture; another colour makes another file."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, ENCODERS[suffix])
    return buffer.getvalue()


@cache
def astronaut(*, size: int = 512, quality: int = 92) -> bytes:
    """Eileen Collins, NASA, public domain: a JPEG with a face whose irises are 43 pixels apart at 512."""
    picture = Image.fromarray(eileen_collins())  # type: ignore[no-untyped-call]  # skimage is not typed
    buffer = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def upload(content: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
