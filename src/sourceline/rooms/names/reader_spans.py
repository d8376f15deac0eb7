"""The names a reader saw, cut to what is a name: no titles, articles, tails or lone common words.

In: the lines of a text and `Reading.names`. Out: `Span`s in text order. A network marks "city of
Velm", "counter-ABC", "the Ostmark president's"; what is left here is "Velm", "ABC", "Ostmark".
"""

from collections.abc import Iterator, Sequence

from sourceline.record.entity import EntityKind
from sourceline.record.reading import NameSpan
from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.mended import mend_persons
from sourceline.rooms.names.parts import is_body, is_generic, is_run_together, lost_space_near
from sourceline.rooms.names.runs import NOT_IN_NAMES, TAILS
from sourceline.rooms.names.spans import Span
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import is_acronym

KINDS: dict[str, EntityKind] = {
    "person": "person", "organization": "organization", "government": "government",
    "place": "place", "facility": "facility", "work": "work", "event": "other", "other": "other",
}
_ARTICLES_OF_NAMES = frozenset(("al", "el", "bin", "ibn", "ad", "as", "ash", "ar", "abu"))
_NUMBERS = frozenset("0123456789")
# "Mr.", "St." and initials keep their stop; everything else that is no letter or digit goes.
_MAX_STOPPED_LETTERS = 5
_MIN_SMALL_LETTERS = 3
# "-ah", "-hoon"; longer ones are "-based", "-backed", "-born" and the like.
_MAX_TAIL_LETTERS = 6
# "-ying", "-hoon".
_SHORT_TAIL = 4
_NO_TAILS = ("ed", "er", "or", "ish", "al", "ic", "ist", "ing", "esque", "made", "wide", "free")
_MAX_LISTED_MORE = 4
_HASTY_SHARE = 10
_MAX_OFFICE_WORDS = 3
_QUOTES = frozenset(("“", "\"", "‘", "``", "«", "'"))
_NAMED_EVENTS = frozenset(("Operation", "Hurricane", "Typhoon", "Cyclone", "Storm"))
_PLAIN_EVENTS = frozenset((
    "Crisis", "Summit", "Election", "Elections", "War", "Agreement", "Treaty", "Report", "Trial",
    "Bill", "Act", "Law", "Plan", "Deal", "Resolution", "Uprising", "Massacre", "Ceasefire",
    "Conference", "Rally", "Protests", "Games",
))
_PREFIXES = ("anti-", "pro-", "non-", "ex-", "pre-", "post-", "counter-", "mid-", "un-", "re-")
_WORKS = frozenset(("film", "movie", "book", "novel", "song", "album", "series", "show", "play",
                    "documentary", "memoir", "podcast", "magazine", "report", "game", "comedy",
                    "drama", "musical", "poem", "essay", "sitcom", "single", "opera", "thriller"))
_MONTHS = frozenset(("January", "February", "March", "April", "May", "June", "July", "August",
                     "September", "October", "November", "December", "Jan", "Feb", "Sept", "Oct",
                     "Nov", "Dec", "Sep", "Aug"))


def read_spans(lines: Sequence[Line], names: Sequence[NameSpan], words: NameWords) -> list[Span]:
    """Cut the names a reader saw; what is none after cutting is left out."""
    found: list[Span] = []
    hasty = _is_hasty(lines)
    for span in mend_persons(list(_placed(lines, names)), lines, words):
        cut = cut_span(span, lines, words)
        # In a text that writes capitals small letters name nothing: "the powers", "the embargo".
        if cut is not None and not hasty and cut.text(lines).islower():
            continue
        if cut is not None and (not found or cut.place(lines)[0] >= found[-1].place(lines)[1]):
            found.append(cut)
    return found


def _is_hasty(lines: Sequence[Line]) -> bool:
    """Tell a text whose writer saves capitals: a tenth of the lines begin or say "i" without."""
    small = sum(line.words[0].text[0].islower() or any(word.text == "i" for word in line.words)
                for line in lines)
    return small * _HASTY_SHARE >= len(lines)


def _placed(lines: Sequence[Line], names: Sequence[NameSpan]) -> Iterator[Span]:
    """Find the words of each name; lines and names are both in text order."""
    number = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        kind = KINDS.get(name.kind)
        while number < len(lines) and lines[number].words[-1].end <= name.start:
            number += 1
        if number == len(lines) or kind is None:
            continue
        row = lines[number].words
        inside = [at for at, word in enumerate(row)
                  if word.start < name.end and name.start < word.end]
        if inside:
            yield Span(number, inside[0], inside[-1] + 1, kind)


