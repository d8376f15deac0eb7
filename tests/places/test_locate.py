"""A place name means one place in the world, or stays open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.cite import cite
from sourceline.record.entity import Mention
from sourceline.record.place import Locating
from sourceline.rooms.places.locate import PlaceSettings, locate_mentions
from sourceline.text.places import fold_place


def located(words: str, *names: str, kind="place") -> Locating:
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    mentions, at = [], 0
    for number, name in enumerate(names):
        at = words.index(name, at)
        mentions.append(Mention(id=f"m{number}", form="name", kind=kind,
                                cite=cite("a1", words, at, at + len(name))))
        at += len(name)
    return locate_mentions(text, mentions, PlaceSettings())


def said(words: str, *names: str, kind="place") -> list[tuple[str, str, str]]:
    return [(one.name, one.state, one.country)
            for one in located(words, *names, kind=kind).places]


def test_the_state_right_after_a_town_decides():
    assert said("A mill burned in Salem, Ore., on Monday.", "Salem") == [
        ("Salem", "Oregon", "United States")]
    assert said("A mill burned in Salem, India, on Monday.", "Salem") == [
        ("Salem", "Tamil Nadu", "India")]


def test_a_part_of_the_world_is_no_town_of_its_name():
    for name in ("Middle East", "the Middle East", "North Africa", "wider Middle East"):
        assert said(f"Talks on the {name} went on in Cairo.", name) == []


def test_a_name_of_many_towns_alone_stays_open():
    assert said("A mill burned in Springfield on Monday.", "Springfield") == []


def test_neighbours_in_the_article_decide():
    found = said("A mill burned in Springfield. Crews came from Peoria and Decatur, Illinois.",
                 "Springfield", "Peoria", "Decatur")
    assert ("Springfield", "Illinois", "United States") in found


def test_a_capital_is_the_well_known_one():
    assert said("A mill burned in Paris on Monday.", "Paris") == [
        ("Paris", "Île-de-France", "France")]


def test_a_town_said_to_lie_where_none_of_its_name_lies_stays_open():
    assert said("A mill burned in Lisbon, Japan, on Monday.", "Lisbon") == []


def test_a_capital_that_stands_for_its_government_is_no_place():
    assert said("Oslo said it would not sign.", "Oslo", kind="government") == []


def test_a_country_has_coordinates_and_no_state():
    place, = located("A mill burned in Portugal.", "Portugal").places
    assert (place.kind, place.state, round(place.latitude)) == ("country", "", 39) or \
        (place.kind, place.state) == ("country", "")


def test_an_invented_place_stays_open():
    assert said("A mill burned in Karskheim, Varenia.", "Karskheim", "Varenia") == []


def test_the_country_named_most_is_the_one_an_article_is_about():
    found = located("Norwegian ministers met. Norway will build ferries. Sweden was told.",
                    "Norway", "Sweden")
    assert (found.country, found.country_basis) == ("Norway", "named")


def test_two_countries_named_alike_leave_the_country_open():
    assert located("Norway and Sweden met. Norway lost, Sweden won.", "Norway").country == ""


def test_the_first_line_says_where_when_nothing_else_does():
    found = located("LISBON (KNS) — Ferries stood still on Monday as crews asked for more pay.")
    assert (found.country, found.country_basis) in (("Portugal", "dateline"),
                                                    ("Portugal", "named"))


@pytest.mark.parametrize(("one", "other"), [
    ("São Tomé", "Sao Tome"), ("St. Gallen", "Saint Gallen"), ("N’Djamena", "N'Djamena"),
    ("Deir ez-Zor", "Deir Ez Zor")])
def test_spellings_of_one_name_meet(one, other):
    assert fold_place(one) == fold_place(other)


@given(st.text(max_size=200))
def test_any_words_are_borne(words):
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    found = locate_mentions(text, [], PlaceSettings())
    assert found.places == ()
