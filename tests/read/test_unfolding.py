"""PDFs made to fill the memory: a small stream that unfolds to gigabytes, however its dictionary puts it."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from functools import cache

import pytest

from reportedly.read.lzw import unfolded
from reportedly.read.pdf import read_pdf
from reportedly.read.unfolding import unfolds_too_far


def blanks(megabytes: int) -> bytes:
    """So many megabytes of blanks, deflated to a thousandth."""
    folding = zlib.compressobj(9)
    return b"".join([folding.compress(b" " * 1_000_000) for _ in range(megabytes)]) + folding.flush()


BOMB = blanks(300)


def page_of(stream: bytes, entries: str) -> bytes:
    """A PDF of one page, whose content is the stream. entries: of its dictionary."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 800] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), entries.encode(), stream),
    ]
    parts = [b"%PDF-1.5\n", *(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))]
    at = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in at)
    return (
        b"".join(parts) + table + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % sum(map(len, parts))
    )


@pytest.mark.parametrize(
    ("folded", "entries"),
    [
        (lambda bomb: bomb, "/Filter /FlateDecode"),
        (lambda bomb: zlib.compress(bomb, 9), "/Filter [/FlateDecode /FlateDecode]"),
        (lambda bomb: bomb, "/Filter /Fl"),
        (lambda bomb: bomb, "/Filter /F#6cateDecode"),
        (lambda bomb: bomb, f"/Filter /FlateDecode /Note ({'a' * 5_000})"),
        (lambda bomb: bomb, "/Filter /FlateDecode /Subtype /Image"),
        (lambda bomb: bomb.hex().encode() + b">", "/Filter [/ASCIIHexDecode /FlateDecode]"),
        (lambda bomb: base64.a85encode(bomb) + b"~>", "/Filter [/ASCII85Decode /FlateDecode]"),
    ],
    ids=["plain", "twice", "short", "escaped", "padded", "picture", "hexadecimal", "ascii85"],
)
def test_a_bomb_is_seen_before_it_goes_off(folded: Callable[[bytes], bytes], entries: str) -> None:
    """Whatever its dictionary calls the filter, and however often it is folded."""
    assert [problem.slug for problem in read_pdf(page_of(folded(BOMB), entries), "a.pdf").problems] == ["too-large"]


WIDTHS = ((12, 2_048), (11, 1_024), (10, 512), (9, 0))


@cache
def lzw(size: int, early: int = 1, begun: bool = True) -> bytes:
    """So many blanks in LZW, each code the longest that there is. begun: with the code that clears, as it should be."""
    out, held, bits, made, fresh = bytearray(), 0, 0, 0, not begun
    width, number = 9, 258

    def put(code: int) -> None:
        nonlocal held, bits
        held, bits = held << width | code, bits + width
        while bits >= 8:
            bits -= 8
            out.append(held >> bits & 255)
        held &= (1 << bits) - 1

    while made < size:
        if not fresh:
            put(256)
        fresh, width, number, length = False, 9, 258, 2
        put(32)
        made += 1
        while number < 4_094 - early and made < size:
            put(number)
            made, number, length = made + length, number + 1, length + 1
            width = next(wide for wide, least in WIDTHS if number + early >= least)
    put(257)
    return bytes(out) + bytes((held << 8 - bits & 255,))


@pytest.mark.parametrize("early", [0, 1])
@pytest.mark.parametrize("size", [1, 700, 40_000, 3_000_000, 9_000_000])
def test_lzw_is_unfolded(size: int, early: int) -> None:
    """What comes of it is what was folded, whichever of both kinds it is."""
    whole = b"".join(unfolded([lzw(size, early)], early))
    assert len(whole) >= size
    assert not whole.strip(b" ")


