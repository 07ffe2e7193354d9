"""`reportedly claims`, `flows` and `flow`: what stands, as asked and in every form."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from keep.samples import claim, containers, report
from reportedly.keep.additions import reading
from reportedly.present.lines import CLAIM_COLUMNS
from reportedly.terms.claim import Kind
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import claims, reports, run, shipped

LIFTING_GAS = '[[item]]\nitem = "lifting-gas"\nparent = "materiel"\nnames = ["lifting gas"]\ncls = "materiel"\n'


@pytest.mark.parametrize(
    ("options", "units"),
    [
        ((), {"container", "person"}),
        (("--actor", "KP"), {"container", "person"}),
        (("--actor", "North Korea", "--item", "soldiers"), {"person"}),
        (("--recipient", "russia", "--item", "munitions"), {"container"}),
        (("--origin", "KR"), {"person"}),
        (("--origin", "KR-NIS"), {"person"}),
        (("--kind", "deployment"), {"person"}),
        (("--published-by", "2023-10-13"), {"container"}),
        (("--published-by", "2023-10-12"), set()),
        (("--actor", "Iran"), set()),
    ],
)
def test_filters_choose_claims(options: tuple[str, ...], units: set[str], read_once: Path) -> None:
    """Each filter takes codes or names, a state with its bodies, a class with what is below it."""
    found = claims(read_once, *options)
    assert {c["quantity"]["unit"] for c in found if c["quantity"] and c["modality"] != "denied"} == units


def test_every_form_tells_the_same_claims(read_once: Path) -> None:
    """json, jsonl and csv hold the same ids in the same order."""
    ids = [c["id"] for c in claims(read_once)]
    whole = json.loads(run("claims", "--format", "json", ledger=read_once).stdout)
    rows = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv", ledger=read_once).stdout)))
    assert [c["id"] for c in whole] == [row["id"] for row in rows] == ids
    assert tuple(rows[0]) == CLAIM_COLUMNS
    assert ids


def test_a_table_for_a_pipe_has_no_colours(read_once: Path) -> None:
    """What is no terminal gets no escapes, and nothing on standard error."""
    done = run("claims", ledger=read_once)
    assert "North Korea" in done.stdout
    assert "\x1b" not in done.output
    assert done.stderr == ""


def test_what_the_ledger_knew_before_it_read(own: Path) -> None:
    """--known-at asks the ledger as it was: empty before reading, and before a review without the review."""
    found = shipped(own)
    between = datetime.now(UTC).isoformat()
    run("review", found["id"], "quantity.low=1100", "--by", "Ada", ledger=own)
    assert claims(own, "--known-at", "2001-01-01") == []
    before = [c for c in claims(own, "--known-at", between) if c["id"] == found["id"]]
    assert before == [found]
    assert shipped(own)["quantity"]["low"] == 1100


ASKED_BY_CLASS = (
    ("flow", "KP", "RU", "food"),
    ("claims", "--item", "food"),
    ("flows", "--item", "food"),
    ("export", "csv", "--item", "food"),
)


@pytest.mark.parametrize("words", ASKED_BY_CLASS, ids=" ".join)
def test_classes_that_no_row_knows_are_told(words: tuple[str, ...], tmp_path: Path) -> None:
    """A ledger read with rows of one's own and asked without them says which file is missing; else nothing is said."""
    path, document = tmp_path / "l.db", report()
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(document, [containers(document, item="lifting-gas")], "rules/1"))
    ledger.close()
    told = " ".join(run(*words, ledger=path).stderr.split())
    assert "claims here are of classes that no row knows: “lifting-gas”; --lexicon FILE brings the rows" in told
    rows = tmp_path / "own.toml"
    rows.write_text(LIFTING_GAS, encoding="utf-8")
    assert "no row knows" not in run(*words, "--lexicon", rows, ledger=path).stderr
    assert "no row knows" not in run("flow", "KP", "RU", ledger=path).stderr


