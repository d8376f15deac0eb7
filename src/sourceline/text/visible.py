"""Characters made visible that would hide, reorder or break what a reader sees.

In: any text. Out: text that is safe to look at. It does not escape markup; a template does.
"""

# Overrides force letters into a false order and have no use in reporting; embeddings and
# isolates have, and are kept (a page isolates every stretch of foreign text anyway).
_SHOWN = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
_SHOWN |= {0x7F: "␡", 0x202D: "⟨U+202D⟩", 0x202E: "⟨U+202E⟩"}
_SHOWN |= {code: f"⟨U+{code:04X}⟩" for code in range(0x80, 0xA0) if code != 0x85}
# An address is read to be trusted, so in it every mark that moves or hides letters is shown.
_IN_ADDRESS = _SHOWN | {code: f"⟨U+{code:04X}⟩" for code in (
    0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C,
    0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF)}


def visible(words: str) -> str:
    r"""Show control characters and direction overrides as signs.

    >>> visible("a\x00b\u202ec")
    'a␀b⟨U+202E⟩c'
    """
    return words.translate(_SHOWN)


def visible_address(address: str) -> str:
    r"""Show every character of an address that would hide or move others.

    >>> visible_address("https://example.org/\u2066x")
    'https://example.org/⟨U+2066⟩x'
    """
    return address.translate(_IN_ADDRESS)


def shorten(words: str, most_chars: int) -> str:
    """Cut long words at a blank, with an ellipsis.

    >>> shorten("votes were counted", 12)
    'votes were …'
    """
    if len(words) <= most_chars:
        return words
    cut = words[:most_chars - 2]
    inside_word = not words[most_chars - 2].isspace() and any(c.isspace() for c in cut.strip())
    return (cut.rsplit(None, 1)[0] if inside_word else cut.rstrip()) + " …"
