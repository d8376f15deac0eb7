"""Noun phrases that the words beside them name: "a former official named Ana Ito".

In: lines with syntax and the mentions of one article. Out: the mentions with such phrases among
them, each standing for its name: "a man identified as Ana Ito", "a group called Orla Front",
"Ana Ito, a diplomat from Velm". So a deed done by "a former official" is Ana Ito's.
"""

from collections.abc import Sequence, Set

from sourceline.record.article import Text
from sourceline.record.base import make_id
from sourceline.record.cite import Because, cite
from sourceline.record.entity import Mention
from sourceline.rooms.names.lines import Line, Word, with_mentions
from sourceline.rooms.names.persons import agreement_of_noun, is_plural
from sourceline.rooms.names.trees import Tree
from sourceline.rooms.names.words import NameWords

VERSION = "1"
_NAMED = (("named",), ("called",), ("identified", "as"), ("identified", "only", "as"),
          ("known", "as"), ("known", "only", "as"), ("named", "as"), ("by", "the", "name", "of"),
          ("who", "was", "identified", "as"), ("who", "goes", "by"), ("calling", "itself"),
          ("calling", "himself"), ("calling", "herself"), ("better", "known", "as"),
          ("also", "known", "as"))
_BEFORE = frozenset(("det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "obl:npmod"))
_SKIPPED = frozenset(("the", "“", "\"", "‘", "'", "``"))
_MAX_PHRASE_WORDS = 8
_WHY = {"names.introduced": "the words after it give its name",
        "names.beside": "stands beside the name and says who it is"}


def add_introduced(text: Text, lines: Sequence[Line], mentions: list[Mention], words: NameWords
                   ) -> list[Mention]:
    """Add noun phrases that a name right after or before them names; needs the reader's syntax."""
    taken = {place for one in mentions for place in range(one.cite.start, one.cite.end)}
    found: list[Mention] = []
    for line, here in with_mentions(lines, mentions):
        tree = Tree(line)
        for mention in here:
            named = mention.form == "name" and mention.kind in ("person", "organization")
            if line.heading or not tree.parsed or not named:
                continue
            for noun, rule in _nouns(tree, mention, words):
                one = _introduced(text, tree, noun, mention, rule)
                if taken.isdisjoint(range(one.cite.start, one.cite.end)):
                    found.append(one)
                    taken.update(range(one.cite.start, one.cite.end))
    return sorted([*mentions, *found], key=lambda mention: mention.cite.start)


def _nouns(tree: Tree, mention: Mention, words: NameWords) -> list[tuple[int, str]]:
    """Give the nouns that a name names, with the rule."""
    row = tree.row
    inside = [place for place, word in enumerate(row)
              if mention.cite.start <= word.start and word.end <= mention.cite.end]
    if not inside:
        return []
    found: list[tuple[int, str]] = []
    before = _before_naming(row, inside[0])
    if before is not None and _fits(row[before], mention, words):
        found.append((before, "names.introduced"))
    head = tree.head_of(inside[0], inside[-1] + 1)
    beside = [one for one in tree.children[head] if row[one].relation == "appos"]
    above = tree.head(head)
    if above is not None and row[head].relation == "appos":
        beside.append(above)
    persons = words.persons if mention.kind == "person" else frozenset[str]()
    found += [(one, "names.beside") for one in beside[:1] if _definite(tree, one)
              and row[one].lemma.lower() in persons and _fits(row[one], mention, words)]
    return found


def _before_naming(row: Sequence[Word], first: int) -> int | None:
    """Give the word before "named", "identified as" and the like; None without such words."""
    last = first
    while last > 0 and row[last - 1].text in _SKIPPED:
        last -= 1
    said = [word.text.lower() for word in row[max(0, last - 4):last]]
    longest = max((len(naming) for naming in _NAMED if tuple(said[-len(naming):]) == naming),
                  default=0)
    at = last - longest - 1
    return at if longest and at >= 0 else None


def _definite(tree: Tree, noun: int) -> bool:
    """Tell "the diplomat", "a diplomat", "Velm's envoy" from a bare noun that may be a slip."""
    return tree.child(noun, "det", "nmod:poss") is not None


def _fits(word: Word, mention: Mention, words: NameWords) -> bool:
    """Tell a noun for one person before a person, for one body before a body."""
    if word.pos != "NOUN" or is_plural(word):
        return False
    allowed: Set[str] = {"m", "f", "h"} if mention.kind == "person" else {"g"}
    return agreement_of_noun(word, False, words) in allowed


def _introduced(text: Text, tree: Tree, noun: int, name: Mention, rule: str) -> Mention:
    """Make the mention: the noun with what stands before it, without its article."""
    row = tree.row
    first = noun
    while first > max(0, noun - _MAX_PHRASE_WORDS) and _belongs(tree, first - 1, noun):
        first -= 1
    while first < noun and row[first].relation in ("det", "punct"):
        first += 1
    place = cite(text.article, text.words, row[first].start, row[noun].end)
    return Mention(
        id=make_id("m", text.article, place.start, place.end), cite=place, form="nominal",
        kind=name.kind, same_as=name.id,
        because=Because(rule=rule, version=VERSION, sentence=_WHY[rule],
                        cites=(place, name.cite)))


def _belongs(tree: Tree, at: int, noun: int) -> bool:
    """Tell a word of the phrase that the noun heads, before it."""
    for _ in range(_MAX_PHRASE_WORDS):
        head = tree.head(at)
        if head == noun:
            return tree.row[at].relation in _BEFORE
        if head is None or head < at:
            return False
        at = head
    return False