@pytest.mark.parametrize("kind", ["visit", "measure", "response", "judgement"])
def test_the_word_for_a_kind_is_no_class(kind: Kind, tmp_path: Path) -> None:
    """A claim without goods has the word for its kind in their place; no row is missing for it."""
    path, document = tmp_path / "l.db", report()
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(document, [claim(document, "Nobody in Moscow replied", kind=kind, item=kind)], "rules/1"))
    ledger.close()
    for words in ASKED_BY_CLASS:
        assert "no row knows" not in run(*words, ledger=path).stderr


def test_flows_are_told_in_every_form(read_once: Path) -> None:
    """One line a flow: table, JSON and CSV agree on supplier, recipient and class."""
    rows = json.loads(run("flows", "--format", "json", ledger=read_once).stdout)
    lines = [json.loads(line) for line in run("flows", "--format", "jsonl", ledger=read_once).stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(run("flows", "--format", "csv", ledger=read_once).stdout)))
    assert rows == lines
    assert {(r["supplier"], r["recipient"], r["item"]) for r in rows} >= {
        ("KP", "RU", "munitions"),
        ("KP", "RU", "soldiers"),
    }
    assert [r["item"] for r in table] == [r["item"] for r in rows]
    assert "North Korea → Russia" in run("flows", ledger=read_once).stdout


def test_a_flow_as_json_has_the_promised_keys(read_once: Path) -> None:
    """`flow --format json`: documents, origins by standing, totals with the claims that hold them up, and the rest."""
    told = json.loads(run("flow", "KP", "RU", "munitions", "--format", "json", ledger=read_once).stdout)
    assert told.keys() >= {
        "documents", "origins", "totals", "may_include", "denials", "responses", "conflicts", "wording", "pace",
        "projection", "exchange", "regimes",
    }  # fmt: skip
    assert told["origins"].keys() == {"independent", "echo", "unknown"}
    total = next(t for t in told["totals"] if t["unit"] == "container" and t["level"] == 1)
    assert total.keys() >= {"item", "unit", "level", "counting", "low", "high", "as_of", "because"}
    assert total["low"] == 1000
    assert total["because"] == [shipped(read_once)["id"]]
    assert len(told["denials"]) == 1


def test_a_flow_on_a_terminal_names_its_claims(read_once: Path) -> None:
    """The text of a flow tells totals, origins and denials, and ends with the words of every claim."""
    text = run("flow", "north korea", "RU", "munitions", ledger=read_once).stdout
    assert text.startswith("North Korea → Russia: munitions\n")
    for heading in ("TOTALS", "ORIGINS", "DENIED", "CLAIMS"):
        assert f"\n{heading}" in text
    assert "at least 1,000 containers" in text
    assert shipped(read_once)["id"] in text
    assert max(map(len, text.splitlines())) <= 120


def test_a_flow_without_a_class_is_of_everything(read_once: Path) -> None:
    """Without ITEM the flow holds arms and people."""
    told = json.loads(run("flow", "KP", "RU", "--format", "json", ledger=read_once).stdout)
    assert {total["unit"] for total in told["totals"]} >= {"container", "person"}


@pytest.mark.parametrize("command", [("claims",), ("flows",), ("flow", "KP", "RU")])
def test_an_empty_ledger_says_what_to_do(command: tuple[str, ...], tmp_path: Path) -> None:
    """Where there is no ledger none is made; the line says how to begin."""
    done = run(*command, ledger=tmp_path / "none.db")
    assert done.exit_code == 0
    assert "no claims yet: reportedly read PATH" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_ledger_without_claims_is_told_from_an_empty_one(tmp_path: Path) -> None:
    """Documents without a claim: the line names their number."""
    (tmp_path / "weather.txt").write_text("It rained in Oslo on Friday, and more rain is expected.\n")
    run("read", tmp_path / "weather.txt", ledger=tmp_path / "l.db")
    assert "no claims in the 1 document read" in run("claims", ledger=tmp_path / "l.db").stderr


