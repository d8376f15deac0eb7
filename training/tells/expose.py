"""Let the network give out what its third layer says of every piece, for `collect.py`.

The later layers were taught syntax and have let go of much that words mean; what tells an event is
learnt by layers of its own that begin there (`branch.py`). A user's reader never gives these out.

Run `python -m training.tells.expose READER.onnx OUT.onnx`. Needs `onnx`.
"""

import argparse
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, TensorProto, helper

WIDE = 384
# The state the branch begins with.
TRUNK = "/encoder/layers.2/shrink_norm/LayerNormalization_output_0"


def branches(graph: GraphProto) -> tuple[NodeProto, GraphProto, GraphProto]:
    """Give the switch of a gated network (`gate.py`) and its two branches."""
    switch = next(node for node in graph.node if node.op_type == "If")
    found = {one.name: one.g for one in switch.attribute}
    return switch, found["then_branch"], found["else_branch"]


def add_output(graph: GraphProto, inner: str, name: str, width: int) -> None:
    """Give out a value of the reading branch: `[batch, place, width]`, empty in the other one."""
    switch, reading, nothing = branches(graph)
    reading.node.append(helper.make_node("Identity", [inner], [f"{name}_inside"]))
    empty = helper.make_tensor(name, TensorProto.FLOAT, [0, 0, width], [])
    nothing.node.append(helper.make_node("Constant", [], [f"{name}_none"], value=empty))
    for branch, end in ((reading, "inside"), (nothing, "none")):
        branch.output.append(helper.make_tensor_value_info(
            f"{name}_{end}", TensorProto.FLOAT, [None] * 3))
    switch.output.append(name)
    graph.output.append(helper.make_tensor_value_info(
        name, TensorProto.FLOAT, [None, None, width]))


def main() -> None:
    """Expose the states of one network."""
    parser = argparse.ArgumentParser(prog="python -m training.tells.expose", description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    model = onnx.load(given.reader)
    add_output(model.graph, TRUNK, "trunk", WIDE)
    onnx.checker.check_model(model)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, given.out)


if __name__ == "__main__":
    main()
