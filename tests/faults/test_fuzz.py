"""Broken files of every carrier: no exception leaves acquire or clean; every file is told of."""

import pytest
from hypothesis import HealthCheck, given, settings

from sourceline import api
from sourceline.rooms.clean import scans
from tests.faults.broken import WHOLE, account_for, broken_files
from tests.faults.made import build_here


@pytest.fixture(autouse=True, scope="module")
def without_recognition():
    """A broken picture of noise would be looked at for a minute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scans, "recogniser", lambda: ())
        patch.setattr("sourceline.rooms.clean.documents.recogniser", lambda: ())
        yield


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_whole_files_that_are_broken_below_are_read(tmp_path, name):
    (tmp_path / name).write_bytes(WHOLE[name])
    assert sum(account_for(tmp_path / name)) >= 1


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(broken_files())
def test_a_broken_file_gives_texts_or_rows_and_never_an_exception(tmp_path_factory, made):
    name, content = made
    path = tmp_path_factory.mktemp("broken") / name
    path.write_bytes(content)
    assert sum(account_for(path)) >= 1


def test_a_build_of_whole_and_broken_files_tells_of_every_one(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for number, (name, content) in enumerate(sorted(WHOLE.items())):
        (folder / f"{number}-{name}").write_bytes(content)
        (folder / f"{number}-torn-{name}").write_bytes(content[:len(content) // 2] + b"\x00<")
    build_here(folder, tmp_path / "case.db", workers=2)
    told = {str(row.values[row.names.index("path")]) for view in ("articles", "outcomes")
            for row in api.show(tmp_path / "case.db", view, limit=10_000)}
    for path in folder.iterdir():
        assert any(one.startswith(f"files/{path.name}") for one in told), path.name
    assert api.check(tmp_path / "case.db") == ()
