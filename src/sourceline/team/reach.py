"""The way to a team for those who may run without one: nothing of SQLAlchemy is loaded before.

In: the address of a team's database. Out: the team, or its keeper of decisions; a clear refusal
where the parts that reach it are not installed.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from sourceline.errors import BadInput

if TYPE_CHECKING:
    from sourceline.review.keeper import Keeper
    from sourceline.team.open import Team

_PARTS = ("sqlalchemy", "alembic", "psycopg", "pwdlib")


def reach_team(address: str) -> Team:
    """Reach a team's database. Refuses as `open_team` does, and where parts are missing."""
    check_parts()
    from sourceline.team.open import open_team

    return open_team(address)


def team_keeper(address: str) -> Keeper | None:
    """Give a team's keeper of decisions; None, for the file beside the record, without an address.

    >>> team_keeper("") is None
    True
    """
    if not address:
        return None
    team = reach_team(address)
    from sourceline.team.keep import TeamKeeper

    return TeamKeeper(team)


def check_parts() -> None:
    """Refuse where the parts a team needs are not installed (`BadInput`)."""
    missing = [part for part in _PARTS if importlib.util.find_spec(part) is None]
    if missing:
        raise BadInput("a team needs parts that are not installed", where=", ".join(missing),
                       remedy="pip install 'sourceline[team]'")
