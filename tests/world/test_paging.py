"""Pages of a catalogue by key: whatever happens between two of them, nothing comes twice and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.keep.columns import Key
from reportedly.keep.entry import MetadataChanged
from reportedly.keep.query import ClaimQuery
from reportedly.keep.reviews import review
from reportedly.serve import wiring
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger

ALL = ClaimQuery()


@pytest.fixture
def catalogue(place: str) -> Iterator[Catalogue]:
    ledger = open_sql_ledger(place, FixedClock())
    yield Catalogue(ledger, ItemTree(wiring.tables().items))
    ledger.close()


def add(ledger: SqlLedger, *numbers: int) -> None:
    """Reports of some numbers, on four days; every fifth without one."""
    entries = []
    for n in numbers:
        one = report(n, published_on=date(2023, 10, 1 + n % 4) if n % 5 else None)
        entries += reading(one, [containers(one), shells(one)], "rules/1")
    ledger.append(entries)


def pages(catalogue: Catalogue, limit: int, query: ClaimQuery = ALL) -> Iterator[list[str]]:
    """The ids of the claims, page by page."""
    after: Key | None = None
    while True:
        found, after = catalogue.page(query, after, limit)
        yield [claim.id for claim in found.claims]
        if after is None:
            return


def test_pages_hold_all_claims_once_latest_first(catalogue: Catalogue) -> None:
    """Pages of any size put together are the same list: latest published first, undated last."""
    add(catalogue.ledger, *range(12))
    whole = next(pages(catalogue, 100))
    assert len(whole) == len(set(whole)) == 24
    for limit in (1, 5, 7, 24):
        assert [ident for page in pages(catalogue, limit) for ident in page] == whole
    days = [catalogue.claim(ident).published_on or date.min for ident in whole]
    assert days == sorted(days, reverse=True)
    assert {claim.id for claim in catalogue.every(ALL)} == set(whole)


def test_a_page_of_a_search_holds_what_fits(catalogue: Catalogue) -> None:
    """Words and parts of a query choose; the totals are those of the whole search."""
    add(catalogue.ledger, 1, 2, 3)
    found, after = catalogue.page(ClaimQuery(text="rail", item="munitions"), None, 2)
    assert (len(found.claims), found.total, found.checked) == (2, 3, 0)
    rest, end = catalogue.page(ClaimQuery(text="rail", item="munitions"), after, 2)
    assert (len(rest.claims), end) == (1, None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 5), changes=st.lists(st.integers(0, 9), max_size=8), start=st.integers(0, 2))
def test_paging_outlives_what_is_read_and_reviewed(
    tmp_path_factory: pytest.TempPathFactory, limit: int, changes: list[int], start: int
) -> None:
    """Reading, reviewing and withdrawing nothing that stood: of the claims that stand throughout none is lost or doubled."""
    ledger = open_sql_ledger(tmp_path_factory.mktemp("paging") / "l.db", FixedClock())
    catalogue = Catalogue(ledger, ItemTree(wiring.tables().items))
    add(ledger, *range(start, start + 6))
    stood = {claim.id for claim in catalogue.every(ALL)}
    seen: list[str] = []
    todo = iter(changes)
    for page in pages(catalogue, limit):
        seen += page
        change = next(todo, None)
        if change is not None and change < 5:
            add(ledger, 10 + change)
        elif change is not None:
            some = sorted(stood)[change % len(stood)]
            ledger.append([review(ledger.standing(), some, "accepted", "ana", str(change))])
    ledger.close()
    assert len(seen) == len(set(seen))
    assert stood <= set(seen)


def test_more_documents_than_one_statement_takes_come_in_at_once(catalogue: Catalogue) -> None:
    """Claims of very many documents that came in between two questions are all found, also by number."""
    add(catalogue.ledger, 1)
    assert catalogue.search(ALL).total == 2
    add(catalogue.ledger, *range(2, 700))
    assert catalogue.search(ALL).total == 2 * 699
    assert catalogue.search(ClaimQuery(text="rail")).total == 699


def test_documents_are_paged_by_key(catalogue: Catalogue) -> None:
    """The page after a document begins with the next, whatever is read meanwhile."""
    add(catalogue.ledger, 1, 2, 3)
    add(catalogue.ledger, 4)
    first, total = catalogue.listed(limit=2)
    add(catalogue.ledger, 5, 6)
    catalogue.ledger.append([MetadataChanged(first[0].id, {"title": "Another"}, "ana")])
    rest, _ = catalogue.listed(limit=10, after=(first[-1].number, first[-1].id))
    assert total == 4
    assert len({each.id for each in (*first, *rest)}) == 4


def test_the_key_of_an_id_is_the_id() -> None:
    """Two claims share a key only if they share their id; a claim with a date stands before one without."""
    from reportedly.keep.columns import number_of

    claim = containers(report(1))
    assert f"c-{number_of(claim.id):016x}" == claim.id
    assert number_of("another") == number_of("another") != number_of(replace(claim, id="c-x").id)
