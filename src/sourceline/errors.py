"""The errors Sourceline raises: each says what happened, where, and what to do next.

In: nothing. Out: four kinds of `SourcelineError`, and where an error arose. It does not print and
does not log.
"""


class SourcelineError(Exception):
    """Anything Sourceline refuses, with what happened, where, and the remedy.

    >>> str(BadInput("the file is empty", where="a.txt", remedy="remove it"))
    'the file is empty (a.txt): remove it'
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the three parts apart, so that a page or `--json` can show each."""
        self.what, self.where, self.remedy = what, where, remedy
        place = f" ({where})" if where else ""
        super().__init__(f"{what}{place}" + (f": {remedy}" if remedy else ""))


class BadInput(SourcelineError):
    """What was given cannot be used as it is."""


class CannotFetch(SourcelineError):
    """An address did not give what it should."""


class ModelMissing(SourcelineError):
    """A reading model that was asked for is not on this machine."""


class BrokenRecord(SourcelineError):
    """A record file is damaged, newer than this program, or not a record at all."""


def place_of(error: BaseException) -> str:
    """Say where an error arose: function and line, without any of the article's words.

    >>> place_of(ValueError())
    'unknown place'
    """
    where = error.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    return f"{where.tb_frame.f_code.co_name}, line {where.tb_lineno}" if where else "unknown place"
