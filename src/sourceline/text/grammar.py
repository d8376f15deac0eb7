"""A light grammar of one sentence: which words are nouns, names, verbs, and the small words.

In: the words of a sentence. Out: one tag a word, from closed lists, endings and neighbours.
It is a floor for rules that need "noun or verb here?"; it builds no tree. Tags: det poss prep be
have do modal not pron wh that sub and to num stop comma quote gen adv verb ing adj noun name.
"""

from collections.abc import Mapping, Sequence

from sourceline.text.inflect import IRREGULAR, verb_forms

Verbs = Mapping[str, frozenset[str]]

_CLOSED_LINES = {
    "det": "the a an this these those each every some any no all both another either neither "
           "such many several few most more much various countless numerous certain other what",
    "poss": "my your his its our their her",
    "prep": "of in on at by for with from against over under between among through during within "
            "without across around near outside inside about into onto upon toward towards behind "
            "beyond despite amid amidst alongside per via beside besides above below along past "
            "throughout like unlike following including regarding concerning off out up down "
            "after before since until till as than",
    "be": "be is are am was were been being 's 're ’s ’re 'm ’m",
    "have": "have has had having 've ’ve 'd ’d",
    "do": "do does did doing done",
    "modal": "will would shall should can could may might must 'll ’ll ca wo ought cannot",
    "not": "not n't n’t never",
    "pron": "i you he she it we they me him us them himself herself itself themselves myself "
            "ourselves someone somebody anyone anybody everyone everybody nobody one others "
            "something nothing everything anything",
    "wh": "who which whom whose where when why how whoever",
    "sub": "if because while although though unless whether whereas once lest",
    "and": "and or but nor yet plus &",
    "to": "to",
    "stop": ". ! ? … ; ... --- -- — – ―",
    "comma": ", : ( ) [ ]",
    "quote": "\" “ ” ‘ ’ '' `` ' « »",
    "adv": "otherwise regardless likewise moreover furthermore simply "
           "also then now just still even only soon often always already again later earlier "
           "ever too very quite rather almost nearly so well once twice yesterday today "
           "tomorrow tonight nonetheless nevertheless here there ago instead however "
           "meanwhile thus therefore perhaps "
           "indeed together abroad away back afterward afterwards thereby further first openly",
    "num": "one two three four five six seven eight nine ten eleven twelve dozen dozens hundred "
           "hundreds thousand thousands million millions billion billions scores",
}
CLOSED: dict[str, str] = {
    word: tag for tag, line in reversed(_CLOSED_LINES.items()) for word in line.split()
} | {"that": "that"}
_NOT_ADVERBS = frozenset((
    "family", "ally", "rally", "assembly", "reply", "supply", "anomaly", "monopoly", "july",
    "italy", "bully", "belly", "jelly", "fly", "ugly", "friendly", "deadly", "early", "daily",
    "weekly", "monthly", "yearly", "elderly", "lonely", "likely", "unlikely", "orderly", "costly",
    "only", "holy", "silly", "lovely", "apply", "multiply", "imply", "comply", "rely",
))
_REGULAR = """
accept accuse act add address admit agree aim allow announce answer appear apply approve argue
arrest arrive ask attack attempt attend base believe block blame boast call cancel capture carry
cause change charge claim close condemn confirm consider continue contribute create criticize
deal declare decide defend demand deny describe destroy detain determine develop die discuss
dismiss display end enter escape establish expect explain express face fail fear fire follow
force gather happen help highlight hope host identify impose include increase indicate inform
injure insist intend involve issue join kill lack last launch learn like live look love mark
march mention move name need note occur offer open order organize own participate pass plan play
plead pledge point praise prepare present prevent produce promise propose protest prove provide
publish pull push question raise reach reject release remain remember remove repeat reply report
represent request require resign respond return reveal rule seem serve sign spark start state
stay stop suggest support surround suspect suspend target threaten try turn urge use vote vow
wait walk want warn watch welcome work worry wound
"""
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re",
                 "get", "gets", "got", "getting", "am"))
