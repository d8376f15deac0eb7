"""Let one file read at two depths: sentence ends alone, or everything.

In: an exported, quantised model. Out: the same model with one more input, `whole`. Where it is
false only the lower layers run, four times as fast, and all outputs but `boundary` are empty.
ONNX Runtime has no such switch of its own that works on a plain graph (with 1.31,
`only_execute_path_to_fetches` saved nothing), so all nodes that `boundary` does not need move into
the branch of an `If`.
"""

import argparse
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, TensorProto, helper

EARLY = "boundary"


def needed_for(graph: GraphProto, output: str) -> set[int]:
    """Give the places of the nodes that an output needs."""
    maker = {name: at for at, node in enumerate(graph.node) for name in node.output}
    found: set[int] = set()
    asked = [output]
    while asked:
        at = maker.get(asked.pop())
        if at is not None and at not in found:
            found.add(at)
            asked.extend(graph.node[at].input)
    return found


def gate(model: onnx.ModelProto) -> None:
    """Move what sentence ends do not need behind `whole`, in place."""
    graph = model.graph
    early = needed_for(graph, EARLY)
    late = [node for at, node in enumerate(graph.node) if at not in early]
    outputs = [output for output in graph.output if output.name != EARLY]
    names = {output.name: f"{output.name}_inside" for output in outputs}
    for node in late:
        _rename(node, names)
    inside = [_value(names[output.name], output) for output in outputs]
    reading = helper.make_graph(late, "reading", [], inside)
    absent = [_value(f"{output.name}_none", output) for output in outputs]
    nothing = helper.make_graph([_empty(output) for output in outputs], "nothing", [], absent)
    switch = helper.make_node(
        "If", ["whole"], [o.name for o in outputs], then_branch=reading, else_branch=nothing
    )
    kept = [graph.node[at] for at in sorted(early)]
    del graph.node[:]
    graph.node.extend([*kept, switch])
    graph.input.append(helper.make_tensor_value_info("whole", TensorProto.BOOL, []))
    onnx.checker.check_model(model)


def _rename(node: NodeProto, names: dict[str, str]) -> None:
    node.input[:] = [names.get(name, name) for name in node.input]
    node.output[:] = [names.get(name, name) for name in node.output]


def _value(name: str, like: onnx.ValueInfoProto) -> onnx.ValueInfoProto:
    """Describe a branch output: the type alone, since the two branches differ in size."""
    rank = len(like.type.tensor_type.shape.dim)
    return helper.make_tensor_value_info(name, like.type.tensor_type.elem_type, [None] * rank)


def _empty(output: onnx.ValueInfoProto) -> NodeProto:
    kind = output.type.tensor_type
    sizes = [dim.dim_value if dim.HasField("dim_value") else 0 for dim in kind.shape.dim]
    value = helper.make_tensor(output.name, kind.elem_type, sizes, [])
    return helper.make_node("Constant", [], [f"{output.name}_none"], value=value)


def main() -> None:
    """Gate one file in place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    asked = parser.parse_args()
    model = onnx.load(asked.model)
    gate(model)
    onnx.save(model, asked.model)


if __name__ == "__main__":
    main()
