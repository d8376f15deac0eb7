"""watching: what moves when articles arrive.

In: records. Out: differences between two states of a record as a reader cares for them
(`changes.py`), an Atom feed (`feed.py`), and rounds of building a folder again (`watch.py`).
Nothing here opens a connection.
"""
