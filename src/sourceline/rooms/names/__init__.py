"""names: what one article names, what stands for a name, and what the named things are said to be.

In: `Text` and `Reading`. Out: `Naming` (mentions and descriptions). The reader's spans and the
rules (capitals, word lists) make one list; pronouns and definite phrases are joined where syntax
lets them mean one name only. Measured (evals/names, span and kind strict): F1 78 on UNER-EWT dev,
69 on re3d held out, 87 on WikiGold; pronouns on GUM dev (evals/anaphora): 91 in 100 links right.
"""
