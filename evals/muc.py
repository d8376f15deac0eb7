"""How well the parties of attacks are found: MUC-4 dev, role fillers by CEAF-REE.

In: the shared data folder. Out: `events.muc4.ceaf_ree_f1` and its precision and recall: per
document and role (PerpInd, PerpOrg, Target, Victim, Weapon), role-filler entities aligned one to
one; a predicted entity fits a gold one when all its strings are among the gold strings (Du et al.
2021, GRIT and GTT). The text comes in lower case only: words that news never writes small are
given a capital before reading.
`python -m evals.muc FOLDER` prints twenty random documents' wrong and missed fillers.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from evals.readings import read_words
from evals.score import Counts, Score, f1, precision, recall, score
from sourceline.lexicon.events import load_events
from sourceline.record.entity import Mention
from sourceline.record.event import EventMention, RoleMention
from sourceline.rooms.events.find import EventSettings, find_event_mentions
from sourceline.rooms.names.find import NameSettings, find_mentions
from sourceline.rooms.times.expressions import TimeSettings, find_times

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
Fillers = dict[str, list[frozenset[str]]]
_WORD = re.compile(r"[a-z][a-z'.-]*[a-z]|[a-z]")
_ARTICLES = re.compile(r"^(?:(?:dozens|hundreds|group|number) of|six|seven|eight|nine|ten|"
                       r"about|approximately|nearly|over|other|another|more|various|many|the|a|an|"
                       r"some|several|his|her|their|its|two|three|four|five|this|"
                       r"that|these|those|unidentified|alleged|\d+)\s+")
_BODIES = ("army", "forces", "police", "government", "cartel", "force", "military", "party",
           "front", "movement", "group", "organization", "guard")
# Words no list knows with these endings are common nouns and verbs, not names.
_SUFFIXES = ("ing", "ed", "ly", "tion", "tions", "ness", "ment", "ments", "ers", "ists", "able",
             "ized", "izing")
# MUC-4 counts attempts and threats as incidents, and what one side denies.
_DONE = ("happened", "alleged", "thwarted", "threatened", "denied")
# Kinds that MUC-4 calls incidents, by kind and sub-kind.
_INCIDENTS = ("ASSAULT", "PLOT.bombing", "PLOT.assassination", "DEATH")
_NOT_INCIDENTS = ("ASSAULT.clash", "ASSAULT.cyber", "ASSAULT.rape", "ASSAULT.invasion")
_NO_WEAPON = ("fire", "shots", "shot", "gunfire", "gunshots", "bullet", "bullets", "gas")
_NO_TARGET = ("outskirts", "capital", "position", "positions", "area", "areas", "town", "towns",
              "attack", "camp", "department", "departments", "zone", "country", "mafias", "city",
              "street", "road", "avenue", "neighborhood", "region", "village")
# Bodies that fight a state; guerrillas without a name belong to the only one a text names.
_INSURGENT = re.compile(r"\b(?:front|cartel|movement|liberation|revolutionary|brigades?)\b")
_NAMELESS = re.compile(r"\b(?:guerrillas?|rebels?|terrorists?|commandos?|subversives?)\b")
_NAMED_BODY = re.compile(r"((?:[A-Za-z-]+ ){2,7})\(([A-Z-]{2,8})\)")
_SAYS_WHO = ("STATEMENT.claim", "ACCUSE.allegation")


def measure(data: Path) -> list[Score]:
    """Score the role fillers of the 200 dev documents."""
    rows = [count(gold, found) for _, gold, found in documents(data)]
    scores = [score(f"events.muc4.ceaf_ree_{name}", [_sum(row.values()) for row in rows], measured)
              for name, measured in (("f1", f1), ("precision", precision), ("recall", recall))]
    return scores + [score(f"events.muc4.{role.lower()}_f1", [row[role] for row in rows], f1)
                     for role in ROLES]


def _sum(several: Iterable[Counts]) -> Counts:
    parts = list(several)
    return Counts(*(sum(getattr(one, name) for one in parts)
                    for name in ("right", "found", "wanted")))


def documents(data: Path) -> Iterator[tuple[str, Fillers, Fillers]]:
    """Give each document's text with gold and found fillers."""
    small = _small_words(data)
    for line in (data / "events" / "muc4" / "dev.json").read_text().splitlines():
        document = json.loads(line)
        words = true_case(document["doctext"], small)
        yield words, _gold(document["templates"]), fillers(words)


