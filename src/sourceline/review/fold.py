"""How decisions add up: a pure fold.

In: decisions in the order they were made. Out: for each question about the same words, the
decision that stands. A decision and its withdrawal leave the verdict as it was before.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TypeAlias

from sourceline.record.cite import Cite
from sourceline.record.decision import Decision, Verdicts

# Words with their place in an article.
Place: TypeAlias = tuple[str, int, int, str]
# What a decision is about: the question, how its words were read, the words, and the words at the
# other end of it.
Subject: TypeAlias = tuple[str, str, Place, Place | None]


def add_up(decisions: Iterable[Decision], lost: Iterable[Decision] = ()) -> Verdicts:
    """Say which decisions stand: what a record is to follow, in the order they were made.

    Takes: decisions whose words were found, and those whose words were not.

    >>> add_up([]).standing
    ()
    """
    every = in_order(decisions)
    return Verdicts(every=every, standing=in_order(standing(every).values()),
                    withdrawn_by=withdrawn(every), lost=in_order(lost))


def standing(decisions: Iterable[Decision]) -> dict[Subject, Decision]:
    """Give the decision that stands for each subject: the latest one not withdrawn.

    >>> standing([])
    {}

    Two decisions of the same moment are ordered by id, so two machines agree.
    """
    every = in_order(decisions)
    gone = withdrawn(every)
    return {subject(d): d for d in every if d.verdict != "withdraw" and d.id not in gone}


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give each decision once, in the order in which they were made."""
    return tuple(sorted({d.id: d for d in decisions}.values(), key=lambda d: (_moment(d), d.id)))


def withdrawn(decisions: Iterable[Decision]) -> dict[str, str]:
    """Name the decisions that no longer count, each with the one that withdrew it."""
    gone: dict[str, str] = {}
    for decision in reversed(in_order(decisions)):
        # A withdrawal that was itself withdrawn later counts for nothing.
        if decision.verdict == "withdraw" and decision.withdraws and decision.id not in gone:
            gone.setdefault(decision.withdraws, decision.id)
    return gone


def _moment(decision: Decision) -> datetime:
    """When it was decided; a moment without a time zone is taken for UTC."""
    moment = decision.decided_at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def subject(decision: Decision) -> Subject:
    """Say what a decision is about, in words and not in machine ids."""
    # Whoever is named, one claim has one speaker: the later answer takes the place of the earlier.
    other = decision.other if decision.question != "claim.speaker" else None
    return (decision.question, decision.read_as, _place(decision.cite),
            _place(other) if other else None)


def _place(cite: Cite) -> Place:
    return (cite.article, cite.start, cite.end, cite.words)
