"""Coverage-guided fuzzing of acquire and clean with Atheris; run by `python -m tests.faults`.

The first byte of an input says which kind of file the rest is.
"""

import logging
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sourceline.rooms"]):
    from sourceline.rooms.acquire import find
    from sourceline.rooms.clean import documents, scans, text

from tests.faults.broken import WHOLE, account_for

ENDINGS = sorted(WHOLE)
FOLDER = Path(tempfile.mkdtemp(prefix="sourceline-guided-"))


def one(content: bytes) -> None:
    """Read and clean one input."""
    if not content:
        return
    path = FOLDER / ENDINGS[content[0] % len(ENDINGS)]
    path.write_bytes(content[1:])
    assert sum(account_for(path)) >= 1
    path.unlink()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    assert find.VERSION
    assert text.VERSION
    scans.recogniser = documents.recogniser = lambda: ()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
