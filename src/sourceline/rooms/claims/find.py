"""Find claims: direct, mixed, indirect and narrated, with their speaker where the words carry it.

In: a `Text`, its `Reading` and mentions. Out: `Claim`s in the order of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, Cite, cite
from sourceline.record.claim import Claim
from sourceline.record.entity import Mention
from sourceline.record.reading import Reading
from sourceline.rooms.claims.speakers import speaker_mention
from sourceline.text.attribution import Attribution
from sourceline.text.datelines import dateline_end
from sourceline.text.grammar import common_verbs
from sourceline.text.lines import Line, make_line
from sourceline.text.quotes import pair_quotes
from sourceline.text.speech import find_attributions
from sourceline.text.speech_cues import speech_cues
from sourceline.text.trees import Tree, make_tree

VERSION = "2"
# An attitude of "he" or "she" inside a report is part of it: "Ann Li said she hopes …".
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "we", "i", "which", "that"))
# What the writer, or nobody in particular, thinks or wants is no claim of someone's.
_OWN = frozenset(("i", "we", "you", "one", "everyone", "everybody", "anyone", "no one", "nobody"))
# "who asked not to be named" says how a source is described, not what it says.
_UNNAMED = ("not to be named", "not to be identified", "not to be quoted", "to remain anonymous",
            "to stay anonymous", "that he not be named", "that she not be named",
            "that they not be named", "that his name not", "that her name not", "anonymity")
_SENTENCES = {
    "according_to": "the words after \"according to\" name the speaker",
    "inverted": "what is said stands before the cue and its speaker",
    "final": "what is said stands before the speaker and the cue",
    "that_clause": "a cue verb with a that-clause",
    "bare_clause": "a cue verb with a clause",
    "to_clause": "a cue verb with what is to be done",
    "colon": "a cue verb and a colon",
    "quotation": "a cue verb before a quotation",
    "measured": "a verb that gives a measure its value",
    "judged_object": "a verb of judgement with what it judges",
    "published": "a body publishes a document",
    "around": "what is said stands on both sides of the cue",
    "noun": "a noun of speech or thought with what it holds",
    "stance": "an adjective of stance with what it is about",
    "carried": "a quotation that goes on from the one before it",
}


@dataclass(frozen=True)
class ClaimSettings:
    """What counts as a claim worth keeping."""

    # Shorter content says nothing that could be checked ("said so", "agreed to it").
    min_content_words: int = 2
    # How far back, in sentences, a pronoun looks for its one candidate.
    pronoun_reach_sentences: int = 2


@cache
def _verbs() -> Mapping[str, frozenset[str]]:
    speech = load_cues().speech
    return common_verbs([*speech.direct, *speech.assertive, *speech.opinion, *speech.promise,
                         *speech.judgement, *speech.publish])


def find_claims(text: Text, reading: Reading, mentions: Sequence[Mention],
                settings: ClaimSettings) -> tuple[Claim, ...]:
    """Find who is reported to say what in one article.

    >>> from sourceline.record.reading import Sentence, Token
    >>> words = "Ann Li said that Bova lost."
    >>> places = [(0, 3), (4, 6), (7, 11), (12, 16), (17, 21), (22, 26), (26, 27)]
    >>> tokens = tuple(Token(start=start, end=end) for start, end in places)
    >>> text = Text(article="a1", captured="", edits=(), words=words, parts=())
    >>> reading = Reading(article="a1", reader="rules-1",
    ...                   sentences=(Sentence(start=0, end=27, tokens=tokens),))
    >>> claim, = find_claims(text, reading, (), ClaimSettings())
    >>> claim.speaker.words, claim.cue.words, claim.content.words, claim.form
    ('Ann Li', 'said', 'that Bova lost', 'indirect')

    Gives: claims sorted by place; `speaker` is None where the text leaves it open.
    """
    lines = [make_line(text.words, [(token.start, token.end) for token in sentence.tokens],
                       _verbs()) for sentence in reading.sentences if sentence.tokens]
    trees = [make_tree(text.words, sentence.tokens) for sentence in reading.sentences
             if sentence.tokens]
    said = _read_dateline_apart(text.words, lines, find_attributions(
        text.words, lines, pair_quotes(text.words), speech_cues(), trees))
    bodies = _without_parts(text.words, [_without_dateline(text.words, one)
                                         for one in _without_headings(text, said)])
    kept = [one for one in bodies if _worth(text.words, one, settings)]
    ordered = sorted(mentions, key=lambda one: (one.cite.start, one.cite.end, one.id))
    starts = [one.cite.start for one in ordered]
    claims = [_claim(text, lines, trees[one.line], _near(lines, ordered, starts, one, settings),
                     one, settings) for one in kept]
    return tuple(sorted({claim.id: claim for claim in claims}.values(),
                        key=lambda claim: (claim.cite.start, claim.cite.end, claim.id)))


def _near(lines: Sequence[Line], ordered: Sequence[Mention], starts: Sequence[int],
          said: Attribution, settings: ClaimSettings) -> Sequence[Mention]:
    """Give the mentions of the speaker's sentence and of the few before it."""
    if said.source is None:
        return ()
    reach = lines[max(0, said.line - settings.pronoun_reach_sentences)].start
    first = bisect_left(starts, min(reach, said.source[0]))
    return ordered[first:bisect_left(starts, said.source[1])]


