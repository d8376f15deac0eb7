"""The commands of a team: its database, its accounts, what was done.

In: the command line; passwords from a prompt or from standard input, never as an argument, where
other users of the machine would see them. Out: as in `cli.py`, which adds these to its own.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sourceline import api_team
from sourceline.team.roles import ROLES

if TYPE_CHECKING:
    from sourceline.team.people import Account

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
# Of `build`, `decisions` and `serve` too.
TEAM = click.option("--team", envvar="SOURCELINE_TEAM", default="", metavar="ADDRESS",
                    help="A team's database, postgresql://…; also from SOURCELINE_TEAM.")
_NEEDED = click.option("--team", "address", envvar="SOURCELINE_TEAM", required=True,
                       metavar="ADDRESS",
                       help="The team's database, postgresql://…; also from SOURCELINE_TEAM.")
_STDIN = click.option("--password-stdin", is_flag=True,
                      help="Read the password as one line from standard input.")
_NAME = click.argument("name")
_ROLE = click.Choice(ROLES)


@click.group()
def team() -> None:
    """Make and keep a team: its database and its accounts (docs/how-to/teams.md)."""


@team.command()
@_NEEDED
@click.option("--server-role", default="", metavar="NAME",
              help="A database role to serve the pages with: it may add, and change nothing kept.")
@AS_JSON
def init(address: str, server_role: str, as_json: bool) -> None:
    """Make the team's tables, or bring older ones up to date; nothing is lost."""
    where = api_team.init(address, server_role=server_role)
    click.echo(json.dumps({"team": where}) if as_json else f"The team's tables stand in {where}")


@team.command("add-user")
@_NEEDED
@_NAME
@click.option("--role", type=_ROLE, default="reader", show_default=True)
@_STDIN
@AS_JSON
def add_user(address: str, name: str, role: str, password_stdin: bool, as_json: bool) -> None:
    """Add an account; its NAME will stand on every decision it makes."""
    _print_account(api_team.add_user(address, name, role, _password(password_stdin)), as_json)


@team.command("set-role")
@_NEEDED
@_NAME
@click.argument("role", type=_ROLE)
@AS_JSON
def set_role(address: str, name: str, role: str, as_json: bool) -> None:
    """Give an account another role."""
    _print_account(api_team.set_role(address, name, role), as_json)


@team.command()
@_NEEDED
@_NAME
@_STDIN
@AS_JSON
def passwd(address: str, name: str, password_stdin: bool, as_json: bool) -> None:
    """Give an account another password; whoever is signed in with it is signed out."""
    _print_account(api_team.passwd(address, name, _password(password_stdin)), as_json)


@team.command()
@_NEEDED
@_NAME
@AS_JSON
def disable(address: str, name: str, as_json: bool) -> None:
    """Close an account at once; its decisions stay."""
    _print_account(api_team.disable(address, name), as_json)


@team.command()
@_NEEDED
@_NAME
@AS_JSON
def enable(address: str, name: str, as_json: bool) -> None:
    """Open a closed account again."""
    _print_account(api_team.enable(address, name), as_json)


@team.command("list")
@_NEEDED
@AS_JSON
def list_(address: str, as_json: bool) -> None:
    """List every account."""
    found = api_team.list_users(address)
    if as_json:
        for one in found:
            click.echo(msgspec.json.encode(one).decode())
        return
    table = Table("name", "role", "since", "")
    for one in found:
        table.add_row(escape(one.name), one.role, f"{one.added_at:%Y-%m-%d}",
                      "disabled" if one.disabled else "")
    Console().print(table)


@team.command()
@_NEEDED
@click.option("--who", default="", help="Only what this account did.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 100_000))
@AS_JSON
def audit(address: str, who: str, limit: int, as_json: bool) -> None:
    """List what was done, the latest first."""
    lines = api_team.audit(address, who=who, limit=limit)
    if as_json:
        for one in lines:
            click.echo(msgspec.json.encode(one).decode())
        return
    table = Table("when", "who", "did", "about", "from", "")
    for one in lines:
        table.add_row(f"{one.at:%Y-%m-%d %H:%M:%S}", escape(one.who or "unknown"), one.act,
                      escape(one.about), one.address, escape(one.detail))
    Console().print(table)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    said: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return said


def _print_account(account: Account, as_json: bool) -> None:
    click.echo(msgspec.json.encode(account).decode() if as_json else
               f"{account.name}: {account.role}{', disabled' if account.disabled else ''}")
