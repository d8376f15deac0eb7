"""Whatever fails, nothing that stood is lost, the reason is told, the next build makes it good."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sourceline import api, build
from sourceline.engine.stream import Stream
from sourceline.errors import SourcelineError
from sourceline.record.article import Capture
from sourceline.record.outcome import Dropped
from sourceline.review.keep import review_path
from sourceline.rooms.acquire.find import acquire
from tests.faults.kills import kill_often
from tests.faults.made import (
    build_here,
    dump,
    make_collection,
    run_build,
    start_build,
    story,
)
from tests.faults.works import POISONS, fatal_reader, poisoned_read

SEED = 31


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two collections and their records, built undisturbed."""
    root = tmp_path_factory.mktemp("whole")
    for name, numbers in (("articles", range(5)), ("articles-more", range(8))):
        make_collection(root / name, numbers)
        build_here(root / name, root / f"{name}.db")
    return root


@pytest.fixture
def case(whole, tmp_path):
    """A copy of the first record that a test may spoil."""
    for path in whole.glob("articles.db*"):
        shutil.copy(path, tmp_path)
    return tmp_path / "articles.db"


@pytest.mark.parametrize("seed", [SEED])
def test_a_build_killed_at_random_moments_leaves_a_whole_record_each_time(tmp_path, seed):
    killed = kill_often(tmp_path, kills=3, seed=seed)
    assert killed.differences == []
    assert killed.hit >= 1


@pytest.mark.parametrize("limit_bytes", [60_000, 400_000])
def test_a_disk_that_is_full_is_told_and_loses_nothing(whole, case, limit_bytes):
    before = dump(case)
    code, said = run_build(whole / "articles-more", case, limit_bytes=limit_bytes)
    assert code == 2, said
    assert "Traceback" not in said
    assert "disk" in said
    assert dump(case) == before
    assert run_build(whole / "articles-more", case)[0] == 0
    assert dump(case) == dump(whole / "articles-more.db")


def test_a_carrier_that_brings_its_reader_down_costs_the_rest_of_that_file(tmp_path):
    lines = "".join(json.dumps({"text": story(number)}) + "\n" for number in range(3))
    for name in ("a.jsonl", "b-fatal.jsonl", "c.jsonl"):
        (tmp_path / name).write_text(lines.replace("\\n", f" {name} \\n"), encoding="utf-8")
    whole = list(acquire([tmp_path]))
    with Stream() as stream:
        found = list(acquire([tmp_path], guard=lambda _, task: stream.run(fatal_reader, task)))
        assert list(acquire([tmp_path], guard=stream.run)) == whole
    last = next(one for one in found if isinstance(one, Dropped))
    assert last.reason == "malformed"
    assert "brought down" in last.detail
    wanted = [one for one in whole if "fatal" not in one.path or one.place == "line 1"]
    assert [one for one in found if isinstance(one, Capture)] == wanted


