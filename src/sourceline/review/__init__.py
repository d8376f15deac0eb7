"""What people judged, kept beside the record where no rebuild can touch it.

In: decisions. Out: `keep.py` (an append-only file), `fold.py` (how decisions add up), `bind.py`
(finding a decision's words again after a rebuild). It asks nobody anything yet: the pages for
review, and verdicts that change events and entities, come with the reading room.
"""
