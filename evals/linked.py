"""The names of some articles, linked as the product links those of a collection.

In: what each article names. Out: entities and links.
"""

from collections.abc import Sequence

from sourceline.record.entity import Linking, Naming
from sourceline.rooms.entities.link import LinkSettings, link_entities


def link_namings(namings: Sequence[Naming]) -> Linking:
    """Link what articles name; the same answer for any order of the articles.

    >>> link_namings(())
    Linking(entities=(), links=())
    """
    return link_entities([mention for one in namings for mention in one.mentions],
                         [about for one in namings for about in one.descriptions], LinkSettings())
