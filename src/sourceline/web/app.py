"""The routes of the reading room.

In: the path of a record. Out: a Starlette app whose pages only read the record; the forms of
review, where they are on, keep decisions beside it and apply them. Connections are kept between
requests (`store/readers.py`); a record that is rebuilt shows its new content.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sourceline.errors import BadInput, BrokenRecord
from sourceline.judge import settle_record
from sourceline.record.base import Written
from sourceline.review.keep import write_lines
from sourceline.review.keeper import Keeper, beside
from sourceline.store.ask_captures import CaptureHead, ask_bytes, ask_capture
from sourceline.store.readers import Readers
from sourceline.web import capture
from sourceline.web.asked import Asked
from sourceline.web.citing import ENDINGS, FORMATS, MEDIA
from sourceline.web.forms import Form, NotAllowed
from sourceline.web.guard import FORMS as FORM_PATHS
from sourceline.web.guard import LOOPBACK_NAMES, TEAM_FORMS, Guard
from sourceline.web.json_api import api_routes, page_address
from sourceline.web.judging import (
    Desk,
    at_of,
    decide,
    desk_of,
    forget_search,
    keep_search,
    name_oneself,
    preview,
    read_form,
    undo,
)
from sourceline.web.openapi import Question, question
from sourceline.web.pages import (
    article,
    articles,
    chronology,
    citation,
    claims,
    conflicts,
    contradictions,
    due,
    entities,
    entity,
    event,
    figures,
    left_out,
    network,
    overview,
    place_map,
    review,
    review_bulk,
    review_decisions,
    review_entity,
    review_event,
    review_line,
    search,
    sources,
    thread,
    threads,
)
from sourceline.web.pages import capture as capture_page
from sourceline.web.pages.problem import ProblemPage
from sourceline.web.render import render
from sourceline.web.vendored import FOLDER

if TYPE_CHECKING:
    from sourceline.team.open import Team

Show: TypeAlias = Callable[[Connection, Asked], Written | None]

PAGES: tuple[tuple[str, str, Show], ...] = (
    ("/", "overview", overview.show),
    ("/chronology", "chronology", chronology.show),
    ("/articles", "articles", articles.show),
    ("/article/{article}", "article", article.show),
    ("/article/{article}/capture", "capture", capture_page.show),
    ("/event/{event}", "event", event.show),
    ("/entities", "entities", entities.show),
    ("/entity/{entity}", "entity", entity.show),
    ("/claims", "claims", claims.show),
    ("/figures", "figures", figures.show),
    ("/sources", "sources", sources.show),
    ("/threads", "threads", threads.show),
    ("/thread/{thread}", "thread", thread.show),
    ("/due", "due", due.show),
    ("/conflicts", "conflicts", conflicts.show),
    ("/contradictions", "contradictions", contradictions.show),
    ("/map", "place_map", place_map.show),
    ("/network", "network", network.show),
    ("/left-out", "left_out", left_out.show),
    ("/review", "review", review.show),
    ("/review/bulk", "review_bulk", review_bulk.show),
    ("/review/decisions", "review_decisions", review_decisions.show),
    ("/review/event/{event}", "review_event", review_event.show),
    ("/review/entity/{entity}", "review_entity", review_entity.show),
    ("/review/claim/{claim}", "review_line", review_line.show_claim),
    ("/review/figure/{figure}", "review_line", review_line.show_figure),
    ("/review/follow-up/{follow_up}", "review_line", review_line.show_due),
)
# Pages that show what is kept beside the record, too.
ShowKept: TypeAlias = Callable[[Connection, Asked, Keeper], Written | None]
KEPT: tuple[tuple[str, str, ShowKept], ...] = (
    ("/search", "search", search.show),
)
CITED: tuple[tuple[str, Callable[[Connection, Asked], citation.CitationPage | None]], ...] = (
    ("/article/{article}/citation", citation.show_article),
    ("/event/{event}/citation", citation.show_event),
    ("/claim/{claim}/citation", citation.show_claim),
)
CAPTURED: tuple[tuple[str, Callable[[CaptureHead, bytes], Response]], ...] = (
    ("/article/{article}/capture/shown", capture.shown),
    ("/article/{article}/capture/file", capture.as_file))
FORMS: tuple[tuple[str, Callable[[Desk, Form], Response]], ...] = (
    ("/review/decide", decide), ("/review/undo", undo),
    ("/review/search/keep", keep_search), ("/review/search/forget", forget_search))
# Where nobody signs in, people say who they are.
OWN_FORMS = (*FORMS, ("/review/name", name_oneself))


def make_app(record: Path, hosts: frozenset[str] = LOOPBACK_NAMES, *,
             reviewing: bool = True, team: Team | None = None, https: bool = False) -> Starlette:
    """Make the reading room of one record.

    Takes: the record file, the host names it answers to (this machine's own by default), whether
    decisions may be made, the team that keeps them (then everybody signs in, and roles say who may
    decide), and whether browsers reach it by https. Decisions that wait for the record are applied
    at once.
    Refuses: a file that is no record, at once and not at the first page (`BrokenRecord`).
    """
    if team:
        return _team_app(record, hosts, team, https)
    keeper = beside(record)
    settle_record(record, keeper)
    desk = Desk(record, keeper) if reviewing else None
    routes = _routes(record, keeper, desk, OWN_FORMS)
    guard = Middleware(Guard, hosts=hosts, forms=FORM_PATHS if reviewing else (), https=https)
    return Starlette(routes=routes, middleware=[guard], exception_handlers=_handlers(record))


def _team_app(record: Path, hosts: frozenset[str], team: Team, https: bool) -> Starlette:
    # Only here: whoever works alone need not have what reaches a team's database.
    from sourceline.team.keep import TeamKeeper
    from sourceline.web.doorkeeper import Doorkeeper, House, login_routes
    from sourceline.web.house import house_routes

    keeper, house = TeamKeeper(team), House(team, record, https)
    settle_record(record, keeper)
    desk = Desk(record, keeper, keeper_of=lambda signed, address: TeamKeeper(
        team, signed.name, address))
    routes = [*login_routes(house), *house_routes(house), *_routes(record, keeper, desk, FORMS)]
    guard = Middleware(Guard, hosts=hosts, forms=TEAM_FORMS, https=https)
    keep = Middleware(Doorkeeper, house=house, routes=routes, problem=partial(_problem, record))
    return Starlette(routes=routes, middleware=[guard, keep],
                     exception_handlers=_handlers(record))


def _routes(record: Path, keeper: Keeper, desk: Desk | None,
            forms: tuple[tuple[str, Callable[[Desk, Form], Response]], ...]
            ) -> list[Route | Mount]:
    pages = (*PAGES, *((path, template, _asking(keeper, show)) for path, template, show in KEPT))
    readers = Readers(record)
    routes: list[Route | Mount] = [
        Route(path, _endpoint(record, readers, template, show, desk), methods=["GET"])
        for path, template, show in pages]
    routes.append(Route("/review/decisions.jsonl", _all_decisions(keeper), methods=["GET"]))
    routes += api_routes(readers, _questions(keeper))
    routes += [Route(path, _citation(record, readers, show, desk), methods=["GET"])
               for path, show in CITED]
    routes += [Route(path, _captured(readers, give), methods=["GET"]) for path, give in CAPTURED]
    if desk:
        routes += [Route(path, _form(desk, act), methods=["POST"]) for path, act in forms]
        routes.append(Route("/review/preview", _preview(desk), methods=["POST"]))
    routes.append(Mount("/vendor", StaticFiles(directory=FOLDER, check_dir=False)))
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    return routes


def _questions(keeper: Keeper) -> list[Question]:
    """Give the questions of the pages on the record itself, for the API."""
    own = [question(page_address(path), show, show) for path, _, show in PAGES
           if not path.startswith("/review")]
    return own + [question(page_address(path), _asking(keeper, show), show)
                  for path, _, show in KEPT]


def _handlers(record: Path) -> dict[object, Callable[[Request, Exception], Response]]:
    return {HTTPException: _missing(record), NotAllowed: _refused(record, 403),
            BadInput: _refused(record, 400), BrokenRecord: _broken(record)}


def _asking(keeper: Keeper, show: ShowKept) -> Show:
    return lambda connection, asked: show(connection, asked, keeper)


def _endpoint(record: Path, readers: Readers, template: str, show: Show, desk: Desk | None
              ) -> Callable[[Request], Response]:
    # A plain function: Starlette runs it in a thread, where SQLite may block.
    def answer(request: Request) -> Response:
        asked = Asked(request.url.path, dict(request.path_params), dict(request.query_params))
        as_json = asked.choice("format", ("html", "json")) == "json"
        with readers.lend() as connection:
            page = show(connection, asked)
        if page is None:
            raise HTTPException(404)
        if as_json:
            return Response(msgspec.json.encode(page), media_type="application/json")
        return HTMLResponse(render(template, page, asked, record.name, at_of(desk, request)))

    return answer


def _citation(record: Path, readers: Readers,
              show: Callable[[Connection, Asked], citation.CitationPage | None],
              desk: Desk | None) -> Callable[[Request], Response]:
    as_page = _endpoint(record, readers, "citation", show, desk)

    def answer(request: Request) -> Response:
        form = request.query_params.get("format", "")
        if form not in FORMATS:
            return as_page(request)
        with readers.lend() as connection:
            page = show(connection, Asked(request.url.path, dict(request.path_params),
                                          dict(request.query_params)))
        if page is None:
            raise HTTPException(404)
        shown = "inline" if form == "plain" else "attachment"
        return Response(page.text(form), media_type=f"{MEDIA[form]}; charset=utf-8", headers={
            "Content-Disposition": f'{shown}; filename="citation.{ENDINGS[form]}"'})

    return answer


def _captured(readers: Readers, give: Callable[[CaptureHead, bytes], Response]
              ) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        with readers.lend() as connection:
            head = ask_capture(connection, request.path_params["article"])
            content = ask_bytes(connection, head.article) if head else None
        if head is None or content is None:
            raise HTTPException(404)
        return give(head, content)

    return answer


def _form(desk: Desk, act: Callable[[Desk, Form], Response]
          ) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        mine = desk_of(desk, request)
        form = await read_form(request, mine)
        return await run_in_threadpool(act, mine, form)

    return answer


def _preview(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await read_form(request, desk_of(desk, request))
        page = await run_in_threadpool(preview, desk, form)
        asked, at = Asked(request.url.path, {}, {}), at_of(desk, request)
        return HTMLResponse(render("review_preview", page, asked, desk.record.name, at))

    return answer


def _all_decisions(keeper: Keeper) -> Callable[[Request], Response]:
    def answer(_request: Request) -> Response:
        lines = write_lines(keeper.read_decisions())
        return Response("".join(f"{line}\n" for line in lines),
                        media_type="application/jsonl", headers={
                            "Content-Disposition": 'attachment; filename="decisions.jsonl"'})

    return answer


def _problem(record: Path, request: Request, status: int, page: ProblemPage) -> Response:
    asked = Asked(request.url.path, {}, {})
    if request.query_params.get("format") == "json" or asked.path.startswith("/api/"):
        return Response(msgspec.json.encode(page), status, media_type="application/json")
    at = at_of(None, request)
    shut = status == 401 or (at.signed is None and "signed" in request.scope)
    return HTMLResponse(render("problem", page, asked, "" if shut else record.name,
                               replace(at, shut=shut)), status)


def _missing(record: Path) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        page = ProblemPage(what="There is no such page in this record.",
                           remedy="Ids change when a record is rebuilt from other articles; the "
                                  "chronology and the list of articles lead to everything.")
        return _problem(record, request, error.status_code, page)
    return answer


def _refused(record: Path, status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, BadInput)
        return _problem(record, request, status, ProblemPage(what=f"{error.what}.",
                                                          remedy=error.remedy))
    return answer


def _broken(record: Path) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, BrokenRecord)
        return _problem(record, request, 503, ProblemPage(what=f"{error.what}.",
                                                          remedy=error.remedy))
    return answer
