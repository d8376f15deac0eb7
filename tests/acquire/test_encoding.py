import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourceline.rooms.acquire.encoding import declared_encoding, detect_encoding, why_no_text

CYRILLIC = "Правительство Острова объявило в понедельник о новых выборах в столице страны. " * 5


@pytest.mark.parametrize(("words", "codec"), [
    ("Die Wähler gehen zur Urne, sagt Frau Müller aus Grünau.", "cp1252"),
    ("“Never,” she said — and left.", "cp1252"),
    ("Plain words", "utf-16"),
    ("Plain words and more of them", "utf-16-le"),
    ("Plain words and more of them", "utf-16-be"),
    ("Plain words", "utf-8-sig"),
    ("Wahl in Österstadt", "utf-8"),
    (CYRILLIC, "cp1251"),
])
def test_words_come_back_from_their_bytes(words, codec):
    content = words.encode(codec)
    assert content.decode(detect_encoding(content)) == words


def test_a_page_that_declares_the_wrong_encoding_is_read_all_the_same():
    page = '<html><head><meta charset="iso-8859-1"></head><p>Wähler in Österstadt</p>'.encode()
    assert detect_encoding(page) == "utf-8"
    page = '<html><meta charset="utf-8"><p>Wähler in Österstadt</p>'.encode("cp1252")
    assert detect_encoding(page) == "cp1252"


def test_a_declared_encoding_is_used_where_the_bytes_fit():
    page = ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>' +
            "Выборы</p>").encode("cp1251")
    assert detect_encoding(page) == "cp1251"


@pytest.mark.parametrize("name", ["rot13", "hex", "unicode_escape", "utf-7", "idna", "no-such"])
def test_a_declaration_of_no_real_page_encoding_is_not_followed(name):
    assert declared_encoding(f'<meta charset="{name}">'.encode()) == ""


def test_utf8_with_a_torn_end_is_still_utf8():
    content = ("Wähler in Österstadt wählten früh. " * 10).encode()[:-1] + "ö".encode()[:1]
    assert detect_encoding(content) == "utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_get_a_codec_that_reads_them(content):
    encoding = detect_encoding(content)
    content.decode(encoding, errors="replace")
    why_no_text(content, encoding)


@given(st.text(min_size=1))
def test_valid_utf8_is_always_read_as_it_was_written(words):
    content = ("Words first. " + words.replace("\x00", "").replace("\x1b", "")).encode(
        "utf-8", "replace")
    assert detect_encoding(content) == "utf-8"
