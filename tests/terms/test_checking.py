"""Checking a record: what the schema forbids is found, and what no ledger can keep besides."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from keep.samples import containers, report
from reportedly.terms.checking import fault
from reportedly.terms.record import claim_record
from reportedly.terms.schema import claim_schema
from strategies import claims, documents

SCHEMA = claim_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.just(0.5)
    | st.sampled_from(["", "KP", "transfer", "2023-10-13"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["low", "text", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def record() -> dict[str, Any]:
    return json.loads(json.dumps(claim_record(containers(report()))))


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All places in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, each in inner for place in places(each, (*at, key)))]


@given(documents().flatmap(claims))
def test_every_record_passes(claim: Any) -> None:
    """Whatever shape a claim has."""
    assert fault(claim_record(claim), SCHEMA) is None


@given(st.data())
def test_it_finds_what_a_validator_of_json_schema_finds(data: st.DataObject) -> None:
    """With any value at any place of a record, both say yes or both say no."""
    changed = record()
    place = data.draw(st.sampled_from([at for at in places(changed) if at]))
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = data.draw(JSON)
    assert (fault(changed, SCHEMA) is None) == VALIDATOR.is_valid(changed)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("reading_confidence", float("nan"), "reading_confidence: it is no number that can be kept"),
        ("condition", "a\0b", "condition: it holds what no text holds"),
        ("condition", "\ud800", "condition: it holds what no text holds"),
        ("published_on", "2023-02-31", "published_on: '2023-02-31' is no date"),
        ("id", "c-0123456789abcdef\n", "id: 'c-0123456789abcdef\\n' is not of its form"),
    ],
)
def test_what_cannot_be_kept_is_found_besides(name: str, value: object, words: str) -> None:
    """No number, no text, no day, and no end of line behind an id."""
    assert fault({**record(), name: value}, SCHEMA) == words
