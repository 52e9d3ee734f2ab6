"""Stops storing an upload as soon as one file of it is too large."""

from __future__ import annotations

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

BYTE_CAP: Final = 50_000_000  # as analysis.photo; a test holds the two together


class ByteCap(FileUploadHandler):
    """Swallows what comes after the cap and one byte, so that `intake.accept` sees a file too large and says so.

    It stands first in FILE_UPLOAD_HANDLERS. The form's other files arrive unharmed.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data[: BYTE_CAP + 1 - start] or None if start <= BYTE_CAP else None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None  # the next handler has the file
