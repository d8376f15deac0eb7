"""The commands: parse, call the twin in `api.py`, print.

In: the command line. Out: results on stdout, messages and progress on stderr; exit 0 when all is
well, 1 when problems were found, 2 for wrong use or input that cannot be used.
"""

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TextIO

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.tree import Tree

from sourceline import __version__, api
from sourceline.cli_due import due, watch
from sourceline.cli_progress import show_progress
from sourceline.cli_review import decisions, search
from sourceline.cli_serve import serve
from sourceline.cli_team import TEAM, team
from sourceline.errors import SourcelineError
from sourceline.rooms.acquire.fetch.lists import read_addresses
from sourceline.rooms.acquire.fetch.settings import FetchSettings
from sourceline.settings import Settings

ERR = Console(stderr=True)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
RECORD = click.argument("record", type=click.Path(path_type=Path))
INPUTS = click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
WORKERS = click.option("--workers", type=click.IntRange(min=0),
                       help="Worker processes; default one a core, 0 for none (debugging).")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sourceline")
def commands() -> None:
    """Turn a flood of reporting into a record that can be checked."""


@commands.command()
@INPUTS
@click.option("-o", "--output", "record", type=click.Path(path_type=Path),
              help="The record file; default: the first input's name with .db.")
@click.option("--settings", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--reader", help="Who reads: rules, model, fast, spacy:PIPELINE, service:ADDRESS.")
@click.option("--outlets", type=click.Path(path_type=Path),
              help="A TOML file that says who owns which outlet (docs/how-to/outlets.md).")
@click.option("--places", type=click.Path(path_type=Path),
              help="A TOML file that says where places lie (docs/how-to/places.md).")
@click.option("--columns", default="", help="What a table calls its columns, where the usual names "
              "do not do: 'text=Body of article,date=Printed on'.")
@WORKERS
@click.option("--engine", default="local", show_default=True,
              help="Who runs the reading: local, daft, ray://HOST:PORT (docs/how-to/scale.md).")
@TEAM
@click.option("--dry-run", is_flag=True, help="Say what would be read and left out; write nothing.")
@AS_JSON
def build(inputs: tuple[Path, ...], record: Path | None, settings: Path | None,
          reader: str | None, outlets: Path | None, places: Path | None, columns: str,
          workers: int | None, engine: str, team: str, dry_run: bool, as_json: bool) -> None:
    """Build a record from files and folders of articles, or bring it up to date.

    A build that was killed goes on where it stopped; what has not changed is not read again.
    """
    if dry_run:
        _print_forecast(api.dry_run(inputs, record, settings=settings, columns=columns,
                                    reader=reader, workers=workers), as_json)
        return
    with show_progress(ERR) as told:
        built = api.build(inputs, record, settings=settings, reader=reader, outlets=outlets,
                          places=places, columns=columns, workers=workers, engine=engine,
                          told=told, team=team)
    _print_built(built, as_json)


@commands.command()
@RECORD
@click.argument("view", required=False)
@click.option("--contains", default="", help="Only rows with these words in them.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1))
@AS_JSON
def show(record: Path, view: str | None, contains: str, limit: int, as_json: bool) -> None:
    """Show what stands in a record: a summary, or the rows of one VIEW (see docs/record.md)."""
    if view is None:
        _print_summary(api.summary(record), as_json)
        return
    try:
        rows = api.show(record, view, limit=limit, contains=contains)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    _print_rows(rows, view, as_json)


@commands.command()
@RECORD
@AS_JSON
def check(record: Path, as_json: bool) -> None:
    """Verify every cite, id and reference of a record; exit 1 when something does not hold."""
    faults = api.check(record)
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in faults], ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"{fault.place}: {fault.what}")
        click.echo(f"{len(faults)} faults found" if faults
                   else "every cite, id and reference holds")
    sys.exit(1 if faults else 0)


@commands.command()
@RECORD
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path))
@AS_JSON
def verify(record: Path, inputs: tuple[Path, ...], as_json: bool) -> None:
    """Hash again everything a record rests on; exit 1 when something differs.

    INPUTS are the files and folders it was built from; without them only the record is verified.
    """
    findings = api.verify(record, inputs)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            click.echo(f"{one.what}: {one.place} ({one.detail})")
        click.echo(f"{len(findings)} things differ" if findings else "everything is as it was"
                   if inputs else "the record is as it was made; name its inputs to compare them")
    sys.exit(1 if findings else 0)


