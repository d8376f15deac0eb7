"""Lines that say what their date is: "Published: 3 March 2021", "Last updated …", "Retrieved on …".

In: the lines of a page. Out: `Candidate`s, published, updated or crawled. Several languages, for
pages in English stand in frames of others.
"""

import re
from collections.abc import Iterator, Sequence

from sourceline.rooms.times.candidates import Candidate, find_machine_date, month_number
from sourceline.rooms.times.head_lines import LINE_CHARS, Line, says_nothing
from sourceline.text import dates
from sourceline.text.dates import Interval

_DATE_CHARS = 30  # "30 de septiembre de 2021" with room for "the" and a blank

_PUBLISHED = (
    r"(?:date |first |originally )?(?:published|posted)|publication date|publish date|post date"
    r"|date of (?:publication|issue)|issue date|release date|written|released|issued|filed"
    r"|created|uploaded|submitted|added|date(?=\s?:)"
    r"|erschienen|erstellt|veröffentlicht|publié|publiée|mis en ligne|pubblicato|publicado"
    r"|publicada|geplaatst|gepubliceerd|publicerad|opublikowano|fecha(?=\s?:)|data(?=\s?:)"
    r"|datum(?=\s?:)")
_UPDATED = (r"(?:last )?(?:updated|modified|revised|edited|amended)|aktualisiert|letzte änderung"
            r"|stand(?=\s?:)|mis à jour|aggiornato|actualizado|bijgewerkt|appears in print")
_SHOWN = (r"retrieved|accessed|archived|downloaded|cached|captured|crawled|fetched|mirrored"
          r"|(?:page |copy )?saved|scraped|stored|viewed|today is"
          r"|(?:snapshot|screenshot|copy)(?: (?:taken|made|saved|of))?")
_LABEL = re.compile(rf"\b(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED})"
                    rf"|(?P<crawled>{_SHOWN}))\b", re.IGNORECASE)
_LABEL_LINE = re.compile(rf"^[^\S\n]{{0,8}}(?:\w{{1,12}}\s)?(?=(?:{_PUBLISHED}|{_UPDATED})\b)",
                         re.IGNORECASE | re.MULTILINE)
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s"
_CLOCK = (r"\d{1,2}[:.h]\d\d(?![.\d])\s?(?:[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?"
          r"[\s,|–-]{0,3}(?:on\s)?")
_GAP = re.compile(
    r"(?:\s?(?:am|on|at|le|il|el|op|den|by [^\d\n]{2,40}|in [^\d\n]{2,30} on"
    rf"|from the original on))?[\s:|,–—-]{{0,6}}(?:at\s)?(?:{_CLOCK})?(?:{_WEEKDAY})?",
    re.IGNORECASE)
_OF_PAGE = re.compile(r"^\W*(?:a version of )?th(?:is|e) (?:article|story|piece|post|report|essay"
                      r"|column|statement|interview|text|page|op-ed|commentary|analysis)"
                      r"(?: (?:was|has been|is|first|originally|also))*\s$", re.IGNORECASE)
_SEPARATED = re.compile(r"[|,;•·(/–—-]\s*$")
_MONTH_YEAR = re.compile(r"\s?([^\W\d_]{3,10})\.?,?\s((?:19|20)\d\d)(?!\d)")
_SHORT_CHARS = 120


def labelled(line: Line) -> Iterator[Candidate]:
    """Find the dates a line labels, before its first sentence ends."""
    for label in _LABEL.finditer(line.words):
        before = line.words[:label.start()]
        if not _is_label(line.words, before, label):
            continue
        gap = _GAP.match(line.words, label.end())
        after = gap.end() if gap else label.end()
        found = _date_at(line.words[after:after + _DATE_CHARS])
        if found is None:
            continue
        role = str(label.lastgroup)
        start, end = label.start(), after + found[1]
        if role == "crawled" and (before.strip() or not says_nothing(line.words[end:])):
            continue  # "Retrieved on …" at the end of a footnote dates the footnote
        yield Candidate(found[0], "header_line" if role == "crawled" else "byline", role,
                        line.words[start:end],
                        "a line that says when it was " + (
                            "shown" if role == "crawled" else role),
                        line.start + start, line.start + end)


def _is_label(words: str, before: str, label: re.Match[str]) -> bool:
    """Tell "Published …" and "…, first published …" from "was released on …" in a sentence."""
    if not before.strip() or _OF_PAGE.match(before):
        return True
    if not label[0][0].islower():
        return True
    short = len(words) < _SHORT_CHARS and not words.rstrip().endswith((".", "!", "?"))
    return short and _SEPARATED.search(before) is not None


def _date_at(head: str) -> tuple[Interval, int] | None:
    """Read the date that begins the words; "in 14 languages on 3 March 2021" does not."""
    if re.match(r"\s?(?:\d|[^\W\d_]{3,10}\.?\s\d)", head) is None:
        return None
    found = find_machine_date(head)
    if found is not None:
        return found[0], found[2]
    month = _MONTH_YEAR.match(head)
    if month and month_number(month[1]):
        return dates.month_interval(int(month[2]), month_number(month[1])), month.end()
    return None


def first_label(captured: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Find the first "Published: …" below the top, where no such line stands in it."""
    if any(one.role == "published" for one in found):
        return []
    for one in _LABEL_LINE.finditer(captured):
        end = captured.find("\n", one.end())
        end = min(len(captured) if end < 0 else end, one.start() + LINE_CHARS)
        line = Line(0, one.start(), end, captured[one.start():end])
        kept = [each for each in labelled(line) if each.role == "published"]
        if kept:
            return kept[:1]
    return []
