"""export: a record handed on, one file per format.

In: an open record. Out: files that others' tools read. Every format reads the promised views
alone (docs/record.md), so a protected copy of a record (`protect.py`) goes the same way as the
record itself. Nothing here sends anything anywhere.
"""
