"""Dates in the metadata of a web page: meta tags, JSON-LD, time elements, and htmldate's own guess.

In: the bytes of an HTML capture. Out: `Candidate`s of basis "meta", the surest first. It reads no
running text; `visible_dates` does.
"""

import re
from collections.abc import Iterator

from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html

from sourceline.record.article import Capture
from sourceline.rooms.times.candidates import Candidate, read_machine_date
from sourceline.text.dates import Interval

_PUBLISHED = frozenset((
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date.published", "publishdate", "publish-date",
    "publish_date", "pubdate", "publication_date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "bt:pubdate", "rnews:datepublished", "article.published",
    "published_at", "published-date", "date.published", "originalpublicationdate",
))
_VAGUE = frozenset(("date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
                    "article.created", "datecreated", "og:pubdate"))
_UPDATED = frozenset(("article:modified_time", "og:updated_time", "datemodified", "lastmod",
                      "last-modified", "dc.date.modified", "dcterms.modified", "updated_time"))
_JSON_DATE = re.compile(r'"(datePublished|dateModified)"\s{0,4}:\s{0,4}"([^"]{8,40})"')
_MOST_TAGS = 2_000  # a page with more meta or time elements than this is not an article
_TIME_PUBLISHED = re.compile(r"publi|posted|entry-date|created", re.IGNORECASE)


def page_dates(capture: Capture) -> list[Candidate]:
    """Find the dates a page's own metadata gives; none for plain text."""
    if capture.media != "text/html":
        return []
    tree = _parse(capture.content)
    if tree is None:
        return []
    found = [*_json_dates(capture), *_meta_dates(tree), *_time_dates(tree)]
    guess = _htmldate(capture.content)
    if guess:
        found.append(Candidate(guess, "meta", "guessed", guess[0].isoformat(),
                               "htmldate's reading of the page"))
    return found


def _parse(content: bytes) -> etree._Element | None:
    try:
        return lxml_html.fromstring(content)
    except (etree.LxmlError, ValueError):
        return None


def _htmldate(content: bytes) -> Interval | None:
    """Ask htmldate for the original date; what breaks it is a page without a date to us."""
    try:
        said = find_date(content, original_date=True, extensive_search=True)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    return read_machine_date(said) if said else None


def _json_dates(capture: Capture) -> Iterator[Candidate]:
    """Read schema.org dates where they stand; the first of a page is its main article's."""
    page = capture.content.decode(capture.encoding or "utf-8", "replace")
    for name in ("datePublished", "dateModified"):
        found = [one for one in _JSON_DATE.finditer(page) if one[1] == name]
        day = read_machine_date(found[0][2]) if found else None
        if day:
            role = "published" if name == "datePublished" else "updated"
            yield Candidate(day, "meta", role, found[0][2], f"JSON-LD {name}")


def _meta_dates(tree: etree._Element) -> Iterator[Candidate]:
    for tag in tree.xpath("//meta")[:_MOST_TAGS]:
        names = [(tag.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")]
        role = next((_meta_role(name) for name in names if _meta_role(name)), "")
        content = tag.get("content") or ""
        day = read_machine_date(content) if role else None
        if day:
            name = next(one for one in names if _meta_role(one))
            yield Candidate(day, "meta", role, content[:80], f"meta {name}")


def _meta_role(name: str) -> str:
    if name in _PUBLISHED:
        return "published"
    if name in _UPDATED:
        return "updated"
    return "vague" if name in _VAGUE else ""


def _time_dates(tree: etree._Element) -> Iterator[Candidate]:
    for tag in tree.xpath("//time | //*[@itemprop='datePublished']")[:_MOST_TAGS]:
        said = " ".join(filter(None, (tag.get("class"), tag.get("itemprop"), tag.get("pubdate"),
                                      tag.get("id"))))
        sure = "pubdate" in tag.attrib or _TIME_PUBLISHED.search(said)
        updated = re.search(r"modif|updat", said, re.IGNORECASE)
        content = tag.get("datetime") or tag.get("content") or tag.text_content()[:80]
        day = read_machine_date(content)
        if day:
            role = "published" if sure and not updated else "updated" if updated else "vague"
            yield Candidate(day, "meta", role, content.strip()[:80], "time element")
