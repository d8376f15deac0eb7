"""The commands of what is due: list it, export it as a calendar, watch a folder.

In: the command line. Out: as in `cli.py`, which adds these commands to its own.
"""

import json
import sys
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sourceline import api
from sourceline.cli_team import TEAM

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


@click.command()
@click.argument("record", type=click.Path(path_type=Path))
@click.option("--state", type=click.Choice(("due", "open", "overdue", "answered", "all")),
              default="due", show_default=True, help="Which to list; due: open or overdue.")
@click.option("--ics", type=click.Path(path_type=Path),
              help="Also write them as a calendar (iCalendar) to this file.")
@AS_JSON
def due(record: Path, state: str, ics: Path | None, as_json: bool) -> None:
    """List what articles say is due and this collection tells no outcome of, by date."""
    found = api.due(record, state=state)
    if ics is not None:
        api.write_due_calendar(record, ics, state=state)
    if as_json:
        for line in found:
            click.echo(json.dumps(msgspec.to_builtins(line), ensure_ascii=False))
        return
    table = Table("due", "what", "state", "words", "thread", "from")
    for line in found:
        table.add_row(_when(line), line.stage.lower(), escape(_state(line)),
                      escape(line.words[:120]), escape(line.thread_label[:60]),
                      escape((line.outlet or line.title)[:40]))
    Console().print(table)
    reach = api.latest_day(record)
    if reach is not None:
        click.echo(f"No outcome found means: in this collection, up to {reach}.")


def _when(line: api.DueLine) -> str:
    if line.due_from is None and line.due_to is None:
        return "no day given"
    return f"{line.due_from or '…'} to before {line.due_to or '…'}"


def _state(line: api.DueLine) -> str:
    return f"{line.state} ({line.manner})" if line.manner else line.state


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", "record", type=click.Path(path_type=Path),
              help="The record file; default: the folder's name with .db.")
@click.option("--settings", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--reader", help="Who reads; see `sourceline build`.")
@click.option("--workers", type=click.IntRange(min=0), help="Worker processes.")
@click.option("--every", "every_s", default=5.0, show_default=True,
              type=click.FloatRange(min=0.2), help="Seconds between two looks at the folder.")
@click.option("--once", is_flag=True, help="Build once, say what moved, and stop (for cron).")
@click.option("--log", type=click.Path(path_type=Path),
              help="Where changes go as JSON lines; default: beside the record.")
@click.option("--atom", "feed", type=click.Path(path_type=Path),
              help="Where the Atom feed goes; default: beside the record.")
@TEAM
@AS_JSON
def watch(folder: Path, record: Path | None, settings: Path | None, reader: str | None,
          workers: int | None, every_s: float, once: bool, log: Path | None, feed: Path | None,
          team: str, as_json: bool) -> None:
    """Build the record of FOLDER again when articles arrive, and say what moved.

    Says which follow-ups were answered or fell due, which figures were given anew, and which
    threads moved; writes the same as lines of JSON and as an Atom feed beside the record.
    """
    try:
        for one in api.watch(folder, record, settings=settings, reader=reader, workers=workers,
                             every_s=every_s, once=once, log=log, feed=feed, team=team):
            _print_round(one, as_json)
    except KeyboardInterrupt:
        sys.exit(0)


def _print_round(one: api.Round, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({
            "record": str(one.built.record), "articles": one.built.articles,
            "new_articles": one.new_articles, "first": one.first,
            "changes": [msgspec.to_builtins(change) for change in one.changes]},
            ensure_ascii=False))
    elif one.first:
        click.echo(f"{one.built.record}: {one.built.articles} articles; from now on changes are "
                   "told.")
    else:
        click.echo(f"{one.built.record}: {one.new_articles} new articles, "
                   f"{len(one.changes)} changes.")
        for change in one.changes:
            click.echo(f"  {change.kind}: {change.says}")
    sys.stdout.flush()
