"""Measure the reading model on the dev sets: the checkpoint, or an exported file.

In: the work folder; `--model FILE.onnx` for an exported file. Out: one line for each figure with
its 95 % interval.
Words and (but for sentence ends) sentences are the gold ones. Roles are counted strictly: every
argument but
V and C-V, C- and R- and rare roles included, must have its predicate, label and exact words right.
"""

import argparse
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import torch
from augment import directed
from batches import Pieces
from labels import Labels
from measures import Figure, correlation, f1, share
from predict import Predictor, Read, run_checkpoint, run_onnx
from prepare import FREE_GENRES
from tokens import find_tokens
from train import minilm_folder, read_examples

Example = dict[str, Any]
Pairs = list[tuple[Example, Read]]
BARE = ("PER", "ORG", "LOC")


def syntax_figures(name: str, pairs: Pairs) -> Iterator[Figure]:
    """Parts of speech, heads, and heads with labels: whole labels, and without their subtypes."""
    sizes = [len(e["words"]) for e, _ in pairs]
    right: dict[str, list[int]] = {"UPOS": [], "UAS": [], "LAS": [], "LAS, main relations": []}
    for e, r in pairs:
        rows = list(
            zip(e["upos"], r.upos, e["heads"], r.heads, e["deprels"], r.deprels, strict=True)
        )
        right["UPOS"].append(sum(a == b for a, b, *_ in rows))
        right["UAS"].append(sum(h == k for _, _, h, k, _, _ in rows))
        right["LAS"].append(sum(h == k and d == f for _, _, h, k, d, f in rows))
        main = sum(h == k and d.split(":")[0] == f.split(":")[0] for _, _, h, k, d, f in rows)
        right["LAS, main relations"].append(main)
    for measure, hits in right.items():
        yield share(f"{name} {measure}", hits, sizes)


def gold_names(example: Example, guide: str) -> set[tuple[str, int, int]]:
    """Read the gold spans of one guideline."""
    from decode import spans_of

    return set(spans_of([tag.replace("?", "O") for tag in example["names"][guide]]))


def name_figures(pairs: Pairs, guides: tuple[str, ...]) -> Iterator[Figure]:
    """F1 of names for each guideline that has its own dev set."""
    for guide in guides:
        own = [(e, r) for e, r in pairs if guide in e["names"]]
        kinds = {kind for e, _ in own for kind, *_ in gold_names(e, guide)}
        for wanted in ([set(BARE)] if set(BARE) <= kinds else []) + [{k} for k in sorted(kinds)]:
            gold = [{s for s in gold_names(e, guide) if s[0] in wanted} for e, _ in own]
            read = [{s for s in r.names[guide] if s[0] in wanted} for _, r in own]
            yield f1(f"names {guide} {'/'.join(sorted(wanted))}", gold, read)


def re3d_figures(pairs: Pairs) -> Iterator[Figure]:
    """F1 of re3d spans by characters: all gold spans, then the outermost ones alone."""
    own = [(e, r) for e, r in pairs if e["source"] == "re3d"]
    for name, layers in (
        ("re3d all spans", ("re3d", "re3d_inner")),
        ("re3d outer spans", ("re3d",)),
    ):
        gold, read = [], []
        for e, r in own:
            by_words = {s for layer in layers for s in r.names[layer] if s[0] in BARE}
            read.append({(k, e["places"][a][0], e["places"][b - 1][1]) for k, a, b in by_words})
            spans = {tuple(s) for s in e["gold_spans"] if s[0] in BARE}
            gold.append(spans if len(layers) == 2 else _outer(spans))
        yield f1(f"{name} PER/ORG/LOC", gold, read)


def _outer(spans: set[tuple[str, int, int]]) -> set[tuple[str, int, int]]:
    """Keep the longest of the spans that overlap."""
    kept: set[tuple[str, int, int]] = set()
    for kind, start, end in sorted(spans, key=lambda s: (s[1] - s[2], s)):
        if all(end <= a or b <= start for _, a, b in kept):
            kept.add((kind, start, end))
    return kept


def role_figures(pairs: Pairs) -> Iterator[Figure]:
    """Predicates, then roles end to end (predicates found by the model too)."""
    own = [(e, r) for e, r in pairs if "predicates" in e]
    gold = [{p["at"] for p in e["predicates"]} for e, _ in own]
    yield f1("predicates F1", gold, [set(r.roles) for _, r in own])
    told = [{(p["at"], *a) for p in e["predicates"] for a in p["args"]} for e, _ in own]
    read = [{(at, *a) for at, args in r.roles.items() for a in args} for _, r in own]
    yield f1("roles end to end F1", told, read)
    known = [{t for t in row if t[0] in g} for row, g in zip(read, gold, strict=True)]
    yield f1("roles of gold predicates that were found", told, known)
    for role in (
        "ARG0",
        "ARG1",
        "ARG2",
        "ARGM-TMP",
        "ARGM-LOC",
        "ARGM-NEG",
        "ARGM-MOD",
        "ARGM-ADV",
    ):
        yield f1(
            f"  {role}",
            [{t for t in row if t[1] == role} for row in told],
            [{t for t in row if t[1] == role} for row in read],
        )


