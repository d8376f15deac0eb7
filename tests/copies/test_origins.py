import random

from msgspec import structs

from sourceline.record.article import Text
from sourceline.record.cite import Because, cite
from sourceline.record.claim import Claim
from sourceline.record.event import Event, EventMention
from sourceline.record.when import When
from sourceline.rooms.copies.compare import CopySettings
from sourceline.rooms.copies.find import find_copies
from sourceline.rooms.copies.origins import OriginSettings, find_origins
from sourceline.rooms.copies.outlets import Outlet
from tests.copies.test_find import OTHER, REPORT

THIRD = (
    "Farmers in the northern valleys expect a poor harvest after the third dry summer in a row. "
    "Wells that never failed have fallen empty, and the price of hay has doubled since March. "
    "The ministry promises cheap loans; the farmers answer that they have loans enough already."
)


def _text(article: str, words: str, byline: str = "") -> Text:
    return Text(article=article, captured=words, edits=(), words=words, parts=(), byline=byline)


def _event(*texts: Text) -> tuple[Event, list[EventMention]]:
    """Make one event that every text tells with its first word."""
    because = Because(rule="test", version="1", sentence="made up")
    tellings = [EventMention(id=f"t{n}", cite=cite(t.article, t.words, 0, 4), kind="POLICY",
                             sentence=cite(t.article, t.words, 0, 9), status="happened",
                             because=because) for n, t in enumerate(texts)]
    event = Event(id="e1", kind="POLICY", label="made up", status="happened", because=because,
                  members=tuple(t.id for t in tellings),
                  when=When(from_date=None, to_date=None, precision="unknown", basis=""))
    return event, tellings


def _origins(texts, *, one_story=False, outlets=()):
    copies = find_copies(texts, (), CopySettings())
    event, tellings = _event(*texts)
    return find_origins(texts, (), copies, OriginSettings(outlets=outlets),
                        (event,) if one_story else (), tellings)


def _groups(*words: str, one_story=False):
    texts = [_text(f"a{number}", text) for number, text in enumerate(words)]
    return [origin.articles for origin in _origins(texts, one_story=one_story)]


def test_every_article_is_in_exactly_one_origin():
    members = [a for group in _groups(REPORT, OTHER, REPORT, THIRD) for a in group]
    assert sorted(members) == ["a0", "a1", "a2", "a3"]


def test_articles_that_share_their_words_are_one_voice():
    assert _groups(REPORT, OTHER, REPORT) == [("a0", "a2"), ("a1",)]


