"""Which matches are no times after all: numbers that look like years, names that look like months.

In: a rule's name, its groups, and the words around the match. Out: keep or not.
"""

import re
from functools import cache

from sourceline.rooms.times.grammar import grammar
from sourceline.rooms.times.sense import Groups, said

_BEFORE = re.compile(r"([\w’'.$£€-]+)[\s,(“\"‘'`–—-]*$")
_AFTER = re.compile(r"[^\S\n]*([\w’'-]+|[^\w\s])")
# After "the past" as a noun of its own; before another noun it is no time ("the past president").
_AFTER_NOUN = frozenset(("and", "or", "is", "was", "has", "had", "will", "of", "when", "as", "for",
                         "to", "in", "by", "that", "if", "but", "it", "he", "she", "they", "we",
                         "I", "you", "have", "were", "are", "may", "because", "with", "on"))
_SMALL_HOURS = re.compile(r"\b(?:small|early|wee|late|first|dark|opening|pre-dawn)\s$")
_OLD = re.compile(r"[\s-]olds?\b")
_LOOK_CHARS = 40
_OF = re.compile(r"\s(?:of|before)\s")
_OF_EACH = re.compile(r"\sof\s(?:the|each|every)\s(?:month|year|season)\b")
_NTH = re.compile(r"\b(?:first|second|third|fourth|last|final)\s$", re.IGNORECASE)
_QUARTER_OF = re.compile(r"[\s-](?:century|mile|million|billion|inch|point|hour|pound|ton)s?\b"
                         r"|\sof\s(?!(?:the\s)?(?:fiscal\s)?(?:year|(?:19|20)\d\d)\b)")
_TITLE = re.compile(r"\d+\s(?:Minutes|Hours|Days)")
_MONEY_OR_RATE = re.compile(r"(?:[$£€]\s?[\d.,]+(?:\s(?:million|billion|trillion))?|\bpercent"
                            r"|%|\bdollars|\beuros|\bpounds|\btimes|\btwice|\bonce|\bcents|million"
                            r"|billion|\bcopies|\bpeople|\btons|\btonnes|\bbarrels)\s{1,2}$",
                            re.IGNORECASE)


@cache
def _sets() -> dict[str, frozenset[str]]:
    words = grammar().words
    return {
        "years.before": frozenset(words.years.before),
        "years.not_before": frozenset(words.years.not_before),
        "years.not_after": frozenset(words.years.not_after),
        "bare.ambiguous": frozenset(words.bare.ambiguous),
        "bare.cues": frozenset(words.bare.cues),
        "bare.after_fine": frozenset(words.bare.after_fine),
        "bare.verbs": frozenset(words.bare.verbs),
        "bare.not_followed": frozenset(words.bare.not_followed),
    }


def keep(rule: str, groups: Groups, words: str, start: int, end: int) -> bool:
    """Tell whether a match is a time in this place."""
    if rule == "year":
        return _is_year(groups, words, start, end)
    if rule in ("month", "shifted_month"):
        return _is_month(groups, words, start, end)
    if rule == "reference":
        return _is_reference(groups, words, start, end)
    if is_last_of(groups, words, start, end):
        return False
    if rule == "weekday" and _is_nth(words, start, end):
        return False
    if rule == "the_unit" and (groups["unit"] or "").istitle() and (
            word_before(words, start) == "of"):
        return False  # "Man of the Year"
    if rule == "duration" and (_is_part(groups, words, end) or _is_title(words, start, end)):
        return False
    if rule in ("duration", "ago") and said(groups.get("unit")).startswith("second"):
        return said(groups.get("count")) not in ("a", "an", "the", "another", "")
    if rule.endswith(("duration", "duration_vague")) and _OLD.match(words[end:end + 5]):
        return False  # "52 years old" is an age
    if rule == "duration" and re.match(r"\d{4}$", said(groups.get("count"))):
        return said(groups["unit"]).endswith("s")
    if rule == "set_word":  # "the Karsk Daily Courier"
        return words[start].islower() or not word_after(words, end)[:1].isupper()
    if rule == "shifted_weekday":
        return said(groups["shift"]) != "that" or word_before(words, start) != "said"
    if rule == "duration_vague" and _SMALL_HOURS.search(words[max(0, start - 12):start]):
        # "the small hours of Tuesday" are Tuesday's
        return re.match(r"\sof\s(?:[A-Z\d]|the\s\d|today|yesterday)", words[end:end + 12]) is None
    if rule == "numeric":
        return not re.match(r"\s?[%$£€]|\s?per\s?cent", words[end:end + 10])
    return True


