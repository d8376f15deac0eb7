"""Phrases that their own article leaves open: who is meant by the words of other articles."""

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Description, Mention
from sourceline.rooms.entities.link import LinkSettings, link_entities


def cite(article, words, start):
    return Cite(article=article, start=start, end=start + len(words), words=words)


def name(article, words, start, kind="person"):
    return Mention(id=f"{article}-{start}", cite=cite(article, words, start), form="name",
                   kind=kind, because=Because(rule="names.title", version="1", sentence="said"))


def phrase(article, words, start, rule="names.open_definite"):
    return Mention(id=f"{article}-{start}", cite=cite(article, words, start), form="nominal",
                   kind="person", because=Because(rule=rule, version="1", sentence="said"))


def said(mention, words):
    place = cite(mention.cite.article, words, mention.cite.end + 2)
    return Description(id=f"d-{mention.id}", mention=mention.id, cite=place,
                       because=Because(rule="names.apposition", version="1", sentence="said"))


def company(article):
    """What the articles of one matter name."""
    return [name(article, "Orla League", 10, "organization"),
            name(article, "Karl Brandt", 40), name(article, "Velm", 130, "place")]


def meant(mentions, descriptions, wanted):
    linking = link_entities(mentions, descriptions, LinkSettings())
    names = {entity.id: entity.name for entity in linking.entities}
    return next((names[one.entity] for one in linking.links if one.mention == wanted.id), None)


def told(words="an attaché of its embassy"):
    """One article that says who the attaché is."""
    ostri = name("a1", "Tavo Ostri", 100)
    return [*company("a1"), ostri], [said(ostri, words)]


def test_the_only_one_called_so_is_meant_in_an_article_of_the_same_names():
    mentions, descriptions = told()
    diplomat = phrase("a2", "diplomat", 100)
    assert meant([*mentions, *company("a2"), diplomat], descriptions, diplomat) == "Tavo Ostri"


def test_the_link_cites_the_phrase_and_the_words_that_say_it():
    mentions, descriptions = told()
    diplomat = phrase("a2", "diplomat", 100)
    linking = link_entities([*mentions, *company("a2"), diplomat], descriptions, LinkSettings())
    because = next(one.because for one in linking.links if one.mention == diplomat.id)
    assert because.rule == "entities.described"
    assert [one.words for one in because.cites] == ["diplomat", "an attaché of its embassy",
                                                    "Tavo Ostri"]


def test_with_two_called_so_it_stays_open():
    mentions, descriptions = told()
    other = name("a3", "Lena Valen", 100)
    diplomat = phrase("a2", "diplomat", 100)
    assert meant([*mentions, *company("a2"), *company("a3"), other, diplomat],
                 [*descriptions, said(other, "a diplomat")], diplomat) is None


def test_articles_that_share_no_names_are_of_two_matters():
    mentions, descriptions = told()
    diplomat = phrase("a2", "diplomat", 100)
    assert meant([*mentions, name("a2", "Velm", 130, "place"), diplomat], descriptions,
                 diplomat) is None


def test_a_word_that_nobody_says_of_him_leaves_it_open():
    mentions, descriptions = told()
    diplomat = phrase("a2", "retired diplomat", 100)
    assert meant([*mentions, *company("a2"), diplomat], descriptions, diplomat) is None


def test_a_diplomat_after_his_name_is_another_one():
    mentions, descriptions = told()
    again = name("a2", "Tavo Ostri", 60)
    diplomat = phrase("a2", "diplomat", 100, "names.open")
    assert meant([*mentions, *company("a2"), again, diplomat], descriptions, diplomat) is None


def test_an_article_that_calls_him_so_itself_would_have_joined_it():
    mentions, descriptions = told()
    own = name("a2", "Tavo Ostri", 150)
    attache = phrase("a2", "attaché", 100)
    assert meant([*mentions, *company("a2"), own, attache], [*descriptions, said(own, "attaché")],
                 attache) is None
