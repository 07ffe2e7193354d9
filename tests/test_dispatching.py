"""Dispatches on what the examples' ledger learned from some batch on, however it is split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from keep.samples import containers, report
from reportedly.assess.changes import changes
from reportedly.dispatching import dispatched, flows_of
from reportedly.errors import UsageError
from reportedly.keep.additions import reading
from reportedly.keep.batch import Batch
from reportedly.keep.entry import ClaimReviewed, DocumentWithdrawn
from reportedly.keep.standing import Standing
from reportedly.pipeline import answers
from reportedly.present.dispatch import FLOWS, TOLD, Dispatch, DispatchPart, DispatchSetting, Period
from reportedly.present.dispatch_pages import dispatch_markdown
from reportedly.present.names import Names
from reportedly.serve.wiring import ledger, tables
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow
from reportedly.terms.items import ItemTree
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

TABLES = tables()
NAMES = Names.of(TABLES)
MORNING = datetime(2026, 5, 4, 7, tzinfo=UTC)
ABOUT = Period(MORNING - timedelta(days=1), MORNING)
HOW = DispatchSetting(MORNING, "1.0", NAMES)
SPLITS = tuple(range(0, 25))


@pytest.fixture(scope="module")
def batches(demo_ledger: Path) -> Sequence[Batch]:
    """The batches of the examples, one a document."""
    opened = ledger(demo_ledger)
    found = tuple(opened.batches())
    opened.close()
    assert len(found) == SPLITS[-1]
    return found


def standing(batches: Sequence[Batch], most: int | None = None) -> Standing:
    return Standing().after(*batches[:most])


def since(batches: Sequence[Batch], known: int, how: DispatchSetting = HOW) -> Dispatch:
    """The dispatch on all that came after so many batches."""
    return dispatched(standing(batches, known), standing(batches), ABOUT, TABLES, how)


def part(made: Dispatch, slug: str) -> DispatchPart:
    return next(each for each in made.parts if each.slug == slug)


def cited(one: DispatchPart) -> Iterator[tuple[str, int]]:
    """Each footnote of a part's sentences, with the heading of its group."""
    for group in one.groups:
        for entry in group.entries:
            yield from ((group.heading, number) for number in entry.sentence.notes)


def claims_of(made: Dispatch) -> dict[int, Claim]:
    return {row.note.number: row.note.claim for row in made.notes}


def texts(one: DispatchPart) -> list[str]:
    return [entry.sentence.text for group in one.groups for entry in group.entries]


@pytest.mark.parametrize("known", SPLITS)
def test_what_is_new_is_told_once(batches: Sequence[Batch], known: int) -> None:
    """Nothing old stands under New, nothing new stands there twice; where no more are counted, all of it stands there."""
    made = since(batches, known)
    new = standing(batches).claims.keys() - standing(batches, known).claims.keys()
    told = [claims_of(made)[number].id for _, number in cited(part(made, "new"))]
    assert made.new == len(new)
    assert set(told) <= new
    assert len(told) == len(set(told))
    rest = sum(group.more for group in part(made, "new").groups) + part(made, "new").more
    assert (set(told) == new) == (rest == 0)


@pytest.mark.parametrize("known", SPLITS)
def test_each_sentence_leads_to_the_exact_words(batches: Sequence[Batch], known: int) -> None:
    """Whatever a footnote quotes stands in its document, letter by letter, and no footnote is there that nothing names."""
    made = since(batches, known)
    documents = standing(batches).documents
    for row in made.notes:
        text, claim = documents[row.note.claim.document.id].text, row.note.claim
        for given, evidence in zip((row.note.words, *row.note.also), (claim.evidence, *claim.also), strict=True):
            assert text[evidence.start : evidence.end] == given.quote
    named = {n for one in made.parts for _, n in cited(one)}
    entries = [entry for one in made.parts for group in one.groups for entry in group.entries]
    named |= {quoted.note for entry in entries for quoted in entry.quotes}
    named |= {number for entry in entries for beside in entry.beside for number in beside.notes}
    assert named == claims_of(made).keys()
    for entry in entries:
        for quoted in entry.quotes:
            assert quoted.quote in documents[claims_of(made)[quoted.note].document.id].text
    assert all(number for one in made.parts if one.slug == "new" for _, number in cited(one))


@pytest.mark.parametrize("known", SPLITS)
def test_a_dispatch_is_one_page(batches: Sequence[Batch], known: int) -> None:
    """So many flows a part and so many things a flow; how many more there are is said."""
    made = since(batches, known)
    for one in made.parts:
        assert len(one.groups) <= FLOWS
        for group in one.groups:
            assert len(group.entries) <= TOLD
            assert group.more == 0 or len(group.entries) == TOLD
        assert one.more == 0 or len(one.groups) == FLOWS
    text = dispatch_markdown(made)
    for one in made.parts:
        assert all(f"And {group.more} more; the ledger has them." in text for group in one.groups if group.more)
    assert ("And 1 more flow; the ledger has them." in text) == (part(made, "new").more == 1)


