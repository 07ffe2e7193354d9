"""Laws of importing: what one ledger exports is what another holds after it, once and for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reportedly.keep.additions import additions, reading
from reportedly.keep.entry import Entry
from reportedly.keep.excerpts import excerpts
from reportedly.keep.importing import Importer
from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, is_excerpt
from reportedly.terms.evidence import Evidence
from reportedly.terms.record import claim_record
from reportedly.world.ledgers.memory import MemoryLedger
from strategies import METHODS, corpora, readings

Corpus = list[tuple[Document, tuple[Claim, ...]]]
NO_FILE = "their.jsonl"
AT = datetime(2024, 1, 1, tzinfo=UTC)


def ledger() -> MemoryLedger:
    return MemoryLedger(lambda: AT)


def public(corpus: Corpus) -> Corpus:
    return [(replace(document, handling="public"), claims) for document, claims in corpus]


def standing_of(corpus: Corpus) -> Standing:
    kept = ledger()
    for document, claims in corpus:
        kept.append(reading(document, claims, METHODS[0]))
    return kept.standing()


def brought(into: Standing, of: Standing, *, texts: bool) -> tuple[Entry, ...]:
    """The entries that an import of one ledger's records brings into another."""
    importer = Importer(into, of.documents if texts else {}, frozenset(), NO_FILE)
    lines = [(number, claim_record(claim)) for number, claim in enumerate(of.claims.values(), start=1)]
    found = list(importer.imported(lines))
    assert [problem for each in found for problem in each.problems] == []
    return additions(into, [entry for each in found for entry in each.entries])


def after(entries: tuple[Entry, ...]) -> Standing:
    kept = ledger()
    kept.append(entries)
    return kept.standing()


@given(corpora())
def test_with_texts_what_stands_is_the_same(corpus: Corpus) -> None:
    """Documents and claims, to the last value."""
    theirs = standing_of(public(corpus))
    mine = after(brought(Standing(), theirs, texts=True))
    assert mine.claims == theirs.claims
    assert mine.documents == theirs.documents


@given(corpora(), st.booleans())
def test_twice_is_once(corpus: Corpus, texts: bool) -> None:
    """Importing again brings nothing."""
    theirs = standing_of(public(corpus))
    mine = after(brought(Standing(), theirs, texts=texts))
    assert brought(mine, theirs, texts=texts) == ()


@given(corpora())
def test_without_texts_every_quote_is_kept(corpus: Corpus) -> None:
    """Each claim stands on an excerpt that says its words; documents without claims are not there."""
    theirs = standing_of(public(corpus))
    mine = after(brought(Standing(), theirs, texts=False))
    assert all(is_excerpt(document) for document in mine.documents.values())
    for claim in mine.claims.values():
        text = mine.documents[claim.document.id].text
        assert [Evidence.cut(text, *e.span).quote for e in (claim.evidence, *claim.also)] == [
            e.quote for e in (claim.evidence, *claim.also)
        ]
    assert {c.evidence.quote for c in mine.claims.values()} == {c.evidence.quote for c in theirs.claims.values()}


@given(readings())
def test_excerpts_hold_the_quotes_and_nothing_else(read: tuple[Document, tuple[Claim, ...]]) -> None:
    """Overlapping quotes are one stretch; a span is found again where it is quoted whole."""
    document, claims = read
    found = excerpts(claim_record(claim) for claim in claims)
    assert found.refused == frozenset()
    for piece in found.pieces:
        assert document.text[piece.start : piece.end] == piece.words
    for claim in claims:
        start, end = found.moved(*claim.evidence.span) or (0, 0)
        assert found.text[start:end] == claim.evidence.quote


def test_quotes_that_contradict_each_other_are_refused() -> None:
    """Of two records that say different words of one place the second is refused."""
    first = {"evidence": {"start": 0, "end": 5, "quote": "seven"}, "also": [], "fields": {}}
    other = {"evidence": {"start": 3, "end": 8, "quote": "eight"}, "also": [], "fields": {}}
    longer = {"evidence": {"start": 9, "end": 99, "quote": "short"}, "also": [], "fields": {}}
    found = excerpts([first, other, longer])
    assert (found.text, found.refused) == ("seven", {1, 2})
