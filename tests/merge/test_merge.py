"""Tellings of one event become one event; tellings of two stay two."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Entity, Link
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.when import UNKNOWN, PlacedTime, Publication, When
from sourceline.rooms.merge.describe import event_when, label_of
from sourceline.rooms.merge.merge import MergeSettings, merge_event_mentions
from sourceline.rooms.merge.tellings import Telling

BECAUSE = Because(rule="made", version="1", sentence="made")


def told(article: str, start: int, *, kind="ASSAULT.bombing", status="happened", word="bombing",
         target="", place="", day=None, before="A") -> EventMention:
    sentence = Cite(article=article, start=start, end=start + 90, words=f"{before} {word} …")
    at = start + len(before) + 1
    roles = []
    if target:
        roles.append(RoleMention(role="target", mention=f"{article}-{target}",
                                 cite=Cite(article=article, start=at + 20, end=at + 25,
                                           words=target)))
    if place:
        roles.append(RoleMention(role="place", cite=Cite(
            article=article, start=at + 30, end=at + 35, words=place)))
    return EventMention(
        id=make_id("em", article, start, kind), kind=kind, status=status, sentence=sentence,
        cite=Cite(article=article, start=at, end=at + len(word), words=word),
        time=f"{article}-{day}" if day else None, roles=tuple(roles), because=BECAUSE)


def merged(mentions: list[EventMention]):
    names = sorted({role.cite.words for one in mentions for role in one.roles
                    if role.role == "target"})
    entities = [Entity(id=f"e-{name}", name=name, kind="organization") for name in names]
    links = [Link(mention=role.mention, entity=f"e-{role.cite.words}", because=BECAUSE)
             for one in mentions for role in one.roles if role.mention]
    placed = [PlacedTime(expression=one.time, article=one.cite.article, because=BECAUSE, when=When(
        from_date=date.fromisoformat(one.time[-10:]),
        to_date=date.fromordinal(date.fromisoformat(one.time[-10:]).toordinal() + 1),
        precision="day", basis="stated")) for one in mentions if one.time]
    publications = [Publication(
        article=article, words="", crawled=None, candidates=(), because=BECAUSE,
        published=When(from_date=date(2024, 5, 9), to_date=date(2024, 5, 10), precision="day",
                       basis="dateline"))
        for article in sorted({one.cite.article for one in mentions})]
    return merge_event_mentions(mentions, links, entities, placed, publications, MergeSettings())


def test_two_articles_on_the_same_day_and_target_tell_one_event():
    events = merged([told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                     told("a2", 0, target="Ostmark Bank", day="2024-05-01")])
    assert [len(event.members) for event in events] == [2]


def _telling(article, status, day=None):
    mention = told(article, 0, status=status)
    when = None if day is None else _day(day)
    return Telling(mention=mention, kind="TRIAL", sub="", parts={}, named=frozenset(), cast={},
                   called={}, place="", country="", when=when, key="")


def _day(day: date) -> When:
    return When(from_date=day, to_date=day + timedelta(days=1), precision="day", basis="text")


def test_what_happened_is_dated_by_those_who_say_that_it_did():
    announced, held = _telling("a1", "planned", date(2024, 5, 1)), _telling("a2", "happened")
    published = {"a1": _day(date(2024, 4, 3)), "a2": _day(date(2024, 6, 9))}
    when = event_when([announced, held], "happened", published)
    assert (when.from_date, when.to_date) == (None, date(2024, 6, 10))
    assert event_when([announced], "planned", published) == _day(date(2024, 5, 1))
    dated = _telling("a2", "happened", date(2024, 5, 20))
    assert event_when([announced, dated], "happened", published) == _day(date(2024, 5, 20))


LONG = "Police in the harbour town of Karsk said on Monday that masked men carried out a"


def test_outlets_that_print_the_same_sentence_tell_one_event():
    events = merged([told("a1", 0, before=LONG), told("a2", 40, before=LONG)])
    assert [len(event.members) for event in events] == [2]


def test_the_same_sentence_about_other_days_tells_other_events():
    events = merged([told("a1", 0, before=LONG, day="2024-05-01"),
                     told("a2", 0, before=LONG, day="2024-05-03")])
    assert [len(event.members) for event in events] == [1, 1]


def test_a_short_sentence_is_nobody_s_own():
    assert len(merged([told("a1", 0), told("a2", 0)])) == 2


def test_other_days_are_other_events():
    events = merged([told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                     told("a2", 0, target="Ostmark Bank", day="2024-05-03")])
    assert len(events) == 2


def test_other_places_are_other_events():
    events = merged([
        told("a1", 0, target="Ostmark Bank", day="2024-05-01", place="Vienna"),
        told("a2", 0, target="Ostmark Bank", day="2024-05-01", place="Oslo")])
    assert len(events) == 2


def test_other_victims_on_the_same_day_are_other_events():
    events = merged([told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                     told("a2", 0, target="Varenian Mill", day="2024-05-01")])
    assert len(events) == 2


def test_nothing_chains_through_an_undated_telling():
    events = merged([told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                     told("a1", 200, target="Ostmark Bank"),
                     told("a1", 400, target="Ostmark Bank", day="2024-05-03")])
    days = [event.members for event in events]
    assert len(days) == 2


def test_the_bombing_means_the_bombing_told_before():
    events = merged([told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                     told("a1", 200, before="The")])
    assert [len(event.members) for event in events] == [2]


def test_a_thwarted_plot_is_thwarted_for_all_who_tell_it():
    events = merged([
        told("a1", 0, kind="PLOT", word="plot", status="thwarted", target="Mill", day="2024-05-01"),
        told("a2", 0, kind="PLOT", word="plot", status="planned", target="Mill", day="2024-05-01")])
    assert [event.status for event in events] == ["thwarted"]


def test_an_event_without_a_date_is_not_after_publication():
    event, = merged([told("a1", 0)])
    assert (event.when.from_date, event.when.to_date) == (None, date(2024, 5, 10))
    assert event.when.basis == "publication"


def test_a_planned_event_without_a_date_has_no_time():
    event, = merged([told("a1", 0, status="planned")])
    assert event.when == UNKNOWN


def test_a_label_is_made_of_kind_target_place_and_month():
    event, = merged([told("a1", 0, target="Ostmark Bank", place="Vienna", day="2024-05-01")])
    assert event.label == "Bombing of Ostmark Bank, Vienna, May 2024"


@given(st.randoms(use_true_random=False))
def test_the_order_of_tellings_changes_nothing(random):
    tellings = [told("a1", 0, target="Ostmark Bank", day="2024-05-01"),
                told("a1", 200, before="The"), told("a2", 0, target="Ostmark Bank"),
                told("a2", 200, target="Varenian Mill", day="2024-05-03"),
                told("a3", 0, target="Varenian Mill", day="2024-05-03"),
                told("a3", 300, target="Ostmark Bank", day="2024-05-01")]
    shuffled = list(tellings)
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(tellings)


def test_a_label_names_a_second_one_only_where_it_is_told_about_as_often():
    often, both = [told(f"a{n}", 0, target="Ada Orr") for n in range(4)], told(
        "a9", 0, target="Bo Tarn")
    names = {f"e-{name}": name for name in ("Ada Orr", "Bo Tarn")}
    entity_of = {role.mention: f"e-{role.cite.words}" for one in (*often, both)
                 for role in one.roles}

    def label(*tellings: EventMention) -> str:
        return label_of(tellings, "ARREST", "", UNKNOWN, names, entity_of)

    assert label(*often, both) == "Arrest of Ada Orr"
    assert label(*often[:2], both) == "Arrest of Ada Orr and Bo Tarn"
