"""What people decided reaches the rooms: events, cases and outcomes follow, and come back whole."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sourceline import api
from sourceline.check import check_record
from sourceline.judge import judge
from sourceline.review.fold import add_up
from sourceline.review.keep import keep_decisions, review_path
from sourceline.store.dump import dump_record
from sourceline.store.open import open_record
from sourceline.store.remember import remember
from tests.review.collection import Judge, write_articles


def build(folder, record):
    return api.build([folder], record, reader="rules", workers=0)


def said(record, sql, *given):
    db = open_record(record)
    try:
        return db.execute(sql, given).fetchall()
    finally:
        db.close()


def everything(record):
    """All that a record says, but for the decisions themselves."""
    db = open_record(record)
    try:
        assert list(check_record(db)) == []
        return [line for line in dump_record(db) if not line.startswith('{"view": "decisions"')]
    finally:
        db.close()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The articles as the program reads them, with the work of reading kept."""
    folder = tmp_path_factory.mktemp("read")
    write_articles(folder / "articles")
    build(folder / "articles", folder / "case.db")
    return folder


@pytest.fixture
def case(read, tmp_path):
    for name in ("case.db", "case.db.cache"):
        (tmp_path / name).write_bytes((read / name).read_bytes())
    return tmp_path / "case.db"


def rebuild(read, case):
    build(read / "articles", case)
    return case


ARRESTS = ("SELECT event, count(*) FROM event_mentions WHERE kind = 'ARREST' AND sentence LIKE "
           "'%May 2031.' GROUP BY event")
DUE = "SELECT state FROM follow_ups WHERE words LIKE 'The trial of Tomas Reyl is expected%'"
STEPS = "SELECT count(*) FROM thread_steps"


def one_man(ada):
    return ada.says("entity.same", "merge", ada.at("Tomas Reyl", "Tomas Reyl"),
                    other=ada.at("Anselm Koro", "beaten"))


def test_two_names_of_one_man_make_his_arrest_one_and_his_case_whole(read, case):
    before = everything(case)
    assert (len(said(case, ARRESTS)), said(case, DUE), said(case, STEPS)) \
        == (2, [("overdue",)], [(2,)])
    ada = Judge(case)
    merged = one_man(ada)
    judged = judge(case, ada.made)
    assert judged.unread == 1  # the names are one at once, what hangs on them waits
    assert len(said(case, ARRESTS)) == 2
    rebuild(read, case)
    assert said(case, "SELECT name, aliases FROM entities WHERE name = 'Tomas Reyl'") \
        == [("Tomas Reyl", '["Anselm Koro"]')]
    assert [count for _, count in said(case, ARRESTS)] == [2]
    assert said(case, STEPS) == [(3,)]
    assert judge(case, []).unread == 0
    judged = judge(case, [ada.withdraws(merged)])
    assert everything(case) == before
    rebuild(read, case)
    assert everything(case) == before


def test_a_name_in_one_article_is_someone_else_and_his_case_is_his_own(read, case):
    ada = Judge(case)
    one_man(ada)
    ada.says("alias.entity", "split", ada.at("Anselm Koro", "sentenced"), "Anselm Koro of Tarsk")
    judge(case, ada.made)
    parted = said(case, "SELECT entity FROM entities WHERE name = 'Anselm Koro of Tarsk'")
    rebuild(read, case)
    assert said(case, "SELECT entity FROM entities WHERE name = 'Anselm Koro of Tarsk'") == parted
    assert [count for _, count in said(case, ARRESTS)] == [2]
    assert said(case, STEPS) == [(2,)]


def test_events_joined_by_a_person_are_one_step_and_parted_ones_are_two(read, case):
    ada = Judge(case)
    reyl, koro = ada.at("arrested", "Tomas Reyl"), ada.at("arrested", "beaten")
    joined = ada.says("event.same", "merge", reyl, read_as="ARREST", other=koro)
    judge(case, ada.made)
    rebuild(read, case)
    assert [count for _, count in said(case, ARRESTS)] == [2]
    reason = said(case, "SELECT because FROM event WHERE id = ?", said(case, ARRESTS)[0][0])
    assert "a person judged it so" in reason[0][0]
    one_man(ada)
    ada.withdraws(joined)
    ada.says("event.same", "split", koro, read_as="ARREST", other=reyl)
    judge(case, ada.made)
    rebuild(read, case)
    # The names are one now, and only what the person said keeps the arrests apart.
    assert [count for _, count in said(case, ARRESTS)] == [1, 1]


