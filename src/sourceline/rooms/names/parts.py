"""What of a run is a name: titles, peoples and common words are taken off.

In: one run of a line. Out: `Candidate`s, the words of a name with what stood before it.
"""

import re
from dataclasses import dataclass

from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.runs import Range
from sourceline.rooms.names.words import NameWords
from sourceline.text.names import is_acronym

# "4th Infantry Division", "9th Circuit Court": the number tells one from the next.
# Where a page lost the space between two names: "ItoMorning"; "MacOste", "FitzOste" are names.
_LOST_SPACE = re.compile(
    r"^[A-Z]?[a-z]{4,30}[A-Z]|^(?!Mac|Fitz|De|Le|Mc|Van|Di|Du)[A-Z][a-z]{3}[A-Z]"
    r"|^Mc[A-Z][a-z]{1,30}[A-Z]"
)
_TWICE = re.compile(r"([A-Z]\w{2,20})\1")
_NEAR_WORDS = 7
# "Camp Seven": a site that goes by its number.
NUMBER_WORDS = frozenset(("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
                          "Ten", "Eleven", "Twelve"))
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


@dataclass(frozen=True)
class Candidate:
    """Words `first:last` of line number `line`, with the title that stood before them."""

    line: int
    first: int
    last: int
    text: str
    parts: tuple[str, ...]
    title: str = ""
    opens: bool = False


def cut_run(number: int, line: Line, run: Range, words: NameWords) -> list[Candidate]:
    """Cut one run into names.

    "Ostmark Foreign Minister Ana Ito" gives "Ostmark" and "Ana Ito".
    """
    first, last = run
    row = line.words
    first = _skip_opening(row, first, last, words)
    ended = _skip_ending(row, first, last, words)
    # "Chief Financial" of "Chief Financial Officer" is the front of an office.
    office = ended < last and first < ended and row[first].text in _RANKS \
        and row[ended].text in words.titles
    last = _before_person(row, first, ended, words)
    if first >= last or office:
        return []
    whole = _candidate(number, row, first, last, "")
    if is_listed(whole.text, words):
        return [whole]
    seam = _seam(number, row, first, last, words)
    if seam:
        left = cut_run(number, line, (first, seam), words)
        return left + cut_run(number, line, (seam, last), words)
    ours = first > 0 and row[first - 1].text.lower() in ("our", "my", "your")
    debris = len(whole.parts) > 2 and lost_space_near(row, last)
    if is_generic(whole.parts) or ours or debris or is_run_together(whole.parts):
        return []
    if _SHOUTS & set(whole.parts):
        return []
    if is_body(whole.parts, words) and not _holds_title(row, first, last, words):
        numbered = first > 0 and _ORDINAL.fullmatch(row[first - 1].text) is not None
        return [_candidate(number, row, first - 1, last, "") if numbered else whole]
    return _around_title(number, row, first, last, words)


def _before_person(row: tuple[Word, ...], first: int, last: int, words: NameWords) -> int:
    """Give where an office ends and its holder begins: "Office of the Minister Ana Ito"."""
    if row[first:first + 1] and row[first].text == "Office":
        for at in range(first + 3, last - 1):
            if row[at].text in words.given - words.first and row[at + 1].capital:
                return at
    return last


def is_listed(name: str, words: NameWords) -> bool:
    """Tell a name that stands in a list of places or organisations."""
    return name in words.places or name in words.known


def is_body(parts: tuple[str, ...], words: NameWords) -> bool:
    """Tell a name built like an organisation, a facility or an event of at least two words."""
    people = all(part in words.adjectives for part in parts[:-1])
    if len(parts) < 2 or (people and parts[-1] not in words.heads):
        return False
    # "Hit So Many Times": no word of a name stands before the head.
    if parts[-1] in words.heads and all(
            part.lower() in words.common and part not in words.in_bodies for part in parts[:-1]):
        return False
    if parts[0] in words.facilities and parts[-1] in NUMBER_WORDS and len(parts) == 2:
        return True
    return parts[-1] in words.ends or any(
        part in words.opens
        and parts[at + 1] in ("of", "for", "on")
        for at, part in enumerate(parts[:-1])
    )


