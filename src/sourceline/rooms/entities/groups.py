"""The groups behind the entities: which mentions share a key, and why.

In: named mentions sorted by article and place. Out: `Groups`. Four steps, each safe by itself:
chains inside an article, one folded name, explained acronyms, near spellings of long names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sourceline.lexicon.given_names import given_names
from sourceline.record.cite import Because
from sourceline.record.entity import Description, Mention
from sourceline.rooms.entities.acronyms import (
    expand,
    expand_word,
    explained_acronyms,
    follow,
    join_wordings,
    plain_key,
)
from sourceline.rooms.entities.evidence import articles_told, head_nouns, names_beside
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.rooms.entities.namesakes import part_namesakes
from sourceline.rooms.entities.near import near_names
from sourceline.rooms.entities.variants import Bearer, find_variants
from sourceline.text.names import fold_name, is_acronym

VERSION = "2"
# An office must be one in this many of those said of a name.
_OFFICE_SHARE = 5
_RUN_ON_WORDS = 3
_SLASH = re.compile("[-/]")
# Rules that rest on capitals or on the reader alone.
_WEAK = frozenset(("names.reader", "names.capitals"))


def group_mentions(mentions: Sequence[Mention], descriptions: Sequence[Description],
                   min_chars: int, min_ratio: float) -> Groups:
    """Give each mention its key: first the heads of chains, then what stands for them."""
    groups = Groups()
    by_id = {mention.id: mention for mention in mentions}
    explained = explained_acronyms(mentions, by_id)
    heads = [mention for mention in mentions
             if mention.form == "name" and follow(mention, by_id) is mention]
    join_wordings(explained, heads, groups)
    for head in heads:
        key = groups.key_of.get(head.id) or plain_key(head)
        if is_acronym(head.cite.words) and key.name == fold_name(head.cite.words):
            key = expand(head, key, explained, groups)
        sides = [expand_word(side, explained) for side in _SLASH.split(head.cite.words)]
        if len(sides) > 1 and sides[0] is not None and len(set(sides)) == 1:
            key = sides[0]  # "NCW/OWU", "NCW-OWU": two short forms of one body
        if key.name:
            groups.key_of[head.id] = key
    _join_last_names(heads, groups)
    _part_namesakes(mentions, descriptions, by_id, groups)
    _join_near(heads, groups, min_chars, min_ratio)
    _join_variants(heads, descriptions, groups)
    _leave_open(heads, groups)
    for mention in mentions:
        head_key = groups.key_of.get(follow(mention, by_id).id)
        if mention.id not in groups.key_of and head_key is not None and mention.because is not None:
            groups.key_of[mention.id] = head_key
            groups.because[mention.id] = mention.because
    return groups


def _leave_open(heads: Sequence[Mention], groups: Groups) -> None:
    """Take away the key of names that nothing but a capital supports, once in the collection.

    A single word that one reader took for a name at one place ("Ironclad rules", "Aides said") is
    no entity; of 100 such, drawn from real articles, hardly half were names at all.
    """
    times = Counter(groups.key_of[head.id] for head in heads if head.id in groups.key_of)
    for head in heads:
        key = groups.key_of.get(head.id)
        if key is None or times[key] > 1:
            continue
        weak = head.because is not None and head.because.rule in _WEAK and (
            " " not in head.cite.words or head.kind in ("other", "work"))
        if weak or _runs_on(head, key, times):
            del groups.key_of[head.id]


def _runs_on(head: Mention, key: Key, times: Counter[Key]) -> bool:
    """Tell a name that runs on into the next words of a page: "Ana Ito Maria", seen once."""
    parts = key.name.split()
    return head.kind == "person" and len(parts) == _RUN_ON_WORDS \
        and times.get(Key(" ".join(parts[:2])), 0) > 1


def _join_last_names(mentions: Sequence[Mention], groups: Groups) -> None:
    """Join a lone last name to the only full name in its article; else keep it to its article.

    A name that nobody of the collection bears as a last name ("Suro") means one person in all.
    """
    full: dict[tuple[str, str], dict[Key, Mention]] = defaultdict(dict)
    for mention in mentions:
        key = groups.key_of.get(mention.id)
        son_of = key is not None and {"bin", "ibn", "bint"} & set(key.name.split())
        if mention.kind == "person" and key is not None and " " in key.name and not son_of:
            full[mention.cite.article, key.name.split()[-1]].setdefault(key, mention)
    borne = {last for _, last in full}
    given = given_names()
    for mention in mentions:
        key = groups.key_of.get(mention.id)
        lone = mention.kind in ("person", "other") and mention.form == "name"
        if key is None or not lone or " " in key.name or is_acronym(mention.cite.words):
            continue
        candidates = full.get((mention.cite.article, key.name), {})
        if len(candidates) == 1:
            only, bearer = next(iter(candidates.items()))
            groups.key_of[mention.id] = only
            groups.because[mention.id] = Because(
                rule="entities.last_name", version=VERSION, cites=(bearer.cite, mention.cite),
                sentence="the only full name of this article with this last name",
            )
        elif len(candidates) > 1 or _is_mere_given_name(mention):
            del groups.key_of[mention.id]
        elif mention.kind == "person" and (key.name in borne or mention.cite.words in given):
            # Others of the collection bear it: which of them is meant is open here.
            groups.key_of[mention.id] = Key(key.name, key.family, mention.cite.article)


def _part_namesakes(mentions: Sequence[Mention], descriptions: Sequence[Description],
                    by_id: Mapping[str, Mention], groups: Groups) -> None:
    """Tell two people of one full name apart where the articles contradict one another."""
    head_of = {mention.id: follow(mention, by_id).id for mention in mentions}
    moved: dict[tuple[Key, str], Key] = {}
    for key, told in articles_told(mentions, descriptions, head_of, groups).items():
        for articles in part_namesakes(told)[1:]:
            apart = Key(key.name, key.family, articles[0])
            moved |= {(key, article): apart for article in articles}
    for mention in mentions if moved else ():
        key_now = groups.key_of.get(mention.id)
        if key_now is not None:
            groups.key_of[mention.id] = moved.get((key_now, mention.cite.article), key_now)


def _join_variants(heads: Sequence[Mention], descriptions: Sequence[Description],
                   groups: Groups) -> None:
    """Join the other forms of one name over the collection, each by its own reason."""
    members: dict[Key, list[Mention]] = defaultdict(list)
    for head in heads:
        if head.id in groups.key_of:
            members[groups.key_of[head.id]].append(head)
    described: dict[str, list[Description]] = defaultdict(list)
    for one in descriptions:
        described[one.mention].append(one)
    beside = names_beside(heads, groups)
    bearers = [Bearer(key.name, key.family, key.article, tuple(members[key]),
                      _offices([one for head in members[key] for one in described[head.id]]),
                      frozenset(name for head in members[key]
                                for name in beside.get(head.cite.article, ())))
               for key in sorted(members)]
    for variant in find_variants(bearers):
        new = Key(variant.target.name, variant.target.family, variant.target.article)
        for head in variant.bearer.mentions:
            groups.key_of[head.id] = new
            groups.because[head.id] = Because(
                rule=variant.rule, version=VERSION, sentence=variant.sentence,
                cites=(head.cite, variant.target.mentions[0].cite))


def _is_mere_given_name(mention: Mention) -> bool:
    """Tell "Ana" alone, which over a collection may be anyone; it is left open."""
    return mention.because is not None and mention.because.rule == "names.given"


def _offices(descriptions: Sequence[Description]) -> frozenset[str]:
    """Give the offices said often enough of one name to be no slip."""
    counts = Counter(noun for one in descriptions for noun in head_nouns(one.cite.words))
    return frozenset(noun for noun, times in counts.items()
                     if times * _OFFICE_SHARE >= counts.total())


def _join_near(
    mentions: Sequence[Mention], groups: Groups, min_chars: int, min_ratio: float
) -> None:
    """Join near spellings of long names of persons and bodies."""
    bearers: dict[Key, Mention] = {}
    members: dict[Key, list[Mention]] = defaultdict(list)
    kinds: dict[Key, set[str]] = defaultdict(set)
    for mention in mentions:
        key = groups.key_of.get(mention.id)
        if key is not None and mention.form == "name":
            bearers.setdefault(key, mention)
            members[key].append(mention)
            kinds[key].add(mention.kind)
    people = sorted(key for key, seen in kinds.items()
                    if "person" in seen and not key.article and " " in key.name)
    for name, target in near_names([key.name for key in people], min_chars, min_ratio).items():
        old, new = Key(name), Key(target)
        for mention in members[old]:
            groups.key_of[mention.id] = new
            groups.because[mention.id] = Because(
                rule="entities.near_name", version=VERSION,
                cites=(mention.cite, bearers[new].cite),
                sentence="a near spelling of the same long name",
            )
