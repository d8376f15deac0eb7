import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Capture, Text
from sourceline.record.outcome import Dropped
from sourceline.rooms.clean.text import clean_capture
from sourceline.text.edits import Places, is_removal, replay

CASES = Path(__file__).parents[1] / "cases" / "clean"
BODY = ("The council of Velm agreed on Monday to rebuild the bridge, which had fallen in spring."
        "\n\nThe mayor said that work would begin in May, and that it would cost a fifth of the "
        "budget.")


def cases(name):
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["name"].replace(" ", "-")) for row in rows]


def capture(words, media="text/plain", **declared):
    content = words if isinstance(words, bytes) else words.encode("utf-8", "replace")
    return Capture(id="a1", path="page.txt", sha256="", media=media, encoding="utf-8",
                   content=content, **declared)


def cleaned(words, media="text/plain", **declared):
    text = clean_capture(capture(words, media, **declared))
    assert isinstance(text, Text)
    return text


def lines(text):
    return [line for line in text.words.splitlines() if line]


def removed(text):
    return [(edit.reason, edit.words) for edit in text.edits if is_removal(edit)]


def holds_together(text):
    assert replay(text.captured, text.edits) == text.words
    assert all(before.end <= after.start
               for before, after in zip(text.edits, text.edits[1:], strict=False))
    assert all(before.end <= after.start
               for before, after in zip(text.parts, text.parts[1:], strict=False))
    covered = "".join(text.words[part.start:part.end] for part in text.parts)
    assert "".join(covered.split()) == "".join(text.words.split())


@pytest.mark.parametrize("case", cases("made"))
def test_each_made_page_keeps_its_article_and_loses_its_furniture(case):
    text = cleaned(case["page"])
    holds_together(text)
    assert lines(text) == case["stay"]
    assert [pair for pair in case["go"] if tuple(pair) not in removed(text)] == []
    assert text.title == case.get("title", text.title)
    assert text.byline == case.get("byline", text.byline)


@pytest.mark.parametrize("case", cases("negative"))
def test_what_only_looks_like_furniture_stays(case):
    text = cleaned("\n\n".join(case["stay"]))
    assert lines(text) == case["stay"]
    assert removed(text) == []


@pytest.mark.parametrize("case", cases("known-failures"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures_still_fail(case):
    assert lines(cleaned(case["page"])) == case["stay"]


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_the_replay_of_its_edits(words):
    text = clean_capture(capture(words))
    if isinstance(text, Text):
        holds_together(text)
        places = Places(text.edits)
        for part in text.parts:
            start, end = places.span_in_capture(part.start, part.end)
            assert 0 <= start < end <= len(text.captured)


LINES = st.sampled_from(["Home", "RELATED ARTICLES", "By Ana Orr", "Share this", "He left .", "",
                         "", "`` No , '' he said .", "March 4, 2031", "Port closed in Velm",
                         "HomeNewsPort closed in Velm", "Image caption A port at dawn",
                         "a1_b2-c3.jpg", "It rained , and we left .", "[…]", "(c) 2031 The Bell",
                         *BODY.split("\n\n")])


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=15))
def test_any_mix_of_lines_is_replayed_and_keeps_its_body(mixed):
    text = clean_capture(capture("\n".join(mixed)))
    if isinstance(text, Dropped):
        return
    holds_together(text)
    for sentence in BODY.split("\n\n"):
        assert (sentence in mixed) <= (sentence in text.words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "<script>", "</script>", "<b>", "<!--",
                                 "-->", "<h1>Port closed in Velm</h1>", "&amp;", "&#0;", "\x00",
                                 "<br>", "<li>", "<table><tr><td>", BODY, "<p>" + BODY + "</p>"]),
                max_size=12))
def test_any_markup_is_replayed(pieces):
    text = clean_capture(capture("".join(pieces), "text/html"))
    if isinstance(text, Text):
        holds_together(text)


def test_a_page_gives_its_article_with_the_site_taken_out():
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n") * 2)
    text = cleaned(f"""<html><head><title>Bridge to be rebuilt - The Velm Bell</title>
        <meta property="og:site_name" content="The Velm Bell">
        <meta name="author" content="Ana Orr"></head><body>
        <nav><ul><li>Home</li><li>Sport</li></ul></nav><article>
        <h1>Bridge to be rebuilt</h1>{paragraphs}
        <figure><img><figcaption>Workers march to the bridge on Monday.</figcaption></figure>
        <h2>What comes next</h2>{paragraphs}</article>
        <script>var secret = 1;</script><footer>Contact us</footer></body></html>""", "text/html")
    holds_together(text)
    assert (text.title, text.byline, text.outlet) == ("Bridge to be rebuilt", "Ana Orr",
                                                      "The Velm Bell")
    kinds = {text.words[part.start:part.end]: part.kind for part in text.parts}
    assert kinds["Workers march to the bridge on Monday."] == "caption"
    assert kinds["What comes next"] == "heading"
    assert "secret" not in text.captured
    assert {"Home", "Sport", "Contact us"} <= {words for _, words in removed(text)}
    assert lines(text).count(BODY.split("\n\n")[0]) == 4


