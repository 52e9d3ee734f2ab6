"""What programs wrote into XMP (ISO 16684-1) about where a picture comes from and what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from analysis.provenance.text import clean

LONGEST = 2_000_000  # bytes of a packet
MOST_STEPS = 200  # of an edit history

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_HISTORY = "{http://ns.adobe.com/xap/1.0/mm/}History"
_EVENT = "{http://ns.adobe.com/xap/1.0/sType/ResourceEvent#}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RAW_DEVELOPED = "{http://ns.adobe.com/camera-raw-settings/1.0/}Version"
_CREDENTIAL = "{http://purl.org/dc/terms/}provenance"
_DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"
_AIGC = "{http://www.tc260.org.cn/ns/AIGC/1.0/}AIGC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmp:
    """The properties that speak of origin; all texts cleaned but `description` and `label`, which are only searched."""

    source_type: str = ""  # IPTC DigitalSourceType, the code behind the last slash
    ai_system: str = ""  # IPTC 2025.1: AI System Used
    creator_tool: str = ""
    credit: str = ""
    history: tuple[str, ...] = ()  # the programs of the edit history, in order, repeats left out
    steps: int = 0  # of the edit history
    developed: bool = False  # Camera Raw or Lightroom settings
    credential: str = ""  # where a C2PA manifest is said to be
    description: str = ""
    label: str = ""  # China's GB 45438 label for generated content


def read(packet: bytes) -> Xmp:
    """The XMP in a packet. Never raises; a packet that is no XML, or uses entities, says nothing."""
    start = packet.find(b"<")
    if not 0 <= start < LONGEST or len(packet) > LONGEST:
        return Xmp()
    try:
        root: Element = fromstring(packet[start:].rstrip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return Xmp()
    found = dict(_properties(root))
    events = list(_events(root))
    return Xmp(
        source_type=source_code(found.get(_IPTC + "DigitalSourceType", "")),
        ai_system=clean(found.get(_IPTC + "AISystemUsed")),
        creator_tool=clean(found.get(_XMP + "CreatorTool")),
        credit=clean(found.get(_PHOTOSHOP + "Credit")),
        history=tuple(dict.fromkeys(agent for agent in events if agent)),
        steps=len(events),
        developed=_RAW_DEVELOPED in found,
        credential=clean(found.get(_CREDENTIAL)),
        description=found.get(_DESCRIPTION, ""),
        label=found.get(_AIGC, ""),
    )


def source_code(value: object) -> str:
    """The code of an IPTC digital source type: the part behind the last slash or colon of its name."""
    return clean(value).rstrip("/").replace(":", "/").rpartition("/")[2] if isinstance(value, str) else ""


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Each property as it may be written: an attribute of its description, or an element with text or a list."""
    for description in root.iter(_RDF + "Description"):
        yield from description.attrib.items()
        for child in description:
            text = (child.text or "").strip() or child.get(_RDF + "resource", "")
            items = (item.text or "" for item in child.iter(_RDF + "li"))
            yield child.tag, text or next((item.strip() for item in items if item.strip()), "")


def _events(root: Element) -> Iterator[str]:
    """For each step of the edit history the program that took it, "" where it does not say."""
    steps = 0
    for history in root.iter(_HISTORY):
        for item in history.iter(_RDF + "li"):
            inner = item.find(_RDF + "Description")
            event = item if inner is None else inner
            agent = event.get(_EVENT + "softwareAgent") or event.findtext(_EVENT + "softwareAgent")
            if event.get(_EVENT + "action") or event.findtext(_EVENT + "action") or agent:
                yield clean(agent)
                steps += 1
            if steps >= MOST_STEPS:
                return
