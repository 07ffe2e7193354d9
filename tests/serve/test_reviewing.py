"""`reportedly review`: accept, reject, correct."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.keep.additions import reading
from reportedly.keep.reviews import added
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import claims, run, shipped


def test_an_accepted_claim_bears_the_reviewer(own: Path) -> None:
    """accept marks the claim with name, verdict and note."""
    done = run("review", shipped(own)["id"], "accept", "--by", "Ada", "--note", "read twice", ledger=own)
    assert done.exit_code == 0
    review = shipped(own)["reviewed"]
    assert (review["by"], review["verdict"], review["note"]) == ("Ada", "accepted", "read twice")


def test_a_rejected_claim_stands_no_more(own: Path) -> None:
    """reject takes the claim away; accept brings it back."""
    ident = shipped(own)["id"]
    run("review", ident, "reject", "--by", "Ada", ledger=own)
    assert ident not in {c["id"] for c in claims(own)}
    run("review", ident, "accept", "--by", "Ada", ledger=own)
    assert shipped(own)["id"] == ident


def test_the_beginning_of_an_id_will_do(own: Path) -> None:
    """A claim may be named by the first letters of its id, as the table prints them."""
    ident = shipped(own)["id"]
    done = run("review", ident[:10], "quantity.low=1100", "quantity.high=2000", "--by", "Ada", ledger=own)
    assert done.stdout.startswith(f"{ident} corrected by Ada: quantity is now 1,100–2,000 containers, ")
    assert shipped(own)["quantity"]["high"] == 2000


def test_a_correction_is_told_in_words(own: Path) -> None:
    """Other origins are told as their names, and the chain that ends in them by who stands in it."""
    done = run("review", shipped(own)["id"], "origins=KR-NIS", "--by", "Ada", ledger=own)
    assert done.stdout.endswith("attribution is now Daily Ledger, KR-NIS; origins is now KR-NIS\n")
    assert run("review", shipped(own)["id"], "origins=", "--by", "Ada", ledger=own).stdout.endswith(
        "origins is now empty\n"
    )


def test_a_quantity_is_told_in_words_and_none_is_left_hollow(own: Path) -> None:
    """A figure reads as everywhere else; with its last bound goes the quantity, and a unit alone makes none."""
    ident = shipped(own)["id"]

    def told(*changes: str) -> str:
        done = run("review", ident, *changes, "--by", "Ada", ledger=own)
        return (done.stdout or done.stderr).strip().partition(": ")[2]

    def quantity() -> object:
        return next(claim["quantity"] for claim in claims(own) if claim["id"] == ident)

    assert told("quantity.high=1000", "quantity.scope=none") == "quantity is now 1,000 containers"
    assert told("quantity.low=none", "quantity.high=none") == "no quantity now"
    assert quantity() is None
    refused = told("quantity.unit=container")
    assert refused == "quantity.unit: the quantity has no figure; give quantity.low or quantity.high"
    assert quantity() is None
    assert told("quantity.low=5", "quantity.unit=container") == "quantity is now at least 5 containers"


def test_the_same_decision_again_is_nothing_new(own: Path) -> None:
    """Deciding so again adds no entry."""
    ident = shipped(own)["id"]
    run("review", ident, "accept", "--by", "Ada", ledger=own)
    assert "nothing new" in run("review", ident, "accept", "--by", "Ada", ledger=own).stdout


def test_a_correction_names_parties_and_classes_as_people_do(own: Path) -> None:
    """Names become codes and nouns classes; `none` still empties a field."""
    ident = shipped(own)["id"]
    run("review", ident, "actor=north korea, Belarus", "item=shells", "compared=Iran", "--by", "Ada", ledger=own)
    claim = shipped(own)
    assert (claim["actor"], claim["items"][0]["item"], claim["compared"]) == (["KP", "BY"], "artillery-shell", ["IR"])
    run("review", ident, "actor=none", "--by", "Ada", ledger=own)
    assert shipped(own)["actor"] == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("recipient=Cyprs", "no party is called “Cyprs”; did you mean Cyprus?"),
        ("actor=KP, Belarusia", "no party is called “Belarusia”; did you mean Belarus?"),
        ("origins=Order of Zembla", "no party is called “Order of Zembla”"),
    ],
)
def test_a_name_that_nobody_bears_is_told_and_kept(change: str, line: str, own: Path) -> None:
    """A party may bear any name, so the correction stands and a line tells it, each time: who made a slip may make it
    again.
    """
    ident = shipped(own)["id"]
    done = run("review", ident, change, "--by", "Ada", ledger=own)
    assert (done.exit_code, done.stderr) == (0, f"{line}\n")
    assert shipped(own)["reviewed"]["verdict"] == "corrected"
    others = [claim["id"] for claim in claims(own) if claim["id"] != ident]
    for again in (ident, others[0]):
        assert run("review", again, change, "stage=delivered", "--by", "Ada", ledger=own).stderr == f"{line}\n"


def test_decisions_are_taken_back_one_by_one(own: Path) -> None:
    """The latest goes first, what was before it holds again, and in the end the claim stands as it was read."""
    before = shipped(own)
    ident = before["id"]
    run("review", ident, "quantity.low=1100", "quantity.high=2000", "--by", "Ada", ledger=own)
    run("review", ident, "reject", "--by", "Ben", ledger=own)
    first = run("review", ident[:10], "undo", "--by", "Cy", ledger=own)
    assert first.stdout == f"{ident} latest decision taken back by Cy: corrected by Ada holds again\n"
    assert shipped(own)["quantity"]["high"] == 2000
    second = run("review", ident, "undo", "--by", "Cy", ledger=own)
    assert second.stdout.endswith(": it stands as it was read\n")
    assert shipped(own) == before
    third = run("review", ident, "undo", ledger=own)
    assert third.exit_code == 2
    assert "nobody has decided of" in third.stderr


def test_an_added_claim_is_gone_once_it_is_undone(own: Path) -> None:
    """It was read by nobody, so nothing holds again."""
    with closing(open_ledger(str(own), system_clock)) as ledger:
        claim = next(iter(ledger.standing().claims.values()))
        made = replace(claim, kind="assistance", method="person", id="")
        ledger.append([added(made, "Ada")])
    done = run("review", made.id, "undo", "--by", "Ben", ledger=own)
    assert done.stdout.endswith("it was added by hand and is no more\n")
    assert made.id not in {c["id"] for c in claims(own)}


def test_a_claim_that_is_found_no_more_is_told_as_that(own: Path) -> None:
    """Its decisions held it; once the last is taken back it is gone, and nobody had added it."""
    with closing(open_ledger(str(own), system_clock)) as ledger:
        claim = next(iter(ledger.standing().claims.values()))
        document = ledger.standing().histories[claim.document.id].document
    for low in ("1100", "1200"):
        assert run("review", claim.id, f"quantity.low={low}", "quantity.high=9000", ledger=own).exit_code == 0
    with closing(open_ledger(str(own), system_clock)) as ledger:
        ledger.append(reading(document, [], "rules/2"))
    assert run("review", claim.id, "undo", "--by", "Ben", ledger=own).stdout.endswith("holds again\n")
    done = run("review", claim.id, "undo", "--by", "Ben", ledger=own)
    assert done.stdout.endswith(": it was not found when its document was last read and is no more\n")
    assert run("review", claim.id, "undo", ledger=own).exit_code == 2


@pytest.mark.parametrize(
    "decision",
    [
        ("maybe",),
        ("undo", "reject"),
        ("undo", "--note", "a slip"),
        ("accept", "quantity.low=1"),
        ("colour=red",),
        ("quantity.low=many",),
        ("item=shels",),
        ("quantity.high=1",),
    ],
)
def test_a_decision_that_makes_no_sense_changes_nothing(decision: tuple[str, ...], own: Path) -> None:
    """Exit code 2, one line, and the claims stand as before."""
    before = claims(own)
    done = run("review", shipped(own)["id"], *decision, "--by", "Ada", ledger=own)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert claims(own) == before


def test_a_claim_that_is_none(own: Path) -> None:
    """An unknown id is wrong use."""
    assert run("review", "c-0000", "accept", ledger=own).exit_code == 2
