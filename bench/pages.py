"""Writes pages of news as a crawl brings them home, with a fixed seed; a few report transfers of arms, most do not.

`python -m bench.pages FILE.warc.gz --documents 20000 --relevant 0.001` writes a WARC file, gzip by member: a warcinfo
record, then responses. One page in ten is in another language; pages have 20–300 KB of HTML (navigation, styles,
scripts, headlines of other stories, which sometimes speak of arms, comments, a cookie banner) around 150–1,200 words; 2
% of the records are no HTML, 2 % are 404, 1 % are broken. A third of the relevant pages are near copies of one written
shortly before: another headline, another site, sentences dropped. It prints how many of each kind it wrote, and how
fast.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter
from uuid import UUID

from bench.press import BEGAN, Generated, Press

SEED = 23
NOT_HTML, NOT_FOUND, BROKEN = 0.02, 0.02, 0.01


def generated(count: int, relevant: float, seed: int = SEED) -> Iterator[Generated]:
    """So many pages, and what is true of each; a share of them is relevant."""
    press = Press(seed)
    for number in range(count):
        # Evenly, so that few pages too hold their share.
        yield press.page(number, int((number + 1) * relevant) > int(number * relevant))


def pages(count: int, relevant: float, seed: int = SEED) -> Iterator[tuple[str, bytes, bool]]:
    """So many pages: address, HTML, and whether it is relevant."""
    for page in generated(count, relevant, seed):
        yield page.url, page.body, page.is_relevant


def write_warc(path: Path, pages: int, relevant: float, seed: int = SEED) -> Counter[str]:
    """Write so many responses to a file, gzip by member; how many there are of each kind: `page`, `relevant`, `copy`, …"""
    rng = random.Random(seed + 1)
    written: Counter[str] = Counter()
    with path.open("wb") as file:
        info = b"software: bench.pages\r\nformat: WARC File Format 1.0\r\n"
        file.write(_member(_record("warcinfo", None, BEGAN, info, rng, "application/warc-fields")))
        for page in generated(pages, relevant, seed):
            kind, member = _response(page, rng)
            written.update([kind, *(("relevant",) if page.is_relevant else ()), *(("copy",) if page.copy_of else ())])
            file.write(member)
    return written


def _response(page: Generated, rng: random.Random) -> tuple[str, bytes]:
    """What kind it is, and its member; relevant pages are whole."""
    lot = 1.0 if page.is_relevant else rng.random()
    if lot < NOT_HTML:
        return "not-html", _member(_answer(page, rng, rng.randbytes(20_000), kind="image/jpeg"))
    if lot < NOT_HTML + NOT_FOUND:
        return "not-found", _member(
            _answer(page, rng, b"<html><body><h1>Not found</h1></body></html>", "404 Not Found")
        )
    if lot < NOT_HTML + NOT_FOUND + BROKEN:
        return "broken", _broken(page, rng)
    return "page", _member(_answer(page, rng, page.body))


def _broken(page: Generated, rng: random.Random) -> bytes:
    """Cut in the middle; no text; without headers; or a member with damaged bytes."""
    match rng.randrange(4):
        case 0:
            return _member(_answer(page, rng, page.body[: len(page.body) // 3]))
        case 1:
            return _member(_answer(page, rng, rng.randbytes(30_000)))
        case 2:
            return _member(_record("response", page.url, page.at, b"\x00\x01 no header here", rng))
        case _:
            member = bytearray(_member(_answer(page, rng, page.body)))
            member[len(member) // 2 : len(member) // 2 + 40] = rng.randbytes(40)
            return bytes(member)


def _answer(
    page: Generated, rng: random.Random, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=UTF-8"
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nServer: nginx\r\nX-Crawler-Content-Length: {len(body)}\r\n"
    block = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return _record("response", page.url, page.at, block, rng)


def _record(
    kind: str,
    url: str | None,
    at: datetime,
    block: bytes,
    rng: random.Random,
    content: str = "application/http; msgtype=response",
) -> bytes:
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        *([f"WARC-Target-URI: {url}"] if url else []),
        f"WARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}",
        f"WARC-Record-ID: <urn:uuid:{UUID(int=rng.getrandbits(128), version=4)}>", f"Content-Type: {content}",
        f"Content-Length: {len(block)}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def _member(data: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def main() -> None:
    """Write a file and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--relevant", type=float, default=0.001)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    began = perf_counter()
    written = write_warc(given.file, given.documents, given.relevant, given.seed)
    seconds = perf_counter() - began
    print(f"| kind | records |\n|---|---|\n| all | {given.documents:,} |")
    print("\n".join(f"| {kind} | {count:,} |" for kind, count in written.most_common()))
    size = given.file.stat().st_size / 1e6
    print(f"\n{size:,.1f} MB in {seconds:.1f} s: {given.documents / seconds:,.0f} records a second")


if __name__ == "__main__":
    main()
