"""Signing in and out, and letting nobody through a door that is not theirs.

In: every request to a record that a team keeps. Out: who asks, put beside the request; or the way
to the page for signing in, or a refusal. A session is a cookie no script can read, looked up in the
team's database at each request, so it can be ended there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import compare_digest
from threading import Lock
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sourceline.errors import BrokenRecord
from sourceline.judge import settle_record
from sourceline.record.base import Written
from sourceline.team.keep import TeamKeeper
from sourceline.team.logins import Refused, sign_in
from sourceline.team.open import Team, now
from sourceline.team.roles import least_role
from sourceline.team.sessions import WHOLE_DAYS, end_sessions, find_session
from sourceline.team.signed import SignedIn, form_word, new_token
from sourceline.web.asked import Asked
from sourceline.web.doors import door
from sourceline.web.forms import Form, address_of, own_path, parse_form, read_body, signed_of
from sourceline.web.pages.problem import ProblemPage
from sourceline.web.render import At, render

Problem = Callable[[Request, int, ProblemPage], Response]
_AGAIN = "Sign in, then do it once more."


class LoginPage(Written, frozen=True, kw_only=True):
    """The form for signing in; `wrong` says why it is shown again."""

    next: str
    name: str = ""
    wrong: str = ""


@dataclass
class House:
    """A team's record as it is served: the database, the file, how cookies are set."""

    team: Team
    record: Path
    https: bool = False
    _seen: int = -1
    _lock: Lock = field(default_factory=Lock)

    @property
    def session_cookie(self) -> str:
        """The name of the session's cookie; its prefix binds it to this very host."""
        return "__Host-session" if self.https else "session"

    @property
    def visit_cookie(self) -> str:
        """The name of the cookie of a browser that is not signed in."""
        return "__Host-visit" if self.https else "visit"

    def set_cookie(self, answer: Response, name: str, token: str) -> None:
        """Give a browser a token no script can read and no other site can send along."""
        answer.set_cookie(name, token, max_age=WHOLE_DAYS * 24 * 3600, path="/", httponly=True,
                          samesite="lax", secure=self.https)

    def drop_cookie(self, answer: Response, name: str) -> None:
        """Take a token from a browser."""
        answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=self.https)

    def follow(self, mark: int) -> None:
        """Bring this server's record to decisions that others kept, wherever they made them."""
        if mark == self._seen:
            return
        with self._lock:
            if mark > self._seen:
                settle_record(self.record, TeamKeeper(self.team))
                self._seen = mark


class Doorkeeper:
    """Asks of every request who sends it, and whether they may."""

    def __init__(self, app: ASGIApp, house: House, routes: Sequence[BaseRoute],
                 problem: Problem) -> None:
        """Wrap `app`, whose addresses are those of `routes`."""
        self.app, self.house, self.routes, self.problem = app, house, routes, problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on with who sends it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            refusal = await run_in_threadpool(self._refusal, request)
        except BrokenRecord as error:
            refusal = self.problem(request, 503, ProblemPage(what=f"{error.what}.",
                                                             remedy=error.remedy))
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        needed = door(request.method, _route_path(self.routes, request.scope))
        token = request.cookies.get(self.house.session_cookie, "")
        signed = None if needed == "open" and request.url.path.startswith("/static/") \
            else find_session(self.house.team, token, now())
        request.scope["signed"] = signed
        if needed == "open":
            return None
        if signed is None:
            return self._sign_in_first(request)
        if not signed.may(needed):
            return self.problem(request, 403, ProblemPage(
                what=f"Your role is {signed.role}; this takes the role of {least_role(needed)}.",
                remedy="An admin of the team can give it to you."))
        self.house.follow(signed.decisions)
        return None

    def _sign_in_first(self, request: Request) -> Response:
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        machine = asked.startswith("/api/") or request.query_params.get("format") == "json"
        if request.method not in ("GET", "HEAD") or machine:
            return self.problem(request, 401, ProblemPage(
                what="Nobody is signed in here, or the session has ended.", remedy=_AGAIN))
        there = "" if asked == "/" else f"?next={quote(asked, safe='')}"
        return RedirectResponse(f"/login{there}", 303)


def login_routes(house: House) -> list[Route]:
    """Give the routes for signing in and out."""
    async def post(request: Request) -> Response:
        form = parse_form(await read_body(request))
        return await run_in_threadpool(_sign_in, house, request, form)

    async def leave(request: Request) -> Response:
        form = parse_form(await read_body(request))
        return await run_in_threadpool(_sign_out, house, request, form)

    return [Route("/login", lambda request: _show(house, request), methods=["GET"]),
            Route("/login", post, methods=["POST"]), Route("/logout", leave, methods=["POST"])]


def _show(house: House, request: Request) -> Response:
    there = own_path(request.query_params.get("next", "/"), "/")
    if signed_of(request):
        return RedirectResponse(there, 303)
    return _login_page(house, request, LoginPage(next=there), 200)


def _login_page(house: House, request: Request, page: LoginPage, status: int) -> Response:
    token = request.cookies.get(house.visit_cookie, "") or new_token()
    at = At(word=form_word(token), shut=True)
    answer = HTMLResponse(render("login", page, Asked("/login", {}, {}), "", at), status)
    house.set_cookie(answer, house.visit_cookie, token)
    return answer


def _sign_in(house: House, request: Request, form: Form) -> Response:
    there, name = own_path(form.one("next"), "/"), form.one("name")
    visit = request.cookies.get(house.visit_cookie, "")
    again = LoginPage(next=there, name=name)
    if not visit or not compare_digest(form.one("word").encode(), form_word(visit).encode()):
        return _login_page(house, request, _saying(again, "This page had grown old."), 400)
    found = sign_in(house.team, name, form.raw("password"), address_of(request), now())
    if isinstance(found, SignedIn):
        answer = RedirectResponse(there, 303)
        # A token of its own: one that was planted in this browser before opens nothing.
        house.set_cookie(answer, house.session_cookie, found.token)
        house.drop_cookie(answer, house.visit_cookie)
        return answer
    if found == Refused():
        said = "This name and password do not belong together, or the account is disabled."
        return _login_page(house, request, _saying(again, said), 401)
    slow = _login_page(house, request, _saying(
        again, f"Too many attempts. Wait {found.wait_s} seconds, then try again."), 429)
    slow.headers["Retry-After"] = str(found.wait_s)
    return slow


def _saying(page: LoginPage, wrong: str) -> LoginPage:
    return LoginPage(next=page.next, name=page.name, wrong=wrong)


def _sign_out(house: House, request: Request, form: Form) -> Response:
    signed = signed_of(request)
    answer = RedirectResponse("/login", 303)
    # Without the word another site could sign people out, which is only a nuisance; still not here.
    if signed and compare_digest(form.one("word").encode(), signed.word.encode()):
        end_sessions(house.team, signed, now(), others=False, address=address_of(request))
        house.drop_cookie(answer, house.session_cookie)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _route_path(routes: Sequence[BaseRoute], scope: Scope) -> str:
    """Give the path of the route that will answer; "" when none will."""
    partial = ""
    for route in routes:
        match, _ = route.matches(scope)
        if match is not Match.NONE and isinstance(route, Route | Mount):
            if match is Match.FULL:
                return route.path
            partial = partial or route.path
    return partial
