"""What one room did in one build, for the run log.

In: nothing. Out: `RoomRun`. The log says how a record came about; it is no part of what the record
says, so it stands apart from the canonical dump.
"""

from sourceline.record.base import Written


class RoomRun(Written, frozen=True, kw_only=True):
    """One room in one build.

    `code` and `settings` name by hash the code and the settings that did the work. `articles` is
    how many the collection holds, `worked` how many this room worked on now (the others' results
    were known), `left_out` and `failed` how many of all it left out or failed at. `seconds` add up
    over all workers.
    """

    room: str
    code: str
    settings: str
    articles: int
    worked: int
    left_out: int = 0
    failed: int = 0
    seconds: float
