"""Runs of capitalised words that may be names, and what joins their parts.

In: one `Line`. Out: half-open ranges of its words. A run is a candidate, nothing more: titles,
common words and peoples are taken off by `parts`.
"""

from sourceline.rooms.names.lines import Line, Word
from sourceline.rooms.names.words import NameWords

Range = tuple[int, int]

MAX_WORDS = 14
_LINKS = frozenset(("of", "for", "on", "against", "to", "in"))
# Days, months and the like: they never stand in a name by themselves.
NOT_IN_NAMES = frozenset((
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "June", "July", "August", "September", "October", "November",
    "December", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Sep.", "Oct.", "Nov.", "Dec.",
    "Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thurs.", "Fri.", "Sat.", "Sun.", "I", "I.", "A.M.",
    "P.M.", "Christmas", "Easter", "Thanksgiving", "Ramadan", "God",
))
# Buildings that are named after "of"; "Orla Park of the Council" is a person of a body.
_OF_FACILITIES = frozenset((
    "Embassy", "Consulate", "Palace", "Cathedral", "Basilica", "Mosque", "Monastery", "Tower",
    "Port", "Temple", "Abbey", "Shrine",
))
# Small words that a heading or an outcry writes with a capital; names are cut there.
_SMALL = frozenset((
    "The", "An", "In", "On", "Of", "To", "How", "Since", "And", "For", "With", "From", "By", "But",
    "Is", "Are", "Was", "Were", "It", "He", "She", "They", "We", "You", "What", "When", "Where",
    "Why", "Who", "That", "This", "These", "If", "As", "Or", "Not", "Their", "His", "Her", "Its",
    "No", "No.", "Nos.",
))
_NUMBERED = frozenset(("Channel", "Flight", "Route", "Highway", "Interstate", "Apollo", "Camp"))
_ARTICLES_OF_NAMES = frozenset((
    "al", "el", "ad", "as", "an", "ash", "ar", "at", "az", "ul", "ud", "od", "ol", "Al", "El",
))
# "Committee to Protect Writers", "Network against Hunger".
_DOING = frozenset(("Committee", "Campaign", "Coalition", "Mission", "Front", "Network", "Alliance",
                    "Fund", "Project", "Center", "Centre", "Commission", "Association", "Movement",
                    "Office", "Program", "Programme"))
LAWS = frozenset(("Act", "Bill", "Law", "Amendment", "Code"))
OF_CHURCHES = frozenset(("Church", "Chapel", "Synagogue", "Mosque", "Cathedral"))
_EXPERTS = frozenset(("Commission", "Panel", "Group", "Committee", "Conference", "Mission"))
_MAX_LAW_WORDS = 6
# Chambers of a parliament: "House of Representatives".
_HOUSED = frozenset(("Representatives", "Commons", "Lords", "Delegates", "Councillors", "Elders",
                     "Assembly", "Nationalities", "Peoples"))
TAILS = frozenset((
    "era", "led", "run", "made", "born", "like", "wide", "based", "style", "held", "bound", "area",
    "type", "size", "only", "free", "owned", "elect", "paid", "day", "year", "aged", "old", "rich",
))


def find_runs(line: Line, words: NameWords) -> list[Range]:
    """Find the capitalised runs of a line, longest first reading from the left."""
    row = line.words
    runs: list[Range] = []
    at = 0
    while at < len(row):
        if not begins_name(row, at):
            at += 1
            continue
        end = at + 1
        if _is_article(row, at):
            end = at + 3
        while end - at < MAX_WORDS and (step := _extends(row, at, end, words)):
            end += step
        runs.append((at, end))
        at = end
    return runs


def begins_name(row: tuple[Word, ...], at: int) -> bool:
    """Tell whether a word may be the first of a name."""
    leads = row[at].text == "The" and at + 1 < len(row) and row[at + 1].capital
    return leads or _is_part(row[at]) or _is_article(row, at)


def _is_part(word: Word) -> bool:
    """Tell a word that may be part of a name: a capital, and no day, month or clitic."""
    return word.capital and word.text not in NOT_IN_NAMES and word.text not in _SMALL


def _is_article(row: tuple[Word, ...], at: int) -> bool:
    """Tell "al-" before a name."""
    return (
        row[at].text in _ARTICLES_OF_NAMES and at + 2 < len(row) and row[at + 1].text in "-‐‑"
        and not row[at + 1].spaced and not row[at + 2].spaced and row[at + 2].capital
    )