@pytest.mark.parametrize(
    "command",
    [
        ("flow", "Rusia", "KP"),
        ("rank", "Rusia"),
        ("claims", "--recipient", "Rusia"),
        ("claims", "--actor", "Rusia"),
        ("flows", "--origin", "Rusia"),
    ],
)
def test_a_name_that_nobody_bears_is_told(command: tuple[str, ...], read_once: Path) -> None:
    """A slip in a party's name is told on standard error with the nearest name, and ends as where nothing is found."""
    done = run(*command, ledger=read_once)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[0] == "no party is called “Rusia”; did you mean RUSI or Russia?"


def test_a_plain_name_that_claims_bear_is_no_slip(read_once: Path) -> None:
    """A publisher without a code, asked for as an origin, is known by the claims; a known party is never called unknown."""
    named = {origin for claim in claims(read_once) for origin in claim["origins"]}
    assert named
    for origin in named:
        assert run("claims", "--origin", origin, ledger=read_once).stderr == ""
    assert "no party is called" not in run("flow", "Iran", "Russia", ledger=read_once).stderr


def test_filters_that_fit_nothing_say_so(read_once: Path) -> None:
    """Where claims stand but none fits, the line says how many stand; machine formats stay well formed."""
    done = run("claims", "--actor", "Iran", "--format", "json", ledger=read_once)
    assert done.stdout == "[]\n"
    assert "none of the" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("claims", "--item", "shels"),
        ("claims", "--published-by", "yesterday"),
        ("claims", "--known-at", "noon"),
        ("flow", "KP", "RU", "shels"),
    ],
)
def test_wrong_use_is_one_line(words: tuple[str, ...], read_once: Path) -> None:
    """What makes no sense is one line and exit code 2."""
    done = run(*words, ledger=read_once)
    assert done.exit_code == 2
    assert done.stderr.startswith("reportedly: ")
    assert done.stderr.count("\n") == 1


def test_the_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    """Two ledgers that read the same reports in another order tell the same claims."""
    folder = reports(tmp_path / "in")
    for ledger, names in (("a.db", ("containers", "soldiers")), ("b.db", ("soldiers", "containers"))):
        run("read", *(folder / f"{name}.txt" for name in names), ledger=tmp_path / ledger)
    assert claims(tmp_path / "a.db") == claims(tmp_path / "b.db")


UREA = """\
[[item]]
item = "urea"
parent = "materiel"
names = ["urea"]
cls = "materiel"
unit = "tonne"
"""


def test_a_class_of_ones_own_is_asked_for_and_corrected_with_the_same_rows(tmp_path: Path) -> None:
    """With --lexicon `claims` and `review` know it; without, the line says where such a class is."""
    ledger, rows, report = tmp_path / "l.db", tmp_path / "urea.toml", tmp_path / "report.txt"
    rows.write_text(UREA, encoding="utf-8")
    report.write_text("Malta has shipped 30 tonnes of urea to Chad, Malta's government said.\n", encoding="utf-8")
    run("read", report, "--publisher", "Gulf Daily", "--lexicon", rows, ledger=ledger)
    with_rows = run("claims", "--item", "urea", "--lexicon", rows, "--format", "jsonl", ledger=ledger)
    (claim,) = map(json.loads, with_rows.stdout.splitlines())
    for words in (("claims", "--item", "urea"), ("flow", "MT", "TD", "urea"), ("review", claim["id"], "item=urea")):
        without = run(*words, ledger=ledger)
        assert without.exit_code == 2
        assert "--lexicon" in without.stderr or words[0] == "review"
    corrected = run("review", claim["id"], "item=urea", "stage=delivered", "--lexicon", rows, ledger=ledger)
    assert corrected.exit_code == 0
    assert run("flow", "MT", "TD", "urea", "--lexicon", rows, ledger=ledger).exit_code == 0
