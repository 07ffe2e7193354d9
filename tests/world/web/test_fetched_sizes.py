"""How much of an address is fetched: what is too large, or packed, is told before it fills the memory."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from reportedly.terms.watching import Manners
from world.web.fetchers import HERE, QUICK, ask, slug
from world.web.servers import chunked, page

SMALL = replace(QUICK, most_bytes=1_000)
MEGABYTE = b"x" * 1_000_000


def test_declared_too_large() -> None:
    """A body that says it is beyond the bound is refused before it is read."""

    def endless(request: str) -> Iterator[bytes]:
        yield page(length=1_001)
        time.sleep(1)

    fetched = ask(endless, SMALL)
    assert (slug(fetched), fetched.status) == ("too-large", 200)
    assert fetched.seconds < 0.5
    assert ask(page(b"x" * 1_000), SMALL).body == b"x" * 1_000
    assert slug(ask(page(b"", length=10**19), SMALL)) == "too-large"


def test_undeclared_too_large() -> None:
    """One that does not is counted while it comes, and read up to the bound."""
    assert slug(ask(chunked(b"x" * 600, b"x" * 401), SMALL)) == "too-large"
    assert slug(ask(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1_001, SMALL)) == "too-large"
    assert ask(chunked(b"x" * 600, b"x" * 400), SMALL).body == b"x" * 1_000
    assert ask(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 1_000, SMALL).body == b"x" * 1_000


def test_much_packed_into_nothing() -> None:
    """The packed bytes are counted, too: very many empty members are beyond the bound."""
    answer = chunked(*[gzip.compress(b"", mtime=0)] * 100).replace(
        b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1
    )
    assert slug(ask(answer, SMALL)) == "too-large"
    assert ask(answer).body == b""


def test_two_gigabytes() -> None:
    """Of two gigabytes no more than the bound is read, and little memory is taken."""
    sent = 0

    def gigabytes(request: str) -> Iterator[bytes]:
        nonlocal sent
        yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        for _ in range(2_000):
            sent += 1
            yield b"f4240\r\n" + MEGABYTE + b"\r\n"

    tracemalloc.start()
    fetched = ask(gigabytes, Manners(pause=0.0, timeout=10.0, private=HERE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert slug(fetched) == "too-large"
    assert peak < 30_000_000
    assert sent < 50


def test_a_bomb() -> None:
    """Two hundred megabytes packed into less than one are unpacked no further than the bound, in little memory and time."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([*(packer.compress(MEGABYTE) for _ in range(200)), packer.flush()])
    tracemalloc.start()
    fetched = ask(page(bomb, Content_Encoding="gzip"), replace(QUICK, most_bytes=5_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (slug(fetched), fetched.status, fetched.body) == ("too-large", 200, b"")
    assert peak < 15_000_000
    assert fetched.seconds < 1


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(b"text " * 60_000, mtime=0), "gzip"),
        (gzip.compress(b"text " * 60_000, mtime=0), "X-GZIP"),
        (gzip.compress(b"text " * 30_000, mtime=0) + gzip.compress(b"text " * 30_000, mtime=0), "gzip"),
        (gzip.compress(b"text " * 60_000, mtime=0) + b"\0" * 100, "gzip"),
        (b"text " * 60_000, "identity"),
    ],
    ids=["gzip", "its old name", "two members", "padding", "not packed"],
)
def test_packed(packed: bytes, encoding: str) -> None:
    """A packed body is unpacked, of several members too; padding behind it does no harm, nor how it is cut into pieces."""
    assert ask(page(packed, Content_Encoding=encoding)).body == b"text " * 60_000
    cut = [packed[n : n + 7] for n in range(0, len(packed), 7)][:5_000]
    if encoding == "gzip":
        answer = chunked(*cut).replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n", 1)
        assert ask(answer).body == b"text " * 60_000


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"text" * 100, mtime=0)[:-12], "gzip"),
        (gzip.compress(b"text" * 100, mtime=0)[:-8] + b"\0" * 8, "gzip"),
        (b"text", "gzip"),
        (zlib.compress(b"text"), "deflate"),
        (b"text", "br"),
        (b"text", "gzip, gzip"),
    ],
    ids=["breaks off", "a wrong sum", "not packed", "deflate", "br", "twice"],
)
def test_packed_badly(body: bytes, encoding: str) -> None:
    """What breaks off, is damaged, is not packed at all, or in a way that was not asked for, is no body."""
    fetched = ask(page(body, Content_Encoding=encoding))
    assert (slug(fetched), fetched.status, fetched.body) == ("broken-body", 200, b"")
