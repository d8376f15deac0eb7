"""Decisions and searches from the command line."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sourceline import api
from sourceline.cli import commands
from sourceline.errors import BadInput
from sourceline.judge import judge
from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision, withdraw
from tests.review.made import START
from tests.web.made_record import HARBOUR, make_record

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_record(tmp_path_factory.mktemp("made") / "made.db")


@pytest.fixture
def record(made, tmp_path):
    return shutil.copy(made, tmp_path / "case.db")


def run(*words, given=None):
    return CliRunner().invoke(commands, [str(word) for word in words], input=given,
                              catch_exceptions=False)


def reject(words, read_as):
    start = HARBOUR.index(words)
    return make_decision("event", "reject", Cite(article="a1", start=start, end=start + len(words),
                                                 words=words), "Ada Lind", START, read_as=read_as)


def test_decisions_are_listed_exported_and_imported(record, made, tmp_path):
    no = reject("beaten", "ASSAULT.beating")
    judge(record, [no, withdraw(no, "Bo Ren", START.replace(hour=10)), reject("planning", "PLOT")])
    listed = [json.loads(line) for line in run("decisions", "list", record, "--json").stdout
              .splitlines()]
    assert [(one["verdict"], one["lost"]) for one in listed] == [
        ("reject", False), ("withdraw", False), ("reject", False)]
    assert "3 decisions, 1 stand" in run("decisions", "list", record).stdout
    lines = run("decisions", "export", record).stdout
    other = shutil.copy(made, tmp_path / "other.db")
    done = run("decisions", "import", other, "-", "--json", given=lines)
    assert json.loads(done.stdout)["new"] == 3
    assert run("decisions", "export", other).stdout == lines


def test_a_decision_whose_words_are_nowhere_is_listed_and_makes_the_exit_1(record):
    lost = reject("beaten", "ASSAULT.beating")
    lost = make_decision("event", "reject", Cite(article="a9", start=0, end=6, words="beaten"),
                         "Ada Lind", START)
    judge(record, [lost])
    done = run("decisions", "list", record)
    assert done.exit_code == 1
    assert "1 no longer find their words" in done.stdout


@pytest.mark.parametrize("spoil", [
    lambda line: line.replace("Ada Lind", "Eve"), lambda line: line[:40], lambda line: "{}",
    lambda line: line.replace('"event"', '"everything"')])
def test_a_line_that_was_changed_is_refused_and_none_comes_in(record, made, tmp_path, spoil):
    judge(record, [reject("beaten", "ASSAULT.beating"), reject("planning", "PLOT")])
    one, two = run("decisions", "export", record).stdout.splitlines()
    other = shutil.copy(made, tmp_path / "other.db")
    with pytest.raises(BadInput, match="line 2"):
        run("decisions", "import", other, "-", given=f"{one}\n{spoil(two)}\n")
    assert run("decisions", "export", other).stdout == ""


@pytest.mark.parametrize(("words", "scope", "wanted"), [
    ("arrested", "sentence", 2), ('"harbour workers" -police', "sentence", 1),
    ("rey*", "entity", 1), ("کارگر", "", 1), ("hospital OR ministry", "sentence", 3),
    ("velmar lantern", "article", 1), ("nobody beaten", "claim", 1)])
def test_words_are_found(record, words, scope, wanted):
    narrowed = ["--in", scope] if scope else []
    lines = run("search", record, words, "--json", *narrowed).stdout.splitlines()
    assert len(lines) == wanted
    assert all(any(piece["found"] for piece in json.loads(line)["pieces"]) for line in lines)


def test_an_event_that_is_found_says_its_label_its_days_and_the_sentences_apart(record):
    [line] = run("search", record, "opened trial", "--json", "--in", "event").stdout.splitlines()
    hit = json.loads(line)
    assert "".join(piece["words"] for piece in hit["head"]) == (
        "Trial of Tomas Reyl, Velmar, September 2031")
    assert hit["time_from"] == "2031-09-14"
    assert hit["words"].startswith("Trial of Tomas Reyl, Velmar, September 2031: ")
    assert " | " not in hit["words"]
    [line] = run("search", record, "ODL", "--json", "--in", "entity").stdout.splitlines()
    assert json.loads(line)["words"] == "Ostmark Dockers' League · ODL · the league"


def test_a_search_is_narrowed_by_outlet_and_day(record):
    assert "1 lines fit" in run("search", record, "arrested", "--outlet", "Sund Wire",
                                "--in", "sentence").stdout
    assert "0 lines fit" in run("search", record, "arrested", "--until", "2031-01-01").stdout
    assert "2 lines fit" in run("search", record, "arrested", "--since", "2031-05-03",
                                "--in", "sentence").stdout


JUDGING = """
import sys
from datetime import timedelta
from pathlib import Path
from sourceline.judge import judge
from sourceline.record.cite import Cite
from sourceline.review.decide import make_decision
from tests.review.made import START
person, record = sys.argv[1], Path(sys.argv[2])
for number in range(20):
    judge(record, [make_decision("event.status", "correct", Cite(article="a1", start={start},
                                 end={end}, words="arrested"), person,
                                 START + timedelta(minutes=number), answer="happened")])