def cut_span(span: Span, lines: Sequence[Line], words: NameWords) -> Span | None:
    """Take off what is no part of the name; None where nothing is left that is one."""
    row = lines[span.line].words
    first, last = span.first, span.last
    while first < last and _leads(row, first, last, span.kind, words):
        first += 1
    while first < last and _trails(row, first, last):
        last -= 1
    if first >= last:
        return None
    last = _with_tail(row, first, last, span.kind)
    first, last = _listed_ends(span.line, first, last, lines, words)
    kind: EntityKind = "other" if row[first].text in _NAMED_EVENTS else span.kind
    cut = Span(span.line, first, last, kind)
    return cut if _is_name(cut, lines, words) else None


def _listed_ends(line: int, first: int, last: int, lines: Sequence[Line], words: NameWords
                 ) -> tuple[int, int]:
    """Give a listed name its own ends: "Orla Front and Oste" goes on, "Islamist Orla Front" not."""
    row = lines[line].words
    text = Span(line, first, last, "other").text(lines)
    shorter = last - first > 1 and text not in words.known and \
        Span(line, first + 1, last, "other").text(lines) in words.known
    ends = (first + 1, last) if shorter else (first, last)
    for end in range(last + 1, min(last + _MAX_LISTED_MORE, len(row)) + 1):
        if Span(line, first, end, "other").text(lines) in words.known:
            ends = first, end
    return ends


def _with_tail(row: tuple[Word, ...], first: int, last: int, kind: str) -> int:
    """Add the tail a reader left off: "Min-ah" of "Ito Min-ah"."""
    tail = kind == "person" and last - first > 1 and last + 1 < len(row) \
        and row[last].text in ("-", "‐", "‑") and not row[last].spaced \
        and not row[last + 1].spaced and row[last + 1].text.isalpha() \
        and _is_tail(row[last + 1].text)
    return last + 2 if tail else last


def _is_tail(text: str) -> bool:
    """Tell "-keung" of a name from "-based", "-led" after one."""
    return len(text) <= _MAX_TAIL_LETTERS and text not in TAILS and (
        len(text) == _SHORT_TAIL or not text.endswith(_NO_TAILS))


def _leads(row: tuple[Word, ...], first: int, last: int, kind: str, words: NameWords) -> bool:
    """Tell a word before the name: "the", "city of", "counter-", "President"."""
    word = row[first]
    if not word.text[0].isalnum():
        return True
    if word.text[0].islower():
        return not _joins(row, first, last, words)
    if last - first == 1:
        return False
    if word.text in ("The", "A", "An"):
        return True
    title = word.text.removesuffix(".")
    following = row[first + 1]
    if word.text in words.adjectives and last - first == 2 and is_acronym(following.text):
        return kind == "organization"  # "the Velmian ABC"
    # "Secretary of State Brandt": the reader began within the office.
    office = first > 1 and row[first - 1].text == "of" and row[first - 2].text in words.titles
    if kind == "person" and office and word.text in words.first | words.modifiers:
        return True
    # "Inmate Brandt said": a noun that only begins the sentence.
    noun = first == 0 and word.text.lower() in words.persons and word.text not in words.given
    if kind == "person" and noun and following.capital:
        return True
    if kind != "person" or following.text in ("of", "for"):
        return False
    if title in words.titles and word.text not in words.given:
        return following.text[0].isupper() or following.text in words.particles
    return word.text not in words.given and any(
        part.text.removesuffix(".") in words.titles - words.given
        for part in row[first + 1:min(last - 1, first + 4)])


def _joins(row: tuple[Word, ...], first: int, last: int, words: NameWords) -> bool:
    """Tell "al-Ostri", "bin Said", "de Souza", and a name of small letters like "eBay"."""
    text = row[first].text
    if any(sign.isupper() for sign in text) or is_small_name(row[first], words):
        return True
    rest = any(word.text[0].isupper() for word in row[first + 1:min(last, first + 4)])
    return rest and (text in _ARTICLES_OF_NAMES or text in words.particles) and text != "the"


def _trails(row: tuple[Word, ...], first: int, last: int) -> bool:
    """Tell a word after the name: a mark, "'s", a common noun in small letters."""
    word = row[last - 1]
    text = word.text
    if text in ("'s", "’s", "'", "’"):
        return True
    if not text[-1].isalnum():
        stopped = text[-1] == "." and len(text) <= _MAX_STOPPED_LETTERS and text[0].isalpha()
        return not (stopped or (text in ("!", "+") and last - first > 1))
    if text[0].isdigit():
        return last - first > 1 and len(text) > 4
    if text[0].islower() and not any(sign.isupper() for sign in text):
        if word.pos in ("PROPN", "") and all(one.text.islower() for one in row[first:last]):
            return False
        hyphened = last - first > 2 and row[last - 2].text in "-‐‑" and not word.spaced \
            and _is_tail(text)
        return not hyphened or row[last - 3].text.isupper()
    return False


