"""Settings and names that image generators leave in a file, one line per habit.

Only the tool is told, never the prompt: that belongs to whoever wrote it. The habits were read from each program's own
saving code or files; the fields are plain text that anyone can write, change or remove.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where a text was found; PNG keywords are places of their own, written `png:keyword`."""

    MAKE = "exif:Make"
    MODEL = "exif:Model"
    SOFTWARE = "exif:Software"
    ARTIST = "exif:Artist"
    DESCRIPTION = "exif:ImageDescription"
    COMMENT = "exif:UserComment"
    JPEG_COMMENT = "jpeg:COM"
    XMP_TOOL = "xmp:CreatorTool"
    XMP_SYSTEM = "xmp:AISystemUsed"
    XMP_DESCRIPTION = "xmp:description"
    XMP_LABEL = "xmp:AIGC"
    CREDIT = "credit"
    CAPTION = "iptc:Caption"
    PROGRAM = "iptc:Program"


@dataclass(frozen=True, slots=True)
class Trace:
    """A generator's habit, found: which tool, where, and whether it speaks of the whole picture or of an edit."""

    tool: str
    place: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Habit:
    tool: str
    places: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]  # all of them; each linear in the text, which may be a megabyte
    whole: bool = True


def _habit(tool: str, places: str, *patterns: str, whole: bool = True) -> _Habit:
    return _Habit(tool, tuple(places.split()), tuple(re.compile(item, re.IGNORECASE) for item in patterns), whole)


_NAMES = (
    "exif:Make exif:Model exif:Software exif:Artist xmp:CreatorTool iptc:Program png:Software png:software png:Source"
)
_CAPTIONS = "png:Description exif:ImageDescription xmp:description iptc:Caption"
_SETTINGS = "png:parameters exif:UserComment jpeg:COM png:Comment"
_FLOWS = "png:prompt png:workflow exif:Make exif:Model exif:UserComment exif:ImageDescription"

# In the order in which they are tried; the particular before the general.
_HABITS = (
    _habit("SwarmUI", "png:parameters exif:UserComment", r'"sui_image_params"'),
    _habit("Fooocus", "png:fooocus_scheme", r""),
    _habit("Fooocus", _SETTINGS, r'"version":\s*"Fooocus|\bVersion: Fooocus'),
    _habit("AUTOMATIC1111 or a relative", _SETTINGS, r"\bSteps: \d+, (Sampler|Schedule|CFG)"),
    _habit("ComfyUI", _FLOWS, r'"class_type"\s*:|"last_node_id"\s*:'),
    _habit("NovelAI", "png:Software png:Title exif:Software", r"^NovelAI|^AI generated image$"),
    _habit("InvokeAI", "png:invokeai_metadata png:invokeai_graph png:sd-metadata png:Dream", r""),
    _habit("Easy Diffusion", "png:use_stable_diffusion_model png:negative_prompt", r""),
    _habit("Easy Diffusion", "exif:UserComment", r'"use_stable_diffusion_model"'),
    _habit("Midjourney", _CAPTIONS, r"\bJob ID: [0-9a-f]{8}-[0-9a-f]{4}-"),
    _habit("Google AI", "credit", r"^Made with Google AI\b"),
    _habit("Google AI", "credit", r"^Edited with Google AI\b", whole=False),
    _habit("a generator, by China's GB 45438 label", "png:AIGC xmp:AIGC exif:UserComment", r'"Label"\s*:\s*"?[12]\b'),
    _habit("", "xmp:AISystemUsed", r"."),
    _habit(
        "",
        _NAMES,
        r"\b(midjourney|dall.?e|openai|chatgpt|stable.?diffusion|sdxl|comfyui|invokeai|fooocus|novelai|draw things"
        r"|firefly|ideogram|leonardo\.ai|black forest labs|flux[.\- ]?(1|2|dev|pro|schnell|kontext)"
        r"|diffusers|ai generated)\b",
    ),
    _habit(
        "an unnamed generator",
        f"{_SETTINGS} {_CAPTIONS}",
        r"\bprompt[\"']?\s?[=:]",
        r"\bseed[\"']?\s?[=:]",
        r"\b(num_)?(inference_)?steps[\"']?\s?[=:]",
    ),
    _habit("a Stable Diffusion interface", "png:parameters", r"."),
)


def trace(texts: Mapping[str, str]) -> Trace | None:
    """The first habit met in texts keyed by Place or `png:keyword`. Where the tool is named by the text itself, that
    name is given as it stands; the caller cleans it."""
    for habit in _HABITS:
        for place in habit.places:
            if place in texts and all(pattern.search(texts[place]) for pattern in habit.patterns):
                return Trace(habit.tool or texts[place], place, habit.whole)
    return None
