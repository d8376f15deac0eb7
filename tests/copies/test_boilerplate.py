import pytest

from sourceline.rooms.copies.boilerplate import find_boilerplate
from sourceline.rooms.copies.places import place_words
from tests.copies.test_find import OTHER, REPORT, _copies

BODY = "The council of Port Elm met on Monday and put off the vote. It will meet again in May."

PAGE = {
    "newsletter": "Sign up for our newsletter, The Harbour Letter, and read it every morning.",
    "rights": "(Copyright 2031 Ostmark News Agency. All rights reserved. This material may not be "
              "published, broadcast, rewritten or redistributed.)",
    "picture": "A ferry leaves the old pier of Port Elm, Varenia, May 3, 2031. REUTERS/Ada Venn",
    "gallery": "Photos: The piers The piers – A ferry waits. Hide Caption 1 of 9 " * 30,
    "author": "Ada Venn is a columnist of the Elm Post and teaches history at Varen College.",
    "mail": "Write to Ada Venn at ada.venn@elm.example",
    "credit": "Elm Post reporter Bo Lind contributed to this report.",
    "note": "This is a rush transcript. Copy may not be in its final form.",
    "readers": "Were you on the ferry? Tell us your story by emailing us.",
    "message": "The piers stay closed. Thank the council! — Ada Venn (@adavenn) May 3, 2031",
}
OWN = {
    "an address in the news": "She had used a private email address for the letters of the "
                              "ministry, the inquiry found, and had told nobody before May.",
    "a magazine in the news": "Its newsletter “will never be sold to a party”, he told readers.",
    "who somebody is": "Ada Venn is the mayor of Port Elm and has closed both of its piers.",
    "more": "NO MORE of this, said the fishermen of Port Elm as they left the hall.",
    "rest": "To the rest of the country the piers are a picture on a stamp.",
}


def _taken(words: str) -> list[str]:
    return [words[start:end] for start, end in find_boilerplate(words)]


@pytest.mark.parametrize("line", PAGE.values(), ids=PAGE)
def test_what_the_page_says_of_itself_is_not_the_articles(line):
    assert _taken(f"{BODY}\n{BODY}\n{line}") == [line]


@pytest.mark.parametrize("line", OWN.values(), ids=OWN)
def test_what_a_reporter_writes_stays_the_articles(line):
    assert _taken("\n".join([BODY, BODY, line, *[BODY] * 6])) == []


def test_of_a_long_paragraph_only_the_sentence_is_taken():
    assert _taken(f"{BODY * 6} Bo Lind contributed reporting. {BODY}") == [
        " Bo Lind contributed reporting."]


def test_a_link_that_runs_into_the_titles_behind_it_is_taken():
    links = "Ada Venn Ada Mira VennThe piers are closed Harbour vote put off until May MORE"
    assert _taken(f"It was mayor {links} who closed the piers.") == [links]


def test_a_message_signed_on_the_next_line_is_taken_with_its_signature():
    message = "The piers stay closed!\n— Ada Venn (@adavenn) May 3, 2031"
    assert _taken(f"{BODY}\n{message}\n{BODY}") == [message]


@pytest.mark.parametrize("line", PAGE.values(), ids=PAGE)
def test_boilerplate_of_two_articles_is_no_copy(line):
    assert _copies(f"{OTHER}\n\n{line}", f"{REPORT}\n\n{line}") == ()


def test_a_copy_with_boilerplate_in_it_is_found_still():
    line = PAGE["newsletter"]
    assert _copies(f"{REPORT}\n\n{line}\n\n{OTHER}", f"{REPORT}\n\n{line}")


SPEECH = (
    "We have asked for the papers four times and were told four times that nobody could find "
    "them, and now we learn that they lay in a drawer in the next room all the while."
)


def test_what_one_quotes_and_the_other_shows_without_marks_is_no_copy():
    assert _copies(f"{OTHER}\n\n“{SPEECH}” the mayor said.", f"{REPORT}\n\n{SPEECH}\n") == ()


def test_a_quotation_opened_anew_in_its_paragraph_is_one():
    words = "He said, “We asked four times. Nobody … “Now they lie in a drawer.” He left."
    own = [words[start:end] for start, end, aside in zip(
        place_words(words).starts, place_words(words).ends, place_words(words).aside, strict=True)
        if not aside]
    assert own == ["He", "said", "He", "left"]