_SUBJECTS = frozenset(("i", "he", "she", "we", "they", "you", "it", "who", "which"))
# Common nouns and adjectives that look like forms of verbs; a verb only where grammar forces it.
_NOUN_FIRST = frozenset((
    "left", "set", "cut", "hit", "bid", "lead", "run", "means", "meeting", "building", "hearing",
    "saw", "bet", "fall", "spring", "light", "lie", "lies", "state", "states", "need", "use",
    "end", "number", "plan", "plans", "work", "support", "report", "reports", "attack", "attacks",
    "call", "calls", "claim", "claims", "concerned", "united", "armed", "alleged", "so-called",
    "wound", "found", "read", "rose", "wake", "ground", "bear", "bound", "hundred", "shed",
    "red", "infrared", "hundred", "according", "speed", "need", "seed", "feed", "breed", "naked",
    "sacred", "wicked", "rugged", "kindred", "hatred", "bed", "bread", "indeed", "fed", "embed",
))


def common_verbs(extra: Sequence[str] = ()) -> dict[str, frozenset[str]]:
    """Make the forms of common verbs and of those a room adds: form -> inflections.

    >>> sorted(common_verbs(["stab"])["stabbed"])
    ['participle', 'past']
    """
    forms: dict[str, set[str]] = {}
    for base in (*IRREGULAR, *_REGULAR.split(), *extra):
        for form, inflection in verb_forms(base.split()[0]):
            forms.setdefault(form, set()).add(inflection)
    return {form: frozenset(kinds) for form, kinds in forms.items()}


def tag_words(raw: Sequence[str], verbs: Verbs) -> list[str]:
    """Tag the words of a sentence.

    >>> tag_words(["The", "police", "arrested", "two", "men", "."], common_verbs())
    ['det', 'noun', 'verb', 'num', 'noun', 'stop']

    Takes: the words as written and the verb forms of `common_verbs`.
    """
    low = [word.lower() for word in raw]
    shouting = sum(word.isupper() and len(word) > 3 for word in raw) * 2 > len(raw)
    tags: list[str] = []
    for at, word in enumerate(low):
        tags.append(_tag(raw, low, tags, at, verbs, shouting))
        if word in ("'s", "’s", "'", "’") and _is_genitive(low, tags, at):
            tags[at] = "gen"
    return tags


def _tag(raw: Sequence[str], low: Sequence[str], tags: Sequence[str], at: int, verbs: Verbs,
         shouting: bool) -> str:
    word = low[at]
    closed = CLOSED.get(word)
    if closed:
        return _closed(raw, low, tags, at, closed)
    if word[0].isdigit():
        return "num"
    if not any(letter.isalnum() for letter in word):
        return "noun" if word in ("-", "‐", "‑", "$", "€", "£", "%") else "stop"
    starts = at == 0 or tags[at - 1] in ("quote", "stop") or raw[at - 1] == ":"
    if raw[at][0].isupper() and not starts and not shouting:
        return "name"
    if word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS:
        return "adv"
    return _open(raw, low, tags, at, verbs, starts)


def _closed(raw: Sequence[str], low: Sequence[str], tags: Sequence[str], at: int,
            closed: str) -> str:
    """Settle the few small words that depend on their neighbours."""
    word, after = low[at], low[at + 1] if at + 1 < len(low) else ""
    if raw[at] in ("US", "IT", "May", "Will") and at and raw[at - 1] != ".":
        return "name"
    if word == "that" and tags and tags[-1] == "prep":
        return "det"
    if word == "her" and (not after or after in CLOSED):
        return "pron"
    if word in ("one", "others") and tags and tags[-1] not in ("det", "verb"):
        return "num" if word == "one" else "pron"
    if word == "no" and after.startswith("."):
        return "noun"
    return closed


