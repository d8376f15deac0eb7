"""One event from many tellings.

In: the event mentions of all articles, with links, entities, placed times, places, publications.
Out: `Event`s with a neutral label, a status, the tightest time and a place; every mention belongs
to exactly one, and every merge says why. Door: `merge.merge_event_mentions`.
"""
