"""The settings of reading: which reader, and its limits.

In: nothing. Out: `ReadSettings`. What each reader is stands in `open.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadSettings:
    """How a text is read."""

    # "rules", "model", "fast", "spacy:PIPELINE" or "service:ADDRESS#MODEL" (see `open.py`).
    reader: str = "model"
    # A table or a list without full stops is cut into pieces, so that no room ever looks at a
    # "sentence" of a million tokens. The longest sentence of the dev treebanks has 230 tokens.
    max_sentence_tokens: int = 600
    # Least probability of a word that counts as a predicate. The F1 of predicates is flat around
    # this place on EWT dev, so a little movement costs nothing.
    predicate_threshold: float = 0.5
    # A chat service on the same machine answers in seconds, but a large model may take a minute.
    service_timeout_seconds: float = 120.0
