"""The one of whom a lead speaks before it names him: "A court jailed an attaché. Ana Ito, 44, …".

In: lines with syntax and mentions. Out: `Stand`s: the noun phrase of the lead stands for the name.
News tells who it was in the sentence or two after, with the age. Joined only where the lead speaks
of one person, one new full name with an age follows, and the same befalls both: "a driver who hit
a woman was charged. Police found Ana Ito, 59, …" speaks of two.
"""

from collections.abc import Iterator, Mapping, Sequence

from sourceline.lexicon.role_nouns import fate_of
from sourceline.record.entity import Mention
from sourceline.rooms.names.lines import Line, with_mentions
from sourceline.rooms.names.persons import (
    Agreement,
    agreement_of_noun,
    agrees,
    is_plural,
    sex_of_person,
)
from sourceline.rooms.names.pronouns import Stand
from sourceline.rooms.names.trees import Tree, describes, determiner_of, phrase_start
from sourceline.rooms.names.words import NameWords

# Lines of prose that may be a lead (menus and captions stand before it), and lines after it that
# may say the name.
_LEAD_LINES = 8
_NAMED_WITHIN = 2
_DONE_TO = frozenset(("obj", "nsubj:pass"))
_OLDEST = 115


def find_leads(lines: Sequence[Line], mentions: Sequence[Mention], roots: Mapping[str, str],
               words: NameWords) -> list[Stand]:
    """Find the noun phrase of a lead that the name after it names; one or none."""
    prose = [(Tree(line), here) for line, here in with_mentions(lines, mentions)
             if not line.heading]
    for number, (tree, here) in enumerate(prose[:_LEAD_LINES]):
        spoken = list(_spoken_of(tree, here, words)) if tree.parsed else []
        if len(spoken) != 1:
            continue
        head = spoken[0]
        named = _named(prose[number + 1:number + 1 + _NAMED_WITHIN], roots)
        if named is None or not _fits(tree, head, *named, words):
            continue
        start = phrase_start(tree, head, here)
        return [Stand(start, tree.row[head].end, roots[named[1].id], "names.lead")]
    return []


def _spoken_of(tree: Tree, here: Sequence[Mention], words: NameWords) -> Iterator[int]:
    """Give the nouns of a line that speak of one person whom they do not name.

    "The first time an officer was convicted" speaks of the one of whom the line tells.
    """
    for at, word in enumerate(tree.row):
        person = agreement_of_noun(word, False, words) in ("m", "f", "h")
        inside = any(one.cite.start <= word.start < one.cite.end for one in here)
        if word.pos == "NOUN" and person and not inside and determiner_of(tree, at) in ("a", "an") \
                and not describes(tree, at) and not _the_first(tree, at):
            yield at


def _the_first(tree: Tree, at: int) -> bool:
    return any(tree.row[one].text.lower() in ("first", "latest", "last")
               for above in tree.above(at) for one in tree.children[above]
               if tree.row[one].relation == "amod")


def _fate(tree: Tree, head: int) -> str:
    """Give what the sentence itself says befalls the one that `head` stands for, "" for nothing."""
    verb = tree.head(head)
    if verb is None or tree.role(head) not in _DONE_TO:
        return ""
    return fate_of(tree.row[verb].lemma)


def _named(after: Sequence[tuple[Tree, Sequence[Mention]]], roots: Mapping[str, str]
           ) -> tuple[Tree, Mention] | None:
    """Give the only new full name with an age in the first line that has one."""
    for tree, here in after:
        aged = [one for one in here if one.kind == "person" and one.form == "name"
                and " " in one.cite.words and roots[one.id] == one.id and _aged(tree, one)]
        if aged:
            return (tree, aged[0]) if len(aged) == 1 else None
    return None


def _aged(tree: Tree, name: Mention) -> bool:
    """Tell "Ana Ito, 44," and "Ana Ito (44)", with nothing after it that says who she is."""
    row = tree.row
    at = next((place for place, word in enumerate(row) if word.start >= name.cite.end), len(row))
    if at + 2 >= len(row) or row[at].text not in (",", "("):
        return False
    age = row[at + 1].text
    more = row[at + 3].text.lower() if at + 3 < len(row) else ""
    return age.isdecimal() and 0 < int(age) <= _OLDEST and more not in ("a", "an", "the", "who")


def _fits(lead: Tree, noun: int, tree: Tree, name: Mention, words: NameWords) -> bool:
    """Tell whether the same befalls both, and sex does not forbid it."""
    sex: Agreement = sex_of_person(name.cite.words, "", words)
    said = agreement_of_noun(lead.row[noun], False, words)
    inside = [at for at, word in enumerate(tree.row)
              if name.cite.start <= word.start and word.end <= name.cite.end]
    if not inside or is_plural(lead.row[noun]) or not (agrees(said, sex) or said == sex):
        return False
    head = tree.head_of(inside[0], inside[-1] + 1)
    fate = _fate(lead, noun)
    return fate != "" and fate == _fate(tree, head)
