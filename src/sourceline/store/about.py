"""Which event a claim is about, and who is reported to tell of an event.

In: the claims and the tellings of one article. Out: for a claim the telling it is about, for a
telling the words of its speaker. It decides by words and places alone; unknown stays unknown.
"""

import re
from collections.abc import Mapping, Sequence

from sourceline.record.claim import Claim
from sourceline.record.event import EventMention

# "It was a cowardly act", "this is the third such …": said of what was told just before.
_JUDGED = re.compile(
    r"(?:that )?[“\"‘'«]*(?:it|this|that)(?:[’']s| is| was| has been| had been| amounts? to"
    r"| amounted to| constitutes?| constituted| happened| took place| occurred)\b", re.IGNORECASE)
_IT = re.compile(r"(?:it|this) [“\"‘'«]*(?:an?|the|one|as)\b", re.IGNORECASE)
_CALLS = ("call", "brand", "describe", "label", "denounce", "condemn", "term", "dub", "characteri")
# "It" looks back over the sentence before, no further: in the paragraph, or its neighbour.
_BACK_CHARS = 300
# What the words of a report do themselves is not what "it" means.
_SAID = ("ACCUSE", "REJECT", "STATEMENT", "CONSULT", "REQUEST", "THREATEN", "REPORT", "AGREE")


def tellings_of_claims(claims: Sequence[Claim], tellings: Sequence[EventMention]
                       ) -> dict[str, str]:
    """Give for each claim that is about a telling the id of the telling.

    First comes the first event told in what is said; where it says "it was …", the event told
    last before, or the one the claim before is about.
    """
    found: dict[str, str] = {}
    ordered = sorted(tellings, key=lambda telling: telling.cite.start)
    for claim in sorted(claims, key=lambda claim: (claim.cite.start, -claim.cite.end)):
        about = _inside(claim, ordered) or _meant(claim, ordered, claims, found)
        if about is not None:
            found[claim.id] = about
    return found


def _inside(claim: Claim, tellings: Sequence[EventMention]) -> str | None:
    return next((telling.id for telling in tellings
                 if claim.content.start <= telling.cite.start < claim.content.end), None)


def _meant(claim: Claim, tellings: Sequence[EventMention], claims: Sequence[Claim],
           about: Mapping[str, str]) -> str | None:
    """Find what "it" is in "it was a crime" and "called it a crime"."""
    cue = "" if claim.cue is None else claim.cue.words.lower()
    calls = any(word in cue for word in _CALLS) and _IT.match(claim.content.words)
    if not (calls or _JUDGED.match(claim.content.words)):
        return None
    near = range(claim.cite.start - _BACK_CHARS, claim.cite.start)
    before = max((one for one in claims if one.content.end in near and one.id in about),
                 key=lambda one: one.content.end, default=None)
    if before is not None:
        return about[before.id]
    told = [one for one in tellings if one.cite.start in near
            and one.kind.split(".")[0] not in _SAID]
    return told[-1].id if told else None


def speakers_of_tellings(claims: Sequence[Claim], tellings: Sequence[EventMention]
                         ) -> dict[str, str]:
    """Give who is reported to tell of an event: the speaker of the innermost claim around it.

    What someone hopes or plans (a narrated claim) is not told by them.
    """
    found: dict[str, str] = {}
    spoken = [claim for claim in claims if claim.speaker is not None and claim.form != "narrated"]
    for telling in tellings:
        around = [claim for claim in spoken
                  if claim.content.start <= telling.cite.start
                  and telling.cite.end <= claim.content.end]
        inner = min(around, key=lambda claim: claim.content.end - claim.content.start,
                    default=None)
        if inner is not None and inner.speaker is not None:
            found[telling.id] = inner.speaker.words
    return found
