import pytest

from sourceline.text.datelines import dateline_end


@pytest.mark.parametrize("line", [
    "PORT ELM, Ostmark, 3 May 2031 (Ostmark News Agency) — |The piers closed.",
    "KELMAR (ONA) - |The piers closed.",
    "Kelmar, Varenia (ONA) – |The piers closed.",
    "(ONA) — |The piers closed.",
    "KELMAR: |The piers closed.",
    "SAINT-ORLA, May 3 — |“The piers closed.”",
    "|The piers closed — again.",
    "|Mira Tolan: the piers are closed.",
    "|The harbour board (the old one) said so.",
])
def test_a_dateline_ends_where_the_first_sentence_begins(line):
    before, after = line.split("|")
    assert dateline_end(before + after, 0) == len(before)


def test_capitals_in_the_middle_of_an_article_are_no_dateline():
    words = "The piers closed. " * 40 + "\n"
    assert dateline_end(words + "OTA — the union — said so.", len(words)) == len(words)
    assert dateline_end("He said ELM — the town — is safe.", 8) == 8
