"""Which mention a speaker's words are: the one whose head is the head of the words.

In: mentions near a report, its tree where the reader gave one. Out: the id of one mention, or None
where the words name no one, several, or only a part ("an aide to Ann Li" is not Ann Li).
"""

from bisect import bisect_left
from collections.abc import Sequence

from sourceline.record.entity import Mention
from sourceline.text.attribution import Attribution
from sourceline.text.lines import Line
from sourceline.text.trees import Tree

_RELATIVE = frozenset(("who", "which", "that", "whom"))


def speaker_mention(tree: Tree | None, line: Line, before: Sequence[Line],
                    mentions: Sequence[Mention], said: Attribution) -> str | None:
    """Give the mention that speaks.

    Takes: the sentence and the few before it, with the mentions that stand in them, in order.
    """
    if said.source is None:
        return None
    if tree is not None:
        return _by_tree(tree, mentions, said.source, said.cue)
    return _by_order(line, before, mentions, said)


def _by_tree(tree: Tree, mentions: Sequence[Mention], source: tuple[int, int],
             cue: tuple[int, int] | None) -> str | None:
    starts = [start for start, _ in tree.spans]
    words = range(bisect_left(starts, source[0]), bisect_left(starts, source[1]))
    heads = [word for word in words if tree.heads[word] not in words
             and tree.tags[word] not in ("PUNCT", "ADP")]
    if not heads:
        return None
    head = heads[0]
    if tree.low[head] in _RELATIVE and cue is not None:
        found = _antecedent(tree, head)
        return None if found is None else _named(tree, mentions, found)
    joined = [word for word in tree.under(head, "conj") if word in words]
    if joined and tree.tags[head] in ("PROPN", "NOUN", "PRON"):
        return None  # two speakers: neither alone
    return _named(tree, mentions, head)


def _antecedent(tree: Tree, relative: int) -> int | None:
    """Give the noun a relative clause hangs on."""
    for word in (relative, *tree.above(relative)):
        if tree.relations[word] == "acl:relcl":
            return tree.heads[word]
    return None


def _named(tree: Tree, mentions: Sequence[Mention], head: int) -> str | None:
    """Give the mention of a head word; a name beside it ("the minister, Ann Li") comes first."""
    beside = [word for word in tree.under(head, "appos", "flat", "nmod:desc")
              if tree.tags[word] == "PROPN"]
    for names in (True, False):
        for word in (head, *beside):
            found = _over(tree, mentions, word, names)
            if found is not None:
                return found
    return None


def _over(tree: Tree, mentions: Sequence[Mention], word: int, names: bool) -> str | None:
    """Give the longest mention that has the word as its own head."""
    start, end = tree.spans[word]
    over = [one for one in mentions if one.cite.start <= start and end <= one.cite.end
            and (one.form == "name") == names and _is_head(tree, one, word)]
    longest = max(over, key=lambda one: (one.cite.end - one.cite.start, one.id), default=None)
    return None if longest is None else longest.id


def _is_head(tree: Tree, mention: Mention, word: int) -> bool:
    """Tell the name from a part: in "the Ost ministry" the word "ministry" heads no "Ost"."""
    head = tree.heads[word]
    inside = head >= 0 and mention.cite.start <= tree.spans[head][0] < mention.cite.end
    return not inside or tree.relations[word] in ("flat", "compound", "appos", "nmod:desc")


def _by_order(line: Line, before: Sequence[Line], mentions: Sequence[Mention],
              said: Attribution) -> str | None:
    """Without a tree: the name at the front; for "he" or "she" the one person named just before."""
    assert said.source is not None
    start, end = said.source
    inside = [one for one in mentions if start <= one.cite.start and one.cite.end <= end]
    first = min(inside, key=lambda one: (one.form == "pronoun", _rank(one, start), one.cite.start),
                default=None)
    if first is not None and first.form != "pronoun":
        return first.id if _heads(line, said.source, first) else None
    at = line.word_at(start)
    if at == len(line.spans) or line.clause.low[at] not in ("he", "she"):
        return None
    reach = before[0].start if before else line.start
    people = [one for one in mentions if one.kind == "person" and one.form == "name"
              and reach <= one.cite.start < start]
    distinct = {one.same_as or one.id for one in people}
    return people[-1].id if len(distinct) == 1 else None


def _rank(mention: Mention, start: int) -> int:
    """Prefer people named at the front: "Ann Li, a judge in Ost"."""
    return 0 if mention.form == "name" and mention.kind == "person" else \
        1 if mention.cite.start == start else 2


def _heads(line: Line, source: tuple[int, int], mention: Mention) -> bool:
    """Tell whether the mention is the speaker and not a part ("officials in Ost")."""
    if mention.kind == "person" or mention.form == "nominal":
        return True
    first, last = line.word_at(source[0]), line.word_at(mention.cite.start)
    tags = line.clause.tags[first:last]
    after = line.word_at(mention.cite.end)
    follows = line.clause.tags[after] if after < len(line.clause.tags) else "stop"
    inside = after < len(line.spans) and line.spans[after][0] < source[1]
    return "prep" not in tags and not (inside and follows in ("noun", "gen", "adj"))
