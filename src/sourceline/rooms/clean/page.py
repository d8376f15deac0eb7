"""Pages: the visible text of an HTML page in document order, and what its head declares.

In: the decoded page. Out: `Page`: the captured text, its blocks with tag, links and container,
title, byline and site name of the metadata. Scripts, styles and templates are no text. Parsing
is linear, follows no address and resolves no entity but the characters of HTML.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from sourceline.rooms.clean.blocks import Block
from sourceline.rooms.clean.linked import Linked, read_linked

# "noscript" is not among them: a reader without scripts sees it, some sites put their article
# there, and where it is never closed the whole page stands in it.
_SILENT = frozenset(("script", "style", "template", "head", "svg", "math", "iframe",
                     "object", "embed", "canvas", "audio", "video", "select", "textarea", "map",
                     "datalist", "frameset", "noframes"))
_BLOCK = frozenset(("address", "article", "aside", "blockquote", "body", "button", "caption",
                    "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset",
                    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
                    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p",
                    "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
                    "tr", "ul", "br"))
_TELLING = frozenset(("figcaption", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p"))
_GROUPING = frozenset(("section", "article", "main", "body", "td", "th"))
_TIGHT = frozenset(("br", "tr", "li", "dt", "dd", "td", "th", "option"))
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "form", "button"))
_MARKUP = re.compile(r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)[^<>]*>?|[^<]+|<")
_SPACE = re.compile(r"\s+")
_HIDDEN = frozenset(("true", "hidden", ""))


@dataclass(frozen=True)
class Piece:
    """A block of a page with the element that holds it and whether page furniture does."""

    block: Block
    holder: int
    furniture: str


@dataclass(frozen=True)
class Page:
    """What a reader could see of a page, and what its head declares."""

    captured: str
    pieces: tuple[Piece, ...]
    title: str
    byline: str
    site: str
    linked: Linked


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: the name its words go by, the number of the element that holds it as a
    paragraph, the furniture around it, its tag, and whether a link is near (above 0)."""

    name: str
    holder: int
    furniture: str
    tag: str
    link: int


@dataclass(slots=True)
class _Writer:
    """Collects visible text into blocks."""

    out: list[str] = field(default_factory=list)
    size: int = 0
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    gap: int = 0

    def add(self, text: str | None, in_link: int) -> None:
        """Add text of the current block."""
        if text:
            self.words.append(text)
            self.linked += len(text.strip()) if in_link else 0

    def close(self, place: _Open, gap: int) -> None:
        """End the current block; at least `gap` line breaks stand before the next one."""
        words = _SPACE.sub(" ", "".join(self.words)).strip()
        if words:
            breaks = max(1, self.gap) if self.pieces else 0
            self.out += ["\n" * breaks, words]
            start = self.size + breaks
            self.size = start + len(words)
            share = min(1.0, self.linked / len(words))
            block = Block(start, self.size, words, breaks, place.name, False, share)
            self.pieces.append(Piece(block, place.holder, place.furniture))
            self.gap = 0
        self.gap = min(2, self.gap + 1) if gap == 1 else max(self.gap, gap)
        self.words, self.linked = [], 0


def read_page(markup: str) -> Page:
    """Read the visible text of a page.

    >>> read_page("<h1>Port</h1><p>It <b>rained</b>.</p>").captured
    'Port\\n\\nIt rained.'
    """
    root, whole = _parse(markup)
    writer = _Writer()
    if root is None or not whole:
        _scan(markup, writer)
        return Page("".join(writer.out), tuple(writer.pieces), "", "", "", Linked())
    _walk(root, writer)
    return Page("".join(writer.out), tuple(writer.pieces), _title(root),
                _meta(root, ("author", "article:author", "dc.creator", "parsely-author",
                             "byl", "sailthru.author")),
                _meta(root, ("og:site_name", "application-name", "publisher")),
                read_linked(_linked_scripts(root)))


