"""Contradictions: figures of one question that cannot both be right, with both sentences.

In: an open connection. Out: frozen pairs, oldest article first. Which came later and who says so
stand beside them: a reader judges, the record does not.
"""

import sqlite3

from sourceline.record.base import Written
from sourceline.store.ask import Page, count, rows


class RivalPair(Written, frozen=True, kw_only=True):
    """Two figures that exclude each other, each with its words, its speaker and its sentence."""

    variant_group: str
    a_figure: str
    a_article: str
    a_words: str
    a_counted: str
    a_attributed_to: str
    a_sentence: str
    b_figure: str
    b_article: str
    b_words: str
    b_counted: str
    b_attributed_to: str
    b_sentence: str


def _side(side: str) -> str:
    sentence = (f"coalesce((SELECT s.words FROM sentences s WHERE s.article = {side}.article AND "
                f"s.start <= {side}.start AND {side}.start < s.\"end\" LIMIT 1), {side}.words)")
    return (f"{side}.figure AS {side}_figure, {side}.article AS {side}_article, "
            f"{side}.words AS {side}_words, {side}.counted AS {side}_counted, "
            f"{side}.attributed_to AS {side}_attributed_to, {sentence} AS {side}_sentence")


_FROM = ("FROM figures a JOIN json_each(a.rivals) r ON r.value > a.figure "
         "JOIN figures b ON b.figure = r.value JOIN article t ON t.id = a.article")


def ask_rivals(connection: sqlite3.Connection, page: Page) -> tuple[int, tuple[RivalPair, ...]]:
    """List the pairs of figures that contradict each other."""
    total = count(connection, f"SELECT count(*) {_FROM}", ())
    return total, rows(
        connection, f"SELECT a.variant_group, {_side('a')}, {_side('b')} {_FROM} "
        "ORDER BY coalesce(t.published_from, '9999'), a.article, a.start, b.article, b.start "
        "LIMIT ? OFFSET ?", (page.size, page.offset), RivalPair)
