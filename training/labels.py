"""The answers each head may give, and the way from words to numbers and back.

In: `labels.json`. A label the model does not know becomes its broader form, or is not taught.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from model import Sizes

UNJUDGED = -100


@dataclass(frozen=True)
class Labels:
    """Lists of labels; a label's number is its place in the list."""

    upos: list[str]
    deprels: list[str]
    roles: list[str]
    names: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """Read the lists from a file written by `prepare.py`."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def sizes(self) -> Sizes:
        """Give the number of answers of each head."""
        names = {guide: len(tags) for guide, tags in self.names.items()}
        return Sizes(len(self.upos), len(self.deprels), len(self.roles), names)

    def upos_ids(self, tags: list[str]) -> list[int]:
        """Number parts of speech."""
        return [self.upos.index(tag) if tag in self.upos else UNJUDGED for tag in tags]

    def deprel_ids(self, deprels: list[str]) -> list[int]:
        """Number relations; an unknown subtype counts as its main relation."""
        known = (d if d in self.deprels else d.split(":")[0] for d in deprels)
        return [self.deprels.index(d) if d in self.deprels else UNJUDGED for d in known]

    def name_ids(self, guide: str, tags: list[str]) -> list[int]:
        """Number name tags; "?" is not taught."""
        known = self.names[guide]
        return [known.index(tag) if tag in known else UNJUDGED for tag in tags]

    def role_ids(self, words: int, args: list[tuple[str, int, int]]) -> list[int]:
        """Number the role tags of one predicate; roles too rare to learn become O."""
        ids = [0] * words
        for role, start, end in args:
            if f"B-{role}" in self.roles:
                opening = self.roles.index(f"B-{role}")
                ids[start:end] = [opening, *[opening + 1] * (end - start - 1)]
        return ids
