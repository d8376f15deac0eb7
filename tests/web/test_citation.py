"""Citations keep every word when another program reads them back."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.web.citing import Quoted, Reference, cite_in

# What LaTeX prints for the commands of `citing`.
_PRINTED = {r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
            r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}


def made(**changed) -> Reference:
    fields = {
        "article": "a1", "title": "Harbour closed", "outlet": "The Velmar Lantern",
        "byline": "By Ines Karo", "address": "https://lantern.example/harbour?x=1&y=2",
        "language": "en", "sha256": "ab" * 32, "published_from": date(2031, 5, 3),
        "published_to": date(2031, 5, 4), "published_precision": "day",
        "crawl_date": date(2033, 2, 11)}
    return Reference(**(fields | changed))


def read_ris(text: str) -> list[list[tuple[str, str]]]:
    """Read RIS as its definition says: a tag of two signs, two blanks, a dash, a blank."""
    records, current = [], []
    for line in text.split("\r\n"):
        if not line:
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert found, line
        if found[1] == "ER":
            records.append(current)
            current = []
        else:
            current.append((found[1], found[2]))
    assert not current
    return records


def read_bibtex(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read BibTeX by counting braces, as BibTeX does, and print the commands as LaTeX would."""
    entries, at = [], 0
    while (start := text.find("@misc{", at)) >= 0:
        inner, at = braced(text, start + 5)
        key, _, rest = inner.partition(",")
        fields, place = {}, 0
        while found := re.compile(r"\s*(\w+) = (?=\{)").match(rest, place):
            fields[found[1]], place = braced(rest, found.end())
            assert rest[place:place + 1] in (",", "\n")
            place += 1
        entries.append((key, {name: printed(said) for name, said in fields.items()}))
    return entries


def braced(text: str, at: int) -> tuple[str, int]:
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[at + 1:place], place + 1
    raise AssertionError("a brace is never closed")


def printed(said: str) -> str:
    if said.startswith("{") and braced(said, 0)[1] == len(said):
        said = said[1:-1]
    pattern = r"\\text\w+\{\}|\\[$&#_%]"
    return re.sub(pattern, lambda found: _PRINTED.get(found[0], found[0][1:]), said)


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=60)


@given(WORDS, WORDS, WORDS)
def test_any_words_come_back_from_both_formats(title, outlet, quoted):
    one = made(title=title, outlet=outlet, quoted=(Quoted(start=3, end=9, words=quoted),))
    flat = [re.sub(r"[\u202d\u202e]", lambda m: f"⟨U+{ord(m[0]):04X}⟩", " ".join(words.split()))
            for words in (title, outlet, quoted)]
    (ris,) = read_ris(cite_in("ris", [one]))
    assert dict(ris)["TI"] == (flat[0] or "Untitled article")
    assert dict(ris).get("T2", "") == flat[1]
    assert ("N1", f"“{flat[2]}” /article/a1#c-3-9") in ris
    ((_, bib),) = read_bibtex(cite_in("bibtex", [one]))
    assert bib["title"] == (flat[0] or "Untitled article")
    assert bib.get("howpublished", "") == flat[1]
    assert f"“{flat[2]}”" in bib["note"]


def test_a_citation_names_author_outlet_day_and_address():
    (ris,) = read_ris(cite_in("ris", [made()]))
    said = dict(ris)
    assert (said["TY"], said["AU"], said["T2"]) == ("NEWS", "Ines Karo", "The Velmar Lantern")
    assert (said["PY"], said["DA"], said["Y2"]) == ("2031", "2031/05/03/", "2033/02/11/")
    assert said["UR"] == "https://lantern.example/harbour?x=1&y=2"
    ((key, bib),) = read_bibtex(cite_in("bibtex", [made()]))
    assert key == "sourceline-a1"
    assert (bib["author"], bib["year"], bib["month"], bib["day"]) == (
        "Ines Karo", "2031", "may", "3")
    assert cite_in("plain", [made()]).startswith(
        "Ines Karo, “Harbour closed”, The Velmar Lantern, 3 May 2031, https://lantern.example/")


@pytest.mark.parametrize(("days", "known"), [
    ((date(2031, 5, 1), date(2031, 6, 1)), "2031/05//"), ((None, date(2031, 6, 1)), None),
    ((date(2031, 5, 30), date(2031, 6, 3)), "2031///"),
    ((date(2030, 12, 30), date(2031, 1, 3)), None)])
def test_no_date_is_given_that_is_not_known(days, known):
    one = made(published_from=days[0], published_to=days[1])
    (ris,) = read_ris(cite_in("ris", [one]))
    assert dict(ris).get("DA") == known
    ((_, bib),) = read_bibtex(cite_in("bibtex", [one]))
    assert bib.get("year") == (known[:4] if known else None)
    assert "day" not in bib


def test_an_address_that_is_no_link_is_not_given():
    assert "javascript" not in cite_in("ris", [made(address="javascript:alert(1)")])
    assert "url =" not in cite_in("bibtex", [made(address="javascript:alert(1)")])


@pytest.mark.parametrize(("path", "count"), [
    ("/article/a1/citation", 1), ("/event/etrial/citation", 2), ("/claim/c0015/citation", 1)])
def test_each_thing_can_be_cited_in_three_formats(pages, path, count):
    html = pages.get(path).text
    assert html.count("<h1") == 1
    assert html.count("<pre") == 3
    assert pages.get(f"{path}?format=json").json()["references"]
    answer = pages.get(f"{path}?format=ris")
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    assert 'filename="citation.ris"' in answer.headers["content-disposition"]
    assert len(read_ris(answer.text)) == count
    assert len(read_bibtex(pages.get(f"{path}?format=bibtex").text)) == count
    assert pages.get(f"{path}?format=plain").headers["content-type"].startswith("text/plain")


def test_an_events_citation_quotes_its_sentences(pages):
    told = pages.get("/event/etrial/citation?format=plain").text
    assert "“The trial of Tomas Reyl opened in Velmar on 14 September 2031.”" in told


@pytest.mark.parametrize("path", ["/article/a1", "/event/etrial", "/claims",
                                  "/chronology?text=Reyl"])
def test_the_citation_is_one_click_away(pages, path):
    assert "/citation" in pages.get(path).text


@pytest.mark.parametrize(("path", "status"), [
    ("/article/none/citation", 404), ("/event/none/citation?format=ris", 404),
    ("/claim/none/citation", 404), ("/article/a1/citation?format=xml", 400)])
def test_what_is_not_there_cannot_be_cited(pages, path, status):
    assert pages.get(path).status_code == status


def test_hostile_words_stay_words(hostile_pages):
    told = hostile_pages.get("/event/e%22%3E%3Cscript%3E/citation")
    assert told.status_code == 200
    assert "<script" not in told.text
    assert len(read_ris(hostile_pages.get(
        "/event/e%22%3E%3Cscript%3E/citation?format=ris").text)) == 1
