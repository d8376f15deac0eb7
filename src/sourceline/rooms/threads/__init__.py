"""Cases that run through the collection, and what articles say is due.

In: per article, text, reading, event mentions, times (due.py → `Due`); over the collection, events,
mentions, links, entities (find.py → `Thread`, `FollowUp`).
Limits: criminal cases and detentions only; joined by named persons and by sentences that tell of
two stages together. An answer is an event of this collection; "not found" never means "did not
happen".
"""
