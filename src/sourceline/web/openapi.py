"""The OpenAPI document of the JSON API: nothing in it is written down a second time.

In: the description of the views (`store/views.toml`), the types the pages give, and what each page
reads of its address, found by letting it ask an empty record. Out: an OpenAPI 3.1 document.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import TypeAlias, get_args, get_type_hints

import msgspec

from sourceline import __version__
from sourceline.record.base import Written
from sourceline.store.ask import Page
from sourceline.store.open import blank_record
from sourceline.store.remember import remember
from sourceline.store.views import LARGEST, Column, View, load_views
from sourceline.web.asked import MAX_PAGE, MAX_WORDS_CHARS, Asked
from sourceline.web.pages.problem import ProblemPage

MOST_ROWS = 500
AFTER_CHARS = 2000

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
Schema: TypeAlias = dict[str, Json]
_REF = "#/components/schemas/{name}"


@dataclass(frozen=True)
class Question:
    """A page of the record as the API gives it: its address, and the function that asks."""

    path: str
    show: Callable[[Connection, Asked], Written | None]
    says: str
    gives: type[Written]


@dataclass(frozen=True)
class Parameter:
    """Something a page reads of its address."""

    name: str
    schema: Schema


@dataclass(frozen=True)
class _Listening(Asked):
    """An address that notes what is read of it; nothing is asked for."""

    heard: dict[str, Schema] = field(default_factory=dict)

    def part(self, name: str) -> str:  # noqa: ARG002
        return ""

    def words(self, name: str) -> str:
        self.heard.setdefault(name, {"type": "string", "maxLength": MAX_WORDS_CHARS})
        return ""

    def choice(self, name: str, allowed: Collection[str]) -> str:
        self.heard.setdefault(name, {"type": "string", "enum": ["", *sorted(allowed)]})
        return ""

    def day(self, name: str) -> date | None:
        self.heard.setdefault(name, {"anyOf": [{"type": "string", "format": "date"},
                                               {"const": ""}]})
        return None

    def page(self, size: int = 50) -> Page:
        self.heard.setdefault("page", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE,
                                       "default": 1})
        return Page(number=1, size=size)

    def place(self, name: str) -> tuple[int, int] | None:
        self.heard.setdefault(name, {"type": "string", "maxLength": MAX_WORDS_CHARS})
        return None


def question(path: str, show: Callable[[Connection, Asked], Written | None],
             asks: Callable[..., Written | None]) -> Question:
    """Make a question of a page.

    Takes: `asks`, the function of the page's own module, whose first sentence and type tell what it
    gives; `show`, the same as it is called.
    """
    gives = get_type_hints(asks)["return"]
    kinds = [kind for kind in get_args(gives) or (gives,) if kind is not type(None)]
    says = (asks.__doc__ or "").strip().partition("\n")[0]
    return Question(path, show, says, kinds[0])


def parameters_of(asked_of: Question) -> tuple[Parameter, ...]:
    """Give what a page reads of its address, in the order in which it does."""
    return _parameters(asked_of.show)


@cache
def _parameters(show: Callable[[Connection, Asked], Written | None]) -> tuple[Parameter, ...]:
    listening = _Listening("/", {}, {})
    blank = blank_record()
    try:
        remember(blank)
        show(blank, listening)
    finally:
        blank.close()
    return tuple(Parameter(name, schema) for name, schema in listening.heard.items())


def documented(questions: Sequence[Question],
               views: Mapping[str, tuple[Sequence[str], bool]]) -> Schema:
    """Write the document.

    Takes: the pages' questions, and for each view its filters and whether its rows have ids.
    """
    (*_, problem), components = msgspec.json.schema_components(
        [*(one.gives for one in questions), ProblemPage], ref_template=_REF)
    paths: Schema = {
        "/api/openapi.json": {"get": _operation("openapi", "This document.", (), {
            "type": "object"}, missing=False)},
        "/api/views": {"get": _operation("views", "The promised views of the record.", (),
                                         _VIEW_LIST, missing=False)}}
    for view in load_views().values():
        filters, has_ids = views[view.name]
        paths[f"/api/views/{view.name}"] = {"get": _rows_of(view, filters)}
        if has_ids:
            paths[f"/api/views/{view.name}/{{{view.key[0]}}}"] = {"get": _row_of(view)}
    for one in questions:
        name = one.path.removeprefix("/api/pages/").replace("/", "_").replace("{", "").replace(
            "}", "")
        parts = [part.strip("{}") for part in one.path.split("/") if part.startswith("{")]
        paths[one.path] = {"get": _operation(
            f"page_{name}", one.says, [*(_part(part) for part in parts),
                                       *(_query(p.name, p.schema) for p in parameters_of(one))],
            {"$ref": _REF.format(name=one.gives.__name__)}, missing=bool(parts))}
    return {"openapi": "3.1.0", "info": {
        "title": "A Sourceline record", "version": __version__,
        "description": "What articles say, with the words that say it. Everything is read-only."},
        "paths": paths, "components": {"schemas": {
            **components, **{f"row_{view.name}": _row_schema(view)
                             for view in load_views().values()}, "Problem": problem}}}


def _operation(name: str, says: str, parameters: Sequence[Schema], gives: Schema, *,
               missing: bool) -> Schema:
    wrong: Schema = {"$ref": _REF.format(name="ProblemPage")}
    responses: Schema = {"200": _answer("What was asked for.", gives),
                         "400": _answer("The question cannot be meant.", wrong),
                         "401": _answer("A team keeps this record; nobody is signed in.", wrong),
                         "503": _answer("The record cannot be read now.", wrong)}
    if missing:
        responses["404"] = _answer("There is no such thing in this record.", wrong)
    return {"operationId": name, "summary": says, "parameters": list(parameters),
            "responses": responses}


def _answer(says: str, schema: Schema) -> Schema:
    return {"description": says, "content": {"application/json": {"schema": schema}}}


def _query(name: str, schema: Schema, says: str = "") -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema,
            **({"description": says} if says else {})}


def _part(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True,
            "schema": {"type": "string", "minLength": 1, "pattern": "^[A-Za-z0-9]+$"}}


_VIEW_LIST: Schema = {
    "type": "object", "required": ["views"], "properties": {"views": {
        "type": "array", "items": {"type": "object", "required": ["view", "says", "rows"],
                                   "properties": {name: {"type": "string"} for name in
                                                  ("view", "says", "rows")}}}}}


def _rows_of(view: View, filters: Sequence[str]) -> Schema:
    columns = "|".join(view.columns)
    parameters = [
        _query("size", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": 50},
               "Rows at a time."),
        _query("columns", {"type": "string", "pattern": f"^(({columns})(,({columns}))*)?$"},
               "Only these columns, with commas between them."),
        *(_filter(view, name) for name in filters)]
    parameters.append(_query("after", {"type": "string", "maxLength": AFTER_CHARS},
                             "Where to go on, as `next` gives it."))
    gives: Schema = {"type": "object", "required": ["view", "rows", "next"], "properties": {
        "view": {"const": view.name},
        "rows": {"type": "array", "maxItems": MOST_ROWS,
                 "items": {"$ref": _REF.format(name=f"row_{view.name}")}},
        "next": {"type": ["string", "null"]}}}
    return _operation(f"rows_{view.name}", view.says, parameters, gives, missing=True)


def _row_of(view: View) -> Schema:
    gives: Schema = {"allOf": [{"$ref": _REF.format(name=f"row_{view.name}")},
                               {"required": list(view.columns)}]}
    return _operation(f"row_{view.name}", f"One row of {view.name}.", [_part(view.key[0])], gives,
                      missing=True)


def _filter(view: View, name: str) -> Schema:
    end, _, column = name.rpartition(".")
    about = {"": "Rows with this value", "min": "Rows with this value or more",
             "max": "Rows with this value or less"}[end]
    one = view.columns[column]
    if one.kind in ("whole", "number"):
        schema: Schema = {"type": "integer" if one.kind == "whole" else "number",
                          "minimum": -LARGEST[one.kind], "maximum": LARGEST[one.kind]}
    else:
        schema = {"type": "string", "maxLength": MAX_WORDS_CHARS}
    return _query(name, schema, f"{about} as {column}: {one.says}.")


def _row_schema(view: View) -> Schema:
    return {"type": "object", "additionalProperties": False, "description": view.says,
            "properties": {column.name: _cell(view, column) for column in view.columns.values()}}


def _cell(view: View, column: Column) -> Schema:
    said: Schema = {"description": column.says}
    if column.kind == "words":
        items: Schema = {"type": "string"}
        if column.words:
            items["enum"] = list(column.words)
        return {**said, "type": "array", "items": items}
    if column.kind == "cites":
        return {**said, "type": "array", "items": {"type": "object"}}
    kind = {"whole": "integer", "number": "number"}.get(column.kind, "string")
    if column.name in view.key:
        return {**said, "type": kind}
    if column.kind == "day":
        return {**said, "type": ["string", "null"], "format": "date"}
    if column.words:
        return {**said, "enum": [*column.words, None]}
    return {**said, "type": [kind, "null"]}
