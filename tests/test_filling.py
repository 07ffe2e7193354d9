"""What the bench of ten million claims fills in bulk is a ledger like any other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bench.filling import A_BATCH, A_DOCUMENT, fill, word_of

from reportedly.keep.additions import reading
from reportedly.keep.query import ClaimQuery
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.sql import open_sql_ledger

CLAIMS = 6_000


def test_what_is_filled_in_bulk_is_a_sound_ledger(tmp_path: Path) -> None:
    """Chain, texts and index hold; ids are those that the content gives; a filling begun again goes on; and what is read
    later follows.
    """
    with closing(open_sql_ledger(tmp_path / "l.db", system_clock)) as ledger:
        fill(ledger, A_BATCH * A_DOCUMENT)
        fill(ledger, CLAIMS)
    with closing(open_sql_ledger(tmp_path / "l.db", system_clock)) as ledger:
        assert ledger.check() == []
        standing = ledger.standing()
        assert len(standing.claims) == CLAIMS
        assert all(claim == replace(claim, id="") for claim in standing.claims.values())
        documents = {ident: history.document for ident, history in standing.histories.items()}
        assert all(document == replace(document, id="") for document in documents.values())
        catalogue = Catalogue(ledger, ItemTree(tables().items))
        assert catalogue.search(ClaimQuery()).total == CLAIMS
        assert catalogue.search(ClaimQuery(text=word_of(1_100))).total == A_DOCUMENT
        some = next(iter(documents.values()))
        assert catalogue.documents([some.id]) == {some.id: some}
        ledger.append(reading(replace(some, url="https://made.example/again", id=""), [], "made/1"))
        assert ledger.check() == []


def test_no_two_documents_have_the_same_rare_word() -> None:
    """Ten million claims are two million documents; their words are two million."""
    assert len({word_of(number) for number in range(1, 2_000_001)}) == 2_000_000
