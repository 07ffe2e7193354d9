"""The rows of names in Japanese, by a plain search for the longest: each case's names and no others."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reportedly.find.gazetteer import Hit, longest
from reportedly.serve.tables import load_native, load_tables
from reportedly.terms.native import NativeNameRow

CASES = tomllib.loads(Path(__file__).with_name("names_ja.toml").read_text(encoding="utf-8"))["case"]
KINDS = {"parties": "party", "persons": "person", "places": "place", "items": "item"}
KATAKANA = re.compile("[ァ-ヺー]")


Row = tuple[str, str]


@cache
def rows() -> tuple[NativeNameRow, ...]:
    return load_native("ja", load_tables()).names


@cache
def bearers() -> dict[str, set[Row]]:
    """What each name stands for."""
    found: dict[str, set[Row]] = {}
    for row in rows():
        for name in row.names:
            found.setdefault(name, set()).add((row.of, row.key))
    return found


def found_in(text: str) -> list[Hit[Row]]:
    """The longest names: none that touches more of its own sort, katakana or letters. A name of one character holds beside
    another, or what is counted beside a party ("北朝鮮兵"); not behind the numeral of a day ("一日中")."""
    hits = [
        Hit(start, end, tuple(bearers()[text[start:end]]))
        for start in range(len(text))
        for end in range(start + 1, min(len(text), start + 30) + 1)
        if text[start:end] in bearers() and not _touches(text, start, end)
    ]
    kept = longest(hits)
    return [hit for at, hit in enumerate(kept) if hit.end - hit.start > 1 or _holds(text, kept, at)]


def _holds(text: str, hits: list[Hit[Row]], at: int) -> bool:
    hit = hits[at]
    before = next((h for h in hits[:at] if h.end == hit.start), None)
    after = next((h for h in hits[at + 1 :] if h.start == hit.end), None)
    if hit.payloads[0][0] == "item":
        return before is not None and before.payloads[0][0] == "party"
    first = hit if before is None else before
    lone = [h for h in (before, after) if h is not None and h.end - h.start == 1]
    return bool(lone) and not re.match("[0-9０-９一二三十毎同]", text[first.start - 1 : first.start])


def _touches(text: str, start: int, end: int) -> bool:
    return any(
        _sort(text[at]) and _sort(text[at]) == _sort(text[beside])
        for at, beside in ((start, start - 1), (end - 1, end))
        if 0 <= beside < len(text)
    )


def _sort(char: str) -> str:
    if KATAKANA.match(char):
        return "katakana"
    return "letter" if char.isalnum() and not re.match("[ぁ-ゖ一-鿿々]", char) else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_case(case: dict[str, Any]) -> None:
    """The sentence names what its case lists, in order, and nothing else."""
    text = case["text"]
    for kind, of in KINDS.items():
        found = [f"{text[h.start : h.end]} {h.payloads[0][1]}" for h in found_in(text) if h.payloads[0][0] == of]
        assert found == case.get(kind, [])


def test_breadth() -> None:
    """At least 80 sentences are listed, and each kind of name in at least 20 of them."""
    assert len(CASES) >= 80
    assert min(sum(kind in case for case in CASES) for kind in KINDS) >= 20


def test_one_bearer() -> None:
    """No name is borne by two: what a name means never turns on the order of the rows."""
    assert not {name: of for name, of in bearers().items() if len(of) > 1}


def test_every_state_has_a_name() -> None:
    """Every state, territory and class of items has a name."""
    tables = load_tables()
    keys = {(row.of, row.key) for row in rows()}
    assert not [p.code for p in tables.parties if p.kind == "state" and ("party", p.code) not in keys]
    assert not [item.item for item in tables.items if ("item", item.item) not in keys]
