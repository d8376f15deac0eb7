"""Noun phrases and the parts of a verb, found by position in a tagged sentence.

In: words and tags of one sentence. Out: half-open ranges of word indices. It follows the word
order of English news prose and stops where it cannot tell; it builds no tree.
"""

from dataclasses import dataclass

Range = tuple[int, int]

_INSIDE = frozenset(("noun", "name", "num", "adj", "gen", "ing"))
_OPENERS = frozenset(("det", "poss"))
_AUX = frozenset(("be", "have", "do", "modal", "not", "adv"))
_DAYS = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
    "today", "tonight", "week", "month", "year", "morning", "night", "afternoon", "evening",
    "weekend", "january", "february", "march", "april", "june", "july", "august", "september",
    "october", "november", "december",
))
# How far a rule walks from a verb; newswire subjects rarely stand further off.
_MAX_STEPS = 45
_MAX_DATELINE_WORDS = 12


@dataclass(frozen=True)
class Clause:
    """The words of a sentence as written, in lower case, and their tags."""

    raw: tuple[str, ...]
    low: tuple[str, ...]
    tags: tuple[str, ...]


def phrase_before(clause: Clause, at: int) -> Range | None:
    """Give the noun phrase that ends right before word `at`.

    >>> clause = Clause(("The", "men", "left"), ("the", "men", "left"), ("det", "noun", "verb"))
    >>> phrase_before(clause, 2)
    (0, 2)
    """
    tags, end = clause.tags, at
    while end > 0 and (clause.low[end - 1] in _DAYS or tags[end - 1] == "adv"):
        end -= 1
    if end == 0:
        return None
    if tags[end - 1] == "pron":
        return end - 1, end
    # "at St Mary's, …" names a place; "Mary's said" does not end a phrase.
    if tags[end - 1] not in _INSIDE or (tags[end - 1] == "gen" and tags[end:end + 1] != ("comma",)):
        return None
    start = end - 1
    while start > 0 and (tags[start - 1] in _INSIDE | _OPENERS or clause.low[start] == "-"):
        if clause.low[start - 1] in ("-", "–") and start > 1 and _ends_dateline(clause, start - 2):
            break
        if tags[start - 1] == "ing" and (start < 2 or tags[start - 2] not in _OPENERS | {
                "gen", "adj"}):
            break
        start -= 1
        if tags[start] in _OPENERS and (start == 0 or tags[start - 1] != "gen"):
            break
    return start, end


def _ends_dateline(clause: Clause, at: int) -> bool:
    """Tell the bracket or day before a dash that parts a dateline from its sentence."""
    word = clause.low[at]
    return word in (")", "]") or (word.isdigit() and at < _MAX_DATELINE_WORDS)


def phrase_after(clause: Clause, at: int) -> Range | None:
    """Give the noun phrase that begins at word `at`.

    >>> clause = Clause(("saw", "the", "men"), ("saw", "the", "men"), ("verb", "det", "noun"))
    >>> phrase_after(clause, 1)
    (1, 3)
    """
    tags, end = clause.tags, at
    if end >= len(tags):
        return None
    if tags[end] == "pron":
        return end, end + 1
    while end < len(tags) and tags[end] in _OPENERS | {"adv"}:
        end += 1
    begin = end
    if begin + 1 < len(tags) and tags[begin] == "ing" and tags[begin + 1] in (
            "det", "poss", "pron", "num", "name"):
        return None
    while end < len(tags) and (tags[end] in _INSIDE or _joins(clause, end)):
        if tags[end] == "ing" and end > begin and _is_participle(clause, end):
            break
        if tags[end] in _OPENERS:
            break
        end += 1
    while end > begin and tags[end - 1] in ("gen", "and", "quote"):
        end -= 1
    while end > begin + 1 and clause.low[end - 1] in _DAYS and tags[end - 2] in ("noun", "name"):
        end -= 1
    return (at, end) if end > begin else None


def _joins(clause: Clause, at: int) -> bool:
    """Tell "&" inside a name and quotation marks inside a phrase."""
    return clause.low[at] == "&"


def _is_participle(clause: Clause, at: int) -> bool:
    """Tell "men protesting in" from "training camp": an -ing word after its noun."""
    after = clause.tags[at + 1] if at + 1 < len(clause.tags) else "stop"
    return after not in ("noun", "name") and clause.tags[at - 1] in ("noun", "name")


