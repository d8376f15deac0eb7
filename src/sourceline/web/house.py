"""The pages of a team: one's own account, everybody's, and what was done.

In: who is signed in, and forms. Out: pages, and accounts that change. Which role may see or send
what stands in `doors.py`.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sourceline.errors import BadInput
from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.team.audit import AuditLine, read_audit
from sourceline.team.logins import Refused, sign_in
from sourceline.team.open import now
from sourceline.team.people import (
    Account,
    add_person,
    checked_password,
    list_people,
    set_disabled,
    set_password,
    set_role,
)
from sourceline.team.roles import Role
from sourceline.team.sessions import SessionLine, end_sessions, list_sessions
from sourceline.team.signed import SignedIn, mark_of
from sourceline.web.asked import Asked
from sourceline.web.doorkeeper import House
from sourceline.web.forms import Form, address_of, checked_form, read_body, signed_of
from sourceline.web.render import At, render

AUDIT_PAGE = 100


class AccountPage(Written, frozen=True, kw_only=True):
    """One's own account; `here` is the mark of the session that asks."""

    name: str
    role: Role
    here: str
    sessions: tuple[SessionLine, ...]


class PeoplePage(Written, frozen=True, kw_only=True):
    """Everybody who has an account."""

    people: tuple[Account, ...]


class AuditPage(Written, frozen=True, kw_only=True):
    """What was done, by one person or by all, the latest first."""

    who: str
    page: Page
    total: int
    lines: tuple[AuditLine, ...]


def house_routes(house: House) -> list[Route]:
    """Give the routes of a team's pages."""
    pages: tuple[tuple[str, str, Callable[[House, SignedIn, Asked], Written]], ...] = (
        ("/account", "account", _account), ("/people", "people", _people),
        ("/audit", "audit", _audit))
    forms: tuple[tuple[str, Callable[[House, Request, SignedIn, Form], Response]], ...] = (
        ("/account/password", _change_own_password), ("/account/sessions", _end_others),
        ("/people/add", _add), ("/people/role", _give_role),
        ("/people/password", _give_password), ("/people/disable", _disable))
    return [*(Route(path, _page(house, template, show), methods=["GET"])
              for path, template, show in pages),
            *(Route(path, _form(house, act), methods=["POST"]) for path, act in forms)]


def _page(house: House, template: str, show: Callable[[House, SignedIn, Asked], Written]
          ) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        signed = _whose(request)
        asked = Asked(request.url.path, {}, dict(request.query_params))
        page = show(house, signed, asked)
        at = At(signed.word, signed.name, signed)
        return HTMLResponse(render(template, page, asked, house.record.name, at))
    return answer


def _form(house: House, act: Callable[[House, Request, SignedIn, Form], Response]
          ) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        signed = _whose(request)
        form = checked_form(await read_body(request), signed.word)
        return await run_in_threadpool(act, house, request, signed, form)
    return answer


def _whose(request: Request) -> SignedIn:
    signed = signed_of(request)
    assert signed is not None  # the doorkeeper lets nobody else through
    return signed


def _account(house: House, signed: SignedIn, _asked: Asked) -> AccountPage:
    return AccountPage(name=signed.name, role=signed.role, here=mark_of(signed.token),
                       sessions=list_sessions(house.team, signed.person, now()))


def _people(house: House, _signed: SignedIn, _asked: Asked) -> PeoplePage:
    return PeoplePage(people=list_people(house.team))


def _audit(house: House, _signed: SignedIn, asked: Asked) -> AuditPage:
    who, page = asked.words("who"), asked.page(AUDIT_PAGE)
    total, lines = read_audit(house.team, who=who, offset=page.offset, limit=page.size)
    return AuditPage(who=who, page=page, total=total, lines=lines)


def _change_own_password(house: House, request: Request, signed: SignedIn, form: Form) -> Response:
    """Change one's own password: the old one is asked for, as slowly as at the door."""
    address = address_of(request)
    checked_password(_twice(form), signed.name)
    found = sign_in(house.team, signed.name, form.raw("old"), address, now())
    if isinstance(found, Refused):
        raise BadInput("the old password is not right" if not found.wait_s
                       else f"too many attempts: wait {found.wait_s} seconds",
                       remedy="go back and write it again")
    set_password(house.team, signed.name, _twice(form), by=signed.name, address=address)
    fresh = sign_in(house.team, signed.name, form.raw("new"), address, now())
    answer = RedirectResponse("/account", 303)
    if isinstance(fresh, SignedIn):
        house.set_cookie(answer, house.session_cookie, fresh.token)
    return answer


def _end_others(house: House, request: Request, signed: SignedIn, _form: Form) -> Response:
    end_sessions(house.team, signed, now(), others=True, address=address_of(request))
    return RedirectResponse("/account", 303)


def _add(house: House, request: Request, signed: SignedIn, form: Form) -> Response:
    add_person(house.team, form.one("name"), form.one("role"), _twice(form), by=signed.name,
               address=address_of(request))
    return RedirectResponse("/people", 303)


def _give_role(house: House, request: Request, signed: SignedIn, form: Form) -> Response:
    set_role(house.team, form.one("name"), form.one("role"), by=signed.name,
             address=address_of(request))
    return RedirectResponse("/people", 303)


def _give_password(house: House, request: Request, signed: SignedIn, form: Form) -> Response:
    set_password(house.team, form.one("name"), _twice(form), by=signed.name,
                 address=address_of(request))
    return RedirectResponse("/people", 303)


def _disable(house: House, request: Request, signed: SignedIn, form: Form) -> Response:
    set_disabled(house.team, form.one("name"), form.one("disabled") == "yes", by=signed.name,
                 address=address_of(request))
    return RedirectResponse("/people", 303)


def _twice(form: Form) -> str:
    if form.raw("new") != form.raw("again"):
        raise BadInput("the two passwords are not the same", remedy="go back and write both again")
    return form.raw("new")