def test_evidence_is_not_chained():
    half = REPORT[:len(REPORT) // 2]
    groups = _groups(REPORT + "\n" + THIRD[:60], half + "\n" + OTHER, OTHER)
    assert not any({"a0", "a2"} <= set(group) for group in groups)


DATELINE = "PORT ELM (Ostmark News Agency) — "


def test_reports_of_one_agency_on_one_story_are_one_voice():
    groups = _groups(DATELINE + REPORT, DATELINE + THIRD, OTHER, one_story=True)
    assert groups == [("a0", "a1"), ("a2",)]


def test_reports_of_one_agency_on_two_stories_are_two_voices():
    assert _groups(DATELINE + REPORT, DATELINE + THIRD) == [("a0",), ("a1",)]


def test_outlets_of_one_owner_on_one_story_are_one_voice():
    texts = [_text("a0", REPORT), _text("a1", THIRD), _text("a2", OTHER)]
    texts = [structs.replace(text, outlet=name)
             for text, name in zip(texts, ("Elm Post", "Oak Post", "Ash Post"), strict=True)]
    outlets = tuple(Outlet(name=name, owner="Reed Press") for name in ("Elm Post", "The Oak Post"))
    origins = _origins(texts, one_story=True, outlets=outlets)
    assert [origin.articles for origin in origins] == [("a0", "a1"), ("a2",)]
    assert "owned by Reed Press" in origins[0].reasons[0].sentence
    assert "(Oak Post)" in origins[0].reasons[0].sentence


def test_articles_that_rest_on_the_same_speaker_alone_are_one_voice():
    texts = [_text(f"a{n}", f"{w} Ada Venn said the pier was safe. Venn said it twice.")
             for n, w in enumerate((REPORT, THIRD))]
    event, tellings = _event(*texts)
    claims = [claim for text in texts for claim in (
        _claim(text, "Ada Venn", "the pier was safe"), _claim(text, "Venn", "it twice"))]
    (origin,) = find_origins(texts, (), (), OriginSettings(), (event,), tellings, claims)
    assert "rests on one speaker only, Ada Venn" in origin.reasons[0].sentence


def _claim(text: Text, speaker: str, content: str) -> Claim:
    at, to = text.words.index(speaker), text.words.index(content)
    return Claim(id=f"{text.article}{at}", cite=cite(text.article, text.words, at, at + 4),
                 speaker=cite(text.article, text.words, at, at + len(speaker)), cue=None,
                 content=cite(text.article, text.words, to, to + len(content)), form="indirect",
                 because=Because(rule="test", version="1", sentence="made up"))


def test_a_body_that_mentions_an_agency_is_not_its_report():
    told = THIRD + " The minister told Ostmark News Agency that he was not worried. " + THIRD
    assert _groups(told, "PORT ELM (Ostmark News Agency) — " + REPORT) == [("a0",), ("a1",)]


def test_agencies_that_only_contributed_do_not_join_articles():
    line = "\nOstmark News Agency contributed to this report."
    assert len(_groups(REPORT + line, THIRD + line)) == 2


def test_an_article_alone_says_so():
    (origin,) = _origins([_text("a0", REPORT)])
    assert origin.reasons[0].sentence.startswith("no other article shares its words")


def test_a_reason_names_the_other_article_and_never_an_id():
    origins = _origins([_text("a0", REPORT), _text("a1", REPORT)])
    assert "“The harbour council voted late on Monday to”" in origins[0].reasons[1].sentence
    assert "a0" not in origins[0].reasons[1].sentence


def test_a_byline_that_cleaning_took_out_counts_too():
    texts = [_text("a0", REPORT, byline="Ostmark News Agency"),
             _text("a1", THIRD, byline="By Ostmark News Agency")]
    assert [o.articles for o in _origins(texts, one_story=True)] == [("a0", "a1")]


def test_the_order_of_articles_changes_nothing():
    texts = [_text(f"a{n}", w) for n, w in enumerate((REPORT, OTHER, REPORT + THIRD, THIRD))]
    wanted = _origins(texts)
    random.Random(2).shuffle(texts)
    assert _origins(texts) == wanted


def test_a_sentence_of_background_does_not_make_two_stories_of_an_agency_one():
    background = ("The ferry between the two piers has been out of service since a storm in May "
                  "tore its moorings and carried it out into the bay.")
    groups = _groups(f"{DATELINE}{REPORT} {background} {REPORT[::-1] * 4}",
                     f"{DATELINE}{THIRD} {background} {OTHER[::-1] * 4}")
    assert groups == [("a0",), ("a1",)]


def _sited(article: str, words: str, outlet: str) -> Text:
    return structs.replace(_text(article, words), outlet=outlet)


STATEMENT = ("The following statement was issued on Monday by the Marsh Rights Watch (MRW).\n\n"
             + OTHER)


def test_a_page_that_prints_a_statement_is_one_voice_with_the_pages_of_its_author():
    texts = [_sited("a0", REPORT, "MRW"), _sited("a1", STATEMENT, "The Velm Bell"),
             _sited("a2", THIRD, "Velm Post")]
    groups = {o.articles: o.reasons[0].sentence for o in _origins(texts, one_story=True)}
    assert set(groups) == {("a0", "a1"), ("a2",)}
    assert groups["a0", "a1"].startswith("carries the words of Marsh Rights Watch, as ")


def test_a_statement_on_another_story_ties_nothing():
    texts = [_sited("a0", REPORT, "MRW"), _sited("a1", STATEMENT, "The Velm Bell")]
    assert [o.articles for o in _origins(texts)] == [("a0",), ("a1",)]


def test_an_agencys_own_page_is_one_voice_with_what_is_credited_to_it():
    credited = f"KARSK (Oste News Agency) - {OTHER}"
    texts = [_sited("a0", REPORT, "Oste News Agency"), _sited("a1", credited, "The Velm Bell")]
    assert [o.articles for o in _origins(texts, one_story=True)] == [("a0", "a1")]
