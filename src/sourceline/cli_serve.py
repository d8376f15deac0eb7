"""The command that serves a record to browsers: on this machine, or to a team that signs in.

In: the command line. Out: pages until interrupted; `cli.py` adds this command to its own.
"""

from pathlib import Path

import click
from rich.console import Console

from sourceline import api
from sourceline.cli_team import TEAM

ERR = Console(stderr=True)
RECORD = click.argument("record", type=click.Path(path_type=Path))


@click.command()
@RECORD
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8017, show_default=True, type=click.IntRange(1, 65535))
@click.option("--allow-remote", is_flag=True, help="Let other machines connect (see the docs).")
@TEAM
@click.option("--address", default="", metavar="HTTPS_ADDRESS",
              help="Where people reach the pages, when a proxy with TLS stands before them.")
@click.option("--proxy", "proxies", multiple=True, metavar="IP",
              help="A proxy that is believed when it says whom it asks for.")
def serve(record: Path, host: str, port: int, allow_remote: bool, team: str, address: str,
          proxies: tuple[str, ...]) -> None:
    """Serve the pages of a record to a browser on this machine, or to a team that signs in."""
    ERR.print(f"Read it at {address or f'http://{host}:{port}/'} (stop with Ctrl-C)",
              highlight=False)
    api.serve(record, host=host, port=port, allow_remote=allow_remote, team=team, address=address,
              proxies=proxies)
