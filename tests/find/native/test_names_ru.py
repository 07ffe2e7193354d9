"""The Russian names against sentences of news: what is found is complete for each kind, and nothing else is found."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reportedly.find.native.slavic_matching import SlavicMatcher
from shipped import shipped_rows, shipped_tables

TABLES = shipped_tables()
ROWS = shipped_rows("ru")
NAMES = SlavicMatcher(
    [(name, (row.of, row.key), row.as_is) for row in ROWS.names if row.of != "unit" for name in row.names],
    ROWS.endings,
)
BODY_OF = {
    office.names[0]: office.code for office in sorted(TABLES.offices, key=lambda o: o.end or date.max) if office.names
}
CASES = tomllib.loads(Path(__file__).with_name("names_ru.toml").read_text(encoding="utf-8"))["case"]
REPORTED_MOST = 60


def found(text: str) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {"parties": [], "places": [], "items": []}
    for hit in NAMES.find(text):
        for of, key in hit.payloads:
            kind, code = ("parties", BODY_OF[key]) if of == "person" else (_KINDS[of], key)
            kinds[kind].append(f"{text[hit.start : hit.end]} {code}")
    return kinds


_KINDS = {"party": "parties", "place": "places", "item": "items"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_the_names_of_a_sentence_are_found(case: dict[str, Any]) -> None:
    """All parties, places and items of the sentence, in order, and no others."""
    wanted = {kind: case.get(kind, []) for kind in ("parties", "places", "items")}
    assert found(case["text"]) == wanted


def test_every_state_has_a_name() -> None:
    """No state or territory of the table is without a Russian name."""
    named = {row.key for row in ROWS.names if row.of == "party" and row.sense == "name"}
    assert {party.code for party in TABLES.parties if party.kind == "state"} <= named


def test_every_class_of_items_has_a_name() -> None:
    """No class of the tree of items is without a Russian word."""
    assert {item.item for item in TABLES.items} - {row.key for row in ROWS.names if row.of == "item"} == set()


@pytest.mark.parametrize("sense", ["adjective", "demonym"])
def test_the_states_most_reported_have_adjectives_and_words_for_their_people(sense: str) -> None:
    """Adjectives and demonyms name at least the states that are reported most."""
    assert len({row.key for row in ROWS.names if row.sense == sense}) >= REPORTED_MOST


def test_a_name_is_found_as_it_stands() -> None:
    """Each name, alone in a text, is found whole, and its row bears it."""
    for row in (row for row in ROWS.names if row.of != "unit"):
        for name in row.names:
            hits = NAMES.find(name)
            assert [(h.start, h.end) for h in hits] == [(0, len(name))], name
            assert (row.of, row.key) in hits[0].payloads, name
