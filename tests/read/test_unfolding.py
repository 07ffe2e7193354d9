"""PDFs made to fill the memory: a small stream that unfolds to gigabytes, however its dictionary puts it."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

import pytest

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


def test_many_beginnings_of_streams_cost_little() -> None:
    """What only looks like streams is not gone through a million times."""
    assert unfolds_too_far(b"%PDF-1.5\n" + b"stream\n" * 1_000_000)
