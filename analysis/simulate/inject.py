"""One door to all artefacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from analysis.photo import Pixels
from analysis.portrait import Portrait
from analysis.simulate import background, eyes, face, outline, skin
from analysis.simulate.kinds import Injected, Kind, Mask
from analysis.simulate.scene import Scene

Alter = Callable[[Scene, float, np.random.Generator], tuple[Pixels, Mask]]

_ALTER: Mapping[Kind, Alter] = {
    Kind.SKIN_SMOOTHING: skin.smoothed,
    Kind.WAXY_HIGHLIGHTS: skin.waxy_highlights,
    Kind.SKIN_LIGHTENING: skin.lightened,
    Kind.MARK_REMOVAL: skin.marks_removed,
    Kind.HALO: outline.halo,
    Kind.HARD_CUT: outline.hard_cut,
    Kind.BACKGROUND_BLUR: background.blurred,
    Kind.BACKGROUND_NOISE: background.grainy,
    Kind.RELIT_BACKGROUND: background.relit,
    Kind.MOUTH_ONLY_SMILE: face.mouth_only_smile,
    Kind.MIRRORED_CATCHLIGHT: eyes.mirrored,
    Kind.REMOVED_CATCHLIGHT: eyes.removed,
    Kind.JAW_NARROWED: face.jaw_narrowed,
    Kind.EYES_ENLARGED: face.eyes_enlarged,
    Kind.NOSE_NARROWED: face.nose_narrowed,
    Kind.HEAD_RESCALED: face.head_rescaled,
}


def inject(portrait: Portrait | Scene, kind: Kind, *, strength: float, seed: int = 0) -> Injected:
    """A portrait altered in one way, with the truth about where.

    `strength` 0–1: 0 gives the picture back unchanged, 1 is plain to see. The same arguments always give the same
    pixels; `seed` varies what is free in an artefact (which eye, which wall, which grain). Several artefacts of one
    portrait are cheaper from one Scene. Raises NothingToAlter, and ValueError for a strength beyond 0–1.
    """
    if not 0 <= strength <= 1:
        raise ValueError(f"a strength lies within 0–1, not {strength}")
    scene = portrait if isinstance(portrait, Scene) else Scene(portrait)
    random = np.random.default_rng([seed, list(Kind).index(kind)])
    if strength == 0:
        return Injected(pixels=scene.pixels, mask=np.zeros(scene.shape, bool), kind=kind, strength=strength)
    pixels, mask = _ALTER[kind](scene, strength, random)
    return Injected(pixels=pixels, mask=mask, kind=kind, strength=strength)
