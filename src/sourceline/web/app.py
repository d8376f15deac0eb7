"""The routes of the reading room, and serving it on this machine.

In: the path of a record. Out: a Starlette app whose pages only read the record; the forms of
review, where they are on, keep decisions beside it and apply them. Each request opens the file
anew (0.1 ms), so a record that is rebuilt shows its new content.
"""

import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from sqlite3 import Connection
from typing import TypeAlias

import msgspec
import uvicorn
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
from sourceline.store.open import open_record
from sourceline.web.asked import Asked
from sourceline.web.citing import ENDINGS, FORMATS, MEDIA
from sourceline.web.guard import LOOPBACK_NAMES, Guard
from sourceline.web.judging import (
    Desk,
    Form,
    decide,
    forget_search,
    keep_search,
    name_oneself,
    person_of,
    preview,
    read_form,
    undo,
)
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
    threads,
)
from sourceline.web.pages.problem import ProblemPage
from sourceline.web.render import At, render

Show: TypeAlias = Callable[[Connection, Asked], Written | None]

PAGES: tuple[tuple[str, str, Show], ...] = (
    ("/", "overview", overview.show),
    ("/chronology", "chronology", chronology.show),
    ("/articles", "articles", articles.show),
    ("/article/{article}", "article", article.show),
    ("/event/{event}", "event", event.show),
    ("/entities", "entities", entities.show),
    ("/entity/{entity}", "entity", entity.show),
    ("/claims", "claims", claims.show),
    ("/figures", "figures", figures.show),
    ("/sources", "sources", sources.show),
    ("/threads", "threads", threads.show),
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
FORMS: tuple[tuple[str, Callable[[Desk, Form], Response]], ...] = (
    ("/review/decide", decide), ("/review/undo", undo), ("/review/name", name_oneself),
    ("/review/search/keep", keep_search), ("/review/search/forget", forget_search))


def make_app(record: Path, hosts: frozenset[str] = LOOPBACK_NAMES, *,
             reviewing: bool = True) -> Starlette:
    """Make the reading room of one record.

    Takes: the record file, the host names it answers to (this machine's own by default), and
    whether decisions may be made. Decisions that wait for the record are applied at once.
    Refuses: a file that is no record, at once and not at the first page (`BrokenRecord`).
    """
    keeper = beside(record)
    settle_record(record, keeper)
    desk = Desk(record, keeper) if reviewing else None
    pages = (*PAGES, *((path, template, _asking(keeper, show)) for path, template, show in KEPT))
    routes: list[Route | Mount] = [
        Route(path, _endpoint(record, template, show, desk), methods=["GET"])
        for path, template, show in pages]
    routes.append(Route("/review/decisions.jsonl", _all_decisions(keeper), methods=["GET"]))
    routes += [Route(path, _citation(record, show, desk), methods=["GET"]) for path, show in CITED]
    if desk:
        routes += [Route(path, _form(desk, act), methods=["POST"]) for path, act in FORMS]
        routes.append(Route("/review/preview", _preview(desk), methods=["POST"]))
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    return Starlette(
        routes=routes, middleware=[Middleware(Guard, hosts=hosts, reviewing=reviewing)],
        exception_handlers={HTTPException: _missing(record), BadInput: _refused(record),
                            BrokenRecord: _broken(record)})


def serve(record: Path, host: str = "127.0.0.1", port: int = 8017, *,
          allow_remote: bool = False) -> None:
    """Serve a record until interrupted, by default to this machine only.

    Refuses: an address others can reach, unless `allow_remote` says that it is meant: whoever
    reaches it reads everything, without a password, and can decide nothing; a port that is taken
    (`BadInput`).
    """
    loopback = host in LOOPBACK_NAMES or host == "::1"
    if not loopback and not allow_remote:
        raise BadInput("this address can be reached by other machines, and the pages ask for no "
                       "password", where=host,
                       remedy="serve on 127.0.0.1, or say that it is meant to be open")
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    app = make_app(record, LOOPBACK_NAMES | {named.lower()}, reviewing=loopback)
    listening = _listen(host.strip("[]"), port)
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is said about it, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise BadInput(f"the pages cannot be served there ({error.strerror})",
                       where=f"{host}:{port}", remedy="name another port with --port") from error


def _asking(keeper: Keeper, show: ShowKept) -> Show:
    return lambda connection, asked: show(connection, asked, keeper)


def _endpoint(record: Path, template: str, show: Show, desk: Desk | None
              ) -> Callable[[Request], Response]:
    # A plain function: Starlette runs it in a thread, where SQLite may block.
    def answer(request: Request) -> Response:
        asked = Asked(request.url.path, dict(request.path_params), dict(request.query_params))
        as_json = asked.choice("format", ("html", "json")) == "json"
        connection = open_record(record)
        try:
            page = show(connection, asked)
        finally:
            connection.close()
        if page is None:
            raise HTTPException(404)
        if as_json:
            return Response(msgspec.json.encode(page), media_type="application/json")
        at = At(desk.word, person_of(request)) if desk else At()
        return HTMLResponse(render(template, page, asked, record.name, at))

    return answer


def _citation(record: Path, show: Callable[[Connection, Asked], citation.CitationPage | None],
              desk: Desk | None) -> Callable[[Request], Response]:
    as_page = _endpoint(record, "citation", show, desk)

    def answer(request: Request) -> Response:
        form = request.query_params.get("format", "")
        if form not in FORMATS:
            return as_page(request)
        connection = open_record(record)
        try:
            page = show(connection, Asked(request.url.path, dict(request.path_params),
                                          dict(request.query_params)))
        finally:
            connection.close()
        if page is None:
            raise HTTPException(404)
        shown = "inline" if form == "plain" else "attachment"
        return Response(page.text(form), media_type=f"{MEDIA[form]}; charset=utf-8", headers={
            "Content-Disposition": f'{shown}; filename="citation.{ENDINGS[form]}"'})

    return answer


def _form(desk: Desk, act: Callable[[Desk, Form], Response]
          ) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await read_form(request, desk)
        return await run_in_threadpool(act, desk, form)

    return answer


def _preview(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        form = await read_form(request, desk)
        page = await run_in_threadpool(preview, desk, form)
        asked, at = Asked(request.url.path, {}, {}), At(desk.word, person_of(request))
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
    if request.query_params.get("format") == "json":
        return Response(msgspec.json.encode(page), status, media_type="application/json")
    return HTMLResponse(render("problem", page, asked, record.name), status)


def _missing(record: Path) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        page = ProblemPage(what="There is no such page in this record.",
                           remedy="Ids change when a record is rebuilt from other articles; the "
                                  "chronology and the list of articles lead to everything.")
        return _problem(record, request, error.status_code, page)
    return answer


def _refused(record: Path) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, BadInput)
        return _problem(record, request, 400, ProblemPage(what=f"{error.what}.",
                                                          remedy=error.remedy))
    return answer


def _broken(record: Path) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, BrokenRecord)
        return _problem(record, request, 503, ProblemPage(what=f"{error.what}.",
                                                          remedy=error.remedy))
    return answer
