"""The whole way: folders to a record, whatever happens in the middle."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from sourceline import api
from sourceline.errors import BadInput

WORDS = ("Guards in Tarsk, Varenia, arrested 14 teachers on 3 March 2031, the Teachers' Union of "
         "Varenia (TUV) said. \"We will not be silent,\" said union leader Ilo Venn. A court in "
         "Tarsk is expected to open their trial on 20 April 2031.\n\nThe interior ministry denied "
         "that anyone had been beaten. At least nine of them were released two days later.")


@pytest.fixture(scope="session")
def demo_articles():
    with as_file(files("sourceline.demo").joinpath("articles")) as path:
        yield path


@pytest.fixture(scope="session")
def undisturbed(demo_articles, tmp_path_factory):
    """The canonical dump of the demo record, built in one go."""
    record = tmp_path_factory.mktemp("undisturbed") / "demo.db"
    api.build([demo_articles], record, workers=2)
    return list(api.dump(record))


def test_the_demo_record_is_sound_and_every_promised_kind_of_thing_is_in_it(
        demo_articles, tmp_path):
    record = tmp_path / "demo.db"
    api.build([demo_articles], record, workers=2)
    assert api.check(record) == ()
    empty = {view for view, rows in api.summary(record).rows.items() if not rows}
    # Nobody has judged anything yet, and the demo's dates do not contradict one another.
    assert empty == {"decisions", "conflicts"}


def test_a_second_build_does_no_work_and_says_so(demo_articles, tmp_path):
    record = tmp_path / "demo.db"
    assert not api.build([demo_articles], record, workers=2).unchanged
    again = api.build([demo_articles], record, workers=2)
    assert (again.unchanged, again.read_now) == (True, 0)


def test_any_number_of_workers_and_any_order_of_files_give_the_same_record(
        demo_articles, tmp_path, undisturbed):
    names = sorted(path for path in demo_articles.rglob("*") if path.is_file())
    random.Random(7).shuffle(names)
    shuffled = tmp_path / "articles"
    for name in names:
        copy = shuffled / name.relative_to(demo_articles)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(name, copy)
    record = tmp_path / "alone.db"
    api.build([shuffled], record, workers=0)
    assert list(api.dump(record)) == undisturbed


def test_a_build_killed_again_and_again_gives_the_same_record(
        demo_articles, tmp_path, undisturbed):
    record = tmp_path / "killed.db"
    command = [sys.executable, "-m", "sourceline.cli", "build", str(demo_articles), "-o",
               str(record), "--workers", "2"]
    for delay_s in (0.3, 0.9, 1.3, 1.7, 2.1, 2.6):
        running = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(delay_s)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    api.build([demo_articles], record, workers=2)
    assert list(api.dump(record)) == undisturbed
    assert api.check(record) == ()


def test_only_new_articles_are_read_and_withdrawn_ones_leave_no_trace(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS)
    record = tmp_path / "case.db"
    api.build([folder], record, workers=1)
    before = list(api.dump(record))
    (folder / "b.txt").write_text(WORDS.replace("Tarsk", "Ombra").replace("14", "15"))
    assert api.build([folder], record, workers=1).read_now == 1
    assert len(api.show(record, "articles")) == 2
    (folder / "b.txt").unlink()
    assert api.build([folder], record, workers=1).read_now == 0
    assert list(api.dump(record)) == before


def test_a_changed_setting_reads_again_only_what_depends_on_it(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS)
    settings = tmp_path / "settings.toml"
    defaults = json.loads(json.dumps(_defaults()))
    room, name, value = next((r, n, v) for r, names in defaults.items() for n, v in names.items()
                             if r == "claims" and isinstance(v, int) and not isinstance(v, bool))
    settings.write_text(f"[{room}]\n{name} = {value + 1}\n")
    record = tmp_path / "case.db"
    api.build([folder], record, workers=1)
    built = api.build([folder], record, settings=settings, workers=1)
    assert not built.unchanged
    settings.write_text("[claims]\nno_such_setting = 1\n")
    with pytest.raises(BadInput, match="no_such_setting"):
        api.build([folder], record, settings=settings)


def _defaults():
    import msgspec

    from sourceline.settings import Settings
    return msgspec.to_builtins(Settings())


def test_a_folder_with_ten_kinds_of_bad_file_gives_the_good_record_and_ten_reasons(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(WORDS)
    _spoil(folder)
    record = tmp_path / "case.db"
    built = api.build([folder], record, workers=1)
    assert built.articles == 1
    rows = [dict(zip(r.names, r.values, strict=True)) for r in api.show(record, "outcomes")]
    by_path = {Path(str(row["path"]).partition(" line ")[0]).name: row for row in rows}
    expected = {"empty.txt", "binary.txt", "huge.txt", "broken.txt", "pipe.txt", "twice.txt",
                "sheet.xyz", "spaces.txt", "lines.jsonl", "loop"}
    assert expected <= set(by_path)
    assert all(row["reason"] and row["detail"] for row in rows)
    assert api.check(record) == ()


def _spoil(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    (folder / "twice.txt").write_text(WORDS)
    (folder / "sheet.xyz").write_text(WORDS)
    (folder / "spaces.txt").write_text("  \n\n \t ")
    (folder / "lines.jsonl").write_text('{"text": "cut off\n')
    (folder / "loop").symlink_to(folder, target_is_directory=True)


def test_an_input_that_is_not_there_is_refused_with_its_name(tmp_path):
    with pytest.raises(BadInput, match="nowhere"):
        api.build([tmp_path / "nowhere"], tmp_path / "case.db")


def test_the_record_s_folder_is_made_and_a_file_in_its_way_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(WORDS)
    record = tmp_path / "new" / "folder" / "case.db"
    assert api.build([tmp_path / "a.txt"], record, workers=0).articles == 1
    with pytest.raises(BadInput, match=r"folder cannot be made.*a\.txt"):
        api.build([tmp_path / "a.txt"], tmp_path / "a.txt" / "case.db", workers=0)


def test_a_build_opens_no_connection(demo_articles, tmp_path, monkeypatch):
    def refuse(*words):
        raise AssertionError(f"a connection was opened: {words}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(f"socket.socket.{name}", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    record = tmp_path / "demo.db"
    assert not [o for o in api.build([demo_articles], record, workers=0).outcomes
                if o.room == "engine"]
    assert api.summary(record).rows["articles"] == 26
