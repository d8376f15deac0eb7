"""Of which stage a due is: by the event the clause expects, else by its words.

In: what is announced, event mentions of the sentence. Out: a stage of `lexicon/threads.toml` and
the event mention, ("", None) where the words name none or say too little.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from sourceline.record.cite import Cite
from sourceline.record.event import EventMention
from sourceline.rooms.threads.announced import Announced
from sourceline.rooms.threads.due_frames import stage_by_frame
from sourceline.rooms.threads.lexicon import stage_of, stages

# "Will" without a day is an announcement only for the steps of a court; all else is hope.
_COURT = frozenset(("TRIAL", "VERDICT", "SENTENCE", "APPEAL", "CHARGE", "EXTRADITE", "EXECUTE",
                    "RELEASE"))
_NO_DUE_KINDS = frozenset(("STATEMENT.testimony", "STATEMENT.claim", "VERDICT.plea"))
_NOT_DUE = frozenset(("threatened", "denied", "hypothetical", "thwarted"))


@dataclass(frozen=True)
class Before:
    """What was said before a clause: "It is set for 4 May" speaks of the last thing it names.

    `events` are those of the sentence before, `prior` that sentence, `around` all words near.
    """

    events: Sequence[EventMention]
    prior: Cite | None
    around: frozenset[str]


def stage_of_due(announced: Announced, events: Sequence[EventMention], before: Before, *,
                 dated: bool) -> tuple[str, EventMention | None]:
    """Give the stage of a due and the event mention that carries it."""
    prior = before.prior
    start, end = announced.span
    inside = [event for event in events if start <= event.cite.start < end]
    aside = {announced.clauses.tokens[n].start for verb in (announced.due, announced.top)
             for n in announced.clauses.under(verb, "obl") if n != announced.due}
    framed = stage_by_frame(announced, before.around, dated=dated)
    if framed:
        return _of_frame(announced, framed, inside)
    if announced.set_by == "promise":
        return "", None  # "ordered the sale", "announced a budget": no step is set
    for place, strong in _places(announced):
        event = next((e for e in inside if e.cite.start <= place < e.cite.end), None)
        stage = _known(event) if event is not None else ""
        if event is not None and event.status in _NOT_DUE and not (
                event.status == "hypothetical" and (dated or _is_set(announced, stage))):
            return "", None
        if stage == "POSTPONE":
            stage = ""  # what was put off is due, not the putting off
        if event is not None and event.because.rule.startswith("events.told."):
            # The reader's guess at a kind says less than a word that names the step.
            stage = _by_word(announced, place, before.around) or stage
        stage = stage or _by_word(announced, place, before.around)
        if stage != "TRIAL" and place in aside:
            continue  # "will come under fire in a report": the report is not what is due
        if stage and _enough(announced, stage, dated=dated, strong=strong):
            return stage, event if event is not None and _known(event) == stage else None
    if dated and prior is not None and announced.subject_is_it():
        stage = _last_named(before.events, prior)
        if stage:
            return stage, None
    if announced.set_by != "noun" and dated and _body_is_done(announced):
        return "REPORT", None
    led_to = ("hypothetical",) if _leads_on(announced) else ()
    governed = _governed(announced)
    expected = next((e for e in inside if e.status in ("expected", "planned", *led_to)
                     and (led_to or any(e.cite.start <= at < e.cite.end for at in governed))
                     and _known(e) and _known(e) != "POSTPONE"), None)
    if expected is not None and _enough(announced, _known(expected), dated=dated, strong=False):
        return _known(expected), expected
    at = announced.clauses.tokens[announced.due].start
    harm = any(e.cite.start <= at < e.cite.end and not _known(e) for e in inside)
    stage = _by_topic(announced) if dated and not harm and announced.set_by != "noun" else ""
    return stage, next((e for e in inside if _known(e) == stage), None) if stage else None


# These stand with a day whatever is set: "will be open on Friday", "is likely to rain".
_NO_STEPS = frozenset(("know", "think", "say", "believe", "want", "need", "like", "love", "feel",
                       "see", "remain", "keep", "stay", "last", "live", "look", "seem",
                       "become", "turn"))


def _by_topic(announced: Announced) -> str:
    """Give the stage of who acts or of what is acted on, of the rest of the clause after them.

    The last resort: somebody set it, it has its day, and no frame knows the verb.
    """
    clauses, known = announced.clauses, _topics()
    verbs = dict.fromkeys((announced.due, announced.top))
    if any(clauses.lemma(at) in _NO_STEPS or any(
            clauses.word(n) == "back" for n in clauses.children[at]) for at in verbs):
        return ""  # "the law goes back to an incident in May"
    if clauses.lemma(announced.sign) in stages().due.hopes and announced.set_by == "set" \
            and clauses.lemma(announced.sign) not in ("expect", "plan"):
        return ""
    first = [clauses.meant(n) for at in verbs for n in (
        at, *clauses.under(at, "obj", "nsubj"), *clauses.noun_before(at), *announced.objects)]
    deep = [m for n in first for m in clauses.under(n, "compound", "nmod")]
    start, end = announced.span
    return next((known[clauses.lemma(n)] for n in dict.fromkeys((*first, *deep))
                 if clauses.lemma(n) in known and clauses.tokens[n].pos in ("NOUN", "PROPN")
                 and (n in first or start <= clauses.tokens[n].start < end)), "")


@cache
def _topics() -> dict[str, str]:
    return {word: stage for stage, words in stages().due.topics.items() for word in words}


# The events room takes what is only set for what might come.
_WEAK_SIGNS = ("set", "until", "noun", "off")


def _is_set(announced: Announced, stage: str) -> bool:
    """Tell whether what the events room takes for a supposition is set: by a sign, or said to be.

    "Told him he would be sentenced once the other case was over".
    """
    return announced.set_by in _WEAK_SIGNS or (
        stage in _COURT and announced.clauses.lemma(announced.sign) == "would")


def _of_frame(announced: Announced, stage: str, inside: Sequence[EventMention]
              ) -> tuple[str, EventMention | None]:
    """Give the stage a frame names with the event mention of it; none where that is denied."""
    at = announced.clauses.tokens[announced.due].start
    own = [event for event in inside if event.cite.start <= at < event.cite.end]
    if any(event.status in _NOT_DUE and event.status != "hypothetical" for event in own):
        return "", None
    governed = _governed(announced)
    return stage, next((event for event in inside if _known(event) == stage and any(
        event.cite.start <= place < event.cite.end for place in governed)), None)


def _last_named(before: Sequence[EventMention], prior: Cite) -> str:
    """Give the stage of what a sentence names last, by its events or by a word for a stage."""
    named = [(e.cite.start, _known(e)) for e in before
             if _known(e) and e.status not in ("threatened", "denied")]
    named += [(prior.start + match.start(), _stages()[match.group().lower()])
              for match in _nouns_said().finditer(prior.words)]
    return max(((at, stage) for at, stage in named if stage != "POSTPONE"), default=(0, ""))[1]


@cache
def _nouns_said() -> re.Pattern[str]:
    words = sorted((word for word, stage in _stages().items() if stage in _COURT), key=len,
                   reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.I)


_BODIES = frozenset(("committee", "commission", "inquiry", "panel", "inquest", "auditor",
                     "investigator", "taskforce", "tribunal"))
_ENDS = frozenset(("finish", "conclude", "complete", "end"))


def _body_is_done(announced: Announced) -> bool:
    """Tell "the committee expects to finish by Easter": what ends such a body is its report."""
    clauses = announced.clauses
    who = {clauses.lemma(n) for at in (announced.due, announced.top)
           for n in clauses.under(at, "nsubj")}
    return clauses.lemma(announced.due) in _ENDS and bool(who & _BODIES)


# "Expected to pave the way for her release": the release is what is expected.
_WAYS = frozenset(("way", "stage", "ground", "grounds", "path", "door", "groundwork", "lead",
                   "scene"))


def _governed(announced: Announced) -> list[int]:
    """Give the places of what is due and of what directly takes part in it, its subject apart."""
    clauses, due = announced.clauses, announced.due
    near = [due, announced.top, *clauses.under(due, "obj", "xcomp", "nsubj:pass", "compound:prt",
                                               "obl:agent")]
    if clauses.lemma(due) in stages().due.light:
        near += clauses.under(due, "nsubj", "obl")
    return [clauses.tokens[at].start for at in near]


def _leads_on(announced: Announced) -> bool:
    """Tell whether what is announced only leads on to what its clause ends with."""
    clauses = announced.clauses
    return announced.set_by == "set" and any(
        {clauses.lemma(n), clauses.word(n)} & _WAYS for n in clauses.under(announced.due, "obj"))


def _known(event: EventMention | None) -> str:
    if event is None:
        return ""
    stage = stage_of(event.kind) or event.kind.split(".")[0]
    return stage if stage in stages().answers and event.kind not in _NO_DUE_KINDS else ""


def _enough(announced: Announced, stage: str, *, dated: bool, strong: bool) -> bool:
    """Tell whether a clause says enough to be a due of this stage."""
    sign = announced.clauses.lemma(announced.sign)
    if announced.set_by == "noun":
        return stage in stages().due.ahead_stages and (dated or sign != "scheduled")
    if dated or announced.set_by == "until":
        return True
    if stage in stages().due.dated:
        return False
    if announced.set_by == "set":
        # Without a day "is expected to vote" says how, "plans to march" that.
        return stage in _COURT or sign not in stages().due.hopes \
            or (sign == "plan" and stage in ("PROTEST", "GATHERING"))
    due = announced.clauses.tokens[announced.due]
    return stage in _COURT and strong and due.pos == "VERB" \
        and not _named_by_part(announced, stage) and _takes_place(announced)


# "The verdict will hold" and "the ruling will have consequences" announce nothing.
_TAKES_PLACE = frozenset(("begin", "start", "open", "resume", "take", "follow", "convene",
                          "continue"))


def _takes_place(announced: Announced) -> bool:
    """Tell whether a light verb says that what names the stage comes about."""
    clauses, due = announced.clauses, announced.due
    lemma = clauses.lemma(due)
    if lemma not in stages().due.light or lemma in _TAKES_PLACE:
        return True
    if lemma in ("have", "be"):
        return bool(clauses.under(due, "aux:pass"))
    if lemma in ("appear", "go", "come"):
        return bool(clauses.under(due, "obl", "xcomp"))
    return bool(clauses.under(due, "aux:pass", "nsubj:pass", "obj", "xcomp"))


# People and places of a court are in every clause about it: without a day they announce nothing.
_PARTS = frozenset(("witness", "witnesses", "court", "jury", "magistrate", "magistrates", "dock",
                    "session", "sitting", "proceedings"))


def _named_by_part(announced: Announced, stage: str) -> bool:
    """Tell whether only a part of a court ("witness") names the stage."""
    naming = [at for at in announced.order() if _by_word(
        announced, announced.clauses.tokens[at].start, frozenset()) == stage]
    return bool(naming) and all(announced.clauses.word(at) in _PARTS for at in naming)


def _places(announced: Announced) -> Iterator[tuple[int, bool]]:
    """Give places to look for the stage: what is due, its parts, then the rest of the clause."""
    clauses, parts = announced.clauses, announced.parts()
    for at in announced.order():
        yield clauses.tokens[at].start, at in parts


def _by_word(announced: Announced, place: int, around: Set[str]) -> str:
    """Give the stage the word at a place names: alone, with the word after it or its particle."""
    clauses = announced.clauses
    at = next(n for n, token in enumerate(clauses.tokens) if token.start == place)
    words = [clauses.lemma(at), clauses.word(at)]
    if at + 1 < len(clauses.tokens):
        words.insert(0, f"{clauses.word(at)} {clauses.word(at + 1)}")
    if at > 0:  # "press conference", "court date": the first of the two says which
        words.insert(0, f"{clauses.word(at - 1)} {clauses.lemma(at)}")
    words += [f"{clauses.lemma(at)} {clauses.word(n)}"
              for n in clauses.under(at, "compound:prt")]
    if at == announced.due:  # "to let them go"
        words += [f"{clauses.lemma(at)} {clauses.word(n)}" for n in clauses.under(at, "xcomp")]
    known = {**_nouns(), **_stages()} if announced.noun_alone else _stages()
    stage = next((known[word] for word in words if word in known
                  and (word not in _VERBS or announced.noun_alone
                       or clauses.tokens[at].pos == "VERB")), "")
    if stage == "RELEASE" and _of_papers(announced):
        return "REPORT"
    if stage in ("RESOLUTION", "VERDICT") and clauses.lemma(at) in _DECIDES:
        return "RESOLUTION" if around.isdisjoint(_OF_COURTS) else "VERDICT"
    return stage


# "A sign", "a rule", "an address" are no steps.
_VERBS = frozenset(("sign", "rule", "free", "decide", "discuss", "meet", "respond", "address",
                    "charge", "mark"))
_PAPERS = re.compile(r"\b(?:documents?|information|reports?|videos?|footage|statements?|"
                     r"transcripts?|memos?|data|figures|files?|tapes?|records|e-?mails?|films?|"
                     r"albums?|results?|findings|images?)\b", re.I)


def _of_papers(announced: Announced) -> bool:
    """Tell whether what is to be released is no person."""
    start, end = announced.span
    return _PAPERS.search(announced.clauses.text, start, end) is not None


_DECIDES = frozenset(("decide", "decision"))


_OF_COURTS = frozenset(("court", "courts", "judge", "judges", "tribunal", "tribunals", "jury",
                        "jurors", "magistrate", "magistrates", "justices", "appellate", "trial",
                        "retrial", "retried", "bail", "defendant", "arbitrators"))


@cache
def _stages() -> dict[str, str]:
    return {word: stage for stage, words in stages().due.words.items() for word in words}


@cache
def _nouns() -> dict[str, str]:
    return {word: stage for stage, words in stages().due.nouns.items() for word in words}
