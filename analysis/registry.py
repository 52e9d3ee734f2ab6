"""Which analyzers there are, and in what order they run: what the page shows first is measured first."""

from __future__ import annotations

from analysis.analyzer import PairAnalyzer, PhotoAnalyzer
from analysis.analyzers import (
    background_edge,
    background_focus,
    background_grain,
    body_clothes,
    body_proportion,
    body_tone,
    edited_background,
    edited_eyes,
    edited_shape,
    edited_skin,
    expression_catchlights,
    expression_eyes,
    expression_irises,
    expression_smile,
    light_compared,
    light_direction,
    likeness_geometry,
    likeness_identity,
    provenance,
    skin_highlights,
    skin_surface,
    skin_texture,
    skin_tone,
    surface_alone,
)
from analysis.extras import beside

PAIR_ANALYZERS: tuple[PairAnalyzer, ...] = (
    skin_surface.ANALYZER,
    skin_texture.ANALYZER,
    skin_tone.ANALYZER,
    edited_skin.ANALYZER,
    skin_highlights.ANALYZER,
    background_edge.ANALYZER,
    background_focus.ANALYZER,
    background_grain.ANALYZER,
    edited_background.ANALYZER,
    expression_irises.ANALYZER,
    expression_catchlights.ANALYZER,
    expression_smile.ANALYZER,
    edited_eyes.ANALYZER,
    likeness_identity.ANALYZER,
    likeness_geometry.ANALYZER,
    edited_shape.ANALYZER,
    light_compared.ANALYZER,
    body_proportion.ANALYZER,
    body_tone.ANALYZER,
    body_clothes.ANALYZER,
)
PHOTO_ANALYZERS: tuple[PhotoAnalyzer, ...] = (
    expression_eyes.ANALYZER,
    light_direction.ANALYZER,
    provenance.ANALYZER,
)
# Asked of a picture that stands alone, beyond what is asked of every photograph.
ALONE_ANALYZERS: tuple[PhotoAnalyzer, ...] = (surface_alone.ANALYZER,)
EXTRA_ANALYZERS: tuple[beside.ExtraAnalyzer, ...] = (beside.ANALYZER,)
