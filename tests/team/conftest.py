"""A database for each test, copied from one that has a team's tables."""

from itertools import count

import psycopg
import pytest

from sourceline.team.open import make_team, open_team
from tests.team.postgres import running

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres():
    with running() as address:
        make_team(address.format("postgres")).engine.dispose()
        with psycopg.connect(address.format("template1"), autocommit=True) as server:
            server.execute("CREATE DATABASE made TEMPLATE postgres")
        yield address


def _new_database(postgres, kind, template):
    name = f"{kind}{next(_numbers)}"
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return postgres.format(name)


@pytest.fixture
def database(postgres):
    """The address of an empty database without tables."""
    return _new_database(postgres, "empty", "template0")


@pytest.fixture
def address(postgres):
    """The address of a database with a team's tables."""
    return _new_database(postgres, "team", "made")


@pytest.fixture
def team(address):
    opened = open_team(address)
    yield opened
    opened.engine.dispose()
