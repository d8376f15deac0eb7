"""names: what one article names, and what it says the named things are.

In: `Text` and `Reading`. Out: `Naming` (mentions and descriptions).
"""