def _without_headings(text: Text, said: Sequence[Attribution]) -> list[Attribution]:
    """Leave out headings: they tell again, shortened, what the body says."""
    heads = sorted((part.start, part.end) for part in text.parts if part.kind == "heading")
    starts = [start for start, _ in heads]
    before = [bisect_right(starts, one.content[0]) for one in said]
    return [one for one, at in zip(said, before, strict=True)
            if at == 0 or heads[at - 1][1] <= one.content[0]]


def _read_dateline_apart(words: str, lines: Sequence[Line], said: Sequence[Attribution]
                         ) -> list[Attribution]:
    """Read a sentence again, by word order, where its tree took the dateline for the speaker."""
    kept: list[Attribution] = []
    again: dict[int, int] = {}
    for one in said:
        end = dateline_end(words, lines[one.line].start)
        if one.source is not None and one.source[0] < end:
            again[one.line] = end
        else:
            kept.append(one)
    for number, end in again.items():
        rest = make_line(words, [span for span in lines[number].spans if span[0] >= end], _verbs())
        found = find_attributions(words, [rest], pair_quotes(words), speech_cues())
        kept += [replace(one, line=number) for one in found if all(
            one.content != other.content for other in kept)]
    return sorted(kept, key=lambda one: (one.content, one.cue or (0, 0)))


def _without_dateline(words: str, said: Attribution) -> Attribution:
    """Begin what is said, and who says it, after the place and agency that open the article."""
    content = (dateline_end(words, said.content[0]), said.content[1])
    source = said.source and (dateline_end(words, said.source[0]), said.source[1])
    if content[0] >= content[1] or (source and source[0] >= source[1]):
        return said
    return replace(said, content=content, source=source)


def _without_parts(words: str, said: Sequence[Attribution]) -> list[Attribution]:
    """Leave out what the speaker of a report is told to hope or plan inside that report."""
    kept: list[Attribution] = []
    reach = 0  # the end of the reports that began before
    for one in sorted(said, key=lambda one: (one.content[0], -one.content[1])):
        source = words[slice(*one.source)].lower() if one.source else ""
        begin = min(one.source[0] if one.source else one.content[0], one.content[0])
        inside = begin < reach and one.content[1] <= reach
        if one.form == "narrated" and (source in _OWN or (inside and source in _PRONOUNS)):
            continue
        if one.form != "narrated":
            reach = max(reach, one.content[1])
        kept.append(one)
    return kept


def _worth(words: str, said: Attribution, settings: ClaimSettings) -> bool:
    content = words[slice(*said.content)]
    if content.lower().startswith(_UNNAMED):
        return False
    return len(content.split()) >= settings.min_content_words or said.form == "direct"


def _claim(text: Text, lines: Sequence[Line], tree: Tree | None, mentions: Sequence[Mention],
           said: Attribution, settings: ClaimSettings) -> Claim:
    whole = [span for span in (said.source, said.cue, said.content) if span]
    if said.rule == "carried":
        whole = [said.content]
    start, end = min(span[0] for span in whole), max(span[1] for span in whole)
    speaker = _cite(text, said.source)
    content = cite(text.article, text.words, *said.content)
    place = (text.article, said.content[0], said.content[1], said.cue or "")
    return Claim(
        id=make_id("c", *place), cite=cite(text.article, text.words, start, end), speaker=speaker,
        speaker_mention=speaker_mention(
            tree, lines[said.line],
            lines[max(0, said.line - settings.pronoun_reach_sentences):said.line], mentions, said),
        cue=_cite(text, said.cue), content=content, form=said.form,
        hedge=_hedge(text.words, lines[said.line], said),
        because=Because(rule=f"claims.{said.rule}", version=VERSION,
                        sentence=_SENTENCES[said.rule]))


def _cite(text: Text, span: tuple[int, int] | None) -> Cite | None:
    return None if span is None else cite(text.article, text.words, *span)


def _hedge(words: str, line: Line, said: Attribution) -> str:
    """Give the word that weakens the claim: beside its cue, or a cue that hedges by itself."""
    hedges = frozenset(load_cues().hedge.words)
    if said.cue is None:
        return ""
    at = line.word_at(said.cue[0])
    near = range(max(0, at - 3), min(len(line.spans), at + 4))
    for word in near:
        if line.clause.low[word] in hedges:
            return words[slice(*line.spans[word])]
    return ""
