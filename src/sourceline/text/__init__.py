"""Small pure questions about characters: places, sentences, tokens, quotes, names.

In: strings and word lists. Out: offsets and plain values. It loads nothing and knows no record;
word lists come from the caller, so the same question can be asked with other lists.
"""
