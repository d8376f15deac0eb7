"""The network: one ONNX file run by ONNX Runtime on one thread.

In: a folder with `reader.onnx`, `labels.json` and `vocab.txt`. Out: arrays of scores. It decides
nothing. ONNX Runtime is imported here, when a network is opened, and nowhere else.
"""

import hashlib
import importlib
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sourceline.errors import ModelMissing

Array = NDArray[Any]
WEIGHTS = Path(__file__).with_name("weights")
_REMEDY = "pip install onnxruntime, or ask for the reader \"rules\""


class Session(Protocol):
    """What we need of ONNX Runtime's session."""

    def run(self, outputs: list[str], feed: dict[str, Array]) -> list[Array]:
        """Run the network and give the outputs named."""


class Network:
    """One opened network."""

    def __init__(self, session: Session, outputs: list[str], version: str) -> None:
        """Keep an opened session; `open_network` makes it."""
        self.version = version
        self._session, self._outputs = session, outputs

    def ends(self, feed: Mapping[str, Array]) -> Array:
        """Score for every word that a sentence ends after it; only the lower layers run."""
        given = dict(feed) | {"threshold": np.ones((1, 1), dtype=np.float32),
                              "whole": np.array(False)}
        return self._session.run(["boundary"], given)[0]

    def scores(self, feed: Mapping[str, Array], threshold: Array) -> dict[str, Array]:
        """Score everything; words likelier to be predicates than their `threshold` get roles.

        Takes: `threshold`, one for each word of the batch, or 1 × 1 for all.
        """
        given = dict(feed) | {"threshold": threshold, "whole": np.array(True)}
        return dict(zip(self._outputs, self._session.run(self._outputs, given), strict=True))


def open_network(folder: Path = WEIGHTS) -> Network:
    """Open the network of a folder, on one thread.

    >>> open_network(Path("nowhere"))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    sourceline.errors.ModelMissing: the weights of the reading model are not here ...

    Refuses: `ModelMissing` when ONNX Runtime or the weights are not on this machine.
    """
    path = folder / "reader.onnx"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelMissing(
            "the weights of the reading model are not here", where=str(path),
            remedy="install the released package, or ask for the reader \"rules\"",
        ) from error
    try:
        runtime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise ModelMissing("the reading model needs ONNX Runtime", remedy=_REMEDY) from error
    return _opened(runtime, content, path)


def _opened(runtime: ModuleType, content: bytes, path: Path) -> Network:
    options = runtime.SessionOptions()
    # One thread for each worker: the articles are read side by side, not the numbers of one.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own exceptions have no common type but this
        raise ModelMissing(
            "the weights of the reading model are damaged", where=str(path),
            remedy="install the package again, or ask for the reader \"rules\"",
        ) from error
    outputs = [output.name for output in session.get_outputs()]
    return Network(session, outputs, hashlib.sha256(content).hexdigest()[:12])