"""


def test_two_processes_that_decide_at_once_lose_nothing(record):
    start = HARBOUR.index("arrested")
    code = JUDGING.replace("{start}", str(start)).replace("{end}", str(start + 8))
    running = [subprocess.Popen([sys.executable, "-c", code, person, str(record)], cwd=ROOT)
               for person in ("Ada Lind", "Bo Ren")]
    assert [process.wait(120) for process in running] == [0, 0]
    decisions = api.decisions(record)
    assert len(decisions) == 40
    assert {one.person for one in decisions} == {"Ada Lind", "Bo Ren"}
    judged = judge(record, [])
    assert (judged.decisions, judged.standing, judged.lost, judged.idle) == (40, 1, (), ())


def test_a_record_that_cannot_be_written_keeps_decisions_until_it_can(record, monkeypatch):
    lock = sqlite3.connect(record, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("sourceline.store.open.BUSY_MS", 50)
    judged = judge(record, [reject("beaten", "ASSAULT.beating")])
    assert "cannot be written now" in judged.waiting
    lock.execute("ROLLBACK")
    lock.close()
    assert judge(record, []).standing == 1
    assert run("search", record, "beaten", "--in", "event").stdout == "0 lines fit\n"


def test_a_rebuild_applies_decisions_again_and_tells_those_that_lost_their_words(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    words = ("VELMAR, 3 May 2031 - Police arrested 40 harbour workers in Velmar on Friday. "
             "The court in Velmar sentenced Tomas Reyl to two years on Thursday.")
    (folder / "one.txt").write_text(words)
    case = tmp_path / "case.db"
    api.build([folder], case, reader="rules", workers=0)
    trigger = next(row for row in api.show(case, "event_mentions") if "arrested" in row.values)
    said = dict(zip(trigger.names, trigger.values, strict=True))
    cite = Cite(article=said["article"], start=said["start"], end=said["end"], words="arrested")
    around = Cite(article=said["article"], start=said["sentence_start"], end=said["sentence_end"],
                  words=said["sentence"])
    judge(case, [make_decision("event", "reject", cite, "Ada Lind", START, read_as=said["kind"],
                               around=around)])
    assert not any("arrested" in row.values for row in api.show(case, "event_mentions"))
    (folder / "two.txt").write_text("Another article on a fair in Tarsk, with nothing else in it.")
    built = api.build([folder], case, reader="rules", workers=0)
    assert not built.unchanged
    assert not any("arrested" in row.values for row in api.show(case, "event_mentions"))
    (folder / "one.txt").write_text(words.replace("to two years", "to three years"))
    moved = api.build([folder], case, reader="rules", workers=0)
    assert moved.lost_decisions == ()
    assert not any("arrested" in row.values for row in api.show(case, "event_mentions"))
    assert judge(case, []).lost == ()
    (folder / "one.txt").write_text(words.replace("Friday", "Monday"))
    built = api.build([folder], case, reader="rules", workers=0)
    assert [one.cite.words for one in built.lost_decisions] == ["arrested"]
    assert len(api.decisions(case)) == 1


def test_decisions_are_made_by_id_from_the_command_line(record):
    done = run("decisions", "make", record, "earrest", "event.status", "correct", "happened",
               "--by", "Ada Lind", "--why", "two officials said so")
    assert done.stdout == "event.status correct happened: arrested\n"
    assert [row.values[row.names.index("status")] for row in api.show(record, "events", limit=99)
            if row.values[0] == "earrest"] == ["happened"]
    lines = run("decisions", "make", record, "earrest", "event", "reject", "--by", "Ada Lind",
                "--json").stdout.splitlines()
    assert {json.loads(line)["cite"]["article"] for line in lines} == {"a1", "a2"}
    assert not any(row.values[0] == "earrest" for row in api.show(record, "events", limit=99))


def test_roles_speakers_and_names_are_decided_by_the_words_of_the_article(record):
    run("decisions", "make", record, "earrest", "role", "correct", "topic", "--by", "Ada Lind",
        "--other", "Police in Velmar", "--read-as", "actor")
    assert any(row.values[1] == "topic" and "Police in Velmar" in row.values
               for row in api.show(record, "roles", limit=99))
    claim = next(row.values[0] for row in api.show(record, "claims") if "direct" in row.values)
    run("decisions", "make", record, claim, "claim.speaker", "correct", "--by", "Ada Lind",
        "--other", "nreyl")
    assert "nreyl" in next(row.values for row in api.show(record, "claims")
                           if row.values[0] == claim)
    run("decisions", "make", record, "nreyl", "entity.same", "merge", "--by", "Ada Lind",
        "--other", "nbrandt")
    assert not any(row.values[0] == "nbrandt" for row in api.show(record, "entities"))
    assert all(one.around for one in api.decisions(record))


@pytest.mark.parametrize("words", [
    ("nothing", "event", "reject"), ("earrest", "event.status", "correct", "perhaps"),
    ("earrest", "event", "merge"), ("earrest", "event.same", "merge", "", "--other", "no words"),
    ("earrest", "role", "reject")])
def test_what_nobody_can_mean_is_refused_and_nothing_is_kept(record, words):
    with pytest.raises(BadInput):
        run("decisions", "make", record, *words, "--by", "Ada Lind")
    assert api.decisions(record) == ()


def test_a_decision_is_taken_back_once_from_the_command_line(record):
    before = list(api.dump(record))
    run("decisions", "make", record, "nreyl", "entity.kind", "correct", "organization",
        "--by", "Ada Lind")
    name = api.decisions(record)[0].id
    assert run("decisions", "undo", record, name, "--by", "Bo Ren", "--why", "a slip").stdout \
        == "taken back: entity.kind: Tomas Reyl\n"
    assert [line for line in api.dump(record) if '"view": "decisions"' not in line] == before
    for wrong in (name, "nothing"):
        with pytest.raises(BadInput):
            run("decisions", "undo", record, wrong, "--by", "Bo Ren")
    assert len(api.decisions(record)) == 2
