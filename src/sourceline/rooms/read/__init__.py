"""read: from a text to sentences, tokens and as much grammar as its reader can tell.

In: `Text`. Out: `Reading`. The reader `rules-1` (module `rules`) tells sentences, tokens, lemmas
and coarse parts of speech; it leaves syntax, names and roles open. Limits: English spelling;
line breaks decide where no full stop does. Measured (evals/read): sentences F1 100 on GUM news,
95 on all of GUM, 84 on EWT (mail and forums); tokens F1 98 to 100; lemmas 97 percent right.
"""
