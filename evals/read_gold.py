"""Gold sentences of the dev sets that the reading model is measured on.

In: the shared data folder. Out: `Gold` sentences: words, trees, names, predicates, factuality. A
layer that a set does not mark is None. re3d is held out by document as in training (every fifth,
by the hash of its id), its BBC part left out.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[str, int, int]
KINDS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
_RE3D_DEV_PART = 5


@dataclass
class Gold:
    """One gold sentence; heads count from 1, 0 is the root; spans count words."""

    source: str
    document: str
    id: str = ""
    text: str = ""
    starts_paragraph: bool = False
    space_after: bool = True
    words: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: set[Span] | None = None
    predicates: dict[int, set[Span]] | None = None
    factuality: list[tuple[int, float]] = field(default_factory=list)


def read_ewt(data: Path) -> list[Gold]:
    """Read EWT dev with names, roles and factuality joined by sentence id."""
    names = dict(_read_uner(data / "ner" / "uner-ewt-dev.iob2"))
    roles = dict(_read_roles(data / "srl" / "dev.jsonl"))
    factuality = _read_factuality(data / "factuality")
    gold = read_trees(data / "syntax" / "ewt-dev.conllu", "ewt")
    for one in gold:
        words, found = names.get(one.id, ([], None))
        one.names = found if words == one.words else None
        words, told = roles.get(one.id, ([], None))
        one.predicates = told if words == one.words else None
        one.factuality = factuality.get(one.id, [])
    return gold


def read_trees(path: Path, source: str) -> list[Gold]:
    """Read the sentences of a CoNLL-U file; empty nodes and word ranges are passed over."""
    gold: list[Gold] = []
    document = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.split(" = ", 1)[1]
        one = _tree(lines, source, document)
        if one.words:
            gold.append(one)
    return gold


def _tree(lines: list[str], source: str, document: str) -> Gold:
    one = Gold(source, document)
    until = 0
    for line in lines:
        if line.startswith("#"):
            one.starts_paragraph |= line.startswith(("# newdoc", "# newpar"))
            for name in ("sent_id", "text"):
                if line.startswith(f"# {name} = "):
                    setattr(one, name.removeprefix("sent_"), line.split(" = ", 1)[1])
        elif line:
            cells = line.split("\t")
            if "-" in cells[0]:
                until = int(cells[0].split("-")[1])
                one.space_after = "SpaceAfter=No" not in cells[9]
            elif cells[0].isdigit():
                one.words.append(cells[1])
                one.upos.append(cells[3])
                one.heads.append(int(cells[6]))
                one.deprels.append(cells[7])
                if int(cells[0]) > until:
                    one.space_after = "SpaceAfter=No" not in cells[9]
    return one


def _read_uner(path: Path) -> Iterator[tuple[str, tuple[list[str], set[Span]]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        ids = [line.split(" = ", 1)[1] for line in lines if line.startswith("# sent_id = ")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if ids and rows:
            tags = [row[2].strip() for row in rows]
            yield ids[0], ([row[1] for row in rows], _spans(tags))


def _spans(tags: list[str]) -> set[Span]:
    """Read tags as spans; a stray I- opens one, and `B-O` is an older way to write O."""
    found: list[Span] = []
    for at, tag in enumerate(tags):
        kind = tag[2:]
        if not kind or kind == "O":
            continue
        if tag[0] == "I" and found and found[-1][2] == at and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1], at + 1)
        else:
            found.append((kind, at, at + 1))
    return set(found)


def _read_roles(path: Path) -> Iterator[tuple[str, tuple[list[str], dict[int, set[Span]]]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            told: dict[int, set[Span]] = {}
            for predicate in row["preds"]:
                spans = {(role, a, b) for role, a, b in predicate["args"]
                         if role not in ("V", "C-V")}
                told.setdefault(predicate["i"], spans)
            yield row["sent_id"], (row["tokens"], told)


def _read_factuality(folder: Path) -> dict[str, list[tuple[int, float]]]:
    with zipfile.ZipFile(folder / "uds-factuality-train-dev-test.zip") as packed:
        marked = json.loads(packed.read("factuality.json"))["data"]
    ids = json.loads((folder / "uds-ud-ids.json").read_text(encoding="utf-8"))
    return {
        ids[key]["sentence_id"]: [
            (int(name.rsplit("-", 1)[1]) - 1, value["factuality"]["factual"]["value"])
            for name, value in predicates.items()
        ]
        for key, predicates in marked.items() if key.startswith("ewt-dev")
    }


@dataclass(frozen=True)
class MarkedText:
    """One document of re3d: its text and the spans of characters that are names."""

    id: str
    text: str
    spans: frozenset[Span]


def read_re3d(data: Path) -> Iterator[MarkedText]:
    """Read the held-out documents of re3d without its BBC part."""
    folder = data / "ner" / "re3d"
    for part in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("BBC")):
        marked: dict[str, set[Span]] = {}
        for entity in _json_lines(part / "entities.json"):
            if entity["type"] in KINDS:
                span = (KINDS[entity["type"]], entity["begin"], entity["end"])
                marked.setdefault(entity["documentId"], set()).add(span)
        for document in _json_lines(part / "documents.json"):
            digest = int(hashlib.sha256(document["_id"].encode()).hexdigest(), 16)
            if digest % _RE3D_DEV_PART == 0:
                yield MarkedText(document["_id"], document["text"],
                                 frozenset(marked.get(document["_id"], ())))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


_ENDS = re.compile(r"""[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9])|\n+""")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Prof|Rev|St|No|vs|Adm|Brig)"
    r"|\b[A-Z])\.$")


def plain_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text as training cut re3d: at line ends, and at stops before a capital."""
    ends = [match.end() for match in _ENDS.finditer(text)
            if not _SHORT.search(text[max(0, match.end() - 9):match.end()])]
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        part = text[start:end]
        if part.strip():
            yield (start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))
