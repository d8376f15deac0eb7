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


@pytest.fixture
def database(postgres):
    """The address of an empty database without tables."""
    name = f"empty{next(_numbers)}"
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return postgres.format(name)


@pytest.fixture
def address(postgres):
    """The address of a database with a team's tables."""
    name = f"team{next(_numbers)}"
    with psycopg.connect(postgres.format("template1"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE made")
    return postgres.format(name)


@pytest.fixture
def team(address):
    opened = open_team(address)
    yield opened
    opened.engine.dispose()
