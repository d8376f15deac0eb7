"""What a reader sees when a page cannot be shown."""

from sourceline.record.base import Written


class ProblemPage(Written, frozen=True, kw_only=True):
    """What is wrong, and what to do next."""

    what: str
    remedy: str
