"""The commands: results on stdout, messages on stderr, exit 0, 1 or 2, and a twin for each."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sourceline import api, cli

WORDS = ("A court in Tarsk, Varenia, sentenced Ilo Venn to 12 years in prison on 3 March 2031. "
         "\"The verdict is unjust,\" said his lawyer, Mara Dovik. At least 40 people protested.")


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sourceline.cli", *words], cwd=cwd, text=True,
                          capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "articles").mkdir()
    (folder / "articles" / "one.txt").write_text(WORDS)
    (folder / "articles" / "empty.txt").touch()
    done = run("build", "articles", "-o", "case.db", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"] == 1
    return folder


def test_every_command_has_a_twin_and_a_line_in_the_manual():
    manual = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in cli.commands.commands:
        assert f"## sourceline {name}\n" in manual
        # Those of a team have theirs, one each, in a module of their own.
        assert name in ("settings", "team") or hasattr(api, name)


@pytest.mark.parametrize(("words", "code"), [
    (["check", "case.db"], 0), (["show", "case.db"], 0), (["show", "case.db", "events"], 0),
    (["diff", "case.db", "case.db"], 0), (["dump", "case.db"], 0), (["settings"], 0),
    (["build", "articles", "--dry-run"], 0), (["--version"], 0),
    (["export", "case.db", "--to", "jsonl"], 0), (["export", "case.db", "--to", "docx"], 2),
    (["check", "nowhere.db"], 2), (["show", "case.db", "no_such_view"], 2),
    (["why", "case.db", "zzz"], 2), (["build", "nowhere"], 2), (["frobnicate"], 2),
])
def test_a_command_ends_with_the_right_exit_code_and_no_traceback(folder, words, code):
    done = run(*words, cwd=folder)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code != 0)


def test_show_and_why_print_json_that_programs_can_read(folder):
    lines = run("show", "case.db", "events", "--json", cwd=folder).stdout.splitlines()
    event = json.loads(lines[0])
    assert event["status"]
    reason = json.loads(run("why", "case.db", event["event"], "--json", cwd=folder).stdout)
    assert reason["rests_on"][0]["cite"]["words"] in WORDS


def test_two_records_that_differ_end_with_exit_1(folder):
    (folder / "articles" / "two.txt").write_text(WORDS.replace("Tarsk", "Ombra"))
    run("build", "articles", "-o", "other.db", cwd=folder)
    done = run("diff", "case.db", "other.db", cwd=folder)
    (folder / "articles" / "two.txt").unlink()
    assert done.returncode == 1
    assert "+ articles" in done.stdout


def test_nothing_to_do_is_said(folder):
    done = run("build", "articles", "-o", "case.db", cwd=folder)
    assert "Nothing to do" in done.stdout
