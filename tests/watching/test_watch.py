import json
from xml.etree import ElementTree

from sourceline import api
from sourceline.watching.watch import look

ARREST = """Clerk held in Velmar

VELMAR, 3 May 2031 — Police in Velmar arrested the court clerk Ilse Brandt on Friday. \
She was charged with selling files. Her trial is scheduled for 9 September 2031.
"""
TRIAL = """Clerk's trial opens

VELMAR, 9 September 2031 — The trial of Ilse Brandt opened in Velmar on Tuesday. \
A verdict is expected on 1 October 2031.
"""
OTHER = """Bakers meet

VELMAR, 1 December 2031 — The bakers of Velmar met on Monday. Ilse Brandt was not mentioned.
"""


def _round(folder):
    (found,) = api.watch(folder, once=True, workers=0)
    return found


def test_a_round_tells_what_was_answered_and_which_thread_moved(tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "one.txt").write_text(ARREST, "utf-8")
    first = _round(folder)
    assert first.first
    assert first.changes == ()
    (folder / "two.txt").write_text(TRIAL, "utf-8")
    second = _round(folder)
    kinds = {change.kind for change in second.changes}
    assert second.new_articles == 1
    assert {"answered", "due", "thread"} <= kinds
    log = (tmp_path / "case.changes.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in log] == [one.id for one in second.changes]
    feed = ElementTree.fromstring((tmp_path / "case.atom").read_text("utf-8"))
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(second.changes)
    (folder / "three.txt").write_text(OTHER, "utf-8")
    assert "overdue" in {change.kind for change in _round(folder).changes}
    assert _round(folder).changes == ()


def test_a_folder_is_built_again_when_it_has_come_to_rest(tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "one.txt").write_text(ARREST, "utf-8")
    waits = []

    def sleep(_seconds):
        waits.append(1)
        if len(waits) == 2:
            (folder / "two.txt").write_text(TRIAL[:60], "utf-8")
        if len(waits) == 3:
            (folder / "two.txt").write_text(TRIAL, "utf-8")

    from sourceline.watching.watch import watch

    record = tmp_path / "case.db"
    rounds = watch(lambda: api.build([folder], record, workers=0), folder, record,
                   tmp_path / "log", tmp_path / "feed", sleep=sleep)
    next(rounds)
    assert next(rounds).new_articles == 1
    assert len(waits) == 4


def test_a_folder_looks_the_same_until_a_file_changes(tmp_path):
    (tmp_path / "one.txt").write_text("a", "utf-8")
    before = look(tmp_path)
    assert look(tmp_path) == before
    (tmp_path / "two.txt").write_text("b", "utf-8")
    assert look(tmp_path) != before


def test_due_lists_what_has_no_outcome_and_writes_a_calendar(tmp_path):
    (tmp_path / "one.txt").write_text(ARREST, "utf-8")
    built = api.build([tmp_path / "one.txt"], tmp_path / "case.db", workers=0)
    (line,) = [one for one in api.due(built.record) if one.stage == "TRIAL"]
    assert (line.state, str(line.due_from)) == ("open", "2031-09-09")
    assert api.due(built.record, state="answered") == ()
    api.write_due_calendar(built.record, tmp_path / "due.ics")
    assert b"DTSTART;VALUE=DATE:20310909" in (tmp_path / "due.ics").read_bytes()
