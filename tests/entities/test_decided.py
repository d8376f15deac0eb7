"""What people decided about names stands above the rules, and comes back after a rebuild."""

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Cite
from sourceline.record.entity import Linking, Mention
from sourceline.rooms.entities.decided import Decided
from sourceline.rooms.entities.link import LinkSettings, link_entities


def name(words, article="a1", start=0, same_as=None, form="name", kind="person"):
    cite = Cite(article=article, start=start, end=start + len(words), words=words)
    return Mention(id=f"m{article}{start}", cite=cite, form=form, kind=kind, same_as=same_as)


ANA, LENA = name("Ana Ostri"), name("Lena Brandt", "a2")
SAME_NAME = name("Ana Ostri", "a3")


def link(mentions, *decided) -> Linking:
    return link_entities(mentions, (), LinkSettings(), decided)


def entities_of(linking):
    return {one.mention: one.entity for one in linking.links}


def test_two_names_are_one_when_a_person_says_so():
    linking = link([ANA, LENA], Decided("same", ANA.cite, LENA.cite))
    assert len(linking.entities) == 1
    assert [alias.because.rule for alias in linking.entities[0].aliases] == ["decision"]


def test_one_name_is_two_when_a_person_says_so():
    linking = link([ANA, SAME_NAME], Decided("different", ANA.cite, SAME_NAME.cite))
    assert len(set(entities_of(linking).values())) == 2
    assert [entity.name for entity in linking.entities] == ["Ana Ostri", "Ana Ostri"]


def test_what_stands_for_the_words_goes_with_them():
    lone = name("Ostri", "a3", 40, same_as=SAME_NAME.id)
    linking = link([ANA, SAME_NAME, lone], Decided("different", ANA.cite, SAME_NAME.cite))
    found = entities_of(linking)
    assert found[SAME_NAME.id] != found[ANA.id]


def test_a_later_decision_takes_back_an_earlier_one():
    linking = link([ANA, SAME_NAME], Decided("different", ANA.cite, SAME_NAME.cite),
                   Decided("same", ANA.cite, SAME_NAME.cite))
    assert len(linking.entities) == 1


def test_words_that_are_no_longer_a_mention_change_nothing():
    gone = Cite(article="a9", start=0, end=3, words="Ana")
    assert link([ANA, LENA], Decided("same", ANA.cite, gone)) == link([ANA, LENA])


@given(st.permutations([ANA, LENA, SAME_NAME]))
def test_decisions_hold_in_any_order_of_the_mentions(mentions):
    decided = (Decided("same", ANA.cite, LENA.cite),
               Decided("different", ANA.cite, SAME_NAME.cite))
    assert link(mentions, *decided) == link([ANA, LENA, SAME_NAME], *decided)
