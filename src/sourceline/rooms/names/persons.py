"""Number, sex and animacy of what words name, as far as the words say it.

In: names, titles and common nouns. Out: "m", "f", "n", "p" (several), or "" where nothing says.
A given name tells the sex only where it is listed; nothing else about a person is concluded.
"""

from typing import Literal

from sourceline.rooms.names.lines import Word
from sourceline.rooms.names.words import NameWords

# m, f: one man, one woman; h: one person, sex unsaid; n: one thing; g: one body, "it" or "they";
# p: several persons or things.
Agreement = Literal["m", "f", "h", "n", "g", "p"]

_MEN = frozenset(("mr", "sir", "lord", "king", "prince", "duke", "baron", "emperor", "sultan",
                  "father", "brother", "imam", "ayatollah", "pope", "congressman", "chairman",
                  "spokesman", "councilman", "businessman", "sheikh", "monsieur", "herr",
                  "señor", "don", "actor", "cardinal", "mullah", "patriarch", "emir"))
_WOMEN = frozenset(("mrs", "ms", "miss", "dame", "lady", "queen", "princess", "duchess",
                    "baroness", "empress", "sister", "congresswoman", "chairwoman",
                    "spokeswoman", "councilwoman", "businesswoman", "sheikha", "madame", "frau",
                    "señora", "dona", "actress", "mme", "mlle"))
_MEN_NOUNS = frozenset((
    "man", "boy", "father", "son", "brother", "husband", "uncle", "nephew", "grandfather",
    "gentleman", "guy", "widower", "boyfriend", "grandson", "stepfather", "policeman",
    "fisherman", "gunman", "statesman", "countryman", "cameraman", "fireman", "monk", "waiter",
    "businessman", "congressman", "chairman", "spokesman", "king", "prince", "duke", "actor",
    "priest", "pope", "imam", "bishop", "groom", "lad", "schoolboy", "salesman",
))
_WOMEN_NOUNS = frozenset((
    "woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "niece", "grandmother",
    "lady", "widow", "girlfriend", "granddaughter", "stepmother", "policewoman", "actress",
    "businesswoman", "congresswoman", "chairwoman", "spokeswoman", "queen", "princess",
    "duchess", "nun", "waitress", "bride", "schoolgirl", "heroine", "saleswoman",
))
_PEOPLE = frozenset((
    "child", "baby", "infant", "teenager", "toddler", "person", "individual", "relative",
    "parent", "sibling", "spouse", "passenger", "pedestrian", "motorist", "neighbor", "neighbour",
    "caller", "viewer", "reader", "buyer", "seller", "user", "customer", "client", "patient",
    "employee", "employer", "colleague", "boss", "teenager", "adult", "kid", "youth", "attacker",
    "shooter", "bomber", "assailant", "killer", "hostage", "captor", "migrant", "tourist",
    "traveller", "traveler", "writer", "poet", "artist", "dancer", "player", "gamer", "coach",
    "wrestler", "boxer", "runner", "driver", "cyclist", "musician", "composer", "pupil",
    "professional", "practitioner", "employee", "stranger", "guest", "visitor", "foreigner",
    "native", "emperor", "ruler", "founder", "inventor", "explorer", "translator", "narrator",
))
_PLURAL = frozenset(("people", "police", "men", "women", "children", "media", "authorities",
                     "troops", "forces", "cattle", "personnel", "folk", "folks", "couple",
                     "parents", "pair", "duo", "twins", "crew", "staff", "crowd", "public"))


def sex_of_person(name: str, title: str, words: NameWords) -> Agreement:
    """Tell the sex that a title or a listed given name says; "h" where neither does."""
    for part in title.lower().replace(".", "").split():
        if part in _MEN | _MEN_NOUNS:
            return "m"
        if part in _WOMEN | _WOMEN_NOUNS:
            return "f"
    first = name.split()[0] if name else ""
    if len(name.split()) < 2 or first in words.either:
        return "h"
    if first in words.female:
        return "f"
    return "m" if first in words.given else "h"


def agreement_of_noun(word: Word, plural: bool, words: NameWords) -> Agreement:
    """Tell the number, sex and animacy of a common noun."""
    text, lemma = word.text.lower(), (word.lemma or word.text).lower()
    if text in _PLURAL or plural or is_plural(word):
        return "p"
    if lemma in _MEN_NOUNS | _WOMEN_NOUNS:
        return "m" if lemma in _MEN_NOUNS else "f"
    if lemma in words.persons or lemma in _PEOPLE:
        return "h"
    return "g" if lemma in words.bodies else "n"


def is_plural(word: Word) -> bool:
    """Tell a plural noun by its lemma."""
    text, lemma = word.text.lower(), word.lemma.lower()
    return word.pos == "NOUN" and bool(lemma) and text != lemma and (
        text.endswith("s") or text.endswith("en"))


def agrees(pronoun: Agreement, with_: Agreement) -> bool:
    """Tell whether a pronoun may stand for something of this number, sex and animacy."""
    allowed: dict[Agreement, frozenset[str]] = {
        "m": frozenset("mh"), "f": frozenset("fh"), "n": frozenset("ng"), "p": frozenset("pg"),
        "h": frozenset("mfh"), "g": frozenset("ng"),
    }
    return with_ in allowed[pronoun]