def factuality_figure(pairs: Pairs) -> Figure:
    """Correlation with UDS factuality on all its dev predicates."""
    own = [(e, r) for e, r in pairs if e.get("factuality")]
    gold = [[value for _, value, _ in e["factuality"]] for e, _ in own]
    read = [[r.factuality[at] for at, _, _ in e["factuality"]] for e, r in own]
    return correlation("factuality Pearson", gold, read)


def paragraphs(examples: list[Example]) -> Iterator[list[Example]]:
    """Group neighbouring sentences into paragraphs."""
    number = 0
    marked = []
    for example in examples:
        number += example["starts_paragraph"]
        marked.append((number, example))
    for _, group in groupby(marked, key=lambda pair: pair[0]):
        yield [example for _, example in group]


def boundary_figures(name: str, examples: list[Example], predictor: Predictor) -> Iterator[Figure]:
    """Sentences and words from raw paragraphs, compared by characters that are not white space."""
    gold_sentences, read_sentences, gold_words, read_words = [], [], [], []
    for paragraph in paragraphs(examples):
        text = "".join(e["text"] + (" " if e["space_after"] else "") for e in paragraph)
        solid = [0]
        for sign in text:
            solid.append(solid[-1] + (not sign.isspace()))
        places = find_tokens(text)
        glued = {n for n, (a, _) in enumerate(places) if a and not text[a - 1].isspace()}
        scores = predictor.sentence_ends(directed([text[a:b] for a, b in places], glued))
        spans = [(solid[a], solid[b]) for a, b in places]
        ends = [b for (_, b), score in zip(spans, scores, strict=True) if score > 0]
        read_sentences.append(_between([*ends, solid[-1]]))
        gold_sentences.append(_between(_sums(len("".join(e["text"].split())) for e in paragraph)))
        forms = list(_sums(len("".join(word.split())) for e in paragraph for word in e["words"]))
        if forms[-1] == solid[-1]:
            gold_words.append(_between(forms))
            read_words.append(set(spans))
    yield f1(f"sentences {name} raw F1", gold_sentences, read_sentences)
    yield f1(f"words {name} raw F1", gold_words, read_words)


def _sums(lengths: Iterator[int]) -> list[int]:
    total, found = 0, []
    for length in lengths:
        total += length
        found.append(total)
    return found


def _between(ends: list[int]) -> set[tuple[int, int]]:
    return {(a, b) for a, b in zip([0, *ends], ends, strict=False) if a < b}


def figures(examples: list[Example], predictor: Predictor) -> Iterator[Figure]:
    """Give every figure."""
    read = predictor.read([e["words"] for e in examples])
    pairs = list(zip(examples, read, strict=True))
    trees = [(e, r) for e, r in pairs if "heads" in e]
    genre = {id(e): e["document"].split("_")[1] if e["source"] == "gum" else "" for e, _ in trees}
    yield from syntax_figures("EWT+GUM", trees)
    yield from syntax_figures("EWT", [(e, r) for e, r in trees if e["source"] == "ewt"])
    yield from syntax_figures(
        "GUM free genres", [(e, r) for e, r in trees if genre[id(e)] in FREE_GENRES]
    )
    yield from syntax_figures("GUM news", [(e, r) for e, r in trees if genre[id(e)] == "news"])
    yield from name_figures(pairs, predictor.guides)
    yield from re3d_figures(pairs)
    yield from role_figures(pairs)
    yield factuality_figure(pairs)
    yield from boundary_figures("EWT", [e for e, _ in trees if e["source"] == "ewt"], predictor)
    yield from boundary_figures(
        "GUM news", [e for e, _ in trees if genre[id(e)] == "news"], predictor
    )


def main() -> None:
    """Print the figures and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="an exported file instead of the checkpoint")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    labels = Labels.read(asked.work / "labels.json")
    parts = run_onnx(asked.model, labels) if asked.model else run_checkpoint(asked.work)
    predictor = Predictor(*parts, Pieces(minilm_folder() / "tokenizer.json"))
    examples = read_examples(asked.work / "examples-dev.jsonl")
    began = time.process_time()
    predictor.read([e["words"] for e in examples[:2000]])
    taken = time.process_time() - began
    words = sum(len(e["words"]) for e in examples[:2000])
    for figure in figures(examples, predictor):
        print(figure)
    print(f"{words / taken:.0f} words a second of one core, all heads and decoding")


if __name__ == "__main__":
    main()
