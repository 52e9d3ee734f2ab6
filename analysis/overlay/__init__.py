"""What is drawn over and beside the pictures: heat maps, outlines, numbers, legends, close-ups. One look for both."""

from analysis.overlay.amplified import FACTORS, KINDS, Amplified, amplified
from analysis.overlay.annotated import Labels, Scale, annotated
from analysis.overlay.closeup import WHOLE, beside, close_up
from analysis.overlay.notes import Note, marked, outlines
from analysis.overlay.ramp import STOPS
from analysis.overlay.stage import Rgba, heat_layer, over, stage

__all__ = [
    "FACTORS",
    "KINDS",
    "STOPS",
    "WHOLE",
    "Amplified",
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
