"""A country or capital that stands for its government, by its part in the sentence.

In: the tree of a line and the words of a place's name. Out: whether a state acts or is acted on:
"Velm rejected the treaty", "Velm's policy", "sanctions against Velm", not "a fire in Velm".
"""

from sourceline.rooms.names.lines import Line
from sourceline.rooms.names.trees import Tree

# What a place does without its government: it lies, grows, plays, is struck by weather.
_OF_PLACES = frozenset((
    "see", "have", "lie", "border", "wake", "become", "remain", "face", "suffer", "experience",
    "grow", "rank", "boast", "feature", "sit", "fall", "contain", "need", "get", "enjoy", "export",
    "import", "produce", "win", "lose", "beat", "play", "qualify", "score", "draw", "defeat",
    "finish", "mourn", "celebrate", "burn", "flood", "stretch", "span", "include", "average",
    "top", "lead", "overtake", "change", "live", "die", "mean", "look", "feel", "seem", "appear",
    "begin", "start", "end", "come", "go", "know", "love", "watch", "witness", "record", "reel",
    "straddle", "occupy", "account", "represent", "belong", "stand", "serve", "attract", "emerge",
    "rise", "happen", "bear", "hold", "host", "run", "work", "turn", "wait", "endure", "recover",
))
_READY = frozenset((
    "willing", "unwilling", "ready", "eager", "keen", "reluctant", "determined", "committed",
    "complicit", "adamant", "responsible", "guilty", "prepared", "unable", "able", "loath",
    "hesitant", "desperate", "intent", "open", "opposed", "hostile", "sceptical", "skeptical",
))
# What only a state has: "Velm's policy", not "Velm's suburbs".
_OF_STATES = frozenset((
    "impunity", "activity", "conduct", "belligerence", "behaviour", "behavior", "commitment",
    "policy", "interest", "ambition", "violation", "refusal", "decision", "claim", "denial",
    "threat", "support", "intention", "intent", "willingness", "demand", "response", "reaction",
    "stance", "position", "aggression", "adventurism", "influence", "proxy", "obligation",
    "compliance", "ally", "enemy", "rejection", "offer", "proposal", "insistence", "involvement",
    "meddling", "interference", "strategy", "diplomacy", "envoy", "ambassador", "embassy",
    "delegation", "negotiator", "veto", "vote", "sanction", "promise", "pledge", "concern",
    "objection", "accusation", "condemnation", "retaliation", "invasion", "annexation",
    "crackdown", "repression", "propaganda", "rival", "adversary", "goal", "agenda", "leadership",
))
_ACTED_ON = frozenset((
    "accuse", "urge", "condemn", "warn", "sanction", "pressure", "blame", "criticize",
    "criticise", "threaten", "ask", "press", "persuade", "convince", "force", "punish",
    "denounce", "confront", "deter", "isolate", "appease", "trust", "engage", "target", "notify",
    "treat", "embolden", "confront", "hold", "tell", "inform", "help", "support", "back", "oppose",
))
_DEALINGS = frozenset((
    "talk", "negotiation", "deal", "agreement", "relation", "tie", "war", "tension", "sanction",
    "dispute", "conflict", "treaty", "accord", "dialogue", "pressure", "embargo", "alliance",
    "policy", "approach", "stance", "ceasefire", "diplomacy", "threat", "engagement",
))
_SIDES = frozenset(("with", "against", "between", "toward", "towards", "to", "on"))


def stands_for_government(line: Line, first: int, last: int) -> bool:
    """Tell a place that acts or is dealt with as a state does; False without syntax."""
    tree = Tree(line)
    if line.heading or not tree.parsed:
        return False
    head = tree.head_of(first, last)
    relation = tree.role(head)
    while tree.row[head].relation in ("conj", "appos"):
        above = tree.head(head)
        if above is None or above > head:
            return False
        head = above
    governing = tree.head(head)
    if governing is None:
        return False
    governor = tree.row[governing]
    lemma = governor.lemma.lower()
    if relation == "nsubj":
        return lemma in _READY or (governor.pos == "VERB" and lemma not in _OF_PLACES)
    if relation == "nmod:poss":
        return lemma in _OF_STATES
    if relation in ("obj", "nsubj:pass", "obl:agent"):
        return governor.pos == "VERB" and (relation == "obl:agent" or lemma in _ACTED_ON)
    case = tree.child(head, "case")
    side = tree.row[case].text.lower() if case is not None else ""
    return relation in ("nmod", "obl") and side in _SIDES and lemma in _DEALINGS