def conjuncts(clause: Clause, first: Range, joiner: str = "") -> list[Range]:
    """Give a phrase and those joined to it by commas and "and" ("to X, Y and to Z").

    >>> raw = ("met", "Ann", "and", "Bo")
    >>> conjuncts(Clause(raw, raw, ("verb", "name", "and", "name")), (1, 2))
    [(1, 2), (3, 4)]
    """
    found = [first]
    at = first[1]
    while at + 1 < len(clause.tags) and len(found) < 8:
        if clause.low[at] not in (",", "and", "&", "or"):
            break
        begin = at + 1
        if clause.low[begin] in ("and", "or") and begin + 1 < len(clause.tags):
            begin += 1
        if joiner and clause.low[begin] == joiner and begin + 1 < len(clause.tags):
            begin += 1
        following = phrase_after(clause, begin)
        if following is None or _goes_on_as_clause(clause, following):
            break
        found.append(following)
        at = following[1]
    closing = any(clause.low[end] in ("and", "or", ",", "&") for _, end in found[:-1])
    ands = any(clause.low[found[n][1]] in ("and", "&", "or") or
               clause.low[min(found[n][1] + 1, len(clause.low) - 1)] in ("and", "or")
               for n in range(len(found) - 1))
    return found if closing and ands else [first]


def _goes_on_as_clause(clause: Clause, phrase: Range) -> bool:
    """Tell whether the phrase is the subject of a new clause ("…, and the police left")."""
    at = phrase[1]
    while at < len(clause.tags) and clause.tags[at] == "adv":
        at += 1
    return at < len(clause.tags) and clause.tags[at] in ("verb", "be", "have", "modal", "do")


def verb_start(clause: Clause, verb: int) -> int:
    """Give the first word of the verb group that ends in `verb` ("had not been killed")."""
    start = verb
    while start > 0 and clause.tags[start - 1] in _AUX:
        start -= 1
    while start < verb and clause.tags[start] == "adv":
        start += 1
    return start


def is_passive(clause: Clause, verb: int) -> bool:
    """Tell a passive verb group, or a participle that follows its noun ("men held by …")."""
    back = verb - 1
    while back >= 0 and clause.tags[back] in ("adv", "not"):
        back -= 1
    before = clause.low[back] if back >= 0 else ""
    if back >= 0 and (clause.tags[back] == "be" or before in ("get", "gets", "got", "getting")):
        return not clause.low[verb].endswith("ing")
    if clause.tags[verb] != "verb" or (back >= 0 and clause.tags[back] in _AUX | {"to", "pron"}):
        return False
    after = clause.low[verb + 1] if verb + 1 < len(clause.low) else "."
    return after == "by"


def subject_of(clause: Clause, verb: int, depth: int = 0) -> Range | None:
    """Give the subject phrase of a verb, through relative clauses and shared subjects.

    >>> raw = ("Police", "in", "Ost", "arrested", "men")
    >>> tags = ("noun", "prep", "name", "verb", "noun")
    >>> subject_of(Clause(raw, raw, tags), 3)
    (0, 1)
    """
    at = verb_start(clause, verb)
    if depth > 3 or at == 0:
        return None
    tags, low = clause.tags, clause.low
    last = at - 1
    if tags[last] == "comma" and tags[verb] != "ing":
        return _across_commas(clause, last, depth)
    if low[last] in ("who", "which", "that") and last > 0:
        if low[last - 1] == ",":
            return _climb(clause, phrase_before(clause, last - 1))
        return phrase_before(clause, last)
    if tags[verb] == "ing" and (tags[last] in ("prep", "comma", "sub") or low[last] == "while"):
        governor = verb_before(clause, at)
        return None if governor is None else subject_of(clause, governor, depth + 1)
    if tags[last] == "to":
        return _subject_of_infinitive(clause, last, depth)
    if tags[last] == "and":
        governor = verb_before(clause, last)
        return None if governor is None else subject_of(clause, governor, depth + 1)
    return _climb(clause, phrase_before(clause, at))


# Verbs that keep their own subject for an infinitive after their object ("used the day to say").
_SUBJECT_CONTROL = frozenset(("used", "use", "uses", "using", "took", "take", "takes", "seized"))


