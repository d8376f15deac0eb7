"""Who says what a line tells: the attributions around it, and the speaker who does what is said.

In: attributions of a text, its lines, a trigger's place. Out: `Said`, or a part of the event.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from sourceline.rooms.events.roles import Part
from sourceline.rooms.events.scene import Scene
from sourceline.rooms.events.status import Said
from sourceline.text.attribution import Attribution, cue_base
from sourceline.text.lines import Line
from sourceline.text.speech_cues import speech_cues

# A quotation over more sentences than this is a speech printed whole.
_MAX_SPOKEN_LINES = 60


def spoken_by_line(lines: Sequence[Line], said: Sequence[Attribution]
                   ) -> Mapping[int, list[Attribution]]:
    """Put attributions under every line their content reaches, a few lines at most."""
    starts = [line.start for line in lines]
    found: dict[int, list[Attribution]] = {}
    for one in said:
        first = max(0, bisect_right(starts, one.content[0]) - 1)
        for number in range(first, min(len(lines), first + _MAX_SPOKEN_LINES)):
            if lines[number].start >= one.content[1]:
                break
            found.setdefault(number, []).append(one)
    return found


def speech_around(words: str, line: Line, said: Sequence[Attribution], at: int) -> Said | None:
    """Give the innermost attribution whose content holds the trigger."""
    around = [one for one in said if one.content[0] <= at < one.content[1]]
    if not around:
        return None
    inner = min(around, key=lambda one: (one.content[1] - one.content[0], one.content))
    cue = ""
    if inner.cue is not None and line.start <= inner.cue[0] < line.end:
        first, last = line.word_at(inner.cue[0]), line.word_at(inner.cue[1])
        bases = [cue_base(line, word, speech_cues()) for word in range(first, last)]
        cue = next((base for base in bases if base), "")
    source = inner.source
    return Said(cue, words[slice(*source)] if source else "", inner.form)


def speaker_acts(scene: Scene, parts: list[Part], speech: Said | None,
                  said: Sequence[Attribution], at: int) -> list[Part]:
    """Who announces a measure takes it, when the words name nobody else as its actor."""
    acts = scene.trigger.pattern.kind.name in ("SANCTION", "POLICY", "MOBILIZE", "APPOINT")
    if speech is None or speech.cue != "announce" or not acts or any(
            role == "actor" for role, _ in parts):
        return parts
    for one in said:
        inside = one.content[0] <= at < one.content[1] and one.source is not None
        if inside and one.source and scene.line.start <= one.source[0] < scene.line.end:
            first, last = scene.line.word_at(one.source[0]), scene.line.word_at(one.source[1])
            return [("actor", (first, last)), *parts] if last > first else parts
    return parts
