"""Citations: one article, with the words taken from it, as plain words, BibTeX or RIS.

In: `Reference`s. Out: text by the rules of each format. A date is given only as far as it is
known: a year where the interval lies in one year, a month where it lies in one month.
"""

import re
from calendar import month_abbr
from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from sourceline.record.base import Written
from sourceline.text.date_words import day_words, interval_words
from sourceline.text.visible import shorten, visible
from sourceline.web.links import cite_link, may_be_link, thing_link

FORMATS = ("plain", "bibtex", "ris")
MEDIA = {"plain": "text/plain", "bibtex": "application/x-bibtex",
         "ris": "application/x-research-info-systems"}
ENDINGS = {"plain": "txt", "bibtex": "bib", "ris": "ris"}
# Longer words are quoted from their beginning; the place in the text says where they end.
_MOST_CHARS = 1200
_BY = re.compile(r"(?i)^by\s+")
# A brace cannot be escaped by a backslash in BibTeX: it counts braces before it reads commands.
_LATEX = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
          "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
              sign: f"\\{sign}" for sign in "$&#_%"}


class Quoted(Written, frozen=True, kw_only=True):
    """Words of an article at their place."""

    start: int
    end: int
    words: str


class Reference(Written, frozen=True, kw_only=True):
    """What a citation of one article names, and the words quoted from it."""

    article: str
    title: str
    outlet: str
    byline: str
    address: str
    language: str
    sha256: str
    published_from: date | None
    published_to: date | None
    published_precision: str
    crawl_date: date | None
    quoted: tuple[Quoted, ...] = ()


def cite_in(form: str, references: Sequence[Reference]) -> str:
    """Write citations in one of `FORMATS`.

    >>> cite_in("ris", [])
    ''
    """
    write = {"plain": _plain, "bibtex": _bibtex, "ris": _ris}[form]
    return "".join(write(reference) for reference in references)


def _plain(one: Reference) -> str:
    said = interval_words(one.published_from, one.published_to, one.published_precision) \
        if one.published_from or one.published_to else "date not known"
    parts = [_author(one), f"“{_line(one.title) or 'Untitled article'}”", _line(one.outlet), said,
             _address(one)]
    fetched = f" (page dated {day_words(one.crawl_date)})" if one.crawl_date else ""
    lines = [f"{', '.join(part for part in parts if part)}{fetched}. "
             f"Article {_line(one.article)}, SHA-256 {_line(one.sha256)}.",
             *(f"  “{_line(quoted.words)}” {_place(one, quoted)}" for quoted in one.quoted)]
    return "\n".join(lines) + "\n"


def _bibtex(one: Reference) -> str:
    year, month, day = _known(one)
    address = _address(one)
    fields = {
        "author": f"{{{_latex(_author(one))}}}" if _author(one) else "",
        "title": f"{{{_latex(_line(one.title) or 'Untitled article')}}}",
        "howpublished": _latex(one.outlet), "year": str(year or ""),
        "month": month_abbr[month].lower() if month else "", "day": str(day or ""),
        "url": address, "urldate": str(one.crawl_date or "") if address else "",
        "note": _latex("; ".join((*(f"“{_line(quoted.words)}” {_place(one, quoted)}"
                                    for quoted in one.quoted), _identity(one))))}
    inner = ",\n".join(f"  {name} = {{{said}}}" for name, said in fields.items() if said)
    return f"@misc{{{_key(one)},\n{inner}\n}}\n\n"


def _ris(one: Reference) -> str:
    year, month, day = _known(one)
    whole = f"{year:04d}/{month or ''}/{day or ''}/" if year else ""
    if year and month:
        whole = f"{year:04d}/{month:02d}/{f'{day:02d}' if day else ''}/"
    address = _address(one)
    fields = [("TY", "NEWS"), ("ID", _key(one)), ("AU", _author(one)),
              ("TI", _line(one.title) or "Untitled article"), ("T2", _line(one.outlet)),
              ("PY", f"{year:04d}" if year else ""), ("DA", whole), ("UR", address),
              ("Y2", f"{one.crawl_date:%Y/%m/%d}/" if one.crawl_date and address else ""),
              ("LA", _line(one.language)),
              *(("N1", f"“{_line(quoted.words)}” {_place(one, quoted)}") for quoted in one.quoted),
              ("N1", _identity(one))]
    lines = [f"{tag}  - {said}" for tag, said in fields if said]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def _known(one: Reference) -> tuple[int | None, int | None, int | None]:
    """Give year, month and day, each only where the whole interval lies in it."""
    if one.published_from is None or one.published_to is None:
        return None, None, None
    first, last = one.published_from, one.published_to - timedelta(days=1)
    if first.year != last.year:
        return None, None, None
    same_month = first.month == last.month
    return first.year, first.month if same_month else None, first.day if first == last else None


def _line(words: str) -> str:
    """Give words on one line, nothing in them hidden: a line break would begin a new field."""
    return shorten(visible(" ".join(words.split())), _MOST_CHARS)


def _latex(words: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _line(words))


def _author(one: Reference) -> str:
    return _BY.sub("", _line(one.byline))


def _address(one: Reference) -> str:
    """Give the address where it may be a link, with what would end a field percent-coded."""
    return quote(one.address, safe="/:?#[]@!$&'()*+,;=%~-._") if may_be_link(one.address) else ""


def _place(one: Reference, quoted: Quoted) -> str:
    return cite_link(one.article, quoted.start, quoted.end)


def _identity(one: Reference) -> str:
    return f"Sourceline {thing_link('article', one.article)}, SHA-256 {_line(one.sha256)}"


def _key(one: Reference) -> str:
    return "sourceline-" + (re.sub(r"[^A-Za-z0-9]", "", one.article) or "article")
