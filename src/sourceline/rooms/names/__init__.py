"""names: what one article names, and what it says the named things are.

In: `Text` and `Reading`. Out: `Naming` (mentions and descriptions). Names are taken from the
reader where it saw some, else found by capitals and word lists. Pronouns are left open.
Measured by plain rules (evals/names, span and kind strict): F1 62 on re3d names, 61 on UNER-EWT
dev, 67 on WikiGold; weakest on bodies, strongest on places.
"""
