"""What people judged, kept beside the record where no rebuild can touch it.

In: decisions. Out: `decide.py` (make one, refuse what cannot be meant), `keep.py` (an append-only
file, lines of JSON), `fold.py` (how decisions add up), `bind.py` (finding a decision's words again
after a rebuild), `searches.py` (saved searches). What decisions change in a record is
`store/settle.py`; `sourceline.judge` brings the two together.
"""
