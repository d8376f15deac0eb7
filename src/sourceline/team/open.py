"""Reach a team's database, and bring its tables to the version this program knows.

In: an address, postgresql://…. Out: a `Team`. A database that is older, newer or not ours is
refused with the remedy; no message ever carries the password in the address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from sourceline.errors import BadInput, BrokenRecord
from sourceline.team.tables import METADATA, SCHEMA

_NAMES = ("postgresql", "postgres", "postgresql+psycopg")
# A database that does not answer is told soon, not after minutes.
CONNECT_S = 10
# Pages are answered by up to 40 threads; each asks the team's database at most once at a time.
_POOL, _MORE = 10, 30
# PostgreSQL's sign for "this role lacks the right".
_NO_RIGHT = "42501"
# What the server may do when it is given a database role of its own (`grant_server`).
_GRANTS = (("SELECT, INSERT", ("decision", "search", "audit")),
           ("SELECT, INSERT, UPDATE", ("person",)),
           ("SELECT, INSERT, UPDATE, DELETE", ("session", "sign_in")),
           ("SELECT", ("alembic_version",)))


@dataclass(frozen=True)
class Team:
    """A team's database; `where` is its address without the password."""

    engine: sa.Engine
    where: str

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """Open a transaction, kept when the block ends well.

        Refuses: a database that cannot be reached, or that lets this name do too little
        (`BrokenRecord`).
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (sa.exc.OperationalError, sa.exc.InterfaceError) as error:
            raise _unreachable(self.where, str(error.orig)) from error
        except sa.exc.TimeoutError as error:
            raise _unreachable(self.where, "every connection is in use") from error
        except sa.exc.ProgrammingError as error:
            if getattr(error.orig, "sqlstate", "") != _NO_RIGHT:
                raise
            raise BrokenRecord("this name may not do its work in the team's database",
                               where=self.where, remedy="give it the rights with `sourceline team "
                               "init --server-role NAME`") from error


def open_team(address: str) -> Team:
    """Reach a team's database whose tables are those of this program.

    Refuses: an address that is none (`BadInput`), a database that does not answer or has other
    tables (`BrokenRecord`).
    """
    team = _reach(address)
    with team.begin() as connection:
        version, head = _version(connection), _scripts().get_current_head()
    if version == head:
        return team
    team.engine.dispose()
    known = {script.revision for script in _scripts().walk_revisions()}
    if version is not None and version not in known:
        raise BrokenRecord("this team's database was made by a newer Sourceline", where=team.where,
                           remedy="install a newer Sourceline")
    raise BrokenRecord("this database has no team yet" if version is None
                       else "this team's database is older than this program", where=team.where,
                       remedy="run `sourceline team init` on it")


def make_team(address: str, server_role: str = "") -> Team:
    """Make the tables of a team, or bring older ones up to date; nothing that is there is lost.

    Takes: `server_role`, a database role the pages are served with, which may then add to what is
    kept and change none of it.
    """
    team = _reach(address)
    with team.begin() as connection:
        # Two at once would make the same tables; the second waits and finds them made.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('sourceline init'))"))
        connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if server_role:
            _grant(connection, server_role)
    return team


def differences(team: Team) -> list[object]:
    """Say where the tables in the database differ from `tables.py`; none when all is well."""
    from alembic.autogenerate import compare_metadata

    with team.begin() as connection:
        context = MigrationContext.configure(connection, opts={
            "version_table_schema": SCHEMA, "include_schemas": True,
            "include_name": lambda name, kind, _: kind != "schema" or name == SCHEMA})
        return list(compare_metadata(context, METADATA))


def now() -> datetime:
    """Give the moment; where moments are compared, they are handed in."""
    return datetime.now(UTC)


def _reach(address: str) -> Team:
    try:
        url = sa.make_url(address)
    except sa.exc.ArgumentError:
        raise BadInput("this is not the address of a database",
                       remedy="write it as postgresql://user@host/database") from None
    if url.drivername not in _NAMES:
        raise BadInput("a team's database is PostgreSQL", where=url.drivername,
                       remedy="write its address as postgresql://user@host/database")
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True,
        pool_size=_POOL, max_overflow=_MORE, connect_args={"connect_timeout": CONNECT_S})
    return Team(engine, url.render_as_string(hide_password=True))


def _unreachable(where: str, said: str) -> BrokenRecord:
    # Only the first line: what the driver adds may quote the address.
    first = said.strip().partition("\n")[0] or "no answer"
    return BrokenRecord(f"the team's database cannot be asked ({first[:200]})", where=where,
                        remedy="see that it runs, and that this name may come in")


def _version(connection: sa.Connection) -> str | None:
    there = connection.execute(sa.text("SELECT to_regclass(:name)"),
                               {"name": f"{SCHEMA}.alembic_version"}).scalar()
    if there is None:
        return None
    found: str | None = connection.execute(
        sa.text(f"SELECT version_num FROM {SCHEMA}.alembic_version")).scalar()
    return found


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "sourceline.team:migrations")
    config.set_main_option("path_separator", "os")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _grant(connection: sa.Connection, role: str) -> None:
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    try:
        connection.execute(sa.text(f"GRANT USAGE ON SCHEMA {SCHEMA} TO {name}"))
        for rights, tables in _GRANTS:
            for table in tables:
                connection.execute(sa.text(f"GRANT {rights} ON {SCHEMA}.{table} TO {name}"))
    except sa.exc.ProgrammingError as error:
        raise BadInput("the rights cannot be given to this database role", where=role,
                       remedy="make it first: CREATE ROLE … LOGIN") from error
