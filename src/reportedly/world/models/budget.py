"""What asking a language model may cost: tokens and seconds in all. When they are used up, nothing more is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportedly.errors import BudgetSpent
from reportedly.terms.asking import Answer, Ask, Model

CHARACTERS = 3
"""That many to a token, as is reckoned before asking: few enough for European languages; others go over it by a little."""


def reckoned(characters: int) -> int:
    """The tokens of a text, where nobody has counted them."""
    return -(-characters // CHARACTERS)


def cost_of(ask: Ask) -> int:
    """The tokens that a question may cost, with the longest answer."""
    return reckoned(sum(len(message.content) for message in ask.messages)) + ask.most


@dataclass(frozen=True, slots=True)
class Spent:
    """What asking has cost. tokens: in and out."""

    tokens: int = 0
    seconds: float = 0.0


class Budget:
    """A Model that asks another within limits; None means no limit. Several threads may ask at once.

    A question is asked only where its reckoned cost fits into what is left, so that the limit is never passed by more than
    what the answers under way cost beyond that. A question that fails counts as reckoned: some servers bill it.
    """

    def __init__(
        self,
        model: Model,
        tokens: int | None = None,
        seconds: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """seconds: spent on asking, not on what else is done between. clock: of seconds that only grow."""
        self._model = model
        self._tokens, self._seconds = tokens, seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._spent = Spent()
        self._held = 0

    @property
    def name(self) -> str:
        """The model, as its server calls it."""
        return self._model.name

    @property
    def spent(self) -> Spent:
        """What has been used so far."""
        return self._spent

    def answer(self, ask: Ask) -> Answer:
        """Ask, if there is enough left for it. Raises BudgetSpent, and ModelError as the model does."""
        cost = cost_of(ask)
        with self._holding(cost):
            began, used = self._clock(), cost
            try:
                answer = self._model.answer(ask)
                used = answer.tokens_in + answer.tokens_out
            finally:
                self._count(used, self._clock() - began)
        return answer

    @contextmanager
    def _holding(self, cost: int) -> Iterator[None]:
        with self._lock:
            self._refuse(cost)
            self._held += cost
        try:
            yield
        finally:
            with self._lock:
                self._held -= cost

    def _count(self, tokens: int, seconds: float) -> None:
        with self._lock:
            self._spent = Spent(self._spent.tokens + tokens, self._spent.seconds + max(0.0, seconds))

    def _refuse(self, cost: int) -> None:
        spent = self._spent
        if self._tokens is not None and spent.tokens + self._held + cost > self._tokens:
            raise BudgetSpent(
                f"the language model has used {spent.tokens:,} of {self._tokens:,} tokens, and the next question may take "
                f"{cost:,}: allow more with --model-tokens"
            )
        if self._seconds is not None and spent.seconds >= self._seconds:
            raise BudgetSpent(
                f"the language model has been asked for {spent.seconds:,.0f} of {self._seconds:,.0f} seconds: "
                "allow more with --model-seconds"
            )
