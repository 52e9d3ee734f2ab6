"""Whether the nets that measure are the ones they should be."""

from __future__ import annotations

from analysis.vision import models


def problems() -> list[str]:
    """A sentence for each net that is missing or changed; empty when a photograph can be measured.

    Light enough for the web process: it reads files and loads no net.
    """
    return models.check()
