"""Artefacts of AI headshots, injected into real portraits together with the truth about where they are.

One mechanism for the demo, the tests and the bench.
"""

from analysis.simulate.demo import CREDIT, LABEL, demo_pair
from analysis.simulate.inject import inject
from analysis.simulate.kinds import Injected, Kind, NothingToAlter, png
from analysis.simulate.scene import Scene

__all__ = ["CREDIT", "LABEL", "Injected", "Kind", "NothingToAlter", "Scene", "demo_pair", "inject", "png"]
