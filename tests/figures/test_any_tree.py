"""A reader may be wrong in any way: loops in the heads, odd relations. No article is lost by it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sourceline.record.article import Text
from sourceline.record.reading import Reading, Sentence, Token
from sourceline.rooms.claims.find import ClaimSettings, find_claims
from sourceline.rooms.figures.find import FigureSettings, find_figures

WORDS = ("Ann", "said", "that", "12", "people", "died", "including", "three", "children", "of",
         "the", "“", "”", ",", "killed", "$5", "million", "was", "to", "according", "number",
         "percent", "claim", "sure", "who", "and", "dozens", "at", "least", "-")
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "ccomp", "xcomp", "advcl", "acl",
             "acl:relcl", "conj", "cc", "case", "mark", "nummod", "nmod", "nmod:poss", "det",
             "amod", "aux", "aux:pass", "cop", "parataxis", "appos", "flat", "compound", "punct",
             "root")
TAGS = ("NOUN", "VERB", "PROPN", "NUM", "ADJ", "ADP", "AUX", "PRON", "PUNCT", "SYM")
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(-1, 24),
                            st.sampled_from(RELATIONS), st.sampled_from(TAGS)),
                  min_size=1, max_size=25)


def read(pieces) -> tuple[Text, Reading]:
    words = " ".join(word for word, *_ in pieces)
    tokens, at = [], 0
    for word, head, relation, tag in pieces:
        tokens.append(Token(start=at, end=at + len(word), lemma=word.lower(), pos=tag,
                            head=min(head, len(pieces) - 1), relation=relation))
        at += len(word) + 1
    sentence = Sentence(start=0, end=len(words), tokens=tuple(tokens))
    return (Text(article="a1", captured="", edits=(), words=words, parts=()),
            Reading(article="a1", reader="made", sentences=(sentence,)))


@settings(max_examples=200)
@given(PIECES)
def test_no_tree_is_too_odd_and_every_cite_holds(pieces):
    text, reading = read(pieces)
    claims = find_claims(text, reading, (), ClaimSettings())
    figures = find_figures(text, reading, (), claims, FigureSettings())
    cites = [part for claim in claims for part in (claim.cite, claim.speaker, claim.cue,
                                                   claim.content)]
    cites += [part for figure in figures for part in (figure.cite, figure.counted_cite,
                                                      *figure.scope)]
    assert all(part is None or text.words[part.start:part.end] == part.words for part in cites)
    assert len({claim.id for claim in claims}) == len(claims)
