"""Read the sets in which names are marked. Each set keeps its own guideline, because they disagree.

In: the `ner` folder. Out: examples with `names[guideline]` as one tag for each word.
re3d is marked on raw text and marks descriptions ("the rebels") too; its BBC part is left out, and
every
fifth document is held out for dev, chosen by the hash in its id. Nationalities stand inside larger
spans there,
so they and the amounts get a layer of their own, `re3d_part`, and names inside names `re3d_inner`.
A span that runs over a line end is a fault of the set and is passed over.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokens import find_tokens, split_plainly

WHOLE = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Weapon": "WEAPON",
    "Vehicle": "VEHICLE",
    "MilitaryPlatform": "VEHICLE",
}
PART = {"Nationality": "NATIONALITY", "Temporal": "TIME", "Quantity": "QUANTITY", "Money": "MONEY"}
_WIKIGOLD_DEV_PART = 10
_RE3D_DEV_PART = 5

Example = dict[str, Any]


def read_named(folder: Path, source: str, split: str) -> Iterator[Example]:
    """Give the examples of one source and split; an unknown source is an error."""
    if source == "uner":
        yield from _columns(folder / f"uner-ewt-{split}.iob2", "uner", 2, "\t")
    elif source == "wikigold":
        for number, example in enumerate(_columns(folder / "wikigold.conll", "wikigold", 1, " ")):
            if (number % _WIKIGOLD_DEV_PART == 0) == (split == "dev"):
                yield example
    elif source == "btc":
        for part in "abefg" if split == "train" else "h":
            yield from _columns(folder / "btc" / f"{part}.conll", "btc", 1, "\t")
    elif source == "wnut":
        yield from _columns(folder / f"wnut17{split}.conll", "wnut", 1, "\t")
    elif source == "re3d":
        yield from _re3d(folder / "re3d", split)
    else:
        raise ValueError(f"no set of names is called {source!r}")


def _columns(path: Path, guide: str, column: int, gap: str) -> Iterator[Example]:
    rows: list[tuple[str, str]] = []
    name = ""
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            parts = line.split(gap) if line.strip() else []
            if line.startswith("# sent_id = "):
                name = line.split(" = ", 1)[1]
            elif guide == "uner" and line.startswith("#"):
                continue
            elif len(parts) > 1:
                rows.append((parts[column - 1], parts[column].strip()))
            elif rows:
                yield _example(guide, name or f"{path.stem}-{len(rows)}", rows)
                rows = []


def _example(guide: str, name: str, rows: list[tuple[str, str]]) -> Example:
    tags = _clean_tags([tag for _, tag in rows])
    return {
        "source": guide,
        "id": name,
        "words": [w or "_" for w, _ in rows],
        "names": {guide: tags},
    }


def _clean_tags(tags: list[str]) -> list[str]:
    """Write tags as B-/I- with short kinds; the older `B-O` of UNER and one-sided I- tags become
    regular.
    """
    kept: list[str] = []
    for tag in tags:
        kind = {"person": "PER", "location": "LOC"}.get(tag[2:], tag[2:].upper())
        if tag in ("O", "B-O", "I-O") or not kind:
            kept.append("O")
        elif tag[0] == "I" and kept and kept[-1][2:] == kind:
            kept.append(f"I-{kind}")
        else:
            kept.append(f"B-{kind}")
    return kept


def _re3d(folder: Path, split: str) -> Iterator[Example]:
    for part in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("BBC")):
        marked: dict[str, list[dict[str, Any]]] = {}
        for entity in _json_lines(part / "entities.json"):
            marked.setdefault(entity["documentId"], []).append(entity)
        for document in _json_lines(part / "documents.json"):
            digest = int(hashlib.sha256(document["_id"].encode()).hexdigest(), 16)
            if (digest % _RE3D_DEV_PART == 0) == (split == "dev"):
                yield from _document_examples(document, marked.get(document["_id"], []))


def _json_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _document_examples(document: dict[str, Any], marked: list[dict[str, Any]]) -> Iterator[Example]:
    text = document["text"]
    for start, end in split_plainly(text):
        words = [(start + a, start + b) for a, b in find_tokens(text[start:end])]
        inside = [e for e in marked if start <= e["begin"] and e["end"] <= end]
        gold = sorted(
            {
                (WHOLE[e["type"]], e["begin"] - start, e["end"] - start)
                for e in inside
                if e["type"] in WHOLE
            }
        )
        yield {
            "source": "re3d",
            "id": f"{document['_id']}-{start}",
            "document": document["_id"],
            "words": [text[a:b] for a, b in words],
            "places": [[a - start, b - start] for a, b in words],
            "gold_spans": gold,
            "names": _layers(words, inside),
        }


def _layers(words: list[tuple[int, int]], marked: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Tag the outermost spans, then the spans inside or across those, then nationalities and
    amounts.
    """
    taken: set[str] = set()
    return {
        "re3d": _span_tags(words, marked, WHOLE, taken),
        "re3d_inner": _span_tags(words, [e for e in marked if e["_id"] not in taken], WHOLE, taken),
        "re3d_part": _span_tags(words, marked, PART, taken),
    }


def _span_tags(
    words: list[tuple[int, int]],
    marked: list[dict[str, Any]],
    kinds: dict[str, str],
    taken: set[str],
) -> list[str]:
    """Tag words by spans of characters, the longest first where spans overlap; `taken` gains the
    ids tagged.
    """
    tags = ["O"] * len(words)
    for entity in sorted(marked, key=lambda e: e["begin"] - e["end"]):
        kind = kinds.get(entity["type"])
        at = [n for n, (a, b) in enumerate(words) if a < entity["end"] and b > entity["begin"]]
        if kind and at and all(tags[n] == "O" for n in at):
            tags[at[0] : at[-1] + 1] = [f"B-{kind}", *[f"I-{kind}"] * (len(at) - 1)]
            taken.add(entity["_id"])
    return tags
