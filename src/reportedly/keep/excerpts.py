"""Excerpts: the text of a document that is not at hand, made of the words that its claims quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reportedly.terms.record import Json


@dataclass(slots=True)
class _Piece:
    """A stretch of the text that is known: from start on, these words."""

    start: int
    words: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Excerpts:
    """The known stretches of a text, in order, a line each. refused: places of records whose quotes contradict others."""

    pieces: tuple[_Piece, ...] = ()
    refused: frozenset[int] = field(default_factory=frozenset)

    @property
    def text(self) -> str:
        return "\n".join(piece.words for piece in self.pieces)

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span of the text stands among the excerpts; None where it is not quoted whole."""
        at = 0
        for piece in self.pieces:
            if piece.start <= start and end <= piece.end:
                return at + start - piece.start, at + end - piece.start
            at += len(piece.words) + 1
        return None

    def record(self, record: Json) -> Json:
        """A claim record that quotes the excerpts instead; words of fields that are not among them are left out."""
        fields = {
            name: [list(moved) for start, end in spans if (moved := self.moved(start, end))]
            for name, spans in record["fields"].items()
        }
        return {
            **record,
            "evidence": self._evidence(record["evidence"]),
            "also": [self._evidence(each) for each in record["also"]],
            "fields": {name: spans for name, spans in fields.items() if spans},
        }

    def _evidence(self, given: Json) -> Json:
        start, end = self.moved(given["start"], given["end"]) or (0, 0)
        return {**given, "start": start, "end": end}


def excerpts(records: Iterable[Json]) -> Excerpts:
    """The excerpts of one document, from all records that quote it."""
    known: list[_Piece] = []
    refused: set[int] = set()
    for place, record in enumerate(records):
        grown: list[_Piece] | None = known
        for start, quote in _quotes(record):
            grown = _with_piece(grown, _Piece(start, quote)) if grown is not None else None
        if grown is None or any(each["end"] - each["start"] != len(each["quote"]) for each in _all(record)):
            refused.add(place)
        else:
            known = grown
    return Excerpts(tuple(known), frozenset(refused))


def _with_piece(known: list[_Piece], new: _Piece) -> list[_Piece] | None:
    """The stretches with one more, those that overlap it joined; None where they say otherwise."""
    apart = [piece for piece in known if piece.end <= new.start or new.end <= piece.start]
    for piece in (piece for piece in known if piece not in apart):
        first, second = sorted((piece, new), key=lambda p: p.start)
        common = min(first.end, second.end) - second.start
        at = second.start - first.start
        if first.words[at : at + common] != second.words[:common]:
            return None
        new = _Piece(first.start, first.words + second.words[common:])
    return sorted([*apart, new], key=lambda piece: piece.start)


def _all(record: Json) -> list[Any]:
    return [record["evidence"], *record["also"]]


def _quotes(record: Json) -> Iterator[tuple[int, str]]:
    yield from ((each["start"], each["quote"]) for each in _all(record))
