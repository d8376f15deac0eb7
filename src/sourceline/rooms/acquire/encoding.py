"""Tell the encoding of bytes: UTF-8 first, what they declare second, a guess last.

In: bytes. Out: the name of a Python codec, or why the bytes are no text. A declaration is
evidence, not truth: bytes that are valid UTF-8 are UTF-8 whatever they say of themselves.
"""

import codecs
import re
from typing import Literal

from charset_normalizer import from_bytes

# Codecs that Python counts among text encodings but that no page is written in; some of them
# would turn hostile bytes into something else.
_REFUSED = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7",
                      "undefined", "mbcs", "oem"))
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
          (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,300}?charset\s{0,9}=|<\?xml[^>]{0,99}?encoding\s{0,9}=)\s{0,9}["']?"""
    rb"""([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 4_096
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh",
          b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"\x7fELF", b"MZ\x90",
          b"\xd0\xcf\x11\xe0", b"{\\rtf", b"OggS", b"ID3", b"RIFF", b"\x00\x00\x01\x00",
          b"\xca\xfe\xba\xbe", b"wOFF", b"wOF2", b"\x28\xb5\x2f\xfd")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")) + b"\x7f"
# Enough for a sure guess; the guesser's cost grows with what it is shown.
_SAMPLE_BYTES = 100_000
# A text with stray control bytes (old terminals, damaged disks) has far fewer than one in 50.
_MAX_CONTROL_SHARE = 0.02


def detect_encoding(content: bytes) -> str:
    """Name the codec that these bytes are read with; decode with `errors="replace"`.

    >>> detect_encoding("Wahl in Österstadt".encode("cp1252"))
    'cp1252'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    wide = _wide(content)
    if wide:
        return wide
    declared = declared_encoding(content)
    if _is_utf8(content) and not (declared.startswith("iso2022") and b"\x1b" in content):
        return "utf-8"
    if declared and _fits(content, declared):
        return declared
    return _guess(content)


def declared_encoding(content: bytes) -> str:
    """Read the encoding that a page declares at its beginning, as a Python codec, or ""."""
    found = _DECLARED.search(content[:_DECLARED_WITHIN_BYTES])
    if not found:
        return ""
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
        if name.replace("-", "_") in _REFUSED or name.startswith("utf"):
            return ""
        b"a".decode(name, errors="replace")
    except (LookupError, ValueError):
        return ""
    # Browsers read Latin-1 as its superset, and so do the people who write it.
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def why_no_text(content: bytes, encoding: str) -> tuple[Literal["binary", "not_text"], str] | None:
    """Say why bytes are not something to read, None where they are."""
    if content.startswith(_MAGIC):
        return "binary", "this is a document, picture or archive: export its text first"
    sample = content[:_SAMPLE_BYTES]
    if not encoding.startswith(("utf-16", "utf-32")):
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls > _MAX_CONTROL_SHARE * len(sample):
            return "binary", "these bytes are no text: export the text from where they were made"
    words = sample.decode(encoding, errors="replace")
    visible = sum(not char.isspace() for char in words)
    letters = sum(char.isalpha() for char in words)
    longest = max((len(word) for word in words.split()), default=0)
    if letters < 0.3 * visible or (longest > 1_000 and words.isascii() and "<" not in words):
        return "not_text", "hardly a word stands here: keep this file out of the folder"
    return None


def _is_utf8(content: bytes) -> bool:
    """Tell valid UTF-8, or UTF-8 that was cut off or damaged in a few places."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        sound = sum(not char.isascii() for char in text) - broken
        return sound >= 20 * broken
    return True


def _wide(content: bytes) -> str:
    """Tell UTF-16 without a mark by its empty high bytes."""
    sample = content[:_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _fits(content: bytes, name: str) -> bool:
    """Tell whether the bytes can be read with a codec without leaving control characters."""
    try:
        text = content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return not re.search("[\x80-\x9f]", text)


def _guess(content: bytes) -> str:
    """Guess the codec of bytes that are not UTF-8."""
    sample = content[:_SAMPLE_BYTES]
    high = sum(byte > 127 for byte in sample)
    # Western text has few letters outside ASCII, and a guess from so few is a coin's throw.
    if high < 0.1 * len(sample) and _fits(sample, "cp1252"):
        return "cp1252"
    best = from_bytes(sample).best()
    if best is not None and best.encoding not in _REFUSED:
        return codecs.lookup(best.encoding).name
    return "cp1252"
