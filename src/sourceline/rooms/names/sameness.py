"""Which later words of an article stand for an earlier name of it.

In: the mentions of one article in order. Out: for each mention the earlier one it stands for,
with the reason. Only where exactly one candidate is left.
"""

from collections.abc import Sequence

from sourceline.record.entity import Mention
from sourceline.rooms.names.bearers import Bearers, last_name_parts
from sourceline.rooms.names.brackets import Same, find_brackets, said_same
from sourceline.rooms.names.known_as import find_also_known
from sourceline.rooms.names.words import name_words
from sourceline.text.names import fold_name, initials_fit, is_acronym

# Two letters begin too many names; a page of thousands of bodies is a list, not an article.
MIN_READ_LETTERS = 3
MAX_BODIES = 400


def find_same(text: str, mentions: Sequence[Mention]) -> list[Same]:
    """Find short forms in brackets, other names, last names after full names, read-off acronyms."""
    same = [*find_brackets(text, mentions), *find_also_known(text, mentions)]
    same = list({link.later: link for link in reversed(same)}.values())
    taken = {link.later for link in same}
    same += [link for link in _last_names(mentions) if link.later not in taken]
    taken |= {link.later for link in same}
    return same + [link for link in _read_off(mentions) if link.later not in taken]


def _read_off(mentions: Sequence[Mention]) -> list[Same]:
    """Join "NCW" to the only earlier body it can be read off: "National Council of Workers"."""
    full: dict[str, Mention] = {}
    found: list[Same] = []
    for mention in mentions:
        words = mention.cite.words
        if mention.form != "name" or mention.kind == "person":
            continue
        if not is_acronym(words):
            if words.count(" ") and len(full) < MAX_BODIES:
                full.setdefault(fold_name(words), mention)
            continue
        letters = sum(sign.isalpha() for sign in words)
        bodies = [body for name, body in full.items() if letters >= MIN_READ_LETTERS
                  and body.kind == mention.kind and initials_fit(words, name)]
        if len(bodies) == 1:
            found.append(said_same(bodies[0], mention, "names.read_off",
                               "the only earlier name of the article with these first letters"))
    return found


def _last_names(mentions: Sequence[Mention]) -> list[Same]:
    """Join "Ito", "Mrs. Ito", "Ana" and a part of several words to the only earlier full name."""
    bearers = Bearers()
    found: list[Same] = []
    for mention in mentions:
        if mention.kind != "person" or mention.form != "name":
            continue
        parts = last_name_parts(mention.cite.words)
        standing = bearers.only(parts, " " in mention.cite.words,
                                mention.cite.words in name_words().given)
        if standing is not None:
            found.append(said_same(standing.earlier, mention, standing.rule, standing.sentence))
        else:
            bearers.add(parts, mention)
    return found