def is_last_of(groups: Groups, words: str, start: int, end: int) -> bool:
    """Tell "the last day of the trial" from "last year": it is the last of something else."""
    shift = said(groups.get("shift"))
    the = shift.startswith("the ") or word_before(words, start).lower() == "the"
    shift = shift.removeprefix("the ")
    if groups.get("weekday") and _OF_EACH.match(words, end):
        return shift == "last"  # "last Sunday of every month"
    if shift not in ("last", "final", "next") or not the:
        return False
    if groups.get("part") and not groups.get("weekday"):
        return shift != "next"  # "the last night"
    return _OF.match(words, end) is not None and not groups.get("count")


def _is_nth(words: str, start: int, end: int) -> bool:
    """Tell "the first Monday of the month" from "Monday"."""
    return _NTH.search(words, max(0, start - 12), start) is not None and (
        _OF.match(words, end) is not None)


def _is_part(groups: Groups, words: str, end: int) -> bool:
    """Tell "a quarter of the voters" and "a quarter century" from three months."""
    return said(groups.get("unit")).startswith("quarter") and (
        _QUARTER_OF.match(words, end) is not None)


def _is_title(words: str, start: int, end: int) -> bool:
    """Tell the programme "60 Minutes", whose unit alone of the words around is capitalised."""
    found = _TITLE.fullmatch(words, start, end)
    before = words[max(0, start - 2):start].strip()[-1:]
    return found is not None and (before in ("“", '"', "‘", "`", "'") or (
        word_before(words, start).islower() and not word_after(words, end)[:1].isupper()))


def is_rate(words: str, start: int) -> bool:
    """Tell whether "a year" after an amount is how often: "five times a year"."""
    return _MONEY_OR_RATE.search(words[max(0, start - _LOOK_CHARS):start]) is not None


def word_before(words: str, start: int) -> str:
    """Give the last word before a place, as written; "" at the beginning."""
    found = _BEFORE.search(words[max(0, start - _LOOK_CHARS):start])
    return found[1] if found else ""


def word_after(words: str, end: int) -> str:
    """Give the next word or mark on the same line, as written."""
    found = _AFTER.match(words[end:end + _LOOK_CHARS])
    return found[1] if found else ""


def _is_year(groups: Groups, words: str, start: int, end: int) -> bool:
    if groups.get("mod") or groups.get("mod2") or said(words[start:start + 8]) == "the year":
        return True
    number = int(groups["year"] or 0)
    before, after = word_before(words, start), word_after(words, end)
    sets = _sets()
    if after.lower() in sets["years.not_before"] or before.lower() in sets["years.not_after"]:
        return False
    if before.lower().strip("-") in sets["years.before"] or before.endswith(("'s", "’s")):
        return number >= 1400
    adjacent = words[max(0, start - 1):start]
    if adjacent in ("(", "[") or after in (")", ","):
        return number >= 1700
    # Attributive and free-standing years are written without a comma, and mostly recent.
    return number >= 1900 and (after in (".", ";", ":", "?", "!", "") or after[:1].isalpha())


def _is_month(groups: Groups, words: str, start: int, end: int) -> bool:
    name = groups["month"] or ""
    before, after = word_before(words, start), word_after(words, end)
    sets = _sets()
    if groups.get("mod") or groups.get("shift"):
        return said(groups.get("shift")) != "that"  # "said that March was cold"
    if after[:1].isupper() and after not in sets["bare.after_fine"] and len(after) > 1:
        return False
    if after.lower() in sets["bare.not_followed"] and name.lower() in ("march", "may"):
        return False
    near = words[max(0, start - 2):start]
    if before[:1].isupper() and near[:1].isalpha() and before.lower() not in sets["bare.cues"]:
        return False  # "Orla May"
    if name.capitalize() not in sets["bare.ambiguous"]:
        return True
    if len(name) <= 4 and name.capitalize() not in ("May", "June") and words[end:end + 1] != ".":
        return False
    if words[max(0, start - 1):start] in ("", "\n") or before.endswith("."):
        return after in sets["bare.verbs"]
    listed = before.capitalize() in grammar().words.months and before[:1].isupper()
    return listed or before.lower().rstrip(".") in sets["bare.cues"] or after in ("'", "’")


# Beside these "soon" speaks of what is to come.
_AHEAD = frozenset(("will", "would", "may", "might", "can", "could", "shall", "should", "to",
                    "must", "'ll", "’ll"))


def _is_reference(groups: Groups, words: str, start: int, end: int) -> bool:
    """Leave out "the past" before a noun, and "current" inside a name."""
    word = said(groups["reference"])
    after = word_after(words, end)
    if word == "soon":
        return word_before(words, start).lower() in _AHEAD or after.lower() in _AHEAD
    if word in ("the past", "the future"):
        return not after[:1].isalnum() or after in _AFTER_NOUN
    if word == "current":
        return (groups["reference"] or "").islower()
    return True
