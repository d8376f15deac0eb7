"""Names that only sign: photographers, agencies and writers named beside an article, not in it.

In: the text and the place of a name. Out: whether it is a credit. "Ana Ito/Velm Images", "Photo by
Ana Ito", "By Ana Ito" on a line of its own, "Editing by Ana Ito".
"""

import re

# Far enough for "(Photo illustration by " and "/Getty Images"; each look is bounded by it.
_REACH = 60
_LONG_REACH = 420
_BEFORE = re.compile(
    r"(?:\b(?:photo(?:graph|s)?|image|picture|illustration|graphic|video|credit|cartoon|artwork)s?"
    r"(?: credit| illustration)?(?: by| from| courtesy of|:| via)|\bphoto(?:graphed)? by"
    r"|\b(?:reporting|editing|writing|compiled|translated|additional reporting|edited) by"
    r"|\bcontributing:|\bsource:|\bvia)\s*(?:[^.\n:()]{0,40}[,;]\s*(?:and\s+)?)?[“\"(]?$",
    re.IGNORECASE)
_AGENCIES = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|AFP/Getty|Shutterstock|Alamy|UPI"
    r"|TASS|Bloomberg|NurPhoto|Anadolu|Redux|ZUMA|Xinhua|SIPA|Sipa|EFE|DPA|PA(?: Wire| Images)?"
    r"|Press Association|Newscom|Associated Press|iStock|Flickr|Handout|Pool|Corbis|Magnum|Polaris"
    r"|[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})? (?:Images|Photos?|Pictures|Photography))\b")
_AFTER = re.compile(
    rf"\s{{0,2}}(?:/|\||\bvia\b)\s{{0,2}}(?:[A-Z]\w{{1,15}}/)?{_AGENCIES}")
_AGENCY_BEFORE = re.compile(rf"{_AGENCIES}(?: [Pp]hoto)?\s{{0,2}}/\s{{0,2}}$")
# "Follow Ana Ito on", "Ana Ito in Velm and Karl Orr in Oste contributed to this report".
_FOLLOW = re.compile(r"\b(?:Follow|Email|Contact|Write to)\s(?:[^.\n]{0,30}\s)?$")
_FOLLOWED = re.compile(r"\s(?:on Twitter|on Facebook|at @|@\w|at \S{1,40}@)")
_SIGNED = re.compile(r"^\s{0,3}(?:—|–|--)\s?(?:[^.\n]{0,40}\sand\s)?$")
_SIGNING = re.compile(r"\sin\s[A-Z]")
_REPORTED = re.compile(r"[^.\n]{0,380}\bcontributed (?:to (?:this|the)|reporting)")
_BYLINE = re.compile(r"^\W{0,3}(?:[Bb]y|BY)\s[^.!?]{0,70}$")
_MAX_BYLINE_CHARS = 90


def is_credit(words: str, start: int, end: int) -> bool:
    """Tell a name that signs a picture or a text.

    >>> is_credit("A crowd in Velm. Ana Ito/Getty Images", 17, 24)
    True
    """
    before = words[max(0, start - _REACH):start]
    before = before[before.rfind("\n") + 1:]
    if _BEFORE.search(before) or _AGENCY_BEFORE.search(before):
        return True
    if _AFTER.match(words, end, min(len(words), end + _REACH)):
        return True
    if _FOLLOW.search(before) and _FOLLOWED.match(words, end):
        return True
    if _SIGNED.match(before) and _SIGNING.match(words, end):
        return True
    if _REPORTED.match(words, end, min(len(words), end + _LONG_REACH)):
        return True
    return _in_byline(words, start, end)


def _in_byline(words: str, start: int, end: int) -> bool:
    """Tell a name on a short line of its own that begins with "By"."""
    first = words.rfind("\n", max(0, start - _MAX_BYLINE_CHARS), start) + 1
    if first == 0 and start > _MAX_BYLINE_CHARS:
        return False
    last = words.find("\n", end, end + _MAX_BYLINE_CHARS)
    last = last if last >= 0 else min(len(words), end + _MAX_BYLINE_CHARS)
    line = words[first:last].strip()
    return len(line) <= _MAX_BYLINE_CHARS and bool(_BYLINE.match(line))
