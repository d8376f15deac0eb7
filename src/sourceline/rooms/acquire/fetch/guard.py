"""Where a connection may go: public machines alone, checked after the name is resolved.

In: an address. Out: its parts and the numbers its host has now, all of them public. The caller
connects to one of these numbers, never to the name again, so that a name cannot change its answer
between the check and the connection.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sourceline.errors import CannotFetch

Resolve = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Target:
    """An address taken apart, with the numbers of its host."""

    address: str
    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]


def find_target(address: str, *, allow_private: bool = False,
                resolve: Resolve | None = None) -> Target:
    """Take an address apart and resolve its host.

    >>> find_target("https://a.example/x?y", resolve=lambda *_: ["192.88.99.2"]).path
    '/x?y'

    Refuses: `CannotFetch` for other schemes, names in the address, a host that has no number, and
    one with any number that is not public.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise CannotFetch(f"this is no address ({error})", where=address[:200]) from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host:
        raise CannotFetch("only http and https addresses are fetched", where=address[:200])
    if parts.username or parts.password:
        raise CannotFetch("an address with a password in it is not fetched", where=host)
    port = port or _PORTS[parts.scheme]
    numbers = (resolve or _resolve)(host, port)
    if not numbers:
        raise CannotFetch("this host has no address", where=host, remedy="check the spelling")
    if not allow_private and not all(is_public(number) for number in numbers):
        raise CannotFetch("this host is on a private network", where=host,
                          remedy="use --allow-private if you mean it")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(address, parts.scheme, host, port, path, tuple(numbers))


def is_public(number: str) -> bool:
    """Tell whether a host with this number is on the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("9.9.9.9")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return bool((inner or found).is_global and found.is_global and not found.is_multicast)


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in found))
