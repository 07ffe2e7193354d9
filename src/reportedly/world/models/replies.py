"""What a server's reply means: the model's answer, another form to ask in, a rest to wait, or a fault for the user.

The forms of several servers are known here: llama.cpp's own, the one of llama-cpp-python, Ollama and vLLM.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from reportedly.errors import ModelError
from reportedly.terms.asking import Answer, Ask
from reportedly.world.models.budget import reckoned
from reportedly.world.models.where import Where

MOST_QUOTED = 240
"""How many characters of a server's own words are told."""

_REFUSED = frozenset({400, 422})
_FAULT = 500
_KEY_WANTED = frozenset({401, 403})
RESTING = frozenset({429, 503})
_AT_ITS_END = "length"


_ADVICE = "see that the address is that of an OpenAI-compatible server, most of which end in /v1"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server sent. rest: its Retry-After, empty for none."""

    status: int
    body: bytes
    rest: str = ""


def late(where: Where) -> ModelError:
    """What is said when the time is up."""
    return ModelError(
        f"{where.url} gave no whole answer in the time that one may take: ask a faster model, or allow more"
    )


def refuses_the_form(reply: Reply) -> bool:
    """Whether the form in which the answer's schema was sent may be why a question was refused.

    The server of llama-cpp-python, and older ones of llama.cpp, call that a fault of their own (500) and name the field.
    """
    return reply.status in _REFUSED or (reply.status == _FAULT and b"response_format" in reply.body)


def answer_in(reply: Reply, ask: Ask, where: Where) -> Answer:
    """The answer in a reply of status 200. Raises ModelError where there is none."""
    said = _object(_json(reply.body))
    choice = _object(_first(said.get("choices")))
    if not choice:
        raise ModelError(f"{where.url} answers with what is no answer of a language model: {_ADVICE}")
    whole = choice.get("finish_reason") != _AT_ITS_END
    text = _object(choice.get("message")).get("content")
    if not isinstance(text, str) or (whole and not text.strip()):
        if whole:
            raise ModelError(f"the model at {where.url} answers nothing: ask another one, or ask it again later")
        text = ""  # it thought until its tokens were used up
    return Answer(text, *_tokens(said, ask, text), whole=whole)


def fault_of(reply: Reply, where: Where, key: str) -> ModelError:
    """What a reply of another status means, with the server's own words, but for the key."""
    told = _words(reply.body, key)
    quoted = f": “{told}”" if told else ""
    if 300 <= reply.status < 400:
        return ModelError(f"{where.url} points elsewhere ({reply.status}), which is not followed: {_ADVICE}")
    if reply.status in _KEY_WANTED:
        wants = "does not take the key in REPORTEDLY_LLM_KEY" if key else "wants a key: set REPORTEDLY_LLM_KEY"
        return ModelError(f"{where.url} {wants} ({reply.status}){quoted}")
    if reply.status == 404:
        return ModelError(f"{where.url} does not know what is asked for (404){quoted or f': {_ADVICE}'}")
    if reply.status in RESTING:
        return ModelError(f"{where.url} is busy ({reply.status}){quoted}; try again later, or ask another server")
    if reply.status >= 500:
        return ModelError(f"{where.url} has a fault of its own ({reply.status}){quoted}; look into the server's log")
    return ModelError(f"{where.url} does not take the question ({reply.status}){quoted}; ask another model or server")


def _words(body: bytes, key: str) -> str:
    """A server's own words in one short line. A server may repeat the key: it is taken out before anything is cut."""
    said = _object(_json(body))
    error = said.get("error", said)
    words = error if isinstance(error, str) else _object(error).get("message") or said.get("detail")
    if not isinstance(words, str):
        return ""
    if key:
        words = words.replace(key, "…")
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= MOST_QUOTED else line[:MOST_QUOTED].rstrip() + " …"


def _tokens(said: dict[str, Any], ask: Ask, text: str) -> tuple[int, int]:
    """In and out, as the server counts them, else reckoned."""
    usage = _object(said.get("usage"))
    asked = sum(len(message.content) for message in ask.messages)
    return _count(usage.get("prompt_tokens"), asked), _count(usage.get("completion_tokens"), len(text))


def _count(told: object, characters: int) -> int:
    is_count = isinstance(told, int) and not isinstance(told, bool) and told >= 0
    return int(str(told)) if is_count else reckoned(characters)


def _first(listed: object) -> object:
    return listed[0] if isinstance(listed, list) and listed else None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _json(body: bytes) -> object:
    """What a body says, None where it is no JSON."""
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value
