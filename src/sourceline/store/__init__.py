"""The record on disk: one rebuildable SQLite file, and the questions the product asks of it.

In: record types. Out: `open.py` (open, refuse, migrate), `write.py` (fill), `cache.py` (work
already done), `ask.py` (one function per question). It never reads an article's meaning.
"""
