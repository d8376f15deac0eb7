"""What each article tells of the people it names in full.

In: mentions and descriptions of all articles with their keys. Out: for each full name of a person
that several articles have, one `Told` an article: sex by the pronouns joined to it, ages,
describing words, and the other people and bodies named there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sourceline.lexicon.callings import office_words
from sourceline.record.entity import Description, Mention
from sourceline.rooms.entities.keys import Groups, Key
from sourceline.rooms.entities.namesakes import Told
from sourceline.text.names import fold_name

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m",
        "she": "f", "her": "f", "hers": "f", "herself": "f"}
_AGE = re.compile(r"\b(\d{1,3})(?:\b|-year-old)")
_OLDEST = 115
# Names beside that stand in more articles than this say little about who is meant.
_MAX_COMMON = 30
_ENDS = frozenset(("of", "at", "in", "for", "who", "that", "which", "with", "to", "by", "on",
                   "from", "as", "since", "whose"))
# One pronoun may be joined wrongly.
_MIN_PRONOUNS = 2


def articles_told(
    mentions: Sequence[Mention], descriptions: Sequence[Description],
    head_of: Mapping[str, str], groups: Groups,
) -> dict[Key, list[Told]]:
    """Collect what the articles tell of each full name that two of them have."""
    articles = _articles(mentions, groups)
    several = {key for key, found in articles.items() if len(found) > 1 and " " in key.name
               and not key.article and not key.family}
    people = {groups.key_of[one.id] for one in mentions
              if one.kind == "person" and one.form == "name" and one.id in groups.key_of}
    wanted = several & people
    sexes = _sexes(mentions, head_of, groups, wanted)
    words = _described(descriptions, head_of, groups)
    beside = names_beside(mentions, groups)
    return {key: [_told(key, article, sexes, words, beside) for article in sorted(articles[key])]
            for key in sorted(wanted)}


def _told(key: Key, article: str, sexes: Mapping[tuple[Key, str], list[str]],
          words: Mapping[tuple[Key, str], list[str]], beside: Mapping[str, set[str]]) -> Told:
    sex = sexes.get((key, article), [])
    phrases = words.get((key, article), [])
    ages = {int(age) for phrase in phrases for age in _AGE.findall(phrase) if int(age) < _OLDEST}
    nouns = frozenset(noun for phrase in phrases for noun in head_nouns(phrase))
    sure = len(sex) >= _MIN_PRONOUNS and len(set(sex)) == 1
    return Told(article, sex[0] if sure else "", frozenset(ages), nouns,
                frozenset(beside.get(article, set()) - {key.name}))


def head_nouns(phrase: str) -> list[str]:
    """Give the office a description ends with before its first preposition: "army captain".

    >>> head_nouns("the third counsellor at the embassy")
    ['counsellor']
    """
    noun: list[str] = []
    for word in fold_name(phrase).split():
        if word in _ENDS:
            break
        noun = [word]
    return [word for word in noun if word in office_words()]


def _articles(mentions: Sequence[Mention], groups: Groups) -> dict[Key, set[str]]:
    articles: dict[Key, set[str]] = defaultdict(set)
    for mention in mentions:
        key = groups.key_of.get(mention.id)
        if key is not None:
            articles[key].add(mention.cite.article)
    return articles


def _sexes(mentions: Sequence[Mention], head_of: Mapping[str, str], groups: Groups,
           wanted: set[Key]) -> dict[tuple[Key, str], list[str]]:
    """Give the sex each pronoun of an article tells."""
    sexes: dict[tuple[Key, str], list[str]] = defaultdict(list)
    for mention in mentions:
        key = groups.key_of.get(head_of[mention.id])
        sex = _SEX.get(mention.cite.words.lower()) if mention.form == "pronoun" else None
        if sex and key in wanted and key is not None:
            sexes[key, mention.cite.article].append(sex)
    return sexes


def _described(descriptions: Sequence[Description], head_of: Mapping[str, str], groups: Groups
               ) -> dict[tuple[Key, str], list[str]]:
    words: dict[tuple[Key, str], list[str]] = defaultdict(list)
    for one in descriptions:
        key = groups.key_of.get(head_of.get(one.mention, ""))
        if key is not None:
            words[key, one.cite.article].append(one.cite.words)
    return words


def names_beside(mentions: Sequence[Mention], groups: Groups) -> dict[str, set[str]]:
    """Give the people and bodies each article names that few other articles name."""
    articles = _articles(mentions, groups)
    beside: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        key = groups.key_of.get(mention.id)
        if key is not None and mention.kind in ("person", "organization", "facility") \
                and 1 < len(articles[key]) <= _MAX_COMMON:
            beside[mention.cite.article].add(key.name)
    return beside
