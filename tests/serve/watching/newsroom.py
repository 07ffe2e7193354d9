"""A newsroom on this machine that publishes by a clock that is handed in, and misbehaves as real ones do."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from reportedly.terms.document import sha256
from reportedly.world.clock import FixedClock
from serve.watching.published import START, Published, article, rss

HELD = 20
"""How many entries the feed holds; older ones roll off."""

BETWEEN = timedelta(hours=3)
"""Two articles appear each time."""

LARGE, ENDLESS = 22, 44
"""Articles of 2 GB: one says so, one does not."""


@dataclass
class Newsroom:
    """What is published, and what goes wrong. closes: when the last article appears; trap: an address of this machine that
    nobody may ask.
    """

    clock: FixedClock
    closes: datetime
    trap: str
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    sent: int = 0

    def published(self) -> list[Published]:
        """All articles so far, the newest first."""
        times = int((min(self.clock(), self.closes) - START) / BETWEEN) + 1
        return [self.entry(n) for n in reversed(range(1, 2 * times + 1))]

    def entry(self, number: int) -> Published:
        """One of seven says at every hour that it was changed; one of five shares its guid with its neighbours."""
        at = START + (number - 1) // 2 * BETWEEN
        hour = min(self.clock(), self.closes).replace(minute=0, second=0)
        updated = hour if number % 7 == 0 else None
        return Published(number, at, guid="everybody" if number % 5 == 0 else None, updated=updated)

    def feed(self, host: str) -> bytes:
        """The newest entries, at odd hours in another order."""
        entries = self.published()[:HELD]
        return rss(entries if self.clock().hour % 2 else sorted(entries, key=lambda one: one.number * 7 % 11), host)

    def short_news(self, host: str) -> bytes:
        """A feed whose entries hold the whole text: one in six hours."""
        times = int((min(self.clock(), self.closes) - START) / timedelta(hours=6)) + 1
        words = "<p>The harbour office of Arland said that ship {} left with 300 tonnes of rails.</p>"
        entries = [Published(n, path=f"/short/{n}", content=words.format(n)) for n in range(1, times + 1)]
        return rss(entries[-8:], host)


def is_private(number: int) -> bool:
    """Whether an article's address points at a network of somebody's own."""
    return number % 13 in (3, 8)


def is_readable(number: int) -> bool:
    """Whether an article can be had in the end."""
    return not is_private(number) and number not in (LARGE, ENDLESS)


@contextmanager
def serving(newsroom: Newsroom) -> Iterator[str]:
    """The newsroom behind a real server; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, newsroom)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # who asked hung up, as it should

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, newsroom: Newsroom) -> None:
    newsroom.asked[handler.path] += 1
    times, path = newsroom.asked[handler.path], handler.path
    host = f"http://{handler.headers['Host']}"
    if path == "/feed.xml":
        _send_feed(handler, newsroom, newsroom.feed(host), times)
    elif path == "/short.xml":
        _send_feed(handler, newsroom, newsroom.short_news(host), 0)
    elif path.startswith("/story/"):
        _send_story(handler, newsroom, int(path.rpartition("/")[2]), times)
    else:
        _send(handler, 404)


def _send_feed(handler: BaseHTTPRequestHandler, newsroom: Newsroom, body: bytes, times: int) -> None:
    """At times a fault, at times silence, at times half of it."""
    if times % 29 == 5:
        return _send(handler, 500)
    if times % 97 == 11:
        return time.sleep(1.0)
    if times % 31 == 7:
        return _send(handler, 200, body[: len(body) * 2 // 3])
    etag = f'"{sha256(body)[:12]}"'
    if handler.headers["If-None-Match"] == etag:
        newsroom.unchanged += 1
        return _send(handler, 304, b"", ETag=etag)
    return _send(handler, 200, body, ETag=etag)


def _send_story(handler: BaseHTTPRequestHandler, newsroom: Newsroom, number: int, times: int) -> None:
    if number % 13 == 3:
        return _send(handler, 302, Location=f"http://10.1.2.3/story/{number}")
    if number % 13 == 8:
        return _send(handler, 301, Location=f"{newsroom.trap}/story/{number}")
    if number in (LARGE, ENDLESS):
        return _send_much(handler, newsroom, 2_000_000_000 if number == LARGE else None)
    if number % 17 == 4 and times <= 3:
        return _send(handler, 503)
    if number % 19 == 6 and times == 1:
        return _send(handler, 404)
    if number % 53 == 10 and times == 1:
        return time.sleep(1.0)
    return _send(handler, 200, article(replace(newsroom.entry(number), words="")))


def _send_much(handler: BaseHTTPRequestHandler, newsroom: Newsroom, length: int | None) -> None:
    handler.send_response(200)
    if length:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    piece = b"<p>crates and crates</p>" * 4_000
    for _ in range(2_000_000_000 // len(piece)):
        handler.wfile.write(piece)
        newsroom.sent += len(piece)


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
