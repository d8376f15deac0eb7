"""What stands between the network and the pages: hosts, methods, headers.

In: any request. Out: a refusal, or the answer of the pages with strict headers. A page of the
record can load nothing from elsewhere, run no script but ours and those this build brought (none
at all but on pages with pictures, review and search), be framed by nobody and tell no other site
where its reader came from. Only forms of our own pages may change anything, and only where review
is on.
"""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Names of this machine only. A page elsewhere that points its own name at 127.0.0.1 (DNS
# rebinding) sends its own name as the host and is refused.
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

# Where forms may be sent, and where our own script may run (it only presses buttons).
FORMS = ("/review/",)
TEAM_FORMS = ("/review/", "/login", "/logout", "/account/", "/people/")
SCRIPTS = ("/review", "/search")
# Pages with pictures that our script can draw; the map fetches its outlines from here.
PICTURES = frozenset({"/", "/chronology", "/map", "/network"})

# A year: long enough for every list that asks.
HSTS_S = 365 * 24 * 3600
_POLICY = ("default-src 'none'; img-src 'self'; style-src 'self'; script-src {scripts}; "
           "connect-src {scripts}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
# A capture in its frame: it has no origin and no right, and nothing in it is fetched. What it holds
# of its own, styles and pictures in the page itself, may be seen.
SANDBOX = ("sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
           "form-action 'none'; base-uri 'none'; frame-ancestors 'self'")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": under it a browser says of our own forms that they come from nowhere.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ("camera=(), display-capture=(), geolocation=(), microphone=(), "
                           "payment=(), usb=()"),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
}


class Guard:
    """Refuse foreign hosts and every foreign attempt to change something; add the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK_NAMES,
                 forms: tuple[str, ...] = FORMS, https: bool = False) -> None:
        """Wrap `app`.

        Takes: `hosts`, the names it answers to, without ports; `forms`, where forms may be sent;
        `https`, whether browsers reach it by https, from then on by nothing else.
        """
        self.app, self.hosts = app, frozenset(host.lower() for host in hosts)
        self.forms, self.https = forms, https

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
                if self.https:
                    headers["Strict-Transport-Security"] = f"max-age={HSTS_S}"
                headers["Content-Security-Policy"] = policy_of(scope["path"])
                if is_capture(scope["path"], "/shown"):
                    headers["X-Frame-Options"] = "SAMEORIGIN"
                # Records may be sensitive: no page of one stays behind in a browser's cache.
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(Request(scope))
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> PlainTextResponse | None:
        if host_name(request.headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("This record is not served under that name.\n", 421)
        if request.method in ("GET", "HEAD"):
            return None
        if request.method != "POST" or not request.url.path.startswith(self.forms):
            return PlainTextResponse("This can only be read.\n", 405,
                                     headers={"Allow": "GET, HEAD"})
        return _form_refusal(request)


def _form_refusal(request: Request) -> PlainTextResponse | None:
    """Refuse a form that another site's page could have sent."""
    headers = request.headers
    origin, host = headers.get("origin"), headers.get("host", "")
    own = origin in (f"http://{host}", f"https://{host}") if origin is not None \
        else headers.get("sec-fetch-site") == "same-origin"
    if not own or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return PlainTextResponse("Decisions are made on the pages of this record only.\n", 403)
    if headers.get("content-type", "").partition(";")[0].strip() != \
            "application/x-www-form-urlencoded":
        return PlainTextResponse("This is no form of these pages.\n", 415)
    return None


def policy_of(path: str) -> str:
    """Say what the page at an address may do.

    >>> "script-src 'none'" in policy_of("/claims"), policy_of("/article/a1/capture/shown")[:7]
    (True, 'sandbox')
    """
    if is_capture(path, "/shown"):
        return SANDBOX
    ours = path.startswith(SCRIPTS) or path in PICTURES
    framed = " frame-src 'self';" if is_capture(path, "") else ""
    return _POLICY.format(scripts="'self'" if ours else "'none'").replace(
        " form-action", f"{framed} form-action")


def is_capture(path: str, part: str) -> bool:
    """Tell whether an address is the page of a capture, or the part of it a frame shows."""
    return path.startswith("/article/") and path.endswith(f"/capture{part}")


def host_name(host: str) -> str:
    """Give a Host header without its port, in small letters.

    >>> host_name("LocalHost:8000"), host_name("[::1]:8000"), host_name("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    host = host.lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if host.count(":") == 1 else host
