"""The index of a ledger and what it answers: the same as the ledger itself, entry by entry."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.assess.about import About
from reportedly.errors import UnknownClaim
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn, PartiesMerged
from reportedly.keep.query import ClaimQuery, matching
from reportedly.keep.reviews import correction, review, undoing
from reportedly.serve.wiring import tables
from reportedly.terms.claim import KINDS, MODALITIES
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.catalogue import Catalogue
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from strategies import ITEMS, METHODS, PARTIES, corpora, days
from world.meddling import meddle

TREE = ItemTree(tables().items)
queries = st.builds(
    ClaimQuery,
    actor=st.none() | st.sampled_from(PARTIES),
    recipient=st.none() | st.sampled_from(PARTIES),
    origin=st.none() | st.sampled_from(PARTIES),
    item=st.none() | st.sampled_from([item for item in ITEMS if item in TREE]),
    kind=st.none() | st.sampled_from(KINDS),
    modality=st.none() | st.sampled_from(MODALITIES),
    published_by=st.none() | days,
    published_from=st.none() | days,
    checked=st.none() | st.booleans(),
    at_least=st.sampled_from((0.0, 0.5)),
    public_only=st.booleans(),
)


@pytest.fixture
def ledger(place: str) -> Iterator[SqlLedger]:
    opened = open_sql_ledger(place, FixedClock())
    yield opened
    opened.close()


def fill(ledger: SqlLedger, count: int = 3) -> Catalogue:
    for n in range(count):
        ledger.append(reading(report(n), [containers(report(n)), shells(report(n))], "rules/1"))
    return Catalogue(ledger, TREE)


def found(catalogue: Catalogue, query: ClaimQuery) -> set[str]:
    return {claim.id for claim in catalogue.search(query, limit=1000).claims}


@settings(max_examples=30)
@given(st.data())
def test_the_catalogue_answers_as_the_ledger_does(data: st.DataObject) -> None:
    """Whatever was read, reviewed, merged or withdrawn: the same claims, documents and flows, to every query."""
    with tempfile.TemporaryDirectory() as folder, closing(open_sql_ledger(f"{folder}/l.db", FixedClock())) as ledger:
        catalogue = Catalogue(ledger, TREE)
        for document, claims in data.draw(corpora()):
            ledger.append(reading(document, claims, METHODS[0]))
            change(ledger, data)
            standing = ledger.standing()
            assert found(catalogue, ClaimQuery()) == set(standing.claims)
        standing = ledger.standing()
        query = data.draw(queries)
        assert found(catalogue, query) == {claim.id for claim in matching(standing.claims.values(), query, TREE)}
        about = About.of(standing.claims.values())
        flow = Flow(*data.draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=2)))
        assert {c.id: c for c in catalogue.about(flow)} == {c.id: c for c in about.flow(flow)}
        assert catalogue.documents(standing.histories) == standing.documents
        assert ledger.check() == []


def change(ledger: SqlLedger, data: st.DataObject) -> None:
    """Something that people do to a ledger."""
    claims = list(ledger.standing().claims)
    if not claims:
        return
    claim = data.draw(st.sampled_from(claims))
    document = ledger.standing().claims[claim].document.id
    match data.draw(st.sampled_from(("accept", "reject", "undo", "merge", "withdraw", "nothing"))):
        case "accept":
            ledger.append([review(ledger.standing(), claim, "accepted", "Ann")])
        case "reject":
            ledger.append([review(ledger.standing(), claim, "rejected", "Ann")])
        case "undo":
            ledger.append([review(ledger.standing(), claim, "rejected", "Ann")])
            ledger.append([undoing(ledger.standing(), claim, "Ann")])
        case "merge":
            ledger.append([PartiesMerged(*data.draw(st.permutations(PARTIES))[:2])])
        case "withdraw":
            ledger.append([DocumentWithdrawn(document, "a forgery")])


def test_a_merge_that_takes_back_an_earlier_one_is_in_the_index(ledger: SqlLedger) -> None:
    """A name that was read as another, and is then kept itself, is found under its own name again."""
    catalogue = fill(ledger)
    code = next(iter(ledger.standing().claims.values())).actor[0]
    ledger.append([PartiesMerged("Elbonia", code)])
    assert found(catalogue, ClaimQuery(actor="Elbonia"))
    ledger.append([PartiesMerged(code, "Ruritania")])
    assert found(catalogue, ClaimQuery(actor=code)) == set(ledger.standing().claims)
    assert not found(catalogue, ClaimQuery(actor="Elbonia"))
    assert ledger.check() == []


def test_pages_hold_every_claim_once_latest_first(ledger: SqlLedger) -> None:
    """Page after page gives all claims, the latest published first, undated ones last."""
    catalogue = fill(ledger)
    late, undated = report(8, published_on=date(2024, 5, 1)), report(9, published_on=None)
    for document in (undated, late):
        ledger.append(reading(document, [shells(document)], "rules/1"))
    pages = [catalogue.search(ClaimQuery(), start, 3).claims for start in (0, 3, 6)]
    listed = [claim for page in pages for claim in page]
    assert len(listed) == len({claim.id for claim in listed}) == 8
    assert (listed[0].document.id, listed[-1].document.id) == (late.id, undated.id)
    assert list(catalogue.every(ClaimQuery(), batch=2)) == listed


def test_facets_count_what_each_value_would_leave(ledger: SqlLedger) -> None:
    """A chosen value narrows the other facets and not its own."""
    catalogue = fill(ledger)
    facets = {f.name: dict(f.values) for f in catalogue.search(ClaimQuery(item="artillery-shell"), facets=True).facets}
    assert facets["item"] == {"munitions": 3, "artillery-shell": 3}
    assert (facets["actor"], facets["publisher"]) == ({"KP": 3}, {"Daily": 3})


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("container", 2),
        ("CONTAINERS shipped", 2),
        ("rocket rail", 2),
        ('"shells and rockets"', 2),
        ('"rockets and shells"', 0),
        ("containers rail", 0),
        ('a "quote', 0),
        ("containers AND NOT OR NEAR(", 0),
        ('\x00 - "" *', 0),
    ],
)
def test_words_are_found_in_the_quotes(ledger: SqlLedger, words: str, count: int) -> None:
    """All words must stand in the quotes, in any form, and phrases as they are; nothing typed is taken for a command."""
    assert fill(ledger, 2).search(ClaimQuery(text=words)).total == count


def test_claims_that_nobody_checked_come_least_sure_first(ledger: SqlLedger) -> None:
    """The queue of the unsure: checked ones are left out."""
    catalogue = fill(ledger, 0)
    document = report()
    sure, unsure = shells(document, reading_confidence=0.9), containers(document, reading_confidence=0.3)
    checked = shells(report(2), reading_confidence=0.1)
    ledger.append(reading(document, [sure, unsure], "rules/1"))
    ledger.append(reading(report(2), [checked], "rules/1"))
    ledger.append([review(ledger.standing(), checked.id, "accepted", "Ann")])
    found = catalogue.search(ClaimQuery(), unsure_first=True)
    assert [claim.id for claim in found.claims] == [unsure.id, sure.id]
    assert (found.total, found.checked) == (3, 1)


def test_what_another_process_commits_is_seen(ledger: SqlLedger, place: str) -> None:
    """A catalogue that was open before sees a correction made elsewhere, in search, in its flow and in its version."""
    catalogue, flow = fill(ledger), Flow("KP", "RU")
    before = catalogue.version_of(flow)
    with closing(open_sql_ledger(place, FixedClock())) as other:
        other.append([correction(other.standing(), containers(report(0)).id, {"recipient": "BY"}, "Ann")])
    assert catalogue.search(ClaimQuery(recipient="BY")).total == 1
    assert len(catalogue.about(flow)) == 5
    assert catalogue.version_of(flow) > before
    assert catalogue.version_of(Flow("IR", "RU")) == 0


def test_a_standing_does_not_change_once_given(ledger: SqlLedger) -> None:
    """What stood is loaded late and still as it was, though the same document has been reviewed since."""
    fill(ledger)
    then = ledger.standing()
    ledger.append([review(ledger.standing(), containers(report(0)).id, "rejected", "Ann")])
    assert then.histories[report(0).id].rejected == {}
    assert len(then.claims) == 6
    assert len(ledger.standing().claims) == 5


def test_an_index_that_was_meddled_with_is_told(ledger: SqlLedger, place: str) -> None:
    """`check` holds the index against what stands."""
    fill(ledger)
    changed = f"UPDATE index_claims SET record = replace(record, '1000', '9000') WHERE document_id = '{report(1).id}'"
    meddle(place, changed)
    (problem,) = ledger.check()
    which = f"the index of document {report(1).id} is not what stands: claim {containers(report(1)).id}"
    assert problem.message == f"{which} differs in record"


def test_a_claim_is_found_by_the_beginning_of_its_id(ledger: SqlLedger) -> None:
    """One claim by its id or the beginning of it, rejected ones too; none and several are told."""
    catalogue, known = fill(ledger), shells(report(1))
    assert catalogue.claim(known.id) == catalogue.claim(known.id[:-2]) == known
    for ident in ("c-", "c-nothing", ""):
        with pytest.raises(UnknownClaim):
            catalogue.claim(ident)


def test_restricted_claims_are_left_out_where_there_are_no_others(ledger: SqlLedger) -> None:
    """A ledger of restricted documents alone holds no claim for who may not see them."""
    catalogue = Catalogue(ledger, TREE)
    closed = report(5, handling="restricted")
    ledger.append(reading(closed, [shells(closed)], "rules/1"))
    assert catalogue.search(ClaimQuery()).total == 1
    assert catalogue.search(ClaimQuery(public_only=True)).total == 0


def test_restricted_claims_can_be_left_out(ledger: SqlLedger) -> None:
    """Who may not see restricted documents finds neither them nor their claims."""
    catalogue = fill(ledger, 1)
    closed = report(5, handling="restricted")
    ledger.append(reading(closed, [replace(shells(closed), handling="restricted")], "rules/1"))
    assert catalogue.search(ClaimQuery()).total == 3
    assert catalogue.search(ClaimQuery(public_only=True)).total == 2
    assert [one.id for one in catalogue.listed(public_only=True)[0]] == [report(0).id]
