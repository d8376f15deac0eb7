"""The commands of review and search: decisions to and from lines of JSON, words to lines.

In: the command line. Out: as in `cli.py`, which adds these commands to its own.
"""

import json
import sys
from pathlib import Path
from typing import TextIO

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sourceline import api
from sourceline.cli_team import TEAM

ERR = Console(stderr=True)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
RECORD = click.argument("record", type=click.Path(path_type=Path))
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def decisions() -> None:
    """List, make, undo, export and import what people decided on a record."""


@decisions.command("list")
@RECORD
@TEAM
@AS_JSON
def list_(record: Path, team: str, as_json: bool) -> None:
    """List every decision and how the record stands to it; exit 1 when one lost its words."""
    standing, found = api.standing(record, team=team), api.decisions(record, team=team)
    lost, idle = {one.id for one in standing.lost}, set(standing.idle)
    if as_json:
        for one in found:
            click.echo(json.dumps({**msgspec.to_builtins(one), "lost": one.id in lost,
                                   "idle": one.id in idle}, ensure_ascii=False))
    else:
        table = Table("when", "who", "question", "verdict", "words", "record")
        for one in found:
            table.add_row(
                f"{one.decided_at:%Y-%m-%d %H:%M}", escape(one.person), one.question,
                escape(f"{one.verdict} {one.answer}".strip()), escape(one.cite.words[:60]),
                "words lost" if one.id in lost else "nothing rests on it" if one.id in idle else "")
        Console().print(table)
        click.echo(f"{standing.decisions} decisions, {standing.standing} stand, "
                   f"{len(lost)} no longer find their words"
                   + (f", {standing.unread} wait for the next build to reach events and cases"
                      if standing.unread else ""))
    sys.exit(1 if lost else 0)


@decisions.command("make")
@RECORD
@click.argument("thing")
@click.argument("question", type=click.Choice(sorted(api.QUESTIONS)))
@click.argument("verdict")
@click.argument("answer", default="")
@click.option("--by", "person", required=True, help="Your name, kept with the decision.")
@click.option("--other", default="", help="The other thing: an id, or words of the article.")
@click.option("--read-as", default="", help="Of a role: the part these words have now.")
@click.option("--why", "reason", default="", help="Your reason.")
@TEAM
@AS_JSON
def make(record: Path, thing: str, question: str, verdict: str, answer: str, as_json: bool,
         **said: str) -> None:
    """Decide QUESTION about THING (an id) with VERDICT: accept, reject, correct, merge, split …"""
    made, judged = api.decide(record, thing, question, verdict, answer=answer, **said)
    if as_json:
        for one in made:
            click.echo(json.dumps(msgspec.to_builtins(one), ensure_ascii=False))
        return
    for one in made:
        click.echo(f"{one.question} {one.verdict} {one.answer}".strip() + f": {one.cite.words}")
    idle = {one.id for one in made}.intersection(judged.idle)
    if idle:
        ERR.print("nothing in the record rests on these words now", markup=False)
    if judged.waiting:
        ERR.print(f"{judged.waiting}; it takes effect at the next build", markup=False)


@decisions.command("undo")
@RECORD
@click.argument("decision")
@click.option("--by", "person", required=True, help="Your name, kept with the decision.")
@click.option("--why", "reason", default="", help="Your reason.")
@TEAM
def undo(record: Path, decision: str, person: str, reason: str, team: str) -> None:
    """Take DECISION (an id, from `decisions list --json`) back; both stay in the log."""
    made, judged = api.take_back(record, decision, person=person, reason=reason, team=team)
    click.echo(f"taken back: {made.question}: {made.cite.words}")
    if judged.waiting:
        ERR.print(f"{judged.waiting}; it takes effect at the next build", markup=False)


@decisions.command("export")
@RECORD
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", atomic=True), default="-",
              help="A file; default: standard output.")
@TEAM
def export_(record: Path, output: TextIO, team: str) -> None:
    """Write every decision as a line of JSON, for others to import."""
    for line in api.export_decisions(record, team=team):
        output.write(line + "\n")


@decisions.command("import")
@RECORD
@click.argument("lines", type=click.File("r", encoding="utf-8"))
@TEAM
@AS_JSON
def import_(record: Path, lines: TextIO, team: str, as_json: bool) -> None:
    """Take in decisions from LINES ("-" for standard input); all of them or none."""
    fresh, judged = api.import_decisions(record, lines, team=team)
    if as_json:
        click.echo(json.dumps({"new": fresh, "decisions": judged.decisions,
                               "standing": judged.standing, "idle": judged.idle,
                               "lost": [one.id for one in judged.lost],
                               "waiting": judged.waiting}, ensure_ascii=False))
        return
    click.echo(f"{fresh} new decisions; {judged.standing} of {judged.decisions} stand, "
               f"{len(judged.lost)} do not find their words in this record")
    if judged.waiting:
        ERR.print(f"{judged.waiting}; they take effect at the next build", markup=False)


@click.command()
@RECORD
@click.argument("words")
@click.option("--in", "scope", type=click.Choice(api.SCOPES), help="Only in these lines.")
@click.option("--outlet", default="", help="Only in articles of this outlet.")
@click.option("--kind", default="", help="Only events of this kind, e.g. ARREST.")
@click.option("--since", type=DAY, help="Not before this day.")
@click.option("--until", type=DAY, help="Not after this day.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 2000))
@AS_JSON
def search(record: Path, words: str, as_json: bool, limit: int, **narrowed: object) -> None:
    """Find WORDS: all of them in one line. "a phrase", beginn*, port OR harbour, -without."""
    since, until = narrowed["since"], narrowed["until"]
    total, hits = api.search(
        record, words, scope=str(narrowed["scope"] or ""), outlet=str(narrowed["outlet"]),
        kind=str(narrowed["kind"]), since=str(since)[:10] if since else "",
        until=str(until)[:10] if until else "", limit=limit)
    if as_json:
        for hit in hits:
            click.echo(json.dumps({**msgspec.to_builtins(hit), "words": "".join(
                piece.words for piece in hit.said)}, ensure_ascii=False))
        return
    for hit in hits:
        said = "".join(f"[bold]{escape(piece.words)}[/bold]" if piece.found
                       else escape(piece.words) for piece in hit.said)
        place = f" at {hit.start}–{hit.end}" if hit.start is not None else ""
        about = escape(f"{hit.scope} {hit.thing}{place} {hit.outlet} {hit.title[:80]}".strip())
        Console(soft_wrap=True, highlight=False).print(f"{said}\n  [dim]{about}[/dim]")
    click.echo(f"{total:,} lines fit" + (f"; the first {len(hits)} are shown"
                                         if total > len(hits) else ""))
