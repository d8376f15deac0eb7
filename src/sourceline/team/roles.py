"""Who may do what: four roles, each with all that the ones before it may do.

In: a role and an act. Out: yes or no. Which act a page takes is `web/doors.py`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

Role = Literal["reader", "reviewer", "editor", "admin"]
Act = Literal["read", "decide", "decide for others", "keep the house"]
ROLES: tuple[Role, ...] = get_args(Role)

# What each role adds to the ones before it, as the manual and the page of people say it.
ADDS: Mapping[Role, str] = MappingProxyType({
    "reader": "reads every page, searches, exports, uses the API, changes the own password",
    "reviewer": "decides, takes back own decisions, saves searches and takes own ones off the list",
    "editor": "decides many at once, takes back anybody's decisions and searches",
    "admin": "adds people, gives roles and passwords, disables accounts, reads what was done",
})
_LEAST: Mapping[Act, Role] = MappingProxyType({
    "read": "reader", "decide": "reviewer", "decide for others": "editor",
    "keep the house": "admin"})


def may(role: Role, act: Act) -> bool:
    """Tell whether a role may do this.

    >>> may("reviewer", "decide"), may("reviewer", "keep the house")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(_LEAST[act])


def least_role(act: Act) -> Role:
    """Name the first role that may do this.

    >>> least_role("decide for others")
    'editor'
    """
    return _LEAST[act]
