"""events: what is said to happen, in one article and over the collection.

In: `Text`, `Reading`, mentions, time expressions; then all mentions of a collection with links and
dates. Out: `EventMention`s, then `Event`s. Limits: plain rules on words and word order; metaphor
is only known where a guard knows it; anaphora ("the attack") is merged inside an article only
where nothing speaks against it. Measured: docs/rooms/events.md.
"""
