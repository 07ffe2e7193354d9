"""Questions to a language model over HTTP, for tests, and what came of them in one line."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator

import pytest

from reportedly.errors import ModelError
from reportedly.terms.asking import Answer
from reportedly.world.models.endpoint import Endpoint
from world.models.servers import QUESTION, Asked, ModelServer, Sent


class Time:
    """A clock that only its sleep moves."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def ask(*replies: Sent | Callable[[Asked], Sent], limit: float = 20.0, key: str | None = None) -> Answer:
    """What comes of one question."""
    with ModelServer(*replies) as server:
        return Endpoint(server.url, "small", key, limit).answer(QUESTION)


def fault(*replies: Sent | Callable[[Asked], Sent], limit: float = 20.0, key: str | None = None) -> str:
    """The one line that the user is told, without the server's address; the key stands nowhere."""
    with ModelServer(*replies) as server, pytest.raises(ModelError) as raised:
        Endpoint(server.url, "small", key, limit).answer(QUESTION)
    told = str(raised.value)
    assert "\n" not in told
    assert server.url in told
    if key:
        assert key not in "".join(traceback.format_exception(raised.value))
    return told.replace(server.url, "URL")


def slowly(piece: bytes, pause: float = 0.05) -> Callable[[], Iterable[bytes]]:
    """A body that comes on and on."""

    def pieces() -> Iterator[bytes]:
        for _ in range(200):
            yield piece
            time.sleep(pause)

    return pieces
