"""The routes of the reading room, and serving it on this machine.

In: the path of a record. Out: a Starlette app whose every page reads the record, and only reads.
Each request opens the file anew (0.1 ms), so a record that is rebuilt shows its new content.
"""

import socket
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import TypeAlias

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sourceline.errors import BadInput, BrokenRecord
from sourceline.record.base import Written
from sourceline.store.open import open_record
from sourceline.web.asked import Asked
from sourceline.web.guard import LOOPBACK_NAMES, Guard
from sourceline.web.pages import (
    article,
    articles,
    chronology,
    claims,
    due,
    entities,
    entity,
    event,
    figures,
    left_out,
    overview,
    sources,
    threads,
)
from sourceline.web.pages.problem import ProblemPage
from sourceline.web.render import render

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
    ("/left-out", "left_out", left_out.show),
)


def make_app(record: Path, hosts: frozenset[str] = LOOPBACK_NAMES) -> Starlette:
    """Make the reading room of one record.

    Takes: the record file, and the host names it answers to (this machine's own by default).
    Refuses: a file that is no record, at once and not at the first page (`BrokenRecord`).
    """
    open_record(record).close()
    routes: list[Route | Mount] = [
        Route(path, _endpoint(record, template, show), methods=["GET"])
        for path, template, show in PAGES]
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    return Starlette(
        routes=routes, middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: _missing(record), BadInput: _refused(record),
                            BrokenRecord: _broken(record)})


def serve(record: Path, host: str = "127.0.0.1", port: int = 8017, *,
          allow_remote: bool = False) -> None:
    """Serve a record until interrupted, by default to this machine only.

    Refuses: an address others can reach, unless `allow_remote` says that it is meant: whoever
    reaches it reads everything, without a password; a port that is taken (`BadInput`).
    """
    loopback = host in LOOPBACK_NAMES or host == "::1"
    if not loopback and not allow_remote:
        raise BadInput("this address can be reached by other machines, and the pages ask for no "
                       "password", where=host,
                       remedy="serve on 127.0.0.1, or say that it is meant to be open")
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    app = make_app(record, LOOPBACK_NAMES | {named.lower()})
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


def _endpoint(record: Path, template: str, show: Show) -> Callable[[Request], Response]:
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
        return HTMLResponse(render(template, page, asked, record.name))

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
