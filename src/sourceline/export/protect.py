"""A copy of a record in which listed people stand under other names, quotations included.

In: an open record and names. Out: a connection to a temporary copy that has the promised views as
tables. Offsets are moved with the words, so every cite of the copy holds in the copy's text. Before
it is given away the copy is searched for every protected name; one that is left refuses the export.

What goes besides the name: the address, path and hash of an article that names a protected person
(they lead back to the page), places in the captured text of such an article, reviewers' names, and
all ids, since an id is made from the words it stands for and could be used to test a guess.
"""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from sourceline.errors import BadInput
from sourceline.export.names import Protected, find_protected, fold
from sourceline.export.views import VIEWS, Cell, Row, columns, listed, rows, said

# Columns that hold ids, in any view.
_IDS = frozenset((
    "article", "entity", "mention", "event", "event_mention", "claim", "figure", "copy", "origin",
    "thread", "follow_up", "decision", "a_article", "b_article", "speaker_entity", "answered_by",
    "variant_group", "withdrawn_by"))
# What of an article that names a protected person leads back to its page.
_LEADS_BACK = {"articles": ("address", "path", "sha256", "place"), "outcomes": ("path", "detail")}
# Offsets of these views count the captured text, which the copy does not hold.
_CAPTURED = ("removed", "candidate_dates")
# The copy is read whole several times; with SQLite's own 2 MiB it came from the disk each time.
_CACHE_KIB = 256 * 1024
# Columns of words that stand at a pair of places: prefix of the places → column of the words.
_WORDS_AT = {"": "words", "a_": "a_words", "b_": "b_words", "speaker_": "speaker_words",
             "cue_": "cue_words", "content_": "content_words", "sentence_": "sentence",
             "counted_": "counted"}


