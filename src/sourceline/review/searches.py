"""Searches people saved, kept beside the record like decisions: added, never changed.

In: a name and what was searched. Out: the searches that were not taken off the list. A saved
search is a question, not an answer: it is asked anew of the record as it is.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from sourceline.errors import BadInput, BrokenRecord
from sourceline.record.base import Written, make_id
from sourceline.review.decide import check_person
from sourceline.review.keep import open_review

MAX_NAME_CHARS = 120
MAX_ADDRESS_CHARS = 2000


class SavedSearch(Written, frozen=True, kw_only=True):
    """A search under a name: `address` is its page with all filters; `drops` takes one off."""

    id: str
    name: str
    address: str
    person: str
    saved_at: datetime
    drops: str = ""


def named_search(name: str, address: str, person: str, moment: datetime) -> SavedSearch:
    """Name a search. Refuses one without a name, or that is no search (`BadInput`)."""
    name = " ".join(name.split())[:MAX_NAME_CHARS]
    if not name:
        raise BadInput("a saved search has a name", remedy="write one, e.g. what it looks for")
    if not address.startswith("/search?") or len(address) > MAX_ADDRESS_CHARS:
        raise BadInput("this is not a search", remedy="search first, then save")
    return SavedSearch(id=make_id("s", name, address, person, moment.isoformat()), name=name,
                       address=address, person=check_person(person), saved_at=moment)


def save_search(path: Path, search: SavedSearch) -> None:
    """Add a search to the file; on disk before this returns."""
    connection = open_review(path)
    try:
        connection.execute("INSERT OR IGNORE INTO search (id, written) VALUES (?, ?)",
                           (search.id, msgspec.json.encode(search).decode()))
    finally:
        connection.close()


def dropped_search(name: str, person: str, moment: datetime) -> SavedSearch:
    """Make the line that takes a search (an id) off the list; the search itself stays."""
    return SavedSearch(
        id=make_id("s", "drop", name, person, moment.isoformat()), name="", address="",
        person=check_person(person), saved_at=moment, drops=name)


def read_every_search(path: Path) -> tuple[SavedSearch, ...]:
    """Give every line of the file in the order they were kept; none when there is no file."""
    if not path.exists():
        return ()
    connection = open_review(path)
    try:
        rows = connection.execute("SELECT written FROM search ORDER BY position").fetchall()
        return tuple(msgspec.json.decode(row[0], type=SavedSearch) for row in rows)
    except (sqlite3.DatabaseError, msgspec.MsgspecError) as error:
        raise BrokenRecord(f"the saved searches cannot be read ({error})", where=str(path),
                           remedy="restore this file from a backup; do not delete it") from error
    finally:
        connection.close()


def on_the_list(every: Sequence[SavedSearch]) -> tuple[SavedSearch, ...]:
    """Give the searches nobody took off the list, by name.

    >>> on_the_list([])
    ()
    """
    dropped = {search.drops for search in every}
    kept = [one for one in every if not one.drops and one.id not in dropped]
    return tuple(sorted(kept, key=lambda one: (one.name.casefold(), one.id)))
