"""Where a connection may go: public machines alone, checked after the name is resolved.

In: an address. Out: its parts and the numbers its host has now, all of them public. The caller
connects to one of these numbers, never to the name again, so that a name cannot change its answer
between the check and the connection. Through a proxy the connection is the proxy's: numbers are
checked all the same, and a name that only the proxy resolves must at least look like a public one.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sourceline.errors import CannotFetch

Resolve = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}
# Names that never leave a house, an office or a machine (RFC 6761, RFC 6762, RFC 8375 and custom).
_HOME_ENDINGS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa",
                 ".corp", ".private", ".localdomain")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Target:
    """An address taken apart, with the numbers of its host."""

    address: str
    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]
    proxy: str = ""


def find_target(address: str, *, allow_private: bool = False, resolve: Resolve | None = None,
                proxy: str = "") -> Target:
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
    numbers = _numbers(host, port, resolve or resolve_here)
    if not numbers and not proxy:
        raise CannotFetch("this host has no address", where=host, remedy="check the spelling")
    public = all(map(is_public, numbers)) if numbers else _looks_public(host)
    if not allow_private and not public:
        raise CannotFetch("this host is on a private network", where=host,
                          remedy="use --allow-private if you mean it")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(address, parts.scheme, host, port, path, tuple(numbers), proxy)


def _numbers(host: str, port: int, resolve: Resolve) -> list[str]:
    """Give a host's numbers; one that is a number itself, in any spelling, is not looked up.

    >>> _numbers("0x7f.1", 80, lambda *_: []), _numbers("2130706433", 80, lambda *_: [])
    (['127.0.0.1'], ['127.0.0.1'])
    """
    try:
        return [str(ipaddress.ip_address(host.split("%")[0]))]
    except ValueError:
        pass
    if host[:1].isdigit():
        try:  # what the C library takes for an address: one to four parts, decimal, octal or hex
            return [socket.inet_ntoa(socket.inet_aton(host))]
        except OSError:
            pass
    return resolve(host, port)


def _looks_public(host: str) -> bool:
    """Tell a name of the public internet by its shape, where it cannot be resolved here."""
    return "." in host and not host.lower().endswith(_HOME_ENDINGS)


def is_public(number: str) -> bool:
    """Tell whether a host with this number is on the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("9.9.9.9")
    (False, False, True)
    """
    try:
        found = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (found, *_inside(found)))


def _inside(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address carries: mapped, 6to4, Teredo, NAT64."""
    if isinstance(found, ipaddress.IPv4Address):
        return []
    carried = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if found in _NAT64:
        carried.append(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF))
    return [one for one in carried if one is not None]


def resolve_here(host: str, port: int) -> list[str]:
    """Look a name up with this machine's resolver; [] where it has no number."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in found))
