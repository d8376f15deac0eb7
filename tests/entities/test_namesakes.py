from sourceline.record.article import Text
from sourceline.rooms.entities.link import LinkSettings, link_entities
from sourceline.rooms.entities.namesakes import Told, clash, part_namesakes
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.read.door import read_text
from sourceline.rooms.read.settings import ReadSettings


def test_another_sex_or_calling_or_age_is_another_person():
    assert clash(Told("a1", sex="m"), Told("a2", sex="f"))
    assert clash(Told("a1", nouns=frozenset({"goalkeeper"})),
                 Told("a2", nouns=frozenset({"surgeon"})))
    assert clash(Told("a1", ages=frozenset({17})), Told("a2", ages=frozenset({64})))


def test_who_stands_beside_both_speaks_for_one_person():
    beside = frozenset({"orla harbour fund"})
    assert not clash(Told("a1", sex="m", beside=beside), Told("a2", sex="f", beside=beside))


def test_a_ruler_may_have_been_anything_before():
    assert not clash(Told("a1", nouns=frozenset({"actor"})),
                     Told("a2", nouns=frozenset({"governor"})))


def test_without_a_contradiction_one_name_is_one_person():
    assert part_namesakes([Told("a2"), Told("a1", sex="f")]) == [["a1", "a2"]]


def test_two_people_of_one_name_are_two_entities():
    words = ("Karl Ostri, a goalkeeper, trained in Velm. He fell.",
             "Karl Ostri, a surgeon, worked in Oste. The surgeon was praised.")
    mentions, descriptions = [], []
    for number, one in enumerate(words):
        text = Text(article=f"a{number}", captured="", edits=(), words=one, parts=())
        naming = find_mentions(text, read_text(text, ReadSettings()), NameSettings())
        mentions += naming.mentions
        descriptions += naming.descriptions
    linking = link_entities(mentions, descriptions, LinkSettings())
    assert [entity.name for entity in linking.entities if entity.kind == "person"] \
        == ["Karl Ostri", "Karl Ostri"]
