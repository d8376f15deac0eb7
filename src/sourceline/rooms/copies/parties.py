"""Lines in which a body signs for itself: "Analysis by the Free Harbour League", a press office.

In: a line of the head or the tail of an article. Out: the party's name and its place. A person
who signs is no party, nor is a newsroom; a body that the article merely speaks of is not either.
Words are `lexicon/wires.toml`, and `organisations.toml` for what makes a name a body's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from sourceline.lexicon.load import load

# A line of more characters is a paragraph.
_LINE_CHARS = 140
_WORD = r"(?:[A-ZÀ-Þ][\w’'&./-]*)"
# "FHL", "FHL/DS": a body known by its letters; agencies are told apart by the list of wires.
_LETTERS = re.compile(r"[A-Z]{2,6}(?:/[A-Z]{2,6})?")
_BODY = rf"(?P<name>{_WORD}(?:,? (?:of |for |and |the |de |on )*{_WORD}){{0,9}}(?: plc)?)"
_SHORT = r"(?: \([A-Z][\w./ -]{1,20}\))?"
_PERSON = rf"{_WORD}(?: {_WORD}){{1,3}}"
_START = r"(?:[-–—*•] ?)?(?:(?:by|from|source|text|credit):? )?"


class InterestedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of bylines in which a body signs for itself."""

    genres: tuple[str, ...]
    releases: tuple[str, ...]
    given: tuple[str, ...]
    offices: tuple[str, ...]
    callings: tuple[str, ...]
    press: tuple[str, ...]
    organs: tuple[str, ...]
    organ_kinds: tuple[str, ...]
    states: tuple[str, ...]
    state_offices: tuple[str, ...]


class _Wires(msgspec.Struct):
    interested: InterestedWords
    agencies: dict[str, tuple[str, ...]]


class _Organisations(msgspec.Struct):
    heads: str
    suffixes: str


@dataclass(frozen=True)
class Party:
    """A body that signs a line, and the characters of the line that say so."""

    name: str
    start: int
    end: int


def _words_of_wires() -> _Wires:
    wires: _Wires = load("wires.toml", _Wires)
    return wires


def _words() -> InterestedWords:
    return _words_of_wires().interested


@cache
def _body_words() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that make a name a body's, and those that make it a newsroom's."""
    lists: _Organisations = load("organisations.toml", _Organisations)
    heads = {word.lower() for word in (lists.heads + lists.suffixes).split()}
    press = frozenset(word.lower() for word in _words().press)
    return frozenset(heads) - press, press


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Give the forms of such lines, and whether the name must be a body's to count."""
    said = _words()
    genre, release = _any(said.genres), _any(said.releases)
    given, calling = _any(said.given), _any(said.callings)
    joint = r"(?: (?i:by|from|of) | ?[|:–—-] ?(?i:by )?)(?i:the )?"
    piece = r"(?i:this (?:\w+ ){0,2}\w+ (?:was|is|has been|is being) )"
    forms = (
        (rf"(?i:an? )?(?i:{genre}){joint}{_BODY}(?: (?i:staff|team|researchers))?", True),
        (rf"(?i:an? )?(?i:{release})(?: (?i:by|from|of) )(?i:the )?{_BODY}"
         r"(?: on [^.!?]+|, [^.!?]+)?", False),
        (rf"(?i:an? )?(?i:{release}) ?[|:–—-] ?(?i:by )?(?i:the )?{_BODY}", True),
        (rf"(?i:{given}) (?i:by )?(?i:the )?{_BODY}", True),
        (rf"{piece}(?i:{given}) (?i:by )?(?i:the )?{_BODY}\.?", False),
        (rf"(?i:by )?{_PERSON},? (?i:the |an? )?(?i:{calling}) (?i:of|for|at|to) (?i:the )?{_BODY}",
         False),
        (rf"(?i:the (?:author|writer)|{_PERSON}) (?i:is|was|serves as) (?i:the |an? )?"
         rf"(?i:{calling}) (?i:of|for|at|to) (?i:the )?{_BODY}\.?", False),
        (rf"(?i:by ){_PERSON}, (?i:the )?{_BODY}", True),
        (rf"(?:(?i:the )?{_PERSON},? |(?i:an? |the )?){_organ()}\.?", True),
        (rf"(?i:by )(?i:the )?{_BODY}(?: (?i:staff|team|researchers|editors))?", True),
        # "From the editors’ table, Free Harbour League (FHL)"
        (rf"(?i:from )(?i:the )?[\w’' ]{{3,40}}, (?i:the )?{_BODY}{_SHORT}", True),
    )
    return tuple((re.compile(form), must) for form, must in forms)


def _organ() -> str:
    """Give the form of "weekly organ of the Harvest League (HL)", "official portal of …"."""
    kinds, organs = _any(_words().organ_kinds), _any(_words().organs)
    return rf"(?i:(?:{kinds} ){{0,3}}{organs}) (?i:of|for|by) (?i:the )?{_BODY}{_SHORT}"


