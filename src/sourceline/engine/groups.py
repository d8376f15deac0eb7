"""The second verb: run a function over rows that share a key, whichever engine runs it.

In: rows, and what keys a row (names, kind and month, a band of hashes). Out: `Done`, one a group,
as they end. A group is a task like any other: guarded, and named by its content, so that a group
whose rows are the same as before stands in the checkpoints and is not done again.
"""

import hashlib
import io
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sourceline.engine.choose import Engine
from sourceline.engine.local import Done

Row = TypeVar("Row")


@dataclass(frozen=True)
class Group(Generic[Row]):
    """The rows of one key, in the order they were given."""

    key: str
    rows: tuple[Row, ...]


def over_groups(engine: Engine, work: Callable[[Group[Any]], Any], rows: Iterable[Row],
                key_of: Callable[[Row], str]) -> Iterator[Done[Group[Row], Any]]:
    """Run a function over the groups of rows with one key.

    >>> from sourceline.engine.choose import LocalEngine
    >>> done = over_groups(LocalEngine(0, 5.0), repr, ["oak", "ash", "oar"], lambda row: row[0])
    >>> sorted(one.task.rows for one in done)
    [('ash',), ('oak', 'oar')]

    Takes: a function at the top level of an importable module; rows and results must pickle. Rows
    stand in the memory of this process until their group has gone out.
    Gives: one `Done` a group; one that raises, crashes or hangs costs only itself.
    """
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        waiting[key_of(row)].append(row)
    keys = sorted(waiting)
    groups = (Group(key, tuple(waiting.pop(key))) for key in keys)
    yield from engine.over(work, groups, len(keys), name_group)


def name_group(group: Group[Any]) -> str:
    """Name a group by its key and its rows."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=4)
    pickler.fast = True  # else it matters whether two equal words are one object
    pickler.dump((group.key, group.rows))
    return hashlib.sha256(written.getvalue()).hexdigest()
