"""Turn examples into tensors: pieces of words, letter case, answers.

In: examples as `prepare.py` wrote them. Out: batches of about equal work, sorted by length inside.
An answer that a set does not mark is -100 and costs nothing.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from labels import Labels
from tokenizers import Tokenizer
from torch import Tensor

Example = dict[str, Any]
UNJUDGED = -100
# A word of more pieces is an address or a run of signs; its head and tail tell what it is.
MOST_PIECES = 8
MOST_BATCH_WORDS = 150
START, END = 101, 102


def case_of(word: str) -> int:
    """Give the class of a word's letter case: what the uncased vocabulary does not see.

    >>> [case_of(w) for w in ("word", "Word", "WORD", "iPhone", "1990s", "A", "...")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if not any(c.isalpha() for c in word):
        return 5 if any(c.isdigit() for c in word) else 7
    if word[0].isdigit():
        return 5
    if len(word) == 1:
        return 6 if word.isupper() else 1
    if word.isupper():
        return 3
    if word.islower():
        return 1
    return 2 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 4


class Pieces:
    """Word pieces of single words, remembered."""

    def __init__(self, path: Path) -> None:
        """Read the tokenizer file."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, list[int]] = {}

    def __getitem__(self, word: str) -> list[int]:
        """Give the numbers of the pieces of one word, never none."""
        found = self._known.get(word)
        if found is None:
            found = self._tokenizer.encode(word, add_special_tokens=False).ids or [100]
            if len(found) > MOST_PIECES:
                found = found[: MOST_PIECES // 2] + found[-MOST_PIECES // 2 :]
            self._known[word] = found
        return found

    def count(self, words: list[str]) -> int:
        """How many places a sentence takes, with its start and end marks."""
        return 2 + sum(len(self[word]) for word in words)


def input_tensors(sentences: list[list[str]], pieces: Pieces) -> dict[str, Tensor]:
    """Give the model's inputs for sentences of words: pieces, cases, first, last, real."""
    # Two at least: each word is offered three heads, the root among them.
    most_words = max(2, *(len(words) for words in sentences))
    most_places = max(pieces.count(words) for words in sentences)
    shape, by_word = (len(sentences), most_places), (len(sentences), most_words)
    ids, cases = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    first, last = torch.zeros(by_word, dtype=torch.long), torch.zeros(by_word, dtype=torch.long)
    real = torch.zeros(by_word)
    for row, words in enumerate(sentences):
        cut = [pieces[word] for word in words]
        flat = [START, *[piece for word in cut for piece in word], END]
        case = [0, *[case_of(w) for w, word in zip(words, cut, strict=True) for _ in word], 0]
        ends = torch.tensor([len(word) for word in cut]).cumsum(0)
        ids[row, : len(flat)] = torch.tensor(flat)
        cases[row, : len(case)] = torch.tensor(case)
        last[row, : len(words)] = ends
        first[row, 1 : len(words)] = ends[:-1] + 1
        first[row, 0] = 1
        real[row, : len(words)] = 1
    return {"pieces": ids, "cases": cases, "first": first, "last": last, "real": real}


def answer_tensors(examples: list[Example], labels: Labels, width: int) -> dict[str, Tensor]:
    """Give the answers of a batch; roles come as one row for each predicate with `rows` and
    `places`.
    """
    found = {
        name: torch.full((len(examples), width), UNJUDGED)
        for name in ("upos", "heads", "deprels", "predicate")
    }
    names = {guide: torch.full((len(examples), width), UNJUDGED) for guide in labels.names}
    factuality = torch.zeros(len(examples), width, 2)
    rows, places, roles = [], [], []
    for row, example in enumerate(examples):
        size = len(example["words"])
        for guide, tags in example["names"].items():
            names[guide][row, :size] = torch.tensor(labels.name_ids(guide, tags))
        if "heads" in example:
            found["upos"][row, :size] = torch.tensor(labels.upos_ids(example["upos"]))
            found["heads"][row, :size] = torch.tensor(example["heads"])
            found["deprels"][row, :size] = torch.tensor(labels.deprel_ids(example["deprels"]))
        for at, value, confidence in example.get("factuality", []):
            factuality[row, at] = torch.tensor([value, confidence])
        if "predicates" in example:
            found["predicate"][row, :size] = 0
            for predicate in example["predicates"]:
                found["predicate"][row, predicate["at"]] = 1
                rows.append(row)
                places.append(predicate["at"])
                roles.append(labels.role_ids(size, predicate["args"]) + [UNJUDGED] * (width - size))
    found |= {f"names_{guide}": tags for guide, tags in names.items()}
    found |= {"factuality": factuality, "rows": torch.tensor(rows, dtype=torch.long)}
    return found | {
        "places": torch.tensor(places, dtype=torch.long),
        "roles": torch.tensor(roles, dtype=torch.long),
    }


def length_sorted(
    examples: list[Example], pieces: Pieces, budget: int, rng: random.Random
) -> Iterator[list[Example]]:
    """Cut examples into batches of at most `budget` padded places, similar lengths together, in
    shuffled order.
    """
    sized = sorted(examples, key=lambda e: pieces.count(e["words"]) + rng.random() * 3)
    batches: list[list[Example]] = [[]]
    for example in sized:
        places = pieces.count(example["words"])
        if batches[-1] and places * (len(batches[-1]) + 1) > budget:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    yield from batches


def windows(examples: list[Example], words: int, rng: random.Random) -> list[Example]:
    """Join neighbouring sentences of one paragraph into windows; `ends` is 1 where a sentence ends.

    The last word of a window is not taught: that a text ends there needs no model.
    """
    found: list[Example] = []
    size = 0
    for example in examples:
        if not found or example["starts_paragraph"] or len(found[-1]["words"]) > size:
            found.append({"words": [], "ends": [], "glued": [], "names": {}})
            size = rng.randint(words // 3, words)
        window, told = found[-1], example["words"][:MOST_BATCH_WORDS]
        window["glued"] += [len(window["words"]) + at for at in example["glued"]]
        window["words"] += told
        window["ends"] += [*[0] * (len(told) - 1), 1]
    for window in found:
        window["ends"][-1] = UNJUDGED
    return found
