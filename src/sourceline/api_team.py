"""The Python twins of `sourceline team …`: accounts and what was done, in a team's database.

In: the address of the database and plain values. Out: frozen types; nothing is printed. Every act
is noted as done from the command line, by the name the caller gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sourceline.team.reach import check_parts, reach_team
from sourceline.team.roles import ADDS, ROLES, Role

if TYPE_CHECKING:
    from sourceline.team.audit import AuditLine
    from sourceline.team.open import Team
    from sourceline.team.people import Account

__all__ = ["ADDS", "ROLES", "Role", "add_user", "audit", "disable", "enable", "init", "list_users",
           "passwd", "set_role"]
COMMAND_LINE = "command line"


def init(address: str, *, server_role: str = "") -> str:
    """Make a team's tables or bring them up to date; give the address without its password."""
    check_parts()
    from sourceline.team.open import make_team

    team = make_team(address, server_role)
    team.engine.dispose()
    return team.where


def add_user(address: str, name: str, role: str, password: str, *, by: str = COMMAND_LINE
             ) -> Account:
    """Add an account. Refuses a name that is taken, a role that is none, a weak password."""
    with _team(address) as team:
        from sourceline.team.people import add_person

        return add_person(team, name, role, password, by=by)


def set_role(address: str, name: str, role: str, *, by: str = COMMAND_LINE) -> Account:
    """Give an account another role."""
    with _team(address) as team:
        from sourceline.team import people

        return people.set_role(team, name, role, by=by)


def passwd(address: str, name: str, password: str, *, by: str = COMMAND_LINE) -> Account:
    """Give an account another password, and end its sessions."""
    with _team(address) as team:
        from sourceline.team.people import set_password

        return set_password(team, name, password, by=by)


def disable(address: str, name: str, *, by: str = COMMAND_LINE) -> Account:
    """Close an account at once; its decisions stay."""
    with _team(address) as team:
        from sourceline.team.people import set_disabled

        return set_disabled(team, name, True, by=by)


def enable(address: str, name: str, *, by: str = COMMAND_LINE) -> Account:
    """Open a closed account again."""
    with _team(address) as team:
        from sourceline.team.people import set_disabled

        return set_disabled(team, name, False, by=by)


def list_users(address: str) -> tuple[Account, ...]:
    """Give every account, by name."""
    with _team(address) as team:
        from sourceline.team.people import list_people

        return list_people(team)


def audit(address: str, *, who: str = "", limit: int = 100) -> tuple[AuditLine, ...]:
    """Give what was done, the latest first."""
    with _team(address) as team:
        from sourceline.team.audit import read_audit

        return read_audit(team, who=who, limit=limit)[1]


@contextmanager
def _team(address: str) -> Iterator[Team]:
    team = reach_team(address)
    try:
        yield team
    finally:
        team.engine.dispose()