def _parse(markup: str) -> tuple[etree._Element | None, bool]:
    """Parse a page; False where it nests deeper than the parser goes, and words were lost."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True,
                              no_network=True, huge_tree=True)
    content = markup.replace("\x00", "\ufffd").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return root, all("depth" not in error.message for error in parser.error_log)


def _scan(markup: str, writer: _Writer) -> None:
    """Write the visible text of a page that cannot be parsed, tag by tag."""
    place = _Open("", 0, "", "", 0)
    silent = ""
    for match in _MARKUP.finditer(markup):
        tag = (match.group("tag") or "").lower()
        if silent:
            silent = "" if match.group("close") and tag == silent else silent
        elif not tag:
            writer.add(html.unescape(match.group()), 0)
        elif tag in _SILENT and tag != "head":
            silent = "" if match.group("close") else tag
        elif tag in _BLOCK:
            writer.close(place, _gap(tag))
    writer.close(place, 2)


def _walk(root: etree._Element, writer: _Writer) -> None:
    """Write every visible element, without recursion: pages nest as deep as they like."""
    path: list[_Open] = [_Open("", 0, "", "", 0)]
    silent = number = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "silent"
        if event == "start":
            silent += _is_silent(tag, element) if not silent else 1
            if not silent:
                number += 1
                if tag in _BLOCK:
                    writer.close(path[-1], _gap(tag))
                path.append(_enter(path[-1], _named(tag, element), number))
                writer.add(element.text, path[-1].link)
        elif silent:
            silent -= 1
            if not silent:
                writer.add(element.tail, path[-1].link)
        else:
            if tag in _BLOCK:
                writer.close(path[-1], 0 if tag in _TIGHT else 2)
            path.pop()
            if tag not in ("html", "body"):
                writer.add(element.tail, path[-1].link)
    writer.close(path[0], 2)


def _named(tag: str, element: etree._Element) -> str:
    """Give the tag of an element; whatever calls itself a caption, or is in a figure, is one."""
    caption = tag == "figure" or "caption" in (element.get("class") or "")[:200].lower()
    return "figcaption" if caption and tag in _BLOCK else tag


def _enter(outer: _Open, tag: str, number: int) -> _Open:
    """Open an element inside another; what its words are is told by the nearest that tells."""
    block = number if tag in _BLOCK and tag not in _TELLING else outer.holder
    name = "" if tag in _GROUPING else outer.name
    if tag in _TELLING and name != "figcaption" and (tag != "p" or not name):
        name = tag
    return _Open(name, block, tag if tag in _FURNITURE else outer.furniture, tag,
                 4 if tag == "a" else max(0, outer.link - 1))


def _is_silent(tag: str, element: etree._Element) -> int:
    hidden = element.get("hidden")
    return int(tag in _SILENT or tag == "silent"
               or (hidden is not None and hidden.lower() in _HIDDEN))


def _gap(tag: str) -> int:
    """Two line breaks part paragraphs; one parts lines, lines of a list and cells."""
    return 1 if tag in _TIGHT else 2


def _linked_scripts(root: etree._Element) -> Iterator[str]:
    for script in root.iterfind(".//script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield script.text or ""


def _title(root: etree._Element) -> str:
    """Choose the declared title: the social one, else the page's own without the site's name."""
    heads = [_text(head) for head in root.iterfind(".//h1")]
    own = next((_text(title) for title in root.iterfind(".//title")), "")
    declared = _meta(root, ("og:title", "twitter:title", "dc.title", "parsely-title")) or own
    for head in heads[:5]:
        if len(head) >= 12 and (head in declared or head in own):
            return head
    return declared or next((head for head in heads if head), "")


def _text(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip()[:500]


def _meta(root: etree._Element, names: tuple[str, ...]) -> str:
    """Give the first of these metadata fields that says something, and is no address."""
    said: dict[str, str] = {}
    for name, content in _metas(root):
        if content and not content.startswith(("http:", "https:", "//", "@")):
            said.setdefault(name, content)
    return next((said[name] for name in names if name in said), "")


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or ""
        yield name.lower(), _SPACE.sub(" ", element.get("content") or "").strip()[:500]
