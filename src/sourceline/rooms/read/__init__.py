"""read: from a text to sentences, tokens and as much grammar as its reader can tell.

In: `Text`. Out: `Reading`. The reader `rules-1` (module `rules`) tells sentences, tokens, lemmas
and coarse parts of speech; it leaves syntax, names and roles open.
"""
