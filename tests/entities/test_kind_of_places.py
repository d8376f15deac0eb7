"""A town no list knows is a place when it is told of as one."""

from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Mention
from sourceline.rooms.entities.link import LinkSettings, link_entities


def named(at: int, kind: str, rule: str) -> Mention:
    return Mention(id=make_id("m", "a1", at), form="name", kind=kind, because=Because(
        rule=rule, version="1", sentence="made"),
        cite=Cite(article="a1", start=at, end=at + 7, words="Ostmark"))


def kind_of(*mentions: Mention) -> str:
    [entity] = link_entities(list(mentions), [], LinkSettings()).entities
    return entity.kind


def test_one_in_ostmark_outweighs_two_bare_ostmarks():
    assert kind_of(named(0, "person", "names.reader"), named(50, "person", "names.reader"),
                   named(100, "place", "names.preposition")) == "place"


def test_three_bare_ones_outweigh_a_slip():
    assert kind_of(*(named(at, "organization", "names.reader") for at in (0, 50, 100)),
                   named(150, "place", "names.preposition")) == "organization"
