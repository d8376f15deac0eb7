"""What people decided about names stands above the rules, and comes back after a rebuild."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sourceline.record.cite import Because, Cite
from sourceline.record.decision import Decision
from sourceline.record.entity import Linking, Mention
from sourceline.rooms.entities.link import LinkSettings, link_entities

START = datetime(2032, 1, 5, tzinfo=UTC)


def name(words, article="a1", start=0, same_as=None, form="name", kind="person"):
    cite = Cite(article=article, start=start, end=start + len(words), words=words)
    return Mention(id=f"m{article}{start}", cite=cite, form=form, kind=kind, same_as=same_as)


ANA, LENA = name("Ana Ostri"), name("Lena Brandt", "a2")
SAME_NAME = name("Ana Ostri", "a3")


def said(question, verdict, mention, other=None, answer=""):
    return Decision(id="j", question=question, verdict=verdict, person="Ada Lind", answer=answer,
                    decided_at=START, cite=mention.cite, other=other.cite if other else None)


def link(mentions, *decided) -> Linking:
    return link_entities(mentions, (), LinkSettings(), decided)


def entities_of(linking):
    return {one.mention: one.entity for one in linking.links}


def test_two_names_are_one_when_a_person_says_so():
    linking = link([ANA, LENA], said("entity.same", "merge", ANA, LENA))
    assert len(linking.entities) == 1
    assert [alias.because.rule for alias in linking.entities[0].aliases] == ["decision"]


def test_one_name_is_two_when_a_person_says_so_and_the_article_tells_which():
    further = name("Ana Ostri", "a4")
    linking = link([ANA, SAME_NAME, further], said("entity.same", "split", ANA, SAME_NAME))
    found = entities_of(linking)
    assert found[ANA.id] == found[further.id] != found[SAME_NAME.id]
    assert [entity.name for entity in linking.entities] == ["Ana Ostri", "Ana Ostri"]


def test_another_name_of_one_is_someone_else_in_every_article():
    again = name("Lena Brandt", "a5")
    linking = link([ANA, LENA, again], said("entity.same", "merge", ANA, LENA),
                   said("entity.same", "split", ANA, LENA, "Lena B."))
    found = entities_of(linking)
    assert found[LENA.id] == found[again.id] != found[ANA.id]
    assert {entity.name for entity in linking.entities} == {"Ana Ostri", "Lena B."}


def test_what_stands_for_the_words_goes_with_them():
    lone = Mention(id="lone", form="name", kind="person", same_as=SAME_NAME.id,
                   cite=Cite(article="a3", start=40, end=45, words="Ostri"),
                   because=said_because())
    linking = link([ANA, SAME_NAME, lone], said("alias.entity", "split", SAME_NAME))
    found = entities_of(linking)
    assert found[SAME_NAME.id] == found["lone"] != found[ANA.id]


def said_because():
    return Because(rule="names.last_name", version="1", sentence="a last name", cites=(ANA.cite,))


def test_a_name_in_an_article_means_one_who_is_named_elsewhere():
    linking = link([ANA, LENA, SAME_NAME], said("alias.entity", "merge", SAME_NAME, LENA))
    found = entities_of(linking)
    assert found[SAME_NAME.id] == found[LENA.id] != found[ANA.id]


def test_one_place_means_nobody_and_a_rejected_name_is_none():
    linking = link([ANA, LENA, SAME_NAME], said("mention.entity", "reject", SAME_NAME),
                   said("entity", "reject", LENA))
    assert set(entities_of(linking)) == {ANA.id}


def test_a_thing_is_called_and_taken_for_what_a_person_says():
    linking = link([ANA], said("entity.name", "correct", ANA, answer="Ana M. Ostri"),
                   said("entity.kind", "correct", ANA, answer="organization"))
    assert [(one.name, one.kind, [alias.words for alias in one.aliases])
            for one in linking.entities] == [("Ana M. Ostri", "organization", ["Ana Ostri"])]


def test_a_later_decision_takes_back_an_earlier_one():
    linking = link([ANA, SAME_NAME], said("entity.same", "split", ANA, SAME_NAME),
                   said("entity.same", "merge", ANA, SAME_NAME))
    assert len(linking.entities) == 1


def test_words_that_are_no_longer_a_mention_change_nothing():
    gone = name("Ana", "a9")
    assert link([ANA, LENA], said("entity.same", "merge", ANA, gone)) == link([ANA, LENA])
    assert link([ANA, LENA], said("entity.same", "merge", gone, ANA)) == link([ANA, LENA])


@given(st.permutations([ANA, LENA, SAME_NAME]))
def test_decisions_hold_in_any_order_of_the_mentions(mentions):
    decided = (said("entity.same", "merge", ANA, LENA),
               said("entity.same", "split", ANA, SAME_NAME))
    assert link(mentions, *decided) == link([ANA, LENA, SAME_NAME], *decided)
