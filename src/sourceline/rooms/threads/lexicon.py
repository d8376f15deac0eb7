"""The words of `lexicon/threads.toml`.

In: nothing. Out: `stages()`: ranks, joins, answers and the words of what is due.
"""

from functools import cache

import msgspec

from sourceline.lexicon.load import About, load


class Joins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events and roles tie a person to a case."""

    court: tuple[str, ...]
    concerns: tuple[str, ...]
    acts: tuple[str, ...]
    never: tuple[str, ...]


class DueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that announce, words that only predict, words that name a stage."""

    announces: tuple[str, ...]
    weak: tuple[str, ...]
    predicts: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


class Stages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of `lexicon/threads.toml`."""

    about: About
    stages: dict[str, int]
    joins: Joins
    answers: dict[str, tuple[str, ...]]
    due: DueWords


@cache
def stages() -> Stages:
    """Give the stages of a case and the words of what is due."""
    content: Stages = load("threads.toml", Stages)
    return content


def stage_of(kind: str) -> str:
    """Give the stage of a kind of event, "" for none.

    >>> stage_of("VERDICT.conviction"), stage_of("PROTEST"), stage_of("CHARGE.lawsuit")
    ('VERDICT', '', '')
    """
    base = kind.split(".")[0]
    return base if base in stages().stages and kind not in stages().joins.never else ""
