"""Answers: the JSON that a model gives → rows. What is broken, ill-typed or too much is a problem; whole rows are used."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from reportedly.find.model.refusing import problem, shown
from reportedly.find.model.rows import PLACE_ROLES, STAGES, Row, ToldLink, ToldPlace, ToldQuantity
from reportedly.terms.claim import KINDS, MODALITIES
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

T = TypeVar("T")
_DECODER = json.JSONDecoder()


class _Wrong(Exception):
    """A value that is not of its type; the text says which."""


def rows_of(answer: str, document: Document, most: int) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of an answer, at most so many. Problems: `answer-broken` (no JSON, or cut short: the whole rows before the
    break are used), `row-malformed`, `too-many-rows`.
    """
    given, fault = _given(answer)
    problems = [problem(document, "answer-broken", fault)] if fault else []
    rows = []
    for n, value in enumerate(given[:most], 1):
        try:
            rows.append(_row(value))
        except _Wrong as wrong:
            problems.append(problem(document, "row-malformed", f"row {n} of the model's answer is left out: {wrong}"))
    if len(given) > most:
        message = f"the model gave {len(given)} rows; those after the first {most} are left out"
        problems.append(problem(document, "too-many-rows", message))
    return tuple(rows), tuple(problems)


def _given(answer: str) -> tuple[list[Any], str]:
    """The rows as they came, and what is wrong with the whole."""
    begin, end = answer.find("{"), answer.rfind("}") + 1
    try:
        whole = json.loads(answer[max(0, begin) : end or len(answer)])
    except (ValueError, RecursionError):
        found = list(_whole_rows(answer))
        return found, f"the model's answer is no whole JSON; {len(found)} whole rows of it are used"
    if not isinstance(whole, dict) or not isinstance(whole.get("claims"), list):
        return [], "the model's answer holds no list of claims"
    return whole["claims"], ""


def _whole_rows(answer: str) -> Iterator[Any]:
    """The objects of the list of claims up to where it breaks."""
    key = answer.find('"claims"')
    at = answer.find("[", key) + 1 if key >= 0 else 0
    while at and (begin := answer.find("{", at)) >= 0:
        if answer[at:begin].strip(" \t\r\n,"):
            return
        try:
            value, at = _DECODER.raw_decode(answer, begin)
        except (ValueError, RecursionError):
            return
        yield value


def _row(value: object) -> Row:
    given = _mapping(value, "the row")
    return Row(
        quote=_string(_at(given, "quote"), "quote"),
        start=_integer(_at(given, "start"), "start"),
        kind=_one_of(_at(given, "kind"), KINDS, "kind"),
        actor=_strings(given, "actor"),
        recipient=_strings(given, "recipient"),
        items=_strings(given, "items"),
        quantity=_quantity(_at(given, "quantity")),
        happened=_string_or_none(given, "happened"),
        places=tuple(_place(p) for p in _list(given, "places")),
        modality=_one_of(_at(given, "modality"), MODALITIES, "modality"),
        hedges=_strings(given, "hedges"),
        condition=_string_or_none(given, "condition"),
        stage=_or_none(_at(given, "stage"), lambda v: _one_of(v, STAGES, "stage")),
        attribution=tuple(_link(link) for link in _list(given, "attribution")),
        said=_string_or_none(given, "said"),
    )


def _quantity(value: object) -> ToldQuantity | None:
    if value is None:
        return None
    given = _mapping(value, "quantity")
    low, high = (_number(_at(given, name), name) for name in ("low", "high"))
    return ToldQuantity(_string(_at(given, "words"), "words"), low, high)


def _place(value: object) -> ToldPlace:
    given = _mapping(value, "a place")
    return ToldPlace(_string(_at(given, "words"), "words"), _one_of(_at(given, "role"), PLACE_ROLES, "role"))


def _link(value: object) -> ToldLink:
    given = _mapping(value, "a link of the attribution")
    relay = _at(given, "relay")
    if not isinstance(relay, bool):
        raise _Wrong(f"relay is {shown(str(relay))}, not true or false")
    return ToldLink(_string(_at(given, "name"), "name"), _string(_at(given, "verb"), "verb"), relay)


def _at(given: Mapping[str, Any], name: str) -> Any:
    if name not in given:
        raise _Wrong(f"{name} is missing")
    return given[name]


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong(f"{name} is no object")
    return value


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    value = _at(given, name)
    if not isinstance(value, list):
        raise _Wrong(f"{name} is no list")
    return value


def _strings(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_string(v, name) for v in _list(given, name))


def _string(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(f"{name} holds no words")
    return value


def _string_or_none(given: Mapping[str, Any], name: str) -> str | None:
    return _or_none(_at(given, name), lambda v: _string(v, name))


def _or_none(value: object, typed: Callable[[object], T]) -> T | None:
    return None if value is None else typed(value)


def _one_of(value: object, choices: tuple[T, ...], name: str) -> T:
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        raise _Wrong(f"{name} is {shown(str(value))}, none of {', '.join(map(str, choices))}")
    return found


def _integer(value: object, name: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise _Wrong(f"{name} is {shown(str(value))}, no whole number")
    return value


def _number(value: object, name: str) -> int | float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or _is_endless(value):
        raise _Wrong(f"{name} is {shown(str(value))}, no number")
    return value


def _is_endless(value: int | float) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
