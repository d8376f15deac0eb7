"""What SQLite and damaged bytes make a program raise, said plainly: what happened, what next.

In: work on a record, its cache or its decisions. Out: the same work; a full disk, a file that is
held by another program and a damaged file become a `BrokenRecord`. Errors of this program's own
(a row that points at nothing, SQL that is wrong) stay what they are.
"""

import errno
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from sourceline.errors import BrokenRecord

_OURS = (sqlite3.IntegrityError, sqlite3.ProgrammingError)
_DAMAGE = (sqlite3.DatabaseError, zlib.error, json.JSONDecodeError, UnicodeDecodeError,
           msgspec.MsgspecError)
# What SQLite calls the disk, the folder, or another program in the way.
_OUTSIDE = ("full", "disk i/o", "readonly", "read-only", "unable to open", "locked", "busy")
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS)


@contextmanager
def told_plainly(record: Path) -> Iterator[None]:
    """Do something with a record's files; what goes wrong with them is a `BrokenRecord`.

    >>> with told_plainly(Path("case.db")):
    ...     raise sqlite3.OperationalError("database or disk is full")
    Traceback (most recent call last):
    sourceline.errors.BrokenRecord: the disk did not do its part (database or disk is full) ...
    """
    try:
        yield
    except _OURS:
        raise
    except _DAMAGE as error:
        if any(sign in str(error).lower() for sign in _OUTSIDE):
            raise _outside(str(error), record) from error
        raise BrokenRecord(
            f"a file of this record is damaged ({str(error)[:120]})", where=str(record),
            remedy=f"delete {record.name} and {record.name}.cache and build again; decisions are "
            "kept in the file that ends in .review.db, which stays") from error
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise _outside(error.strerror or str(error), record) from error


def _outside(what: str, record: Path) -> BrokenRecord:
    return BrokenRecord(
        f"the disk did not do its part ({what})", where=str(record),
        remedy="see that there is room, that its folder may be written, and that no other build "
        "of it runs; then do the same again: what stood there before still stands")