@pytest.mark.parametrize(
    ("data", "entries"),
    [
        (lzw(300_000_000), "/Filter /LZWDecode"),
        (lzw(300_000_000), "/Filter /L#5aWDecode"),
        (lzw(300_000_000, begun=False), "/Filter /LZW"),
        (lzw(300_000_000, 0), "/Filter /LZWDecode /DecodeParms << /EarlyChange 0 >>"),
        (lzw(300_000_000), f"/Filter /LZWDecode /Note ({'a' * 500}) /More (obj)"),
        (zlib.compress(lzw(300_000_000)), "/Filter [/FlateDecode /LZWDecode]"),
        (base64.a85encode(lzw(300_000_000)) + b"~>", "/Filter [/ASCII85Decode /LZWDecode]"),
        (lzw(300_000_000).hex().encode() + b">", "/Filter [/ASCIIHexDecode /LZWDecode]"),
    ],
    ids=["plain", "escaped", "unbegun", "late", "padded", "deflated", "ascii85", "hexadecimal"],
)
def test_a_bomb_in_lzw_is_seen_before_it_goes_off(data: bytes, entries: str) -> None:
    """The library would end the whole process over one of a gigabyte."""
    assert [problem.slug for problem in read_pdf(page_of(data, entries), "a.pdf").problems] == ["too-large"]


def test_a_bomb_in_lzw_that_is_named_in_a_folded_part() -> None:
    """The name of the filter may stand in a part of the file that is folded itself."""
    named = zlib.compress(b"7 0 /LZWDecode " * 9_000)
    extra = b"\n9 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(named), named)
    assert unfolds_too_far(page_of(lzw(30_000_000), "/Filter 7 0 R") + extra)


def test_lzw_twice_is_refused_by_its_name() -> None:
    """Nobody has a reason for it."""
    assert unfolds_too_far(page_of(lzw(1_000), "/Filter [/LZWDecode /L#5AWDecode]"))


def test_other_streams_beside_lzw_are_no_bombs() -> None:
    """A file with a thousand streams of other kinds, and one in LZW, is read: theirs are not taken for it."""
    text = b"0 0 m 10 20 l S BT (Chile sent mortars) Tj ET\n" * 60
    streams = b"".join(
        b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (n, len(text), text) for n in range(9, 1_009)
    )
    assert not unfolds_too_far(page_of(lzw(9_000), "/Filter /LZWDecode") + streams)


def test_a_page_in_lzw_is_read() -> None:
    """As old programs wrote it: the name alone refuses nothing."""
    words = b"BT /F1 9 Tf 9 9 Td (Chile sent mortars.) Tj ET"
    bits = "".join(f"{code:09b}" for code in (256, *words, 257))
    bits += "0" * (-len(bits) % 8)
    folded = int(bits, 2).to_bytes(len(bits) // 8, "big")
    assert b"".join(unfolded([folded], 1)) == words
    assert not unfolds_too_far(page_of(folded, "/Filter /LZWDecode"))


def test_folds_without_end_are_too_many() -> None:
    """Twelve folds hide a gigabyte in a thousand bytes; nobody needs more than one."""
    data = BOMB
    for _ in range(12):
        data = zlib.compress(data, 9)
    assert unfolds_too_far(page_of(data, "/Filter /FlateDecode"))


def test_a_large_picture_is_no_bomb() -> None:
    """A page scanned at 300 points an inch unfolds to more than a text may."""
    entries = "/Filter /FlateDecode /Subtype /Image /Width 5000 /Height 7000"
    assert not unfolds_too_far(page_of(blanks(35), entries))
    assert unfolds_too_far(page_of(blanks(35), "/Filter /FlateDecode"))


@pytest.mark.parametrize("head", [b"%PDF-1.5\n", b"%PDF-1.5\n/LZWDecode\n"])
def test_many_beginnings_of_streams_cost_little(head: bytes) -> None:
    """What only looks like streams is not gone through a million times, in LZW neither."""
    assert unfolds_too_far(head + b"stream\n" * 1_000_000)
