"""What an article says the named things are: offices, affiliations with their hedges.

In: lines and mentions. Out: `Description`s that cite the describing words only. It follows the
words right beside a name; what is said of it elsewhere is left open.
"""

from collections.abc import Sequence

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Description, Mention
from sourceline.rooms.names.lines import Line, Word, with_mentions
from sourceline.rooms.names.words import NameWords

VERSION = "2"
# A description is a phrase, not a paragraph.
MAX_WORDS = 26
MAX_WORDS_BEFORE = 8
OLDEST_YEARS = 115
_ENDS = frozenset((
    ",", ";", ":", "—", "–", "--", ".", "!", "?", ")", "”", "\"", "''", "(", "and who",
))
_SAYS = frozenset((
    "said", "says", "told", "added", "announced", "reported", "reports", "wrote", "tweeted",
    "claimed", "warned",
))
_OFFICES = frozenset((
    "is", "was", "as", "heads", "headed", "leads", "led", "serves", "served", "became", "chairs",
    "chaired", "runs", "ran", "represents", "represented", "commands", "commanded", "founded",
    "styles", "styled",
))
_HEADS_BESIDE = frozenset((
    "head", "member", "chief", "wing", "arm", "branch", "subsidiary", "offshoot", "successor",
    "part", "outfit", "outlet", "figure", "number", "fellow", "counsellor", "ally", "aide",
))
_WHY = {
    "names.apposition": "an apposition after the name",
    "names.who_clause": "a clause after the name that says what it is or was",
    "names.tie": "words of a tie after the name, with their hedge",
    "names.copula": "the sentence says what it is or was",
    "names.age": "an age after the name",
    "names.before": "stands right before the name",
    "names.named": "says what it is and then its name",
}
Found = tuple[int, int, str]


def find_descriptions(
    text: Text, lines: Sequence[Line], mentions: Sequence[Mention], words: NameWords
) -> list[Description]:
    """Find what stands beside each name and says what it is."""
    found: list[Description] = []
    for line, here in with_mentions(lines, mentions):
        first = line.words[0].start
        for mention in here:
            if mention.cite.start < first or mention.kind in ("place", "work") or line.heading:
                continue
            for start, end, rule in _of_mention(line.words, mention, words):
                found.append(_description(text, mention, start, end, rule))
    return found


def _description(text: Text, mention: Mention, start: int, end: int, rule: str) -> Description:
    place = cite(text.article, text.words, start, end)
    because = Because(rule=rule, version=VERSION, sentence=_WHY[rule], cites=(mention.cite, place))
    return Description(
        id=make_id("d", text.article, mention.id, start, end), mention=mention.id, cite=place,
        because=because,
    )


def _of_mention(row: tuple[Word, ...], mention: Mention, words: NameWords) -> list[Found]:
    first = next((at for at, word in enumerate(row) if word.start >= mention.cite.start), None)
    if first is None:
        return []
    last = first
    while last < len(row) and row[last].end <= mention.cite.end:
        last += 1
    age = _age(row, last) if mention.kind == "person" else None
    found = [_before(row, first, words), age, _after(row, last + 2 if age else last, words)]
    return [description for description in found if description is not None]


def _age(row: tuple[Word, ...], last: int) -> Found | None:
    """Take "42" of "Ana Ito, 42, a teacher" and of "Ana Ito (42)"."""
    if last + 2 >= len(row) or row[last].text not in (",", "("):
        return None
    age, after = row[last + 1], row[last + 2]
    stated = age.text.isdecimal() and len(age.text) <= 3 and 0 < int(age.text) <= OLDEST_YEARS
    closed = after.text in (",", ".", ")", ";") or after.text == "and"
    return (age.start, age.end, "names.age") if stated and closed else None


def _after(row: tuple[Word, ...], last: int, words: NameWords) -> Found | None:
    """Look right after the name, over a bracket with its short form."""
    if last + 2 < len(row) and row[last].text == "(":
        close = next((at for at in range(last, min(len(row), last + 8)) if row[at].text == ")"), 0)
        last = close + 1 if close else last
    if last + 1 >= len(row):
        return None
    comma = row[last].text in (",", "—", "–", "--", "(")
    begin = last + 1 if comma else last
    word = row[begin].text
    if word in ("is", "was", "are", "were"):
        tie = _tie(row, begin + 1, words)
        if tie is not None:
            return tie
    if comma and word in ("who", "which"):
        return _clause(row, begin, words)
    tie = _tie(row, begin, words)
    if tie is not None:
        return tie
    if comma:
        return _apposition(row, begin, words)
    if word in ("is", "was") and begin + 2 < len(row) and row[begin + 1].text in _ARTICLES:
        return _noun_phrase(row, begin + 1, words, "names.copula")
    return None


