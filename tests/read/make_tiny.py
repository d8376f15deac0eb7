"""Make `tiny/`: a network of random weights with the same inputs and outputs as the real one.

Run `python tests/read/make_tiny.py` where the package `onnx` is installed (development only). The
file is committed, so that every line of the reader runs where the real weights are not. Its label
lists stand in another order than the real ones: nothing may depend on an order.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

TINY = Path(__file__).with_name("tiny")
WIDTH, HASHED = 8, 97
LABELS = {
    "upos": ["VERB", "NOUN", "PUNCT", "PROPN", "ADP", "X"],
    "deprels": ["obj", "root", "nsubj", "punct", "obl"],
    "roles": ["I-ARG1", "B-ARG1", "O", "B-ARG0", "I-ARG0", "B-ARGM-TMP", "I-ARGM-TMP"],
    "names": {"uner": ["B-LOC", "I-LOC", "O", "I-PER", "B-PER", "B-ORG", "I-ORG"],
              "gum": ["O", "B-WORK", "I-WORK", "B-EVENT", "I-EVENT"]},
}
INPUTS = [("pieces", TensorProto.INT64, ["batch", "place"]),
          ("cases", TensorProto.INT64, ["batch", "place"]),
          ("first", TensorProto.INT64, ["batch", "word"]),
          ("last", TensorProto.INT64, ["batch", "word"]),
          ("real", TensorProto.FLOAT, ["batch", "word"]),
          ("threshold", TensorProto.FLOAT, ["asked", "asked_word"]),
          ("whole", TensorProto.BOOL, [])]


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes, self.weights = [], []
        self._random = np.random.default_rng(5)

    def add(self, kind, given, out, **settings):
        self.nodes.append(helper.make_node(kind, given, [out], **settings))
        return out

    def weight(self, name, *shape):
        return self.constant(name, self._random.normal(0, 1, shape).astype(np.float32))

    def constant(self, name, value):
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name


def word_states(g):
    """Each word's state: its first and last piece, letter case, and the word before it."""
    g.add("Mod", ["pieces", g.constant("hashed", np.int64(HASHED))], "rests")
    g.add("Gather", [g.weight("piece_table", HASHED, WIDTH), "rests"], "piece_states")
    g.add("Gather", [g.weight("case_table", 8, WIDTH), "cases"], "case_states")
    g.add("Add", ["piece_states", "case_states"], "states")
    wide = g.constant("wide", np.array([1, 1, WIDTH], dtype=np.int64))
    for end in ("first", "last"):
        g.add("Unsqueeze", [end, g.constant(f"axis_{end}", np.array([2]))], f"{end}_3")
        g.add("Expand", [f"{end}_3", wide], f"{end}_wide")
        g.add("GatherElements", ["states", f"{end}_wide"], f"{end}_states", axis=1)
    return g.add("Add", ["first_states", "last_states"], "words")


def scores(g, name, size):
    return g.add("MatMul", ["words", g.weight(f"{name}_table", WIDTH, size)], name)


def squeezed(g, name):
    return g.add("Squeeze", [scores(g, f"{name}_3", 1), g.constant(f"{name}_axis", np.array([2]))],
                 name)


def arcs(g):
    """Score heads by likeness; padding is no head."""
    g.add("Transpose", ["words"], "turned", perm=[0, 2, 1])
    g.add("MatMul", [g.add("MatMul", ["words", g.weight("arc", WIDTH, WIDTH)], "asked"), "turned"],
          "among")
    g.add("Concat", [scores(g, "to_root", 1), "among"], "open_arcs", axis=2)
    g.add("Sub", ["real", g.constant("one", np.float32(1))], "padded")
    g.add("Mul", ["padded", g.constant("far", np.float32(1e4))], "price")
    g.add("Pad", ["price", g.constant("pads", np.array([0, 1, 0, 0]))], "price_root")
    g.add("Unsqueeze", ["price_root", g.constant("axis_price", np.array([1]))], "price_3")
    g.add("Add", ["open_arcs", "price_3"], "arcs")
    g.nodes.append(helper.make_node("TopK", ["arcs", g.constant("three", np.array([3]))],
                                    ["_values", "heads"], axis=-1))
    count = g.constant("deprel_count", np.int64(len(LABELS["deprels"])))
    g.add("Mod", ["heads", count], "labels")


def roles(g):
    """Give rows, places and role scores of the predicates, and one of no meaning."""
    g.add("Mul", [g.add("Sigmoid", [squeezed(g, "likely")], "chance"), "real"], "predicate")
    g.add("NonZero", [g.add("Greater", ["predicate", "threshold"], "is_one")], "found")
    g.add("Concat", ["found", g.constant("none", np.zeros((2, 1), dtype=np.int64))], "kept", axis=1)
    for at, name in enumerate(("rows", "places")):
        g.add("Gather", ["kept", g.constant(f"at_{name}", np.int64(at))], name, axis=0)
    by_word = scores(g, "role_words", len(LABELS["roles"]))
    g.add("Gather", [by_word, "rows"], "roles", axis=0)


def build():
    """Write the graph: sentence ends outside, all else inside the switch `whole`."""
    outer, inner = Graph(), Graph()
    word_states(outer)
    squeezed(outer, "boundary")
    inner._random = np.random.default_rng(6)
    outs = [("upos", 1, 3), ("arcs", 1, 3), ("heads", 7, 3), ("labels", 7, 3), ("predicate", 1, 2),
            ("factuality", 1, 2), ("rows", 7, 1), ("places", 7, 1), ("roles", 1, 3)]
    outs += [(f"names_{guide}", 1, 3) for guide in LABELS["names"]]
    scores(inner, "upos", len(LABELS["upos"]))
    arcs(inner)
    squeezed(inner, "factuality")
    roles(inner)
    for guide, tags in LABELS["names"].items():
        scores(inner, f"names_{guide}", len(tags))
    wrap(outer, inner, outs)


def wrap(outer, inner, outs):
    inside = [helper.make_tensor_value_info(n, kind, [None] * rank) for n, kind, rank in outs]
    for node in inner.nodes:
        for part in (node.input, node.output):
            part[:] = [f"{n}_in" if n in {o[0] for o in outs} else n for n in part]
    for value in inside:
        value.name += "_in"
    then = helper.make_graph(inner.nodes, "reading", [], inside, initializer=inner.weights)
    empty, values = [], []
    for name, kind, rank in outs:
        value = helper.make_tensor(f"{name}_e", kind, [0] * rank, [])
        empty.append(helper.make_node("Constant", [], [f"{name}_none"], value=value))
        values.append(helper.make_tensor_value_info(f"{name}_none", kind, [None] * rank))
    other = helper.make_graph(empty, "nothing", [], values)
    switch = helper.make_node("If", ["whole"], [o[0] for o in outs], then_branch=then,
                              else_branch=other)
    given = [helper.make_tensor_value_info(*one) for one in INPUTS]
    told = [("boundary", 1, 2), *outs]
    out = [helper.make_tensor_value_info(n, kind, [None] * rank) for n, kind, rank in told]
    graph = helper.make_graph([*outer.nodes, switch], "tiny", given, out, outer.weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    TINY.mkdir(exist_ok=True)
    onnx.save(model, TINY / "reader.onnx")
    (TINY / "labels.json").write_text(json.dumps(LABELS, indent=1) + "\n")


if __name__ == "__main__":
    build()
