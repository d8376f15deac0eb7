"""entities: which mentions of a collection mean the same thing in the world.

In: mentions and descriptions of all articles. Out: `Linking` (entities and links).
"""
