"""Draw entities for a hand check: the record of random real articles, one mention sentence each.

In: the shared data folder, a seed, how many, and how many articles (300). Out: lines to judge by
the rules in docs/rooms/entities.md. It judges nothing.
`python -m evals.sample_entities FOLDER SEED [COUNT] [ARTICLES]`; with "links" as last word it
draws pronouns and nominals with their names instead.
"""

import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.readings import read_once
from sourceline.record.article import Capture, Text
from sourceline.record.entity import Description, Entity, Link, Mention
from sourceline.rooms.clean.settings import CleanSettings
from sourceline.rooms.clean.text import clean_capture
from sourceline.rooms.entities.link import LinkSettings, link_entities
from sourceline.rooms.names.find import NameSettings, find_mentions

ARTICLES = 300
_SET = "articles/allsides-dev-3000.jsonl.gz"


@dataclass(frozen=True)
class Drawn:
    """The entities of some articles, their links and mentions, and the articles' words."""

    entities: Sequence[Entity]
    links: Sequence[Link]
    mentions: dict[str, Mention]
    words: dict[str, str]


def draw(data: Path, seed: int, articles: int = ARTICLES) -> Drawn:
    """Read random articles and link what they name."""
    mentions: list[Mention] = []
    descriptions: list[Description] = []
    words: dict[str, str] = {}
    for text in texts(data, seed, articles):
        naming = find_mentions(text, read_once(text), NameSettings())
        mentions += naming.mentions
        descriptions += naming.descriptions
        words[text.article] = text.words
    linking = link_entities(mentions, descriptions, LinkSettings())
    return Drawn(linking.entities, linking.links, {one.id: one for one in mentions}, words)


def texts(data: Path, seed: int, articles: int) -> Iterator[Text]:
    """Clean random articles as they were scraped."""
    with gzip.open(data / _SET, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    for number in sorted(random.Random(seed).sample(range(len(lines)), articles)):
        row = json.loads(lines[number])
        content = f"{row['title']}\n\n{row['content_original']}".encode()
        digest = hashlib.sha256(content).hexdigest()
        text = clean_capture(Capture(
            id=f"a{digest[:16]}", path=f"{number}.txt", sha256=digest, media="text/plain",
            encoding="utf-8", content=content, declared_title=row["title"]), CleanSettings())
        if isinstance(text, Text):
            yield text


def show_entities(drawn: Drawn, seed: int, count: int) -> Iterator[str]:
    """Write entities for judging: name, kind, aliases, and one mention in its words."""
    members: dict[str, list[Mention]] = {}
    for link in drawn.links:
        members.setdefault(link.entity, []).append(drawn.mentions[link.mention])
    for number, entity in enumerate(random.Random(seed).sample(list(drawn.entities), count), 1):
        names = [one for one in members[entity.id] if one.form == "name"]
        mention = random.Random(seed + number).choice(names)
        forms = Counter(one.form for one in members[entity.id])
        aliases = ", ".join(alias.words for alias in entity.aliases)
        yield (f"{number}. {entity.name} = {entity.kind} {dict(forms)}"
               f" {mention.because.rule if mention.because else ''}"
               f"{' | ' + aliases if aliases else ''}\n   {around(drawn, mention)}")


def show_links(drawn: Drawn, seed: int, count: int) -> Iterator[str]:
    """Write pronouns and nominals for judging: the name they were joined to and their words."""
    every = [one for one in drawn.mentions.values() if one.form != "name" and one.same_as]
    for number, one in enumerate(random.Random(seed).sample(every, min(count, len(every))), 1):
        name = drawn.mentions[one.same_as or ""]
        yield f"{number}. {one.cite.words} -> {name.cite.words}\n   {around(drawn, one, 300)}"


def around(drawn: Drawn, mention: Mention, before: int = 110) -> str:
    """Give the words around a mention, the mention in brackets."""
    words, start, end = drawn.words[mention.cite.article], mention.cite.start, mention.cite.end
    said = f"{words[max(0, start - before):start]}[[{words[start:end]}]]{words[end:end + 90]}"
    return " ".join(said.split())


def main() -> None:
    """Print the sample."""
    folder, seed, *rest = sys.argv[1:]
    numbers = [int(one) for one in rest if one.isdigit()]
    count, articles = [*numbers, 100, ARTICLES][:2] if len(numbers) != 1 else [numbers[0], ARTICLES]
    drawn = draw(Path(folder), int(seed), articles)
    print(len(drawn.entities), "entities", Counter(one.kind for one in drawn.entities))
    show = show_links if rest and rest[-1] == "links" else show_entities
    for line in show(drawn, int(seed), count):
        print(line)


if __name__ == "__main__":
    main()