def _candidate(number: int, row: tuple[Word, ...], first: int, last: int, title: str) -> Candidate:
    parts = tuple(word.text for word in row[first:last])
    text = row[first].text + "".join(
        (" " if word.spaced else "") + word.text for word in row[first + 1:last]
    )
    return Candidate(number, first, last, text, parts, title, opens=_opens(row, first))


def _opens(row: tuple[Word, ...], at: int) -> bool:
    """Tell a word whose capital may only mean that something begins there."""
    return at == 0 or row[at - 1].text[-1] in "“\"‘«:—–•.!?…(-*'`[|/"


def _skip_opening(row: tuple[Word, ...], first: int, last: int, words: NameWords) -> int:
    """Step over words that only begin a sentence."""
    while first < last:
        word = row[first].text
        low = word.lower()
        rest = "".join((" " if part.spaced else "") + part.text for part in row[first:last])
        if is_listed(rest.strip(), words):
            break
        if word in _SHOUTED_TITLES:
            break
        opens = _opens(row, first)
        compound = opens and low.startswith(("co-", "ex-", "non-", "anti-", "pro-", "pre-", "re-"))
        opening = word in words.opening and first + 1 < last and row[first + 1].text == "of"
        common = low in words.common and word not in words.first | words.titles and not opening
        function = low in _FUNCTION or compound or (opens and common)
        if not function and not (word in "'s’s-–&" or not word[0].isalnum()):
            break
        first += 1
    return first


def _skip_ending(row: tuple[Word, ...], first: int, last: int, words: NameWords) -> int:
    """Step back over joints and words that are no end of a name."""
    if last - first > 2 and row[last - 1].text in words.adjectives and row[last - 2].text == "of":
        last -= 2
    office = first < last and row[first].text == "Office"
    while last - first > 1 and not office \
            and row[last - 1].text in words.titles - words.heads - {"Justice"} and (
        row[last - 2].text in words.heads | words.modifiers | words.known
        or (last - first > 2 and row[last - 3].text == "of")
    ):
        last -= 1
    while last > first and (
        (not row[last - 1].text[-1].isalnum() and row[last - 1].text[-1] != ".")
        or row[last - 1].text in ("'s", "’s", "No") or row[last - 1].text.lower() in _FUNCTION
    ):
        last -= 1
    return last


def is_generic(parts: tuple[str, ...]) -> bool:
    """Tell "Police Department", "U.S. District", which is another one in every town."""
    return len(parts) == 2 and (parts[0] in _EVERYWHERE or (
        parts[0] in ("U.S.", "US", "State", "Federal") and parts[1] in ("District", "House")))


def is_run_together(parts: tuple[str, ...]) -> bool:
    """Tell "Ana Ito Ana ItoMorning": words a page lost the space between."""
    return len(parts) > 1 and any(_LOST_SPACE.search(part) or _TWICE.search(part)
                                  for part in parts)


def lost_space_near(row: tuple[Word, ...], last: int) -> bool:
    """Tell words run together right after a name: "Ana Ito Ana Maria ItoGuards march in"."""
    return any(_LOST_SPACE.search(word.text) for word in row[last:last + _NEAR_WORDS])


def _seam(number: int, row: tuple[Word, ...], first: int, last: int, words: NameWords) -> int:
    """Find where a body or place ends and a person begins: "Health Network Ana Ito"; 0 if not."""
    for at in range(first + 1, last - 1):
        if row[at].text not in words.given or row[at].text in words.first | words.heads:
            continue
        before = _candidate(number, row, first, at, "")
        person = row[last - 1].text not in words.heads | words.facilities | words.events
        if person and (before.text in words.known | words.places or (
            len(before.parts) > 1 and before.parts[-1] in words.heads
        )):
            return at
    return 0


def _holds_title(row: tuple[Word, ...], first: int, last: int, words: NameWords) -> bool:
    """Tell "Justice Minister Ana Ito Party" style runs: a title followed by a given name."""
    return any(
        row[at].text in words.titles and row[at + 1].text in words.given
        for at in range(first, last - 1)
    )


def _around_title(
    number: int, row: tuple[Word, ...], first: int, last: int, words: NameWords
) -> list[Candidate]:
    """Cut at titles: a body or place before them, a person after them."""
    titles = [at for at in range(first, last) if _is_title(row, at, words)]
    if not titles:
        return _plain(number, row, first, last, words)
    begin, end = titles[0], titles[-1] + 1
    while begin > first and row[begin - 1].text in words.modifiers | {"of", "-"}:
        begin -= 1
    found = _plain(number, row, first, begin, words) if begin > first else []
    if end < last and row[end].text in ("of", "for", "-"):
        return found
    if end < last:
        title = " ".join(word.text for word in row[begin:end])
        found.append(_candidate(number, row, end, last, title))
    return found


def _is_title(row: tuple[Word, ...], at: int, words: NameWords) -> bool:
    """Tell a title; a printed conversation shouts it: "MR KARST: No"."""
    said = row[at].text.removesuffix(".")
    shouted = said in _SHOUTED_TITLES and at + 1 < len(row) and row[at + 1].text.isupper()
    return shouted or said in words.titles


def _plain(
    number: int, row: tuple[Word, ...], first: int, last: int, words: NameWords
) -> list[Candidate]:
    """Give one name, without the people it belongs to and without common words at its end."""
    if last - first > 1 and f"{row[first].text} {row[first + 1].text}" in words.adjectives:
        first += 2
    while first < last and (
        row[first].text in words.adjectives or row[first].text in ("-", "–", "Ex", "Former", "of")
        or (row[first].text in words.modifiers and first + 1 < last
            and row[first + 1].text in words.given)
    ):
        whole = _candidate(number, row, first, last, "")
        if is_listed(whole.text, words) or (
            last - first > 1 and row[last - 1].text in words.heads | words.events
        ):
            break
        first += 1
    if first >= last:
        return []
    whole = _candidate(number, row, first, last, "")
    common = all(
        part.lower() in words.common or part in words.adjectives or part in words.modifiers
        or part in words.heads or part in words.titles or not part[0].isalpha()
        for part in whole.parts
    )
    if common and not is_listed(whole.text, words):
        return []
    # Letters are judged later: "PDF" may be a People's Defence Force.
    listed = is_listed(whole.text, words) or (is_acronym(whole.text) and len(whole.text) > 2)
    if len(whole.parts) == 1 and whole.text in words.not_names and not listed:
        return []
    # "D-Ost." and "R-Ost.": a party and a seat.
    if len(whole.parts) > 2 and whole.parts[1] in "-–" and whole.parts[0] in ("D", "R", "I"):
        return []
    if len(whole.parts) > 1 and len(set(whole.parts)) == 1:
        return []
    if len(whole.parts) == 1 and not is_acronym(whole.text) and len(whole.text) < 2:
        return []
    return [whole]


_EVERYWHERE = frozenset((
    "Task", "Police", "Fire", "Executive", "City", "County", "School", "District",
    "Congressional", "Town", "Local",
    "Regional", "Municipal", "Circuit", "Superior", "Appeals", "Holy", "Sheriff's", "Borough",
    "Village", "Community", "Associate", "Deputy", "Assistant", "Acting", "Former",
    "Law", "Public", "Main", "Old", "Board", "Party", "Campaign", "Student",
))
_RANKS = frozenset(("Chief", "Deputy", "Vice", "Assistant", "Senior", "Acting", "Associate",
                    "Executive", "Managing", "Principal"))
_SHOUTED_TITLES = frozenset(("MR", "MRS", "MS", "DR", "SEN", "GEN", "REP", "GOV", "PRESIDENT"))
_SHOUTS = frozenset(("MUST", "WATCH", "WATCHED", "READ", "MORE", "BREAKING", "EXCLUSIVE", "VIDEO",
                     "UPDATE", "LIVE", "PHOTO", "PHOTOS", "RELATED", "ADVERTISEMENT"))
_FUNCTION = frozenset((
    "the", "a", "an", "this", "that", "these", "those", "there", "here", "he", "she", "it", "they",
    "we", "you", "his", "her", "its", "their", "our", "my", "your", "in", "on", "at", "by", "for",
    "from", "with", "without", "after", "before", "since", "until", "during", "under", "over",
    "among", "between", "against", "despite", "as", "if", "when", "while", "where", "although",
    "though", "because", "but", "and", "or", "so", "yet", "nor", "however", "what", "who", "why",
    "how", "which", "whose", "to", "of", "is", "are", "was", "were", "not", "no",
))
