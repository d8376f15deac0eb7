"""Place names, folded for comparing.

In: the words of a place name. Out: a form without case, accents and stops.
"""

import unicodedata

_SAINT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae",
                        "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "-": " ", "–": " ", "/": " ",
                        "’": "", "'": "", "‘": "", "`": "", "ʻ": "", "ʿ": "", "ʾ": "", ".": " "})


def fold_place(words: str) -> str:
    """Write a place name so that its spellings meet: "St. Gallen", "São Tomé".

    >>> fold_place("St. Gallen"), fold_place("São  Tomé"), fold_place("N'Djamena")
    ('saint gallen', 'sao tome', 'ndjamena')
    """
    plain = unicodedata.normalize("NFKD", words.translate(_PLAIN))
    kept = "".join(c for c in plain.lower() if not unicodedata.combining(c))
    parts = "".join(c if c.isalnum() else " " for c in kept).split()
    if len(parts) > 1:
        parts[0] = _SAINT.get(parts[0], parts[0])
    return " ".join(parts)
