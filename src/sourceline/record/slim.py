"""The same things with less in memory: what rooms over a collection look at, and no more.

In: things as the per-article rooms gave them. Out: equal things, except that the reasons of
tellings and claims and the captured words of texts are left out, and that words said many times
(ids, names, sentences) stand in memory once. The record is written from the whole things.
"""

from sys import intern

import msgspec

from sourceline.record.article import Text
from sourceline.record.cite import Because, Cite
from sourceline.record.claim import Claim
from sourceline.record.event import EventMention, RoleMention
from sourceline.record.place import Locating
from sourceline.record.when import TimeExpression

# Places in articles are small numbers, each of which stands in memory once instead of at each cite.
_PLACES = tuple(range(1 << 15))

LEFT_OUT = Because(rule="left out", version="", sentence="the whole stands in the record")



def slim_text(text: Text) -> Text:
    """Leave out what a page looked like before cleaning."""
    return msgspec.structs.replace(text, article=intern(text.article), captured="", edits=())


def slim_telling(telling: EventMention) -> EventMention:
    """Leave out the reason of a telling."""
    return EventMention(
        id=intern(telling.id), cite=_cite(telling.cite), sentence=_cite(telling.sentence),
        kind=intern(telling.kind), status=telling.status,
        attributed_to=intern(telling.attributed_to), time=_shared(telling.time),
        roles=tuple(RoleMention(role=one.role, cite=_cite(one.cite), mention=_shared(one.mention))
                    for one in telling.roles), trace=telling.trace, because=LEFT_OUT)


def slim_places(locating: Locating) -> Locating:
    """Keep where an article's places lie, and the country it is about, without the reasons."""
    return msgspec.structs.replace(locating, because=None, places=tuple(
        msgspec.structs.replace(one, cite=_cite(one.cite), mention=_shared(one.mention),
                                name=intern(one.name), country=intern(one.country),
                                state=intern(one.state), because=LEFT_OUT)
        for one in locating.places))


def slim_time(expression: TimeExpression) -> TimeExpression:
    """Keep a time expression whole; its words and ids stand in memory once."""
    return msgspec.structs.replace(expression, id=intern(expression.id),
                                   cite=_cite(expression.cite))


def slim_claim(claim: Claim) -> Claim:
    """Leave out the reason of a claim and the words it holds besides its speaker's."""
    return Claim(id=claim.id, cite=_place(claim.cite), cue=None, content=_place(claim.content),
                 speaker=_cite(claim.speaker) if claim.speaker else None,
                 speaker_mention=_shared(claim.speaker_mention), form=claim.form,
                 hedge=intern(claim.hedge), because=LEFT_OUT)


def _cite(cite: Cite) -> Cite:
    return Cite(article=intern(cite.article), start=_number(cite.start), end=_number(cite.end),
                words=intern(cite.words))


def _number(place: int) -> int:
    return _PLACES[place] if place < len(_PLACES) else place


def _place(cite: Cite) -> Cite:
    """Keep where the words of a cite stand."""
    return Cite(article=intern(cite.article), start=_number(cite.start), end=_number(cite.end),
                words="")


def _shared(words: str | None) -> str | None:
    return None if words is None else intern(words)
