"""Times that go on from one named before: "in March 2018 … And in June", "that year, in June".

In: a sense, the words before it, the expressions made so far. Out: the sense, hung on the dated
expression where the words join the two. A bare month in a sentence of its own ("In June, …") is
left to the publication: news of this year reads the same.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sourceline.record.when import Relative, TimeExpression
from sourceline.rooms.times.sense import Found, Sense, changed, stated
from sourceline.text import dates

# The dated expression lies at most this far back: in the same sentence or the one before.
_MAX_GAP_CHARS = 250
# A day of the same month this near behind a full date is of its year.
_NEAR_CHARS = 400
_JOINED = re.compile(r"\b(?:and|then|before|but)\b[^.;:]{0,80}$", re.IGNORECASE)
# "arrested in March 2018, tried in June and freed in September": one list of what befell somebody.
_LISTED = re.compile(r", (?!said|told|not )(?:[a-z]+ly )?[a-z]+(?:ed|wn|ght|ld|eld|t) "
                     r"(?:[a-z]+ ){0,2}?in ")
_OPENED = re.compile(r"(?:And|Then|But)(?:,? (?:again )?(?:in|on|by|during))? ?"
                     r"(?:early |late |mid-?)?$")
# "the March 2018 attack" names an attack; "in March 2018" says when the story stands.
_SAYS_WHEN = re.compile(r"\b(?:in|on|since|from|until|by|during)(?: (?:early|late|mid))?[ -]$",
                        re.IGNORECASE)


# "March and June 2030", "from 3 March to 5 June 2030"; in a list the comma too.
_RANGE = re.compile(r"\s(?:and|or|to|through|until|till)\s(?:the\s)?|\s?[–—-]\s?|\s?&\s?",
                    re.IGNORECASE)
# The value of a month, a day, a season or a part of a year.
_YEAR_OF = re.compile(r"\d{4}-(?:\d\d|[SFW][PUAI])")
_COMMA = re.compile(r",\s")


def lend_years(found: Sequence[Found], words: str) -> list[Found]:
    """Give months and days the year that is said once, after the last of them.

    >>> lend_years([], "")
    []
    """
    lent = list(found)
    listed: set[int] = set()
    for at in range(len(lent) - 2, -1, -1):
        one, after = lent[at], lent[at + 1]
        between = words[one.end:after.start]
        joined = _RANGE.fullmatch(between) or (at + 1 in listed and _COMMA.fullmatch(between))
        sense = _of_year(one.sense, after.sense) if joined else None
        if sense is not None:
            lent[at] = replace(one, sense=sense)
            listed.add(at)
    return lent


def _of_year(sense: Sense, after: Sense) -> Sense | None:
    """Put what lacks its year into the year of the date after it, or the one before that."""
    relative, when = sense.relative, after.when
    if relative is None or relative.amount is not None or relative.anchor != "publication" or (
            when is None or when.from_date is None
            or when.precision not in ("day", "month", "season", "span")
            or _YEAR_OF.match(after.value) is None):
        return None
    year = int(after.value[:4])
    if relative.season and relative.month is None:
        interval = dates.season_interval(year, relative.season)
        return replace(sense, value=f"{year:04d}-{relative.season}", relative=None,
                       when=stated(interval, "season", sense.modifier))
    if relative.month is None or relative.days > 1 or relative.unit not in ("month", "day"):
        return None
    year -= (relative.month, relative.day or 0) > (when.from_date.month, when.from_date.day)
    if relative.day is None:
        return replace(sense, value=f"{year:04d}-{relative.month:02d}", relative=None, when=stated(
            dates.month_interval(year, relative.month), "month", sense.modifier))
    day = dates.make_day(year, relative.month, relative.day)
    return None if day is None else replace(
        sense, value=day.isoformat() + sense.value, relative=None,
        when=stated(dates.day_interval(day), "day"))


# "On the fifth anniversary" where an article begins is of its own days; further down, "he was
# decorated on the fifth anniversary" may be of any year.
_LEAD_CHARS = 1000
_ON_ANNIVERSARY = re.compile(r"\b(?:on|by|until|till|after|since|before)\s$", re.IGNORECASE)


def go_on(sense: Sense, start: int, words: str, sentence_start: int,
          made: Sequence[TimeExpression]) -> Sense:
    """Hang a bare month on the dated one before it that it goes on from.

    >>> go_on(Sense("DATE"), 0, "", 0, ()).relative is None
    True
    """
    relative = sense.relative
    year = _year_of_clause(sense, start, words, sentence_start, made)
    if year is not None:
        return year
    if relative is not None and _is_anniversary(sense) and start > _LEAD_CHARS \
            and _ON_ANNIVERSARY.search(words, max(0, start - 12), start):
        return replace(sense, relative=changed(relative, anchor=""))
    if relative is not None and relative.unit == "month" and relative.day is not None:
        return _in_month_before(sense, relative, start, made)
    if relative is None or relative.month is None or relative.amount is not None \
            or relative.direction == "future" or relative.anchor != "publication" or not made:
        return sense
    if relative.day is not None:
        same = _same_month_before(relative, start, made)
        if same is not None:
            return replace(sense, relative=changed(relative, anchor=same.id, unit="year", amount=0))
    other = made[-1]
    if start - other.cite.end > _MAX_GAP_CHARS or not _dates(other, made, words):
        return sense
    if other.cite.start >= sentence_start:
        between = words[other.cite.end:start]
        joined = bool(_JOINED.search(between) or _LISTED.fullmatch(between))
    else:
        joined = _OPENED.fullmatch(words[sentence_start:start]) is not None
    if not joined:
        return sense
    root = other.relative.anchor if other.relative is not None else other.id
    return replace(sense, relative=changed(relative, anchor=root, direction="future"))


def _same_month_before(relative: Relative, start: int, made: Sequence[TimeExpression]
                       ) -> TimeExpression | None:
    """Give the full date in the same month close before: "on August 18, 2032 … on August 22"."""
    for other in reversed(made[-4:]):
        if start - other.cite.end > _NEAR_CHARS:
            return None
        when = other.when
        if when is not None and when.precision == "day" and when.from_date is not None \
                and when.from_date.month == relative.month:
            return other
    return None


def _in_month_before(sense: Sense, relative: Relative, start: int, made: Sequence[TimeExpression]
                     ) -> Sense:
    """Hang "the 14th" on the nearest date that names its month; else the tense decides."""
    if relative.month is not None or relative.amount is not None:
        return sense
    for other in reversed(made):
        if start - other.cite.end > _MAX_GAP_CHARS:
            break
        named = other.when is not None and other.when.precision in ("day", "month")
        hung = other.relative is not None and (
            other.relative.month is not None or (other.relative.amount is not None
            and other.relative.unit in ("day", "week", "month")))
        if (named or hung) and other.kind in ("DATE", "TIME"):
            return replace(sense, relative=changed(relative, anchor=other.id, amount=0,
                                                   direction="future"))
    return sense


def _dates(other: TimeExpression, made: Sequence[TimeExpression], words: str) -> bool:
    """Tell whether an expression says when something was by a month whose year is known."""
    hung = other.relative is not None and other.relative.month is not None and any(
        one.id == other.relative.anchor for one in made)
    named = other.when is not None and other.when.precision in ("day", "month")
    return (named or hung) and _SAYS_WHEN.search(
        words, max(0, other.cite.start - 20), other.cite.start) is not None


# "The following year was marked, in November, by"; "in 2019 … in November".
_OF_YEAR = re.compile(r"\b(?:in|during|throughout) (?:early |late )?$|^$", re.IGNORECASE)
_FRESH = re.compile(r"[;:“”\"]")


def _year_of_clause(sense: Sense, start: int, words: str, sentence_start: int,
                    made: Sequence[TimeExpression]) -> Sense | None:
    """Hang a bare month on the year its own clause is about, and an anniversary on its day."""
    relative = sense.relative
    if relative is None or not made or made[-1].cite.start < sentence_start:
        return None
    other = made[-1]
    between = words[other.cite.end:start]
    if _is_anniversary(sense):
        dated = other.kind == "DATE" and other.modifier == "" and not _FRESH.search(between)
        return replace(sense, relative=changed(relative, anchor=other.id)) if dated else None
    bare = relative.month is not None and relative.day is None and relative.amount is None
    if not bare or relative.direction == "future" or _FRESH.search(between):
        return None
    opens = other.cite.words.lower().startswith(("the following", "that", "the next", "the same"))
    hung = other.relative is not None and other.relative.unit == "year" and \
        other.relative.month is None and other.relative.direction == "near" and opens
    if not hung:
        return None
    return replace(sense, relative=changed(relative, anchor=other.id, unit="year", amount=0))


def _is_anniversary(sense: Sense) -> bool:
    """Tell a whole number of years counted in months, which only an anniversary is."""
    relative = sense.relative
    return relative is not None and relative.unit == "month" and relative.month is None and \
        relative.direction == "past" and relative.amount is not None and \
        relative.amount < 0 and relative.amount % 12 == 0
