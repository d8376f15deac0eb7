import pytest

from sourceline.record.article import Text
from sourceline.rooms.copies.interests import find_interests
from sourceline.rooms.copies.parties import find_described, find_parties

BODY = "The piers of Port Elm are closed, and the boats lie in the harbour until May."

SIGNED = {
    "Analysis by Free Harbour League": "Free Harbour League", "Analysis by FHL/DS": "FHL/DS",
    "ANALYSIS BY THE FREE HARBOUR LEAGUE": "FREE HARBOUR LEAGUE",
    "Commentary by the Free Harbour League": "Free Harbour League",
    "Analysis | By Free Harbour League": "Free Harbour League",
    "Opinion by Ada Venn, Free Harbour League": "Ada Venn, Free Harbour League",
    "By Ada Venn, Free Harbour League": "Free Harbour League",
    "By Free Harbour League staff": "Free Harbour League",
    "By Ada Venn, spokeswoman of the Free Harbour League": "Free Harbour League",
    "The author is the press secretary of the Ministry of Ports.": "Ministry of Ports",
    "Press release: Free Harbour League": "Free Harbour League",
    "News release from Elm Shipping plc": "Elm Shipping plc",
    "Statement of the Free Harbour League on the piers": "Free Harbour League",
    "Joint statement by Elm Shipping": "Elm Shipping",
    "Issued by the Ministry of Ports": "Ministry of Ports",
    "This article was provided by Elm Shipping.": "Elm Shipping",
    "This sponsored post was paid for by Elm Shipping": "Elm Shipping",
    "By the Press Office of the Ministry of Ports": "Press Office of the Ministry of Ports",
    "Embassy of Varenia, Press Section": "Embassy of Varenia, Press Section",
}
UNSIGNED = (
    "Analysis by AFP", "By FHL", "By Ada Venn", "Analysis by Ada Venn",
    "Analysis by Elm Post staff", "By Ada Venn, Elm Post",
    "Report by Ostmark News Agency", "Analysis: why the piers closed", "Statement of facts",
    "The press office of the ministry did not answer.", "Photo provided by the Harbour League",
    "A statement by the Ministry of Ports said that the piers were safe.",
    "Ada Venn, spokeswoman of the Free Harbour League, said that nobody had asked her.",
    "An analysis by the Free Harbour League found that the piers were safe.",
    "Reporting by Ada Venn; editing by Bo Lind", "Ada Venn is a reporter of the Elm Post",
)


def _parties(words: str, byline: str = "") -> list[str]:
    text = Text(article="a0", captured="", edits=(), words=words, parts=(), byline=byline)
    return [interest.party for interest in find_interests([text], ())]


@pytest.mark.parametrize(("line", "party"), SIGNED.items())
def test_a_body_that_signs_for_itself_is_a_party_in_head_tail_and_byline(line, party):
    assert _parties(f"Harbour dispute\n\n{line}\n\n{BODY}") == [party]
    assert _parties(f"{BODY}\n\n{line}") == [party]
    assert _parties(BODY, byline=line) == [party]


@pytest.mark.parametrize("line", UNSIGNED)
def test_a_reporter_who_signs_or_a_body_that_is_spoken_of_is_no_party(line):
    assert _parties(f"Harbour dispute\n\n{line}\n\n{BODY}") == []
    assert _parties(f"{BODY}\n\n{line}") == []


def test_a_line_in_the_middle_of_an_article_signs_nothing():
    assert _parties("\n\n".join([BODY] * 12 + ["Analysis by Harbour League"] + [BODY] * 12)) == []


def test_a_paper_that_calls_itself_an_organ_signs_for_the_body():
    line = "Published: 17/10/2035 | By the Desk | The Daily Gull, organ of the Ministry of Fish"
    party, = find_parties(line)
    assert (party.name, line[party.start:party.end]) == (
        "Ministry of Fish", "The Daily Gull, organ of the Ministry of Fish")
    assert list(find_parties("The Gull is a newspaper of record.")) == []


@pytest.mark.parametrize(("line", "party"), [
    ("Vol. 9, No. 37. The Barrow, weekly organ of the People’s Harvest League",
     "People’s Harvest League"),
    ("Organ of the United Federation of Dock Workers (UFDW)", "United Federation of Dock Workers"),
    ("Official news portal of the Government of the Republic", "Government of the Republic"),
    ("Posted at noon | The Ostmark Service is an agency of the Office of the President",
     "Office of the President"),
    ("Government of Ostmark | Ministry of Information | Home Tenders", "Government of Ostmark"),
    ("Press Information Department, Ministry of Information | Handout No. 4",
     "Press Information Department, Ministry of Information"),
    ("Read our review of the Labour Party manifesto", None),
    ("Ministry of Fish opens a new hall", None),
    ("The organ of the cathedral was restored.", None)])
def test_a_page_says_in_its_head_or_foot_whose_it_is(line, party):
    found = find_described(line)
    assert (found.name if found else None) == party


def test_only_the_edges_of_a_page_say_whose_it_is():
    paragraph = "The piers are closed and nobody knows for how long. " * 6
    captured = f"The Barrow\nWeekly organ of the Free Harbour League\n\n{paragraph}\n"
    middle = f"The Barrow\n\n{paragraph}\nWeekly organ of the Free Harbour League\n{paragraph}\n"
    for page, wanted in ((captured, ["Free Harbour League"]), (middle, [])):
        text = Text(article="a1", captured=page, edits=(), words=paragraph, parts=())
        assert [one.party for one in find_interests([text], ())] == wanted
