"""Real servers on this machine that answer as servers of language models do, from a list, and note what they were asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from reportedly.terms.asking import Ask, Message

QUESTION = Ask(
    (Message("system", "Answer in JSON."), Message("user", "Who sent the shells?")),
    {"type": "object", "properties": {"sender": {"type": "string"}}, "required": ["sender"]},
    64,
)
TEXT = '{"sender": "North Korea"}'


@dataclass(frozen=True)
class Sent:
    """A reply: whole, or in pieces that come when they come; with headers of its own."""

    status: int = 200
    body: bytes | Callable[[], Iterable[bytes]] = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def said(body: Any, status: int = 200, **headers: str) -> Sent:
    """A reply in JSON; `_` in a header's name is a hyphen."""
    return Sent(status, json.dumps(body).encode(), {name.replace("_", "-"): value for name, value in headers.items()})


def llama_cpp(text: str | None = TEXT, finish: str = "stop", **more: Any) -> dict[str, Any]:
    """As the server of llama.cpp answers."""
    return {
        "choices": [{"finish_reason": finish, "index": 0, "message": {"role": "assistant", "content": text}}],
        "created": 1780000000,
        "model": "small",
        "system_fingerprint": "b9000-0000000",
        "object": "chat.completion",
        "usage": {"completion_tokens": 9, "prompt_tokens": 31, "total_tokens": 40},
        "id": "chatcmpl-0a1b",
        "timings": {"prompt_n": 31, "prompt_ms": 12.5, "predicted_n": 9, "predicted_ms": 80.1},
        **more,
    }


def ollama(text: str | None = TEXT, finish: str = "stop") -> dict[str, Any]:
    """As Ollama answers."""
    return {
        "id": "chatcmpl-71",
        "object": "chat.completion",
        "created": 1780000000,
        "model": "small:1b",
        "system_fingerprint": "fp_ollama",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 33, "completion_tokens": 8, "total_tokens": 41},
    }


def vllm(text: str | None = TEXT, finish: str = "stop") -> dict[str, Any]:
    """As vLLM answers, with the fields it leaves empty."""
    message = {"role": "assistant", "reasoning": None, "content": text, "refusal": None, "tool_calls": []}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish, "stop_reason": None}
    usage = {"prompt_tokens": 40, "total_tokens": 52, "completion_tokens": 12, "prompt_tokens_details": None}
    return {
        "id": "chatcmpl-9f",
        "object": "chat.completion",
        "created": 1780000000,
        "model": "org/small",
        "choices": [choice],
        "service_tier": None,
        "usage": usage,
        "prompt_logprobs": None,
    }


def error(message: str, code: int = 400, kind: str = "invalid_request_error") -> dict[str, Any]:
    """As all of them tell a fault, more or less."""
    return {"error": {"code": code, "message": message, "type": kind}}


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: Any

    @property
    def form(self) -> Any:
        """How the schema was told."""
        return self.body["response_format"]


class ModelServer:
    """A server while it is entered. replies: one for each question, the last for all further ones."""

    def __init__(self, *replies: Sent | Callable[[Asked], Sent]) -> None:
        self.asked: list[Asked] = []
        self._replies = replies
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> ModelServer:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, asked: Asked) -> Sent:
        """What is sent for a request."""
        self.asked.append(asked)
        reply = self._replies[min(len(self.asked), len(self._replies)) - 1]
        return reply if isinstance(reply, Sent) else reply(asked)


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            sent = server.reply(Asked(self.path, dict(self.headers), json.loads(content) if content else None))
            with suppress(OSError):  # the other side went away
                self._send(sent)

        do_GET = do_POST

        def _send(self, sent: Sent) -> None:
            self.send_response(sent.status)
            for name, value in sent.headers.items():
                self.send_header(name, value)
            if isinstance(sent.body, bytes):
                self.send_header("Content-Length", str(len(sent.body)))
                self.end_headers()
                self.wfile.write(sent.body)
                return
            self.end_headers()
            for piece in sent.body():
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
