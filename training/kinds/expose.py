"""Let the network give out the states of its words, for `collect.py`; a user's reader never does.

The last layer was taught syntax and has let go of much that words mean; the states are joined with
those of a middle layer and with the embeddings (measured: kinds right 61 without, see the card).

Run `python -m training.kinds.expose READER.onnx OUT.onnx`. Needs `onnx`.
"""

import argparse
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, TensorProto, helper

# First and last piece of a word, 384 each, in the last layer, a middle one and the embeddings.
WIDE = 3 * 2 * 384
# What the narrow heads read: found by its consumers, since names of traced graphs are numbered.
_CONSUMER = "/upos/upos.0/upos.0.0/MatMul"
_LAST, _MIDDLE, _EMBEDDED = "/encoder/layers.5/shrink_norm/", "/encoder/layers.3/shrink_norm/", \
    "/encoder/norm/"


def branches(graph: GraphProto) -> tuple[NodeProto, GraphProto, GraphProto]:
    """Give the switch of a gated network (`gate.py`) and its two branches."""
    switch = next(node for node in graph.node if node.op_type == "If")
    found = {one.name: one.g for one in switch.attribute}
    return switch, found["then_branch"], found["else_branch"]


def word_states(branch: GraphProto, prefix: str) -> str:
    """Join the states of words in three layers and give the name of the whole.

    Takes: how the names of what is added begin.
    """
    maker = {name: node for node in branch.node for name in node.output}
    product = next(node for node in branch.node if node.op_type == "MatMulInteger"
                   and node.output[0].startswith(_CONSUMER))
    states = product.input[0].removesuffix("_quantized")
    picked = [maker[name] for name in maker[states].input]  # first pieces, last pieces
    parts = [states]
    for layer in (_MIDDLE, _EMBEDDED):
        for number, node in enumerate(picked):
            of = node.input[0].replace(_LAST, layer)
            name = f"{prefix}.{'middle' if layer == _MIDDLE else 'embedded'}{number}"
            branch.node.append(helper.make_node("GatherElements", [of, node.input[1]], [name],
                                                axis=1))
            parts.append(name)
    branch.node.append(helper.make_node("Concat", parts, [f"{prefix}.states"], axis=-1))
    return f"{prefix}.states"


def add_output(graph: GraphProto, inner: str, name: str, width: int) -> None:
    """Give out a value of the reading branch: `[batch, word, width]`, empty in the other one."""
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
    parser = argparse.ArgumentParser(prog="python -m training.kinds.expose", description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    model = onnx.load(given.reader)
    states = word_states(branches(model.graph)[1], "words")
    add_output(model.graph, states, "words", WIDE)
    onnx.checker.check_model(model)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, given.out)


if __name__ == "__main__":
    main()
