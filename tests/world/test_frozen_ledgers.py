"""Ledgers as released programs left them: each opens, is brought up to date and says what it said."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from keep.samples import report, shells
from reportedly.keep.query import ClaimQuery
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.terms.record import claim_record
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.backups import back_up
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.restores import restore
from reportedly.world.ledgers.schema import MIGRATIONS
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.ledgers.tables import VERSION, VERSION_TABLE
from world.frozen import FOLDER, thawed
from world.meddling import rows
from world.whole_ledgers import quiet
from world.writing import fill

VERSIONS = sorted(path.stem[1:] for path in FOLDER.glob("v*.sql"))
SEAL = (4, "2e64c506a22f611b7254153ac5805c470fac22d4d9d5d87dd1d37ca230ad0b4e")


def check_says_what_it_said(ledger: SqlLedger) -> None:
    """What stands, now and before the decisions, what was rejected, what is found by words, and the last seal."""
    catalogue = Catalogue(ledger, ItemTree(tables().items))
    told = [json.loads(line) for line in (FOLDER / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    standing = ledger.standing()
    assert ledger.check() == []
    assert standing.last
    assert (standing.last.number, standing.last.hash) == SEAL
    assert [claim_record(claim) for _, claim in sorted(standing.claims.items())] == told
    assert list(standing.rejected) == [shells(report(0)).id]
    assert len(ledger.standing(next(iter(ledger.batches())).recorded_at).claims) == 2
    assert {claim.id for claim in catalogue.search(ClaimQuery()).claims} == {record["id"] for record in told}
    assert catalogue.search(ClaimQuery(text='"containers to Russia"')).total == 2


def test_each_version_of_the_tables_has_its_frozen_ledger() -> None:
    """A new version comes with one: `python -m world.frozen`, in the folder of tests, writes it."""
    assert sorted(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py")) == VERSIONS
    assert VERSIONS[-1] == VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_a_frozen_ledger_opens_and_says_what_it_said(version: str, tmp_path: Path) -> None:
    """It is sound, has the tables of this version, and can be written to."""
    path = thawed(version, tmp_path / "old.db")
    assert rows(str(path), f"SELECT version_num FROM {VERSION_TABLE}") == [(version,)]
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        check_says_what_it_said(ledger)
        fill(ledger, 3)
        assert ledger.check() == []
    assert rows(str(path), f"SELECT version_num FROM {VERSION_TABLE}") == [(VERSION,)]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_frozen_ledger_is_a_backup(version: str, place: str, tmp_path: Path) -> None:
    """Restored in a file or in PostgreSQL it says what it said; the backup itself stays as it was."""
    path = thawed(version, tmp_path / "old.db")
    before = path.read_bytes()
    restore(path, place, FixedClock(), quiet)
    assert path.read_bytes() == before
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        check_says_what_it_said(ledger)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_ledger_is_backed_up_before_it_is_brought_up_to_date(version: str, tmp_path: Path) -> None:
    """The backup is of this version; the ledger stays as it was, for the program that wrote it."""
    path, file = thawed(version, tmp_path / "old.db"), tmp_path / "backup.db"
    before = path.read_bytes()
    back_up(str(path), file, FixedClock(), False, quiet)
    assert path.read_bytes() == before
    with closing(open_sql_ledger(file, FixedClock())) as ledger:
        check_says_what_it_said(ledger)
