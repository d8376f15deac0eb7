"""How well the names room finds persons, bodies and places, on gold names.

In: the shared data folder. Out: strict F1 (span and kind) per kind and over all, per document,
on UNER-EWT dev, re3d without its BBC part (its names only, not its pronouns and nominals), and
WikiGold. The text is put together from the gold
tokens; sentence ends are given only where the set has them as line breaks. The reading model was
taught by four in five documents of re3d and nine in ten sentences of WikiGold: `re3d_held` are the
documents of re3d it has not seen, and UNER-EWT dev is unseen as a whole.
`python -m evals.names FOLDER [SET]` prints twenty random errors with the words around them.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.read_gold import read_re3d as read_held
from evals.readings import read_words
from evals.score import Counts, Score, f1, score
from sourceline.record.entity import EntityKind, Mention
from sourceline.rooms.names.find import NameSettings, find_mentions

Span = tuple[int, int, str]
KINDS = ("PER", "ORG", "LOC")
PRONOUNS = frozenset(("I", "We", "He", "She", "They", "It", "You", "Our", "Their", "His", "Her"))
# What each set calls these; other kinds of the sets are not scored.
_GOLD = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "Person": "PER", "Organisation": "ORG",
    "Location": "LOC",
}


@dataclass
class Document:
    """Raw text and its gold names."""

    words: str = ""
    names: set[Span] = field(default_factory=set)


def measure(data: Path) -> list[Score]:
    """Score persons, bodies and places on four sets."""
    scores: list[Score] = []
    for name, documents in read_sets(data).items():
        pairs = [(_found(document.words, _acting(name)), document.names)
                 for document in documents]
        for kind in (*KINDS, ""):
            rows = [_counts(found, wanted, kind) for found, wanted in pairs]
            figure = f"{kind.lower()}_f1" if kind else "f1"
            scores.append(score(f"names.{name}.{figure}", rows, f1))
    return scores


def read_sets(data: Path) -> dict[str, list[Document]]:
    """Read the sets by name."""
    unseen = {document.text for document in read_held(data)}
    re3d = list(read_re3d(data / "ner" / "re3d"))
    return {
        "uner_ewt": list(read_columns(data / "ner" / "uner-ewt-dev.iob2", uner=True)),
        "re3d": re3d,
        "re3d_held": [document for document in re3d if document.words in unseen],
        "wikigold": list(read_columns(data / "ner" / "wikigold.conll", uner=False)),
    }


def _acting(name: str) -> str:
    """Give what a set calls a country that acts."""
    return "ORG" if name.startswith("re3d") else "LOC"


def read_columns(path: Path, uner: bool) -> Iterator[Document]:
    """Read names in columns; a document ends at `# newdoc` or `-DOCSTART-`."""
    document = Document()
    begin = 0
    label = ""
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        fields = line.split("\t") if uner else line.split(" ")
        new = line.startswith(("# newdoc", "-DOCSTART-"))
        tag = "O" if new or len(fields) < 2 else fields[2 if uner else 1]
        if line.startswith("#") and not new:
            continue
        word = fields[1] if uner and len(fields) > 2 else fields[0]
        if label and (tag[0] != "I" or tag[2:] != label):
            if label in _GOLD:
                document.names.add((begin, len(document.words), _GOLD[label]))
            label = ""
        if new:
            if document.words:
                yield document
            document = Document()
        elif len(fields) > 1:
            document.words += "" if document.words.endswith(("\n", "")) and (
                not document.words or document.words[-1] == "\n") else " "
            if tag != "O" and not label:
                begin, label = len(document.words), tag[2:]
            document.words += word
        elif document.words and not document.words.endswith("\n"):
            document.words += "\n"
    if document.words:
        yield document


def read_re3d(folder: Path) -> Iterator[Document]:
    """Read re3d, without the part that may only be measured elsewhere."""
    for source in sorted(folder.iterdir()):
        if not source.is_dir() or source.name.startswith("BBC"):
            continue
        texts = {row["_id"]: Document(row["text"]) for row in _rows(source / "documents.json")}
        for row in _rows(source / "entities.json"):
            kind = _GOLD.get(str(row["type"]))
            document = texts.get(row["documentId"])
            if kind and document is not None:
                span = _named(document.words, int(row["begin"]), int(row["end"]))
                document.names |= {(*span, kind)} if span else set()
        yield from texts.values()


def _named(words: str, begin: int, end: int) -> tuple[int, int] | None:
    """Keep the gold spans that are names: re3d also marks pronouns and "the camp".

    A leading article is no part of a name here; what has no capital after it is no name.
    """
    head, _, rest = words[begin:end].partition(" ")
    if rest and head.lower() in ("the", "a", "an"):
        begin = end - len(rest)
    kept = words[begin:end]
    capital = kept[:1].isupper() and kept not in PRONOUNS and not kept.startswith("The ")
    return (begin, end) if capital else None


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _found(words: str, acting: str = "LOC") -> set[Span]:
    """Find names; `acting` is what the set calls a country that acts."""
    text, reading = read_words(words)
    naming = find_mentions(text, reading, NameSettings())
    return {
        (mention.cite.start, mention.cite.end, _kind(mention, acting))
        for mention in naming.mentions if mention.form == "name" and _kind(mention, acting)
    }


def _kind(mention: Mention, acting: str) -> str:
    """Give the sets' kind: UNER and WikiGold call a country that acts a place, re3d a body."""
    kinds: dict[EntityKind, str] = {
        "person": "PER", "organization": "ORG", "government": acting, "place": "LOC",
        "facility": "LOC",
    }
    return kinds.get(mention.kind, "")


def _counts(found: set[Span], wanted: set[Span], kind: str) -> Counts:
    found = {span for span in found if not kind or span[2] == kind}
    wanted = {span for span in wanted if not kind or span[2] == kind}
    return Counts(len(found & wanted), len(found), len(wanted))


def main() -> None:
    """Print twenty random errors of a set."""
    name = sys.argv[2] if len(sys.argv) > 2 else "uner_ewt"
    errors: list[str] = []
    for document in read_sets(Path(sys.argv[1]))[name]:
        found = _found(document.words, _acting(name))
        for start, end, kind in sorted(found ^ document.names):
            side = "found " if (start, end, kind) in found else "missed"
            words = document.words
            around = (f"{words[max(0, start - 60):start]}[[{words[start:end]}]]"
                      f"{words[end:end + 40]}")
            errors.append(f"{side} {kind}: {' '.join(around.split())}")
    print(*random.Random(0).sample(errors, min(20, len(errors))), sep="\n")


if __name__ == "__main__":
    main()