def test_a_clock_that_jumps_between_and_within_builds_changes_nothing(whole, case, monkeypatch):
    moments = iter([datetime(1999, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)])

    class Jumping(datetime):
        @classmethod
        def now(cls, tz=None):
            return next(moments).astimezone(tz)

    monkeypatch.setattr(build, "datetime", Jumping)
    # What is timed is timed by a clock that cannot jump; let the one on the wall go backwards.
    wall = iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(wall)))
    for _ in range(2):
        build_here(whole / "articles-more", case)
        assert dump(case) == dump(whole / "articles-more.db")
        build_here(whole / "articles", case)
        assert dump(case) == dump(whole / "articles.db")
        moments = iter([datetime(2031, 6, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC)])
    # The log shows the last three of five, in the order they were made, whatever the clock said.
    runs = [dict(zip(row.names, row.values, strict=True))["run"] for row in api.show(case, "runs")]
    assert sorted(set(runs)) == [3, 4, 5]


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own; where none may be mounted there is nothing to try."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)],
                          capture_output=True)
    if done.returncode:
        pytest.skip("no disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_small_disk_that_runs_full_is_told_and_the_build_goes_on_with_more_room(whole, disk):
    code, said = run_build(whole / "articles", disk / "case.db")
    assert (code, "Traceback" in said) == (2, False), said
    assert "disk" in said
    subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
    assert run_build(whole / "articles", disk / "case.db")[0] == 0
    assert dump(disk / "case.db") == dump(whole / "articles.db")


def test_a_folder_that_may_not_be_written_is_told(whole, disk):
    subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
    assert run_build(whole / "articles", disk / "case.db")[0] == 0
    before = dump(disk / "case.db")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for record in (disk / "case.db", disk / "other.db", disk / "new" / "case.db"):
        code, said = run_build(whole / "articles-more", record)
        assert (code, "Traceback" in said) == (2, False), said
        assert str(disk) in said.replace("\n", "")
    assert dump(disk / "case.db") == before


def test_articles_may_lie_where_nothing_may_be_written(whole, disk, tmp_path):
    shutil.copytree(whole / "articles", disk / "articles")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert run_build(disk / "articles", tmp_path / "case.db")[0] == 0
    assert dump(tmp_path / "case.db") == dump(whole / "articles.db")


def test_a_slow_disk_changes_nothing(whole, tmp_path):
    slow = str(Path(__file__).with_name("slow"))
    path = os.pathsep.join((slow, os.environ.get("PYTHONPATH", "")))
    code, said = run_build(whole / "articles", tmp_path / "case.db", env={"PYTHONPATH": path})
    assert code == 0, said
    assert dump(tmp_path / "case.db") == dump(whole / "articles.db")


def test_a_second_build_of_one_record_at_once_is_done_after_the_first_or_refused(whole, tmp_path):
    record = tmp_path / "case.db"
    running = [start_build(whole / name, record) for name in ("articles", "articles-more")]
    said = [one.communicate(timeout=300)[0] for one in running]
    assert all("Traceback" not in words for words in said), said
    assert {one.returncode for one in running} <= {0, 2}
    assert dump(record) in [dump(whole / f"{name}.db") for name in ("articles", "articles-more")]
    assert api.check(record) == ()


def test_a_poisoned_article_costs_itself_alone_and_is_tried_again(whole, tmp_path, monkeypatch):
    folder = tmp_path / "articles"
    shutil.copytree(whole / "articles", folder)
    for poison in POISONS:  # a hanging one is in tests/engine: here it would take two minutes
        (folder / f"{poison}.txt").write_text(f"{story(90)} poison: {poison}")
    monkeypatch.setattr("sourceline.build.read_article", poisoned_read)
    built = build_here(folder, tmp_path / "case.db", workers=2)
    failed = {Path(one.path).stem: one.reason for one in built.outcomes if one.room == "engine"}
    assert failed == {"segfault": "crashed", "exit": "crashed", "killed": "crashed",
                      "memory": "memory", "raise": "RuntimeError"}
    assert built.articles == 5
    assert api.check(tmp_path / "case.db") == ()
    for poison in POISONS:
        (folder / f"{poison}.txt").unlink()
    monkeypatch.undo()
    build_here(folder, tmp_path / "case.db")
    assert dump(tmp_path / "case.db") == dump(whole / "articles.db")


def spoil(path: Path, seed: int) -> None:
    """Cut a file, or write over some of its bytes."""
    chosen, content = random.Random(seed), bytearray(path.read_bytes())
    if chosen.random() < 0.3:
        content = content[:chosen.randrange(len(content))]
    for _ in range(chosen.randint(1, 40)) if content else ():
        at = chosen.randrange(len(content))
        content[at:at + 16] = chosen.randbytes(16)
    path.write_bytes(content)


def refused(question, *words, **more) -> SourcelineError | None:
    """Ask, and give the refusal: only an error of ours, in plain words, may refuse."""
    try:
        question(*words, **more)
    except SourcelineError as error:
        return error
    return None


def build_or_refuse(folder: Path, record: Path) -> bool:
    """Build; True when it went well."""
    why = refused(build_here, folder, record, workers=0)
    assert why is None or why.remedy
    return why is None


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_cache_is_told_or_done_without(whole, case, seed):
    spoil(case.with_name("articles.db.cache"), seed)
    if not build_or_refuse(whole / "articles-more", case):
        for path in case.parent.glob("articles.db.cache*"):
            path.unlink()
        assert build_or_refuse(whole / "articles-more", case)
    assert dump(case) == dump(whole / "articles-more.db")


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_record_is_told_by_whoever_reads_it(whole, case, seed):
    spoil(case, seed)
    for question in (api.check, api.summary, api.verify, dump, api.due, api.standing,
                     lambda record: api.search(record, "court")):
        why = refused(question, case)
        assert why is None or why.remedy
    build_or_refuse(whole / "articles-more", case)
    for path in case.parent.glob("articles.db*"):
        path.unlink()
    assert build_or_refuse(whole / "articles-more", case)
    assert dump(case) == dump(whole / "articles-more.db")


def test_damaged_decisions_are_told_and_never_written_over(whole, case):
    review_path(case).write_bytes(b"SQLite format 3\x00" + bytes(5_000))
    before = review_path(case).read_bytes()
    with pytest.raises(SourcelineError, match=r"articles\.review\.db"):
        build_here(whole / "articles-more", case, workers=0)
    assert review_path(case).read_bytes() == before


def test_a_record_that_another_program_holds_is_waited_for_and_then_told(case, whole, monkeypatch):
    monkeypatch.setattr("sourceline.store.open.BUSY_MS", 200)
    holder = sqlite3.connect(case, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(SourcelineError, match="locked"):
        build_here(whole / "articles-more", case, workers=0)
    holder.execute("ROLLBACK")
    holder.close()
    assert build_or_refuse(whole / "articles-more", case)
