"""What the numbers of the network's answers mean, as the file beside the weights says.

In: `labels.json`. Out: `Labels`. Nothing in this package knows a label's number: the lists of the
file decide, so that other weights with other lists work unchanged.
"""

from pathlib import Path

import msgspec

from sourceline.errors import ModelMissing


class Labels(msgspec.Struct, frozen=True):
    """Lists of labels; a label's number is its place in the list."""

    upos: tuple[str, ...]
    deprels: tuple[str, ...]
    roles: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    # Kinds of events; the first is none. Weights of before have no such head.
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


def read_labels(path: Path) -> Labels:
    """Read the lists; a file that is not such lists is as bad as none.

    >>> read_labels(Path("labels.json"))  # doctest: +SKIP
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Labels)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelMissing(
            "the labels of the reading model cannot be read", where=str(path),
            remedy="install the package again, or ask for the reader \"rules\"",
        ) from error
