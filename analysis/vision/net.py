"""One LiteRT net: float32 in, named float32 arrays out."""

from __future__ import annotations

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Net:
    """A loaded net. Single-threaded: these nets gain nothing from a second thread, and workers run side by side."""

    def __init__(self, model: bytes) -> None:
        self._interpreter = Interpreter(model_content=model, num_threads=1)
        self._interpreter.allocate_tensors()
        (self._input,) = self._interpreter.get_input_details()
        self._outputs = {item["name"]: item["index"] for item in self._interpreter.get_output_details()}

    def __call__(self, values: Floats) -> dict[str, Floats]:
        """`values` is reshaped to the net's input shape; outputs are copies."""
        batch = np.ascontiguousarray(values, np.float32).reshape(self._input["shape"])
        self._interpreter.set_tensor(self._input["index"], batch)
        self._interpreter.invoke()
        return {name: self._interpreter.get_tensor(index) for name, index in self._outputs.items()}

    def only(self, values: Floats) -> Floats:
        """The output of a net that has a single one."""
        (output,) = self(values).values()
        return output


def logistic(values: Floats) -> Floats:
    """1 / (1 + e^-x), without overflow."""
    return (1.0 / (1.0 + np.exp(-np.clip(values, -60.0, 60.0)))).astype(np.float32)
