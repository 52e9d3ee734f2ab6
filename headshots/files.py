"""Files in storage: bytes under keys that nobody can guess.

Every file lives at `<gallery>/<owner>/<secret>.<suffix>`, where the owner is a photo or a comparison. Deleting an owner
or a gallery is therefore deleting a folder, including files that a killed worker wrote and never recorded.
"""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Final
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

TYPES = {
    "avif": "image/avif",
    "heic": "image/heic",
    "jpg": "image/jpeg",
    "npz": "application/octet-stream",
    "pdf": "application/pdf",
    "png": "image/png",
    "tif": "image/tiff",
    "webp": "image/webp",
}
PASSES: Final = 5  # over a folder that is to go while somebody writes into it

Save = Callable[[bytes, str], str]  # data and suffix to key

log = logging.getLogger(__name__)


def folder(gallery: UUID, owner: UUID) -> str:
    return f"{gallery.hex}/{owner.hex}"


def save(data: bytes | IO[bytes], *, within: str, suffix: str) -> str:
    """Store under a fresh key in the folder `within`; returns the key."""
    if suffix not in TYPES:
        raise ValueError(f"no type is known for .{suffix}")
    key = f"{within}/{secrets.token_urlsafe(24)}.{suffix}"
    content: File[bytes] = ContentFile(data) if isinstance(data, bytes) else File(data)
    return default_storage.save(key, content)


@contextmanager
def saving(within: str) -> Iterator[Save]:
    """Gives a `save` for files whose rows are written inside the same block.

    Files come first, rows second. Whatever goes wrong on the way, also a lost lease or the end of the process's time,
    the files saved so far are deleted again, because no row will name them.
    """
    saved: list[str] = []

    def save_here(data: bytes, suffix: str) -> str:
        saved.append(save(data, within=within, suffix=suffix))
        return saved[-1]

    try:
        yield save_here
    except BaseException:
        delete_all(saved)
        raise


def read(key: str) -> bytes:
    with default_storage.open(key) as file:
        data: bytes = file.read()
        return data


def open_stream(key: str) -> IO[bytes]:
    """The file, to be closed by whoever streams it."""
    return default_storage.open(key)


def content_type(key: str) -> str:
    return TYPES[key.rpartition(".")[2]]


def delete(key: str) -> None:
    default_storage.delete(key)


def delete_all(keys: Iterable[str]) -> None:
    for key in keys:
        delete(key)


def delete_folder(path: str) -> None:
    """Delete everything under a folder; a folder that is not there is fine.

    A worker that does not know yet may go on writing into it. What comes after the last pass is left for the next
    tidying, with a warning.
    """
    if not any(_is_gone(path) for _ in range(PASSES)):
        log.warning("%s is still being written to: what is left in it is for the next tidying", path)


def _is_gone(path: str) -> bool:
    """One pass over a folder, from the inside out; whether it is empty and gone now."""
    for name in names(path):
        default_storage.delete(f"{path}/{name}")
    inner = [_is_gone(f"{path}/{name}") for name in folders(path)]
    try:
        default_storage.delete(path)  # the empty folder itself, where folders exist
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise
        return False
    return all(inner) and not names(path)  # a bucket has no folders that could refuse


def folders(path: str = "") -> list[str]:
    """Names of the folders in a folder."""
    try:
        return sorted(default_storage.listdir(path)[0])
    except FileNotFoundError:
        return []


def names(path: str) -> list[str]:
    """Names of the files in a folder."""
    try:
        return sorted(default_storage.listdir(path)[1])
    except FileNotFoundError:
        return []


def written(key: str) -> datetime:
    """When a file was written; the beginning of time when it is gone by now."""
    try:
        return default_storage.get_modified_time(key)
    except FileNotFoundError:
        return datetime.min.replace(tzinfo=UTC)


def newest(path: str) -> datetime:
    """When the youngest file under a folder was written; the beginning of time when there is none."""
    times = [written(f"{path}/{name}") for name in names(path)]
    times += [newest(f"{path}/{name}") for name in folders(path)]
    return max(times, default=datetime.min.replace(tzinfo=UTC))
