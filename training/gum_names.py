"""Draw names from the nested entities of GUM, which marks every mention and not only names.

A mention counts as a name when all its content words are proper nouns. A longer mention that only
contains
proper nouns is left unjudged ("?"), unless a smaller mention inside it is a name: half-right tags
teach errors.
"""

import re

from treebank import Sentence

KINDS = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
    "object": "OBJECT",
    "abstract": "WORK",
}
_FUNCTION = frozenset(["ADP", "DET", "PUNCT", "CCONJ", "NUM", "PART", "SYM"])
_ONE = re.compile(r"\((?P<open>[^()]*)(?P<shut>\))?|(?P<late>\d+)\)")


def mentions(sentence: Sentence) -> list[tuple[str, int, int]]:
    """Give `(type, start, end)` for every entity mention that opens and closes in this sentence."""
    opened: dict[str, list[tuple[str, int]]] = {}
    found = []
    for at, word in enumerate(sentence.words):
        notes = next((n[7:] for n in word.notes.split("|") if n.startswith("Entity=")), "")
        for match in _ONE.finditer(notes):
            if match["late"]:
                number = match["late"]
            else:
                number, kind = match["open"].split("-")[:2]
                opened.setdefault(number, []).append((kind, at))
            if (match["late"] or match["shut"]) and opened.get(number):
                kind, start = opened[number].pop()
                found.append((kind, start, at + 1))
    return found


def name_tags(sentence: Sentence) -> list[str]:
    """Give one tag for each word: B-/I-kind for names, O for no name, ? where the marks do not
    tell.
    """
    words = sentence.words
    tags = ["O"] * len(words)
    for kind, start, end in sorted(mentions(sentence), key=lambda m: m[1] - m[2]):
        while start < end and words[start].upos in ("DET", "PUNCT"):
            start += 1
        content = [w for w in words[start:end] if w.upos not in _FUNCTION]
        proper = [w for w in content if w.upos == "PROPN"]
        if not proper:
            continue
        if len(proper) == len(content) and kind in KINDS and end - start <= 8:
            tags[start:end] = [f"B-{KINDS[kind]}", *[f"I-{KINDS[kind]}"] * (end - start - 1)]
        elif not any(t not in ("O", "?") for t in tags[start:end]):
            for at in range(start, end):
                if words[at].upos == "PROPN":
                    tags[at] = "?"
    return tags
