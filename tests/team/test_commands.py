"""A team from the command line: its accounts, its decisions, and a record built from them."""

import json
import shutil
import sys

import pytest
from click.testing import CliRunner

from sourceline import api, api_team
from sourceline.cli import commands
from sourceline.errors import BadInput
from sourceline.judge import settle_record
from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision
from sourceline.review.keeper import beside
from sourceline.team.keep import TeamKeeper
from sourceline.team.open import open_team
from tests.review.made import START
from tests.web.made_record import HARBOUR, make_record

PASSWORD = "four plain words together"
ARTICLE = """Strike in Velmar

VELMAR, 3 May 2031 — Police in Velmar arrested 40 harbour workers on Friday, the league said.
"""


def run(*words, given=None):
    return CliRunner().invoke(commands, [str(word) for word in words], input=given,
                              catch_exceptions=False)


def reject(words, read_as, person="Ada Lind"):
    start = HARBOUR.index(words)
    return make_decision("event", "reject", Cite(article="a1", start=start, end=start + len(words),
                                                 words=words), person, START, read_as=read_as)


def test_accounts_are_made_changed_and_listed(database):
    def team(*words, given=None):
        return run("team", words[0], "--team", database, *words[1:], given=given)

    assert "sourceline" not in team("init", "--json").stdout  # the address, nothing else
    made = team("add-user", "Ada Lind", "--role", "editor", "--password-stdin", "--json",
                given=PASSWORD + "\n")
    assert json.loads(made.stdout)["role"] == "editor"
    assert PASSWORD not in made.output
    team("add-user", "Bo Ren", "--role", "admin", given=f"{PASSWORD}\n{PASSWORD}\n")
    assert "Ada Lind: admin" in team("set-role", "ada lind", "admin").stdout
    assert "Bo Ren: admin, disabled" in team("disable", "Bo Ren").stdout
    assert "disabled" not in team("enable", "Bo Ren").stdout
    team("passwd", "Bo Ren", "--password-stdin", given="another five plain words\n")
    listed = [json.loads(line) for line in team("list", "--json").stdout.splitlines()]
    assert [(one["name"], one["role"]) for one in listed] == [
        ("Ada Lind", "admin"), ("Bo Ren", "admin")]
    assert "password" not in json.dumps(listed)
    done = [json.loads(line)["act"] for line in team("audit", "--json").stdout.splitlines()]
    assert done == ["set a password", "enabled an account", "disabled an account", "gave a role",
                    "added an account", "added an account"]


@pytest.mark.parametrize(("name", "role", "password", "said"), [
    ("ADA lind", "reader", PASSWORD, "looks like it"), ("Ａda Lind", "reader", PASSWORD, "looks"),
    ("Eve", "owner", PASSWORD, "no role"), ("Eve", "reader", "short", "12 to 256"),
    ("Eve", "reader", "x" * 257, "12 to 256"), ("Eve", "reader", "a" * 40, "guessed first"),
    ("Eve of the hills", "reader", "eve of the hills", "guessed first"),
    ("", "reader", PASSWORD, "name of who"), ("E\u202eve", "reader", PASSWORD, "can be seen")])
def test_an_account_that_would_mislead_or_be_guessed_is_refused(address, name, role, password,
                                                                said):
    api_team.add_user(address, "Ada Lind", "admin", PASSWORD)
    with pytest.raises(BadInput, match=said):
        api_team.add_user(address, name, role, password)
    assert [one.name for one in api_team.list_users(address)] == ["Ada Lind"]


@pytest.mark.parametrize("act", [lambda at: api_team.set_role(at, "Ada Lind", "editor"),
                                 lambda at: api_team.disable(at, "Ada Lind")])
def test_the_last_admin_stays(address, act):
    api_team.add_user(address, "Ada Lind", "admin", PASSWORD)
    api_team.add_user(address, "Bo Ren", "admin", PASSWORD)
    api_team.disable(address, "Bo Ren")
    with pytest.raises(BadInput, match="last admin"):
        act(address)
    assert api_team.list_users(address)[0].role == "admin"


def test_a_password_is_stored_as_an_argon2_hash_of_its_own(address, team):
    for name in ("Ada Lind", "Bo Ren"):
        api_team.add_user(address, name, "reader", PASSWORD)
    with team.begin() as connection:
        stored = connection.exec_driver_sql("SELECT password FROM sourceline.person").scalars()
        hashes = list(stored)
    assert all(one.startswith("$argon2id$") for one in hashes)
    assert len(set(hashes)) == 2


