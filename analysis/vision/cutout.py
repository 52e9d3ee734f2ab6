"""Head and shoulders told apart from what is behind them: what several questions about the background share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.vision import matte, outline
from analysis.vision.colour import Floats
from analysis.vision.outline import Outline
from analysis.vision.view import View


@dataclass(frozen=True, eq=False)
class Cutout:
    """One view with the segmenter's probability on it; the matte and all that follows are computed once, if asked for.

    `person` float32 (h, w), 0–1; `iris_distance` in pixels of the view.
    """

    view: View
    person: Floats
    iris_distance: float

    @cached_property
    def matte(self) -> Floats:
        """Share of the sitter in each pixel, float32 (h, w), 0–1."""
        return matte.matte(self.view.pixels, self.person, self.iris_distance)

    @cached_property
    def outline(self) -> Outline:
        """Where the matte passes one half; empty where it does not."""
        return outline.trace(self.matte, self.iris_distance)

    def outline_on(self, view: View) -> Outline:
        """The outline in the pixels of another view of the same file."""
        line, ratio = self.outline, view.scale / self.view.scale
        return Outline(view.from_file(self.view.to_file(line.points)), line.normals, line.iris_distance * ratio)
