"""Which later words of an article stand for an earlier name of it.

In: the mentions of one article in order. Out: for each mention the earlier one it stands for,
with the reason. Only where exactly one candidate is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sourceline.record.cite import Because, Cite
from sourceline.record.entity import Mention
from sourceline.text.names import fold_name, initials_of, is_acronym, stands_for

VERSION = "1"
# "(XYZ)" stands right after the name: nothing but a space, a bracket and a quotation mark between.
MAX_BRACKET_GAP_CHARS = 4
MAX_BRACKET_CHARS = 40
# Two letters begin too many names; a page of thousands of bodies is a list, not an article.
MIN_READ_LETTERS = 3
MAX_BODIES = 400


@dataclass(frozen=True)
class Same:
    """A mention stands for an earlier one, because."""

    later: str
    earlier: str
    because: Because


def find_same(text: str, mentions: Sequence[Mention]) -> list[Same]:
    """Find short forms in brackets, and last names after full names."""
    same = _brackets(text, mentions)
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
                  and body.kind == mention.kind and initials_of(name) == fold_name(words)]
        if len(bodies) == 1:
            found.append(_same(bodies[0], mention, "names.read_off",
                               "the only earlier name of the article with these first letters"))
    return found


def _brackets(text: str, mentions: Sequence[Mention]) -> list[Same]:
    """Join "(XYZ)", "(XYZ/ABC)", "(XYZ or ABC)" to the name right before the bracket."""
    found: list[Same] = []
    for at, full in enumerate(mentions):
        inside = _in_bracket(text, full, mentions[at + 1:at + 5])
        if inside and _may_shorten(full, inside):
            found += [_same(full, short, "names.bracket",
                            "the bracket after the name gives its short form")
                      for short in inside]
    return found


def _in_bracket(text: str, full: Mention, after: Sequence[Mention]) -> list[Mention]:
    """Collect the acronyms in the bracket right after a name; [] when it holds anything else."""
    opening = text.find("(", full.cite.end, full.cite.end + MAX_BRACKET_GAP_CHARS)
    closing = text.find(")", opening, opening + MAX_BRACKET_CHARS) if opening >= 0 else -1
    if closing < 0 or text[full.cite.end:opening].strip(" ”\"’'"):
        return []
    inside = [short for short in after if opening < short.cite.start < closing]
    rest = text[opening + 1:closing]
    for short in inside:
        rest = rest.replace(short.cite.words, " ", 1)
    plain = [word for word in rest.replace("/", " ").replace("-", " ").split()
             if word.strip("“”\"',‘’;")]
    if any(word.strip(",") not in ("or", "and", "also", "the") for word in plain):
        return []
    return inside if all(is_acronym(short.cite.words) for short in inside) else []


def _may_shorten(full: Mention, shorts: Sequence[Mention]) -> bool:
    """Tell whether at least one of the short forms can be read off the name."""
    if len(full.cite.words.split()) < 2 or full.kind == "person":
        return False
    return any(stands_for(short.cite.words, full.cite.words) for short in shorts)


def _last_names(mentions: Sequence[Mention]) -> list[Same]:
    """Join "Ito" and "Mrs. Ito", then "Ana", to the only earlier "Ana Ito"."""
    full: dict[str, dict[str, Mention]] = {}
    first: dict[str, dict[str, Mention]] = {}
    found: list[Same] = []
    for mention in mentions:
        if mention.kind != "person" or mention.form != "name":
            continue
        parts = last_name_parts(mention.cite.words)
        # "Omar bin Said": the last part is his father's name, not his.
        if len(parts) > 1 and {"bin", "ibn", "bint"} & set(parts):
            continue
        if len(parts) > 1:
            full.setdefault(parts[-1], {}).setdefault(" ".join(parts), mention)
            first.setdefault(parts[0], {}).setdefault(" ".join(parts), mention)
            continue
        candidates = full.get(parts[0], {}) if parts else {}
        others = first.get(parts[0], {}) if parts else {}
        if len(candidates) == 1:
            found.append(_same(next(iter(candidates.values())), mention, "names.last_name",
                               "the only earlier full name with this last name"))
        elif len(others) == 1 and not candidates and " " not in mention.cite.words:
            # A given name, or a family name that stands first ("Ito Ana").
            found.append(_same(next(iter(others.values())), mention, "names.first_name",
                               "the only earlier full name that begins with it"))
    return found


def last_name_parts(name: str) -> list[str]:
    """Cut a person's name so that its last part is the last name, "al-Ostri" being one."""
    tight = name.replace("-", "").replace("‐", "").replace("‑", "")
    parts = fold_name(tight).split()
    while len(parts) > 1 and parts[-1] in ("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"):
        parts.pop()
    return parts


def _same(earlier: Mention, later: Mention, rule: str, sentence: str) -> Same:
    cites: tuple[Cite, ...] = (earlier.cite, later.cite)
    return Same(later.id, earlier.id,
                Because(rule=rule, version=VERSION, sentence=sentence, cites=cites))