def test_a_corrected_kind_status_and_date_reach_the_case_and_what_was_due(read, case):
    ada = Judge(case)
    one_man(ada)
    step = ada.at("sentenced", "sentenced")
    ada.says("event.kind", "correct", step, "TRIAL", read_as="SENTENCE")
    ada.says("event.date", "correct", step, "2031-09-14/2031-09-15", read_as="TRIAL")
    judge(case, ada.made)
    rebuild(read, case)
    assert said(case, "SELECT e.kind, e.label, e.time_from, m.kind FROM events e JOIN "
                "event_mentions m USING (event) WHERE m.words = 'sentenced'") \
        == [("TRIAL", "Trial of Tomas Reyl, September 2031", "2031-09-14", "TRIAL")]
    assert said(case, DUE) == [("answered",)]
    ada.says("event.status", "correct", step, "denied", read_as="TRIAL")
    judge(case, ada.made)
    rebuild(read, case)
    assert said(case, DUE) == [("overdue",)]


def test_a_rejected_event_answers_nothing_and_says_that_it_found_its_words(read, case):
    ada = Judge(case)
    one_man(ada)
    ada.says("event", "reject", ada.at("sentenced", "sentenced"), read_as="SENTENCE")
    ada.says("figure", "reject", ada.at("at least 30", "Tarsk"))
    judge(case, ada.made)
    built = build(read / "articles", case)
    assert built.idle_decisions == ()
    assert judge(case, []).idle == ()
    assert said(case, STEPS) == [(2,)]
    assert said(case, "SELECT count(*) FROM figures WHERE words = 'at least 30'") == [(0,)]


def many(ada):
    """Decisions of every sort that rooms follow, some about the same words."""
    at = ada.at
    reyl, koro = at("Tomas Reyl", "Tomas Reyl"), at("Anselm Koro", "beaten")
    first, second = at("arrested", "Tomas Reyl"), at("arrested", "beaten")
    ada.says("entity.same", "merge", reyl, other=koro)
    ada.says("event.same", "merge", first, read_as="ARREST", other=second)
    ada.says("entity.name", "correct", reyl, "T. Reyl")
    ada.says("event.status", "correct", second, "alleged", read_as="ARREST")
    ada.says("entity.same", "split", reyl, other=koro)
    ada.says("alias.entity", "merge", at("Anselm Koro", "sentenced"), other=reyl)
    ada.says("event", "reject", at("trial", "Tomas Reyl"), read_as="TRIAL")
    ada.says("event.same", "split", second, read_as="ARREST", other=first)
    ada.says("role", "reject", at("people", "Tarsk"), read_as="target",
             other=at("arrested", "Tarsk"))
    ada.says("mention.entity", "reject", at("Velmar", "sentenced"))
    return ada.made


def kept(record, anew=False):
    """What is counted and indexed for the pages, as it stands or made anew."""
    db = open_record(record, write=True)
    try:
        db.execute("BEGIN")
        if anew:
            remember(db)
        lists = {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in (
            "cache_count", "cache_entity", "cache_tally", "cache_part", "cache_taken",
            "cache_told", "cache_description")}
        # Numbers only count: an event that was gone and came back has another one.
        lists["cache_event"] = sorted((row[1:] for row in db.execute("SELECT * FROM cache_event")),
                                      key=repr)
        lists["spoken"] = sorted(db.execute("SELECT s.entity, c.thing FROM cache_spoken s JOIN "
                                            "cache_search c ON c.place = s.place"))
        lists["words"] = sorted(db.execute("SELECT scope, thing, words FROM cache_search"),
                                key=repr)
        db.execute("ROLLBACK")
        return lists
    finally:
        db.close()


@pytest.mark.parametrize("also", [(), ("event.date",)])
def test_counts_and_words_follow_when_what_the_rooms_made_is_undone(read, case, also):
    ada = Judge(case)
    merged = one_man(ada)
    if also:
        ada.says("event.date", "correct", ada.at("sentenced", "sentenced"),
                 "2031-09-20/2031-09-21", read_as="SENTENCE")
    judge(case, ada.made)
    rebuild(read, case)
    assert kept(case) == kept(case, anew=True)
    judge(case, [ada.withdraws(merged)])
    assert kept(case) == kept(case, anew=True)


