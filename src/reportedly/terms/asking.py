"""What is asked of a language model, and what it answers: words, no claims yet, which `find/model` holds to the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what the model is told."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. schema: the JSON Schema (2020-12) that the answer must satisfy. most: tokens of the answer at most."""

    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    most: int


@dataclass(frozen=True, slots=True)
class Answer:
    """text: as the model gave it, meant to be JSON. tokens_in, tokens_out: as the server counts them, or reckoned.
    whole: False where it ended at the limit of tokens. kept: it came from the store of earlier answers, and cost nothing.
    """

    text: str
    tokens_in: int = 0
    tokens_out: int = 0
    whole: bool = True
    kept: bool = False


class Model(Protocol):
    """A language model somewhere. name: as its server calls it.

    answer raises ModelError where the server is not there, refuses, or answers nothing that is an answer, and BudgetSpent
    where the tokens or the time that it may cost are used up.
    """

    @property
    def name(self) -> str: ...

    def answer(self, ask: Ask) -> Answer: ...