def _is_name(span: Span, lines: Sequence[Line], words: NameWords) -> bool:
    """Tell a name from a people, a day, a pronoun, a title, a number or a common word."""
    row = lines[span.line].words
    parts = tuple(word.text for word in row[span.first:span.last])
    text = span.text(lines)
    if _is_case(row, span):
        return False
    if text in words.known or text in words.places:
        return True
    if text.startswith((*_PREFIXES, "Ex-")) or all(
            part in _MONTHS or not part[0].isalpha() for part in parts):
        return False
    if span.kind == "work" and not _is_title(row, span):
        return False
    sides = text.split("-")
    if len(sides) > 1 and all(side in words.places | words.adjectives for side in sides):
        return False
    small = all(is_small_name(word, words) for word in row[span.first:span.last])
    if "@" in text or not (small or any(sign.isupper() for sign in text)):
        return False
    debris = len(parts) > 2 and span.kind == "person" and lost_space_near(row, span.last)
    if debris or is_run_together(parts) or _is_made_up(row, span, parts, words):
        return False
    if is_generic(parts) or (set(parts) & NOT_IN_NAMES and len(parts) == 1):
        return False
    if len(parts) == 1:
        return _single(row[span.first], span, words)
    low = [part.lower() for part in parts if part[0].isalnum()]
    person = span.kind == "person"  # "U.S. Marshal" is none
    plain = all(part.removesuffix(".") in words.people_and_titles or (
        person and part in words.places and part not in words.given) for part in parts)
    return not plain and (
        span.kind in ("work", "facility", "organization", "other")
        or not all(part in words.common for part in low))


def _is_case(row: tuple[Word, ...], span: Span) -> bool:
    """Tell a side of a court case: "Ito v. Orla Fund" names the case."""
    sides = [row[at].text for at in (span.first - 1, span.last) if 0 <= at < len(row)]
    return any(side in ("v.", "v", "vs.", "vs", "V.") for side in sides)


def _is_title(row: tuple[Word, ...], span: Span) -> bool:
    """Tell a title by its quotation marks or the word beside it: "the film Long Winter"."""
    near = row[max(0, span.first - 3):span.first]
    quoted = span.last - span.first > 1 and bool(near) and near[-1].text in _QUOTES
    return quoted or any(word.lemma in _WORKS for word in near) or (
        span.last < len(row) and row[span.last].lemma in _WORKS)


def _is_made_up(row: tuple[Word, ...], span: Span, parts: tuple[str, ...], words: NameWords
                ) -> bool:
    """Tell "Council Chairs", a list of offices, and "F/A 18", a machine with its number."""
    if span.kind not in ("organization", "person", "work") or is_body(parts, words):
        return False
    last = row[span.last - 1]
    offices = len(parts) > 1 and last.text.endswith("s") and last.text not in words.heads \
        and last.lemma.lower() in words.persons and last.text.lower() != last.lemma.lower()
    plain = span.kind == "person" and all(
        part in words.modifiers | words.first | words.heads for part in parts)
    front = (span.kind == "organization" or plain) and len(parts) > 1 \
        and _opens_office(row, span, words) \
        and (plain or last.text not in words.heads | words.known) \
        and " ".join(parts) not in words.known
    numbered = any(sign.isdigit() for part in parts for sign in part)
    return offices or front or (numbered and not parts[0][0].isdigit())


def _opens_office(row: tuple[Word, ...], span: Span, words: NameWords) -> bool:
    """Tell "Velm National" of "Velm National Security Advisor Ana Ito", the front of an office."""
    at = span.last
    while at < min(len(row), span.last + _MAX_OFFICE_WORDS) and row[at].capital \
            and row[at].text in words.modifiers | words.first and row[at].text not in words.titles:
        at += 1
    return at < len(row) and row[at].text.removesuffix(".") in words.titles


def is_small_name(word: Word, words: NameWords) -> bool:
    """Tell a name in small letters: "velm" in a hasty post, where the reader's grammar agrees."""
    if word.text.endswith("s") and word.lemma not in ("", word.text):
        return False  # "hawks": a plural noun is no name
    return word.pos in ("PROPN", "") and len(word.text) > _MIN_SMALL_LETTERS \
        and word.text.isalpha() \
        and word.text not in words.nouns and word.text not in words.qualifiers


def _single(word: Word, span: Span, words: NameWords) -> bool:
    text = word.text
    beliefs = text.lower().endswith(("ism", "isms", "ists")) and text not in words.given
    if beliefs or text in words.never_alone or text in _PLAIN_EVENTS:
        return False
    if len(text) < 2 or text[0] in _NUMBERS:
        return False
    low, lemma = text.lower(), word.lemma.lower()
    if (lemma in words.persons or lemma in words.bodies) and text not in words.given:
        return False
    plain = low in words.persons or low in words.bodies
    return low not in words.nouns or (
        word.pos == "PROPN" and span.first > 0 and span.kind != "work" and not plain)
