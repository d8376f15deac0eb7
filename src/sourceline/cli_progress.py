"""How far a build is: a bar a stage, with the rate.

In: a console. Out: what `api.build` tells of its progress, drawn there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sourceline.build import Told


class _Rate(ProgressColumn):
    """How many articles a minute."""

    def render(self, task: Task) -> Text:
        """Give the rate, nothing while it is not known."""
        return Text(f"{task.speed * 60:,.0f}/min" if task.speed and task.total else "")


@contextmanager
def show_progress(console: Console) -> Iterator[Told]:
    """Show a bar a stage; nothing at all when the console is no terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description:<13}"), BarColumn(),
               MofNCompleteColumn(), _Rate(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def told(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield told
