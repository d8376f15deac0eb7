"""entities: which mentions of a collection mean the same thing in the world.

In: mentions and descriptions of all articles. Out: `Linking` (entities and links). Names join by
one spelling, explained acronyms, and reasons inside an article; the rest is left open. Measured
(evals/entities, pairs of names on ECB+ dev topics): precision 95, recall 74.
"""
