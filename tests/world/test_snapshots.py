"""Snapshots of the columns: with them the same answers as without; what does not fit is passed over and replaced."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn, PartiesMerged
from reportedly.keep.query import ClaimQuery
from reportedly.keep.reviews import correction, review
from reportedly.serve.wiring import tables
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.engine import writing
from reportedly.world.ledgers.index import rebuild
from reportedly.world.ledgers.snapshots import MAGIC, Snapshots
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from strategies import METHODS, PARTIES, corpora
from world.test_catalogue import TREE, change, queries

ALL = ClaimQuery()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    opened = open_sql_ledger(tmp_path / "ledger.db", FixedClock())
    yield opened
    opened.close()


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "kept" / "one.columns", least=0)


def add(ledger: SqlLedger, *numbers: int) -> None:
    for n in numbers:
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))


def answers(catalogue: Catalogue, query: ClaimQuery = ALL) -> tuple[Any, ...]:
    """All that a catalogue tells of its columns."""
    found = catalogue.search(query, 0, 1_000, facets=True)
    unsure = catalogue.search(query, 0, 1_000, unsure_first=True)
    page, key = catalogue.page(query, None, 3)
    tallies = [catalogue.tally(*names) for names in (("publisher", "handling"), ("actors", "recipients", "kind"))]
    known = [catalogue.version_of(Flow(one, other)) > 0 for one in PARTIES for other in PARTIES]
    return catalogue.version(), found, unsure, page, key, tallies, known


def kept_number(snapshots: Snapshots) -> int | None:
    """Of which batch the last is that the snapshot holds."""
    found = snapshots.load()
    return found.number if found else None


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_with_a_snapshot_the_answers_are_the_same(data: st.DataObject) -> None:
    """Whatever was read, reviewed, merged or withdrawn between two openings: one that takes up what an earlier one has
    left answers as one that loads all, and so does one that was open all the while.
    """
    with tempfile.TemporaryDirectory() as folder, closing(open_sql_ledger(f"{folder}/l.db", FixedClock())) as ledger:
        snapshots = Snapshots(Path(folder) / "one.columns", least=0)
        patient = Catalogue(ledger, TREE, snapshots)
        for document, claims in data.draw(corpora()):
            ledger.append(reading(document, claims, METHODS[0]))
            change(ledger, data)
            query = data.draw(queries)
            told = answers(Catalogue(ledger, TREE), query)
            assert answers(Catalogue(ledger, TREE, snapshots), query) == told
            if data.draw(st.booleans()):
                # It also remembers of whom claims were that stand no more.
                assert answers(patient, query)[:-1] == told[:-1]


def test_a_snapshot_is_taken_up_and_brought_forward(ledger: SqlLedger, snapshots: Snapshots) -> None:
    """What was read, corrected and withdrawn since is told, and the file stays as it was: room in memory only."""
    add(ledger, *range(40))
    before = answers(Catalogue(ledger, TREE, snapshots))
    file = snapshots.path.read_bytes()
    assert kept_number(snapshots) == 40
    add(ledger, 50)
    ledger.append([correction(ledger.standing(), containers(report(0)).id, {"recipient": "BY"}, "Ann")])
    ledger.append([DocumentWithdrawn(report(1).id, "a forgery")])
    told = answers(Catalogue(ledger, TREE, snapshots))
    assert told == answers(Catalogue(ledger, TREE)) != before
    assert snapshots.path.read_bytes() == file


def test_a_snapshot_is_what_a_catalogue_answers_from(ledger: SqlLedger, snapshots: Snapshots, tmp_path: Path) -> None:
    """Where the snapshot fits, the index is not gone through: what someone wrote into it by hand is not seen."""
    add(ledger, *range(20))
    Catalogue(ledger, TREE, snapshots).version()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as base, base:
        base.execute("UPDATE index_claims SET kind = 'visit'")
    assert Catalogue(ledger, TREE, snapshots).search(ClaimQuery(kind="visit")).total == 0
    assert Catalogue(ledger, TREE).search(ClaimQuery(kind="visit")).total == 40


def test_after_much_was_added_the_snapshot_is_made_anew(ledger: SqlLedger, snapshots: Snapshots) -> None:
    """A catalogue that is open replaces it when the rows have grown by an eighth, and not at every batch."""
    add(ledger, *range(20))
    catalogue = Catalogue(ledger, TREE, snapshots)
    numbers = []
    for n in range(20, 25):
        catalogue.version()
        numbers.append(kept_number(snapshots))
        add(ledger, n)
    assert numbers == [20, 20, 20, 23, 23]


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 5_000)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    numbers = data.index(bytes([1, *[0] * 7, 2, *[0] * 7]))
    data[numbers] ^= 1
    path.write_bytes(data)


def _flip_head(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"number": 3', b'"number": 2', 1))


def _older_form(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(MAGIC, MAGIC.replace(b"1", b"0"), 1))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "truncated": _cut,
    "a bit of an array changed": _flip,
    "its head changed": _flip_head,
    "of another form": _older_form,
    "empty": lambda path: path.write_bytes(b""),
    "something else": lambda path: path.write_bytes(os.urandom(50_000)),
    "only a beginning": lambda path: path.write_bytes(path.read_bytes()[: len(MAGIC) + 4]),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_snapshot_is_passed_over_and_replaced(ledger: SqlLedger, snapshots: Snapshots, damage: str) -> None:
    """It is read as none at all; the answers are those of the ledger, and the next file is whole."""
    add(ledger, 1, 2, 3)
    told = answers(Catalogue(ledger, TREE, snapshots))
    whole = snapshots.path.read_bytes()
    DAMAGE[damage](snapshots.path)
    assert snapshots.load() is None
    assert answers(Catalogue(ledger, TREE, snapshots)) == told
    assert snapshots.path.read_bytes() == whole


def test_a_snapshot_of_another_ledger_is_passed_over_and_replaced(
    ledger: SqlLedger, snapshots: Snapshots, tmp_path: Path
) -> None:
    """Also where both hold as many batches and rows: the seal is another."""
    add(ledger, 1, 2, 3)
    with closing(open_sql_ledger(tmp_path / "other.db", FixedClock())) as other:
        add(other, 4, 5, 6)
        Catalogue(other, TREE, snapshots).version()
    foreign = snapshots.load()
    assert answers(Catalogue(ledger, TREE, snapshots)) == answers(Catalogue(ledger, TREE))
    kept = snapshots.load()
    assert foreign
    assert kept
    assert (foreign.number, foreign.last) == (kept.number, kept.last)
    assert foreign.hash != kept.hash


def test_a_snapshot_from_after_a_restored_backup_is_passed_over(
    ledger: SqlLedger, snapshots: Snapshots, tmp_path: Path
) -> None:
    """A ledger put back as it was earlier does not know the seal, nor does one that went on otherwise since."""
    add(ledger, 1, 2)
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as base, closing(sqlite3.connect(tmp_path / "old.db")) as old:
        base.backup(old)
    add(ledger, 3)
    Catalogue(ledger, TREE, snapshots).version()
    with closing(open_sql_ledger(tmp_path / "old.db", FixedClock())) as restored:
        assert answers(Catalogue(restored, TREE, snapshots)) == answers(Catalogue(restored, TREE))
        assert kept_number(snapshots) == 2
        add(restored, 4)
        add(ledger, 5)
        Snapshots(snapshots.path).path.unlink()
        Catalogue(ledger, TREE, snapshots).version()
        assert answers(Catalogue(restored, TREE, snapshots)) == answers(Catalogue(restored, TREE))


@pytest.mark.parametrize("later", [0, 1])
def test_a_snapshot_from_before_the_index_was_made_anew_is_passed_over(
    ledger: SqlLedger, snapshots: Snapshots, later: int
) -> None:
    """Its rows have other numbers since, which the chain of batches does not tell; whether more came in later or not."""
    add(ledger, *range(20))
    told = answers(Catalogue(ledger, TREE, snapshots))
    with writing(ledger.engine, ledger.name) as connection:
        rebuild(connection, ledger.name)
    add(ledger, *range(100, 100 + later))
    again = Catalogue(ledger, TREE, snapshots)
    assert answers(again) == answers(Catalogue(ledger, TREE))
    assert again.search(ALL, limit=1_000).total == told[1].total + 2 * later
    assert len(again.search(ALL, limit=1_000).claims) == told[1].total + 2 * later


def test_a_small_ledger_leaves_no_file(ledger: SqlLedger, snapshots: Snapshots) -> None:
    """What is loaded in an instant is not worth one."""
    add(ledger, 1, 2)
    Catalogue(ledger, TREE, Snapshots(snapshots.path, least=5)).version()
    assert not snapshots.path.exists()


def test_a_folder_that_cannot_be_written_changes_no_answer(ledger: SqlLedger, tmp_path: Path) -> None:
    """Nothing depends on a snapshot: where there is no place for one, all is as without."""
    add(ledger, 1, 2)
    (tmp_path / "taken").write_text("a file, not a folder")
    nowhere = Snapshots(tmp_path / "taken" / "one.columns", least=0)
    assert answers(Catalogue(ledger, TREE, nowhere)) == answers(Catalogue(ledger, TREE))


def test_what_was_left_unfinished_is_taken_away_in_time(ledger: SqlLedger, snapshots: Snapshots) -> None:
    """A part of a file that a process did not finish goes when it is an hour old; a fresh one may be another's."""
    add(ledger, 1)
    snapshots.path.parent.mkdir()
    old, fresh = (snapshots.path.parent / f"one{name}.part" for name in ("old", "fresh"))
    for path in (old, fresh):
        path.write_bytes(b"")
    os.utime(old, (time.time() - 7_200,) * 2)
    Catalogue(ledger, TREE, snapshots).version()
    assert sorted(path.name for path in snapshots.path.parent.iterdir()) == ["one.columns", "onefresh.part"]
    assert snapshots.path.stat().st_mode & 0o077 == 0


