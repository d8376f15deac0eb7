"""Sessions: who is signed in where, kept on the server so that each can be ended.

In: a token from a cookie. Out: whose it is, or nobody. The database holds a hash of the token; a
session ends by itself after hours without a request, after days in any case, and at once when it is
revoked, the password changes or the account is disabled.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from sourceline.record.base import Written
from sourceline.team.audit import note
from sourceline.team.keep import latest
from sourceline.team.open import Team
from sourceline.team.signed import SignedIn, mark_of, new_token
from sourceline.team.tables import PERSON, SESSION

IDLE_HOURS = 8
WHOLE_DAYS = 7
_FORGOTTEN_DAYS = 30
# How old the note of the last request may be: a page need not write at every request.
_SEEN_STEP_S = 60


class SessionLine(Written, frozen=True, kw_only=True):
    """A session that is open."""

    mark: str
    made_at: datetime
    seen_at: datetime
    address: str


def open_session(connection: sa.Connection, person: int, address: str, moment: datetime) -> str:
    """Open a session and give its token; the ones that ended long ago are forgotten."""
    token = new_token()
    connection.execute(SESSION.delete().where(
        SESSION.c.ends_at < moment - timedelta(days=_FORGOTTEN_DAYS)))
    connection.execute(SESSION.insert().values(
        mark=mark_of(token), person=person, made_at=moment, seen_at=moment, address=address,
        ends_at=moment + timedelta(days=WHOLE_DAYS)))
    return token


def find_session(team: Team, token: str, moment: datetime) -> SignedIn | None:
    """Tell who holds this token; None when nobody does any more."""
    if not token:
        return None
    mark = mark_of(token)
    with team.begin() as connection:
        row = connection.execute(
            sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.role, SESSION.c.seen_at)
            .join(PERSON, PERSON.c.id == SESSION.c.person)
            .where(SESSION.c.mark == mark, sa.not_(PERSON.c.disabled), *_open(moment))).first()
        if row is None:
            return None
        if (moment - row.seen_at).total_seconds() > _SEEN_STEP_S:
            connection.execute(SESSION.update().where(SESSION.c.mark == mark)
                               .values(seen_at=moment))
        return SignedIn(row.id, row.name, row.role, token, latest(connection))


def list_sessions(team: Team, person: int, moment: datetime) -> tuple[SessionLine, ...]:
    """Give the open sessions of a person, the latest request first."""
    with team.begin() as connection:
        found = connection.execute(
            sa.select(SESSION.c.mark, SESSION.c.made_at, SESSION.c.seen_at, SESSION.c.address)
            .where(SESSION.c.person == person, *_open(moment))
            .order_by(SESSION.c.seen_at.desc(), SESSION.c.mark)).mappings()
        return tuple(SessionLine(**dict(row)) for row in found)


def end_sessions(team: Team, signed: SignedIn, moment: datetime, *, others: bool,
                 address: str = "") -> None:
    """End this session, or all others of the same person."""
    mark = SESSION.c.mark != mark_of(signed.token) if others \
        else SESSION.c.mark == mark_of(signed.token)
    with team.begin() as connection:
        connection.execute(SESSION.update().where(
            SESSION.c.person == signed.person, SESSION.c.revoked_at.is_(None), mark)
            .values(revoked_at=moment))
        note(connection, signed.name, "signed out elsewhere" if others else "signed out",
             address=address)


def _open(moment: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return (SESSION.c.revoked_at.is_(None), SESSION.c.ends_at > moment,
            SESSION.c.seen_at > moment - timedelta(hours=IDLE_HOURS))
