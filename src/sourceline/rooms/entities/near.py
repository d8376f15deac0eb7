"""Near spellings of one name: "Lena Pour-Ostri" and "Lena Pourostri".

In: folded names. Out: for a rarer spelling the one it joins. Only long names, only pairs whose
parts agree one by one, never a chain.
"""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz


def near_names(names: Sequence[str], min_chars: int, min_ratio: float) -> dict[str, str]:
    """Say which names are spellings of another.

    >>> near_names(["lena pour ostri", "lena pourostri", "lena porter"], 12, 92)
    {'lena pourostri': 'lena pour ostri'}

    Gives: a name to the alphabetically first of its family; families of more than one pair that
    do not all agree with one another are left apart.
    """
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        parts = name.split()
        if len(name.replace(" ", "")) >= min_chars and len(parts) > 1:
            blocks[parts[0], parts[1][0]].append(name)
    joined: dict[str, str] = {}
    for block in blocks.values():
        joined |= _join_block(block[:200], min_ratio)
    return joined


def _join_block(block: list[str], min_ratio: float) -> dict[str, str]:
    near: dict[str, list[str]] = {
        name: [other for other in block if other != name and _is_near(name, other, min_ratio)]
        for name in block
    }
    joined: dict[str, str] = {}
    for name, others in near.items():
        family = sorted([name, *others])
        agreed = all(sorted([other, *near[other]]) == family for other in others)
        if others and agreed and family[0] != name:
            joined[name] = family[0]
    return joined


def _is_near(name: str, other: str, min_ratio: float) -> bool:
    """Tell two spellings: same letters but for spaces, or one or two letters of a long word."""
    tight, other_tight = name.replace(" ", ""), other.replace(" ", "")
    if tight == other_tight:
        return True
    parts, other_parts = name.split(), other.split()
    if len(parts) != len(other_parts) or parts[0] != other_parts[0]:
        return False
    # "Ana Meyers" and "Ana Meyer" may be two people; a changed first or last letter is no variant.
    if any(a[0] != b[0] or a[-1] != b[-1] for a, b in zip(parts, other_parts, strict=True)):
        return False
    return fuzz.ratio(tight, other_tight) >= min_ratio
