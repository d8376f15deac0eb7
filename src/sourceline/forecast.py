"""Say what a build would do, without doing it: `sourceline build --dry-run`.

In: inputs, settings and where the record would stand. Out: a `Forecast`. Nothing is written. How
long reading would take is measured on a few of the articles themselves, on this machine, now.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sourceline.engine.local import run_tasks, workers_here
from sourceline.engine.stream import Stream
from sourceline.pipeline import STEPS, ArticleTask, read_article, step_keys
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.rooms.acquire.find import Survey, acquire
from sourceline.settings import Settings
from sourceline.store.cache import Cache

# Articles read to see how fast reading is; the first loads the model and is not counted.
SAMPLE = 6
_SAMPLE_TIMEOUT_S = 120.0
_KEPT_EVERY = 50


@dataclass(frozen=True)
class Forecast(Survey):
    """What a build would take in, leave out, read and know already, and for how long it would read.

    `read_seconds` is None where there is nothing to measure it on.
    """

    known: int
    to_read: int
    read_seconds: float | None


def forecast(inputs: Sequence[Path], record: Path, settings: Settings,
             workers: int | None = None) -> Forecast:
    """Look at every article and read a few.

    >>> forecast([Path("pages")], Path("case.db"), Settings()).to_read     # doctest: +SKIP
    24
    """
    media: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    size = known = unread_bytes = 0
    sample: list[Capture] = []
    place = record.with_name(record.name + ".cache")
    cache = Cache(place) if place.exists() else None
    with Stream() as stream:
        for found in acquire(inputs, settings.acquire, stream.run):
            if isinstance(found, Dropped):
                reasons[found.reason] += 1
                continue
            media[found.media] += 1
            size += len(found.content)
            if cache and _is_known(found, settings, cache):
                known += 1
                continue
            unread_bytes += len(found.content)
            if len(sample) < SAMPLE or media.total() % _KEPT_EVERY == 0:
                sample = [*sample[-SAMPLE + 1:], found]
    if cache:
        cache.close()
    crew = workers_here() if workers is None else max(1, workers)
    rate = _seconds_per_byte(sample, settings)
    return Forecast(
        media.total(), size, tuple(sorted(media.items())), tuple(sorted(reasons.items())),
        known, media.total() - known, None if rate is None else unread_bytes * rate / crew)


def _is_known(capture: Capture, settings: Settings, cache: Cache) -> bool:
    """Tell whether an article's text was read before with these settings and this code."""
    keys = step_keys(capture, settings)
    marks = cache.marks(keys.values())
    return marks.get(keys["text"]) == b"-" or all(keys[step.field] in marks for step in STEPS)


def _seconds_per_byte(sample: Sequence[Capture], settings: Settings) -> float | None:
    tasks = [ArticleTask(capture, settings, {}) for capture in sample]
    done = [(len(one.task.capture.content), sum(one.result.seconds.values()))
            for one in run_tasks(read_article, tasks, workers=1, timeout_s=_SAMPLE_TIMEOUT_S)
            if one.result]
    timed = done[1:] or done
    size = sum(length for length, _ in timed)
    return sum(seconds for _, seconds in timed) / size if size else None