@dataclass(frozen=True)
class Moved:
    """An article's text before and after, and what was put where."""

    before: str
    after: str
    places: tuple[tuple[int, int, str], ...]

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the new text; a place that cuts a name takes the whole of it."""
        return self._at(start, first=True), self._at(end, first=False)

    def _at(self, place: int, *, first: bool) -> int:
        shift = 0
        for start, end, stands in self.places:
            if place <= start or (place < end and first):
                return min(place, start) + shift
            if place <= end:
                return start + shift + len(stands)
            shift += len(stands) - (end - start)
        return place + shift


def moved_text(words: str, places: Iterable[tuple[int, int, str]]) -> Moved:
    """Put other names into a text.

    >>> moved = moved_text("Then Ilo Venn left.", [(5, 13, "Person A")])
    >>> moved.after, moved.move(9, 18)
    ('Then Person A left.', (5, 18))
    """
    kept, at, put = [], 0, tuple(places)
    for start, end, stands in put:
        kept += [words[at:start], stands]
        at = end
    return Moved(words, "".join([*kept, words[at:]]), put)


def protect(connection: sqlite3.Connection, names: Sequence[Protected]) -> sqlite3.Connection:
    """Give a connection to a protected copy; closing it deletes the copy.

    Takes: names with all that the record calls these people (`with_aliases`).
    Refuses: `BadInput` when a protected name would remain anywhere.
    """
    names = with_aliases(connection, names)
    copy = sqlite3.connect("", isolation_level=None)
    copy.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    work = _Work(names, _moved_articles(connection, names), secrets.token_bytes(16))
    copy.execute("BEGIN")
    for view in VIEWS:
        _copy_view(connection, copy, view, work)
    copy.execute("COMMIT")
    _refuse_leaks(copy, names)
    return copy


@dataclass(frozen=True)
class _Work:
    names: Sequence[Protected]
    articles: Mapping[str, Moved]
    key: bytes

    def masked(self, name: str) -> str:
        """Give another id for an id, the same all over this copy."""
        return hashlib.blake2b(name.encode(), key=self.key, digest_size=8).hexdigest()

    def plain(self, words: str, article: str) -> str:
        """Put other names into words that stand at no place."""
        patterns = [(one.parts if article in self.articles else one.whole, one.stands)
                    for one in self.names]
        return moved_text(words, find_protected(words, patterns)).after


def with_aliases(connection: sqlite3.Connection, names: Sequence[Protected]) -> list[Protected]:
    """Add what the record calls a protected person elsewhere."""
    others: dict[int, list[str]] = {}
    for row in rows(connection, "entities", "entity"):
        called = [said(row["name"]), *listed(row["aliases"])]
        for number, one in enumerate(names):
            if row["kind"] not in ("place", "government") \
                    and any(one.whole.pattern.fullmatch(fold(c).words) for c in called):
                others.setdefault(number, []).extend(called)
    return [replace(one, others=tuple(dict.fromkeys((*one.others, *others.get(number, ())))))
            for number, one in enumerate(names)]


def _moved_articles(connection: sqlite3.Connection, names: Sequence[Protected]
                    ) -> dict[str, Moved]:
    """Rewrite the texts that name a protected person, parts of the name included."""
    found: dict[str, Moved] = {}
    whole = [(one.whole, one.stands) for one in names]
    for row in rows(connection, "articles", "article"):
        text = said(row["text"])
        told = " ".join(said(row[name]) for name in ("title", "byline", "address", "path"))
        told += f" {unquote(told)}"
        here = {stands for _, _, stands in find_protected(f"{told} \n {text}", whole)}
        if here:
            parts = [(one.parts if one.stands in here else one.whole, one.stands)
                     for one in names]
            found[said(row["article"])] = moved_text(text, find_protected(text, parts))
    return found


def _copy_view(connection: sqlite3.Connection, copy: sqlite3.Connection, view: str,
               work: _Work) -> None:
    names = columns(connection, view)
    copy.execute(f"CREATE TABLE {view} ({', '.join(f'{_quoted(name)}' for name in names)})")
    marks = ", ".join("?" for _ in names)
    copy.executemany(f"INSERT INTO {view} VALUES ({marks})",
                     (tuple(_row(view, row, work).values()) for row in rows(connection, view)))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _row(view: str, row: Row, work: _Work) -> dict[str, Cell]:
    new = dict(row)
    article = said(row.get("article"))
    for name, cell in row.items():
        if isinstance(cell, str) and name not in _IDS:
            new[name] = _words(cell, article, work)
    for prefix, words in _WORDS_AT.items():
        _move(new, row, prefix, words, view, work)
    if article in work.articles:
        if view == "articles":
            new["text"] = work.articles[article].after
        new |= dict.fromkeys(_LEADS_BACK.get(view, ()), "")
    if "person" in row:
        new["person"] = "a reviewer"
    return {name: work.masked(said(cell)) if name in _IDS and cell else cell
            for name, cell in new.items()}


def _words(cell: str, article: str, work: _Work) -> str:
    """Put other names into a cell; lists and cites in JSON are opened for it."""
    if cell[:1] in ("[", "{"):
        try:
            return json.dumps(_opened(json.loads(cell), work), ensure_ascii=False)
        except ValueError:
            pass  # words that begin with a bracket
    return work.plain(cell, article)


def _opened(value: object, work: _Work) -> object:
    if isinstance(value, list):
        return [_opened(one, work) for one in value]
    if isinstance(value, dict):
        moved = work.articles.get(str(value.get("article", "")))
        new = {key: _opened(one, work) for key, one in value.items()}
        if moved and "start" in value and "end" in value:
            start, end = moved.move(value["start"], value["end"])
            new |= {"start": start, "end": end, "words": moved.after[start:end]}
        if "article" in value:
            new["article"] = work.masked(str(value["article"]))
        return new
    return work.plain(value, "") if isinstance(value, str) else value


def _move(new: dict[str, Cell], row: Row, prefix: str, words: str, view: str, work: _Work) -> None:
    """Move the pair of places of this prefix, and take the words from there."""
    first, last = row.get(f"{prefix}start"), row.get(f"{prefix}end")
    if not isinstance(first, int) or not isinstance(last, int):
        return
    moved = work.articles.get(said(row.get(f"{prefix}article") or row.get("article")))
    if moved is None:
        return
    if view in _CAPTURED:
        new[f"{prefix}start"] = new[f"{prefix}end"] = None
        return
    start, end = moved.move(first, last)
    new[f"{prefix}start"], new[f"{prefix}end"] = start, end
    # A column may say the thing, not the words at the place (`counted`): it was put right above.
    if words in row and row[words] == moved.before[first:last]:
        new[words] = moved.after[start:end]


def _refuse_leaks(copy: sqlite3.Connection, names: Sequence[Protected]) -> None:
    patterns = [(one.whole, one.stands) for one in names]
    for view in VIEWS:
        names_of = columns(copy, view)
        for row in copy.execute(f"SELECT * FROM {view}"):  # in any order: none is handed on
            for name, cell in zip(names_of, row, strict=True):
                words = cell if isinstance(cell, str) else ""
                told = f"{words} {unquote(words)}" if "%" in words else words
                if find_protected(told, patterns):
                    raise BadInput("a protected name would remain in the export",
                                   where=f"{view}.{name}",
                                   remedy="add this spelling to the file of names, and tell us")
