"""The door of the room: what one article names.

In: a `Text` and its `Reading`. Out: a `Naming`. Names are found by their capitals and the lexicon,
and joined with the spans a reader saw. Pronouns are joined where the reader's syntax lets them
mean one name only.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import msgspec

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention, Naming
from sourceline.record.reading import Reading
from sourceline.rooms.names.bearers import last_name_parts
from sourceline.rooms.names.chains import add_nominals, add_pronouns, has_syntax
from sourceline.rooms.names.combine import Judged, combine
from sourceline.rooms.names.credits import is_credit
from sourceline.rooms.names.descriptions import find_descriptions
from sourceline.rooms.names.governments import stands_for_government
from sourceline.rooms.names.introduced import add_introduced
from sourceline.rooms.names.kinds import Judgement, Seen, judge_kind
from sourceline.rooms.names.lines import Line, lower_case_words, read_lines
from sourceline.rooms.names.nominals import find_nominals
from sourceline.rooms.names.open_nominals import add_open
from sourceline.rooms.names.parts import Candidate, cut_run, is_body
from sourceline.rooms.names.pronouns import PronounSettings
from sourceline.rooms.names.reader_spans import read_spans
from sourceline.rooms.names.runs import find_runs
from sourceline.rooms.names.sameness import find_same
from sourceline.rooms.names.second_look import look_again
from sourceline.rooms.names.short_forms import find_short_forms, join_tails
from sourceline.rooms.names.whole import make_whole
from sourceline.rooms.names.words import NameWords, name_words
from sourceline.rooms.names.works import find_works
from sourceline.text.names import all_initials, fold_name

VERSION = "5"
_FULL_NAME_PARTS = 3
_MIN_MIDDLE_LETTERS = 4

@dataclass(frozen=True)
class NameSettings:
    """How names are found."""

    # A page that is one long list of names is cut off here; the longest of 3,000 real articles
    # names about 900 things.
    max_mentions: int = 20_000
    # Nominals such as "the diplomat" are joined only where one person was described so.
    nominals: bool = True
    # Pronouns need the reader's syntax; None leaves them all open.
    pronouns: PronounSettings | None = field(default_factory=PronounSettings)


def find_mentions(text: Text, reading: Reading, settings: NameSettings) -> Naming:
    """Find what an article names and what it says the named things are.

    >>> from sourceline.rooms.read.rules import ReadSettings, read_text  # doctest: +SKIP

    Gives: mentions in text order that do not overlap; `same_as` only where one candidate is left.
    Leaves open: pronouns that may mean several, and names whose kind nothing shows ("other").
    """
    words = name_words()
    lines = read_lines(text, reading, words)
    judged = _by_rules(text, lines, words)
    if reading.names:
        judged = combine(judged, lines, read_spans(lines, reading.names, words), words)
    judged = look_again(make_whole(judged, lines, words), lines, words)
    judged = [one for one in judged if not is_credit(text.words, one.start, one.end)]
    mentions = [_mention(text, one) for one in _with_governments(judged, lines, words)]
    mentions = join_tails(_joined(text.words, mentions[:settings.max_mentions]), words)
    mentions = find_short_forms(text, lines, mentions, words)
    descriptions = find_descriptions(text, lines, mentions, words)
    parsed = has_syntax(lines)
    if settings.nominals and parsed:
        mentions = add_nominals(text, lines, mentions, descriptions, words)
    elif settings.nominals:
        mentions = find_nominals(text, lines, mentions, descriptions, words)
    if settings.pronouns is not None and parsed:
        mentions = add_pronouns(text, lines, mentions, words, settings.pronouns)
    if settings.nominals and parsed:
        mentions = add_open(text, lines, add_introduced(text, lines, mentions, words), words)
    return Naming(article=text.article, mentions=tuple(mentions), descriptions=tuple(descriptions))


def _by_rules(text: Text, lines: list[Line], words: NameWords) -> list[Judged]:
    works = find_works(lines)
    candidates = [
        (lines[name.line].words[name.first].start, lines[name.line].words[name.last - 1].end, name)
        for name in _candidates(lines, words)
    ]
    candidates = [
        (start, end, name) for start, end, name in candidates
        if not any(first < end and start < last for first, last in _near(works, start, end))
    ]
    seen = _seen(lines, [name for _, _, name in candidates], words)
    judged = _judged(lines, candidates, seen, words)
    judged += [(start, end, ("work", "names.quoted_title")) for start, end in works]
    return [Judged(start, end, judgement, " ".join(text.words[start:end].split()))
            for start, end, judgement in sorted(judged)]


def _with_governments(judged: Sequence[Judged], lines: Sequence[Line], words: NameWords
                      ) -> Iterable[Judged]:
    """Call a country or capital a government where the sentence has it act as one."""
    number = 0
    for one in judged:
        while number + 1 < len(lines) and lines[number].words[-1].end <= one.start:
            number += 1
        if one.judgement[0] == "place" and one.text in words.countries | words.capitals:
            row = lines[number].words
            inside = [at for at, word in enumerate(row)
                      if one.start <= word.start and word.end <= one.end]
            if inside and stands_for_government(lines[number], inside[0], inside[-1] + 1):
                yield replace(one, judgement=("government", "names.acts"))
                continue
        yield one


def _near(works: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Give the two titles, in order and apart from one another, that a name could touch."""
    after = bisect_right(works, (end, end))
    before = bisect_right(works, (start, start))
    return works[max(0, before - 1):after]


def _candidates(lines: list[Line], words: NameWords) -> Iterable[Candidate]:
    for number, line in enumerate(lines):
        for run in find_runs(line, words):
            yield from cut_run(number, line, run, words)