def test_each_ledger_has_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path names the same file from wherever it is told; two ledgers never share one."""
    monkeypatch.chdir(tmp_path)
    names = (
        "a.db",
        str(tmp_path / "a.db"),
        "b.db",
        "postgresql+psycopg://u:***@host/a",
        "postgresql+psycopg://u:***@host/b",
    )
    paths = [Snapshots.in_folder(tmp_path, name).path for name in names]
    assert paths[0] == paths[1]
    assert len(set(paths)) == 4


def _open_often(where: str, path: str, times: int, told: Any) -> None:
    with closing(open_sql_ledger(where, FixedClock())) as ledger:
        for _ in range(times):
            Snapshots(Path(path)).path.unlink(missing_ok=True)
            told.put(Catalogue(ledger, ItemTree(tables().items), Snapshots(Path(path), least=0)).search(ALL).total)


def test_two_processes_at_once_leave_a_whole_file(ledger: SqlLedger, snapshots: Snapshots, tmp_path: Path) -> None:
    """Both write snapshots again and again while a third goes on reading them and adding: every answer is right."""
    add(ledger, *range(10))
    spawn = multiprocessing.get_context("spawn")
    told = spawn.Queue()
    given_ = (str(tmp_path / "ledger.db"), str(snapshots.path), 30, told)
    others = [spawn.Process(target=_open_often, args=given_) for _ in range(2)]
    for process in others:
        process.start()
    totals = [told.get(timeout=60)]
    for n in range(10, 20):
        add(ledger, n)
        assert Catalogue(ledger, TREE, snapshots).search(ALL).total == 2 * (n + 1)
    totals += [told.get(timeout=60) for _ in range(59)]
    for process in others:
        process.join()
    assert set(totals) <= {2 * n for n in range(10, 21)}
    assert Catalogue(ledger, TREE, snapshots).search(ALL).total == 40
    assert [path.name for path in snapshots.path.parent.iterdir()] == ["one.columns"]


def test_a_merger_and_a_review_are_in_the_facets_at_once(ledger: SqlLedger, snapshots: Snapshots) -> None:
    """Facets that are held ready are not told once something has been added."""
    add(ledger, 1, 2)
    catalogue = Catalogue(ledger, TREE, snapshots)

    def recipients() -> dict[str, int]:
        return {f.name: dict(f.values) for f in catalogue.search(ALL, facets=True).facets}["recipient"]

    assert recipients() == recipients() == {"RU": 4}
    ledger.append([review(ledger.standing(), shells(report(1)).id, "rejected", "Ann")])
    assert recipients() == {"RU": 3}
    ledger.append([PartiesMerged("Elbonia", "RU")])
    assert recipients() == {"Elbonia": 3}
