from sourceline.store.ask_entities import Said
from sourceline.web.pages.entity import described
from sourceline.web.words import also_named


def _said(article: str, words: str) -> Said:
    return Said(article=article, start=0, end=len(words), words=words, title="", outlet="",
                published_from=None, published_to=None, published_precision="", sentence=words,
                sentence_start=0)


def test_what_articles_say_in_the_same_words_stands_once_and_an_age_is_told_as_one():
    found = described([_said("a", "General Secretary"), _said("b", "41"),
                       _said("c", "general  secretary")])
    assert [(one.words, one.age, [said.article for said in one.said]) for one in found] == [
        ("General Secretary", False, ["a", "c"]), ("41", True, ["b"])]


def test_a_list_of_names_does_not_repeat_one_in_capitals():
    aliases = ["ISO", "MARA DOVIK", "Mara", "dovik", "mara dovik", "Dovik", "DOVIK"]
    assert also_named(aliases, "Mara Dovik") == ("ISO", "Mara", "Dovik")
    assert also_named(["VFP"], "Velmar Front") == ("VFP",)
    assert also_named([], "Velmar Front") == ()
