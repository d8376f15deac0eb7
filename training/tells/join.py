"""Put the fitted head into the network: one more output, `kinds`, and its list into the labels.

Run `python -m training.tells.join READER.onnx LABELS.json HEAD.npz`, which changes the first two.
Needs `onnx`. The head stays in 32 bits: it is 0.8 MB.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from training.tells.expose import add_output, branches, word_states

OUTPUT = "kinds"


def join(model: onnx.ModelProto, head: dict[str, np.ndarray]) -> None:
    """Add the head to the reading branch, in place; a head that is there already goes first."""
    remove(model)
    _, reading, _ = branches(model.graph)
    for name in ("first", "first_bias", "second", "second_bias"):
        model.graph.initializer.append(
            numpy_helper.from_array(head[name].astype(np.float32), f"tells.{name}"))
    steps = [("MatMul", [word_states(reading, "tells"), "tells.first"], "tells.a"),
             ("Add", ["tells.a", "tells.first_bias"], "tells.b"),
             ("Relu", ["tells.b"], "tells.c"),
             ("MatMul", ["tells.c", "tells.second"], "tells.d"),
             ("Add", ["tells.d", "tells.second_bias"], "tells.e")]
    for operation, given, made in steps:
        reading.node.append(helper.make_node(operation, given, [made]))
    reading.node.append(helper.make_node("Softmax", ["tells.e"], ["tells.f"], axis=-1))
    add_output(model.graph, "tells.f", OUTPUT, head["second"].shape[1])


def remove(model: onnx.ModelProto) -> None:
    """Take out a head joined before."""
    graph = model.graph
    if OUTPUT not in [one.name for one in graph.output]:
        return
    switch, reading, nothing = branches(graph)
    for branch in (reading, nothing):
        kept = [node for node in branch.node if not any(
            one.startswith(("tells.", f"{OUTPUT}_")) for one in node.output)]
        del branch.node[:]
        branch.node.extend(kept)
        ends = [one for one in branch.output if not one.name.startswith(f"{OUTPUT}_")]
        del branch.output[:]
        branch.output.extend(ends)
    initial = [one for one in graph.initializer if not one.name.startswith("tells.")]
    del graph.initializer[:]
    graph.initializer.extend(initial)
    ends = [one for one in graph.output if one.name != OUTPUT]
    del graph.output[:]
    graph.output.extend(ends)
    names = [one for one in switch.output if one != OUTPUT]
    del switch.output[:]
    switch.output.extend(names)


def main() -> None:
    """Join one head to one network."""
    parser = argparse.ArgumentParser(prog="python -m training.tells.join", description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("head", type=Path)
    given = parser.parse_args()
    model, head = onnx.load(given.reader), np.load(given.head, allow_pickle=False)
    join(model, {name: head[name] for name in head.files})
    onnx.checker.check_model(model)
    onnx.save(model, given.reader)
    labels = json.loads(given.labels.read_text(encoding="utf-8"))
    labels["kinds"] = [str(one) for one in head["kinds"]]
    given.labels.write_text(json.dumps(labels), encoding="utf-8")


if __name__ == "__main__":
    main()
