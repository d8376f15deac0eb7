"""The cues of speech of the lexicon, ready for a search of attributions.

In: nothing (lexicon/cues.toml ships with the program). Out: `CueLists`.
"""

from collections.abc import Sequence
from functools import cache

import msgspec

from sourceline.lexicon.cues import load_cues
from sourceline.text.said import CueLists, cue_lists


@cache
def speech_cues() -> CueLists:
    """Give the cues of lexicon/cues.toml, made ready once.

    >>> speech_cues().forms["said"]
    'say'
    """
    cues = load_cues()
    classes: dict[str, Sequence[str]] = dict(msgspec.structs.asdict(cues.speech))
    speaker = cues.speaker
    return cue_lists(classes | {"speakers": speaker.people + speaker.bodies + speaker.documents})
