"""What only the reader sees as due: words no list has."""

import pytest

from sourceline.record.article import Text
from sourceline.record.reading import Reading, Sentence, Tells, Token
from sourceline.rooms.threads.due import DueSettings, find_dues

WORDS = "Her file goes before Judge Ror."
# Each word with its tag, its head and the relation to it.
READ = (("Her", "PRON", 1, "nmod:poss"), ("file", "NOUN", 2, "nsubj"), ("goes", "VERB", -1, "root"),
        ("before", "ADP", 4, "case"), ("Judge", "PROPN", 2, "obl"), ("Ror", "PROPN", 4, "flat"),
        (".", "PUNCT", 2, "punct"))


def _dues(status: str, sure: float = 0.9):
    tokens, at = [], 0
    for word, pos, head, relation in READ:
        at = WORDS.index(word, at)
        tokens.append(Token(start=at, end=at + len(word), lemma=word.lower(), pos=pos, head=head,
                            relation=relation))
        at += len(word)
    text = Text(article="a", captured=WORDS, edits=(), words=WORDS, parts=())
    reading = Reading(
        article="a", reader="made",
        sentences=(Sentence(start=0, end=len(WORDS), tokens=tuple(tokens)),),
        tells=(Tells(sentence=0, token=2, kind="TRIAL", sure=sure, status=status,
                     status_sure=0.9),))
    return find_dues(text, reading, (), (), DueSettings())


def test_what_the_reader_takes_for_due_is_due_by_its_kind():
    assert [(due.stage, due.cite.words) for due in _dues("due")] == [("TRIAL", WORDS[:-1])]


@pytest.mark.parametrize(("status", "sure"), [("happened", 0.9), ("due", 0.3), ("expected", 0.9)])
def test_what_happened_or_is_unsure_is_not(status, sure):
    assert _dues(status, sure) == ()
