"""Forms of English verbs and nouns, made from the base form.

In: a base form. Out: its inflected forms with what each is. It knows the irregular verbs of news
English and the spelling rules; it does not guess a base form from an unknown word.
"""

from typing import Literal

Inflection = Literal["base", "s", "past", "participle", "ing"]

# base past participle; doubled forms are alternatives.
_IRREGULAR_LINES = """
arise arose arisen; awake awoke awoken; be was been; bear bore borne; beat beat beaten;
become became become; befall befell befallen; begin began begun; behead beheaded beheaded;
bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled;
blow blew blown; break broke broken; breed bred bred; bring brought brought;
broadcast broadcast broadcast; build built built; burn burned burned; burst burst burst;
buy bought bought; cast cast cast; catch caught caught; choose chose chosen; cling clung clung;
come came come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; dig dug dug;
do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten;
fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found;
flee fled fled; fling flung flung; fly flew flown; forbid forbade forbidden;
forecast forecast forecast; foresee foresaw foreseen; forget forgot forgotten;
forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone;
grind ground ground; grow grew grown; hang hanged hanged; have had had; hear heard heard;
hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; know knew known;
lay laid laid; lead led led; leave left left; lend lent lent; let let let; lie lay lain;
light lit lit; lose lost lost; make made made; mean meant meant; meet met met;
mislead misled misled; mistake mistook mistaken; misunderstand misunderstood misunderstood;
outlaw outlawed outlawed; overcome overcame overcome; oversee oversaw overseen;
overtake overtook overtaken; overthrow overthrew overthrown; pay paid paid; plead pleaded pleaded;
prove proved proven; put put put; quit quit quit; read read read; rebuild rebuilt rebuilt;
rid rid rid; ride rode ridden; ring rang rung; rise rose risen; run ran run; say said said;
see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; shake shook shaken;
shed shed shed; shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk;
shut shut shut; sing sang sung; sink sank sunk; sit sat sat; slay slew slain; sleep slept slept;
slide slid slid; speak spoke spoken; speed sped sped; spend spent spent; spin spun spun;
split split split; spread spread spread; spring sprang sprung; stand stood stood;
steal stole stolen; stick stuck stuck; sting stung stung; strike struck struck;
string strung strung; strive strove striven; swear swore sworn; sweep swept swept;
swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn;
tell told told; think thought thought; throw threw thrown; undergo underwent undergone;
understand understood understood; undertake undertook undertaken; undo undid undone;
uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn; weep wept wept;
win won won; withdraw withdrew withdrawn; withhold withheld withheld;
withstand withstood withstood; write wrote written
"""
IRREGULAR: dict[str, tuple[str, str]] = {
    base: (past, participle)
    for base, past, participle in (line.split() for line in _IRREGULAR_LINES.split(";"))
}
# Verbs stressed on the last syllable, which double the last consonant.
_DOUBLING = frozenset((
    "abet", "abhor", "acquit", "admit", "allot", "bar", "ban", "bet", "bus", "cancel", "chat",
    "commit", "compel", "concur", "confer", "control", "counsel", "dam", "defer", "deter",
    "drop", "dub", "equip", "excel", "expel", "fit", "grab", "grip", "gun", "hit", "incur",
    "infer", "jam", "kidnap", "knit", "lag", "log", "map", "mob", "nab", "nod", "occur", "omit",
    "patrol", "permit", "pin", "plan", "plot", "plug", "prefer", "propel", "quit", "rebel",
    "rebut", "recur", "refer", "regret", "repel", "rig", "rip", "rob", "rub", "sag", "scan",
    "scrap", "ship", "shop", "shrug", "shun", "skip", "slam", "slap", "slip", "snap", "spar",
    "spot", "spur", "stab", "star", "stem", "step", "stop", "strip", "submit", "swap", "tap",
    "top", "trap", "transfer", "transmit", "trim", "trip", "vet", "wiretap", "wrap", "zip",
))
_BRITISH = frozenset(("cancel", "travel", "counsel", "label", "model", "signal", "shovel"))
_VOWELS = frozenset("aeiou")
_PLURALS = {"man": "men", "woman": "women", "child": "children", "person": "people",
            "crisis": "crises", "hostage-taking": "hostage-takings", "gunman": "gunmen"}


def verb_forms(base: str) -> list[tuple[str, Inflection]]:
    """Make the forms of a verb: base, third person, past, participle and -ing.

    >>> verb_forms("stab")
    [('stab', 'base'), ('stabs', 's'), ('stabbed', 'past'), ('stabbed', 'participle'), \
('stabbing', 'ing')]

    Takes: one word; for a verb with a particle inflect its first word only.
    """
    past, participle = IRREGULAR.get(base, (_past(base), _past(base)))
    forms: list[tuple[str, Inflection]] = [
        (base, "base"), (_plural(base), "s"), (past, "past"), (participle, "participle"),
        (_ing(base), "ing"),
    ]
    if base in _BRITISH:
        forms += [(base + "led", "past"), (base + "led", "participle"), (base + "ling", "ing")]
    if base == "be":
        forms = [("be", "base"), ("is", "s"), ("are", "s"), ("am", "s"), ("was", "past"),
                 ("were", "past"), ("been", "participle"), ("being", "ing")]
    if base == "have":
        forms[1] = ("has", "s")
    return forms


def noun_forms(base: str) -> list[str]:
    """Give a noun's singular and plural; of several words the last is inflected.

    >>> noun_forms("air strike")
    ['air strike', 'air strikes']
    """
    before, _, last = base.rpartition(" ")
    if last.endswith("s") and last not in ("crisis", "congress"):
        return [base]
    plural = _PLURALS.get(last, _plural(last))
    return [base, f"{before} {plural}".strip()]


def _plural(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")) or base in ("go", "do", "veto", "echo"):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    if base.endswith("c"):
        return base + "ked"
    return (base + base[-1] if _doubles(base) else base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return base[:-1] + "ing"
    if base.endswith("c"):
        return base + "king"
    double = _doubles(base) or base in _SHORT_IRREGULAR
    return (base + base[-1] if double else base) + "ing"


_SHORT_IRREGULAR = frozenset((
    "begin", "bet", "bid", "cut", "dig", "forbid", "forget", "get", "hit", "let", "put", "quit",
    "rid", "run", "set", "shed", "shut", "sit", "spin", "split", "swim", "upset", "win",
))


def _doubles(base: str) -> bool:
    return base in _DOUBLING and base not in _BRITISH