def test_decisions_move_between_a_file_and_a_team(address, tmp_path):
    case = make_record(tmp_path / "case.db")
    beside(case).keep_decisions([reject("beaten", "ASSAULT.beating"), reject("planning", "PLOT")])
    lines = run("decisions", "export", case).stdout
    done = run("decisions", "import", case, "-", "--team", address, "--json", given=lines)
    assert json.loads(done.stdout)["new"] == 2
    assert run("decisions", "export", case, "--team", address).stdout == lines
    listed = run("decisions", "list", case, "--team", address)
    assert "2 decisions, 2 stand" in listed.stdout


def test_a_build_follows_the_decisions_of_the_team(address, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    first = api.build([folder], tmp_path / "one.db", workers=0)
    kinds = [dict(zip(row.names, row.values, strict=True))
             for row in api.show(first.record, "event_mentions")]
    told = next(one for one in kinds if one["kind"] == "ARREST")
    no = make_decision("event", "reject", Cite(article=told["article"], start=told["start"],
                                               end=told["end"], words=told["words"]),
                       "Ada Lind", START, read_as="ARREST")
    team = open_team(address)
    TeamKeeper(team).keep_decisions([no])
    team.engine.dispose()
    built = run("build", folder, "-o", tmp_path / "two.db", "--workers", "0", "--team", address)
    assert built.exit_code == 0
    assert "ARREST" not in {row.values[1] for row in api.show(tmp_path / "two.db", "events")}
    assert not (tmp_path / "two.review.db").exists()
    again = api.build([folder], tmp_path / "two.db", workers=0, team=address)
    assert again.unchanged


def test_a_watched_folder_follows_the_decisions_of_the_team(address, tmp_path):
    folder, case = tmp_path / "articles", tmp_path / "case.db"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    watched = ("watch", folder, "-o", case, "--workers", "0", "--once", "--team", address)
    assert run(*watched).exit_code == 0
    arrest = next(row.values[0] for row in api.show(case, "events") if row.values[1] == "ARREST")
    made = run("decisions", "make", case, arrest, "event", "reject", "--by", "Ada Lind",
               "--team", address)
    assert made.exit_code == 0, made.output
    assert arrest not in {row.values[0] for row in api.show(case, "events")}
    assert [(one.question, one.verdict, one.person) for one in api.decisions(case, team=address)] \
        == [("event", "reject", "Ada Lind")]
    assert not (tmp_path / "case.review.db").exists()
    assert run(*watched).exit_code == 0
    assert "ARREST" not in {row.values[1] for row in api.show(case, "events")}


def test_who_settles_last_has_read_all_that_was_kept_before(tmp_path):
    case = make_record(tmp_path / "case.db")
    keeper = beside(case)
    keeper.keep_decisions([reject("beaten", "ASSAULT.beating")])

    class Slow:
        """Reads, and only then the other reviewer's decision is kept and settled."""

        reads = 0

        def read_decisions(self):
            found = keeper.read_decisions()
            Slow.reads += 1
            if Slow.reads == 1:
                keeper.keep_decisions([reject("planning", "PLOT", "Bo Ren")])
                settle_record(case, keeper)
            return found

    assert settle_record(case, Slow()).standing == 2
    assert {"eplot", "ebeat"}.isdisjoint(row.values[0] for row in api.show(case, "events"))


def test_without_the_parts_a_team_is_refused_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr("importlib.util.find_spec",
                        lambda name: None if name in ("alembic", "pwdlib") else sys)
    for act in (lambda: api_team.init("postgresql://x@/y"),
                lambda: api.decisions(make_record(tmp_path / "case.db"),
                                      team="postgresql://x@/y")):
        with pytest.raises(BadInput, match=r"sourceline\[team\]"):
            act()


def test_the_default_install_loads_nothing_of_a_team(tmp_path):
    import subprocess
    code = ("import sys, sourceline.cli, sourceline.web.app; "
            "print([m for m in ('sqlalchemy', 'alembic', 'psycopg', 'pwdlib') "
            "if m in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_copy_of_a_record_follows_the_same_team(address, tmp_path):
    one = make_record(tmp_path / "one.db")
    two = shutil.copy(one, tmp_path / "two.db")
    team = open_team(address)
    keeper = TeamKeeper(team)
    keeper.keep_decisions([reject("planning", "PLOT")])
    for case in (one, two):
        assert settle_record(case, keeper).standing == 1
        assert "eplot" not in {row.values[0] for row in api.show(case, "events")}
    team.engine.dispose()
