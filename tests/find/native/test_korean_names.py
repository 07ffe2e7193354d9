"""Names in Korean: parties, persons in office, places and goods, as newspapers of South Korea write them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find.native.native_names import DAY, names, written
from find.parsing import HERE, table
from reportedly.terms.native import NativeEndingRow, NativeNameRow
from shipped import shipped_rows, shipped_tables

CASES = table(HERE / "native" / "names_ko.toml", "case")
KINDS = ("parties", "persons", "places", "items")
ROWS = shipped_rows("ko")
PLAIN = [row for row in ROWS.names if not row.as_is and row.of not in ("unit", "word")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    """A text names what its case lists, in order, and nothing else."""
    found = written(names("ko").find(case["text"], case.get("on", DAY)))
    assert found == {kind: case.get(kind, []) for kind in KINDS}


def test_breadth() -> None:
    """There are at least a hundred and twenty sentences, each once, and they name every kind."""
    assert len(CASES) >= 120
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert all(
        sum(len(case.get(kind, [])) for case in CASES) >= 40 for kind in ("parties", "persons", "places", "items")
    )


def test_states_are_all_named() -> None:
    """Every state and territory of the table has a Korean name that a text may hold alone."""
    named = {row.key for row in PLAIN if row.of == "party"}
    assert {row.code for row in shipped_tables().parties if row.kind == "state"} <= named


def test_items_are_all_named() -> None:
    """Every class of goods and people has a Korean name."""
    assert {row.item for row in shipped_tables().items} == {row.key for row in PLAIN if row.of == "item"}


def test_bodies_and_persons_are_many() -> None:
    """At least 110 bodies, 60 persons in office and 80 places have Korean names."""
    kinds = {row.code: row.kind for row in shipped_tables().parties}
    assert len({row.key for row in PLAIN if row.of == "party" and kinds[row.key] != "state"}) >= 110
    assert len({row.key for row in PLAIN if row.of == "person"}) >= 60
    assert len({row.key for row in PLAIN if row.of == "place"}) >= 80


@pytest.mark.parametrize("of", ["party", "person", "place", "item"])
def test_every_name_stands_for_its_row(of: str) -> None:
    """Each name is found whole before a particle, as what the first row that bears it says."""
    bearers: dict[str, NativeNameRow] = {}
    for row in PLAIN:
        for name in row.names:
            bearers.setdefault(name, row)
    missed = [name for name, row in bearers.items() if row.of == of and not _is_found(name, row)]
    assert not missed


def _is_found(name: str, row: NativeNameRow) -> bool:
    found = names("ko").find(f"어제 {name}에 그리고", DAY)
    return any(m.text == name and _is(row, m) for m in (*found.parties, *found.places, *found.items))


def _is(row: NativeNameRow, mention: Any) -> bool:
    if row.of == "person":
        return bool(mention.type == "party" and mention.name == row.key)
    kept = {"party": "code", "place": "place", "item": "item"}[row.of]
    return bool(getattr(mention, kept, None) == row.key)


@pytest.mark.parametrize("row", ROWS.endings, ids=lambda row: row.example[:30])
def test_every_ending(row: NativeEndingRow) -> None:
    """The name of a row's example is found in all its forms, and only as far as it goes itself."""
    name, forms = row.example.split(": ")
    for form in forms.split(" ") if " " not in name else (forms,):
        found = names("ko").find(f"그 {form} 그", DAY)
        assert next(m.text for m in (*found.parties, *found.items)) == name, form


@pytest.mark.parametrize(
    ("on", "code", "role"),
    [
        (date(2024, 10, 1), "KR-NSC", "national security adviser"),
        (date(2024, 3, 1), "KR-MND", "defence minister"),
    ],
)
def test_offices_by_the_day(on: date, code: str, role: str) -> None:
    """A person speaks for the body whose office was held on the day of the report."""
    (party,) = names("ko").find("신원식은 말을 아꼈다.", on).parties
    assert (party.code, party.name, party.cls) == (code, "Shin Won-sik", "person")
    assert party.role == role


_LETTERS = "한미일북러중우군의은 는·-(“”北\n"
_WORDS = ("북한", "무기", "대전차", "국방부", "러시아", "평양", "에서", "하", "AP", "3")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*_LETTERS, *_WORDS]), max_size=25))
def test_mentions_reslice(parts: list[str]) -> None:
    """Whatever the text, each mention is its own words, and of one kind none lies inside another."""
    text = "".join(parts)
    found = names("ko").find(text, None)
    for kind in (found.parties, found.places, found.items):
        assert all(text[m.start : m.end] == m.text for m in kind)
        spans = sorted({(m.start, m.end) for m in kind})
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
