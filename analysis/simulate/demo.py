"""A pair to try Catchlight with that needs nobody's private photograph.

The original is NASA's portrait of the astronaut Eileen Collins, in the public domain and bundled with scikit-image; the
other picture is the same one altered by our own injector. Its face is 43 pixels between the irises: too small for the
texture of skin, of which Catchlight should say so.
"""

from __future__ import annotations

import io
from importlib.resources import files

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from analysis.photo import open_photo
from analysis.portrait import Portrait
from analysis.simulate.inject import inject
from analysis.simulate.kinds import Kind
from analysis.simulate.scene import Scene

LABEL = "simulated"
CREDIT = "NASA portrait of Eileen Collins (public domain), from scikit-image"
MOVED: tuple[tuple[Kind, float], ...] = (
    (Kind.JAW_NARROWED, 1.0),
    (Kind.JAW_NARROWED, 1.0),  # once more: between two cameras, real photographs of one person differ by 8 %
    (Kind.MOUTH_ONLY_SMILE, 0.8),
)
PAINTED: tuple[tuple[Kind, float], ...] = (
    (Kind.SKIN_LIGHTENING, 1.0),
    (Kind.SKIN_LIGHTENING, 0.5),  # once more: cameras and lamps alone shift the skin of real photographs by ΔE 8
    (Kind.SKIN_SMOOTHING, 1.0),
    (Kind.BACKGROUND_BLUR, 0.3),
    (Kind.RELIT_BACKGROUND, 0.8),
    (Kind.HALO, 0.9),
)


def demo_pair() -> tuple[bytes, bytes]:
    """(altered, original) as PNG files; the altered one says in its own metadata that it is simulated.

    Raises ModelUnavailable, since finding the face takes the nets.
    """
    original = (files("skimage") / "data" / "astronaut.png").read_bytes()
    portrait = Portrait.of(open_photo(original))
    for kind, strength in MOVED:
        portrait = inject(portrait, kind, strength=strength).portrait()
    scene = Scene(portrait)
    for kind, strength in PAINTED:
        scene = scene.after(inject(scene, kind, strength=strength).pixels)
    altered = io.BytesIO()
    notes = PngInfo()
    notes.add_text("Comment", f"{LABEL}: {CREDIT}, altered by Catchlight to show what it measures")
    Image.fromarray(scene.pixels).save(altered, "PNG", pnginfo=notes)
    return altered.getvalue(), original
