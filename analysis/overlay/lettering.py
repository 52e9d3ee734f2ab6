"""Words on pictures, in the one face that every machine has: Aileron, which comes inside Pillow."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

# The face has ASCII and some punctuation; what it lacks is written out rather than shown as empty boxes.
_INSTEAD = {"–": "-", "—": "-", "−": "-", "Δ": "Delta ", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "→": ">", "×": "x"}


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType; install the wheel from requirements.txt")
    return found


def writable(text: str) -> str:
    """The text with letters that the face lacks replaced by the nearest that it has."""
    return "".join(_writable(letter) for letter in text)


def width(text: str, size: int) -> int:
    """How wide one line is, in pixels."""
    return round(font(size).getlength(writable(text)))


def lines(text: str, size: int, across: int) -> list[str]:
    """The text broken between words into lines of at most `across` pixels; a longer word stands on its own line."""
    broken: list[str] = []
    for word in text.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width(longer, size) <= across:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def mask(text: str, size: int) -> NDArray[np.float32]:
    """One line of ink, 0–1, float32 (h, w); its baseline lies `ascent(size)` below its top."""
    written = writable(text)
    canvas = Image.new("L", (max(1, width(text, size) + 2), sum(font(size).getmetrics())))
    ImageDraw.Draw(canvas).text((0, 0), written, fill=255, font=font(size))
    return np.asarray(canvas, np.float32) / np.float32(255)


def ascent(size: int) -> int:
    """Pixels from the top of `mask` to the baseline."""
    return font(size).getmetrics()[0]


@cache
def _writable(letter: str) -> str:
    if _has(letter):
        return letter
    if letter in _INSTEAD:
        return _INSTEAD[letter]
    plain = unicodedata.normalize("NFKD", letter)[:1]
    return plain if plain and _has(plain) else "?"


@cache
def _has(letter: str) -> bool:
    probe = font(32)
    return letter.isspace() or bytes(probe.getmask(letter)) != bytes(probe.getmask("\uffff"))
