"""The words that a client agrees to before a face is measured. Changing them means a new version."""

from __future__ import annotations

from typing import Final

TEXT_VERSION: Final = "2026-11"
WORDING: Final = (
    "The person in these pictures agrees that this studio compares them: their face is measured on this studio's own "
    "system, nothing is sent elsewhere and no face template is kept. The pictures and everything made from them are "
    "deleted when the gallery is deleted, or earlier when the person asks."
)
