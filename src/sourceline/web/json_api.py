"""The JSON API: the promised views row by row, and the questions of the pages. It only reads.

In: a request below /api/. Out: JSON; a query nobody could mean is refused with a sentence. What may
be asked stands in `openapi.py`, made from the same descriptions, and served at /api/openapi.json.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from sqlite3 import Connection
from urllib.parse import quote, urlencode

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sourceline.errors import BadInput
from sourceline.record.base import Written
from sourceline.store.readers import Readers
from sourceline.store.views import NoSuchPlace, Rows, Sought, View, ask_rows, load_views, read_value
from sourceline.web.asked import Asked
from sourceline.web.openapi import AFTER_CHARS, MOST_ROWS, Question, documented, parameters_of

# What a row's address may not clash with: these are asked of every view.
_OWN = ("after", "size", "columns")


def api_routes(readers: Readers, questions: Sequence[Question]) -> list[Route]:
    """Give the routes of the API over one record."""
    routes = [Route("/api/openapi.json", _document(questions), methods=["GET"]),
              Route("/api/views", lambda _request: _json(_list()), methods=["GET"]),
              Route("/api/views/{view}", _answering(readers, _rows), methods=["GET"]),
              Route("/api/views/{view}/{id}", _answering(readers, _row), methods=["GET"])]
    for question in questions:
        routes.append(Route(question.path, _page(readers, question), methods=["GET"]))
    return routes


def _answering(readers: Readers, answer: Callable[[Connection, Asked], object]
               ) -> Callable[[Request], Response]:
    def answered(request: Request) -> Response:
        asked = Asked(request.url.path, dict(request.path_params), dict(request.query_params))
        with readers.lend() as connection:
            return _json(answer(connection, asked))
    return answered


def _page(readers: Readers, question: Question) -> Callable[[Request], Response]:
    def answer(connection: Connection, asked: Asked) -> Written:
        _refuse_unknown(asked, [one.name for one in parameters_of(question)])
        page = question.show(connection, asked)
        if page is None:
            raise HTTPException(404)
        return page
    return _answering(readers, answer)


def _list() -> object:
    return {"views": [{"view": view.name, "says": view.says, "rows": f"/api/views/{view.name}"}
                      for view in load_views().values()]}


def _rows(connection: Connection, asked: Asked) -> object:
    view = _view(asked)
    sought = _sought(view, asked)
    try:
        found: Rows = ask_rows(connection, view, sought)
    except NoSuchPlace:
        raise HTTPException(404) from None
    following = ""
    if found.after:
        query = {**asked.query, "after": found.after}
        following = f"/api/views/{view.name}?{urlencode(query)}"
    return {"view": view.name, "rows": found.rows, "next": following or None}


def _row(connection: Connection, asked: Asked) -> object:
    view = _view(asked)
    if not has_ids(view):
        raise HTTPException(404)
    _refuse_unknown(asked, ())
    found = ask_rows(connection, view, Sought(equal={view.key[0]: asked.part("id")}, size=1))
    if not found.rows:
        raise HTTPException(404)
    return found.rows[0]


def has_ids(view: View) -> bool:
    """Tell whether one row of this view can be named by an id.

    >>> has_ids(load_views()["events"]), has_ids(load_views()["sentences"])
    (True, False)
    """
    # The manual says "id" of a column only where it names one row.
    return len(view.key) == 1 and view.columns[view.key[0]].says.startswith("id")


def _view(asked: Asked) -> View:
    found = load_views().get(asked.part("view"))
    if found is None:
        raise HTTPException(404)
    return found


def _sought(view: View, asked: Asked) -> Sought:
    """Read what rows are wanted. Refuses what the view has no column for (`BadInput`)."""
    _refuse_unknown(asked, [*_OWN, *filters_of(view)])
    wanted: Mapping[str, dict[str, str | int | float | None]] = {"": {}, "min.": {}, "max.": {}}
    for name in asked.query:
        if name in _OWN:
            continue
        kind, dot, column = name.rpartition(".")
        said = asked.words(name)
        wanted[kind + dot][column] = read_value(view.columns[column], said)
    after = asked.query.get("after", "")
    if len(after) > AFTER_CHARS:
        raise BadInput("“after” is no place to go on from", remedy="follow the address in “next”")
    return Sought(equal=wanted[""], least=wanted["min."], most=wanted["max."],
                  columns=_columns(view, asked), after=after, size=_size(asked))


@cache
def _filters(name: str) -> tuple[str, ...]:
    view = load_views()[name]
    alike = [column.name for column in view.columns.values() if column.kind != "cites"]
    ordered = [column.name for column in view.columns.values()
               if column.kind in ("whole", "number", "day")]
    return (*alike, *(f"min.{one}" for one in ordered), *(f"max.{one}" for one in ordered))


def filters_of(view: View) -> tuple[str, ...]:
    """Name the filters of a view: a column, and the ends of its numbers and days."""
    return _filters(view.name)


def _columns(view: View, asked: Asked) -> tuple[str, ...]:
    said = tuple(name for name in asked.query.get("columns", "").split(",") if name)
    unknown = [name for name in said if name not in view.columns]
    if unknown:
        raise BadInput(f"“{view.name}” has no column “{unknown[0][:60]}”",
                       remedy="choose of: " + ", ".join(view.columns))
    return said


def _size(asked: Asked) -> int:
    said = asked.words("size") or "50"
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MOST_ROWS):
        raise BadInput(f"“size” is 1 to {MOST_ROWS}, not “{said}”", remedy="ask for fewer rows")
    return int(said)


def _refuse_unknown(asked: Asked, known: Sequence[str]) -> None:
    """A filter that is misspelled would silently give everything."""
    for name in asked.query:
        if name not in known:
            raise BadInput(f"there is nothing called “{name[:60]}” to ask for here",
                           remedy="choose of: " + ", ".join(known) if known else "ask without it")


def _document(questions: Sequence[Question]) -> Callable[[Request], Response]:
    made = list[bytes]()  # when it is first asked for: most who start a server never do

    def answer(_request: Request) -> Response:
        if not made:
            made.append(msgspec.json.encode(documented(questions, {
                view.name: (filters_of(view), has_ids(view)) for view in load_views().values()})))
        return Response(made[0], media_type="application/json")
    return answer


def _json(answer: object) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


def page_address(path: str) -> str:
    """Give the address in the API of a page.

    >>> page_address("/event/{event}"), page_address("/")
    ('/api/pages/event/{event}', '/api/pages/overview')
    """
    return "/api/pages" + quote(path if path != "/" else "/overview", safe="/{}_-")
