"""`reportedly rank`, and the options that hold an answer against other days and other rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from serve.commands import run

RANK_KEYS = {
    "supplier",
    "item",
    "rank_low",
    "rank_high",
    "because",
    "decidable",
    "of",
    "unit",
    "low",
    "high",
    "judgements",
    "approximate",
}
OWN_ROWS = """
[[regime]]
regime = "own-rule"
instrument = "a rule of our own"
paragraph = "paragraph 1"
state = "KP"
direction = "from"
classes = ["munitions"]
bans = "munitions from the country"
start = 2020-01-01
determined_by = "us"
source = "written for this test"
example = "KP RU munitions 2023-10-13 engaged"

[[sharing]]
name = "a pact of our own"
kind = "shares-intelligence"
states = ["KR", "US"]
source = "written for this test"
"""


@pytest.mark.parametrize(
    ("words", "stated", "approximate"),
    [
        ("about 12,000 tonnes of ammunition", "≥ ≈ 12,000 tonnes", True),
        ("some 28,000 containers of munitions", "≥ ≈ 28,000 containers", True),
        ("28,000 containers of munitions", "28,000 containers", False),
    ],
)
def test_about_so_much_is_ranked_as_about_so_much(words: str, stated: str, approximate: bool, tmp_path: Path) -> None:
    """A place that rests on "about 12,000" says so in the table, as `flows` does, and in the record."""
    (tmp_path / "r.txt").write_text(f"Serbia has shipped {words} to Chad, the UN said.", encoding="utf-8")
    ledger = tmp_path / "l.db"
    assert run("read", tmp_path / "r.txt", ledger=ledger).exit_code == 0
    assert stated in run("rank", "TD", ledger=ledger).stdout
    assert stated in run("flows", ledger=ledger).stdout
    (record,) = json.loads(run("rank", "TD", "--format", "json", ledger=ledger).stdout)
    assert record["approximate"] is approximate


def test_suppliers_are_ranked_as_records(read_once: Path) -> None:
    """Each with the promised names; the only one is the first of one."""
    done = run("rank", "Russia", "munitions", "--format", "json", ledger=read_once)
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.stdout)
    assert set(one) >= RANK_KEYS
    assert (one["supplier"], one["rank_low"], one["rank_high"], one["of"]) == ("KP", 1, 1, 1)
    assert one["because"]


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_ranks_are_printed_in_every_form(read_once: Path, form: str) -> None:
    """Without a class: every wide class that anyone supplies."""
    done = run("rank", "RU", "--format", form, ledger=read_once)
    assert done.exit_code == 0, done.output
    assert "soldiers" in done.stdout
    assert "KP" in done.stdout or "North Korea" in done.stdout


def test_nobody_to_rank_says_what_to_do(read_once: Path) -> None:
    """A recipient of nothing is no error."""
    done = run("rank", "Chad", ledger=read_once)
    assert done.exit_code == 0
    assert "none of the" in done.stderr


def test_published_by_bounds_the_ranks(read_once: Path) -> None:
    """Soldiers were not told of before 2024."""
    done = run("rank", "RU", "--published-by", "2023-12-31", ledger=read_once)
    assert "soldiers" not in done.stdout


def test_a_flow_tells_what_changed_since_a_day(read_once: Path) -> None:
    """On the terminal and as a record; the soldiers came after it."""
    done = run("flow", "KP", "RU", "--since", "2023-12-31", ledger=read_once)
    assert "CHANGED SINCE 31 DEC 2023" in done.stdout
    assert "3,000 soldiers" in done.stdout.split("TOTALS")[0]
    record = json.loads(run("flow", "KP", "RU", "--since", "2023-12-31", "--format", "json", ledger=read_once).stdout)
    assert record["changes"]["since"] == "2023-12-31"
    assert len(record["changes"]["claims"]) == 1


def test_a_dossier_tells_what_changed_since_a_day(read_once: Path, tmp_path: Path) -> None:
    """It stands before the flows."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--since", "2023-12-31", ledger=read_once)
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "## What changed since 31 Dec 2023" in text
    assert text.index("What changed since") < text.index("Who says it")


def test_rows_of_ones_own_are_assessed_by(read_once: Path, tmp_path: Path) -> None:
    """A regime of the user's own is checked, in its own words, and no document is read anew for it."""
    rows = tmp_path / "own.toml"
    rows.write_text(OWN_ROWS, encoding="utf-8")
    done = run("flow", "KP", "RU", "munitions", "--lexicon", rows, "--format", "json", ledger=read_once)
    found = {f["regime"]: f for f in json.loads(done.stdout)["regimes"]}
    assert found["own-rule"]["sentence"].endswith("determination is for us.")


def test_a_regime_of_an_unknown_class_is_refused(read_once: Path, tmp_path: Path) -> None:
    """With the file, the row and the class."""
    rows = tmp_path / "own.toml"
    rows.write_text(OWN_ROWS.replace('"munitions"]', '"catapults"]'), encoding="utf-8")
    done = run("flow", "KP", "RU", "--lexicon", rows, ledger=read_once)
    assert done.exit_code != 0
    assert "own.toml, [[regime]] 1" in done.stderr
    assert "catapults" in done.stderr


def test_a_day_to_project_to_must_be_a_day(read_once: Path) -> None:
    """Wrong use, in one line."""
    done = run("flow", "KP", "RU", "--until", "soon", ledger=read_once)
    assert done.exit_code == 2
    assert "'soon' is no day" in done.stderr
