"""Stems: what the forms and derivations of an English word share, by spelling.

In: a word. Out: a stem that "acquired", "acquiring" and "acquirer" share. It knows no meaning;
"death" and "die" are told to be one family by `lexicon/merge.toml`.
"""

from functools import lru_cache

# Longest first; what is left must keep three letters.
_ENDINGS = tuple(sorted((
    "ization", "isation", "ations", "ation", "itions", "ition", "ments", "ment", "ions", "ion",
    "ings", "ing", "ances", "ance", "ences", "ence", "ancy", "ency", "able", "ible", "ures", "ure",
    "ers", "ors", "er", "or", "als", "al", "ive", "age", "ees", "ee", "ies", "ied", "ed", "es",
    "y", "e", "s"), key=len, reverse=True))
_SHORTEST = 3
_LONGEST_WORD = 40


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Cut a word's ending.

    >>> stem("acquisitions"), stem("arrested"), stem("Arrests"), stem("killings")
    ('acquis', 'arrest', 'arrest', 'kil')
    """
    low = word.lower()
    if len(low) > _LONGEST_WORD:
        return low
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            low = low[:-len(ending)]
            break
    return low[:-1] if len(low) > _SHORTEST and low[-1] == low[-2] else low
