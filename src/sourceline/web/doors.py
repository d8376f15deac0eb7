"""Which act each address takes, for a record that a team keeps: one table, asked at every request.

In: a method and the path of a route. Out: what one must be allowed to do. What is not in the table
is read where it is a page, and is the admins' where it is a form: a line that was forgotten opens
nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from sourceline.team.roles import Act

Door: TypeAlias = Act | Literal["open"]

DOORS: Mapping[tuple[str, str], Door] = MappingProxyType({
    ("GET", "/static"): "open",
    ("GET", "/login"): "open", ("POST", "/login"): "open", ("POST", "/logout"): "read",
    ("GET", "/account"): "read", ("POST", "/account/password"): "read",
    ("POST", "/account/sessions"): "read",
    ("POST", "/review/decide"): "decide", ("POST", "/review/undo"): "decide",
    ("POST", "/review/search/keep"): "decide", ("POST", "/review/search/forget"): "decide",
    ("GET", "/review/bulk"): "decide for others",
    ("POST", "/review/preview"): "decide for others",
    ("GET", "/people"): "keep the house", ("POST", "/people/add"): "keep the house",
    ("POST", "/people/role"): "keep the house", ("POST", "/people/password"): "keep the house",
    ("POST", "/people/disable"): "keep the house", ("GET", "/audit"): "keep the house",
})


def door(method: str, path: str) -> Door:
    """Name what a request must be allowed to do.

    >>> door("HEAD", "/event/{event}"), door("POST", "/review/decide"), door("POST", "/nowhere")
    ('read', 'decide', 'keep the house')
    """
    method = "GET" if method == "HEAD" else method
    return DOORS.get((method, path), "read" if method == "GET" else "keep the house")
