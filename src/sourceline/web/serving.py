"""Serving a record: on this machine only, to a team that signs in, or open to all by intent.

In: a record, where to listen, how people reach it. Out: pages until interrupted. What would send
passwords in the clear, or show a record to strangers, is refused unless it is said to be meant.
"""

import socket
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from sourceline.errors import BadInput
from sourceline.team.reach import reach_team
from sourceline.web.app import make_app
from sourceline.web.guard import LOOPBACK_NAMES


def serve(record: Path, host: str = "127.0.0.1", port: int = 8017, *,
          allow_remote: bool = False, team: str = "", address: str = "",
          proxies: Sequence[str] = ()) -> None:
    """Serve a record until interrupted, by default to this machine only.

    Takes: `team`, the address of the database of a team whose members sign in; `address`, where
    people reach the pages when that is not here (https://… of a proxy that ends TLS); `proxies`,
    the addresses of machines whose word is taken for whom they ask for (X-Forwarded-For).
    Refuses: an address others can reach, unless a team signs in over https, or `allow_remote` says
    that it is meant: without a team whoever reaches it reads everything and can decide nothing; a
    port that is taken (`BadInput`).
    """
    https, name = _outside(address)
    shown = not (host in LOOPBACK_NAMES or host == "::1") or bool(name - LOOPBACK_NAMES)
    if shown and not allow_remote:
        _refuse_remote(address or host, bool(team), https)
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    app = make_app(record, LOOPBACK_NAMES | {named.lower()} | name, reviewing=not shown,
                   team=reach_team(team) if team else None, https=https)
    listening = _listen(host.strip("[]"), port)
    config = uvicorn.Config(app, log_level="warning", server_header=False,
                            proxy_headers=bool(proxies), forwarded_allow_ips=list(proxies))
    uvicorn.Server(config).run(sockets=[listening])


def _refuse_remote(host: str, team: bool, https: bool) -> None:
    if not team:
        raise BadInput("this address can be reached by other machines, and the pages ask for no "
                       "password", where=host,
                       remedy="serve on 127.0.0.1 or to a team, or say that it is meant to be open")
    if not https:
        raise BadInput("passwords would cross the network for everybody to read", where=host,
                       remedy="put a proxy with TLS before it and name its address with --address "
                              "https://…, or say that it is meant")


def _outside(address: str) -> tuple[bool, frozenset[str]]:
    """Read the address people use: whether it is https, and its host name, if there is one."""
    if not address:
        return False, frozenset()
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
    except ValueError:
        name = ""
    if not name or parts.scheme not in ("http", "https") or parts.path not in ("", "/"):
        raise BadInput("this is not where people could reach the pages", where=address,
                       remedy="write it as https://room.example.org")
    return parts.scheme == "https", frozenset({f"[{name}]" if ":" in name else name})


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is said about it, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadInput(f"the pages cannot be served there ({error.strerror})",
                       where=f"{host}:{port}", remedy="name another port with --port") from error
