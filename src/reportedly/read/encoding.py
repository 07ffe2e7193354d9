"""Which letters the bytes stand for: byte order mark, UTF-8, what is declared, else the likeliest by their shape."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_LATIN = (
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp949", "shift_jis", "euc_jp", "gb18030", "big5", "cp1253",
    "cp1255", "cp1256", "cp1254",
)  # fmt: skip
_DECLARABLE = frozenset(
    codecs.lookup(name).name
    for name in (
        *(
            "utf-8",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "shift_jis",
            "euc_jp",
            "euc_kr",
            "cp949",
            "gb2312",
            "gbk",
            "gb18030",
        ),
        *("big5", "big5hkscs", "koi8-r", "koi8-u", "cp866", "cp874", "mac-cyrillic", "mac-roman"),
        *(f"cp125{n}" for n in range(9)),
        *(f"iso8859-{n}" for n in range(2, 17) if n != 12),
    )
)
"""Encodings that a page may declare for itself. Python's other codecs are no encodings of pages, and some take very long."""
_SAMPLE = 20_000
_JUNK = 0.01
"""The share of control characters beyond which something is no text."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
"""Characters of control that do not stand for a space."""
_RAW_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read by. lossy: some bytes stand for nothing in it and became U+FFFD."""

    text: str
    encoding: str
    lossy: bool = False


def decoded(data: bytes, declared: str | None = None) -> Decoded | None:
    """The text of some bytes; None where they are no text. declared: the encoding that the page names, if any."""
    found = _marked(data) or _wide(data) or (None if data.count(0) > _JUNK * len(data) else _narrow(data, declared))
    if found is None or _is_junk(found.text):
        return None
    text = storable(found.text)
    return Decoded(text, found.encoding, found.lossy or text != found.text)


def is_plain_utf8(data: bytes) -> bool:
    """Whether some bytes are UTF-8 beyond doubt: such as no part of them would be read otherwise by itself."""
    if _RAW_CONTROL.search(data) or data.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def storable(text: str) -> str:
    """The text with U+FFFD for lone surrogates and NUL, which no file and no database takes."""
    try:
        text.encode()  # quicker by far than to look at each character, and nearly all texts pass
    except UnicodeEncodeError:
        return text.translate(_UNSTORABLE)
    return text.replace("\0", "\ufffd")


def _marked(data: bytes) -> Decoded | None:
    return next((_forced(data, codec) for mark, codec in _MARKS if data.startswith(mark)), None)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: mostly Latin letters leave every other byte zero."""
    half = len(data) // 2
    if half < 2 or len(data) % 2:
        return None
    high, low = data[0::2].count(0), data[1::2].count(0)
    codec = "utf-16-le" if high == 0 and low > half // 2 else "utf-16-be" if low == 0 and high > half // 2 else None
    return _strict(data, codec) if codec else None


def _narrow(data: bytes, declared: str | None) -> Decoded:
    return (
        _strict(data, "utf-8")
        or (_strict(data, declared_codec(declared)) if declared else None)
        or _nearly_utf8(data)
        or _likeliest(data)
    )


def declared_codec(name: str | None) -> str | None:
    """The codec for the name of an encoding, None where it is unknown. Latin-1 means cp1252, as browsers read it."""
    try:
        codec = codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None
    return "cp1252" if codec == "iso8859-1" else codec if codec in _DECLARABLE else None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are broken: far more letters beyond ASCII come out whole than do not."""
    text = data.decode("utf-8", "replace")
    beyond, lost = sum(c > "\x7f" for c in text), text.count("\ufffd")
    return Decoded(text, "utf-8", True) if 4 * lost < beyond else None


def _likeliest(data: bytes) -> Decoded:
    """Western where letters beyond ASCII are few; else the script whose words come out best."""
    beyond = sum(b > 0x7F for b in data)
    plain = sum(b > 0x40 for b in data) - beyond
    if beyond < 0.3 * (beyond + plain):
        return _forced(data, "cp1252")
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_NOT_LATIN)).best()
    return _forced(data, best.encoding if best else "cp1252")


def _strict(data: bytes, codec: str | None) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), codec) if codec else None
    except UnicodeDecodeError:
        return None


def _forced(data: bytes, codec: str) -> Decoded:
    return _strict(data, codec) or Decoded(data.decode(codec, "replace"), codec, True)


def _is_junk(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _JUNK * len(text)
