"""The made records of the pages, exported: one ordinary, one hostile."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourceline.store.open import open_record
from tests.web.made_record import make_hostile, make_record


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("export") / "made.db", many=20)


@pytest.fixture
def record(made: Path) -> Iterator[sqlite3.Connection]:
    connection = open_record(made)
    yield connection
    connection.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_record(make_hostile(tmp_path / "hostile.db"))
    yield connection
    connection.close()