@pytest.mark.parametrize("known", SPLITS)
def test_a_denial_overtaken_is_never_left_out(batches: Sequence[Batch], known: int) -> None:
    """It stands under Changed, before all else on its flow, with the denial and with who overtook it."""
    made = since(batches, known)
    before, after = standing(batches, known), standing(batches)
    new = [claim for ident, claim in after.claims.items() if ident not in before.claims]
    flows = flows_of(new, ItemTree(TABLES.items))
    pairs = zip(answers(before, flows, TABLES), answers(after, flows, TABLES), strict=True)
    overtaken = {claim for old, now in pairs for claim in changes(old, now, ABOUT.since.date()).overtaken}
    found = [e for g in part(made, "changed").groups for e in g.entries if e.sentence.text.startswith("A denial is")]
    told = {claims_of(made)[number].id for entry in found for number in entry.sentence.notes}
    assert overtaken <= told
    assert all(claims_of(made)[n].modality in ("denied", "asserted") for e in found for n in e.sentence.notes)
    assert bool(found) == (known < 20), "both capitals admit troops in the 20th document"


@pytest.mark.parametrize("known", SPLITS)
def test_a_dispute_is_told_where_anything_new_has_a_part(batches: Sequence[Batch], known: int) -> None:
    """Old quarrels are not told again."""
    made = since(batches, known)
    old = standing(batches, known).claims
    for group in part(made, "disputed").groups:
        for entry in group.entries:
            notes = {
                *entry.sentence.notes,
                *(q.note for q in entry.quotes),
                *(n for b in entry.beside for n in b.notes),
            }
            assert any(claims_of(made)[number].id not in old for number in notes)
    assert bool(part(made, "disputed").groups) == (known < 20)


def test_nothing_new_is_said_in_each_part(batches: Sequence[Batch]) -> None:
    """A dispatch without news is no empty page."""
    made = since(batches, SPLITS[-1])
    assert (made.new, made.notes) == (0, ())
    assert [(one.slug, one.groups, bool(one.none)) for one in made.parts] == [
        ("alerts", (), True), ("new", (), True), ("changed", (), True), ("disputed", (), True),
    ]  # fmt: skip
    assert "No new claim was read." in made.facts
    text = dispatch_markdown(made)
    assert all(one.none in text for one in made.parts)
    assert "[^" not in text


def test_claims_on_no_flow_stand_under_other_claims(batches: Sequence[Batch]) -> None:
    """What is on no pair of states is told all the same, last."""
    made = since(batches, 8)
    group = part(made, "new").groups[-1]
    assert group.heading == "Other claims"
    others = [claims_of(made)[number] for heading, number in cited(part(made, "new")) if heading == "Other claims"]
    assert others
    on_flows = {
        (flow.supplier, flow.recipient) for flow in flows_of(standing(batches).claims.values(), ItemTree(TABLES.items))
    }
    told = {(actor, recipient) for claim in others for actor in claim.actor for recipient in claim.recipient}
    assert not any(claim.kind == "transfer" and told & on_flows for claim in others)


def test_the_same_ledger_gives_the_same_dispatch(batches: Sequence[Batch]) -> None:
    """Byte by byte."""
    assert dispatch_markdown(since(batches, 6)) == dispatch_markdown(since(batches, 6))


def test_a_claim_that_stands_no_more_has_changed_something() -> None:
    """A document withdrawn is told on its flow, though nothing new was read; so is a review."""
    kept = MemoryLedger(FixedClock(MORNING))
    first = report(1)
    one = containers(first)
    kept.append(reading(first, (one,), "rules/1"))
    before = kept.standing()
    kept.append([DocumentWithdrawn(first.id, "asked for")])
    made = dispatched(before, kept.standing(), ABOUT, TABLES, HOW)
    assert made.new == 0
    assert part(made, "new").groups == ()
    assert any("nothing stated now" in text or "stands no more" in text for text in texts(part(made, "changed")))


def test_a_rejected_claim_is_no_news() -> None:
    """What a person threw out before the dispatch was made is not told."""
    kept = MemoryLedger(FixedClock(MORNING))
    before = kept.standing()
    first = report(1)
    one = containers(first)
    kept.append(reading(first, (one,), "rules/1"))
    kept.append([ClaimReviewed(one, "rejected", "Ann")])
    made = dispatched(before, kept.standing(), ABOUT, TABLES, HOW)
    assert (made.new, made.notes) == (0, ())


def test_what_may_not_be_passed_on_is_refused() -> None:
    """Whoever makes a dispatch of it is told which document."""
    kept = MemoryLedger(FixedClock(MORNING))
    closed = report(1, handling="restricted")
    kept.append(reading(closed, (containers(closed, handling="restricted"),), "rules/1"))
    with pytest.raises(UsageError, match=f"1 document may not be passed on .*{closed.id}"):
        dispatched(Standing(), kept.standing(), ABOUT, TABLES, HOW)


def test_flows_are_by_pair_and_root_the_busiest_first(batches: Sequence[Batch]) -> None:
    """Two classes of one root are one flow; people and materiel are two."""
    flows = flows_of(standing(batches).claims.values(), ItemTree(TABLES.items))
    assert flows[:2] == (Flow("KP", "RU", "materiel"), Flow("KP", "RU", "people"))
    assert len(flows) == len(set(flows))


def test_sources_in_trouble_are_named_last(batches: Sequence[Batch]) -> None:
    """In a part of their own, which is there only where there is trouble."""
    made = since(
        batches, 22, replace(HOW, troubles=("wire: no answer (3 times in a row).",), title="Morning", closed=2)
    )
    assert made.parts[-1].heading == "Sources that could not be read"
    assert texts(made.parts[-1]) == ["wire: no answer (3 times in a row)."]
    assert made.title == "Morning"
    assert "Left out: 2 new claims of documents that may not be passed on." in made.facts
    assert [one.slug for one in since(batches, 22).parts] == ["alerts", "new", "changed", "disputed"]
