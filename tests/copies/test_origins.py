import random

from sourceline.record.article import Text
from sourceline.rooms.copies.find import CopySettings, find_copies
from sourceline.rooms.copies.origins import OriginSettings, find_origins
from tests.copies.test_find import OTHER, REPORT

THIRD = (
    "Farmers in the northern valleys expect a poor harvest after the third dry summer in a row. "
    "Wells that never failed have fallen empty, and the price of hay has doubled since March. "
    "The ministry promises cheap loans; the farmers answer that they have loans enough already."
)


def _text(article: str, words: str, byline: str = "") -> Text:
    return Text(article=article, captured=words, edits=(), words=words, parts=(), byline=byline)


def _origins(texts):
    copies = find_copies(texts, (), CopySettings())
    return find_origins(texts, (), copies, OriginSettings())


def _groups(*words: str):
    return [origin.articles for origin in
            _origins([_text(f"a{number}", text) for number, text in enumerate(words)])]


def test_every_article_is_in_exactly_one_origin():
    members = [a for group in _groups(REPORT, OTHER, REPORT, THIRD) for a in group]
    assert sorted(members) == ["a0", "a1", "a2", "a3"]


def test_articles_that_share_their_words_are_one_voice():
    assert _groups(REPORT, OTHER, REPORT) == [("a0", "a2"), ("a1",)]


def test_evidence_is_not_chained():
    half = REPORT[:len(REPORT) // 2]
    groups = _groups(REPORT + "\n" + THIRD[:60], half + "\n" + OTHER, OTHER)
    assert not any({"a0", "a2"} <= set(group) for group in groups)


def test_articles_of_one_agency_are_one_voice():
    dateline = "PORT ELM (Ostmark News Agency) — "
    assert _groups(dateline + REPORT, dateline + THIRD, OTHER) == [("a0", "a1"), ("a2",)]


def test_a_body_that_mentions_an_agency_is_not_its_report():
    told = THIRD + " The minister told Ostmark News Agency that he was not worried. " + THIRD
    assert _groups(told, "PORT ELM (Ostmark News Agency) — " + REPORT) == [("a0",), ("a1",)]


def test_agencies_that_only_contributed_do_not_join_articles():
    line = "\nOstmark News Agency contributed to this report."
    assert len(_groups(REPORT + line, THIRD + line)) == 2


def test_an_article_alone_says_so():
    (origin,) = _origins([_text("a0", REPORT)])
    assert origin.reasons[0].sentence == "no other article shares its words or credits"


def test_a_party_that_signs_for_itself_is_noted_with_its_words():
    (origin,) = _origins([_text("a0", "Harbour dispute\n\nAnalysis by Free Harbour League\n\n"
                                + REPORT)])
    reason = origin.reasons[0]
    assert "interested source" in reason.sentence
    assert reason.cites[0].words == "Analysis by Free Harbour League"


def test_a_byline_that_cleaning_took_out_counts_too():
    texts = [_text("a0", REPORT, byline="Ostmark News Agency"),
             _text("a1", THIRD, byline="By Ostmark News Agency")]
    assert [origin.articles for origin in _origins(texts)] == [("a0", "a1")]


def test_the_order_of_articles_changes_nothing():
    texts = [_text(f"a{n}", w) for n, w in enumerate((REPORT, OTHER, REPORT + THIRD, THIRD))]
    wanted = _origins(texts)
    random.Random(2).shuffle(texts)
    assert _origins(texts) == wanted