def test_an_article_for_readers_without_scripts_is_read():
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n") * 2)
    text = cleaned(f"<body><noscript><div>{paragraphs}</div></noscript></body>", "text/html")
    assert lines(text) == BODY.split("\n\n") * 2


def test_the_outlet_of_an_address_is_its_host():
    assert cleaned(BODY, address="https://www.bell.example/news/1").outlet == "bell.example"
    assert cleaned(BODY, address="no address").outlet == ""


def test_hard_wrapped_lines_become_paragraphs():
    words = ("the council of Velm met on Monday and agreed to rebuild the bridge that fell last "
             "spring during the flood and then it rose ") * 8
    wrapped, row = [], ""
    for word in words.split():
        if len(row) + 1 + len(word) > 70:
            wrapped.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    text = cleaned("\n".join([*wrapped, row + "."]))
    assert len(lines(text)) == 1
    assert "line_wrap" in {edit.reason for edit in text.edits}


@pytest.mark.parametrize(("end", "conditions"), [
    ("", ()),
    ("\n\nThe mayor, who had promised that the new bridge would be the last of […]", ("cut_off",)),
    ("\n\nThe mayor, who had promised in the winter that the new bridge would be the first one to "
     "be paid for by the people who live on its", ("cut_off",)),
    ("\n\nSubscribe to continue reading", ("paywalled",)),
])
def test_conditions_are_told(end, conditions):
    text = cleaned("\n\n".join([BODY, BODY]) + end)
    assert text.conditions == conditions


def test_a_few_words_are_marked_very_short():
    assert cleaned("The port of Velm was closed.").conditions == ("very_short",)


def test_languages_are_told_only_from_enough_words():
    assert cleaned(BODY).language == "en"
    assert cleaned("Der Rat von Velm beschloss am Montag, die Brücke wieder aufzubauen, die im "
                   "Frühling eingestürzt war, und die Arbeiten sollen im Mai beginnen.").language \
        == "de"
    assert cleaned("Velm.").language == ""


@pytest.mark.parametrize("words", ["", " \n ", "***\n\n---", "Share this\n\nComments are closed."])
def test_a_page_without_words_is_dropped_with_a_reason(words):
    row = clean_capture(capture(words))
    assert isinstance(row, Dropped)
    assert row.reason == "no_text"


HOSTILE = {
    "deep": ("<div>" * 100_000 + BODY, "text/html"),
    "unclosed": ("<p>" + "<b>" * 50_000 + BODY, "text/html"),
    "brackets": ("<" * 500_000 + BODY, "text/html"),
    "entities": ('<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b;</p>' + BODY,
                 "text/html"),
    "comments": ("<!--" * 50_000 + BODY, "text/html"),
    "zeros": ("\x00" * 100_000 + BODY, "text/plain"),
    "one line": ("word " * 400_000, "text/plain"),
    "one word": ("x" * 2_000_000, "text/plain"),
    "spaces": (" " * 1_000_000 + BODY, "text/plain"),
    "short lines": ("Home\nComments\n" * 30_000 + BODY, "text/plain"),
    "wrapped": (("word " * 14 + "\n") * 20_000, "text/plain"),
    "mojibake": ("â€" * 300_000 + BODY, "text/plain"),
    "quotes": ("` " * 300_000 + BODY, "text/plain"),
    "trail": ("Home > " * 50_000 + "\n\n" + BODY, "text/plain"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_harmless(name):
    words, media = HOSTILE[name]
    text = clean_capture(capture(words, media))
    if isinstance(text, Text):
        assert replay(text.captured, text.edits) == text.words


def test_a_byte_of_zero_is_shown_as_a_broken_one_so_that_what_follows_can_be_cited():
    page = Capture(id="a1", path="p.txt", sha256="", media="text/plain", encoding="utf-8",
                   content=b"The port of Velm\x00 was closed on Monday after a storm.")
    text = clean_capture(page)
    assert "\x00" not in text.captured
    assert "was closed" in text.words