def _gold(templates: list[dict[str, list[list[list[object]]]]]) -> Fillers:
    """Merge the templates of a document: an entity named in two of them is one."""
    gold: Fillers = {role: [] for role in ROLES}
    for template in templates:
        for role in ROLES:
            for entity in template[role]:
                strings = frozenset(_plain(str(mention[0])) for mention in entity)
                if strings not in gold[role]:
                    gold[role].append(strings)
    return gold


@cache
def _small_words(data: Path) -> Mapping[str, bool]:
    """Tell which words news writes small more often than not, inside sentences."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    with gzip.open(data / "articles" / "allsides-dev-3000.jsonl.gz", "rt") as file:
        for line in file:
            for word in re.findall(r"(?<=[a-z,] )[A-Za-z][a-z'-]*", json.loads(line)["content"]):
                (small if word[0].islower() else large)[word.lower()] += 1
    return {word: small[word] >= large[word] for word in (*small, *large)}


def true_case(words: str, small: Mapping[str, bool]) -> str:
    """Give a text in lower case its capitals back, as far as the words tell.

    >>> true_case("the mayor of lorn resigned. he left.", {"the": True, "mayor": True, "of": True,
    ...                                                    "resigned": True, "he": True})
    'The mayor of Lorn resigned. He Left.'
    """
    short = set(re.findall(r"\(([a-z-]{2,8})\)", words))

    def cased(match: re.Match[str]) -> str:
        word, before = match.group(), words[max(0, match.start() - 3):match.start()].rstrip(" \n\"")
        starts = not before or before[-1] in ".?!:"
        if word in short:
            return word.upper()
        known = small.get(word, small.get(word.removesuffix("s"), word.endswith(_SUFFIXES)))
        return word[0].upper() + word[1:] if starts or not known else word
    return _WORD.sub(cased, words)


def fillers(words: str) -> Fillers:
    """Read the parties of all incidents of a text."""
    text, reading = read_words(words)
    mentions = find_mentions(text, reading, NameSettings()).mentions
    times = find_times(text, reading, TimeSettings())
    events = find_event_mentions(text, reading, mentions, times, EventSettings())
    kinds = {mention.id: mention for mention in mentions}
    people = [_plain(one.cite.words) for one in mentions
              if one.kind == "person" and one.form == "name"]
    strings: dict[str, list[str]] = {role: [] for role in ROLES}
    incident = any(_is_incident(event) for event in events)
    for event in events if incident else ():
        for role in event.roles:
            part = _part(event, role, kinds)
            if part:
                strings[part].append(_fullest(_plain(role.cite.words), people, part))
            if part in ("PerpInd", "PerpOrg"):
                strings["PerpOrg"] += _bodies_of(words, role, mentions)
    nameless = any(_NAMELESS.search(one) for one in strings["PerpInd"])
    if not strings["PerpOrg"] and nameless:
        bodies = [_plain(one.cite.words) for one in mentions if one.form == "name"
                  and one.kind == "organization" and _INSURGENT.search(one.cite.words.lower())]
        bodies += [match.group(2).lower() for match in _NAMED_BODY.finditer(words)
                   if _INSURGENT.search(match.group(1).lower())]
        strings["PerpOrg"] += [Counter(bodies).most_common(1)[0][0]] if bodies else []
    return {role: _entities(strings[role], role) for role in ROLES}


def _is_incident(event: EventMention) -> bool:
    return event.status in _DONE and event.kind.startswith(_INCIDENTS) \
        and not event.kind.startswith(_NOT_INCIDENTS)


def _part(event: EventMention, role: RoleMention, mentions: Mapping[str, Mention]) -> str:
    """Say which of the five roles a part takes, "" for none."""
    mention = mentions.get(role.mention or "")
    named = mention is not None and mention.form == "name"
    kind = mention.kind if mention is not None else ""
    if event.kind.startswith(_SAYS_WHO):
        accused = role.role == ("actor" if event.kind.startswith("STATEMENT") else "target")
        return "PerpOrg" if accused and named and kind == "organization" else ""
    if not _is_incident(event) or _is_pronoun(role.cite.words):
        return ""
    if role.role == "actor":
        body = role.cite.words.lower().rsplit(" ", 1)[-1] in _BODIES
        return "PerpOrg" if body or (named and kind in ("organization", "government")) \
            else "PerpInd"
    last = role.cite.words.lower().rsplit(" ", 1)[-1]
    if role.role == "instrument":
        return "" if last in _NO_WEAPON else "Weapon"
    if role.role == "place" and event.kind.endswith(("bombing", "arson", "destruction")):
        return "" if mention is not None or last in _NO_TARGET else "Target"
    if role.role in ("target", "victim"):
        if named and kind == "person":
            return "Victim"
        thing = role.role == "target" and not _is_people(role.cite.words)
        return "Target" if thing and last not in _NO_TARGET else ""
    return ""


def _fullest(words: str, people: list[str], part: str) -> str:
    """Give the longest name of a person that holds these words: "Delgado" is "Hector Delgado"."""
    if part not in ("Victim", "PerpInd"):
        return words
    whole = [one for one in people if f" {words} " in f" {one} "]
    return max(whole, key=lambda one: (len(one), one), default=words)


def _bodies_of(words: str, role: RoleMention, mentions: tuple[Mention, ...]) -> list[str]:
    """Give the bodies named in an actor phrase or right behind it: "guerrillas of the ELN"."""
    start, end = role.cite.start, role.cite.end
    behind = re.match(r" (?:of|from|belonging to) (?:the )?", words[end:end + 24])
    reach = end + len(behind.group()) + 1 if behind else end
    return [_plain(one.cite.words) for one in mentions
            if one.kind == "organization" and one.form == "name"
            and start <= one.cite.start < reach]


def _is_pronoun(words: str) -> bool:
    return words.lower() in ("he", "she", "they", "it", "him", "her", "them", "his", "their", "i",
                             "we", "us", "who", "which", "others", "its", "you", "one")


def _is_people(words: str) -> bool:
    last = words.lower().rsplit(" ", 1)[-1]
    return last in load_events().words.humans or last.endswith(("men", "ers", "ors", "ists"))


def _plain(words: str) -> str:
    said = " ".join(words.lower().replace('"', " ").split()).strip(" .,'")
    for _ in range(3):
        said = _ARTICLES.sub("", said)
    return said


def _entities(strings: list[str], role: str) -> list[frozenset[str]]:
    """Take strings that end alike for one entity, and give each entity its shortest string.

    A plural is the same people or thing, but "bomb" and "bombs" are two weapons.
    """
    plural = "" if role == "Weapon" else "s"
    found: list[str] = []
    for words in sorted(set(strings) - {""}, key=lambda one: (len(one), one)):
        ends = f" {words}".rstrip(plural)
        if not any(ends.endswith(f" {other}".rstrip(plural)) for other in found):
            found.append(words)
    return [frozenset([words]) for words in found]


def count(gold: Fillers, found: Fillers) -> dict[str, Counts]:
    """Align found with gold entities per role; single strings fit at most one gold entity."""
    rows: dict[str, Counts] = {}
    for role in ROLES:
        free = list(gold[role])
        right = 0
        for entity in found[role]:
            fit = next((one for one in free if entity <= one), None)
            if fit is not None:
                free.remove(fit)
                right += 1
        rows[role] = Counts(right, len(found[role]), len(gold[role]))
    return rows


if __name__ == "__main__":
    told = list(documents(Path(sys.argv[1])))
    draw = random.Random(int((sys.argv[2:] or ["0"])[0]))
    for number in sorted(draw.sample(range(len(told)), 20)):
        words, gold, found = told[number]
        print(f"--- {words[:1500]}")
        for role in ROLES:
            if gold[role] or found[role]:
                print(f"   {role}: gold {[sorted(one) for one in gold[role]]}"
                      f" found {[sorted(one) for one in found[role]]}")
