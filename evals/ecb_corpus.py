"""ECB+ as we read it: documents with their words, marked actions and chains.

In: the folder `events/ecbplus` of the shared data. Out: `Document`s with gold `Marked` actions in
the sentences the list of checked sentences names. Tokens are joined as prose is written, so that
a reader sees text as it would in the world; every mark keeps its place.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DEV_TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
TRAIN_TOPICS = tuple(str(n) for n in range(1, 36) if str(n) not in DEV_TOPICS and n not in (15, 17))
# Written without a space before, and without one after.
_CLOSING = frozenset((",", ".", ";", ":", "?", "!", ")", "'s", "n't", "%", "'", "’s", "’", "''",
                      "'re", "'ve", "'ll", "'d", "'m", "”"))
_OPENING = frozenset(("(", "$", "``", "“"))


@dataclass(frozen=True)
class Marked:
    """One marked action: its place in the document's words, its sentence and its chain."""

    id: str
    start: int
    end: int
    sentence: int
    chain: str


@dataclass(frozen=True)
class Document:
    """One ECB+ document; `part` is its seminal event: "5ecb" or "5ecbplus"."""

    name: str
    topic: str
    part: str
    words: str
    sentences: tuple[tuple[int, int], ...]
    checked: frozenset[int]
    actions: tuple[Marked, ...]


def read_corpus(folder: Path, topics: tuple[str, ...]) -> Iterator[Document]:
    """Read the documents of some topics that have checked sentences, by name."""
    wanted: dict[str, set[int]] = {}
    rows = (folder / "ECBplus_coreference_sentences.csv").read_text().splitlines()[1:]
    for row in rows:
        topic, name, number = row.split(",")
        wanted.setdefault(f"{topic}_{name}", set()).add(int(number))
    for name, checked in sorted(wanted.items()):
        topic = name.split("_")[0]
        if topic in topics:
            yield _document(folder / topic / f"{name}.xml", frozenset(checked))


def _document(path: Path, checked: frozenset[int]) -> Document:
    root = ET.parse(path).getroot()
    words, places, sentences = _text(root)
    chains = _chains(root)
    actions: list[Marked] = []
    for group in root.iter("Markables"):
        for mark in group:
            anchors = [places[anchor.get("t_id", "")] for anchor in mark]
            if not anchors or "ACTION" not in mark.tag or anchors[0][2] not in checked:
                continue
            name = f"{path.stem}#{mark.get('m_id')}"
            actions.append(Marked(name, min(one[0] for one in anchors),
                                  max(one[1] for one in anchors), anchors[0][2],
                                  chains.get(mark.get("m_id", ""), f"alone {name}")))
    actions.sort(key=lambda one: (one.start, one.end, one.id))
    topic, rest = path.stem.split("_")
    return Document(path.stem, topic, topic + rest.lstrip("0123456789"), words, sentences, checked,
                    tuple(actions))


def _text(root: ET.Element) -> tuple[str, dict[str, tuple[int, int, int]],
                                     tuple[tuple[int, int], ...]]:
    """Join tokens as prose, sentences on lines of their own."""
    text, last, glued = "", -1, False
    places: dict[str, tuple[int, int, int]] = {}
    spans: dict[int, list[int]] = {}
    for token in root.iter("token"):
        word, sentence = token.text or "_", int(token.get("sentence", "0"))
        if sentence != last:
            text += "\n" if text else ""
        elif not (glued or word in _CLOSING):
            text += " "
        glued, last = word in _OPENING, sentence
        places[token.get("t_id", "")] = (len(text), len(text) + len(word), sentence)
        text += {"``": "“ ", "''": "” "}.get(word, word)[:len(word)]
        spans.setdefault(sentence, [len(text) - len(word), 0])[1] = len(text)
    return text, places, tuple((one[0], one[1]) for _, one in sorted(spans.items()))


def _chains(root: ET.Element) -> dict[str, str]:
    """Name the chain of each mark: the instance across documents, else the relation's own id."""
    found: dict[str, str] = {}
    name = root.get("doc_name", "")
    for relation in root.iter():
        if relation.tag not in ("CROSS_DOC_COREF", "INTRA_DOC_COREF"):
            continue
        chain = relation.get("note", "") if relation.tag == "CROSS_DOC_COREF" else \
            f"{name} {relation.get('r_id')}"
        for source in relation.iter("source"):
            found[source.get("m_id", "")] = chain
    return found
