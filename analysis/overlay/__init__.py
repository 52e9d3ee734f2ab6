"""What is drawn over and beside the pictures: heat maps, outlines, numbers, legends, close-ups. One look for both."""

from analysis.overlay.annotated import Labels, Scale, annotated
from analysis.overlay.closeup import AMPLIFIED, amplified, beside, close_up
from analysis.overlay.notes import Note, marked, outlines
from analysis.overlay.ramp import STOPS
from analysis.overlay.stage import Rgba, heat_layer, over, stage

__all__ = [
    "AMPLIFIED",
    "STOPS",
    "Labels",
    "Note",
    "Rgba",
    "Scale",
    "amplified",
    "annotated",
    "beside",
    "close_up",
    "heat_layer",
    "marked",
    "outlines",
    "over",
    "stage",
]
