"""Mentions as columns say what the mentions said."""

import pytest

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Description, Mention, Naming
from sourceline.rooms.entities.table import Mentions


def mention(id, start, words, form="name", **more):
    return Mention(id=id, form=form, kind=more.pop("kind", "person"),
                   cite=Cite(article="a1", start=start, end=start + len(words), words=words),
                   **more)


def described(of, words):
    cite = Cite(article="a1", start=90, end=90 + len(words), words=words)
    return Description(id="d1", mention=of, cite=cite,
                       because=Because(rule="r", version="1", sentence="s", cites=(cite,)))


WHY = Because(rule="names.surname", version="1", sentence="s")
NAMING = Naming(article="a1", mentions=(
    mention("m3", 30, "she", form="pronoun", same_as="m2", because=WHY),
    mention("m1", 0, "Ana Ostri"), mention("m2", 20, "Ostri", same_as="m1", because=WHY),
    mention("m4", 40, "Velm", kind="place")), descriptions=(described("m1", "mayor"),))


@pytest.fixture
def table():
    table = Mentions()
    table.add(NAMING)
    return table


def test_mentions_are_numbered_by_place_and_follow_their_chain(table):
    assert [table.words(n) for n in range(len(table))] == ["Ana Ostri", "Ostri", "she", "Velm"]
    assert [table.head(n) for n in range(4)] == [0, 0, 0, 3]
    assert [table.stands_for(n) for n in range(4)] == [None, 0, 1, None]
    assert list(table.heads()) == [0, 3]
    assert list(table.pronouns()) == [2]


def test_what_was_said_of_a_mention_can_be_asked(table):
    by_id = {one.id: one for one in NAMING.mentions}
    assert [table.cite(n) for n in range(4)] == [by_id[m].cite for m in ("m1", "m2", "m3", "m4")]
    assert [table.rule(n) for n in range(4)] == ["", "names.surname", "names.surname", ""]
    assert table.kind(3) == "place"
    assert table.at(by_id["m2"].cite) == 1
    assert table.at(Cite(article="a2", start=20, end=25, words="Ostri")) is None
    assert list(table.descriptions()) == [(0, "mayor")]


def test_articles_that_come_out_of_order_are_refused(table):
    with pytest.raises(ValueError, match="comes after"):
        table.add(Naming(article="a0"))
