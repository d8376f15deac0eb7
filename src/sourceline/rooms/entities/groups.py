"""The groups behind the entities: which mentions share a key, and why.

In: named mentions sorted by article and place. Out: `Groups`. Four steps, each safe by itself:
chains inside an article, one folded name, explained acronyms, near spellings of long names.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourceline.record.cite import Because
from sourceline.record.entity import Description, Mention
from sourceline.rooms.entities.evidence import articles_told, names_beside
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.rooms.entities.namesakes import part_namesakes
from sourceline.rooms.entities.near import near_names
from sourceline.rooms.entities.variants import Bearer, find_variants
from sourceline.text.names import fold_name, is_acronym

VERSION = "2"
# How many steps a chain inside an article may have: nominal -> last name -> full name.
MAX_CHAIN = 6


def group_mentions(mentions: Sequence[Mention], descriptions: Sequence[Description],
                   min_chars: int, min_ratio: float) -> Groups:
    """Give each mention its key: first the heads of chains, then what stands for them."""
    groups = Groups()
    by_id = {mention.id: mention for mention in mentions}
    explained = _explained(mentions, by_id)
    heads = [mention for mention in mentions
             if mention.form == "name" and _head(mention, by_id) is mention]
    for head in heads:
        key = _key(head)
        if is_acronym(head.cite.words):
            key = _expand(head, key, explained, groups)
        if key.name:
            groups.key_of[head.id] = key
    _join_last_names(heads, groups)
    _part_namesakes(mentions, descriptions, by_id, groups)
    _join_near(heads, groups, min_chars, min_ratio)
    _join_variants(heads, descriptions, groups)
    for mention in mentions:
        head_key = groups.key_of.get(_head(mention, by_id).id)
        if mention.id not in groups.key_of and head_key is not None and mention.because is not None:
            groups.key_of[mention.id] = head_key
            groups.because[mention.id] = mention.because
    return groups


def _head(mention: Mention, by_id: Mapping[str, Mention]) -> Mention:
    """Follow `same_as` to the name it stands for."""
    head = mention
    for _ in range(MAX_CHAIN):
        earlier = by_id.get(head.same_as or "")
        if earlier is None or earlier.cite.start >= head.cite.start:
            break
        head = earlier
    return head


def _key(head: Mention) -> Key:
    family = "government" if head.kind == "government" else ""
    return Key(fold_name(head.cite.words), family)


def _explained(
    mentions: Sequence[Mention], by_id: Mapping[str, Mention]
) -> dict[str, dict[Key, Because]]:
    """Collect what the articles say each acronym stands for."""
    explained: dict[str, dict[Key, Because]] = defaultdict(dict)
    for mention in mentions:
        head = _head(mention, by_id)
        if head is not mention and is_acronym(mention.cite.words) and mention.because is not None:
            explained[fold_name(mention.cite.words)].setdefault(_key(head), mention.because)
    return explained


def _expand(
    head: Mention, key: Key, explained: Mapping[str, Mapping[Key, Because]], groups: Groups
) -> Key:
    """Take an acronym for the one name it is explained as; with two, leave it to its article."""
    meanings = explained.get(key.name, {})
    if len(meanings) > 1:
        own = {meaning: why for meaning, why in meanings.items()
               if why.cites and why.cites[0].article == head.cite.article}
        if len(own) != 1:
            return Key(key.name, key.family, head.cite.article)
        meanings = own
    if not meanings:
        return key
    meaning, because = next(iter(meanings.items()))
    groups.because[head.id] = Because(
        rule="entities.acronym", version=VERSION, cites=(*because.cites, head.cite),
        sentence="the only name this short form is explained as",
    )
    return meaning


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
        elif key.name in borne and mention.kind == "person":
            # Others of the collection bear it in full: which one is meant is open here.
            groups.key_of[mention.id] = Key(key.name, key.family, mention.cite.article)


def _part_namesakes(mentions: Sequence[Mention], descriptions: Sequence[Description],
                    by_id: Mapping[str, Mention], groups: Groups) -> None:
    """Tell two people of one full name apart where the articles contradict one another."""
    head_of = {mention.id: _head(mention, by_id).id for mention in mentions}
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
                      frozenset(word for head in members[key] for one in described[head.id]
                                for word in fold_name(one.cite.words).split()),
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
