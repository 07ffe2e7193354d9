"""The rows of names in Japanese: each case's names, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from find.native.native_names import DAY, names
from shipped import shipped_rows, shipped_tables

CASES = tomllib.loads(Path(__file__).with_name("names_ja.toml").read_text(encoding="utf-8"))["case"]
KINDS = ("parties", "persons", "places", "items")
ROWS = shipped_rows("ja").names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_case(case: dict[str, Any]) -> None:
    """The sentence names what its case lists, in order, and nothing else."""
    named = names("ja").find(case["text"], case.get("on", DAY))
    found = {
        "parties": [f"{m.text} {m.code}" for m in named.parties if m.cls != "person"],
        "persons": [f"{m.text} {m.name}" for m in named.parties if m.cls == "person"],
        "places": [f"{m.text} {m.place}" for m in named.places],
        "items": [f"{m.text} {m.item}" for m in named.items],
    }
    assert found == {kind: case.get(kind, []) for kind in KINDS}


def test_breadth() -> None:
    """At least 80 sentences are listed, and each kind of name in at least 20 of them."""
    assert len(CASES) >= 80
    assert min(sum(kind in case for case in CASES) for kind in KINDS) >= 20


def test_one_bearer() -> None:
    """No name is borne by two: what a name means never turns on the order of the rows."""
    bearers: dict[str, set[tuple[str, str]]] = {}
    for row in ROWS:
        for name in row.names if row.of != "unit" else ():
            bearers.setdefault(name, set()).add((row.of, row.key))
    assert not {name: of for name, of in bearers.items() if len(of) > 1}


def test_every_state_has_a_name() -> None:
    """Every state, territory and class of items has a name."""
    keys = {(row.of, row.key) for row in ROWS}
    assert not [p.code for p in shipped_tables().parties if p.kind == "state" and ("party", p.code) not in keys]
    assert not [item.item for item in shipped_tables().items if ("item", item.item) not in keys]
