"""The noun a telling is told by: whether it takes up an event told before, or brings up another.

In: faces of one article. Out: yes or no, and `Nouns`, what an article uses its nouns for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sourceline.rooms.merge.fits import fit
from sourceline.rooms.merge.likeness import Face
from sourceline.rooms.merge.whom import special_words

# "That attack" means one told this near before it.
_POINTING_CHARS = 500
# Below this place in an article "an attack" brings up another one; above, title and first
# sentences tell one event each anew.
_LEAD_CHARS = 700
# Where an article tells of two uprisings, "the uprising" this near behind one is that one.
_NEXT_CHARS = 400
# In an article that says one noun more often, the first tellings show whether it is unclear.
_MOST_FACES = 60
# "That attack" may stand behind as many tellings of other things.
_MOST_BETWEEN = 20
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "their", "its", "our",
                       "my", "your", "whose"))
# Words that end a noun's phrase to the left.
_CLOSED = frozenset((
    "a", "an", "any", "another", "each", "every", "no", "some", "several", "many", "of", "in", "on",
    "at", "to", "for", "and", "or", "but", "by", "with", "from", "as", "is", "are", "was", "were",
    "be", "been", "being", "has", "have", "had", "not", "who", "which", "after", "before", "when",
    "while", "over", "into", "against", "about", "during"))
_DEFINITE_REACH = 5


@dataclass(frozen=True)
class Nouns:
    """How one article uses its nouns.

    `unclear` nouns name several events there; `followed` are pairs of ids of tellings by one such
    noun, the second a bare "the …" close behind the first. `points` gives for a "that attack" the
    telling it points at, the nearest before it; `since` says where each noun is first told by.
    """

    unclear: frozenset[str]
    followed: frozenset[tuple[str, str]]
    points: Mapping[str, str] = field(default_factory=dict)
    since: Mapping[str, int] = field(default_factory=dict)


def nouns_of(faces: Sequence[Face]) -> Nouns:
    """See how an article uses its nouns; faces stand in the order of the text."""
    by_noun: dict[str, list[Face]] = {}
    for face in faces:
        by_noun.setdefault(noun_of(face), []).append(face)
    unclear = frozenset(noun for noun, some in by_noun.items()
                        if _tell_several(some[:_MOST_FACES]))
    return Nouns(unclear, frozenset(pair for noun in unclear for pair in _followed(by_noun[noun])),
                 dict(_pointing(faces)),
                 {noun: some[0].telling.mention.cite.start for noun, some in by_noun.items()})


def _pointing(faces: Sequence[Face]) -> Iterator[tuple[str, str]]:
    """Pair "that attack" with the nearest telling before it that may be what it points at."""
    for at, later in enumerate(faces):
        mention = later.telling.mention
        if _word_before(later) not in ("that", "this") or _is_verb(later):
            continue
        for one in reversed(faces[max(0, at - _MOST_BETWEEN):at]):
            earlier = one.telling.mention
            near = 0 < mention.cite.start - earlier.cite.end <= _POINTING_CHARS
            if near and fit(one.telling, later.telling) and earlier.sentence != mention.sentence:
                yield mention.id, earlier.id
                break


def _tell_several(faces: Sequence[Face]) -> bool:
    marked = [face for face in faces if face.marks]
    dated = [face for face in faces if face.telling.when is not None]
    return any(not one.marks & other.marks for at, one in enumerate(marked)
               for other in marked[at + 1:]) or any(
        not fit(one.telling, other.telling) for at, one in enumerate(dated)
        for other in dated[at + 1:])


def _followed(faces: Sequence[Face]) -> Iterator[tuple[str, str]]:
    """Pair a bare "the uprising" with the one uprising told of close before it."""
    for at, later in enumerate(faces):
        mention = later.telling.mention
        if later.telling.when is not None or later.marks or not _is_bare_the(later):
            continue
        near = [one for one in faces[max(0, at - 2):at]
                if mention.cite.start - one.telling.mention.cite.start <= _NEXT_CHARS]
        if len(near) == 1:
            yield near[0].telling.mention.id, mention.id


def _is_bare_the(face: Face) -> bool:
    return _word_before(face) in ("the", "this", "that")


def noun_of(face: Face) -> str:
    """Give the last word of a trigger."""
    return face.telling.mention.cite.words.lower().rsplit(" ", 1)[-1]


def is_many(face: Face) -> bool:
    """Tell "the attacks" from "the attack": a plural noun means several, left open.

    A protest is told in the plural as a rule, and so is what befalls several people at once.
    """
    noun = noun_of(face)
    if not noun.endswith("s") or noun.endswith(("ss", "sis")) or _is_verb(face):
        return False
    return face.telling.kind != "PROTEST" and not special_words(face) and not face.marks


def _is_verb(face: Face) -> bool:
    """Tell "he attacks", "Ramo, 75, dies" from "the attacks" by the word before."""
    mention = face.telling.mention
    before = mention.sentence.words[:mention.cite.start - mention.sentence.start].split()[-1:]
    if not before:
        return False
    return before[0].lower() in ("he", "she", "it", "who", "that", "which") or \
        before[0].endswith((",", "”", '"')) or (before[0][:1].isupper() and len(before[0]) > 3)


def refers_back(one: Face, other: Face) -> bool:
    """Tell "the plot" after "a plot": the same noun, the later with the, that or this."""
    if noun_of(one) != noun_of(other) or (one.marks and other.marks
                                          and not one.marks & other.marks):
        return False
    word = _word_before(later_of(one, other))
    apart = abs(one.telling.mention.cite.start - other.telling.mention.cite.start)
    return word == "the" or (word in ("that", "this") and apart <= _POINTING_CHARS)


def brings_up(one: Face, other: Face) -> bool:
    """Tell "an attack" far down an article: it brings up another one."""
    later = later_of(one, other)
    return later.telling.mention.cite.start > _LEAD_CHARS and \
        _word_before(later) in ("a", "an", "another", "any", "every", "each", "no")


def later_of(one: Face, other: Face) -> Face:
    """Give the telling further down the article."""
    return max((one, other), key=lambda face: face.telling.mention.cite.start)


def _word_before(face: Face) -> str:
    mention = face.telling.mention
    before = mention.sentence.words[:mention.cite.start - mention.sentence.start].split()[-1:]
    return before[0].lower() if before else ""


def is_definite(sentence: str, start: int) -> bool:
    """Tell "the deadly attack" and "Ramo's arrest" from "an attack" and "protests".

    >>> is_definite("They mourned the victims of the deadly attack.", 39)
    True
    >>> is_definite("There were protests and an attack.", 27)
    False
    """
    for word in reversed(sentence[:start].split()[-_DEFINITE_REACH:]):
        low = word.lower().strip("“\"‘'([")
        if low in _DEFINITE or low.endswith(("’s", "'s", "s’", "s'")):
            return True
        if low in _CLOSED or not word[-1].isalnum():
            return False
    return False