def _extends(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Say how many words go on with the run `row[first:end]`."""
    if end >= len(row):
        return 0
    word = row[end]
    if word.text in "-‐‑–" and not word.spaced:
        return _after_hyphen(row, first, end, words)
    if _is_article(row, end):
        return 3
    if _is_part(word):
        return 1
    after = row[end + 1] if end + 1 < len(row) else None
    if after is None:
        return 0
    if word.text in ("'s", "’s", "'", "’"):
        return _after_possessor(row, end, words)
    if word.text == "&" and _is_part(after):
        return 2
    if word.text == ",":
        suffix = after.text in words.suffixes | words.name_suffixes | {"D.C."}
        return 2 if suffix else _listed_fields(row, first, end, words)
    if word.text in words.particles:
        return _after_particle(row, first, end, words)
    if word.text in _LINKS:
        return _after_link(row, first, end, words)
    if word.text == "and":
        return _after_and(row, first, end, words)
    return int(word.text.isdigit() and len(word.text) < 4 and row[end - 1].text in _NUMBERED)


def _listed_fields(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Join "Ministry of Labour, Family and Youth" from its comma; 0 where no list of fields is."""
    if not any(row[at].text in words.opening and row[at + 1].text in ("of", "for", "on")
               for at in range(first, end - 1)):
        return 0
    barred = words.places | words.known | words.given | words.titles | words.heads \
        | words.adjectives | words.opening
    at = end
    while at + 1 < len(row) and row[at].text == ",":
        field = at + 1 + (row[at + 1].text == "and")
        last = field
        while last < len(row) and last < field + 3 and _is_part(row[last]) \
                and row[last].text not in barred - words.first:
            last += 1
        if last == field:
            return 0
        if field > at + 1:
            return last - end
        at = last
        if at + 1 < len(row) and row[at].text in ("and", "&"):
            ends = _is_part(row[at + 1]) and row[at + 1].text not in barred - words.first
            return at + 2 - end if ends else 0
    return 0


def _after_hyphen(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Join "Al-Ostri", "Min-ah"; leave "Ostmark-backed" and "XYZ-ABC" apart."""
    if end + 1 >= len(row) or row[end + 1].spaced:
        return 0
    before, after = row[end - 1].text, row[end + 1]
    if after.text in ("i", "e", "ul", "al", "el") and end + 2 < len(row):
        # "Jaish-e-Kest" and "Naqsh-e Kest".
        glued = row[end + 2].text in "-‐‑" and end + 3 < len(row) and row[end + 3].capital
        if glued or row[end + 2].capital:
            return 4 if glued else 3
    known = words.places | words.adjectives | words.known
    if after.capital:
        apart = before in known or (before.isupper() and len(before) > 1)
        whole = f"{before}-{after.text}"
        if whole in known:
            return 2
        other = after.text in known | words.titles or after.text.isupper()
        return 0 if apart and other else 2
    short = after.text.isalpha() and len(after.text) <= 5 and after.text not in TAILS
    plain = after.text not in words.common and before not in known
    return 2 if short and plain and end - first >= 2 and not before.isupper() else 0


def _after_possessor(row: tuple[Word, ...], end: int, words: NameWords) -> int:
    """Join "People's Party", not "Ostmark's Ministry"; the owner must be of a known kind."""
    before, after = row[end - 1].text, row[end + 1]
    saint = end > 1 and row[end - 2].text in ("St.", "Saint", "St")
    owner = before.removesuffix("s") if row[end].text in ("'", "’") else before
    if not _is_part(after) or not (saint or {before, owner} & words.possessors):
        return 0
    return 2


def _after_particle(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Join "Ana de Souza", "Omar bin Said", "Lena van der Meer"."""
    if any(word.text in words.heads for word in row[first:end]) and row[end].text not in (
        "de", "del", "du", "des", "la", "do", "da",
    ):
        return 0
    for far in (1, 2):
        if end + far < len(row) and (_is_part(row[end + far]) or _is_article(row, end + far)):
            return far + 1 if _is_part(row[end + far]) else far + 3
        if end + far < len(row) and row[end + far].text not in words.particles:
            return 0
    return 0


def _after_link(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Join "Ministry of Justice", "Council for the Deaf", where a head word asks for it."""
    link, before, after = row[end].text, row[end - 1].text, row[end + 1].text
    if link == "of" and before == "House" and after in _HOUSED:
        return 2
    if _is_law(row, first, end, words):
        return 2
    places = {"Republic", "Gulf", "Strait", "Isle"}
    asks = words.opening | (words.facilities & _OF_FACILITIES) | words.events | places
    if link == "to" or link == "against":
        asks = words.opening & _DOING
    linked = any(word.text in ("of", "for", "on") for word in row[first:end])
    second = link == "of" and linked and (
        after in words.places or after in words.heads or after == "the"
    )
    # "Organisation for Trade in Europe", but "Ministry of Trade in Varna" is two names.
    second = second or (link == "in" and linked and after in ("Europe", "Africa", "Asia"))
    # "Ministry of Defence and Support for Armed Forces" goes on; a place or person does not.
    opening = row[first + (row[first].text == "The")].text in words.opening
    office = row[first + (row[first].text == "The")].text == "Office"
    second = second or (link == "for" and linked and opening
                        and (office or after not in words.places))
    second = second or (link == "of" and office and before in words.titles)
    # "Alliance in Support of Miners", "Commission of Experts on Velm".
    causes = ("Support", "Defence", "Defense", "Solidarity", "Aid")
    second = second or (link == "in" and before in words.opening and after in causes) \
        or (link == "of" and before in causes and row[end - 2].text == "in") \
        or (link == "on" and linked and any(word.text in _EXPERTS for word in row[first:end]))
    # "Foundation for the Defence of Ports", "Convention on the Rights of Children".
    second = second or (link == "of" and after not in words.given and any(
        word.text in ("for", "on") for word in row[first:end]))
    if (before not in asks or link == "in") and not second:
        return 0
    if link == "on" and before in words.facilities:
        return 0
    if before in ("House", "Workers", "Service") and link != "of":
        return 0
    far = end + 1
    while far < len(row) and far < end + 3 and row[far].text in ("the", "a", "an"):
        far += 1
    if far >= len(row) or not _is_part(row[far]):
        return 0
    # "the Embassy of Ostmark", but "Committee on Monday", "Party for Ana Ito".
    if link != "of" and row[far].text in words.given | words.known | words.titles - words.first:
        return 0
    return far + 1 - end


def _opens_body(row: tuple[Word, ...], at: int, words: NameWords) -> bool:
    """Tell "Muslim Council of Velm" right after an "and": another body begins."""
    while at + 1 < len(row) and _is_part(row[at]):
        if row[at].text in words.opening and row[at + 1].text in ("of", "for", "on"):
            return True
        at += 1
    return False


def _is_law(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> bool:
    """Tell "Freedom of Information Act": capitals up to a law's word, right after the link."""
    if end - first > 3 or not _is_part(row[end + 1]):
        return False
    if {row[end - 1].text, row[first].text} & words.listed_words:
        return False
    last = end + 1
    while last + 1 < len(row) and last < end + _MAX_LAW_WORDS and _is_part(row[last + 1]):
        last += 1
    # "Tree of Life Church", but "Ana Ito of Orla Church" is a person.
    church = end - first == 1 + (row[first].text == "The") and row[last].text in OF_CHURCHES
    return (row[last].text in LAWS or church) and last > end


def _after_and(row: tuple[Word, ...], first: int, end: int, words: NameWords) -> int:
    """Join "Ministry of Trade and Industry", "Food and Drug Agency"."""
    after = row[end + 1]
    if _is_law(row, first, end, words):
        return 2
    if not _is_part(after) or after.text in words.listed_words or after.text.isupper():
        return 0
    linked = any(word.text in ("of", "for", "on") for word in row[first:end])
    if linked:
        other = after.text in words.opening - words.first or _opens_body(row, end + 1, words)
        return 0 if other else 2
    # "U.S. Fish and Wildlife Service": whose it is counts for nothing here.
    first += end - first > 1 and row[first].text in words.places
    before = {word.text for word in row[first:end]}
    if before & words.listed_words or end - first > 2 or any(map(str.isupper, before)):
        return 0
    last = end + 2
    while last < len(row) and last < end + 5 and _is_part(row[last]):
        last += 1
    heads = words.heads | words.suffixes
    whole = row[last - 1].text in heads and last - end > 2
    return 2 if whole and row[end - 1].text not in heads else 0
