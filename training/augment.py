"""Change training sentences the way news differs from the treebanks: case, quotes, lost full stops,
names.

In: an example. Out: the same example or a changed copy with the same answers in the right places.
Every change keeps the number of words, but for the lost full stop, which takes its answers with it.
"""

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Example = dict[str, Any]
Shape = tuple[str, ...]

# Guidelines under which a name is only a name, never a description that the sentence explains.
EXCHANGED = ("uner", "wikigold", "gum")
LOWER, HEADLINE, CAPITALS = 0.05, 0.05, 0.02
CURLY, DIRECTED, BARE_END, SWAP, EXCHANGE = 0.35, 0.6, 0.06, 0.3, 0.35
_CURLY = {
    mark: mark.replace("'", "’") for mark in ("'s", "n't", "'re", "'ve", "'ll", "'m", "'d", "'")
}


class Mentions:
    """The names of the training sets, by guideline, kind and parts of speech."""

    def __init__(self, examples: list[Example]) -> None:
        """Collect every name once; an often named place is no likelier to be put in."""
        found: dict[Shape, dict[tuple[str, ...], None]] = {}
        for example in examples:
            for shape, start, end in self.shapes(example):
                found.setdefault(shape, {})[tuple(example["words"][start:end])] = None
        self._found = {shape: list(names) for shape, names in found.items()}

    @staticmethod
    def shapes(example: Example) -> Iterator[tuple[Shape, int, int]]:
        """Give each name with what another must share with it to take its place in the sentence."""
        for guide in EXCHANGED:
            for start, end, kind in _spans(example["names"].get(guide, [])):
                inside = example.get("upos", ["?"] * len(example["words"]))[start:end]
                yield (guide, kind, *inside), start, end

    def exchanged(self, example: Example, rng: random.Random) -> Example:
        """Put another name of the same shape in the place of every name."""
        words = list(example["words"])
        for shape, start, end in self.shapes(example):
            words[start:end] = rng.choice(self._found[shape])
        return example | {"words": words}


class Augment:
    """Changes examples at random, from a seeded source."""

    def __init__(self, lists: Path, mentions: Mentions, rng: random.Random) -> None:
        """Read the lists of names; `rng` makes every choice."""
        with lists.open("rb") as file:
            self._lists = tomllib.load(file)
        self._mentions, self._rng = mentions, rng

    def __call__(self, example: Example) -> Example:
        """Give the example, changed in none, one or more ways."""
        if self._rng.random() < EXCHANGE:
            example = self._mentions.exchanged(example, self._rng)
        if self._rng.random() < SWAP:
            example = self._swapped(example)
        if "glued" in example and self._rng.random() < DIRECTED:
            example = example | {"words": directed(example["words"], set(example["glued"]))}
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
            return [self._headline(word, at) for at, word in enumerate(words)]
        if chance < LOWER + HEADLINE + CAPITALS:
            return [word.upper() for word in words]
        return words

    def _headline(self, word: str, at: int) -> str:
        if (at and word in self._lists["headline"]["small"]) or not word[:1].islower():
            return word
        return word[:1].upper() + word[1:]

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


def directed(words: list[str], glued: set[int]) -> list[str]:
    """Turn straight double quotes the way the spaces say: closed where no space stands before.

    Reading raw text does the same, so that the model sees which way a quote faces.

    >>> directed(['"', "Go", '"', "."], {1, 2, 3})
    ['“', 'Go', '”', '.']
    """
    turned = list(words)
    for at, word in enumerate(words):
        if word == '"':
            turned[at] = "”" if at in glued and words[at - 1] not in ("(", "[") else "“"
    return turned


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
