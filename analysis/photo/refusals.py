"""Why a file is not opened: one calm sentence or two, each ending with what to do."""

from __future__ import annotations

from typing import Final

EMPTY: Final = "The file is empty. Choose it again, or export it once more."
TOO_MANY_BYTES: Final = "The file is larger than 50 MB. Export it as a JPEG and choose that."
TOO_MANY_PIXELS: Final = "The picture has more than 100 megapixels. Export it a little smaller and choose that."
TOO_LONG: Final = "The picture is more than 32,767 pixels long. Export it a little smaller and choose that."
RAW: Final = "This is a camera raw file. Export the picture as a JPEG or TIFF and choose that."
NOT_A_PHOTOGRAPH: Final = (
    "This is not a photograph that we can read. Choose a JPEG, PNG, WebP, HEIC, AVIF or TIFF file."
)
DAMAGED: Final = "The file is damaged or incomplete. Download or export it again and choose the new one."
TOO_DEEP: Final = "The picture has more than 16 bits in each channel. Export it with 8 or 16 bits and choose that."
