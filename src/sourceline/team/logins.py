"""Signing in: a name and a password against an account, slowed down where it fails too often.

In: what was typed, from which address. Out: a session, or a refusal that is the same for a wrong
name, a wrong password and a closed account, and takes the same work. Attempts stand in the
database, so several servers count together.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from sourceline.team.audit import note
from sourceline.team.open import Team
from sourceline.team.people import name_key, nobodys_hash, verify_password
from sourceline.team.sessions import open_session
from sourceline.team.signed import SignedIn
from sourceline.team.tables import PERSON, SIGN_IN

# Wrong passwords before one has to wait: a person mistypes a few times; an address may be an
# office. From there the wait doubles, from one second to the longest.
FREE_OF_ACCOUNT, FREE_OF_ADDRESS = 5, 30
LONGEST_WAIT_S = 300
# What is counted; older attempts are forgotten.
WINDOW = timedelta(hours=1)
_FORGET = timedelta(days=1)


@dataclass(frozen=True)
class Refused:
    """Nobody came in; `wait_s` more seconds nobody will, from there or as that account."""

    wait_s: int = 0


def sign_in(team: Team, name: str, password: str, address: str, moment: datetime
            ) -> SignedIn | Refused:
    """Open a session for an account, or say no and nothing else."""
    account, place = _mark(name_key(name)), network(address)
    with team.begin() as connection:
        _wait_for_turn(connection, account, place)
        wait_s = _wait_s(connection, account, place, moment)
        if wait_s:
            return Refused(wait_s)
        # Counted as failed before the password is looked at: a hundred at once are a hundred.
        attempt = connection.execute(SIGN_IN.insert().values(
            at=moment, account=account, address=place, came_in=False)
            .returning(SIGN_IN.c.position)).scalar_one()
        connection.execute(SIGN_IN.delete().where(SIGN_IN.c.at < moment - _FORGET))
        person = connection.execute(sa.select(PERSON).where(
            PERSON.c.name_key == name_key(name))).first()
    # The same work for a name that has no account: the time tells nothing.
    right, better = verify_password(password, person.password if person else nobodys_hash())
    with team.begin() as connection:
        if person is None or not right or person.disabled:
            note(connection, person.name if person else "", "was not let in", address=address)
            return Refused()
        if better:
            connection.execute(PERSON.update().where(
                PERSON.c.id == person.id, PERSON.c.password == person.password)
                .values(password=better))
        connection.execute(SIGN_IN.update().where(SIGN_IN.c.position == attempt)
                           .values(came_in=True))
        note(connection, person.name, "signed in", address=address)
        token = open_session(connection, person.id, address, moment)
        return SignedIn(person.id, person.name, person.role, token)


def network(address: str) -> str:
    """Give what attempts are counted by: an IPv4 address, or the /64 an IPv6 address stands in.

    >>> network("192.0.2.7"), network("2001:db8::7")
    ('192.0.2.7', '2001:db8::/64')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _wait_s(connection: sa.Connection, account: str, place: str, moment: datetime) -> int:
    """Seconds until the next attempt is looked at; 0 for none."""
    since = moment - WINDOW
    came_in = sa.select(sa.func.max(SIGN_IN.c.at)).where(
        SIGN_IN.c.account == account, SIGN_IN.c.came_in).scalar_subquery()
    of_account = _failures(connection, SIGN_IN.c.account == account,
                           SIGN_IN.c.at > sa.func.coalesce(came_in, since), since)
    of_place = _failures(connection, SIGN_IN.c.address == place, sa.true(), since)
    ready = moment
    for (count, last), free in ((of_account, FREE_OF_ACCOUNT), (of_place, FREE_OF_ADDRESS)):
        if last and count >= free:
            wait_s = min(2 ** min(count - free, 16), LONGEST_WAIT_S)
            ready = max(ready, last + timedelta(seconds=wait_s))
    left_s = (ready - moment).total_seconds()
    return int(left_s) + 1 if left_s > 0 else 0


def _failures(connection: sa.Connection, whose: sa.ColumnElement[bool],
              after: sa.ColumnElement[bool], since: datetime) -> tuple[int, datetime | None]:
    row = connection.execute(sa.select(sa.func.count(), sa.func.max(SIGN_IN.c.at)).where(
        whose, after, SIGN_IN.c.at > since, sa.not_(SIGN_IN.c.came_in))).one()
    return row[0], row[1]


def _wait_for_turn(connection: sa.Connection, *names: str) -> None:
    # In one order, so that two attempts never wait for each other.
    for name in sorted(names):
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"),
                           {"name": f"sourceline sign-in {name}"})


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()