def _subject_of_infinitive(clause: Clause, to: int, depth: int) -> Range | None:
    """Find who acts in "agreed to go" (the agreeing), "told Bo to go" (Bo)."""
    tags = clause.tags
    while to > 0 and tags[to - 1] == "adv":
        to -= 1
    gerund = to > 1 and tags[to - 1] == "ing" and tags[to - 2] not in _OPENERS | {"adj"}
    if gerund or (to > 0 and tags[to - 1] == "verb"):
        return subject_of(clause, to - 1, depth + 1)
    between = phrase_before(clause, to)
    if between is None:
        return None
    governor = between[0] - 1
    if governor >= 0 and clause.low[governor] in _SUBJECT_CONTROL:
        return subject_of(clause, governor, depth + 1)
    return between if governor >= 0 and tags[governor] == "verb" else None


def _across_commas(clause: Clause, comma: int, depth: int) -> Range | None:
    """Find the subject before an apposition: "Ann Li, a judge, ruled"."""
    low = clause.low
    pair = {")": "(", "]": "["}.get(low[comma], ",")
    for back in range(comma - 1, max(-1, comma - _MAX_STEPS), -1):
        if low[back] == pair:
            found = phrase_before(clause, back)
            if found is not None and clause.raw[found[0]].isdigit() and found[1] - found[0] == 1:
                continue
            if found is not None:
                return _climb(clause, found)
        if clause.tags[back] == "stop":
            break
    if clause.tags[min(comma + 1, len(low) - 1)] == "ing":
        governor = verb_before(clause, comma)
        return None if governor is None else subject_of(clause, governor, depth + 1)
    return None


def _climb(clause: Clause, phrase: Range | None) -> Range | None:
    """Go from "the north" in "police in the north" up to the head phrase "police"."""
    for _ in range(4):
        phrase = _past_age(clause, phrase)
        if phrase is None or phrase[0] < 2 or not (
                clause.tags[phrase[0] - 1] == "prep" or clause.low[phrase[0] - 1] == "and"):
            break
        above = phrase_before(clause, phrase[0] - 1)
        if above is None:
            break
        phrase = above
    return phrase


def _past_age(clause: Clause, phrase: Range | None) -> Range | None:
    """Go from "Ost" in "Ann Li, 25, of Ost" to "Ann Li"."""
    if phrase is None or phrase[0] < 4 or clause.tags[phrase[0] - 1] != "prep":
        return phrase
    low, at = clause.low, phrase[0] - 2
    if low[at] == "," and low[at - 1].isdigit() and low[at - 2] == ",":
        return phrase_before(clause, at - 2) or phrase
    return phrase


def verb_before(clause: Clause, at: int) -> int | None:
    """Give the nearest verb before word `at` in the same stretch of the sentence."""
    for back in range(at - 1, max(-1, at - _MAX_STEPS), -1):
        if clause.tags[back] == "verb":
            return back
        if clause.tags[back] == "stop":
            return None
    return None


def object_of(clause: Clause, verb: int) -> Range | None:
    """Give the phrase right after a verb, past adverbs."""
    at = verb + 1
    while at < len(clause.tags) and clause.tags[at] == "adv":
        at += 1
    found = phrase_after(clause, at)
    if found is not None and clause.low[found[1] - 1] in _DAYS and clause.tags[at] == "det":
        return phrase_after(clause, found[1])
    return found


def prepositions_after(clause: Clause, at: int, limit: int = 5) -> list[tuple[str, Range]]:
    """Give the chain of prepositional phrases that follows word `at`, up to the next verb.

    >>> raw = ("attack", "on", "Ost", "in", "May")
    >>> tags = ("noun", "prep", "name", "prep", "name")
    >>> prepositions_after(Clause(raw, raw, tags), 1)
    [('on', (2, 3)), ('in', (4, 5))]
    """
    found: list[tuple[str, Range]] = []
    while at < len(clause.tags) and len(found) < limit:
        if clause.tags[at] == "adv" or clause.low[at] in _DAYS:
            at += 1
            continue
        if clause.tags[at] not in ("prep", "to"):
            break
        phrase = phrase_after(clause, at + 1)
        if phrase is None:
            break
        found.append((clause.low[at], phrase))
        at = phrase[1]
    return found
