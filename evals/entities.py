"""How safely mentions are joined over a collection, on the dev topics of ECB+.

In: the shared data folder. Out: precision, recall and F1 of pairs. Only names that both the room
and the gold chains mark (their places overlap) are scored, so the figures speak of the links and
not of finding names. ECB+ marks participants and places sparsely; topics are the documents.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from evals.readings import read_once
from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.record.article import Text
from sourceline.record.entity import Description, Mention
from sourceline.rooms.entities.link import LinkSettings, link_entities
from sourceline.rooms.names.find import NameSettings, find_mentions

DEV_TOPICS = ("2", "5", "12", "18", "21", "23", "34", "35")
Chains = dict[tuple[int, int], str]


def measure(data: Path) -> list[Score]:
    """Score pairs of names per topic."""
    folder = data / "events" / "ecbplus"
    rows = [_score_topic(folder / topic) for topic in DEV_TOPICS if (folder / topic).is_dir()]
    return [
        score("entities.ecbplus.pair_precision", rows, precision),
        score("entities.ecbplus.pair_recall", rows, recall),
        score("entities.ecbplus.pair_f1", rows, f1),
    ]


def read_topic(folder: Path) -> Iterator[tuple[str, str, Chains]]:
    """Read name, text and gold chains of each document; places count code points."""
    for path in sorted(folder.glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        words = ""
        sentence = "0"
        places: dict[str, tuple[int, int]] = {}
        for token in root.iter("token"):
            glue = " " if token.get("sentence") == sentence else "\n\n"
            sentence = token.get("sentence") or sentence
            words += (glue if words else "") + (token.text or "")
            places[token.get("t_id") or ""] = (len(words) - len(token.text or ""), len(words))
        yield path.stem, words, _chains(root, places)


def _chains(root: ElementTree.Element, places: dict[str, tuple[int, int]]) -> Chains:
    spans: dict[str, tuple[int, int]] = {}
    for mark in root.iterfind("Markables/*"):
        anchors = [places[one.get("t_id") or ""] for one in mark.iter("token_anchor")]
        if anchors and mark.tag.startswith(("HUMAN", "LOC")):
            spans[mark.get("m_id") or ""] = (anchors[0][0], anchors[-1][1])
    chains: Chains = {}
    for relation in root.iterfind("Relations/CROSS_DOC_COREF"):
        for source in relation.iter("source"):
            span = spans.get(source.get("m_id") or "")
            if span is not None:
                chains[span] = relation.get("note") or ""
    return chains


def _score_topic(folder: Path) -> Counts:
    mentions: list[Mention] = []
    descriptions: list[Description] = []
    gold_of: dict[str, str] = {}
    for name, words, chains in read_topic(folder):
        text = Text(article=name, captured="", edits=(), words=words, parts=())
        naming = find_mentions(text, read_once(text), NameSettings())
        found = [one for one in naming.mentions if one.form == "name"]
        mentions += naming.mentions
        descriptions += naming.descriptions
        for one in found:
            over = [chain for (start, end), chain in chains.items()
                    if start < one.cite.end and one.cite.start < end]
            if len(set(over)) == 1:
                gold_of[one.id] = over[0]
    linking = link_entities(mentions, descriptions, LinkSettings())
    entity_of = {one.mention: one.entity for one in linking.links if one.mention in gold_of}
    found_pairs, gold_pairs = _pairs(entity_of), _pairs(gold_of)
    return Counts(len(found_pairs & gold_pairs), len(found_pairs), len(gold_pairs))


def _pairs(group_of: dict[str, str]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for mention, group in sorted(group_of.items()):
        members[group].append(mention)
    return {pair for group in members.values() for pair in combinations(group, 2)}
