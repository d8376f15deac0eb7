"""Names looked at again when all of an article's names are known."""

import re

import pytest

from sourceline.record.article import Text
from sourceline.record.reading import NameSpan
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.rules import ReadSettings, read_text


def names(words: str, seen: dict[str, str]) -> list[str]:
    """Find names where a reader saw these, longer ones first, wherever they stand."""
    text = Text(article="a1", captured="", edits=(), words=words, parts=())
    reading = read_text(text, ReadSettings())
    found: dict[int, NameSpan] = {}
    for one, kind in seen.items():
        for match in re.finditer(re.escape(one), words):
            if not any(span.start <= match.start() < span.end for span in found.values()):
                found[match.start()] = NameSpan(start=match.start(), end=match.end(), kind=kind)
    spans = tuple(found[start] for start in sorted(found))
    reading = type(reading)(article="a1", reader="made-1", sentences=reading.sentences, names=spans)
    return [f"{one.cite.words} = {one.kind}"
            for one in find_mentions(text, reading, NameSettings()).mentions]


@pytest.mark.parametrize(("words", "seen"), [
    ("He met a Velmia Democrat in May.", {"Velmia Democrat": "organization"}),
    ("The bill failed in the Democratic Senate.", {"Democratic Senate": "organization"}),
    ("He met (R-Orla) in May.", {"R-Orla": "person"}),
    ("They heard the hawks speak.", {"hawks": "organization"}),
    ("The case was Ostri v. Brandt. Ostri was cited often.", {"Ostri": "place"}),
    ("They live in a West Ostrian town.", {"West Ostrian": "place"}),
    ("They spoke of G.G. at length.", {"G.G.": "organization"}),
])
def test_what_is_no_name_is_left_out(words, seen):
    assert names(words, seen) == []


def test_a_name_a_page_tells_twice_is_one():
    words = "It was Ana Ostri Ana Maria Ostri who left."
    assert names(words, {"Ana Ostri Ana Maria Ostri": "person"}) == ["Ana Ostri = person"]


def test_a_part_in_a_trial_is_no_part_of_a_name():
    words = "Then Defendant Orla Karst League paid."
    assert names(words, {"Defendant Orla Karst League": "organization"}) == [
        "Orla Karst League = organization"]


def test_a_bracket_and_a_shouted_word_are_no_part():
    assert names("It named [Karl] Brandt.", {"Karl] Brandt": "person"}) == ["Brandt = person"]
    words = "It cost much at Orla Harbour MORE than before."
    assert names(words, {"Orla Harbour MORE": "place"}) == ["Orla Harbour = place"]


@pytest.mark.parametrize(("words", "seen", "found"), [
    ("Ana Ostri, the president of the Orla Karst List, left.", {"Orla Karst List": "place"},
     "Orla Karst List = organization"),
    ("He works at the law firm Perko Stein now.", {"Perko Stein": "person"},
     "Perko Stein = organization"),
    ("They paid Karst Stein, a law firm in Orla.", {"Karst Stein": "person"},
     "Karst Stein = organization"),
    ("The crash closed State Route 374 at noon.", {"State Route": "place"},
     "State Route 374 = place"),
    ("She spoke. Then Umm Karim wept.", {"Umm Karim": "place"}, "Umm Karim = person"),
    ("In her first book, Great Orla Life, she wrote so.", {"Great Orla Life": "place"},
     "Great Orla Life = work"),
    ("He was held in Dara Karst prison.", {"Dara Karst": "place"}, "Dara Karst = facility"),
    ("The crew of HMS Karst left.", {"HMS Karst": "place"}, "HMS Karst = other"),
    ("They fought the Ostri regime.", {"Ostri": "organization"}, "Ostri = person"),
    ("Sen. Ana Ostri (R-Ariz.) left.", {"Ana Ostri": "person", "Ariz": "other"}, "Ariz. = place"),
])
def test_the_words_around_leave_no_doubt_of_the_kind(words, seen, found):
    assert found in names(words, seen)


def test_a_firm_named_after_its_founder_stays_a_firm():
    found = names("Ana Ostri left. Then Ostri grew. Soon Ostri paid.",
                  {"Ana Ostri": "person", "Ostri": "organization"})
    assert found == ["Ana Ostri = person", "Ostri = organization", "Ostri = organization"]


def test_small_letters_name_nothing_in_a_text_that_writes_capitals():
    seen = {"velm": "place"}
    assert names("They came from velm in May. It rained.", seen) == []
    assert names("they came from velm in may. it rained.", seen) == ["velm = place"]


def test_an_office_of_state_is_no_part_of_its_holder():
    words = "He met Secretary of State Karst in Orla."
    assert "Karst = person" in names(words, {"State Karst": "person"})


def test_a_family_name_between_two_given_names_and_letters_after_a_name():
    words = "Then Benny Lau Yiu-ting met Peter Valen KC. Soon Lau left."
    seen = {"Benny Lau Yiu-ting": "person", "Peter Valen KC": "person", "Lau": "person"}
    assert names(words, seen) == [
        "Benny Lau Yiu-ting = person", "Peter Valen = person", "Lau = person"]


def test_a_title_is_half_of_a_name_where_no_other_follows():
    assert names("Then Prime Minister Sheikh Karima left. Soon Karima fled.", {"Karima": "person"}
                 ) == ["Sheikh Karima = person", "Karima = person"]
    assert names("Then Sheikh Karim al-Orla left.", {"Karim al-Orla": "person"}) == [
        "Karim al-Orla = person"]
