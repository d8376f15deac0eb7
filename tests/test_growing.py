"""Collections that grow: what is known is not read again, and memory holds no pages."""

import shutil
from importlib.resources import as_file, files

import pytest

from sourceline import api, pipeline
from sourceline.record.article import Capture
from sourceline.settings import Settings
from sourceline.shelf import Shelf, put_aside
from sourceline.store.cache import Cache


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Ten articles of the demo, and one of them a second time."""
    some = tmp_path_factory.mktemp("demo") / "articles"
    some.mkdir()
    with as_file(files("sourceline.demo").joinpath("articles")) as folder:
        texts = sorted(path for path in folder.rglob("*.txt") if path.stat().st_size > 300)[:10]
        for path in texts:
            shutil.copy(path, some / path.name)
        shutil.copy(texts[0], some / "zz-again.txt")
    return some


def _log(record, run):
    rows = [dict(zip(row.names, row.values, strict=True)) for row in api.show(record, "runs")]
    return {row["room"]: row for row in rows if row["run"] == run}


def test_articles_that_are_added_give_the_record_a_build_from_nothing_gives(demo, tmp_path):
    folder, late = tmp_path / "articles", tmp_path / "late"
    shutil.copytree(demo, folder)
    late.mkdir()
    moved = sorted(folder.glob("*.txt"))[1::4]
    for path in moved:
        shutil.move(path, late / path.name)
    grown, anew = tmp_path / "grown.db", tmp_path / "anew.db"
    first = api.build([folder], grown, reader="rules", workers=1)
    for path in moved:
        shutil.move(late / path.name, path)
    second = api.build([folder], grown, reader="rules", workers=1)
    api.build([folder], anew, reader="rules", workers=1)
    assert list(api.dump(grown)) == list(api.dump(anew))
    assert second.read_now == len(moved) == second.articles - first.articles
    assert _log(grown, 1)["read"]["worked"] == first.articles
    assert _log(grown, 2)["read"]["worked"] == len(moved)
    assert _log(grown, 2)["merge"]["worked"] == second.articles
    assert {"acquire", "clean", "entities", "copies", "threads"} <= set(_log(grown, 2))
    assert not any('"view": "runs"' in line for line in api.dump(grown))


def test_a_dry_run_tells_known_articles_from_new_ones_and_writes_nothing(demo, tmp_path):
    record = tmp_path / "case.db"
    before = api.dry_run([demo], record, reader="rules", workers=1)
    assert list(tmp_path.iterdir()) == []
    assert (before.known, before.to_read) == (0, before.articles)
    assert before.read_seconds is not None
    built = api.build([demo], record, reader="rules", workers=1)
    after = api.dry_run([demo], record, reader="rules", workers=1)
    assert (after.known, after.to_read, after.read_seconds) == (before.articles, 0, None)
    assert dict(after.dropped) == dict(before.dropped)
    assert built.articles <= after.articles


def test_what_is_left_out_in_memory_changes_nothing_that_is_found(demo, tmp_path, monkeypatch):
    record = tmp_path / "case.db"
    api.build([demo], record, reader="rules", workers=1)
    slim = list(api.dump(record))
    for name in ("slim_claim", "slim_places", "slim_telling", "slim_text",
                 "slim_time"):
        monkeypatch.setattr(pipeline, name, lambda whole: whole)
    (tmp_path / "case.db").unlink()
    api.build([demo], record, reader="rules", workers=1)
    assert list(api.dump(record)) == slim


def test_pages_are_put_aside_and_given_back(tmp_path):
    cache = Cache(tmp_path / "cache")
    pages = [Capture(id=f"a{n}", path=f"{n}.txt", sha256="", media="text/plain", encoding="utf-8",
                     content=b"%d words" % n) for n in range(3)]
    stubs = list(put_aside(pages, cache))
    assert [stub.content for stub in stubs] == [b""] * 3
    shelf = Shelf(stubs, Settings(), cache)
    assert [shelf.whole(stub) for stub in stubs] == pages
    assert [task.capture for task in shelf.tasks(shelf.todo())] == pages
    cache.close()
