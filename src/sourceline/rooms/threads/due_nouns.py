"""Dues that stand in a noun: "the upcoming trial", "a planned rally", "his invitation to speak".

In: the clauses of a sentence and its time expressions. Out: `Announced`, as from `set_words.py`.
An adjective announces only what is the step of a case or a process; "the coming winter" and "a
planned economy" name none.
"""

from collections.abc import Iterator, Sequence

from sourceline.record.when import TimeExpression
from sourceline.rooms.threads.ahead import names_a_day, points_ahead
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.clauses import Clauses
from sourceline.rooms.threads.lexicon import stages

# After these a negation or a past turns the noun into what did not come ("the once planned talks").
_NOT_NOW = frozenset(("once", "formerly", "previously", "originally", "initially", "no", "any"))


def find_in_nouns(clauses: Clauses, times: Sequence[TimeExpression]) -> Iterator[Announced]:
    """Find what nouns of a sentence announce."""
    for at, token in enumerate(clauses.tokens):
        if token.pos not in ("NOUN", "PROPN"):
            continue
        sign = _ahead(clauses, at)
        if sign is not None:
            yield Announced(clauses, at, sign, at, "noun", noun_alone=True)
        due = _due_on(clauses, at, times)
        if due is not None:
            yield Announced(clauses, at, due, due, "set")
        for verb in _to_do(clauses, at, times):
            yield Announced(clauses, verb, at, verb, "set")


def _ahead(clauses: Clauses, at: int) -> int | None:
    """Give the adjective that says a noun lies ahead: "upcoming", "forthcoming", "planned"."""
    words = [n for n in clauses.under(at, "amod", "acl", "compound") if n < at]
    if any(clauses.word(n) in _NOT_NOW for word in (at, *words)
           for n in clauses.under(word, "advmod", "det")):
        return None
    return next((n for n in words if clauses.word(n) in stages().due.ahead), None)


def _due_on(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> int | None:
    """Give the word in "results due in November", "a vote set for May" behind a noun."""
    for child in clauses.under(at, "acl", "amod"):
        end = clauses.tokens[child].end
        if child > at and clauses.word(child) in _DUE and (
                names_a_day(clauses, child, times) or any(
                    0 <= time.cite.start - end <= _SOON_CHARS and points_ahead(time)
                    for time in times)):
            return child
    return None


# Between "due" and its day stands a preposition or little more.
_SOON_CHARS = 16
_DUE = frozenset(("due", "expected", "scheduled", "planned", "slated", "set"))


def _to_do(clauses: Clauses, at: int, times: Sequence[TimeExpression]) -> list[int]:
    """Give what "an invitation to speak next month" announces; without a day to come, nothing."""
    if clauses.lemma(at) not in stages().due.gives_leave:
        return []
    found = [child for child in clauses.children[at]
             if child > at and clauses.tokens[child].pos == "VERB"
             and any(clauses.word(mark) == "to" for mark in clauses.under(child, "mark"))]
    return [child for child in found if names_a_day(clauses, child, times)]
