"""A language model behind an OpenAI-compatible server, asked over HTTP: llama.cpp, Ollama, vLLM and their like."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from reportedly.errors import ModelError, UsageError
from reportedly.keep.ledger import Clock
from reportedly.terms.asking import Answer, Ask
from reportedly.world.clock import system_clock
from reportedly.world.models.replies import RESTING, Reply, answer_in, fault_of, late, refuses_the_form
from reportedly.world.models.where import Where, lacking, leaves
from reportedly.world.web.statuses import rest_of

LIMIT = 120.0
"""The seconds that an answer may take, with all that is asked anew for it."""

MOST_RETRIES = 3
"""How often a server that asks to be left alone for a while is asked again for one answer."""

Post = Callable[[Where, bytes, Mapping[str, str], float], Reply]
"""Sends a question; the last is the seconds that are left."""

Form = Callable[[Ask], dict[str, Any]]
"""A way of telling a server the schema of the answer."""


def _schema_by_name(ask: Ask) -> dict[str, Any]:
    """As OpenAI has it; vLLM, Ollama and today's llama.cpp take it."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": ask.schema, "strict": True}}


def _schema_beside(ask: Ask) -> dict[str, Any]:
    """As older servers of llama.cpp have it, and the one of llama-cpp-python."""
    return {"type": "json_object", "schema": ask.schema}


def _any_object(_: Ask) -> dict[str, Any]:
    """For servers that know no schema: the answer is JSON, and is as the messages ask for."""
    return {"type": "json_object"}


FORMS: tuple[Form, ...] = (_schema_by_name, _schema_beside, _any_object)
"""From the strictest down."""


class Endpoint:
    """A Model. It remembers the form in which its server takes a schema, and holds nothing else."""

    def __init__(
        self,
        url: str,
        model: str,
        key: str | None = None,
        limit: float = LIMIT,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        now: Clock = system_clock,
    ) -> None:
        """url: up to what stands before /chat/completions. key: sent to this address alone, and never told. limit: the
        seconds that an answer may take. clock: of seconds that only grow; now: for a server that names an hour at which to
        ask again. Raises UsageError on an address or key that is none, and where httpx is not installed.
        """
        self.where: Where = leaves(url)
        self._model = model
        self._limit = limit
        self._clock, self._sleep, self._now = clock, sleep, now
        self._key = _checked(key or "")
        self._form: int | None = None
        self._post = _poster()

    def __repr__(self) -> str:
        return f"Endpoint({self.where.url!r}, {self._model!r})"

    @property
    def name(self) -> str:
        """The model, as its server calls it."""
        return self._model

    def answer(self, ask: Ask) -> Answer:
        """Ask, within the limit of time. Raises ModelError."""
        until = self._clock() + self._limit
        form = self._form or 0
        reply = self._reply(ask, form, until)
        while refuses_the_form(reply) and form + 1 < len(FORMS):
            form += 1
            reply = self._reply(ask, form, until)
        if reply.status != 200:
            raise fault_of(reply, self.where, self._key)
        if self._form is None:  # a later question that is refused says more of that question than of the server
            self._form = form
        return answer_in(reply, ask, self.where)

    def _reply(self, ask: Ask, form: int, until: float) -> Reply:
        """The reply to one form of the question, after the rests that the server asks for. Raises ModelError."""
        reply = self._posted(ask, form, until)
        for _ in range(MOST_RETRIES):
            rest = _rest(reply, self._now())
            if rest is None:
                break
            if rest >= self._left(until):
                raise ModelError(f"{self.where.url} is busy and asks to wait {rest:,.0f} seconds: try again later")
            self._sleep(rest)
            reply = self._posted(ask, form, until)
        return reply

    def _posted(self, ask: Ask, form: int, until: float) -> Reply:
        return self._post(self.where, self._body(ask, form), self._headers(), self._left(until))

    def _left(self, until: float) -> float:
        left = until - self._clock()
        if left <= 0:
            raise late(self.where)
        return left

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self._key}"} if self._key else {})

    def _body(self, ask: Ask, form: int) -> bytes:
        told = {
            "model": self._model,
            "messages": [{"role": message.role, "content": message.content} for message in ask.messages],
            "temperature": 0,
            "seed": 0,
            "max_tokens": ask.most,
            "stream": False,
            "response_format": FORMS[form](ask),
        }
        return json.dumps(told, default=dict).encode()


def _rest(reply: Reply, now: datetime) -> float | None:
    """The seconds for which a server wants to be left alone before it is asked again, None where it names none."""
    return rest_of(reply.status, reply.rest, now) if reply.status in RESTING else None


def _checked(key: str) -> str:
    """A key without the blanks that a copied one has around it. Raises UsageError, which does not tell it."""
    bare = key.strip()
    if not (bare.isascii() and bare.isprintable()) or " " in bare:
        raise UsageError("REPORTEDLY_LLM_KEY holds what no key has in it: letters, digits and signs of ASCII only")
    return bare


def _poster() -> Post:
    """What sends questions. Raises UsageError where it is not installed."""
    try:
        # Only who asks a language model needs httpx.
        from reportedly.world.models.exchange import post
    except ModuleNotFoundError as missing:
        raise lacking(missing) from missing
    return post