def _is_genitive(low: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Tell "the party's leader" from "she's leading" and "the party's over"."""
    if at == 0 or at + 1 >= len(low) or low[at - 1] in _SUBJECTS | {"that", "there", "what"}:
        return False
    after = low[at + 1]
    if len(low[at]) == 1:
        return low[at - 1].endswith("s") and after[0].isalpha() and tags[at - 1] in ("noun", "name")
    if after in CLOSED and CLOSED[after] in ("det", "prep", "not", "to", "be", "pron"):
        return after in ("own", "most", "many", "first", "one", "two", "three", "all")
    return tags[at - 1] in ("noun", "name", "num", "adj", "ing")


def _open(raw: Sequence[str], low: Sequence[str], tags: Sequence[str], at: int, verbs: Verbs,
          starts: bool) -> str:
    word = low[at]
    inflections = verbs.get(word, frozenset())
    if not inflections:
        inflections = _guess(word)
    before = _before(tags, at)
    if not inflections and before == "modal" and word.isalpha():
        return "verb"
    if not inflections:
        return "name" if raw[at][0].isupper() and not starts else "noun"
    if inflections & {"past", "participle"}:
        return _past(low, tags, at, verbs, before)
    if "ing" in inflections:
        return "ing"
    return _present(low, tags, at, inflections, before)


def _guess(word: str) -> frozenset[str]:
    """Guess the inflection of an unknown word from its ending."""
    if word in _NOUN_FIRST:
        return frozenset()
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return frozenset(("past", "participle"))
    if word.endswith("ing") and len(word) > 5:
        return frozenset(("ing",))
    return frozenset()


def _before(tags: Sequence[str], at: int) -> str:
    """Give the tag before `at`, adverbs and negations skipped."""
    back = at - 1
    while back >= 0 and tags[back] in ("adv", "not"):
        back -= 1
    return tags[back] if back >= 0 else ""


def _past(low: Sequence[str], tags: Sequence[str], at: int, verbs: Verbs, before: str) -> str:
    """A past form: verb, unless it stands where an adjective or noun stands."""
    after = low[at + 1] if at + 1 < len(low) else ""
    open_after = bool(after) and after[0].isalpha() and after not in CLOSED
    if before in ("be", "have", "modal", "do", "pron", "wh", "to"):
        return "adj" if before == "have" and open_after and tags[at - 1] == "adv" else "verb"
    if before in ("det", "poss", "gen", "num", "adj"):
        return "adj" if open_after else ("noun" if low[at] in _NOUN_FIRST else "verb")
    if low[at] in _NOUN_FIRST:
        return "noun" if before not in ("noun", "name") else "verb"
    if before in ("prep", "and", "") and open_after:
        return "adj" if verbs.get(after, frozenset()) or before == "prep" else "verb"
    return "verb"


def _present(low: Sequence[str], tags: Sequence[str], at: int,
             inflections: frozenset[str], before: str) -> str:
    """A base or third-person form: verb only where the words before call for one."""
    last = tags[at - 1] if at else ""
    if before in ("modal", "do", "to"):
        return "verb"
    if last == "not" or (before == "pron" and low[at - 1] not in ("him", "them", "her", "us")):
        return "verb"
    if before in ("wh", "that") and low[at] not in _NOUN_FIRST:
        return "verb" if low[at - 1] not in ("that", "whose", "which") or "s" in inflections \
            else "noun"
    if last == "and" and "base" in inflections and _coordinates(low, tags, at):
        return "verb"
    if last not in ("noun", "name") or low[at - 1] in ("-", "‐"):
        return "noun"
    return "verb" if _agrees(low, at, inflections) else "noun"


def _coordinates(low: Sequence[str], tags: Sequence[str], at: int) -> bool:
    """Tell the second verb of "to enter and bomb a hall"."""
    after = CLOSED.get(low[at + 1], "") if at + 1 < len(low) else ""
    infinitive = any(tags[back] == "verb" and back and tags[back - 1] in ("to", "modal")
                     for back in range(max(0, at - 6), at - 1))
    return infinitive and after in ("det", "poss", "pron", "prep", "num")


def _agrees(low: Sequence[str], at: int, inflections: frozenset[str]) -> bool:
    """Tell whether subject number and what follows fit a present-tense verb."""
    after = low[at + 1] if at + 1 < len(low) else ""
    plural = low[at - 1].endswith("s") and not low[at - 1].endswith(("ss", "us"))
    fits = plural if "base" in inflections and "s" not in inflections else True
    closed = CLOSED.get(after, "")
    opens = closed in ("det", "poss", "pron", "that", "to") or after[:1] in ("“", "\"", "`")
    return fits and (opens or (closed in ("prep", "adv") and low[at] not in _NOUN_FIRST
                               and after not in ("of",) and plural))
