"""Cut raw English text into the words the model was trained on, as in the English Web Treebank.

In: a text. Out: half-open intervals, in order, that leave out white space only. It is the
tokeniser of `training/tokens.py` with every repetition that could be tried again bounded, so that
hostile text is cut in linear time; on text people wrote both give the same words.
"""

import re

Span = tuple[int, int]

# Order matters: what comes first wins. Addresses and numbers stay whole, hyphens stand alone, as
# in the treebank.
_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"]{0,2000}[^\s<>".,;:!?)\]']    # web addresses
  | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}         # mail addresses
  | [\w-]{1,64}(?:\.[\w-]{1,64}){0,6}
      \.(?:com|org|net|gov|edu|info|doc|xls|pdf|txt|htm|html|jpg)\b  # sites, files
  | [@\#]\w+                                                 # handles and tags
  | (?:[A-Za-z]\.){2,} | Ph\.D\.?                            # U.S., a.m.
  | \d+(?:[.,:]\d+)*(?=(?i:[ap])\.?(?i:m)\b)                 # 7:30 of 7:30pm
  | \d+(?:/\d+)+ | (?:\d-)?\d{3}-\d{3}-\d{4}                # 11/28/2000, telephone numbers
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b                     # 1,300  10:30  2.5  21st  1990s
  | (?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|vs
      |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No|Mt|Ft|Adm|Cpl|Pvt|Hon|Supt|Brig
      )\.(?=\s|$|,)
  | (?<=et\s)al\.
  | etc\.(?=\s{1,9}[a-z(]|,|\))
  | \b[A-Z]\.(?=\s{1,9}[A-Z])                                # initials
  | [A-Z]+(?:&[A-Z]+)+                                       # AT&T
  | (?:(?i:non|pre|anti|ex|co|re|pro|semi|mid|un|e|multi|sub|ultra|inter|counter|post|bi)-)[^\W_]+
  | [^\W_]+(?:['’][^\W_]+)*                                  # words, with their apostrophes
  | [:;]-?[()DP](?!\w)                                       # :)
  | ([=*~<>_+-])\1+ | ''|’’|``                               # runs of one mark
  | \.{2,} | [!?.]{2,}                                       # ... and ?!
  | \S                                                       # every other mark alone
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll))\Z", re.IGNORECASE)
_PARTED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def find_words(text: str, start: int, end: int) -> list[Span]:
    """Give the words of `text[start:end]`.

    >>> [("It isn't Ito's.")[a:b] for a, b in find_words("It isn't Ito's.", 0, 15)]
    ['It', 'is', "n't", 'Ito', "'s", '.']
    """
    found: list[Span] = []
    for match in _WORD.finditer(text[start:end]):
        first, last = match.start() + start, match.end() + start
        cut = _clitic_length(match.group())
        if cut:
            found.append((first, last - cut))
        found.append((last - cut if cut else first, last))
    return found


def _clitic_length(word: str) -> int:
    """How many characters at the end of a word stand as a word of their own."""
    clitic = _CLITIC.search(word, max(0, len(word) - 3))
    if clitic and clitic.start():
        return len(word) - clitic.start()
    at = _PARTED.get(word.lower()) if len(word) < 8 else None
    return len(word) - at if at else 0


def directed(words: list[str], glued: set[int]) -> list[str]:
    """Turn straight double quotes the way the spaces say: closed where no space stands before.

    The model was taught the same, so that it sees which way a quote faces.

    >>> directed(['"', "Go", '"', "."], {1, 2, 3})
    ['“', 'Go', '”', '.']
    """
    turned = list(words)
    for at, word in enumerate(words):
        if word == '"':
            turned[at] = "”" if at in glued and words[at - 1] not in ("(", "[") else "“"
    return turned
