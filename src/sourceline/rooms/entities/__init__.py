"""entities: which mentions of a collection mean the same thing in the world.

In: mentions and descriptions of all articles, and what people decided. Out: `Linking` (entities
and links). Names join by one spelling, explained acronyms, offices, company and reasons inside an
article; namesakes are told apart; the rest is left open. Measured (evals/entities, pairs of names
on ECB+ dev topics): precision 95, recall 71.
"""
