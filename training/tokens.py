"""Cut raw English text into the words the model was trained on (the habits of the English Web
Treebank).

In: a text. Out: half-open character intervals, in order, that leave out white space only.
Does not: repair text, look words up, or know other languages.
"""

import re

# Order matters: what comes first wins. Addresses and numbers stay whole, hyphens stand alone, as
# in the treebank.
_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]*[^\s<>".,;:!?)\]']      # web addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                         # mail addresses
  | [\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|doc|xls|pdf|txt|htm|html|jpg)\b  # sites, files
  | [@\#]\w+                                             # handles and tags
  | (?:[A-Za-z]\.){2,} | Ph\.D\.?                        # U.S., a.m.
  | \d+(?:[.,:]\d+)*(?=(?i:[ap])\.?(?i:m)\b)                     # 7:30 of 7:30pm
  | \d+(?:/\d+)+ | (?:\d-)?\d{3}-\d{3}-\d{4}            # 11/28/2000, telephone numbers
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b                 # 1,300  10:30  2.5  21st  1990s
  | (?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|vs
      |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Mt|Ft|Adm|Cpl|Pvt|Hon|Supt|Brig
      )\.(?=\s|$|,)
  | (?<=et\s)al\.
  | etc\.(?=\s+[a-z(]|,|\))
  | \b[A-Z]\.(?=\s+[A-Z])                                # initials
  | [A-Z]+(?:&[A-Z]+)+                                    # AT&T
  | (?:(?i:non|pre|anti|ex|co|re|pro|semi|mid|un|e|multi|sub|ultra|inter|counter|post|bi)-)[^\W_]+
  | [^\W_]+(?:['’][^\W_]+)*                              # words, with their apostrophes
  | [:;]-?[()DP](?!\w)                                    # :)
  | ([=*~<>_+-])\1+ | ''|’’|``                            # runs of one mark
  | \.{2,} | [!?.]{2,}                                    # ... and ?!
  | \S                                                   # every other mark alone
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|m|d|re|ve|ll))$")
_PARTED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def find_tokens(text: str) -> list[tuple[int, int]]:
    """Give the words of a text as half-open intervals.

    >>> [("It isn't Qaim's.")[a:b] for a, b in find_tokens("It isn't Qaim's.")]
    ['It', 'is', "n't", 'Qaim', "'s", '.']
    """
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        cut = _clitic_length(match.group())
        start, end = match.span()
        if cut:
            found.extend([(start, end - cut), (end - cut, end)])
        else:
            found.append((start, end))
    return found


def _clitic_length(word: str) -> int:
    """How many characters at the end of a word stand as a word of their own."""
    match = _CLITIC.match(word)
    if match:
        return len(match.group(2))
    at = _PARTED.get(word.lower())
    return len(word) - at if at else 0


_ENDS = re.compile(r"""[.!?…]["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9])|\n+""")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Prof|Rev|St|No|vs|Adm|Brig)|\b[A-Z])\.$"
)


def split_plainly(text: str) -> list[tuple[int, int]]:
    """Cut a text at line ends and at full stops before a capital: good enough to train names on, no
    more.

    >>> split_plainly("Gen. Votel spoke. He left.")
    [(0, 17), (18, 26)]
    """
    places = [m.end() for m in _ENDS.finditer(text) if not _SHORT.search(text[: m.end()])]
    starts = [0, *places]
    ends = [*places, len(text)]
    return [
        span
        for span in (_trim(text, a, b) for a, b in zip(starts, ends, strict=True))
        if span[0] < span[1]
    ]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (
        len(part) - len(part.rstrip())
    ) if part.strip() else start
