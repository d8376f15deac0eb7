"""What was done: who came in, who changed what, from where. Only added to, never changed.

In: who, what, about whom. Out: lines, the latest first. No password and no text of an article
stands here.
"""

from datetime import datetime

import sqlalchemy as sa

from sourceline.record.base import Written
from sourceline.team.open import Team, now
from sourceline.team.tables import AUDIT

_MOST_CHARS = 300


class AuditLine(Written, frozen=True, kw_only=True):
    """One thing that was done; `who` is an account, "command line", or "" for an unknown name."""

    position: int
    at: datetime
    who: str
    act: str
    about: str
    address: str
    detail: str


def note(connection: sa.Connection, who: str, act: str, *, about: str = "", address: str = "",
         detail: str = "") -> None:
    """Write a line, in the transaction of what it tells of."""
    connection.execute(AUDIT.insert().values(
        at=now(), who=who, act=act, about=about[:_MOST_CHARS], address=address,
        detail=detail[:_MOST_CHARS]))


def read_audit(team: Team, *, who: str = "", offset: int = 0, limit: int = 100
               ) -> tuple[int, tuple[AuditLine, ...]]:
    """Give how many lines there are, of one person or of all, and some of them, latest first."""
    wanted = sa.select(AUDIT)
    if who:
        wanted = wanted.where(AUDIT.c.who == who)
    with team.begin() as connection:
        total = connection.execute(sa.select(sa.func.count()).select_from(wanted.subquery())
                                   ).scalar_one()
        found = connection.execute(wanted.order_by(AUDIT.c.position.desc())
                                   .offset(offset).limit(limit)).mappings()
        return total, tuple(AuditLine(**dict(row)) for row in found)
