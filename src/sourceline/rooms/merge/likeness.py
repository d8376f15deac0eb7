"""How much two tellings look like one event: named grounds, added up with fitted weights.

In: two `Face`s, what a telling shows. Out: grounds by name, and a score from 0 to 1. The kind of
the event is one ground among others, so that any two words for happenings can be compared. The
weights stand in `lexicon/merge.toml`; `training/merge/fit_likeness.py` fits them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum, log1p, sqrt

from sourceline.rooms.merge.crowd import Crowd, Weights, likeness
from sourceline.rooms.merge.spots import can_be_one
from sourceline.rooms.merge.tellings import Telling, overlap
from sourceline.rooms.merge.words import (
    content,
    family,
    groups,
    head_word,
    merge_words,
    names_around,
    names_in,
    numbers_in,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What one telling shows to another: its words, weighed, and who and when."""

    telling: Telling
    head: str
    trigger: frozenset[str]
    groups: frozenset[int]
    around: frozenset[str]
    near: frozenset[str]
    sentence: Weights
    roles: Weights
    role_words: Mapping[str, frozenset[str]]
    names: frozenset[str]
    numbers: frozenset[str]
    # Names right around the trigger, which tell "the Ost inquiry" from "the inquiry into Karsk".
    marks: frozenset[str]


def make_face(telling: Telling, crowd: Crowd) -> Face:
    """Look at one telling's words."""
    mention = telling.mention
    start = mention.cite.start - mention.sentence.start
    before = mention.sentence.words[:start]
    after = mention.sentence.words[start + len(mention.cite.words):]
    left, right = content(before), content(after)
    parts: dict[str, frozenset[str]] = {}
    for role in mention.roles:
        name = "target" if role.role == "victim" else role.role
        parts[name] = parts.get(name, frozenset()) | frozenset(content(role.cite.words))
    return Face(
        telling, family(head_word(mention.cite.words)), frozenset(content(mention.cite.words)),
        groups(head_word(mention.cite.words)), frozenset(left + right),
        frozenset(left[-4:] + right[:4]), crowd.weigh(left + right),
        crowd.weigh(word for words in parts.values() for word in words), parts,
        names_in(mention.sentence.words), numbers_in(mention.sentence.words),
        names_around(before, after))


def grounds(one: Face, other: Face, crowd: Crowd) -> dict[str, float]:
    """Name what two tellings share and what sets them apart, each with how much."""
    same = float(one.head == other.head)
    group = float(not same and bool(one.groups & other.groups))
    within = one.telling.article == other.telling.article
    articles = 1.0 if within else crowd.articles_alike(one.telling.article, other.telling.article)
    sentence = likeness(one.sentence, other.sentence)
    roles = likeness(one.roles, other.roles)
    near = fsum(crowd.rarity(word) for word in (one.near | one.trigger)
                & (other.near | other.trigger))
    trigger = _share(one.trigger, other.trigger)
    crossed = float(one.head in other.around) + float(other.head in one.around)
    rare = min(crowd.rarity(one.head), crowd.rarity(other.head))
    found = {
        "same_word": same, "same_group": group, "same_trigger": trigger,
        "same_start": 0.0 if same else _begin(one.head, other.head),
        "one_article": float(within), "articles": articles, "articles_root": sqrt(articles),
        "sentence": sentence, "roles": roles, "near": log1p(near),
        "crossed": crossed, "rare_trigger": rare,
        "names": log1p(fsum(crowd.rarity(word) for word in one.names & other.names)),
        "numbers": float(len(one.numbers & other.numbers)),
        "other_numbers": float(bool(one.numbers and other.numbers
                                    and not one.numbers & other.numbers)),
        "word_articles": same * articles, "word_sentence": same * sentence,
        "word_roles": same * roles, "word_rare": same * rare,
        "word_one_article": same * within, "group_articles": group * articles,
        "group_sentence": group * sentence, "group_roles": group * roles,
        "trigger_articles": trigger * articles, "apart_articles": (1 - within) * articles,
        "one_sentence": float(within and one.telling.mention.sentence.start
                              == other.telling.mention.sentence.start),
    }
    found |= _parts(one, other, max(same, group))
    return found | _kinds(one, other) | _times_and_places(one, other)


def _parts(one: Face, other: Face, same: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for role in ("actor", "target"):
        agree = _agree(one, other, role, role)
        found[f"{role}_same"] = max(agree, 0.0)
        found[f"{role}_other"] = max(-agree, 0.0)
        found[f"{role}_same_word"] = same * max(agree, 0.0)
        found[f"{role}_other_word"] = same * max(-agree, 0.0)
    turned = max(_agree(one, other, "actor", "target"), _agree(one, other, "target", "actor"))
    return found | {"turned": max(turned, 0.0)}


def _agree(one: Face, other: Face, first: str, second: str) -> float:
    """Compare who takes two parts: 1 a shared name, ½ a shared word, -½ or -1 none, 0 unknown."""
    words = one.role_words.get(first, frozenset()), other.role_words.get(second, frozenset())
    if not words[0] or not words[1]:
        return 0.0
    ids = _ids(one.telling, first), _ids(other.telling, second)
    if ids[0] & ids[1]:
        return 1.0
    if words[0] & words[1]:
        return 0.5
    return -1.0 if ids[0] & one.telling.named and ids[1] & other.telling.named else -0.5


def _ids(telling: Telling, role: str) -> frozenset[str]:
    ids = telling.parts.get(role, frozenset())
    return ids | telling.parts.get("victim", frozenset()) if role == "target" else ids


def _kinds(one: Face, other: Face) -> dict[str, float]:
    """Compare kinds where both have one; "OTHER" is none."""
    known = "OTHER" not in (one.telling.kind, other.telling.kind)
    same = one.telling.kind == other.telling.kind
    subs = bool(one.telling.sub) and one.telling.sub == other.telling.sub
    return {"same_kind": float(known and same), "other_kind": float(known and not same),
            "same_sub": float(known and same and subs)}


def _times_and_places(one: Face, other: Face) -> dict[str, float]:
    first, second = one.telling, other.telling
    dated = first.when is not None and second.when is not None
    meets = bool(dated and first.when and second.when and overlap(first.when, second.when))
    located = first.spot is not None and second.spot is not None
    fits = bool(first.spot and second.spot and can_be_one(first.spot, second.spot))
    return {"same_time": float(meets), "other_time": float(dated and not meets),
            "same_place": float(fits), "other_place": float(located and not fits)}


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _begin(one: str, other: str) -> float:
    """Give the part of the longer word that both begin with."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return at / max(len(one), len(other), 1) if at > 2 else 0.0


def score(one: Face, other: Face, crowd: Crowd) -> float:
    """Give the likeness of two tellings, 0 to 1."""
    return score_of(grounds(one, other, crowd))


def score_of(found: Mapping[str, float]) -> float:
    """Give the likeness that grounds add up to, 0 to 1."""
    fitted = merge_words().likeness
    total = fitted.base + sum(fitted.weights.get(name, 0.0) * value
                              for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