@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)), st.randoms())
def test_what_is_withdrawn_leaves_no_trace_at_once_and_after_a_rebuild(
        read, tmp_path_factory, before, after, mixed):
    folder = tmp_path_factory.mktemp("any")
    for name in ("case.db", "case.db.cache"):
        (folder / name).write_bytes((read / name).read_bytes())
    case = folder / "case.db"
    plain = everything(case)
    ada = Judge(case)
    made = list(many(ada))
    mixed.shuffle(order := list(made))
    judge(case, [one for one in order if made.index(one) in before])
    rebuild(read, case)
    assert len(everything(case)) > 0
    # More come, some are taken back, and some of those taken back were known to the rooms.
    judge(case, [one for one in made if made.index(one) in after])
    kept = [one for number, one in enumerate(made) if number in before | after]
    judge(case, [ada.withdraws(one) for one in kept])
    assert everything(case) == plain
    rebuild(read, case)
    assert everything(case) == plain


def test_two_reviewers_in_any_order_have_the_same_record(read, tmp_path):
    records = []
    for number, turn in enumerate((list, lambda made: made[::-1],
                                   lambda made: random.Random(4).sample(made, len(made)))):
        case = tmp_path / f"r{number}.db"
        case.write_bytes((read / "case.db").read_bytes())
        (tmp_path / f"r{number}.db.cache").write_bytes((read / "case.db.cache").read_bytes())
        ada, bo = Judge(case), Judge(case, "Bo Ren", first=1000)
        made = [*many(ada), *many(bo)]
        for one in turn(made):
            judge(case, [one])
        at_once = everything(case)
        rebuild(read, case)
        records.append((at_once, everything(case)))
    assert records[0] == records[1] == records[2]


def test_a_decision_kept_while_nobody_could_write_comes_with_the_build(read, case):
    ada = Judge(case)
    one_man(ada)
    keep_decisions(review_path(case), ada.made)
    rebuild(read, case)
    assert [count for _, count in said(case, ARRESTS)] == [2]
    assert add_up(ada.made).standing == api.decisions(case)


def test_a_corrected_kind_makes_two_tellings_one_event(read, case):
    ada = Judge(case)
    one_man(ada)
    second = ada.at("arrested", "beaten")
    kind = ada.says("event.kind", "correct", second, "CHARGE", read_as="ARREST")
    judge(case, ada.made)
    rebuild(read, case)
    told = ("SELECT kind, count(*) FROM event_mentions WHERE sentence LIKE '%May 2031.' "
            "GROUP BY event")
    assert sorted(said(case, told)) == [("ARREST", 1), ("CHARGE", 1)]
    ada.says("event.kind", "correct", ada.at("arrested", "Tomas Reyl"), "CHARGE", read_as="ARREST")
    judge(case, ada.made)
    rebuild(read, case)
    assert said(case, told) == [("CHARGE", 2)]
    ada.withdraws(kind)
    judge(case, ada.made)
    rebuild(read, case)
    assert sorted(said(case, told)) == [("ARREST", 1), ("CHARGE", 1)]


def test_a_corrected_date_parts_and_joins_what_is_merged(read, case):
    before = everything(case)
    ada = Judge(case)
    one_man(ada)
    judge(case, ada.made)
    rebuild(read, case)
    assert [count for _, count in said(case, ARRESTS)] == [2]
    first, second = ada.at("arrested", "Tomas Reyl"), ada.at("arrested", "beaten")
    ada.says("event.same", "split", second, read_as="ARREST", other=first)
    later = ada.says("event.date", "correct", second, "2031-06-20/2031-06-21", read_as="ARREST")
    judge(case, ada.made)
    rebuild(read, case)
    assert sorted(said(case, "SELECT DISTINCT time_from FROM events JOIN event_mentions USING "
                       "(event) WHERE sentence LIKE '%May 2031.'")) \
        == [("2031-05-02",), ("2031-06-20",)]
    for one in (*ada.made[:-1], later):
        ada.withdraws(one)
    judge(case, ada.made)
    rebuild(read, case)
    assert everything(case) == before
