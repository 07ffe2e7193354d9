"""Names in Ukrainian: what the rows of names and of endings find in sentences, in all cases of the words."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.find.native.slavic_forms import Endings, plain
from reportedly.find.native.slavic_matching import SlavicMatcher
from reportedly.terms.native import NativeEndingRow
from shipped import shipped_rows, shipped_tables

TABLES = shipped_tables()
ROWS = shipped_rows("uk")
ENDINGS = Endings(ROWS.endings)
CASES = tomllib.loads((Path(__file__).parent / "names_uk.toml").read_text(encoding="utf-8"))["case"]
KINDS = {"parties": ("party", "person"), "places": ("place",), "items": ("item",)}
SPEAKS_FOR = {o.names[0]: o.code for o in sorted(TABLES.offices, key=lambda o: o.start or date.min)}


def matcher(kinds: tuple[str, ...]) -> SlavicMatcher[str]:
    rows = [row for row in ROWS.names if row.of in kinds]
    return SlavicMatcher([(n, SPEAKS_FOR.get(r.key, r.key), r.as_is) for r in rows for n in r.names], ROWS.endings)


MATCHERS = {kind: matcher(of) for kind, of in KINDS.items()}


def named(kind: str, text: str) -> list[str]:
    """The names of a kind, each with what it stands for."""
    return [f"{text[h.start : h.end]} {'/'.join(h.payloads)}" for h in MATCHERS[kind].find(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    """A sentence holds the parties, places and items that its case lists, in order, and no others."""
    for kind in KINDS:
        assert named(kind, case["text"]) == case.get(kind, []), kind


@pytest.mark.parametrize("row", ROWS.endings, ids=lambda row: f"{row.of}-{row.ending}")
def test_an_ending_makes_the_cases_of_its_example(row: NativeEndingRow) -> None:
    """The word of an ending's example has the ending, and by the rows takes every form that follows it."""
    word, forms = row.example.split(": ")
    assert word.endswith(row.ending)
    assert {plain(form) for form in forms.split()} <= ENDINGS.forms(word)


def test_every_case_of_an_ending_is_another() -> None:
    """No row of endings gives a form twice."""
    assert [row.ending for row in ROWS.endings if len(set(row.cases)) != len(row.cases)] == []


@pytest.mark.parametrize(("of", "number"), [("person", 70), ("item", 100), ("place", 80)])
def test_breadth(of: str, number: int) -> None:
    """Persons in office, items and places are known in their number."""
    assert len({row.key for row in ROWS.names if row.of == of}) >= number


def test_every_state_and_class_has_a_name() -> None:
    """No state and no class of items is without a Ukrainian name, and sixty states have an adjective and a people."""
    keys = {row.key for row in ROWS.names}
    assert {p.code for p in TABLES.parties if p.kind == "state"} <= keys
    assert {item.item for item in TABLES.items} <= keys
    for sense in ("adjective", "demonym"):
        assert len({row.key for row in ROWS.names if row.sense == sense}) >= 60


def test_bodies_are_known_in_their_number() -> None:
    """A hundred and ten bodies, organisations and publishers have Ukrainian names."""
    states = {p.code for p in TABLES.parties if p.kind == "state"}
    assert len({row.key for row in ROWS.names if row.of == "party"} - states) >= 110


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([word for case in CASES for word in case["text"].split()]), max_size=30))
def test_names_lie_apart(words: list[str]) -> None:
    """Whatever the words, no name overlaps another of its kind, and none begins or ends with a blank."""
    text = " ".join(words)
    for kind in KINDS:
        hits = MATCHERS[kind].find(text)
        assert all(a.end <= b.start for a, b in pairwise(hits))
        assert all(text[h.start : h.end] == text[h.start : h.end].strip() != "" for h in hits)
