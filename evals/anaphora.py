"""How often a pronoun is joined to the right name, on GUM dev.

In: the shared data folder. Out: precision of the links made, and recall over the third-person
pronouns whose gold chain holds a name. A link is right when the smallest gold mention around the
name, or one that ends with it, is of the pronoun's gold group. Relative pronouns, which GUM does
not mark, are left out. `python -m evals.anaphora FOLDER [form]` prints twenty wrong links.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.gum import GoldDocument, read_gum
from evals.readings import read_words
from evals.score import Counts, Score, precision, recall, score
from sourceline.record.entity import Mention
from sourceline.rooms.names.find import NameSettings, find_mentions

THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them",
                   "their", "theirs", "themselves", "it", "its", "itself"))
# Genres nearest to reporting; in the others people talk and nobody is named.
GENRES = ("news", "interview", "bio", "speech", "court", "voyage", "academic", "textbook",
          "essay", "letter")


@dataclass(frozen=True)
class Joined:
    """One link of one document, and whether gold agrees."""

    document: str
    mention: Mention
    name: Mention
    right: bool | None
    around: str


def measure(data: Path) -> list[Score]:
    """Score pronouns; definite phrases that mean a name are too few there for a figure."""
    pronouns = []
    for gold in documents(data):
        links = list(judge(gold, find(gold)))
        pronouns.append(_counts(gold, [one for one in links if one.mention.form == "pronoun"]))
    return [score("anaphora.gum.pronoun_precision", pronouns, precision),
            score("anaphora.gum.pronoun_recall", pronouns, recall)]


def documents(data: Path, part: str = "dev") -> Iterator[GoldDocument]:
    """Give the documents of the genres scored."""
    return (one for one in read_gum(data / "syntax" / f"gum-{part}.conllu")
            if one.genre in GENRES)


def find(gold: GoldDocument, settings: NameSettings | None = None) -> Sequence[Mention]:
    """Find the mentions of one document."""
    text, reading = read_words(gold.words)
    return find_mentions(text, reading, settings or NameSettings()).mentions


def judge(gold: GoldDocument, mentions: Sequence[Mention]) -> Iterator[Joined]:
    """Judge every pronoun and nominal by its name; None where gold marks no such mention."""
    by_id = {mention.id: mention for mention in mentions}
    for mention in mentions:
        if mention.form == "name" or mention.because is None:
            continue
        if mention.because.rule == "names.relative" or mention.same_as is None:
            continue
        name = by_id[mention.same_as or ""]
        for _ in range(6):
            name = by_id.get(name.same_as or "", name)
        groups = _groups(gold, mention)
        right = bool(groups & _named(gold, name)) if groups else None
        place = mention.cite.start
        around = gold.words[max(0, place - 260):place + 80].replace("\n", " / ")
        yield Joined(gold.name, mention, name, right, around)


def _groups(gold: GoldDocument, mention: Mention) -> set[str]:
    start, end = mention.cite.start, mention.cite.end
    return {group for a, b, group, _ in gold.mentions
            if (a, b) == (start, end) or (mention.form == "nominal" and a <= start + 4 and b == end
                                          and a >= start - 1)}


def _named(gold: GoldDocument, name: Mention) -> set[str]:
    """Give the gold groups of every place where the name stands as its own mention."""
    words = name.cite.words
    found: set[str] = set()
    at = gold.words.find(words)
    while at >= 0:
        around = [(b - a, group) for a, b, group, _ in gold.mentions
                  if a <= at and at + len(words) <= b]
        if around:
            found.add(min(around)[1])
            if at == name.cite.start:
                found |= {group for a, b, group, _ in gold.mentions
                          if b == at + len(words) and a <= at}
        at = gold.words.find(words, at + 1)
    return found


def _counts(gold: GoldDocument, links: Sequence[Joined]) -> Counts:
    made = [one for one in links if one.right is not None]
    named = {group for a, b, group, _ in gold.mentions
             if any(a <= start and end <= b and end >= b - 12 for start, end in gold.proper)}
    wanted = sum((a, b) in gold.pronouns and gold.pronouns[a, b] in THIRD and group in named
                 for a, b, group, _ in gold.mentions)
    third = sum(bool(one.right) and one.mention.cite.words.lower() in THIRD for one in made)
    right = sum(bool(one.right) for one in made)
    return Counts(right, len(made), wanted * right / third if third else wanted)


def main() -> None:
    """Print twenty wrong links with the words around them."""
    data, form = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "pronoun"
    wrong = [one for gold in documents(data) for one in judge(gold, find(gold))
             if one.right is False and one.mention.form == form]
    for one in random.Random(0).sample(wrong, min(20, len(wrong))):
        print(f"{one.document}: [{one.mention.cite.words}] -> {one.name.cite.words}\n"
              f"   …{one.around}…")


if __name__ == "__main__":
    main()
