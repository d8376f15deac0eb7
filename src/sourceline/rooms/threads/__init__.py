"""Cases and matters that run through the collection, and what articles say is due.

In: per article, text, reading, event mentions, times (due.py → `Due`; steps.py → more
`EventMention`s); over the collection, events, mentions, links, entities, texts, publications
(find.py → `Thread`, answer.py → `FollowUp`).
Limits: joined by the people a case concerns, by sentences that tell of two stages together, and by
several rare names and words; an article of two cases leaves its unnamed steps open. An answer is an
event of this collection; "not found" never means "did not happen".
Measured: docs/rooms/threads.md, on invented cases of which eleven were set aside before the work.
"""
