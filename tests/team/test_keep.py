"""A team's decisions in PostgreSQL: kept once, in order, for ever, by whomever."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy as sa

from sourceline.errors import BadInput, BrokenRecord
from sourceline.review.keeper import FileKeeper
from sourceline.review.searches import dropped_search, named_search
from sourceline.team.audit import read_audit
from sourceline.team.keep import TeamKeeper
from sourceline.team.open import differences, make_team, open_team
from sourceline.team.people import add_person, list_people
from tests.review.test_decisions import START, decide
from tests.team.postgres import programs


@pytest.fixture(params=["file", "team"])
def keeper(request, tmp_path):
    """Both keepers: what holds for one holds for the other."""
    if request.param == "file":
        return FileKeeper(tmp_path / "case.review.db")
    return TeamKeeper(request.getfixturevalue("team"))


def test_decisions_come_back_in_the_order_they_were_kept_and_only_once(keeper):
    assert keeper.read_decisions() == ()
    keeper.keep_decisions([decide(2), decide(1)])
    before = keeper.mark()
    keeper.keep_decisions([decide(1), decide(3)])
    assert keeper.read_decisions() == (decide(2), decide(1), decide(3))
    assert keeper.mark() > before


def test_words_of_any_script_come_back_as_they_were(keeper):
    said = decide(1, words="بندر\x00 “ولمار” 𐏐 \\u0000 'x'; --")
    keeper.keep_decisions([said])
    assert keeper.read_decisions() == (said,)


def test_searches_are_listed_by_name_until_they_are_taken_off(keeper):
    two = named_search("Zeta", "/search?text=port", "Ada Lind", START)
    one = named_search("alpha", "/search?text=trial", "Bo Ren", START)
    keeper.save_search(two)
    keeper.save_search(one)
    assert keeper.read_searches() == (one, two)
    keeper.save_search(dropped_search(one.id, "Bo Ren", START))
    assert keeper.read_searches() == (two,)


def test_nothing_is_kept_where_one_of_many_cannot_be(team):
    keeper = TeamKeeper(team)

    def broken():
        yield decide(1)
        raise RuntimeError("the form broke off")

    with pytest.raises(RuntimeError):
        keeper.keep_decisions(broken())
    assert keeper.read_decisions() == ()


@pytest.mark.parametrize("table", ["decision", "search", "audit"])
@pytest.mark.parametrize("spoil", [
    "DELETE FROM {}", "UPDATE {} SET position = DEFAULT", "TRUNCATE {}",
    "DELETE FROM {} WHERE false", "SET session_replication_role = replica; DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_or_lose_what_was_kept(team, address, table, spoil):
    TeamKeeper(team, "Ada Lind").keep_decisions([decide(1)])
    with psycopg.connect(address) as owner, \
            pytest.raises(psycopg.errors.RestrictViolation, match="never changed"):
        owner.execute(spoil.format(f"sourceline.{table}"))
    assert TeamKeeper(team).read_decisions() == (decide(1),)


def test_the_server_may_have_a_database_role_that_can_only_add(postgres, address):
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS pages")
        owner.execute("CREATE ROLE pages LOGIN")
    make_team(address, server_role="pages").engine.dispose()
    mine = address.replace("owner@", "pages@")
    team = open_team(mine)
    TeamKeeper(team).keep_decisions([decide(1)])
    assert TeamKeeper(team).read_decisions() == (decide(1),)
    team.engine.dispose()
    for spoil in ("DELETE FROM sourceline.decision", "DROP TABLE sourceline.decision",
                  "ALTER TABLE sourceline.decision DISABLE TRIGGER ALL",
                  "UPDATE sourceline.audit SET who = ''", "CREATE TABLE sourceline.more (a int)"):
        with psycopg.connect(mine) as pages, \
                pytest.raises(psycopg.errors.InsufficientPrivilege):
            pages.execute(spoil)
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("DROP OWNED BY pages")


def test_a_database_role_without_the_rights_is_told_how_to_get_them(postgres, address):
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS strangers")
        owner.execute("CREATE ROLE strangers LOGIN")
    with pytest.raises(BrokenRecord, match="--server-role"):
        open_team(address.replace("owner@", "strangers@"))


def test_a_database_role_that_is_not_there_is_told(address):
    with pytest.raises(BadInput, match="rights cannot be given"):
        make_team(address, server_role='nobody"; DROP SCHEMA sourceline; --')


def test_twelve_who_write_at_once_lose_nothing_and_nobody_misses_a_place(team):
    keeper, seen = TeamKeeper(team), []

    def write(person):
        for number in range(5):
            keeper.keep_decisions([decide(100 * person + number)])
            mark = keeper.mark()
            with team.begin() as connection:
                below = connection.execute(sa.text(
                    "SELECT count(*) FROM sourceline.decision WHERE position <= :mark"),
                    {"mark": mark}).scalar_one()
            seen.append((mark, below))

    with ThreadPoolExecutor(12) as crew:
        list(crew.map(write, range(12)))
    kept = keeper.read_decisions()
    assert {one.id for one in kept} == {f"d{100 * p + n}" for p in range(12) for n in range(5)}
    # Nothing appears later below a place that was seen: each mark counted all there ever were.
    with team.begin() as connection:
        for mark, below in seen:
            assert below == connection.execute(sa.text(
                "SELECT count(*) FROM sourceline.decision WHERE position <= :mark"),
                {"mark": mark}).scalar_one()


def test_what_was_kept_is_noted_with_who_and_from_where(team):
    TeamKeeper(team, "Ada Lind", "192.0.2.7").keep_decisions([decide(1), decide(2)])
    total, lines = read_audit(team)
    assert total == 1
    assert (lines[0].who, lines[0].act, lines[0].about, lines[0].address, lines[0].detail) == (
        "Ada Lind", "decided", "d1", "192.0.2.7", "2 kept")


def test_a_backup_as_the_manual_has_it_is_restored_whole_and_still_refuses(team, address, database,
                                                                          tmp_path):
    TeamKeeper(team).keep_decisions([decide(1), decide(2)])
    add_person(team, "Ada Lind", "admin", "four plain words together", by="tests")
    dump = tmp_path / "case.dump"
    for command in ([programs() / "pg_dump", "-n", "sourceline", "-Fc", "-f", dump, address],
                    [programs() / "pg_restore", "-d", database, dump]):
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    again = open_team(database)
    assert TeamKeeper(again).read_decisions() == (decide(1), decide(2))
    assert [one.name for one in list_people(again)] == ["Ada Lind"]
    TeamKeeper(again).keep_decisions([decide(3)])
    assert TeamKeeper(again).read_decisions()[2] == decide(3)
    again.engine.dispose()
    with psycopg.connect(database) as owner, pytest.raises(psycopg.errors.RestrictViolation):
        owner.execute("DELETE FROM sourceline.decision")


def test_making_a_team_twice_changes_nothing_and_the_tables_are_those_of_the_program(database):
    team = make_team(database)
    TeamKeeper(team).keep_decisions([decide(1)])
    team.engine.dispose()
    again = make_team(database)
    assert TeamKeeper(again).read_decisions() == (decide(1),)
    assert differences(again) == []
    again.engine.dispose()


def test_two_who_make_a_team_at_once_make_one(database):
    with ThreadPoolExecutor(3) as crew:
        for team in crew.map(make_team, [database] * 3):
            assert TeamKeeper(team).read_decisions() == ()
            team.engine.dispose()


def test_a_database_without_a_team_or_from_a_newer_program_is_refused_with_the_remedy(
        database, address):
    with pytest.raises(BrokenRecord, match="team init"):
        open_team(database)
    with psycopg.connect(address) as owner:
        owner.execute("UPDATE sourceline.alembic_version SET version_num = '9999'")
    with pytest.raises(BrokenRecord, match="newer Sourceline"):
        open_team(address)


@pytest.mark.parametrize(("where", "kind"), [
    ("mysql://x@y/z", BadInput), ("case.db", BadInput), ("postgresql://x:secret@", BrokenRecord),
    ("postgresql://x:secret@127.0.0.1:1/z", BrokenRecord)])
def test_an_address_that_leads_nowhere_is_told_without_its_password(where, kind):
    with pytest.raises(kind) as told:
        open_team(where)
    assert "secret" not in str(told.value)
