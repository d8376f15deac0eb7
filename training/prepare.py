"""Turn the training sets into one kind of example, so that one batch can teach every head.

In: the data folder (`--data`, laid out as its SOURCES.md says). Out, in the work folder (`--work`):
`examples-train.jsonl`, `examples-dev.jsonl`, `labels.json`.
An example is one sentence: its words, and only those layers that its set marks. What a set does not
mark
is absent, never "none", so no head is taught that an unmarked name is not a name.
Not here: sets marked *dev only*, the BBC part of re3d, GUM genres that are not free for all uses.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gum_names import name_tags
from name_sets import read_named
from treebank import Sentence, read_treebank

FREE_GENRES = frozenset(
    ["news", "interview", "bio", "court", "speech", "textbook", "voyage", "whow", "academic"]
)
# Rarer role tags and relation subtypes than this cannot be learnt; they stay in the gold that we
# are measured on.
LEAST_ROLES = 20
LEAST_DEPRELS = 25

Example = dict[str, Any]


def read_roles(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Give the predicates of each sentence: `{sentence id: [{"at": word, "args": [[role, start,
    end]]}]}`.
    """
    found = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            seen: dict[int, dict[str, Any]] = {}
            for predicate in row["preds"]:
                args = [a for a in predicate["args"] if a[0] not in ("V", "C-V")]
                seen.setdefault(predicate["i"], {"at": predicate["i"], "args": args})
            found[row["sent_id"]] = {"words": row["tokens"], "predicates": list(seen.values())}
    return found


def read_factuality(folder: Path) -> dict[str, dict[int, list[float]]]:
    """Give `{sentence id: {word: [value, confidence]}}` for UDS without its test part."""
    import zipfile

    with zipfile.ZipFile(folder / "uds-factuality-train-dev-test.zip") as packed:
        marked = json.loads(packed.read("factuality.json"))["data"]
    ids = json.loads((folder / "uds-ud-ids.json").read_text(encoding="utf-8"))
    found: dict[str, dict[int, list[float]]] = {}
    for key, predicates in marked.items():
        if key.startswith("ewt-test"):
            continue
        places = found.setdefault(ids[key]["sentence_id"], {})
        for name, value in predicates.items():
            factual = value["factuality"]["factual"]
            places[int(name.rsplit("-", 1)[1]) - 1] = [factual["value"], factual["confidence"]]
    return found


def syntax_example(sentence: Sentence, source: str) -> Example:
    """Make an example from a treebank sentence, without names, roles or factuality."""
    return {
        "source": source,
        "id": sentence.id,
        "document": sentence.document,
        "starts_paragraph": sentence.starts_paragraph,
        "text": sentence.text,
        "space_after": sentence.space_after,
        "glued": [at for at, word in enumerate(sentence.words) if word.glued],
        "words": [word.form for word in sentence.words],
        "upos": [word.upos for word in sentence.words],
        "heads": [word.head for word in sentence.words],
        "deprels": [word.deprel for word in sentence.words],
        "names": {},
    }


def ewt_examples(data: Path, split: str) -> Iterator[Example]:
    """Join syntax, names, roles and factuality of the English Web Treebank by sentence id."""
    named = {e["id"]: e for e in read_named(data / "ner", "uner", split)}
    roles = read_roles(data / "srl" / f"{split}.jsonl")
    factuality = read_factuality(data / "factuality")
    for sentence in read_treebank(data / "syntax" / f"ewt-{split}.conllu"):
        example = syntax_example(sentence, "ewt")
        names = named.get(sentence.id)
        if names and names["words"] == example["words"]:
            example["names"] = names["names"]
        told = roles.get(sentence.id)
        if told and told["words"] == example["words"]:
            example["predicates"] = told["predicates"]
        factual = factuality.get(sentence.id, {})
        example["factuality"] = [
            [at, *v] for at, v in factual.items() if at < len(example["words"])
        ]
        yield example


def gum_examples(data: Path, split: str) -> Iterator[Example]:
    """Give the free genres of GUM with the names drawn from its entities."""
    for sentence in read_treebank(data / "syntax" / f"gum-{split}.conllu"):
        genre = sentence.document.split("_")[1]
        if split == "train" and genre not in FREE_GENRES:
            continue
        example = syntax_example(sentence, "gum")
        example["names"] = {"gum": name_tags(sentence)}
        yield example


def all_examples(data: Path, split: str) -> Iterator[Example]:
    """Give every example of one split, treebanks first and in the order of their documents."""
    yield from ewt_examples(data, split)
    yield from gum_examples(data, split)
    for source in ("wikigold", "btc", "wnut", "re3d"):
        yield from read_named(data / "ner", source, split)


def count_labels(examples: list[Example]) -> dict[str, Any]:
    """Collect the answers each head may give, in a fixed order."""
    upos: Counter[str] = Counter()
    deprels: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for example in examples:
        upos.update(example.get("upos", []))
        deprels.update(example.get("deprels", []))
        roles.update(arg[0] for p in example.get("predicates", []) for arg in p["args"])
        for guide, tags in example["names"].items():
            names.setdefault(guide, Counter()).update(t[2:] for t in tags if t not in ("O", "?"))
    kept = sorted({d if n >= LEAST_DEPRELS else d.split(":")[0] for d, n in deprels.items()})
    return {
        "upos": sorted(upos),
        "deprels": kept,
        "roles": _bio(role for role, n in roles.items() if n >= LEAST_ROLES),
        "names": {guide: _bio(kinds) for guide, kinds in sorted(names.items())},
    }


def _bio(kinds: Iterable[str]) -> list[str]:
    return ["O", *[f"{mark}-{kind}" for kind in sorted(kinds) for mark in "BI"]]


def main() -> None:
    """Write the examples of both splits and the labels of the training split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds SOURCES.md")
    parser.add_argument("--work", type=Path, required=True, help="folder to write to")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    for split in ("train", "dev"):
        examples = list(all_examples(asked.data, split))
        with (asked.work / f"examples-{split}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(example, ensure_ascii=False) + "\n" for example in examples)
        print(split, dict(Counter(example["source"] for example in examples)))
        if split == "train":
            labels = count_labels(examples)
            (asked.work / "labels.json").write_text(json.dumps(labels, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
