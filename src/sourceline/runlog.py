"""Keep a log of a build: what each room worked on, and how long it took.

In: results of articles as they come, and the work of collection rooms. Out: `RoomRun`s. The only
clock of a build stands here; what rooms give never depends on it.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sourceline.pipeline import STEPS, ArticleWork, code_mark, settings_mark
from sourceline.record.outcome import Dropped, Failed
from sourceline.record.run import RoomRun
from sourceline.settings import Settings

Given = TypeVar("Given")

# Collection rooms that are set by the settings of another room.
_SET_BY = {"figure groups": "figure_groups", "interests": "origins", "follow-ups": "threads",
           "writing": ""}


@dataclass
class RunLog:
    """Counts and seconds by room, in the order the rooms were first met."""

    settings: Settings
    seconds: dict[str, float] = field(default_factory=dict)
    worked: Counter[str] = field(default_factory=Counter)

    def timed(self, room: str, work: Callable[[], Given]) -> Given:
        """Do the work of a room over the whole collection, and note its time."""
        begun = time.perf_counter()
        given = work()
        self.seconds[room] = time.perf_counter() - begun
        return given

    def add(self, work: ArticleWork) -> None:
        """Note what a worker did on one article."""
        for step in STEPS:
            if step.field in work.results:
                self.worked[step.room] += 1
                self.seconds[step.room] = (self.seconds.get(step.room, 0.0)
                                           + work.seconds.get(step.field, 0.0))

    def runs(self, articles: int, outcomes: Sequence[Dropped | Failed]) -> tuple[RoomRun, ...]:
        """Give one row a room: acquire, the rooms that read articles, those of the collection."""
        left: Counter[str] = Counter(one.room for one in outcomes if isinstance(one, Dropped))
        failed: Counter[str] = Counter(one.room for one in outcomes if isinstance(one, Failed))
        by_article = {step.room: step.field for step in STEPS}
        rooms = dict.fromkeys(["acquire", *by_article, *self.seconds])
        return tuple(RoomRun(
            room=room, code=code_mark(), articles=articles,
            settings=settings_mark(by_article.get(room, _SET_BY.get(room, room)), self.settings),
            worked=self.worked[room] if room in by_article else articles,
            left_out=left[room], failed=failed[room],
            seconds=round(self.seconds.get(room, 0.0), 3)) for room in rooms)
