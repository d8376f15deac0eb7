"""The words a decision on a thing of the record binds to.

In: an open connection and an id. Out: cites with how the words were read; nothing for an id no
thing has. It changes nothing.
"""

import sqlite3

from sourceline.record.base import Written
from sourceline.record.cite import Cite
from sourceline.store.ask_review import ask_name_of, ask_sentence, ask_words_near


class Words(Written, frozen=True, kw_only=True):
    """Words to decide on: `read_as` is how they were read, `content` what a claim holds."""

    cite: Cite
    read_as: str = ""
    content: Cite | None = None


_PLACES = (
    ("SELECT article, start, \"end\", words, kind FROM event_mention WHERE event = ?1 OR id = ?1 "
     "ORDER BY article, start"),
    "SELECT article, start, \"end\", words, '' FROM mention WHERE id = ?1",
    "SELECT article, start, \"end\", words, '' FROM figure WHERE id = ?1",
    "SELECT article, start, \"end\", words, '' FROM follow_up WHERE id = ?1")


def ask_words_of(connection: sqlite3.Connection, thing: str) -> tuple[Words, ...]:
    """Give the words of a thing: every telling of an event, a name of an entity, else its line."""
    for sql in _PLACES:
        found = connection.execute(sql, (thing,)).fetchall()
        if found:
            return tuple(Words(cite=Cite(article=row[0], start=row[1], end=row[2], words=row[3]),
                               read_as=row[4]) for row in found)
    claim = connection.execute(
        'SELECT article, start, "end", words, content_start, content_end, content_words '
        "FROM claim WHERE id = ?", (thing,)).fetchone()
    if claim:
        whole = Cite(article=claim[0], start=claim[1], end=claim[2], words=claim[3])
        return (Words(cite=whole, content=Cite(article=claim[0], start=claim[4], end=claim[5],
                                               words=claim[6])),)
    name = ask_name_of(connection, thing)
    return (Words(cite=Cite(article=name.article, start=name.start, end=name.end,
                            words=name.words)),) if name else ()


def ask_cite_near(connection: sqlite3.Connection, near: Cite, words: str) -> Cite | None:
    """Cite words of the same article, where they stand nearest to others; None for nowhere."""
    place = ask_words_near(connection, near.article, words, near.start)
    return Cite(article=near.article, start=place[0], end=place[1], words=words) if place else None


def ask_around(connection: sqlite3.Connection, cite: Cite | None) -> Cite | None:
    """Cite the sentence some words stand in, by which they are found again."""
    said = ask_sentence(connection, cite.article, cite.start) if cite else None
    if cite is None or said is None or not said.sentence:
        return None
    return Cite(article=cite.article, start=said.sentence_start,
                end=said.sentence_start + len(said.sentence), words=said.sentence)
