"""What finds the names of one language in a text: each family of languages has a matcher of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from reportedly.find.gazetteer import Hit
from reportedly.terms.native import NativeEndingRow

Payload = TypeVar("Payload")
_Made = TypeVar("_Made")


class Matcher(Protocol[Payload]):
    """All names in a text, in order, none inside another; offsets are the text's."""

    def find(self, text: str) -> list[Hit[Payload]]: ...


class MatcherMaker(Protocol):
    """Builds a matcher from names, what bears them and whether they stand `as_is`, and from the endings that names take."""

    def __call__(
        self, names: Iterable[tuple[str, _Made, bool]], endings: Sequence[NativeEndingRow]
    ) -> Matcher[_Made]: ...
