"""Many documents in one batch: the same rows as one by one, and no query for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from keep.samples import containers, report, shells
from postgres import Databases
from reportedly.keep.additions import reading
from reportedly.keep.entry import Entry, PartiesMerged
from reportedly.keep.history import History
from reportedly.keep.reviews import review
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers import histories
from reportedly.world.ledgers.histories import Histories
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from strategies import METHODS, corpora
from world.meddling import meddle, rows

QUERIES = (
    "SELECT claim_id, document_id, published_on, kind, modality, stage, actors, recipients, origins, items, publisher, "
    "unit, low, high, confidence, verdict, handling, words, record FROM index_claims ORDER BY 1",
    "SELECT claim_id, one, other FROM index_about JOIN index_claims USING (number) ORDER BY 1, 2, 3",
    "SELECT document_id, published_on, publisher, title, record, language, handling, claims, checked, withdrawn "
    "FROM index_documents ORDER BY 1",
    "SELECT claim_id, index_words.words FROM index_claims JOIN index_words ON {} = index_claims.number ORDER BY 1",
    "SELECT document_id, record FROM entries WHERE document_id IS NOT NULL ORDER BY 1, batch, position",
    "SELECT document_id, text FROM texts ORDER BY 1",
)


def held(place: str) -> list[list[tuple[Any, ...]]]:
    """All that a ledger holds but the numbers of batches and rows."""
    key = "index_words.number" if "://" in place else "index_words.rowid"
    return [rows(place, query.format(key)) for query in QUERIES]


@contextmanager
def pair(kind: str, folder: Path, postgres: Databases) -> Iterator[tuple[SqlLedger, SqlLedger, str, str]]:
    """Two new ledgers of one kind, and where they are."""
    with ExitStack() as stack:
        if kind == "sqlite":
            places = [str(folder / f"{n}.db") for n in range(2)]
        else:
            places = [stack.enter_context(postgres.fresh()) for _ in range(2)]
        one, other = (stack.enter_context(closing(open_sql_ledger(place, FixedClock()))) for place in places)
        yield one, other, *places


def both_ways(one: SqlLedger, other: SqlLedger, told: Sequence[Sequence[Entry]]) -> None:
    """Append entries in a batch each, and in one batch."""
    for entries in told:
        one.append(entries)
    other.append([entry for entries in told for entry in entries])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpus=corpora(), merge=st.booleans())
def test_a_batch_of_many_documents_makes_the_same_rows(
    kind: str,
    tmp_path_factory: pytest.TempPathFactory,
    postgres: Databases,
    corpus: list[tuple[Document, tuple[Claim, ...]]],
    merge: bool,
) -> None:
    """Read, merged, and read again by another method: one by one or at once."""
    with pair(kind, tmp_path_factory.mktemp("bulk"), postgres) as (one, other, *places):
        both_ways(one, other, [reading(document, claims, METHODS[0]) for document, claims in corpus])
        if merge:
            for ledger in (one, other):
                ledger.append([PartiesMerged("KP", "RU")])
        assert held(places[0]) == held(places[1])
        both_ways(one, other, [reading(document, (), METHODS[1]) for document, _ in corpus])
        assert held(places[0]) == held(places[1])
        assert dict(one.standing().claims) == dict(other.standing().claims)
        assert one.check() == other.check() == []
        if kind == "sqlite":
            meddle(places[1], "INSERT INTO index_words(index_words) VALUES ('integrity-check')")


def test_numbers_grow_and_are_never_given_twice(place: str) -> None:
    """Rows that took the place of others, or of rows long gone, have numbers above all that there were."""
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        seen: set[int] = set()
        for round_ in range(4):
            method = f"rules/{round_ + 1}"
            told = [reading(report(n), [containers(report(n), method)], method) for n in range(3)]
            ledger.append([entry for entries in told for entry in entries])
            now = {number for (number,) in rows(place, "SELECT number FROM index_claims")}
            assert len(now) == 3
            assert min(now) > max(seen, default=0)
            seen |= now
            if round_ == 1:  # the rows with the highest numbers are gone when the next come
                ledger.append([e for n in range(3) for e in reading(report(n), (), "rules/none")])


@pytest.mark.parametrize("count", [40, 400])
def test_the_number_of_statements_does_not_grow_with_the_documents(place: str, count: int) -> None:
    """To keep a batch, to be offered it again by a newcomer, and to read it anew take some dozens of statements."""
    told = [e for n in range(count) for e in reading(report(n), [containers(report(n)), shells(report(n))], "rules/1")]
    anew = [e for n in range(count) for e in reading(report(n), [containers(report(n), "rules/2")], "rules/2")]
    with closing(open_sql_ledger(place, FixedClock())) as ledger, counted(ledger) as statements:
        ledger.append(told)
        assert len(statements) < 40
    with closing(open_sql_ledger(place, FixedClock())) as newcomer, counted(newcomer) as statements:
        assert newcomer.append(told) is None
        assert len(statements) < 30
        newcomer.append(anew)
        assert len(statements) < 80
        assert newcomer.check() == []


@contextmanager
def counted(ledger: SqlLedger) -> Iterator[list[str]]:
    """The statements that a ledger runs."""
    statements: list[str] = []
    event.listen(ledger.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    yield statements


def test_what_is_made_ready_is_loaded_at_once(place: str) -> None:
    """Known and unknown documents alike are then asked for without a statement."""
    told = [e for n in range(30) for e in reading(report(n), [containers(report(n))], "rules/1")]
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        ledger.append(told)
    with closing(open_sql_ledger(place, FixedClock())) as again:
        again.ready([report(n).id for n in range(40)])
        standing = again.standing()
        with counted(again) as statements:
            known = [report(n).id in standing.histories for n in range(40)]
        assert known == [True] * 30 + [False] * 10
        assert statements == []


def test_only_so_many_histories_are_held() -> None:
    """The latest; those that were let go are loaded again, and what was asked for at once is there at once."""
    history = History(report(0))
    loads: list[Sequence[str]] = []

    def load(idents: Sequence[str]) -> dict[str, Any]:
        loads.append(idents)
        return dict.fromkeys(idents, history)

    many = [str(n) for n in range(histories.HELD)]
    ready = Histories(load, dict, dict.fromkeys((*many, "latest"), history))
    assert len(ready.loaded()) == histories.HELD
    assert "0" not in ready.loaded()
    assert ready["0"] is history
    assert [list(idents) for idents in loads] == [["0"]]
    assert len(ready.loaded()) == histories.HELD
    wanted = [f"n{n}" for n in range(histories.HELD + 5)]
    ready.ready(wanted)
    assert set(ready.loaded()) == set(wanted)
    assert len(loads) == 2


def test_reviews_of_a_batch_are_there_at_once(place: str) -> None:
    """Decisions on claims of many documents, appended together, show in the index as they stand."""
    with closing(open_sql_ledger(place, FixedClock())) as ledger:
        ledger.append([e for n in range(20) for e in reading(report(n), [containers(report(n))], "rules/1")])
        standing = ledger.standing()
        ledger.append([review(standing, containers(report(n)).id, "rejected", "Ann") for n in range(0, 20, 2)])
        assert rows(place, "SELECT count(*) FROM index_claims WHERE verdict = 'rejected'") == [(10,)]
        assert rows(place, "SELECT count(*) FROM index_about") == [(10,)]
        assert rows(place, "SELECT sum(claims), sum(checked) FROM index_documents") == [(10, 0)]
        assert ledger.check() == []
