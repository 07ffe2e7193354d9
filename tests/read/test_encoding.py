from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.read.encoding import declared_codec, decoded, storable

RUSSIAN = "Министерство обороны России сообщило о поставках боеприпасов и другого имущества."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("South Korea’s café said “yes” to it — so they say", "cp1252"),
        ("Le Ministère a déclaré hier que la Corée du Nord a livré des obus", "latin-1"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-32"),
        ("North Korea has shipped more weapons to Russia.", "utf-16-le"),
        ("North Korea has shipped more weapons to Russia.", "utf-16-be"),
        ("국가정보원은 북한이 러시아에 무기를 보냈다고 밝혔다", "cp949"),
        ("防衛省は北朝鮮がロシアに武器を供与したと発表した", "shift_jis"),
    ],
)
def test_usual_encodings(text: str, codec: str) -> None:
    """Text in the encodings that newspapers and ministries use comes out letter by letter."""
    found = decoded(text.encode(codec))
    assert found is not None
    assert (found.text, found.lossy) == (text, False)


def test_declared() -> None:
    """Where bytes are no UTF-8, the encoding that a page declares is believed."""
    found = decoded("Zażółć gęślą jaźń".encode("cp1250"), "windows-1250")
    assert found is not None
    assert found.text == "Zażółć gęślą jaźń"


def test_declared_wrongly() -> None:
    """UTF-8 is read as UTF-8 whatever a page declares."""
    found = decoded("Seoul’s".encode(), "iso-8859-1")
    assert found is not None
    assert found.text == "Seoul’s"


@pytest.mark.parametrize("name", ["zip", "unicode_escape", "idna", "no-such-thing", "", "a\0b"])
def test_not_declarable(name: str) -> None:
    """A page cannot name a codec that is no encoding of text."""
    assert declared_codec(name) is None


def test_nearly_utf8() -> None:
    """UTF-8 with a broken byte stays UTF-8, and is said to have lost something."""
    found = decoded("Seoul’s café — “five”".encode() + b" \xff end")
    assert found is not None
    assert found.lossy
    assert found.text == "Seoul’s café — “five” \ufffd end"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(1, 256)) * 8, b"PK\x03\x04\x14\x00"]
)
def test_not_text(data: bytes) -> None:
    """Pictures, archives and noise are no text."""
    assert decoded(data) is None


@given(st.text())
def test_utf8_round_trip(text: str) -> None:
    """Whatever UTF-8 is read as text keeps each of its letters."""
    found = decoded(text.encode())
    assert found is None or found.text == storable(text.removeprefix("\ufeff"))


@given(st.text(st.characters(codec=None)))
def test_storable(text: str) -> None:
    """A storable text can be written as UTF-8, keeps its length, and is left alone the second time."""
    clean = storable(text)
    assert len(clean.encode().decode()) == len(text)
    assert storable(clean) == clean
