"""Names as characters: one spelling for many, initials, and acronyms.

In: strings. Out: plain strings and truth values. It knows no list of names.
"""

import re
import unicodedata
from functools import lru_cache

_SMALL = frozenset((
    "of", "for", "and", "the", "on", "in", "to", "de", "du", "des", "la", "le", "a", "an", "&",
))
# What joins the parts of a name in other languages.
_JOINTS = frozenset(("e", "i", "o", "y", "al", "el", "ul", "ud", "und", "et", "del", "der", "von"))
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b\.?")
_NOT_WORDS = re.compile(r"[\W_]+")
# Letters that carry no accent that could be taken off.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss",
                        "ð": "d", "þ": "th", "ħ": "h"})


# A name is folded again with each of its mentions; over a collection that is most of the work.
@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """Give one spelling for names that differ only in case, accents, marks, or a leading "the".

    >>> fold_name("The People’s Front"), fold_name("Saïd al-Ostrí")
    ('peoples front', 'said al ostri')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = plain.translate(_PLAIN)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    folded = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", _join_initials(bare))).strip()
    return folded.removeprefix("the ")


def _join_initials(name: str) -> str:
    """Turn "u.n." and "u.n" into "un" and leave "j. smith" alone."""
    return _INITIALS.sub(lambda match: match.group().replace(".", ""), name)


@lru_cache(maxsize=1 << 16)
def is_acronym(word: str) -> bool:
    """Tell a short form in capitals: "XYZ", "U.N.", "G20", "PoJ" is none.

    >>> [is_acronym(word) for word in ("XYZ", "U.N.", "Xyz", "X")]
    [True, True, False, False]
    """
    letters = [sign for sign in word if sign.isalpha()]
    return (
        2 <= len(letters) <= 8 and len(word) <= 16 and word[0].isupper() and " " not in word
        and sum(sign.isupper() for sign in letters) == len(letters)
    )


def initials_of(folded: str) -> str:
    """Give the first letters of the main words of a folded name.

    >>> initials_of("national council of workers")
    'ncw'
    """
    return "".join(word[0] for word in folded.split() if word not in _SMALL)


@lru_cache(maxsize=1 << 14)
def all_initials(folded: str) -> frozenset[str]:
    """Give the short forms that the first letters of a folded name can make.

    >>> sorted(all_initials("jamaat e velm organization of oste"))
    ['jevoo', 'jevooo', 'jvoo', 'jvooo']

    Small words ("of", the "e" of "Jamaat-e-Velm") are counted or skipped, as the writer likes.
    """
    words = folded.split()
    return frozenset("".join(word[0] for word in words if word not in left_out)
                     for left_out in (frozenset(), _SMALL, _JOINTS, _SMALL | _JOINTS))


def initials_fit(acronym: str, name: str) -> bool:
    """Tell whether an acronym is made of the first letters of a name, one for each main word.

    >>> initials_fit("JVO", "Jamaat-e-Velm Organization"), initials_fit("PFV", "Front of Velm")
    (True, False)
    """
    return fold_name(acronym).replace(" ", "") in all_initials(fold_name(name))


def stands_for(acronym: str, name: str) -> bool:
    """Tell whether an acronym can be read off the first letters of a name.

    >>> stands_for("NCW", "National Council of Workers"), stands_for("ABC", "Board of Trade")
    (True, False)

    Small words may be skipped or counted; letters inside a word may be used after its first.
    """
    letters = fold_name(acronym).replace(" ", "")
    words = fold_name(name).split()
    full = [word[0] for word in words]
    main = [word[0] for word in words if word not in _SMALL]
    if letters in ("".join(full), "".join(main)):
        return True
    return len(main) > 1 and letters[:1] == main[0] and _reads(letters, words)


def _reads(letters: str, words: list[str]) -> bool:
    """Tell whether the letters stand in order in the words, most of them at a beginning."""
    at = 0
    begins = 0
    for number, word in enumerate(words[:12]):
        following = [other[0] for other in words[number + 1:]]
        if at < len(letters) and word[0] == letters[at]:
            begins += 1
            at += 1
            for sign in word[1:40]:
                if at < len(letters) and sign == letters[at] and letters[at] not in following:
                    at += 1
    main = sum(word not in _SMALL for word in words)
    enough = begins >= main or begins * 3 >= len(letters) * 2
    return at == len(letters) and begins >= min(2, main) and enough


def tail_of(short: str, full: str) -> bool:
    """Tell a folded name of two words or more that a longer one ends with, or begins with and goes
    on by "of": "reform league" in "ostmark reform league", "reform league of ostmark".

    >>> tail_of("reform league", "ostmark reform league"), tail_of("league", "reform league")
    (True, False)
    >>> tail_of("port workers", "council of port workers")
    False
    """
    if short.count(" ") < 1 or len(full) <= len(short):
        return False
    if full.startswith(f"{short} of "):
        return True
    before = full.removesuffix(f" {short}")
    return before != full and before.split()[-1] not in ("of", "for", "on", "the", "and")


def same_body(name: str, other: str) -> bool:
    """Tell "reform league of ostmark" and "ostmarkian reform league": one body of one country.

    >>> same_body("reform league of ostmark", "ostmarkian reform league")
    True
    """
    for first, second in ((name, other), (other, name)):
        body, link, place = first.rpartition(" of ")
        adjective, _, rest = second.partition(" ")
        place = place.removeprefix("the ")
        # Two letters may change before the ending: "Norway", "Norwegian".
        stem = max(4, min(len(place), len(adjective)) - 2)
        if link and rest == body and " " in body and place[:stem] == adjective[:stem] \
                and len(place) >= stem:
            return True
    return False


_SOUNDS = ((re.compile(r"kh(?=[a-z])"), "h"), (re.compile(r"\bgh"), "g"),
           (re.compile(r"ph"), "f"), (re.compile(r"tch|tsch"), "ch"), (re.compile(r"dj|dzh"), "j"),
           (re.compile(r"ou|oo"), "u"), (re.compile(r"ee"), "i"), (re.compile(r"q|ck"), "k"),
           (re.compile(r"y"), "i"), (re.compile(r"w"), "v"), (re.compile(r"([a-z])\1"), r"\1"))


def sound_of(folded: str) -> str:
    """Give one spelling for a folded name that two alphabets write in two ways.

    >>> sound_of("khadroun besq") == sound_of("hadrun besk")
    True
    """
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded
