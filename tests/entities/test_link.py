"""The entities room: what joins, what stays apart, and that the order does not matter."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.entity import Linking, Mention
from sourceline.rooms.entities.link import LinkSettings, link_entities
from sourceline.rooms.entities.near import near_names
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.rules import ReadSettings, read_text

FRONT = "The Varenian People's Front (VPF) met. The VPF voted."


def mentions(*articles: str) -> list[Mention]:
    found: list[Mention] = []
    for number, words in enumerate(articles):
        text = Text(article=f"a{number}", captured="", edits=(), words=words, parts=())
        reading = read_text(text, ReadSettings())
        found += find_mentions(text, reading, NameSettings()).mentions
    return found


def link(*articles: str) -> Linking:
    return link_entities(mentions(*articles), (), LinkSettings())


def names(linking: Linking) -> list[str]:
    return sorted(entity.name for entity in linking.entities)


def test_an_acronym_explained_in_one_article_joins_in_another():
    linking = link(FRONT, "On Friday the VPF lost.")
    assert names(linking) == ["Varenian People's Front"]
    assert [alias.words for alias in linking.entities[0].aliases] == ["VPF"]
    assert len(linking.links) == 4


def test_every_alias_cites_the_words_that_joined_it():
    because = link(FRONT).entities[0].aliases[0].because
    assert [one.words for one in because.cites] == ["Varenian People's Front", "VPF"]


def test_an_acronym_with_two_explanations_stays_apart_by_article():
    linking = link(FRONT, "The Valley Peasants Fund (VPF) paid. The VPF closed.", "The VPF won.")
    assert names(linking) == ["VPF", "Valley Peasants Fund", "Varenian People's Front"]


def test_one_name_in_many_spellings_is_one_entity():
    linking = link("They met in the Orla Council.", "The ORLA Council said no.",
                   "He left the Orlá Council on Friday.")
    assert len(linking.entities) == 1


def test_a_last_name_joins_only_inside_its_article():
    linking = link("President Lena Brandt spoke. Mrs. Brandt left.", "Mr. Brandt came late.")
    assert names(linking) == ["Brandt", "Lena Brandt"]


def test_a_last_name_of_two_people_has_no_link():
    words = "President Lena Brandt met Senator Karl Brandt. Brandt said nothing."
    linking = link(words)
    assert names(linking) == ["Karl Brandt", "Lena Brandt"]
    assert len(linking.links) == 2


def test_a_government_is_told_apart_from_its_place():
    linking = link("Vienna rejected the treaty. Crowds gathered in Vienna.")
    assert sorted(entity.kind for entity in linking.entities) == ["government", "place"]


def test_near_spellings_of_long_names_join_and_short_ones_do_not():
    near = near_names(["lena pour ostri", "lena pourostri", "ana ito", "ana itoh"], 12, 92)
    assert near == {"lena pourostri": "lena pour ostri"}


def test_an_id_does_not_change_when_more_articles_come():
    few = {entity.name: entity.id for entity in link(FRONT).entities}
    many = {entity.name: entity.id for entity in link(FRONT, FRONT, "The VPF won.").entities}
    assert few == many


ARTICLES = st.lists(st.sampled_from([
    FRONT, "The VPF lost.", "President Lena Brandt met Tomas Valen. Brandt smiled.",
    "Mr. Valen left Vienna.", "Vienna rejected it.", "The Valley Peasants Fund (VPF) paid.",
    "Lena Pour-Ostri, a lawyer, spoke.", "Lena Pourostri, a lawyer, left.",
]), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.integers(0, 1000))
def test_the_order_of_the_mentions_changes_nothing(articles, seed):
    found = mentions(*articles)
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    once = link_entities(found, (), LinkSettings())
    assert link_entities(shuffled, (), LinkSettings()) == once
    assert {one.entity for one in once.links} == {entity.id for entity in once.entities}
    assert all(one.because.cites or one.because.rule == "names.nominal" for one in once.links)
