"""Real servers on this machine that take alerts: a mail server and a webhook, with troubles on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Trouble = Callable[[int], str | None]
"""What befalls the n-th message, from 0: an answer, `hang`, `drop`; None to take it."""


def no_trouble(number: int) -> str | None:
    return None


class Mailbox:
    """Takes mail. mails: those answered with 250, in order."""

    def __init__(self, trouble: Trouble = no_trouble) -> None:
        self.trouble = trouble
        self.tried = 0
        self.mails: list[EmailMessage] = []
        self.seen = threading.Event()
        self.let_go = threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        number, self.tried = self.tried, self.tried + 1
        befalls = self.trouble(number)
        if befalls not in (None, "hang", "hold"):
            return str(befalls)
        mail = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
        self.mails.append(mail)  # type: ignore[arg-type]
        if befalls in ("hang", "hold"):
            self.seen.set()
            import asyncio

            while befalls == "hang" or not self.let_go.is_set():
                await asyncio.sleep(0.01)
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what was taken, in order."""
        return [str(mail["Message-ID"]) for mail in self.mails]


class AnyPort(Controller):
    """Listens on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(box: Mailbox, **options: Any) -> Iterator[str]:
    """A mail server; what it yields is its address as a channel names it."""
    controller = AnyPort(box, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop(no_assert=True)


class Hook:
    """Takes JSON. posts: the key and the body of each request answered with 200, in order; took: how often each key was."""

    def __init__(self, trouble: Trouble = no_trouble, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.trouble = trouble
        self.headers = headers
        self.tried = 0
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.asked: list[dict[str, str]] = []
        self.seen = threading.Event()
        self.let_go = threading.Event()
        self.lock = threading.Lock()

    @property
    def keys(self) -> list[str]:
        """The keys of what was taken, each once: a second request under one key is a repeat and changes nothing."""
        return list(dict.fromkeys(key for key, _ in self.posts))


@contextmanager
def hook_server(hook: Hook) -> Iterator[str]:
    """A webhook; what it yields is its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with hook.lock:
                number, hook.tried = hook.tried, hook.tried + 1
            hook.asked.append(dict(self.headers))
            befalls = hook.trouble(number)
            if befalls == "drop":
                self.close_connection = True
                return
            if befalls in ("hang", "hold"):
                hook.posts.append((self.headers["Idempotency-Key"], json.loads(body)))
                hook.seen.set()
                hook.let_go.wait(10 if befalls == "hold" else 2)
                befalls = None
                self._answer(200)
                return
            if befalls:
                self._answer(int(befalls))
                return
            hook.posts.append((self.headers["Idempotency-Key"], json.loads(body)))
            self._answer(200)

        def _answer(self, status: int) -> None:
            try:
                self.send_response(status)
                for name, value in hook.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()
            except OSError:
                pass  # who asked has gone

        def log_message(self, *told: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hook"
    finally:
        server.shutdown()
        server.server_close()
