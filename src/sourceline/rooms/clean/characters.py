"""Characters: repairs inside the words that stay, each one a replayable edit.

In: a captured text and the span that stays. Out: edits for broken quotation marks, letters read
with the wrong encoding, HTML entities, the spaces of tokenised corpora, control characters and
characters without width. One pass from left to right, so edits never overlap.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sourceline.record.article import Edit

# The bytes 0x80-0xBF as someone sees them who reads UTF-8 as Windows-1252.
_TRAIL = "".join(re.escape(bytes([byte]).decode("cp1252", errors="replace"))
                 for byte in range(0x80, 0xC0)
                 if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)) + "\x80-\x9f"
_MOJIBAKE = (f"[\u00c2-\u00df][{_TRAIL}]|[\u00e0-\u00ef][{_TRAIL}]{{2}}"
             f"|[\u00f0-\u00f4][{_TRAIL}]{{3}}")
_ENTITY = (r"&(?:amp|lt|gt|quot|apos|nbsp|[lr]squo|[lr]dquo|[nm]dash|hellip|laquo|raquo|copy|reg"
           r"|euro|pound|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_OTHER_SPACE = "[\t\n\r\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
_SPACE = "[ " + _OTHER_SPACE[1:]
# Single spaces, most of all matches, are looked at only where a corpus put some in.
_REST = (
    f"|(?P<mojibake>{_MOJIBAKE})"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f]+|[\x80-\x84\x86-\x9f]+)"
    "|(?P<width>[\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e]+)"
    "|(?P<bidi>[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+)"
    f"|(?P<entity>{_ENTITY})"
    "|(?P<quote>``|''|`|\")")
_FIND = re.compile(f"(?P<space>{_OTHER_SPACE}{_SPACE}*| {_SPACE}+)" + _REST)
_FIND_TOKENISED = re.compile(f"(?P<space>{_SPACE}+)" + _REST)
_CONTRACTION = re.compile(r"(?:['’](?:s|re|ve|ll|d|m|t)|n['’]t)\b", re.IGNORECASE)
_AFTER_APOSTROPHE = re.compile(r"(?:s|re|ve|ll|d|m|t|all)\b", re.IGNORECASE)
_TOKENISED_COMMA = re.compile(r"\w ,(?= )")
_PLAIN_COMMA = re.compile(r"\w,(?= )")
_MIN_TOKENISED_COMMAS = 3


@dataclass(frozen=True)
class Script:
    """What the whole text tells about its characters.

    `tokenised`: its marks stand apart from its words, as in corpora ("he said , `` No . ''").
    `misread`: it was read with the wrong encoding somewhere, so rarer pairs are repaired too.
    """

    tokenised: bool
    misread: bool


def read_script(captured: str) -> Script:
    """Look at a whole text once.

    >>> read_script("So , he said , we left , and that was all .").tokenised
    True
    """
    apart = len(_TOKENISED_COMMA.findall(captured))
    close = len(_PLAIN_COMMA.findall(captured))
    stops = captured.count(" . ") + captured.count(" .\n") + captured.endswith(" .")
    tokenised = apart + stops >= _MIN_TOKENISED_COMMAS and apart >= 5 * close and stops > 0
    found = re.findall(_MOJIBAKE, captured)
    return Script(tokenised, len(found) > 2 or any(len(broken) > 2 for broken in found))


def repair(captured: str, start: int, end: int, script: Script) -> Iterator[Edit]:
    """Give the repairs of one span that stays, in order.

    >>> [edit.becomes for edit in repair("``No''", 0, 6, Script(False, False))]
    ['“', '”']
    """
    open_quote = False
    find = _FIND_TOKENISED if script.tokenised else _FIND
    for match in find.finditer(captured, start, end):
        kind = str(match.lastgroup)
        place = _Place(captured, match.start(), match.end(), start, end, open_quote)
        if match.group() == '"':
            if script.tokenised:
                open_quote = not open_quote
            continue
        becomes, reason = _REPAIRS[kind](place, script)
        if becomes != match.group():
            yield Edit(start=match.start(), end=match.end(), words=match.group(),
                       becomes=becomes, reason=reason)


@dataclass(frozen=True)
class _Place:
    """A match with what stands around it inside the span."""

    captured: str
    start: int
    end: int
    first: int
    last: int
    open_quote: bool

    @property
    def words(self) -> str:
        return self.captured[self.start:self.end]

    def before(self, chars: int) -> str:
        return self.captured[max(self.first, self.start - chars):self.start]

    def after(self, chars: int) -> str:
        return self.captured[self.end:min(self.last, self.end + chars)]


def _space(place: _Place, script: Script) -> tuple[str, str]:
    if script.tokenised and _is_tokenised_space(place):
        return "", "tokenised_spacing"
    return " ", "line_wrap" if "\n" in place.words else "whitespace"


def _is_tokenised_space(place: _Place) -> bool:
    """Tell a space that the tokenising put in."""
    before, after = place.before(3), place.after(6)
    if _CONTRACTION.match(after) or after.startswith("''"):
        return True
    if after[:1] in ("’", "”"):
        return not after[2:3].isdigit()
    if before[-1:] == "’" and before[-2:-1].isspace():
        return bool(_AFTER_APOSTROPHE.match(after)) or after[:1].isdigit()
    if after[:1] in (",", ".", ";", ":", "?", "!", "%", ")", "]", "}", "…"):
        return not after[1:2].isalnum()
    if after[:1] == '"' and place.open_quote:
        return True
    if before[-1:] == '"':
        return place.open_quote
    return before[-1:] in ("(", "[", "{", "“", "‘", "$", "£", "€", "`") and bool(before)


def _quote(place: _Place, script: Script) -> tuple[str, str]:
    if place.words == "`":
        return ("‘" if script.tokenised else "`"), "quotation_mark"
    return ("“" if place.words == "``" else "”"), "quotation_mark"


def _mojibake(place: _Place, script: Script) -> tuple[str, str]:
    """Read the bytes again as what they were."""
    words = place.words
    if len(words) == 2 and not script.misread:
        return words, "encoding"
    content = b"".join(char.encode("latin-1") if "\x80" <= char <= "\x9f"
                       else char.encode("cp1252") for char in words)
    try:
        return content.decode("utf-8").replace("\xa0", " "), "encoding"
    except UnicodeDecodeError:
        return words, "encoding"


def _width(place: _Place, _: Script) -> tuple[str, str]:
    """Joiners mean something in the scripts that use them; between Latin letters they do not."""
    latin = place.before(1) < "\u0370"
    return ("" if latin else place.words), "zero_width"


def _control(place: _Place, _: Script) -> tuple[str, str]:
    """Bytes of Windows-1252 that were read as Latin-1 are quotation marks and dashes."""
    if place.words[0] < "\x80":
        return "", "control_character"
    return place.words.encode("latin-1", errors="ignore").decode("cp1252", "ignore"), "encoding"


def _bidi(_: _Place, __: Script) -> tuple[str, str]:
    return "", "bidi_control"


def _entity(place: _Place, _: Script) -> tuple[str, str]:
    return html.unescape(place.words).replace("\xa0", " "), "entity"


_REPAIRS: dict[str, Callable[[_Place, Script], tuple[str, str]]] = {
    "mojibake": _mojibake, "space": _space, "control": _control, "bidi": _bidi,
    "width": _width, "entity": _entity, "quote": _quote,
}
