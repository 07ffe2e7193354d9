"""How surely a claim must have been read: `--at-least`, its default, and what `explain` says of confidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reportedly.serve.cli import app
from reportedly.serve.confidence_lines import confidence_lines
from reportedly.serve.settings import AT_LEAST, DEFAULT_AT_LEAST
from reportedly.serve.wiring import reader
from reportedly.terms.document import Document
from serve.commands import claims, reports, run, shipped

REPORT = Document("Iran has sent drones to Russia, the Pentagon said.", publisher="Daily Ledger")


def read_with(value: str, folder: Path, ledger: Path) -> tuple[int, str]:
    """Reading where the environment says how sure a reading must be."""
    done = CliRunner().invoke(app, ["read", str(folder), "--ledger", str(ledger)], env={AT_LEAST: value})
    return done.exit_code, done.output


def test_claims_below_the_threshold_are_not_kept(tmp_path: Path) -> None:
    """`read --at-least 1` keeps no claim; read again without it, all are found."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    assert run("read", folder, "--at-least", "1", ledger=ledger).exit_code == 0
    assert claims(ledger) == []
    run("read", folder, ledger=ledger)
    assert claims(ledger)


def test_the_threshold_is_part_of_the_method_where_it_is_not_the_default() -> None:
    """Another threshold makes another method, and the rules behind both are the same."""
    plain, strict = reader(at_least=DEFAULT_AT_LEAST), reader(at_least=0.75)
    assert strict.method == f"{plain.method}+at-least-0.75"
    (claim,), _ = plain.claims(REPORT)
    assert strict.is_made_by(replace(claim, method=plain.method))
    assert not strict.is_made_by(replace(claim, method="llm/small"))


def test_a_threshold_of_one_keeps_nothing_that_is_not_certain() -> None:
    """No reading is certain."""
    assert reader(at_least=1.0).claims(REPORT) == ((), ())


def test_the_environment_sets_the_threshold(tmp_path: Path) -> None:
    """REPORTEDLY_AT_LEAST holds where no option is given; what is no number from 0 to 1 is wrong use."""
    folder, ledger = reports(tmp_path / "in"), tmp_path / "l.db"
    assert read_with("1", folder, ledger)[0] == 0
    assert claims(ledger) == []
    code, told = read_with("sure", folder, ledger)
    assert (code, AT_LEAST in told) == (2, True)
    assert read_with("1.5", folder, ledger)[0] == 2


@pytest.mark.parametrize("command", ["read", "claims"])
def test_a_threshold_beyond_one_is_wrong_use(command: str, tmp_path: Path) -> None:
    """--at-least takes 0 to 1."""
    words = ["read", "x.txt"] if command == "read" else ["claims"]
    assert run(*words, "--at-least", "1.1", ledger=tmp_path / "l.db").exit_code == 2


def test_a_list_of_claims_leaves_out_those_read_less_surely(own: Path) -> None:
    """`claims --at-least` lists the surer ones, and those that a person has checked."""
    every = claims(own)
    middle = sorted(c["reading_confidence"] for c in every)[len(every) // 2]
    surer = claims(own, "--at-least", str(middle))
    assert [c["id"] for c in surer] == [c["id"] for c in every if c["reading_confidence"] >= middle]
    assert claims(own, "--at-least", "1") == []
    run("review", shipped(own)["id"], "accept", "--by", "Ada", ledger=own)
    assert [c["id"] for c in claims(own, "--at-least", "1")] == [shipped(own)["id"]]


def test_a_claim_is_explained_with_what_weighs_most(read_once: Path) -> None:
    """The confidence of the claim, of each field, and up to three features with their weights."""
    told = run("explain", shipped(read_once)["id"], ledger=read_once).stdout
    assert "% that the words were read right" in told
    assert all(f"{name} " in told for name in ("if it is a claim: parties", "quantity", "modality", "origin"))
    assert 1 <= len([line for line in told.splitlines() if "surer (+" in line or "less sure (-" in line]) <= 3


def test_the_heaviest_reasons_come_first() -> None:
    """Sorted by weight regardless of sign; at most three are told."""
    (claim,), _ = reader(at_least=0.0).claims(REPORT)
    reasons = reader(at_least=0.0).grounds(claim, REPORT).reasons
    weights = [abs(weight) for _, weight in reasons]
    assert weights == sorted(weights, reverse=True)
    assert len(list(confidence_lines(claim, reasons))) == 2 + min(3, len(reasons))
