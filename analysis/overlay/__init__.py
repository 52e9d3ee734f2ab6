"""What is drawn over and beside the pictures: heat maps, outlines, numbers, legends, close-ups. One look for both."""

from analysis.overlay.amplified import FACTORS, KINDS, Amplified, amplified
from analysis.overlay.annotated import Labels, Scale, annotated
from analysis.overlay.closeup import beside, close_up
from analysis.overlay.covered import Covered
from analysis.overlay.notes import Note, marked, outlines
from analysis.overlay.ramp import STOPS
from analysis.overlay.stage import Rgba, heat_layer, over, stage
from analysis.overlay.window import Window

__all__ = [
    "FACTORS",
    "KINDS",
    "STOPS",
    "Amplified",
    "Covered",
    "Labels",
    "Note",
    "Rgba",
    "Scale",
    "Window",
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
