"""The latest screenings in a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reportedly.keep.ledger import Ledger
from reportedly.terms.document import sha256
from reportedly.terms.problem import Problem
from reportedly.terms.screening import ListEntry, Match, Screening, Subject
from reportedly.terms.screening_record import screened_rows, screening_of, screening_record
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.watching.list_files import ListFile, beside, size_of
from reportedly.world.watching.screenings import keep_screening, last_screening, latest_screenings

SHIP = Subject("Maia-1", "vessel", ("Maia-1",), "2000004", "", ("KP", "RU"), ("c-1", "c-2"))
QUIET = Subject("Quiet", "party", ("Quiet",), None, "Quiet", (), ("c-3",))
ENTRY = ListEntry("NK-1", "x", "vessel", ("Maya 1",), ("M1",), ("2000004",), ("ru",), ("NAVAL",), date(2025, 2, 1))
SCREENING = Screening(
    list="Naval List",
    date=date(2025, 2, 3),
    sha256="0" * 64,
    at=datetime(2025, 2, 4, 9, tzinfo=UTC),
    method="screening/1+abc",
    entries=3,
    threshold=80,
    subjects=(SHIP, QUIET),
    matches=(Match(SHIP, ENTRY, 100, ("same IMO number",), "Maia-1 (vessel): …", True),),
    problems=(Problem("no-list-date", "…", "l.csv", "warning"),),
)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = open_ledger(place, FixedClock())
    yield opened
    opened.close()


def test_a_screening_comes_back_whole(ledger: Ledger) -> None:
    """What was found, against which list of which day and hash, by which method."""
    keep_screening(ledger, SCREENING)
    assert latest_screenings(ledger) == (SCREENING,)


def test_the_latest_of_each_list_is_kept(ledger: Ledger) -> None:
    """A new screening against a list takes the place of the old; those against other lists stay."""
    later = replace(SCREENING, date=date(2025, 3, 3), matches=())
    other = replace(SCREENING, list="Another List")
    for screening in (SCREENING, other, later):
        keep_screening(ledger, screening)
    assert latest_screenings(ledger) == (other, later)


def test_a_screening_is_no_batch(ledger: Ledger) -> None:
    """It adds nothing to the chain, and the ledger stays sound."""
    keep_screening(ledger, SCREENING)
    assert list(ledger.batches()) == []
    assert ledger.check() == []


def test_a_ledger_in_memory_keeps_none() -> None:
    """Nothing is kept, and nothing is wrong with that."""
    memory = MemoryLedger(FixedClock())
    keep_screening(memory, SCREENING)
    assert latest_screenings(memory) == ()


def test_a_record_is_read_back() -> None:
    """Also without a date."""
    for screening in (SCREENING, replace(SCREENING, date=None, matches=(), problems=())):
        assert screening_of(screening_record(screening)) == screening


def test_rows_hold_what_is_like_and_what_is_not() -> None:
    """Every subject has a row; one without a match says that none is like it by this method."""
    one, other = screened_rows(SCREENING)
    assert (one["name"], one["entry"], one["score"], one["claims"]) == ("Maia-1", "NK-1", 100, ["c-1", "c-2"])
    assert (other["name"], other["entry"]) == ("Quiet", None)
    assert other["sentence"] == "Quiet: no entry like it on Naval List of 2025-02-03 by this method."


def test_a_file_is_read_in_pieces_with_its_hash(tmp_path: Path) -> None:
    """The hash is that of the whole, and how far it has come is told."""
    path = tmp_path / "l.csv"
    path.write_bytes(b"a" * 600_000)
    told: list[int] = []
    file = ListFile(path, told.append)
    assert b"".join(file.pieces()) == path.read_bytes()
    assert len(told) == 3
    assert sum(told) == size_of(path) == 600_000
    assert file.sha256 == sha256(path.read_bytes())
    assert file.fault is None


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """Nothing is raised: it is input."""
    missing, folder = ListFile(tmp_path / "none.csv"), ListFile(tmp_path)
    assert list(missing.pieces()) == list(folder.pieces()) == []
    assert missing.fault is not None
    assert folder.fault is not None
    assert (missing.fault.slug, folder.fault.slug) == ("missing-path", "unreadable")
    assert size_of(tmp_path / "none.csv") == 0


def test_files_beside_are_found_in_any_case(tmp_path: Path) -> None:
    """The OFAC writes their names in capitals or not."""
    for name in ("SDN.CSV", "ALT.CSV", "add.csv", "other.csv"):
        (tmp_path / name).write_bytes(name.encode())
    found = beside(tmp_path / "SDN.CSV", ("alt.csv", "add.csv", "sdn_comments.csv"))
    assert {name: b"".join(file.pieces()) for name, file in found.items()} == {
        "alt.csv": b"ALT.CSV",
        "add.csv": b"add.csv",
    }
    assert beside(tmp_path / "nowhere" / "SDN.CSV", ("alt.csv",)) == {}


def test_the_last_screening_has_an_instant(ledger: Ledger) -> None:
    """By it a page knows that it is outdated."""
    assert last_screening(ledger) is None
    keep_screening(ledger, SCREENING)
    keep_screening(ledger, replace(SCREENING, list="Another", at=datetime(2025, 1, 1, tzinfo=UTC)))
    assert last_screening(ledger) == SCREENING.at
    assert last_screening(MemoryLedger(FixedClock())) is None
