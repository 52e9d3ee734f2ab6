"""Everything a file says of its own origin, gathered once. Facts only: judging is the analyzer's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.photo.container import Format
from analysis.provenance import exif, iptc, xmp
from analysis.provenance.blocks import Blocks, blocks
from analysis.provenance.camera import Camera, camera
from analysis.provenance.credential import Credential, Standing
from analysis.provenance.credential import read as read_credential
from analysis.provenance.exif import Exif
from analysis.provenance.generators import Place, Trace, trace
from analysis.provenance.iptc import Iptc
from analysis.provenance.text import clean
from analysis.provenance.xmp import Xmp

# Programs that change pixels. A camera's own firmware stands in the same field ("15.1", "HDR+ 1.0"), so names count.
_EDITOR = re.compile(
    r"photoshop|lightroom|camera raw|capture one|gimp|affinity|pixelmator|luminar|skylum|dxo|darktable|rawtherapee"
    r"|snapseed|vsco|canva|picasa|photo editor|picsart|facetune|faceapp|beautyplus|meitu|remini|lensa|airbrush|evoto"
    r"|retouch|portraitpro|topaz|polarr|fotor|befunky|photoscape|paint\.net|acdsee|imagemagick|irfanview|instagram"
    r"|apple photos|^photos \d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """A file's own account; all texts cleaned, prompts left out."""

    credential: Credential
    credential_elsewhere: str  # where a credential is said to be, when none is in the file
    source_type: str  # IPTC digital source type written in XMP, unsigned
    trace: Trace | None  # an image generator's habit
    camera: Camera | None
    software: tuple[str, ...]  # programs named, in no order
    steps: int  # of a recorded edit history
    edited: bool  # an editing program left its mark
    passed_through: str  # a network whose mark is in the file
    thumbnail: bytes  # the embedded preview, a JPEG

    @property
    def says_nothing(self) -> bool:
        """Whether the file has not a word on where it comes from."""
        return not (
            self.credential.standing is not Standing.NONE
            or self.credential_elsewhere
            or self.source_type
            or self.trace
            or self.camera
            or self.software
            or self.steps
        )


def read(data: bytes, kind: Format, width: int, height: int) -> Provenance:
    """The account of a file that `open_photo` accepted; never raises for what is in it."""
    found = blocks(data, kind)
    in_exif, in_xmp, in_iptc = exif.read(found.exif), xmp.read(found.xmp), iptc.read(found.iptc)
    credential = read_credential(data, kind)
    software = _software(in_exif, in_xmp, in_iptc)
    met = trace(_texts(found, in_exif, in_xmp, in_iptc))
    named = camera(in_exif, width, height)
    return Provenance(
        credential=credential,
        credential_elsewhere=in_xmp.credential if credential.standing is Standing.NONE else "",
        source_type=in_xmp.source_type,
        trace=None if met is None else Trace(clean(met.tool, 60), met.place, met.whole),
        camera=None if met is not None and met.place in (Place.MAKE, Place.MODEL) else named,
        software=software,
        steps=in_xmp.steps,
        edited=found.photoshop or in_xmp.developed or in_xmp.steps > 1 or any(map(_EDITOR.search, software)),
        passed_through="Facebook or Instagram" if in_iptc.instructions.startswith("FBMD") else "",
        thumbnail=in_exif.thumbnail,
    )


def _texts(found: Blocks, in_exif: Exif, in_xmp: Xmp, in_iptc: Iptc) -> Mapping[str, str]:
    """Every text in which a generator may show, by its place; empty ones left out."""
    texts = {f"png:{keyword}": text for keyword, text in found.texts.items()}
    texts |= {
        Place.MAKE: in_exif.text(exif.MAKE),
        Place.MODEL: in_exif.text(exif.MODEL),
        Place.SOFTWARE: in_exif.text(exif.SOFTWARE),
        Place.ARTIST: in_exif.text(exif.ARTIST),
        Place.DESCRIPTION: in_exif.text(exif.DESCRIPTION),
        Place.COMMENT: in_exif.text(exif.COMMENT),
        Place.JPEG_COMMENT: found.comment,
        Place.XMP_TOOL: in_xmp.creator_tool,
        Place.XMP_SYSTEM: in_xmp.ai_system,
        Place.XMP_DESCRIPTION: in_xmp.description,
        Place.XMP_LABEL: in_xmp.label,
        Place.CREDIT: in_xmp.credit or in_iptc.credit,
        Place.CAPTION: in_iptc.caption,
        Place.PROGRAM: in_iptc.program,
    }
    return {place: text for place, text in texts.items() if text}


def _software(in_exif: Exif, in_xmp: Xmp, in_iptc: Iptc) -> tuple[str, ...]:
    named = (clean(in_exif.text(exif.SOFTWARE)), in_xmp.creator_tool, *in_xmp.history, in_iptc.program)
    return tuple(dict.fromkeys(name for name in named if name))[:8]