@cache
def _described() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the form of an organ inside a line, and of a state's own page as a part of one."""
    said = _words()
    named = (rf"(?:(?i:the )?{_any(said.states)}(?: (?:of |for |and |the )*{_WORD}){{0,7}}"
             rf"|(?:{_WORD} ){{0,5}}{_any(said.state_offices)})")
    return (re.compile(rf"(?<![\w’'-]){_organ()}(?=\s*(?:$|[|·•,.;:)]))"),
            re.compile(rf"(?P<name>{named})(?:, {named})?"))


def find_described(line: str) -> Party | None:
    """Find whose page a line of the head or foot of a page says it is.

    >>> found = find_described("Vol. 9. The Barrow, weekly organ of the Free Harbour League")
    >>> found.name if found else ""
    'Free Harbour League'
    >>> find_described("The organ of the cathedral was restored.") is None
    True
    """
    organ, state = _described()
    inside = organ.search(line)
    if inside and (_may_sign(inside["name"], must_be_body=True) or state.match(inside["name"])):
        return Party(_plain(inside["name"]), *inside.span())
    at = 0
    for part in re.split(r"[|·•]", line):
        said = part.strip()
        if said and state.fullmatch(said):
            start = at + part.find(said)
            return Party(said, start, start + len(said))
        at += len(part) + 1
    return None


def _any(words: tuple[str, ...]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def find_parties(line: str) -> Iterator[Party]:
    """Find the body that signs a line, or a part of it between upright strokes; at most one.

    >>> [party.name for party in find_parties("Analysis by the Free Harbour League")]
    ['Free Harbour League']
    >>> list(find_parties("Analysis by Ada Venn"))
    []
    """
    at = 0
    for part in re.split(r"[|·•]", line):
        found = next(_signs(part), None)
        if found is not None:
            yield Party(found.name, at + found.start, at + found.end)
            return
        at += len(part) + 1
    if "|" in line:
        yield from _signs(line)  # "Press release | Free Harbour League"


@cache
def _printed() -> re.Pattern[str]:
    """Give the form of a line that says whose words follow: "The following statement was …"."""
    said = _words()
    piece = _any((*said.releases, *said.genres, "letter", "appeal", "text", "message"))
    begin = rf"(?i:the following|this|below is the|here is the) (?i:(?:\w+ ){{0,2}}{piece}) "
    given = rf"(?i:was|is|has been|is being)? ?(?i:(?:\w+ ){{0,2}}{_any(said.given)}) "
    return re.compile(rf"{begin}{given}(?:[^,.;()]{{0,40}} )?(?i:by) (?i:the )?{_BODY}"
                      r"(?: \((?P<short>[^()]{2,12})\))?")


def find_printed(line: str) -> Iterator[tuple[str, int, int]]:
    """Find whose statement a page says it prints: its name, and its short form too.

    >>> [name for name, _, _ in find_printed(
    ...     "The following statement was issued on Monday by the Free Harbour League (FHL).")]
    ['Free Harbour League', 'FHL']
    """
    found = _printed().match(line)
    if found:
        for part in ("name", "short"):
            if found[part]:
                yield found[part], *found.span(part)


def _signs(line: str) -> Iterator[Party]:
    said = line.strip()
    start = line.find(said)
    if not said or len(said) > _LINE_CHARS:
        return
    for number, (pattern, must_be_body) in enumerate(_patterns()):
        match = pattern.fullmatch(said)
        if match and (_may_sign(match["name"], must_be_body)
                      or (number == 0 and _by_letters(match["name"]))):
            yield Party(_plain(match["name"]), start, start + len(said))
            return
    low = said.lower()
    if len(said) <= 90 and not said.endswith((".", "?", "!", ":")) and any(
            word in low for word in _words().offices):
        name = re.sub(rf"^{_START}(?:the )?", "", said, flags=re.IGNORECASE)
        yield Party(name, start, start + len(said))


def _may_sign(name: str, must_be_body: bool) -> bool:
    bodies, press = _body_words()
    words = {word.strip(".,’'").lower() for word in re.split(r"[\s,]+", name)}
    if words & press:
        return False
    return bool(words & bodies) or not must_be_body


def _by_letters(name: str) -> bool:
    """Tell a body by its letters under a piece of a kind: "Analysis by FHL", not "by BBC"."""
    known = {form for forms in _words_of_wires().agencies.values() for form in forms}
    return _LETTERS.fullmatch(name) is not None and name not in known | _STATIONS


_STATIONS = frozenset(("BBC", "CNN", "NBC", "ABC", "CBS", "NPR", "PBS", "ITV", "RTE", "CBC", "DW",
                       "VOA", "RFE", "RFI", "NHK", "ARD", "ZDF", "RAI", "TVP", "SBS"))


def _plain(name: str) -> str:
    """Give a body's name without its staff, and without the stop of its sentence."""
    name = re.sub(r" (?:Staff|Team|Researchers|Editors)$", "", name)
    return name if re.search(r"\b(?:Co|Corp|Inc|Ltd|S\.A)\.$", name) else name.removesuffix(".")
