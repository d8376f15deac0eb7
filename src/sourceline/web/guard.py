"""What stands between the network and the pages: hosts, methods, headers.

In: any request. Out: a refusal, or the answer of the pages with strict headers. A page of the
record can load nothing from elsewhere, run no script, be framed by nobody and tell no site where
its reader came from.
"""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Names of this machine only. A page elsewhere that points its own name at 127.0.0.1 (DNS
# rebinding) sends its own name as the host and is refused.
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ("camera=(), display-capture=(), geolocation=(), microphone=(), "
                           "payment=(), usb=()"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}


class Guard:
    """Refuse foreign hosts and every method that could change something; add the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK_NAMES) -> None:
        """Wrap `app`; `hosts` are the names it answers to, without ports."""
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                # Records may be sensitive: no page of one stays behind in a browser's cache.
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> PlainTextResponse | None:
        if host_name(request.headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("This record is not served under that name.\n", 421)
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("These pages can only be read.\n", 405,
                                     headers={"Allow": "GET, HEAD"})
        return None


def host_name(host: str) -> str:
    """Give a Host header without its port, in small letters.

    >>> host_name("LocalHost:8000"), host_name("[::1]:8000"), host_name("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    host = host.lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if host.count(":") == 1 else host