@commands.command()
@RECORD
@click.argument("name", metavar="ID")
@AS_JSON
def why(record: Path, name: str, as_json: bool) -> None:
    """Explain anything in a record by its ID: rules, words and decisions it rests on."""
    reason = api.why(record, name)
    if as_json:
        click.echo(msgspec.json.encode(reason).decode())
    else:
        Console(soft_wrap=True, highlight=False).print(_tree(reason))


@commands.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@AS_JSON
def diff(a: Path, b: Path, as_json: bool) -> None:
    """Compare two records row by row; exit 1 when they differ."""
    differences = api.diff(a, b)
    if as_json:
        click.echo(json.dumps([asdict(d) for d in differences], ensure_ascii=False))
    else:
        for difference in differences:
            click.echo(f"{'-' if difference.side == 'a' else '+'} {difference.view} "
                       f"{difference.row}")
        if not differences:
            click.echo("the two records say the same")
    sys.exit(1 if differences else 0)


@commands.command()
@RECORD
def dump(record: Path) -> None:
    """Print the canonical dump of a record: the same lines for the same record."""
    for line in api.dump(record):
        click.echo(line)


@commands.command()
@RECORD
@click.option("--to", required=True, type=click.Choice(list(api.FORMATS)), metavar="FORMAT",
              help="; ".join(f"{name}: {one.says}" for name, one in api.FORMATS.items()) + ".")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path),
              help="A file, or a folder for formats of many files.")
@click.option("--protect", type=click.Path(path_type=Path),
              help="A file of names, one a line, that must stand nowhere in the export.")
@AS_JSON
def export(record: Path, to: str, out: Path | None, protect: Path | None, as_json: bool) -> None:
    """Hand a record on in another format, every line with its cite."""
    place = api.export(record, to, out, protect=protect)
    click.echo(json.dumps({"written": str(place)}) if as_json else f"Written: {place}")


commands.add_command(due)
commands.add_command(watch)


@commands.command()
@click.argument("addresses", nargs=-1)
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path),
              help="A folder; pages go into pages.warc.gz there, which `build` reads.")
@click.option("--list", "lists", multiple=True, type=click.File(encoding="utf-8"),
              help="A file of addresses, one a line, # comments; or a CSV with a column of them.")
@click.option("--from", "listed", multiple=True,
              help="A feed or sitemap whose pages are wanted, or a file of one.")
@click.option("--pause", "pause_s", default=FetchSettings.pause_s, show_default=True,
              help="Seconds between two requests to one host.")
@click.option("--proxy", default="", help="http://HOST:PORT to go through, or none; "
              "default: what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say.")
@click.option("--proxy-resolves", is_flag=True, help="Look no name up here; the proxy does.")
@click.option("--allow-private", is_flag=True, help="Also fetch from a private network.")
@click.option("--dry-run", is_flag=True, help="List the addresses; fetch no page.")
@AS_JSON
def fetch(addresses: tuple[str, ...], folder: Path, lists: tuple[TextIO, ...],
          listed: tuple[str, ...], pause_s: float, proxy: str, proxy_resolves: bool,
          allow_private: bool, dry_run: bool, as_json: bool) -> None:
    """Fetch pages into a web archive; the only command that opens connections.

    Obeys robots.txt, waits between requests, and goes on where it was stopped.
    """
    wanted = [*addresses, *(one for file in lists for one in read_addresses(file.read()))]
    settings = FetchSettings(pause_s=pause_s, proxy=proxy, proxy_resolves=proxy_resolves,
                             allow_private=allow_private)
    if dry_run:
        for address in (*wanted, *listed):
            click.echo(address)
        return
    failed = 0
    for got in api.fetch(wanted, folder, listed=listed, settings=settings):
        failed += bool(got.why) and got.why != "already here"
        click.echo(json.dumps(asdict(got)) if as_json else
                   f"{got.why or f'{got.size_bytes:,} bytes'}  {got.address}")
    sys.exit(1 if failed else 0)


commands.add_command(serve)


