"""Word lists, gazetteers and event kinds as data, each with source and licence on top.

In: a file name. Out: typed lists through `load.load`. It decides nothing.
"""
