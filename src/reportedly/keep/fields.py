"""Fields of a claim that a person may correct, and how each reads the value that is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, get_args

from reportedly.errors import UsageError
from reportedly.terms.claim import KINDS, MODALITIES, BasisType, PlaceRole, Stage
from reportedly.terms.document import Handling
from reportedly.terms.quantity import Scope
from reportedly.terms.record import Json

WORDED = (
    "actor", "recipient", "item", "quantity", "happened", "said", "modality", "origins", "condition", "basis", "exchange",
    "compared", "places", "stage", "trigger",
)  # fmt: skip
"""The fields whose words in the text may be told."""

NOTHING = ("", "none", "null")
"""What a person writes to say that there is no value: no quantity, an open side, no stage."""

EMPTY: Mapping[str, Json] = {
    "quantity": {"low": None, "high": None, "unit": None, "approximate": False, "vague": False, "scope": None}
    | {"per": None, "alternative_group": None, "text": ""},
    "happened": {"start": None, "end": None, "text": ""},
    "said": {"start": None, "end": None, "text": ""},
    "basis": {"type": None, "text": ""},
    "likelihood": {"term": None, "low": None, "high": None, "yardstick": None},
}
"""The parts of a claim that may be absent: `quantity=none` takes one away, `quantity.low=5` makes or changes one."""

Reader = Callable[[str], Any]

DIGITS = 18
"""Of a number that is typed: more are a slip of the hand, and no database holds them."""


def _one_of(name: str, choices: Iterable[str], *, may_be_none: bool = False) -> Reader:
    allowed = tuple(choices)

    def read(value: str) -> str | None:
        if may_be_none and value.lower() in NOTHING:
            return None
        if value not in allowed:
            raise UsageError(f"{name}: {value!r} is none of {', '.join(allowed)}{', none' if may_be_none else ''}")
        return value

    return read


def _number(name: str) -> Reader:
    def read(value: str) -> int | float | None:
        if value.lower() in NOTHING:
            return None
        plain = value.replace(",", "").replace("_", "").replace(" ", "")
        if len(plain) > DIGITS:
            raise UsageError(f"{name}: {value[:40]!r} is too large a number")
        if plain.isascii() and plain.isdigit():
            return int(plain)
        if plain.isascii() and plain.replace(".", "", 1).isdigit():
            return float(plain)
        raise UsageError(f"{name}: {value!r} is no number from 0 up (or none, for an open side)")

    return read


def _day(name: str) -> Reader:
    def read(value: str) -> str | None:
        if value.lower() in NOTHING:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise UsageError(f"{name}: {value!r} is no day such as 2023-10-13 (or none, for an open side)") from error

    return read


def _truth(name: str) -> Reader:
    words = {"true": True, "yes": True, "false": False, "no": False}

    def read(value: str) -> bool:
        if value.lower() not in words:
            raise UsageError(f"{name}: {value!r} is neither true nor false")
        return words[value.lower()]

    return read


def _absent(name: str) -> Reader:
    def read(value: str) -> None:
        if value.lower() not in NOTHING:
            parts = ", ".join(f"{name}.{part}" for part in EMPTY[name])
            raise UsageError(f"{name}: only none may be given for the whole; its parts are {parts}")

    return read


def _span(value: str) -> tuple[int, int]:
    start, _, end = value.partition("-")
    if not all(edge.isascii() and edge.isdigit() and len(edge) <= DIGITS for edge in (start, end)):
        raise UsageError(f"evidence: {value[:60]!r} is no span such as 120-310")
    return int(start), int(end)


def _spans(name: str) -> Reader:
    def read(value: str) -> list[list[int]]:
        spans = []
        for part in _several(value):
            start, dash, end = part.partition("-")
            if not dash or not all(side.isascii() and side.isdigit() and len(side) < 10 for side in (start, end)):
                raise UsageError(f"{name}: {part!r} is no span such as 120-131")
            spans.append([int(start), int(end)])
        return sorted(spans)

    return read


def _places(value: str) -> list[tuple[str, str]]:
    pairs = [tuple(part.strip() for part in entry.partition(":")[::2]) for entry in _several(value)]
    for role, place in pairs:
        if role not in get_args(PlaceRole) or not place:
            raise UsageError(f"places: {value!r} is not ROLE:PLACE, …; roles are {', '.join(get_args(PlaceRole))}")
    return [(role, place) for role, place in pairs]


def _several(value: str) -> list[str]:
    return [] if value.lower() in NOTHING else [part.strip() for part in value.split(",") if part.strip()]


def _words(value: str) -> str:
    return value


def _words_or_none(value: str) -> str | None:
    return None if value.lower() in NOTHING else value


def _period(name: str) -> dict[str, Reader]:
    days = {f"{name}.{side}": _day(f"{name}.{side}") for side in ("start", "end")}
    return {name: _absent(name), **days, f"{name}.text": _words}


FIELDS: Mapping[str, Reader] = {
    "kind": _one_of("kind", KINDS),
    "actor": _several,
    "recipient": _several,
    "item": _several,
    "quantity": _absent("quantity"),
    "quantity.low": _number("quantity.low"),
    "quantity.high": _number("quantity.high"),
    "quantity.unit": _words_or_none,
    "quantity.approximate": _truth("quantity.approximate"),
    "quantity.vague": _truth("quantity.vague"),
    "quantity.scope": _one_of("quantity.scope", get_args(Scope), may_be_none=True),
    "quantity.per": _words_or_none,
    "quantity.alternative_group": _words_or_none,
    "quantity.text": _words,
    **_period("happened"),
    **_period("said"),
    "places": _places,
    "stage": _one_of("stage", get_args(Stage), may_be_none=True),
    "modality": _one_of("modality", MODALITIES),
    "likelihood": _absent("likelihood"),
    "likelihood.term": _words_or_none,
    "likelihood.low": _number("likelihood.low"),
    "likelihood.high": _number("likelihood.high"),
    "likelihood.yardstick": _words,
    "basis": _absent("basis"),
    "basis.type": _one_of("basis.type", get_args(BasisType)),
    "basis.text": _words,
    "condition": _words_or_none,
    "exchange": _words_or_none,
    "compared": _several,
    "origins": _several,
    "evidence": _span,
    "handling": _one_of("handling", get_args(Handling)),
    **{f"fields.{name}": _spans(f"fields.{name}") for name in WORDED},
}
"""What may be corrected: field → the reader of its value. Lists are joined by commas; `none` empties what may be empty.
`fields.NAME` tells the words in the text that NAME was read from, START-END in code points."""
