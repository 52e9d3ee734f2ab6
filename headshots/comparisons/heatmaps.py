"""Heat maps of a photograph, kept beside its report so that a report that is reused still has its overlays."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import numpy as np

from analysis.analyzer import HeatMap
from analysis.types import Region, Unit, from_json, to_json

HeatMaps = Mapping[str, tuple[HeatMap, ...]]


def dump(heatmaps: HeatMaps) -> bytes:
    """A compressed .npz: one float16 array per map, and what the arrays mean as JSON. Colours need no more bits."""
    flat = [(analyzer, heatmap) for analyzer, several in heatmaps.items() for heatmap in several]
    about = [
        {
            "analyzer": analyzer,
            "region": to_json(heatmap.region),
            "unit": heatmap.unit.value,
            "floor": heatmap.floor,
            "ceiling": heatmap.ceiling,
        }
        for analyzer, heatmap in flat
    ]
    arrays = {f"map{index}": heatmap.values.astype(np.float16) for index, (_analyzer, heatmap) in enumerate(flat)}
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def load(data: bytes) -> HeatMaps:
    """The inverse of `dump`."""
    loaded: dict[str, tuple[HeatMap, ...]] = {}
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        for index, about in enumerate(json.loads(arrays["about"].tobytes())):
            heatmap = HeatMap(
                values=arrays[f"map{index}"].astype(np.float32),
                region=from_json(Region, about["region"]),
                unit=Unit(about["unit"]),
                floor=about["floor"],
                ceiling=about["ceiling"],
            )
            loaded[about["analyzer"]] = (*loaded.get(about["analyzer"], ()), heatmap)
    return loaded