def _seen(lines: list[Line], names: Sequence[Candidate], words: NameWords) -> Seen:
    """Collect what the prose of the text shows, headings left aside."""
    prose = [name for name in names if not lines[name.line].heading]
    inside = {name.text for name in prose if not name.opens}
    alone = {fold_name(name.text) for name in prose if len(name.parts) == 1 and name.text in inside}
    alone |= {fold_name(name.text) for name in prose if len(name.parts) == 1 and name.title}
    times = Counter(name.text for name in prose if not name.opens)
    empty = Seen(lower_case_words(lines), inside, alone - _listed(words), times, {})
    last_names: dict[str, set[str]] = defaultdict(set)
    for name in prose:
        judgement = judge_kind(name, lines[name.line], empty, words)
        if judgement is not None and judgement[0] == "person":
            parts = last_name_parts(name.text)
            if len(parts) > 1 or name.title:
                last_names[parts[-1]].add(" ".join(parts))
            middle = _middle_name(name, words)
            if middle:
                last_names[fold_name(middle)].add(" ".join(parts))
    bodies = {name.text for name in prose if is_body(name.parts, words)}
    initials = {letters for body in bodies for letters in all_initials(fold_name(body))}
    return Seen(empty.lower, inside, empty.alone, times, last_names, frozenset(initials))


def _middle_name(name: Candidate, words: NameWords) -> str:
    """Give "Marquez" of "Ana Marquez Orozco", "Lau" of "Benny Lau Yiu-ting"; "" for none.

    A given name or a word of the lists in the middle calls nobody.
    """
    parts = name.text.split(" ")
    if len(parts) != _FULL_NAME_PARTS or not parts[1].isalpha():
        return ""
    short = 1 if "-" in parts[-1] else _MIN_MIDDLE_LETTERS - 1
    listed = any(parts[1] in some for some in (words.given, words.places, words.known))
    plain = listed or parts[1].lower() in words.common
    return parts[1] if len(parts[1]) > short and not plain else ""


@cache
def _listed(words: NameWords) -> frozenset[str]:
    return frozenset(fold_name(name) for name in words.places | words.known | words.given)


def _judged(
    lines: list[Line], candidates: Sequence[tuple[int, int, Candidate]], seen: Seen,
    words: NameWords,
) -> list[tuple[int, int, Judgement]]:
    """Judge prose first; a heading only repeats names that the prose or the lexicon knows.

    A name whose kind stays open at one place takes the kind it has at another.
    """
    judged: list[tuple[int, int, Candidate, Judgement]] = []
    for start, end, name in candidates:
        line = lines[name.line]
        judgement = None if line.heading else judge_kind(name, line, seen, words)
        if judgement is not None:
            judged.append((start, end, name, judgement))
    known: dict[str, Judgement] = {}
    for _, _, name, judgement in judged:
        if known.get(name.text, ("other", ""))[0] == "other":
            known[name.text] = judgement
    found = [
        (start, end, known[name.text] if judgement[0] == "other" else judgement)
        for start, end, name, judgement in judged
    ]
    for start, end, name in candidates:
        if lines[name.line].heading:
            again = known.get(name.text) or _listed_in_heading(name, lines, seen, words)
            if again is not None:
                found.append((start, end, again))
    return found


def _listed_in_heading(
    name: Candidate, lines: list[Line], seen: Seen, words: NameWords
) -> Judgement | None:
    listed = name.text in words.places or name.text in words.known
    return judge_kind(name, lines[name.line], seen, words) if listed else None


def _mention(text: Text, judged: Judged) -> Mention:
    kind, rule = judged.judgement
    return Mention(
        id=make_id("m", text.article, judged.start, judged.end),
        cite=cite(text.article, text.words, judged.start, judged.end),
        form="name", kind=kind,
        because=Because(rule=rule, version=VERSION, sentence=_WHY.get(rule, "seen by the reader")),
    )


def _joined(words: str, mentions: list[Mention]) -> list[Mention]:
    """Set `same_as` where a later name stands for an earlier one."""
    same = {link.later: link for link in find_same(words, mentions)}
    kinds = {mention.id: mention.kind for mention in mentions}
    return [
        mention if mention.id not in same else msgspec.structs.replace(
            mention, same_as=same[mention.id].earlier, because=same[mention.id].because,
            kind=kinds[same[mention.id].earlier],
        )
        for mention in mentions
    ]


_WHY = {
    "names.title": "a title stands before the name",
    "names.acts": "a country or capital that does what governments do",
    "names.gazetteer": "stands in the list of places",
    "names.known": "stands in the list of well-known bodies",
    "names.given": "begins with a given name",
    "names.company": "ends like a company's name",
    "names.head": "a head word says what it is",
    "names.dateline": "a town in capitals before its country at the head of a line",
    "names.place_first": "begins as names of places do",
    "names.event": "a head word says it is an event or an act",
    "names.capitals": "written with capitals inside a sentence; the kind stays open",
    "names.initial": "begins with initials",
    "names.speaks": "speaks, or has an age or a \"who\" after it",
    "names.last_name": "the last name of a person of this text",
    "names.preposition": "stands after a word of place",
    "names.form": "two to four capitalised words, none of them a common one",
    "names.noun": "the common noun beside it says what it is",
    "names.acronym": "an acronym",
    "names.own_letters": "the first letters of a body that the text names",
    "names.ship": "a ship, by the letters before its name",
    "names.owned": "a regime, a family or the like is somebody's",
    "names.written": "a word for a book or a film stands before it",
    "names.led": "somebody presides over it, leads it or works for it",
    "names.numbered": "a site that goes by its number, said to be a place",
    "names.quoted_title": "a title in quotation marks after a word for a work",
}