_ARTICLES = frozenset(("the", "a", "an", "one", "another"))


def _apposition(row: tuple[Word, ...], begin: int, words: NameWords) -> Found | None:
    """Take ", the third counsellor at the embassy," and ", president of the council,"."""
    word = row[begin].text
    bare = word in words.persons | words.qualifiers or word.removesuffix(".") in words.titles
    if word in _ARTICLES or bare or word in ("his", "her", "their", "its"):
        return _noun_phrase(row, begin, words, "names.apposition")
    return None


def _noun_phrase(row: tuple[Word, ...], begin: int, words: NameWords, rule: str) -> Found | None:
    """Take a phrase up to the next mark if an early word of it says what a person or body is."""
    end = _phrase_end(row, begin)
    heads = words.persons | words.bodies | _HEADS_BESIDE
    head = None
    for at in range(begin, min(end, begin + 10)):
        if row[at].text.lower() in heads or row[at].text in words.titles:
            head = at
        if row[at].text in ("of", "at", "in", "for", "who", "that", "which", "with", "to", "by"):
            break
    if head is None or (end < len(row) and row[end].text in _SAYS):
        return None
    if any(word.text in _SAYS for word in row[head + 1:head + 3]):
        return None
    while end - 1 > head and not row[end - 1].text[0].isalnum():
        end -= 1
    return (row[begin].start, row[end - 1].end, rule)


def _phrase_end(row: tuple[Word, ...], begin: int) -> int:
    end = begin
    while end < min(len(row), begin + MAX_WORDS) and row[end].text not in _ENDS:
        if row[end].text in ("who", "which") and end > begin:
            break
        end += 1
    return max(end, begin + 1)


def _clause(row: tuple[Word, ...], begin: int, words: NameWords) -> Found | None:
    """Take "who as commander of the guard" and "which is close to the ministry"."""
    if begin + 2 >= len(row):
        return None
    follows = row[begin + 1].text
    end = _phrase_end(row, begin + 1)
    if _tie(row, begin + 2, words) is not None and follows in ("is", "was", "are"):
        return (row[begin].start, row[end - 1].end, "names.tie")
    office = follows in _OFFICES and any(
        word.text.lower() in words.persons | words.bodies | _HEADS_BESIDE
        or word.text in words.heads | words.titles for word in row[begin + 2:end]
    )
    return (row[begin].start, row[end - 1].end, "names.who_clause") if office else None


def _tie(row: tuple[Word, ...], begin: int, words: NameWords) -> Found | None:
    """Take "reportedly close to the guard", "run by the ministry"."""
    at = begin
    while at < min(len(row), begin + 4) and row[at].text in words.hedges | {"to", "be", "as"}:
        at += 1
    if at + 2 >= len(row) or row[at].text not in words.ties:
        return None
    if row[at + 1].text not in ("to", "by", "with"):
        return None
    end = _phrase_end(row, at + 2)
    return (row[begin].start, row[end - 1].end, "names.tie")


def _before(row: tuple[Word, ...], first: int, words: NameWords) -> Found | None:
    """Take "the diplomat", "former prison official", "Foreign Minister" before a name."""
    last = first
    rule = "names.before"
    if last > 1 and row[last - 1].text in ("named", "called") and row[last - 2].text != ",":
        last -= 1
        rule = "names.named"
    if last == 0 or not _is_office(row[last - 1], words):
        return None
    begin = last - 1
    while begin > 0 and last - begin < MAX_WORDS_BEFORE and _qualifies(row, begin - 1, words):
        begin -= 1
    if begin > 0 and row[begin - 1].text.lower() in ("the", "a", "an"):
        begin -= 1
    while begin < last and not row[begin].text[0].isalpha():
        begin += 1
    return (row[begin].start, row[last - 1].end, rule) if begin < last else None


def _is_office(word: Word, words: NameWords) -> bool:
    plain = word.text.removesuffix(".")
    return word.text in words.persons or (
        plain in words.titles and plain not in ("Mr", "Mrs", "Ms", "Miss", "Mx", "Mme", "Dr")
    ) or word.text == "elect"


def _qualifies(row: tuple[Word, ...], at: int, words: NameWords) -> bool:
    """Tell a word that may stand inside such a phrase."""
    word = row[at].text
    if word in "-‐‑" and not row[at].spaced:
        return True
    if word == "of" and at and row[at - 1].text in ("Secretary", "Minister", "Chief"):
        return True
    listed = words.qualifiers | words.persons
    rank = word.removesuffix(".")  # "Lt. Gen.", "Brig. Gen."
    return word.lower() in listed or rank in words.modifiers | words.titles \
        or word in words.adjectives | words.titles | words.modifiers
