"""Whether a ledger is what was recorded: whatever is done to its tables is found, and told where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from keep.samples import containers, report, shells
from postgres import Databases
from reportedly.keep.additions import reading
from reportedly.keep.batch import Seal
from reportedly.keep.entry import DocumentWithdrawn, MetadataChanged, PartiesMerged, SourceGraded
from reportedly.keep.faults import Fault, Noted, noted, seal_words
from reportedly.keep.reviews import correction, review, undoing
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.soundness import Looked, ledger_faults
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from world.forging import exchange, forge, seal_anew, without
from world.meddling import meddle, rows

DOCUMENT, CLAIM = report(1).id, containers(report(1)).id


def written(ledger: SqlLedger) -> Seal:
    """Read, decide, take back, merge, change and withdraw; the last seal."""
    for n in range(4):
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))
    ledger.append([correction(ledger.standing(), CLAIM, {"quantity.low": "900"}, "Ann")])
    ledger.append([review(ledger.standing(), shells(report(1)).id, "rejected", "Ann", "a drill")])
    ledger.append([undoing(ledger.standing(), shells(report(1)).id, "Ann")])
    ledger.append([PartiesMerged("KP", "DPRK"), SourceGraded("Daily", "C", "Ann")])
    ledger.append([MetadataChanged(report(2).id, {"title": "Containers"})])
    ledger.append([DocumentWithdrawn(report(3).id, "a forgery")])
    last = ledger.standing().last
    assert last is not None
    return last


def faults(place: str, *seals: Noted) -> tuple[list[Fault], Looked]:
    """What is wrong with the ledger at a path or url, and what was looked at."""
    looked = Looked()
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        return list(ledger_faults(ledger.engine, ledger.name, looked, seals)), looked


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Noted]:
    """A ledger in a file, and its last seal; tests work on copies."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        return path, noted(seal_words(written(ledger)))


@pytest.fixture(scope="module")
def whole_database(postgres: Databases) -> Iterator[str]:
    """The name of the same in PostgreSQL."""
    with postgres.fresh() as url:
        with closing(open_sql_ledger(url, FixedClock())) as ledger:
            written(ledger)
        yield str(make_url(url).database)


