"""The base of every written-down type, and how identities are made.

In: the parts that say what a thing is. Out: `Written` and `make_id`. No scores, no clocks.
"""

import hashlib

import msgspec


# What is frozen and holds only tuples and plain values cannot be part of a cycle, so the garbage
# collector need not look at it: a collection of 100,000 articles has fifty million such things.
class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A type that is written to disk: frozen, keyword-only, unknown fields refused."""


def make_id(prefix: str, *parts: object) -> str:
    """Name a thing by what is said of it: the same parts always give the same id.

    >>> make_id("m", "a1", 10, 15) == make_id("m", "a1", 10, 15)
    True

    Takes: a one- or two-letter prefix that tells the kind, and the parts in a fixed order.
    Gives: the prefix and 16 hexadecimal digits (64 bits; a clash in a record of ten million
    things has a chance of about 3 in 1,000,000).
    """
    said = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
