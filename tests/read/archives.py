"""WARC files for tests: records as crawlers write them, and as they should not be."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

HTML = "Content-Type: text/html; charset=utf-8"
BODY = b"<!DOCTYPE html><html><body><p>The ship left the port on Monday.</p></body></html>"


def record(
    url: str = "https://daily.example/a",
    body: bytes = BODY,
    headers: Sequence[str] = (HTML,),
    status: str = "200 OK",
    kind: str = "response",
    length: str | None = None,
    more: Sequence[str] = (),
) -> bytes:
    """One record. length: what it states as its length, where that is not the true one; '' for none."""
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode()
    return raw_record(head + body, url, kind, length, more)


def raw_record(
    block: bytes, url: str = "https://daily.example/a", kind: str = "response", length: str | None = None,
    more: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """A record with any block."""
    stated = str(len(block)) if length is None else length
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2025-03-03T04:05:06Z"]
    content = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    lines += [f"Content-Type: {content}", *more, *([f"Content-Length: {stated}"] if stated else []), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """A gzip file with a member for each record."""
    return b"".join(gzip.compress(each, 1, mtime=0) for each in records)


def damaged(data: bytes) -> bytes:
    """One member with some bytes changed in its middle."""
    member = bytearray(gzip.compress(data, 0, mtime=0))
    middle = len(member) // 2
    member[middle : middle + 8] = bytes(255 - byte for byte in member[middle : middle + 8])
    return bytes(member)
