"""What a reader says of words that tell events, sentence by sentence.

In: a `Reading`. Out: its `Tells` by where their sentence begins.
"""

from collections.abc import Mapping

from sourceline.record.reading import Reading, Tells


def by_sentence(reading: Reading) -> Mapping[int, list[Tells]]:
    """Put what the reader says of words under the start of their sentence."""
    found: dict[int, list[Tells]] = {}
    for one in reading.tells:
        found.setdefault(reading.sentences[one.sentence].start, []).append(one)
    return found
