"""No connection to another machine: holds in every Python process that finds this folder.

`tests/conftest.py` puts this folder on the path of the test session, so that workers and commands
that tests start come here too. A breach is refused and written to the file that
SOURCELINE_TEST_CONNECTIONS names; a session that wrote one fails, even where the program would
have gone on without a word.
"""

import ipaddress
import os
import socket
import sys


def _here():
    """Give the names and numbers of this machine."""
    names = {"localhost", "ip6-localhost", socket.gethostname(), socket.getfqdn()}
    try:
        found = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        found = []
    return names | {str(one[4][0]).partition("%")[0] for one in found}


_HERE = _here()


def is_here(host):
    """Tell whether a host is this machine; no host means this machine too."""
    if isinstance(host, bytes):
        host = host.decode("ascii", errors="replace")
    if not host or host in _HERE:
        return True
    try:
        number = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return number.is_loopback or number.is_unspecified


def _refuse(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        # A datagram socket that "connects" sends nothing.
        if event == "socket.connect" and args[0].type == socket.SOCK_DGRAM:
            return
        host = args[1][0]
    else:
        return
    if not is_here(host):
        path = os.environ.get("SOURCELINE_TEST_CONNECTIONS")
        if path:
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{event} {host!r} by {sys.argv[:3]}\n")
        raise PermissionError(f"a test opened a connection to {host!r}")


sys.addaudithook(_refuse)
