"""A model for tests that answers what it is told to, and notes what it was asked."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.terms.asking import Answer, Ask


class Scripted:
    """A Model. says: the answer, or what makes it from the question, or raises."""

    def __init__(self, says: Answer | Callable[[Ask], Answer], name: str = "small") -> None:
        self._says = says
        self._name = name
        self.asked: list[Ask] = []

    @property
    def name(self) -> str:
        return self._name

    def answer(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return self._says if isinstance(self._says, Answer) else self._says(ask)
