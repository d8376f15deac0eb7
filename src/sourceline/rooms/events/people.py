"""Which nouns mean people, and which words of a tree can act: people, bodies, governments.

In: words, or a word of a tree with the mentions around. Out: yes or no.
"""

from collections.abc import Sequence
from functools import cache

from sourceline.lexicon.cues import load_cues
from sourceline.lexicon.events import load_events
from sourceline.record.entity import Mention
from sourceline.rooms.events.syntax import Syntax

# Endings of nouns for people, and the common nouns that share them.
_ENDINGS = ("er", "or", "ist", "man", "men", "woman", "women", "ian", "ee", "eer", "ant", "mate",
            "attaché", "ier")
_THINGS = frozenset((
    "number", "power", "fire", "center", "order", "paper", "water", "letter", "matter", "winter",
    "summer", "river", "tower", "border", "disaster", "murder", "encounter", "weather", "computer",
    "helicopter", "cancer", "chamber", "corner", "newspaper", "theater", "error", "terror", "floor",
    "door", "factor", "sector", "tractor", "motor", "weapon", "fighter jet", "behavior", "effort",
    "quarter", "shelter", "temper", "danger", "anger", "hunger", "banner", "folder", "bunker",
    "tanker", "trailer", "container", "charter", "monitor", "reactor", "vapor", "color", "honor",
    "labor", "favor", "rumor", "horror", "virus", "character", "chapter", "register", "offer",
    "answer", "committee", "degree", "guarantee", "agree", "coffee", "warrant", "giant",
    "restaurant", "plant", "grant", "covenant", "pollutant", "remainder", "gender", "ladder",
    "hammer", "butter", "dinner", "finger", "shoulder", "liver", "silver", "cover", "layer",
    "whisper", "wonder", "thunder", "bomber", "launcher", "carrier", "server", "router", "meter",
    "trigger", "barrier", "frontier", "trier", "mirror", "corridor", "ancestor", "meteor", "manner",
    "career", "former", "latter", "other", "another", "twitter", "transfer", "poster", "filter",
    "surrender", "blunder", "slander", "trouser", "tender", "slaughter", "laughter", "scooter",
    "freighter", "trawler", "powder", "mortar", "sensor", "variant", "member state", "quota",
    "printer", "bulldozer", "sewer", "tier", "pier", "semester", "fever", "master plan", "lorry",
    "folklore", "canister", "cylinder", "boulder", "radiator", "cursor", "elevator", "generator",
    "counter", "over", "under", "ever", "whatever", "however", "after", "never", "together",
))
# Names that are nobody's.
MONTHS = frozenset((
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday",
))
_PRONOUNS = frozenset(("he", "she", "him", "her", "they", "them", "who", "whom", "i", "we", "us"))
_GROUPS = frozenset(("man", "woman", "suspect", "defendant", "couple", "pair", "two", "three",
                     "four", "five", "six", "engineer", "journalist", "officer", "soldier",
                     "thousand", "hundred", "dozen", "people", "relative", "family", "spy",
                     "hostage", "captive", "prisoner", "detainee", "convict", "head", "boss",
                     "chief", "clerk", "crowd", "editor", "child", "student", "girl", "boy", "nun",
                     "monk", "priest", "imam", "bishop", "deputy", "aide", "civilian", "refugee",
                     "migrant", "relatives", "villager", "resident", "patient", "hundreds",
                     "thousands", "dozens", "scores", "tens", "aunt", "son", "daughter", "wife",
                     "husband", "father", "mother", "brother", "sister", "widow", "cousin",
                     "companion", "accomplice", "third", "second", "other", "others", "colleague",
                     "friend", "guest", "client",
                     "everyone", "anyone", "nobody", "himself", "herself", "themselves"))
_BODIES = frozenset(("organization", "government", "place", "person"))


@cache
def humans() -> frozenset[str]:
    """Nouns and pronouns for people, groups and bodies."""
    speaker = load_cues().speaker
    return frozenset((*speaker.people, *speaker.bodies, *load_events().words.humans))


def ends_like_people(lemma: str) -> bool:
    """Tell a common noun for people by its ending.

    >>> ends_like_people("smuggler"), ends_like_people("helicopter")
    (True, False)
    """
    return lemma.endswith(_ENDINGS) and len(lemma) > 4 and lemma not in _THINGS


def is_person(syntax: Syntax, at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a word of the tree heads words for people: "four men", "at least forty"."""
    tree = syntax.tree
    word, lemma = tree.low[at], tree.lemmas[at]
    if word in _PRONOUNS or lemma in _GROUPS or lemma in _people() or word in _people():
        return True
    if word in MONTHS or any(tree.low[one] in MONTHS for one in tree.children[at]):
        return False
    of = [one for one in tree.under(at, "nmod") if tree.tags[one] in ("NOUN", "ADJ", "PRON")]
    if tree.tags[at] == "NUM" and of and any(tree.low[one] in _PRONOUNS or tree.lemmas[one] in
                                             _GROUPS or _are_people(tree.lemmas[one])
                                             for one in of):
        return True  # "sixty of the mourners"
    if tree.tags[at] == "NUM" and not tree.under(at, "nmod") and word.replace(",", "").isalnum():
        return not any(tree.low[one] in ("$", "percent", "%") for one in tree.children[at])
    if tree.tags[at] == "NOUN" and ends_like_people(lemma):
        return True
    if any(is_person(syntax, one, mentions) for one in tree.under(at, "appos")):
        return True
    return any(one.kind == "person" for one in _at(syntax, at, mentions))


def _are_people(lemma: str) -> bool:
    return lemma in _people() or ends_like_people(lemma)


def is_agent(syntax: Syntax, at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether a word heads words for people, bodies or governments: who can act."""
    tree = syntax.tree
    if tree.low[at] == "it" or {tree.lemmas[at], tree.low[at]} & humans():
        return True
    if is_person(syntax, at, mentions):
        return True
    here = _at(syntax, at, mentions)
    return any(one.kind in _BODIES for one in here) or (
        not here and tree.tags[at] == "PROPN" and tree.low[at] not in MONTHS)


@cache
def _people() -> frozenset[str]:
    return frozenset((*load_cues().speaker.people, *load_events().words.humans))


def _at(syntax: Syntax, at: int, mentions: Sequence[Mention]) -> list[Mention]:
    start, end = syntax.tree.spans[at]
    return [one for one in mentions if one.cite.start < end and start < one.cite.end]