@commands.command()
@click.option("--folder", default="build/demo", show_default=True, type=click.Path(path_type=Path),
              help="Where the demo record goes.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(1, 65535))
@click.option("--serve/--no-serve", "and_serve", default=True, show_default=True)
@WORKERS
def demo(folder: Path, port: int, and_serve: bool, workers: int | None) -> None:
    """Build the record of the invented demo collection, show it, and serve its pages."""
    with show_progress(ERR) as told:
        built = api.demo(folder, workers=workers, told=told)
    _print_built(built, as_json=False)
    _print_summary(api.summary(built.record), as_json=False)
    if and_serve:
        ERR.print(f"Read it at http://127.0.0.1:{port}/ (stop with Ctrl-C)", highlight=False)
        api.serve(built.record, port=port)


@commands.command()
def settings() -> None:
    """Print every setting with its default, as JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(msgspec.to_builtins(Settings()))).decode())


commands.add_command(decisions)
commands.add_command(search)
commands.add_command(team)


def _print_built(built: api.Built, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({
            "record": str(built.record), "articles": built.articles, "read_now": built.read_now,
            "unchanged": built.unchanged,
            "outcomes": [msgspec.to_builtins(o) for o in built.outcomes]}, ensure_ascii=False))
        return
    if built.unchanged:
        click.echo(f"Nothing to do: {built.record} already holds these {built.articles} articles.")
        return
    click.echo(f"{built.record}: {built.articles} articles, {built.read_now} read now.")
    for decision in built.lost_decisions:
        click.echo(f"The decision {decision.id} by {decision.person} no longer finds its words "
                   f"“{decision.cite.words[:80]}”; it is kept and not applied.")
    if built.outcomes:
        table = Table("file", "room", "left out or failed", "detail", title="Outcomes")
        for outcome in built.outcomes[:40]:
            table.add_row(outcome.path, outcome.room, outcome.reason, outcome.detail)
        Console().print(table)
        if len(built.outcomes) > 40:
            click.echo(f"… and {len(built.outcomes) - 40} more: "
                       f"sourceline show {built.record} outcomes")


def _print_forecast(survey: api.Forecast, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(survey).decode())
        return
    click.echo(f"A build would read {survey.to_read:,} articles "
               f"({survey.content_bytes / 1e6:.1f} MB in all).")
    if survey.known:
        click.echo(f"It would skip {survey.known:,}: read before and unchanged.")
    if survey.read_seconds is not None:
        click.echo(f"Reading would take about {timedelta(seconds=round(survey.read_seconds))} "
                   "(hours:minutes:seconds), by a few of these articles.")
    for reason, count in survey.dropped:
        click.echo(f"It would leave out {count}: {reason.replace('_', ' ')}.")


def _print_summary(summary: api.Summary, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"record": str(summary.record), "rows": summary.rows,
                               "statuses": summary.statuses, "outcomes": summary.outcomes}))
        return
    table = Table("what", "how many", title=f"Record {summary.record}")
    for view, count in summary.rows.items():
        table.add_row(view.replace("_", " "), f"{count:,}")
    Console().print(table)
    said = ", ".join(f"{count} {status}" for status, count in summary.statuses.items())
    click.echo(f"Events by status: {said or 'none'}")


def _print_rows(rows: tuple[api.Row, ...], view: str, as_json: bool) -> None:
    if as_json:
        for row in rows:
            click.echo(json.dumps(dict(zip(row.names, row.values, strict=True)),
                                  ensure_ascii=False))
        return
    table = Table(*(rows[0].names if rows else ("nothing found",)), title=view)
    for row in rows:
        table.add_row(*("" if value is None else str(value)[:120] for value in row.values))
    Console().print(table)


def _tree(reason: api.Reason) -> Tree:
    tree = Tree(_lines(reason))
    for below in reason.rests_on:
        tree.add(_tree(below))
    if reason.left_out:
        tree.add(f"… and {reason.left_out} more")
    return tree


def _lines(reason: api.Reason) -> str:
    from rich.markup import escape

    lines = [f"[bold]{escape(reason.what)}[/bold]  [dim]{reason.id}[/dim]"]
    if reason.cite:
        cite = reason.cite
        lines.append(escape(f"words: “{cite.words}” ({cite.article} at {cite.start}–{cite.end})"))
    if reason.because:
        because = reason.because
        lines.append(escape(f"because: {because.sentence} [{because.rule} {because.version}]"))
        lines += [escape(f"  looked at: “{c.words}” ({c.article} at {c.start}–{c.end})")
                  for c in because.cites]
    return "\n".join(lines)


def main() -> None:
    """Run the command line; errors of ours become one clear line and exit 2."""
    try:
        commands(standalone_mode=True)
    except SourcelineError as error:
        ERR.print(f"sourceline: {error}", highlight=False, markup=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
