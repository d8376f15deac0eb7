"""events: what is said to happen, in one article.

In: `Text`, `Reading`, mentions, time expressions. Out: `EventMention`s with kind, status, roles,
time. Limits: the reader's tree is followed where it gives one, word order elsewhere; metaphor is
only known where a guard knows it. One event of many tellings is the room `merge`. Measured:
docs/rooms/events.md.
"""
