"""Which stretches of a text are the page's and not the article's: footers, credits, link lists.

In: a text. Out: spans. Cleaning takes out what is plainly furniture; what it leaves because it
may say something (a caption, a note on the author, whose work an article is) still says nothing
about who copied whom. Phrases are `lexicon/boilerplate.toml`; what they do not name stays.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import msgspec

from sourceline.lexicon.load import About, load

Span = tuple[int, int]

# A longer line is a paragraph: only its sentence is boilerplate; and what one may also report of
# ("her email address") makes boilerplate of a shorter line only.
_LINE_WORDS, _SHORT_WORDS = 80, 16
_SENTENCE_WORDS, _MESSAGE_CHARS = 60, 400  # longer ones are whole paragraphs, badly cut
_MARK = re.compile("[\"“”]")
_MAIL = re.compile(r"[\w.-]@[\w-]{1,40}\.\w")
# A note on an author is one of the first two lines, or of the last five.
_FIRST, _LAST = 2, 5
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s+[“\"‘'(\[]?[A-ZÀ-Þ]|\s*$)|[.!?]+(?=\S|\s+[^A-ZÀ-Þ])"
                       r"[^.!?]*)*[.!?]*")
_NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*)"
_AUTHOR = re.compile(
    rf"[\s—–*•·-]{{0,4}}{_NAME}(?: {_NAME}){{1,3}},? (?:is|was|are|has been|covers) ")
# "Ada Venn Ada Mira VennThe piers are closed Harbour vote put off MORE": the name of a link, said
# twice or run together with the titles it leads to.
_GLUED = re.compile(rf"(?<!\w)({_NAME}) ({_NAME})(?: \([\w ]+\))? \1 (?:[\w().]+ ){{0,3}}\2|"
                    r"(?<![\w])(?!Ma?c[A-Z]|De[A-Z]|La[A-Z])\w*[a-zà-þ](?:[A-ZÀ-Þ]|20\d\d)\w*|"
                    r"(?<![\w])Ma?c[A-Z][a-z]+(?:[A-Z]|20\d\d)\w*")
_MORE = re.compile(r"\bMORE\b")
_LINK_CHARS = 600
# "… — Ada Venn (@adavenn) May 3, 2031": somebody's message, shown with its signature.
_SIGNED = re.compile(r"\s?[—–-] ?[^\n(]{2,60}\(@\w{1,30}\)(?: [A-Z][a-z]+ \d{1,2}, \d{4})?")


class _Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: About
    short_lines: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    whole_lines: dict[str, tuple[str, ...]]
    pictures: dict[str, tuple[str, ...]]
    callings: dict[str, tuple[str, ...]]


@cache
def _phrases() -> _Phrases:
    said: _Phrases = load("boilerplate.toml", _Phrases)
    return said


@cache
def _calling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_phrases().callings['words'])})s?\b")


def find_boilerplate(words: str) -> list[Span]:
    r"""Find the stretches of a text that are not the article's own words, sorted and apart.

    >>> text = "The piers are closed.\nSign up for our newsletter."
    >>> [text[start:end] for start, end in find_boilerplate(text)]
    ['Sign up for our newsletter.']
    """
    low = words.lower()
    if len(low) != len(words):  # a few letters are two when small
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in words)
    said = _phrases()
    whole = sorted(_places(low, said.whole_lines))
    some = sorted([*_places(low, said.phrases), *_places(words, said.pictures), *whole])
    weak = sorted([*_places(low, said.short_lines), *_mail(words)])
    every = sorted([*some, *weak])
    lines = [match.span() for match in re.finditer(r"[^\n]+", words)]
    found: list[Span] = []
    for number, (start, end) in enumerate(lines):
        edge = number < _FIRST or number >= len(lines) - _LAST
        line = words[start:end]
        if ((_any_in(whole, start, end) and _is_full(line, _count(every, start, end)))
                or (_any_in(weak, start, end) and _is_short(line))
                or (edge and _is_about_author(line, low[start:end]))):
            found.append((start, end))
        elif _any_in(some, start, end):
            found += _around(words, start, end, some)
    return _apart([*found, *_links(words), *_signed(words)])


def _places(words: str, phrases: dict[str, tuple[str, ...]]) -> Iterator[int]:
    """Find phrases where a word begins: one after the other, ten times as fast as a pattern."""
    for group in phrases.values():
        for phrase in group:
            at = words.find(phrase)
            while at >= 0:
                if at == 0 or not words[at - 1].isalnum() or not phrase[0].isalnum():
                    yield at
                at = words.find(phrase, at + 1)


def _any_in(places: list[int], start: int, end: int) -> bool:
    return _count(places, start, end) > 0


def _count(places: list[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)


def _is_full(line: str, phrases: int) -> bool:
    """Say whether a line holds so many phrases that little else is in it."""
    return 0 < line.count(" ") + 1 <= phrases * _LINE_WORDS


def _around(words: str, start: int, end: int, places: list[int]) -> Iterator[Span]:
    """Give a short line, or the sentences of a long one, that hold one of the places."""
    if words.count(" ", start, end) < _LINE_WORDS:
        yield start, end
        return
    for match in _SENTENCE.finditer(words, start, end):
        if _any_in(places, *match.span()) and match.group().count(" ") < _SENTENCE_WORDS:
            yield match.span()


def _is_short(line: str) -> bool:
    return line.count(" ") < _SHORT_WORDS and not _MARK.search(line)


def _mail(words: str) -> Iterator[int]:
    """Find addresses for mail: an article gives them only to be written to."""
    if "@" in words:
        yield from (match.start() for match in _MAIL.finditer(words))


def _is_about_author(line: str, low: str) -> bool:
    """Say whether a line tells what its author is: "Ada Venn is a columnist …"."""
    return bool(line.count(" ") < _LINE_WORDS and _AUTHOR.match(line) and _calling().search(low))


def _signed(words: str) -> Iterator[Span]:
    """Find messages shown with their signature: their line, or the one before."""
    if "(@" not in words:
        return
    for match in _SIGNED.finditer(words):
        line = words.rfind("\n", 0, max(0, match.start())) + 1
        # A signature on a line of its own signs the line before it.
        begin = line if words[line:match.start()].strip() else words.rfind(
            "\n", 0, len(words[:line].rstrip())) + 1
        if match.start() - begin <= _MESSAGE_CHARS:
            yield begin, match.end()


def _links(words: str) -> Iterator[Span]:
    """Find names of links that run into the titles of other articles, up to "MORE"."""
    after = 0
    for more in _MORE.finditer(words):
        first = max(after, more.start() - _LINK_CHARS, words.rfind("\n", 0, more.start()) + 1)
        glued = _GLUED.search(words, first, more.start())
        if glued:
            # The name itself stands before: words with a capital, or in brackets.
            name = re.search(r"(?:(?:[A-ZÀ-Þ(][\w.’'()-]*)\s+){0,8}$", words[first:glued.start()])
            yield first + (name.start() if name else glued.start()), more.end()
        after = more.end()


def _apart(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