@pytest.fixture(params=("sqlite", "postgresql"))
def full(request: pytest.FixtureRequest, whole: tuple[Path, Noted], tmp_path: Path) -> Iterator[str]:
    """Where a copy of it lies, in a file and in PostgreSQL."""
    if request.param == "sqlite":
        yield str(shutil.copy(whole[0], tmp_path / "ledger.db"))
        return
    server = request.getfixturevalue("postgres")
    name = server.make(request.getfixturevalue("whole_database"))
    yield server.url_of(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_ledger_with_entries_of_every_sort_is_sound(full: str) -> None:
    """Nothing is wrong with it, and everything was looked at."""
    found, looked = faults(full)
    assert found == []
    assert (looked.batches, looked.documents, looked.claims, looked.texts) == (10, 4, 8, 4)
    assert looked.last is not None
    assert faults(full, noted(seal_words(looked.last)))[0] == []


@pytest.mark.parametrize(
    ("statements", "slug", "words"),
    [
        (("UPDATE entries SET record = replace(record, '1000', '9000') WHERE batch = 2",),
         "broken-chain", "batch 2 has been changed"),
        (("UPDATE batches SET recorded_at = '2001-01-01' WHERE number = 5",), "broken-chain", "batch 5 is dated before"),
        (without(5), "broken-chain", "batch 5 is missing: batch 6 stands in its place"),
        (exchange(2, 3), "broken-chain", "batch 2 does not follow from the batch before it"),
        ((f"UPDATE entries SET document_id = 'd-0' WHERE document_id = '{DOCUMENT}' AND batch = 5",),
         "broken-chain", f"batch 5, position 0 is filed under d-0, but is of {DOCUMENT}"),
        (("INSERT INTO entries VALUES (99, 0, NULL, '{}')",), "broken-chain", "1 rows of entries belong to no batch"),
        ((f"UPDATE texts SET text = replace(text, 'Seoul', 'Tokyo') WHERE document_id = '{DOCUMENT}'",),
         "changed-text", f"text of document {DOCUMENT} has been changed"),
        ((f"DELETE FROM texts WHERE document_id = '{DOCUMENT}'",), "changed-text", f"text of document {DOCUMENT} is gone"),
        ((f"UPDATE texts SET batch = 9 WHERE document_id = '{DOCUMENT}'",),
         "changed-text", f"text of document {DOCUMENT} is kept with another batch than 2"),
        (("INSERT INTO texts VALUES ('d-new', 1, 'Nobody said so.')",),
         "changed-text", "a text of document d-new, of which no entry tells"),
        (("UPDATE entries SET record = '{\"entry\":' WHERE batch = 2 AND position = 3",),
         "unreadable-entry", "batch 2, position 3 is no entry"),
        (("UPDATE entries SET record = '{}' WHERE batch = 8 AND position = 0",),
         "unreadable-entry", "batch 8, position 0 is no entry"),
        (("UPDATE entries SET record = '[' || record WHERE document_id IS NULL",),
         "unreadable-entry", "batch 8, position 1 is no entry"),
        ((f"UPDATE index_claims SET modality = 'denied' WHERE claim_id = '{CLAIM}'",),
         "stale-index", f"claim {CLAIM} differs in modality$"),
        ((f"UPDATE index_claims SET published_on = '2001-01-01' WHERE claim_id = '{CLAIM}'",),
         "stale-index", f"claim {CLAIM} differs in published_on$"),
        ((f"UPDATE index_claims SET low = 901 WHERE claim_id = '{CLAIM}'",),
         "stale-index", f"claim {CLAIM} differs in low$"),
        ((f"DELETE FROM index_claims WHERE claim_id = '{CLAIM}'",), "stale-index", f"claim {CLAIM} is missing"),
        ((f"UPDATE index_claims SET claim_id = 'c-0' WHERE claim_id = '{CLAIM}'",),
         "stale-index", "claim c-0 does not stand"),
        ((f"UPDATE index_claims SET document_id = 'd-0' WHERE claim_id = '{CLAIM}'",),
         "stale-index", "claims of document d-0, which was never read"),
        ((f"DELETE FROM index_about WHERE number = (SELECT number FROM index_claims WHERE claim_id = '{CLAIM}')",),
         "stale-index", f"claim {CLAIM} differs in whom it is about"),
        (("INSERT INTO index_about VALUES ('KP', 'IR', 9999)",), "stale-index", "whom claim number 9999 is about"),
        ((f"UPDATE index_documents SET claims = 7 WHERE document_id = '{DOCUMENT}'",),
         "stale-index", f"document {DOCUMENT} is not what stands: its own row differs in claims$"),
        ((f"DELETE FROM index_documents WHERE document_id = '{DOCUMENT}'",),
         "stale-index", f"document {DOCUMENT} is not what stands: its own row is missing"),
        ((f"UPDATE index_documents SET document_id = 'd-0' WHERE document_id = '{DOCUMENT}'",),
         "stale-index", "holds document d-0, which was never read"),
    ],
)  # fmt: skip
def test_whatever_is_changed_is_found_and_named(full: str, statements: tuple[str, ...], slug: str, words: str) -> None:
    """Batches, texts, entries and each of the worked-out tables: the fault says what and where."""
    meddle(full, *statements)
    found, _ = faults(full)
    assert any(fault.slug == slug and re.search(words, fault.message) for fault in found), found
    if slug == "stale-index":
        assert {fault.slug for fault in found} == {slug}


def _quote(record: dict[str, Any]) -> None:
    record["claim"]["evidence"]["quote"] = "the North shipped 9,000 containers to Russia"


def _beyond(record: dict[str, Any]) -> None:
    record["claim"]["fields"]["item"] = [[900, 905]]


def _backwards(record: dict[str, Any]) -> None:
    evidence = record["claim"]["evidence"]
    evidence["start"], evidence["end"], evidence["quote"] = 5, 5, ""


def _unknown(record: dict[str, Any]) -> None:
    record["claim"]["id"] = "c-unknown"


def _undone(record: dict[str, Any]) -> None:
    record["claim_id"] = "c-unknown"


def _itself(record: dict[str, Any]) -> None:
    record["merged"] = record["keep"]


def _metadata(record: dict[str, Any]) -> None:
    record["changes"] = {"colour": "red"}


def _half(record: dict[str, Any]) -> None:
    del record["claim"]["modality"]


@pytest.mark.parametrize(
    ("sort", "change", "slug", "words"),
    [
        ("claim-found", _quote, "wrong-quote",
         r"claim c-\w+ \(batch 1, position 2\): its evidence “the North shipped 9,000"),
        ("claim-found", _beyond, "wrong-quote", r"the words of its item \(900–905\) lie outside"),
        ("claim-found", _backwards, "wrong-quote", "does not stand at 5–5"),
        ("claim-reviewed", _quote, "wrong-quote", r"batch 5, position 0\): its evidence"),
        ("claim-reviewed", _unknown, "unknown-reference",
         "batch 5, position 0 decides of claim c-unknown, which was not there"),
        ("review-undone", _undone, "unknown-reference", "batch 7, position 0 takes back a decision of claim c-unknown"),
        ("parties-merged", _itself, "unknown-reference", "batch 8, position 0 merges 'KP' into 'KP'"),
        ("metadata-changed", _metadata, "unreadable-entry", r"batch 9, position 0 cannot be read \(UsageError: colour"),
        ("claim-found", _half, "unreadable-entry", r"batch 1, position 2 cannot be read \(KeyError: 'modality'"),
    ],
)  # fmt: skip
def test_what_a_forger_changes_is_found_though_the_chain_holds(
    full: str, sort: str, change: Any, slug: str, words: str
) -> None:
    """Quotes are held against the texts, and what entries name against what was there by then."""
    forge(full, sort, change)
    found, _ = faults(full)
    assert "broken-chain" not in {fault.slug for fault in found}
    assert any(fault.slug == slug and re.search(words, fault.message) for fault in found), found


def test_entries_before_their_document_was_read_and_after_it_was_withdrawn_are_found(full: str) -> None:
    """A forger who exchanges batches and seals them anew is found by what the entries name."""
    meddle(full, *exchange(2, 5))
    seal_anew(full)
    assert f"batch 2, position 0 tells of document {DOCUMENT}, which was not read by then" in {
        fault.message for fault in faults(full)[0]
    }
    meddle(full, *exchange(2, 5), *exchange(4, 10))
    seal_anew(full)
    assert f"batch 10, position 1 tells of document {report(3).id}, which was withdrawn by then" in {
        fault.message for fault in faults(full)[0]
    }


def test_a_seal_noted_elsewhere_tells_of_an_end_cut_off_and_of_a_chain_made_anew(full: str) -> None:
    """Neither can be seen from within, once the index has been made anew too."""
    _, looked = faults(full)
    assert looked.last is not None
    last = Noted(looked.last.number, looked.last.hash[:16])
    meddle(full, *without(10))
    with closing(open_sql_ledger(full, FixedClock())) as ledger:
        ledger.mend()
    assert faults(full)[0] == []
    (cut,) = faults(full, last)[0]
    assert (cut.slug, cut.message) == (
        "other-seal",
        "batch 10, whose seal was noted, is not there: the ledger ends with batch 9",
    )
    _, looked = faults(full)
    assert looked.last is not None
    before = noted(seal_words(looked.last))
    forge(full, "source-graded", lambda record: record.update(grade="A"))
    assert faults(full)[0] == []
    (anew,) = faults(full, before)[0]
    assert re.search("batch 9 bears another seal than 9:[0-9a-f]{64}: the ledger was written anew", anew.message)


def test_claims_that_are_found_by_other_words_are_named(full: str) -> None:
    """The index of words is held against the index of claims, in both databases."""
    number, words = rows(full, f"SELECT number, words FROM index_claims WHERE claim_id = '{CLAIM}'")[0]
    if "://" in full:
        meddle(full, f"UPDATE index_words SET words = 'zebra' WHERE number = {number}")
    else:
        quoted = words.replace("'", "''")
        meddle(full, f"INSERT INTO index_words(index_words, rowid, words) VALUES ('delete', {number}, '{quoted}')")
    (fault,) = faults(full)[0]
    assert fault == Fault("stale-index", f"the index of words finds claim {CLAIM} by other words than its own")


def test_what_is_worked_out_can_be_made_anew_and_nothing_else_is_touched(full: str) -> None:
    """After any harm to the worked-out tables; batches, entries and texts are the same rows as before."""
    recorded = [rows(full, f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("batches", "entries", "texts")]
    meddle(
        full,
        "DELETE FROM index_about",
        "DELETE FROM index_documents",
        "UPDATE index_claims SET words = 'zebra', modality = 'denied', document_id = 'd-0'",
    )
    assert {fault.slug for fault in faults(full)[0]} == {"stale-index"}
    with closing(open_sql_ledger(full, FixedClock())) as ledger:
        assert ledger.mend() == 4
    assert faults(full)[0] == []
    assert [rows(full, f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("batches", "entries", "texts")] == recorded


@pytest.mark.parametrize("damage", [b"\xff" * 64, b"\x00" * 2048])
@pytest.mark.parametrize("table", ["entries", "index_claims", "texts"])
def test_a_damaged_page_is_told_in_plain_words(
    whole: tuple[Path, Noted], tmp_path: Path, table: str, damage: bytes
) -> None:
    """Where SQLite can no longer read a table, that is a fault among others, and the rest is still looked at."""
    path = shutil.copy(whole[0], tmp_path / "ledger.db")
    (root,) = rows(str(path), f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")[0]
    (size,) = rows(str(path), "PRAGMA page_size")[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(damage)
    found, _ = faults(str(path))
    assert any(fault.slug == "damaged-file" and "the file is damaged" in fault.message for fault in found), found
    assert not any("***" in fault.message for fault in found), found


@pytest.mark.parametrize("statement", [
    "UPDATE batches SET recorded_at = 'yesterday' WHERE number = 5",
    "UPDATE batches SET previous = x'ff' WHERE number = 5",
    "UPDATE entries SET record = CAST(x'ff' AS TEXT) WHERE batch = 5",
    "UPDATE entries SET record = CAST(record AS BLOB) WHERE batch = 5",
    "UPDATE entries SET record = 7 WHERE batch = 8",
    "UPDATE entries SET document_id = CAST(x'ff' AS TEXT) WHERE batch = 5",
    "UPDATE texts SET text = CAST(x'ff' AS TEXT)",
    "UPDATE index_claims SET published_on = 'yesterday', words = x'ff', low = 'many'",
    "UPDATE index_documents SET record = CAST(x'ff' AS TEXT)",
])  # fmt: skip
def test_values_that_no_program_writes_are_faults(whole: tuple[Path, Noted], tmp_path: Path, statement: str) -> None:
    """SQLite keeps values of any type, and bytes that are no text."""
    path = str(shutil.copy(whole[0], tmp_path / "ledger.db"))
    meddle(path, statement)
    assert faults(path)[0] != []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_one_byte_any_batch_lost_and_any_two_exchanged_are_found(
    whole: tuple[Path, Noted], tmp_path: Path, data: st.DataObject
) -> None:
    """Given the last seal, whatever was changed, and whether or not bytes still are text."""
    path = str(shutil.copy(whole[0], tmp_path / "ledger.db"))
    number = data.draw(st.integers(1, 10))
    harm = data.draw(st.sampled_from(("byte", "loss", "exchange")))
    if harm == "byte":
        lines = rows(path, f"SELECT position, CAST(record AS BLOB) FROM entries WHERE batch = {number}")
        position, record = data.draw(st.sampled_from(lines))
        at = data.draw(st.integers(0, len(record) - 1))
        other = data.draw(st.integers(0, 255).filter(lambda value: value != record[at]))
        changed = (record[:at] + bytes([other]) + record[at + 1 :]).hex()
        meddle(
            path,
            f"UPDATE entries SET record = CAST(x'{changed}' AS TEXT) WHERE batch = {number} AND position = {position}",
        )
        assert f"batch {number} has been changed since it was recorded" in {f.message for f in faults(path)[0]}
    elif harm == "loss":
        meddle(path, *without(number))
        assert {"broken-chain", "other-seal"} & {fault.slug for fault in faults(path, whole[1])[0]}
    else:
        another = data.draw(st.integers(1, 10).filter(lambda value: value != number))
        meddle(path, *exchange(number, another))
        assert "broken-chain" in {fault.slug for fault in faults(path)[0]}
