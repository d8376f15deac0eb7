"""Accounts: who may come in, in which role, by which password.

In: names, roles, passwords. Out: accounts, without their passwords. A name stands on decisions, so
an account is disabled and never deleted, and no other may look like it.
"""

import unicodedata
from datetime import datetime
from functools import cache
from typing import get_args

import sqlalchemy as sa
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from sourceline.errors import BadInput
from sourceline.record.base import Written
from sourceline.review.decide import check_person
from sourceline.team.audit import note
from sourceline.team.open import Team, now
from sourceline.team.roles import Role
from sourceline.team.tables import PERSON, SESSION

# Long enough to need no rules about signs; short enough that hashing one costs no minute.
MIN_PASSWORD_CHARS = 12
MAX_PASSWORD_CHARS = 256
# OWASP's second choice for argon2id: 19 MiB, two passes, one lane. A dozen sign-ins at once fit
# into a small server, and one takes some 30 ms.
_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1


class Account(Written, frozen=True, kw_only=True):
    """A person of the team."""

    id: int
    name: str
    role: Role
    disabled: bool
    added_at: datetime


def add_person(team: Team, name: str, role: str, password: str, *, by: str, address: str = ""
               ) -> Account:
    """Add an account. Refuses a name that is taken or looks like another (`BadInput`)."""
    name, chosen = check_person(name), _role(role)
    if not name.isprintable():
        raise BadInput("a name is made of signs that can be seen", remedy="write another")
    stored = hash_password(checked_password(password, name))
    with team.begin() as connection:
        if connection.execute(sa.select(PERSON.c.id).where(
                PERSON.c.name_key == name_key(name))).first():
            raise BadInput("there is an account of this name, or one that looks like it",
                           where=name, remedy="choose another name; names are never given twice")
        connection.execute(PERSON.insert().values(
            name=name, name_key=name_key(name), role=chosen, password=stored, added_at=now()))
        note(connection, by, "added an account", about=name, address=address, detail=chosen)
        return _account(connection, name)


def list_people(team: Team) -> tuple[Account, ...]:
    """Give every account, by name."""
    with team.begin() as connection:
        found = connection.execute(_accounts().order_by(PERSON.c.name_key)).mappings()
        return tuple(Account(**dict(row)) for row in found)


def set_role(team: Team, name: str, role: str, *, by: str, address: str = "") -> Account:
    """Give an account another role. Refuses to take the last admin away (`BadInput`)."""
    chosen = _role(role)
    with team.begin() as connection:
        account = _locked(connection, name)
        if account.role == "admin" and chosen != "admin":
            _keep_one_admin(connection, account)
        connection.execute(PERSON.update().where(PERSON.c.id == account.id).values(role=chosen))
        note(connection, by, "gave a role", about=account.name, address=address, detail=chosen)
        return _account(connection, name)


def set_password(team: Team, name: str, password: str, *, by: str, address: str = "") -> Account:
    """Give an account another password; whoever is signed in with the old one is signed out."""
    stored = hash_password(checked_password(password, name))
    with team.begin() as connection:
        account = _locked(connection, name)
        connection.execute(PERSON.update().where(PERSON.c.id == account.id)
                           .values(password=stored))
        _sign_out(connection, account)
        note(connection, by, "set a password", about=account.name, address=address)
        return account


def set_disabled(team: Team, name: str, disabled: bool, *, by: str, address: str = "") -> Account:
    """Close an account at once, or open it again. Refuses to close the last admin's."""
    with team.begin() as connection:
        account = _locked(connection, name)
        if disabled:
            _keep_one_admin(connection, account)
            _sign_out(connection, account)
        connection.execute(PERSON.update().where(PERSON.c.id == account.id)
                           .values(disabled=disabled))
        note(connection, by, "disabled an account" if disabled else "enabled an account",
             about=account.name, address=address)
        return _account(connection, name)


def name_key(name: str) -> str:
    """Give what must differ between two names: letters, whatever their case and width.

    >>> name_key("ADA  Lind") == name_key("Ada Lind")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_password(password: str, name: str = "") -> str:
    """Give a password as it is hashed. Refuses one that is too short, too long, or the name."""
    password = unicodedata.normalize("NFC", password)
    if not MIN_PASSWORD_CHARS <= len(password) <= MAX_PASSWORD_CHARS:
        raise BadInput(f"a password has {MIN_PASSWORD_CHARS} to {MAX_PASSWORD_CHARS} characters",
                       remedy="four or five words that nobody would put together are good")
    if len(set(password)) < 5 or (name and name_key(password) == name_key(name)):
        raise BadInput("this password would be guessed first", remedy="choose another")
    return password


def hash_password(password: str) -> str:
    """Hash a password with argon2id and a salt of its own."""
    return _hasher().hash(password)


def verify_password(password: str, stored: str) -> tuple[bool, str | None]:
    """Tell whether a password is right, and give its new hash where the old one is weaker."""
    said = unicodedata.normalize("NFC", password)[:MAX_PASSWORD_CHARS + 1]
    return _hasher().verify_and_update(said, stored)


@cache
def nobodys_hash() -> str:
    """Give a hash no password fits: what is verified for a name that has no account."""
    return hash_password("\x00 no password of an account holds this sign")


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB,
                                      parallelism=_LANES),))


def _accounts() -> sa.Select[tuple[int, str, str, bool, datetime]]:
    return sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.role, PERSON.c.disabled,
                     PERSON.c.added_at)


def _account(connection: sa.Connection, name: str) -> Account:
    row = connection.execute(_accounts().where(PERSON.c.name_key == name_key(name))
                             ).mappings().first()
    if row is None:
        raise BadInput("there is no account of this name", where=name,
                       remedy="look at the list of people")
    return Account(**dict(row))


def _locked(connection: sa.Connection, name: str) -> Account:
    """Give an account while nobody else may change any: two admins cannot unmake each other."""
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('sourceline person'))"))
    return _account(connection, name)


def _keep_one_admin(connection: sa.Connection, account: Account) -> None:
    others = connection.execute(sa.select(PERSON.c.id).where(
        PERSON.c.role == "admin", sa.not_(PERSON.c.disabled), PERSON.c.id != account.id)).first()
    if account.role == "admin" and others is None:
        raise BadInput("this is the last admin", where=account.name,
                       remedy="make somebody else an admin first")


def _sign_out(connection: sa.Connection, account: Account) -> None:
    connection.execute(SESSION.update().where(
        SESSION.c.person == account.id, SESSION.c.revoked_at.is_(None)).values(revoked_at=now()))


def _role(role: str) -> Role:
    for known in get_args(Role):
        if role == known:
            chosen: Role = known
            return chosen
    raise BadInput(f"there is no role “{role}”",
                   remedy="choose one of: " + ", ".join(get_args(Role)))
