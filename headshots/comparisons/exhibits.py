"""The pictures that a comparison's page shows: both faces on the stage, overlays, annotated pictures, close-ups."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from PIL import Image

from analysis import overlay
from analysis.analyzer import HeatMap
from analysis.pair import Pair, Shown
from analysis.types import ComparisonReport
from headshots.comparisons import reading, wording
from headshots.comparisons.evidence import Band
from headshots.comparisons.models import Kind, Side
from headshots.comparisons.reading import Found

Pixels = NDArray[np.uint8]
HeatMaps = Mapping[str, tuple[HeatMap, ...]]
SIDES: Final = (Side.SUBJECT, Side.REFERENCE)  # as pictures come; one that stands alone has no second
JPEG_QUALITY: Final = 92
LAYER_SHRINK: Final = 2  # a heat map's cells are many pixels wide: nothing is lost, and encoding takes a twelfth


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One encoded picture, and what it shows of what."""

    kind: Kind
    side: Side
    about: str
    data: bytes
    suffix: str
    width: int
    height: int
    scale: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Layer:
    """A heat map as it lies on the stage: uint8 RGBA."""

    analyzer: str
    heatmap: HeatMap
    pixels: Pixels

    @property
    def side(self) -> Side:
        return Side.REFERENCE if self.heatmap.on_reference else Side.SUBJECT

    @property
    def scale(self) -> dict[str, Any]:
        return {"unit": self.heatmap.unit.value, "floor": self.heatmap.floor, "ceiling": self.heatmap.ceiling}


def make(shown: Shown, report: ComparisonReport, heatmaps: Mapping[str, HeatMaps], *, caption: str) -> list[Exhibit]:
    """Every picture of a comparison. `heatmaps` are those of the pair and of each photograph, by what was asked."""
    stages = {
        side: overlay.stage(portrait, shown.alignment, on_reference=side is Side.REFERENCE)
        for side, portrait in zip(SIDES, shown.portraits, strict=False)
    }
    findings = sorted(reading.findings(reading.said_of(report)), key=lambda found: found.rank)
    layers = list(_layers(shown, heatmaps))
    return [
        *(_jpeg(Kind.STAGE, side, "", pixels) for side, pixels in stages.items()),
        *_overlays(layers),
        *_annotated(stages, report, findings, layers, caption),
        *_closeups(shown, findings),
    ]


def _layers(shown: Shown, heatmaps: Mapping[str, HeatMaps]) -> Iterator[_Layer]:
    covered = overlay.Covered(shown) if isinstance(shown, Pair) else None
    for asked_of, by_analyzer in heatmaps.items():
        for analyzer, several in by_analyzer.items():
            for heatmap in several:
                # What is asked of one photograph does not know on which side of a pair it stands.
                placed = (
                    heatmap if asked_of == reading.PAIR else replace(heatmap, on_reference=asked_of == Side.REFERENCE)
                )
                placed = covered.left_out(analyzer, placed) if covered else placed
                portrait = shown.portraits[placed.on_reference]
                yield _Layer(analyzer, placed, overlay.heat_layer(placed, portrait, shown.alignment))


def _overlays(layers: list[_Layer]) -> Iterator[Exhibit]:
    """One transparent picture per analyzer and side."""
    for analyzer, side in dict.fromkeys((layer.analyzer, layer.side) for layer in layers):
        own = [layer for layer in layers if (layer.analyzer, layer.side) == (analyzer, side)]
        whole = reduce(Image.alpha_composite, (Image.fromarray(layer.pixels, "RGBA") for layer in own))
        stacked = whole.reduce(LAYER_SHRINK)
        buffer = io.BytesIO()
        stacked.save(buffer, "WEBP", quality=90, alpha_quality=90, method=2)
        yield Exhibit(
            kind=Kind.LAYER,
            side=side,
            about=analyzer,
            data=buffer.getvalue(),
            suffix="webp",
            width=stacked.width,
            height=stacked.height,
            scale=_shared_scale(own),
        )


def _shared_scale(layers: list[_Layer]) -> dict[str, Any] | None:
    scales = [layer.scale for layer in layers]
    return scales[0] if scales and all(scale == scales[0] for scale in scales) else None


def _annotated(
    stages: Mapping[Side, Pixels],
    report: ComparisonReport,
    findings: list[Found],
    layers: list[_Layer],
    caption: str,
) -> Iterator[Exhibit]:
    """The picture to download, for each analyzer with something to draw; two quantities never share a ramp."""
    results = [said.result for said in reading.said_of(report)]
    for result in {item.analyzer: item for item in reversed(results)}.values():
        own = [layer for layer in layers if layer.analyzer == result.analyzer]
        notes = [
            _note(report, number, found)
            for number, found in enumerate(findings, start=1)
            if found.analyzer == result.analyzer
        ]
        if not own and not notes:
            continue
        low, high = wording.scale_ends(_shared_scale(own))
        drawn = overlay.annotated(
            list(stages.values()),
            report.alignment,
            labels=overlay.Labels(
                title=wording.dimension_name(result.dimension),
                subject=_("AI headshot"),
                reference=_("Photograph"),
                caption=caption,
            ),
            notes=notes,
            layers=[(layer.heatmap, layer.pixels) for layer in own],
            scale=overlay.Scale(name=wording.quantity(result), low=low, high=high) if low else None,
        )
        yield _jpeg(Kind.ANNOTATED, Side.BOTH, result.analyzer, drawn)


def _note(report: ComparisonReport, number: int, item: Found) -> overlay.Note:
    band = Band(item.finding.severity.value).word
    return overlay.Note.of(
        report,
        number=number,
        text=f"{wording.headline(item.finding)} ({band})",
        severity=item.finding.severity,
        subject_regions=item.on_subject,
        reference_regions=item.on_reference,
    )


def _closeups(shown: Shown, findings: list[Found]) -> Iterator[Exhibit]:
    """Of each finding that has a place: that place of each face at the same face scale, as it is and amplified.

    What stands alone has nothing to be amplified beside.
    """
    for item in findings:
        if item.on_subject or item.on_reference:
            window = overlay.Window.around(shown, item.on_subject, item.on_reference, item.finding.dimension)
            place = {"left": window.left, "top": window.top, "across": window.across}
            yield from _of_each(Kind.CLOSEUP, item.key, overlay.close_up(shown, window), place)
            kind = overlay.KINDS.get(item.finding.code)
            if kind and isinstance(shown, Pair):
                factor = overlay.FACTORS[kind]
                drawn = overlay.amplified(shown, item.finding.code, window, label=wording.amplified(factor))
                yield from _of_each(Kind.AMPLIFIED, item.key, drawn, {"factor": factor})


def _of_each(kind: Kind, about: str, pixels: tuple[Pixels, ...], scale: dict[str, float]) -> Iterator[Exhibit]:
    for side, drawn in zip(SIDES, pixels, strict=False):
        yield replace(_jpeg(kind, side, about, drawn), scale=scale)


def _jpeg(kind: Kind, side: Side, about: str, pixels: Pixels) -> Exhibit:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    height, width = pixels.shape[:2]
    return Exhibit(kind=kind, side=side, about=about, data=buffer.getvalue(), suffix="jpg", width=width, height=height)
