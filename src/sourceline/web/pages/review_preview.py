"""What a bulk decision would decide, word for word, before it is made."""

from sourceline.record.base import Written


class PreviewLine(Written, frozen=True, kw_only=True):
    """Words that would be decided on, in their sentence."""

    words: str
    read_as: str
    sentence: str


class PreviewPage(Written, frozen=True, kw_only=True):
    """Everything that would be decided, and the fields that decide it."""

    question: str
    verdict: str
    reason: str
    targets: tuple[str, ...]
    lines: tuple[PreviewLine, ...]
    back: str
