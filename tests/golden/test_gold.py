"""The gold file agrees with the articles it speaks of, and the collection shows what it should.

These tests run no room: they hold the measure true before anything is measured with it.
"""

import hashlib
import re
from collections import Counter
from datetime import date, datetime
from importlib.resources import files

import msgspec
import pytest

from tests.golden.gold import (
    ARTICLES,
    Article,
    declared,
    load_gold,
    one_space,
    visible_words,
)

GOLD = load_gold()
BY_KEY = {article.key: article for article in GOLD.article}
EVENTS = {event.key: event for event in GOLD.event}
MONTHS = ("January|February|March|April|May|June|July|August|September|October|November|December")
FULL_DATES = (
    re.compile(rf"(\w+day),? ({MONTHS}) (\d{{1,2}}), (\d{{4}})"),
    re.compile(rf"(\w+day),? (\d{{1,2}}) ({MONTHS}) (\d{{4}})"),
)
YEARLESS = (
    re.compile(rf"(\w+day),? ({MONTHS}) (\d{{1,2}})\b(?!,? \d{{4}})"),
    re.compile(rf"(\w+day),? (\d{{1,2}}) ({MONTHS})\b(?! \d{{4}})"),
)


def words_of(key: str) -> str:
    return visible_words(BY_KEY[key])


def quotes() -> list[tuple[str, str]]:
    """Every (article, words) that the gold file claims."""
    found = [(t.article, t.words) for event in GOLD.event for t in event.tellings]
    found += [(n.article, n.words) for n in GOLD.not_event]
    found += [(c.article, w) for c in GOLD.claim for w in (c.speaker, c.cue, c.content) if w]
    found += [(f.article, f.context) for f in GOLD.figure]
    found += [(f.article, f.words) for f in GOLD.follow_up]
    found += [(m.article, m.words) for m in GOLD.metonym]
    found += [(n.a, n.words) for n in GOLD.not_copy] + [(n.b, n.words) for n in GOLD.not_copy]
    for pair in GOLD.copy:
        found += [(pair.a, pair.a_words or pair.words), (pair.b, pair.b_words or pair.words)]
    for article in GOLD.article:
        seen = (*article.debris, *article.captions, article.first, article.last, article.byline)
        found += [(article.key, words) for words in seen if words]
    return found


@pytest.mark.parametrize(("key", "words"), quotes())
def test_quoted_words_stand_in_the_article_they_name(key: str, words: str) -> None:
    assert one_space(words) in words_of(key)


def test_triggers_and_figures_stand_inside_their_words() -> None:
    inside = [(t.words, t.trigger) for event in GOLD.event for t in event.tellings]
    inside += [(n.words, n.trigger) for n in GOLD.not_event]
    inside += [(f.context, f.words) for f in GOLD.figure]
    inside += [(m.words, m.name) for m in GOLD.metonym]
    assert [pair for pair in inside if pair[1] not in pair[0]] == []


def test_words_of_tellings_stand_once_in_their_article() -> None:
    told = [(t.article, one_space(t.words)) for event in GOLD.event for t in event.tellings]
    assert [(key, words) for key, words in told if words_of(key).count(words) != 1] == []


def test_titles_stand_as_often_as_the_gold_says() -> None:
    for article in GOLD.article:
        if article.line:
            assert declared(article, "title") == article.title
        elif article.file.endswith(".txt"):
            lines = (ARTICLES / article.file).read_text(encoding=article.encoding).split("\n")
            assert lines.count(article.title) == 1 + article.repeats, article.key
        else:
            assert article.title in visible_words(article)


def test_lines_of_json_declare_the_outlet_and_day_the_gold_gives() -> None:
    for article in GOLD.article:
        if article.line:
            assert declared(article, "outlet") == article.outlet
            assert date.fromisoformat(declared(article, "date")) == article.published_from


def test_every_name_and_alias_stands_somewhere_in_the_collection() -> None:
    everything = " ".join(visible_words(article) for article in GOLD.article)
    names = [word for entity in GOLD.entity for word in (entity.name, *entity.aliases)]
    assert [name for name in names if name not in everything] == []


def _weekday(stated: str) -> str:
    return datetime.strptime(stated, "%B %d %Y").strftime("%A")


def _full_dates(article: Article) -> list[tuple[str, str]]:
    """Pairs of a weekday and the date with a year that stands beside it."""
    words = visible_words(article)
    us = [(day, f"{m} {n} {y}") for day, m, n, y in FULL_DATES[0].findall(words)]
    return us + [(day, f"{m} {n} {y}") for day, n, m, y in FULL_DATES[1].findall(words)]


def _yearless_dates(article: Article) -> list[tuple[str, set[str]]]:
    """Pairs of a weekday and the weekdays its date has within a year of publication."""
    near = article.published_from or article.joint_from
    if near is None:
        return []
    words = visible_words(article)
    found = [(day, f"{m} {n}") for day, m, n in YEARLESS[0].findall(words)]
    found += [(day, f"{m} {n}") for day, n, m in YEARLESS[1].findall(words)]
    years = (near.year - 1, near.year, near.year + 1)
    return [(day, {_weekday(f"{stated} {year}") for year in years}) for day, stated in found]


def test_weekdays_beside_dates_are_the_right_ones() -> None:
    stated = [pair for article in GOLD.article for pair in _full_dates(article)]
    assert len(stated) >= 12
    assert [(day, when) for day, when in stated if _weekday(when) != day] == []
    yearless = [pair for article in GOLD.article for pair in _yearless_dates(article)]
    assert len(yearless) >= 4
    assert [(day, could) for day, could in yearless if day not in could] == []


