"""Change training sentences the way news differs from the treebanks: case, quotes, lost full stops,
names.

In: an example. Out: the same example or a changed copy with the same answers in the right places.
Every change keeps the number of words, but for the lost full stop, which takes its answers with it.
"""

import random
import tomllib
from pathlib import Path
from typing import Any

Example = dict[str, Any]

LOWER, HEADLINE, CAPITALS = 0.05, 0.05, 0.02
CURLY, BARE_END, SWAP = 0.35, 0.06, 0.3
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "by",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "be",
        "vs",
        "'s",
    ]
)
_CURLY = {
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'m": "’m",
    "'d": "’d",
    "'": "’",
}


class Augment:
    """Changes examples at random, from a seeded source."""

    def __init__(self, lists: Path, rng: random.Random) -> None:
        """Read the lists of names; `rng` makes every choice."""
        with lists.open("rb") as file:
            self._lists = tomllib.load(file)
        self._rng = rng

    def __call__(self, example: Example) -> Example:
        """Give the example, changed in none, one or more ways."""
        if self._rng.random() < SWAP:
            example = self._swapped(example)
        if self._rng.random() < BARE_END:
            example = _without_full_stop(example)
        if self._rng.random() < CURLY:
            example = example | {"words": _curly(example["words"])}
        return example | {"words": self._recased(example["words"])}

    def _recased(self, words: list[str]) -> list[str]:
        chance = self._rng.random()
        if chance < LOWER:
            return [word.lower() for word in words]
        if chance < LOWER + HEADLINE:
            return [_headline(word, at) for at, word in enumerate(words)]
        if chance < LOWER + HEADLINE + CAPITALS:
            return [word.upper() for word in words]
        return words

    def _swapped(self, example: Example) -> Example:
        """Give persons of one or two words a name of another tradition, and places of one word
        another place.
        """
        words = list(example["words"])
        tradition = self._rng.choice(sorted(self._lists["given"]))
        tags = next(
            (t for g, t in example["names"].items() if g not in ("re3d_inner", "re3d_part")), []
        )
        for start, end, kind in _spans(tags):
            if not all(word[:1].isupper() and word.isalpha() for word in words[start:end]):
                continue
            if kind == "PER" and end - start <= 2:
                words[start] = self._name(
                    "given" if end - start == 2 else "family", tradition, words[start]
                )
                words[end - 1] = self._name("family", tradition, words[end - 1])
            elif kind == "LOC" and end - start == 1 and len(words[start]) > 3:
                words[start] = self._rng.choice(self._lists["places"]["all"])
        return example | {"words": words}

    def _name(self, which: str, tradition: str, instead_of: str) -> str:
        name = self._rng.choice(self._lists[which][tradition])
        return name.upper() if instead_of.isupper() and len(instead_of) > 1 else name


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((at, at + 1, tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], at + 1, spans[-1][2])
    return spans


def _curly(words: list[str]) -> list[str]:
    """Curl straight quotes; double quotes open and close in turn."""
    turned, opened = [], False
    for word in words:
        if word == '"':
            opened = not opened
            turned.append("“" if opened else "”")
        else:
            turned.append(_CURLY.get(word, word))
    return turned


def _headline(word: str, at: int) -> str:
    return (
        word if (word in _SMALL and at) or not word[:1].islower() else word[:1].upper() + word[1:]
    )


def _without_full_stop(example: Example) -> Example:
    """Drop a last full stop that nothing hangs on."""
    last = len(example["words"]) - 1
    if (
        example["words"][-1] != "."
        or last < 3
        or "ends" in example
        or last + 1 in example.get("heads", [])
    ):
        return example
    arguments = (a for p in example.get("predicates", []) for a in p["args"])
    if any(end > last for _, _, end in arguments):
        return example
    kept = {
        part: example[part][:-1]
        for part in ("words", "upos", "heads", "deprels")
        if part in example
    }
    return (
        example | kept | {"names": {guide: tags[:-1] for guide, tags in example["names"].items()}}
    )
