"""How decisions add up: a pure fold.

In: decisions in the order they were made. Out: for each question about the same words, the
decision that stands. A decision and its withdrawal leave the verdict as it was before.
"""

from collections.abc import Iterable
from typing import TypeAlias

from sourceline.record.decision import Decision

# What a decision is about: the question, and the words with their place.
Subject: TypeAlias = tuple[str, str, int, int, str]


def standing(decisions: Iterable[Decision]) -> dict[Subject, Decision]:
    """Give the decision that stands for each subject: the latest one not withdrawn.

    >>> standing([])
    {}

    Two decisions of the same moment are ordered by id, so two machines agree.
    """
    every = sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.decided_at, d.id))
    withdrawn: set[str] = set()
    for decision in reversed(every):
        # A withdrawal that was itself withdrawn later counts for nothing.
        if decision.verdict == "withdraw" and decision.withdraws and decision.id not in withdrawn:
            withdrawn.add(decision.withdraws)
    return {subject(d): d for d in every if d.verdict != "withdraw" and d.id not in withdrawn}


def subject(decision: Decision) -> Subject:
    """Say what a decision is about, in words and not in machine ids."""
    cite = decision.cite
    return (decision.question, cite.article, cite.start, cite.end, cite.words)