def test_intervals_are_half_open_and_not_empty() -> None:
    pairs = [(a.published_from, a.published_to) for a in GOLD.article]
    pairs += [(a.joint_from, a.joint_to) for a in GOLD.article]
    pairs += [(e.from_date, e.to_date) for e in GOLD.event]
    pairs += [(f.due_from, f.due_to) for f in GOLD.follow_up]
    assert [pair for pair in pairs if pair[0] and pair[1] and pair[0] >= pair[1]] == []


def test_no_page_is_crawled_before_it_was_published() -> None:
    for article in GOLD.article:
        start = article.published_from or article.joint_from
        assert not (article.crawled and start) or article.crawled >= start, article.key


def test_what_has_happened_was_told_after_it_happened() -> None:
    for event in GOLD.event:
        for telling in event.tellings:
            end = BY_KEY[telling.article].published_to
            if event.status == "happened" and event.from_date and end:
                assert event.from_date < end, (event.key, telling.article)


def test_every_file_of_the_collection_is_in_the_gold_and_the_other_way_round() -> None:
    on_disk = {str(p.relative_to(ARTICLES)) for p in ARTICLES.rglob("*") if p.is_file()}
    named = {a.file for a in GOLD.article} | {s.file for s in GOLD.skipped}
    assert on_disk == named
    lines = (ARTICLES / "archive.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(a.line for a in GOLD.article if a.line) == list(range(1, len(lines) + 1))


def test_skipped_files_are_what_the_gold_says() -> None:
    def fingerprint(name: str) -> str:
        return hashlib.sha256((ARTICLES / name).read_bytes()).hexdigest()

    for skipped in GOLD.skipped:
        if skipped.reason == "empty":
            assert (ARTICLES / skipped.file).stat().st_size == 0
        else:
            assert fingerprint(skipped.file) == fingerprint(skipped.same_as)


def test_references_between_parts_of_the_gold_lead_somewhere() -> None:
    assert len(BY_KEY) == len(GOLD.article)
    assert len(EVENTS) == len(GOLD.event)
    names = {entity.name for entity in GOLD.entity}
    assert {name for e in GOLD.entity for name in e.apart_from} <= names
    assert {step.event for thread in GOLD.thread for step in thread.steps} <= EVENTS.keys()
    assert {f.thread for f in GOLD.follow_up} - {""} <= {t.key for t in GOLD.thread}
    assert {f.answered_by for f in GOLD.follow_up} - {""} <= BY_KEY.keys()
    assert all((f.state == "answered") == bool(f.answered_by) for f in GOLD.follow_up)


def test_the_steps_of_a_thread_are_in_order_of_time() -> None:
    for thread in GOLD.thread:
        days = [EVENTS[s.event].from_date or EVENTS[s.event].to_date for s in thread.steps]
        known = [day for day in days if day]
        assert known == sorted(known), thread.key


def test_the_collection_has_the_size_it_should() -> None:
    assert 24 <= len(GOLD.article) <= 26
    assert {a.outlet for a in GOLD.article} == {o["name"] for o in outlets()}
    assert len(GOLD.event) >= 40
    assert len(GOLD.claim) >= 15
    assert len(GOLD.figure) >= 25
    years = {a.published_from.year for a in GOLD.article if a.published_from}
    assert years == {2021, 2022, 2023, 2024}


def outlets() -> list[dict[str, str]]:
    text = files("sourceline.demo").joinpath("outlets.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = msgspec.toml.decode(text)["outlet"]
    return rows


def test_every_status_and_every_state_is_shown() -> None:
    assert {event.status for event in GOLD.event} == {
        "happened", "alleged", "planned", "threatened", "thwarted", "expected", "denied",
        "hypothetical",
    }
    assert {f.state for f in GOLD.follow_up} == {"open", "answered", "overdue"}
    assert {c.form for c in GOLD.claim} >= {"direct", "indirect", "mixed"}
    assert {f.bound for f in GOLD.figure} >= {"exact", "about", "at_least", "vague"}


def test_the_death_toll_has_rival_figures_from_several_speakers() -> None:
    rival = [f for f in GOLD.figure if f.question == "dead"]
    assert len({(f.low, f.high, f.bound) for f in rival}) >= 5
    assert len({f.attributed_to for f in rival}) >= 5


def test_one_report_stands_in_four_other_outlets() -> None:
    shared = next(o for o in GOLD.origin if "wire" in o.articles)
    assert len({BY_KEY[key].outlet for key in shared.articles}) == 5
    assert Counter(p.form for p in GOLD.copy) >= Counter(verbatim=3, near=1, paraphrase=1)


def test_there_are_wrong_headers_missing_dates_stubs_and_cut_texts() -> None:
    assert sum(bool(a.crawled) for a in GOLD.article) >= 5
    assert [a.key for a in GOLD.article if not a.basis] == ["juror"]
    assert {c for a in GOLD.article for c in a.conditions} == {"paywalled", "cut_off"}
    bases = {a.basis for a in GOLD.article}
    assert bases >= {"declared", "meta", "dateline", "byline", "file_name", "address", "text"}


def test_one_article_carries_words_that_run_from_right_to_left() -> None:
    arabic = re.compile("[\u0600-\u06ff]+")
    assert [a.key for a in GOLD.article if arabic.search(visible_words(a))] == ["martyrs"]


def test_a_party_signs_its_own_analysis() -> None:
    assert BY_KEY["harbor"].byline == "Analysis by ORL/RS"
    assert {o["kind"] for o in outlets()} >= {"party", "state", "agency", "local"}
