"""What every ledger keeps to, asked of each of them alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from keep.samples import containers, moved, report, shells
from reportedly.errors import EvidenceError, UsageError
from reportedly.keep.additions import reading
from reportedly.keep.entry import (
    ClaimFound,
    DocumentRead,
    DocumentWithdrawn,
    MetadataChanged,
    PartiesMerged,
    SourceGraded,
)
from reportedly.keep.ledger import Ledger
from reportedly.keep.reviews import added, correction, review, undoing
from reportedly.terms.claim import DocumentRef
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger

MORNING = datetime(2024, 3, 1, 9, tzinfo=UTC)
KINDS = ("memory", "sqlite", "postgresql")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture(params=KINDS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[Ledger]:
    opened: Ledger
    if request.param == "memory":
        opened = MemoryLedger(clock)
    elif request.param == "sqlite":
        opened = open_ledger(tmp_path / "ledger.db", clock)
    else:
        opened = open_ledger(request.getfixturevalue("team_url"), clock)
    yield opened
    opened.close()


@pytest.fixture
def document() -> Document:
    return report()


def read(ledger: Ledger, document: Document, *claims: object, method: str = "rules/1") -> object:
    return ledger.append(reading(document, claims, method))


def test_a_new_ledger_holds_nothing(ledger: Ledger) -> None:
    """A new ledger has no batch, no document and no claim, and is sound."""
    assert list(ledger.batches()) == []
    assert (ledger.standing().documents, ledger.standing().claims) == ({}, {})
    assert ledger.check() == []


def test_a_document_and_its_claims_stand_once_appended(ledger: Ledger, document: Document) -> None:
    """What is appended stands, the document word for word."""
    claims = (containers(document), shells(document))
    batch = read(ledger, document, *claims)
    assert batch is not None
    assert ledger.document(document.id) == document
    assert list(ledger.standing().claims.values()) == list(claims)
    assert list(ledger.batches()) == [batch]


def test_an_unknown_document_is_none(ledger: Ledger) -> None:
    """Asking for a document that was never read gives None."""
    assert ledger.document("d-0") is None


def test_documents_with_one_text_are_known_by_it(ledger: Ledger) -> None:
    """In the order in which they came, also what came since it was asked, and after what is known of one has changed."""
    first, second, sha = report(1), report(2), report(1).text_sha256
    assert ledger.with_text(sha) == ()
    read(ledger, first)
    assert ledger.with_text(sha) == (first.id,)
    read(ledger, second)
    read(ledger, report(1, title='Titled “{"text_sha256":"0"}”'))
    assert ledger.with_text(sha) == (first.id, second.id)
    assert ledger.with_text("0" * 64) == ()


def test_reading_again_adds_nothing(ledger: Ledger, document: Document) -> None:
    """The same document with the same method makes no second batch, whatever the method says the second time."""
    read(ledger, document, containers(document))
    assert read(ledger, document, containers(document)) is None
    assert read(ledger, document, containers(document, stage="delivered"), shells(document)) is None
    assert len(list(ledger.batches())) == 1


def test_a_copy_in_another_place_adds_nothing(ledger: Ledger, document: Document) -> None:
    """The file's name and the time of retrieval are no news."""
    read(ledger, document)
    assert read(ledger, report(path="copy.txt", retrieved_at=MORNING)) is None


def test_a_document_without_claims_is_remembered_as_read(ledger: Ledger, document: Document) -> None:
    """A method that found nothing is not news a second time."""
    assert read(ledger, document) is not None
    assert read(ledger, document) is None


def test_another_method_supersedes_what_nobody_reviewed(ledger: Ledger, document: Document) -> None:
    """Claims that the newer method no longer finds are gone; those that it finds carry its values."""
    read(ledger, document, containers(document), shells(document))
    read(ledger, document, containers(document, "rules/2", stage="delivered"), method="rules/2")
    (only,) = ledger.standing().claims.values()
    assert (only.method, only.stage) == ("rules/2", "delivered")


def test_a_method_that_finds_nothing_supersedes_too(ledger: Ledger, document: Document) -> None:
    """A newer method may find no claim at all."""
    read(ledger, document, containers(document))
    read(ledger, document, method="rules/2")
    assert ledger.standing().claims == {}


def test_a_correction_outlives_reading_again(ledger: Ledger, document: Document) -> None:
    """A corrected claim keeps its id and its corrected values when the same claim is found again, by any method."""
    found = containers(document)
    read(ledger, document, found)
    ledger.append([correction(ledger.standing(), found.id, {"quantity.low": "11000", "modality": "assessed"}, "Ann")])
    read(ledger, document, found)
    read(ledger, document, containers(document, "rules/2"), method="rules/2")
    (only,) = ledger.standing().claims.values()
    assert only.id == found.id
    assert only.quantity is not None
    assert (only.quantity.low, only.modality) == (11000, "assessed")
    assert only.reviewed is not None
    assert (only.reviewed.by, only.reviewed.verdict) == ("Ann", "corrected")


def test_a_review_follows_overlapping_evidence_where_the_id_is_gone(ledger: Ledger, document: Document) -> None:
    """A method that cuts the sentence otherwise makes another id; the corrected claim stands in its place."""
    found = containers(document)
    read(ledger, document, found, shells(document))
    ledger.append([correction(ledger.standing(), found.id, {"recipient": "BY"}, "Ann")])
    again = moved(found, document, method="rules/2")
    assert again.id != found.id
    read(ledger, document, again, shells(document, "rules/2"), method="rules/2")
    standing = ledger.standing()
    assert set(standing.claims) == {found.id, shells(document).id}
    assert standing.claims[found.id].recipient == ("BY",)


def test_a_rejected_claim_stays_away(ledger: Ledger, document: Document) -> None:
    """A rejected claim is kept apart, and does not come back by another method or under another id."""
    found = containers(document)
    read(ledger, document, found)
    ledger.append([review(ledger.standing(), found.id, "rejected", "Ann", "a drill")])
    read(ledger, document, moved(found, document, method="rules/2"), method="rules/2")
    standing = ledger.standing()
    assert standing.claims == {}
    assert list(standing.rejected) == [found.id]


def test_rejecting_one_claim_spares_its_neighbour_in_the_sentence(ledger: Ledger, document: Document) -> None:
    """Where a newer method finds only the neighbour, it is not taken for the claim that was rejected."""
    shell = shells(document)
    rocket = shells(document, items=(), fields={"item": ((0, 5),)})
    read(ledger, document, shell, rocket)
    ledger.append([review(ledger.standing(), rocket.id, "rejected", "Ann")])
    again = moved(shell, document, method="rules/2")
    read(ledger, document, again, method="rules/2")
    assert list(ledger.standing().claims) == [again.id]


def test_a_reviewed_claim_stands_though_no_method_finds_it(ledger: Ledger, document: Document) -> None:
    """An accepted or added claim is not superseded."""
    read(ledger, document, containers(document))
    ledger.append([review(ledger.standing(), containers(document).id, "accepted", "Ann")])
    ledger.append([added(shells(document, "person"), "Ann")])
    read(ledger, document, method="rules/2")
    assert {c.reviewed.verdict for c in ledger.standing().claims.values() if c.reviewed} == {"accepted", "added"}
    assert len(ledger.standing().claims) == 2


def test_an_added_claim_leaves_its_neighbours(ledger: Ledger, document: Document) -> None:
    """Adding a claim from a sentence hides no claim that was found in the same sentence."""
    read(ledger, document, shells(document))
    extra = moved(shells(document, "person"), document)
    ledger.append([added(extra, "Ann")])
    assert set(ledger.standing().claims) == {shells(document).id, extra.id}


def test_a_review_made_twice_is_one(ledger: Ledger, document: Document) -> None:
    """The same decision by the same person adds nothing the second time."""
    read(ledger, document, containers(document))
    decision = review(ledger.standing(), containers(document).id, "accepted", "Ann")
    assert ledger.append([decision]) is not None
    assert ledger.append([decision]) is None


def test_a_rejected_claim_may_be_accepted_again(ledger: Ledger, document: Document) -> None:
    """The latest review holds."""
    read(ledger, document, containers(document))
    for verdict in ("rejected", "accepted"):
        ledger.append([review(ledger.standing(), containers(document).id[:6], verdict, "Ann")])
    assert len(ledger.standing().claims) == 1
    assert ledger.standing().rejected == {}


def test_merged_parties_bear_one_name(ledger: Ledger, document: Document) -> None:
    """A merger holds for claims before and after it, and along a chain of mergers."""
    read(ledger, document, containers(document, actor=("the North",)))
    ledger.append([PartiesMerged("DPRK", "the North"), PartiesMerged("KP", "DPRK")])
    later = report(2)
    read(ledger, later, containers(later, actor=("DPRK", "KP")))
    assert [c.actor for c in ledger.standing().claims.values()] == [("KP",), ("KP",)]
    assert ledger.append([PartiesMerged("KP", "the North")]) is None


def test_new_metadata_of_a_known_document_is_an_entry(ledger: Ledger) -> None:
    """A date learned later changes the document and its claims, and the method runs anew."""
    undated = report(published_on=None)
    read(ledger, undated, containers(undated))
    dated = report()
    batch = read(ledger, dated, containers(dated, stage="delivered"))
    assert batch is not None
    assert [type(e).__name__ for e in batch.entries] == ["MetadataChanged", "MethodRun", "ClaimFound"]
    (only,) = ledger.standing().claims.values()
    assert (only.published_on, only.stage) == (date(2023, 10, 13), "delivered")


def test_silence_erases_no_metadata(ledger: Ledger, document: Document) -> None:
    """A copy without a date leaves the known date, and restricted stays restricted."""
    read(ledger, report(handling="restricted"), containers(document))
    assert read(ledger, report(published_on=None), containers(report(published_on=None))) is None
    kept = ledger.document(document.id)
    assert kept is not None
    assert (kept.published_on, kept.handling) == (date(2023, 10, 13), "restricted")
    assert [c.handling for c in ledger.standing().claims.values()] == ["restricted"]


def test_a_persons_metadata_outlive_reading_again(ledger: Ledger, document: Document) -> None:
    """A date that a person has set is not overruled by the copy that had it wrong."""
    read(ledger, document, containers(document))
    ledger.append([MetadataChanged(document.id, {"published_on": "2023-10-14"}, by="Ann")])
    assert read(ledger, document, containers(document)) is None
    assert [c.published_on for c in ledger.standing().claims.values()] == [date(2023, 10, 14)]


def test_a_withdrawn_document_takes_its_claims_along(ledger: Ledger, document: Document) -> None:
    """Its claims are gone, reviewed or not, and reading it again brings nothing back."""
    read(ledger, document, containers(document))
    ledger.append([review(ledger.standing(), containers(document).id, "accepted", "Ann")])
    ledger.append([DocumentWithdrawn(document.id, "a forgery")])
    assert read(ledger, document, containers(document, "rules/2"), method="rules/2") is None
    standing = ledger.standing()
    assert (standing.claims, standing.documents) == ({}, {})
    assert standing.withdrawn == {document.id: "a forgery"}


def test_entries_about_an_unknown_document_are_refused(ledger: Ledger, document: Document) -> None:
    """Nothing is kept of a list in which one entry makes no sense."""
    other = report(2)
    with pytest.raises(UsageError, match="not in the ledger"):
        ledger.append([DocumentRead(document), ClaimFound(containers(other))])
    assert list(ledger.batches()) == []


def test_a_quote_that_its_document_does_not_say_is_refused(ledger: Ledger, document: Document) -> None:
    """A claim cut from another text never enters."""
    other = "x" * 500
    forged = containers(document, evidence=Evidence.cut(other, 0, 40))
    with pytest.raises(EvidenceError, match="does not say"):
        read(ledger, document, forged)


def test_instants_never_decrease(ledger: Ledger, clock: FixedClock) -> None:
    """A clock that stands still or goes back does not take recorded_at along."""
    read(ledger, report(1))
    read(ledger, report(2))
    clock.move(timedelta(days=-3))
    read(ledger, report(3))
    instants = [b.recorded_at for b in ledger.batches()]
    assert instants == sorted(set(instants))
    assert instants[0] == MORNING


def test_later_batches_never_change_an_earlier_answer(ledger: Ledger, clock: FixedClock, document: Document) -> None:
    """As known at an instant, the claims are those of then, whatever was read, reviewed or withdrawn after it."""
    answers = {}
    steps = [
        lambda: read(ledger, document, containers(document)),
        lambda: ledger.append([review(ledger.standing(), containers(document).id, "rejected", "Ann")]),
        lambda: read(ledger, report(2), shells(report(2))),
        lambda: ledger.append([PartiesMerged("ROK", "KP")]),
        lambda: ledger.append([DocumentWithdrawn(report(2).id, "a forgery")]),
    ]
    for step in steps:
        step()
        answers[clock.at] = dict(ledger.standing().claims)
        clock.move(timedelta(hours=1))
    assert [len(claims) for claims in answers.values()] == [1, 0, 1, 1, 0]
    assert {at: dict(ledger.standing(at).claims) for at in answers} == answers
    assert ledger.standing(MORNING - timedelta(seconds=1)).documents == {}


def test_an_answer_as_known_now_holds_though_the_clock_stands(ledger: Ledger, document: Document) -> None:
    """A batch of the same instant comes after the answer given at it."""
    read(ledger, document, containers(document))
    before = dict(ledger.standing(MORNING).claims)
    read(ledger, report(2), shells(report(2)))
    assert dict(ledger.standing(MORNING).claims) == before


def test_batches_as_known_at_an_instant(ledger: Ledger, clock: FixedClock) -> None:
    """Only the batches recorded up to the instant are given, it included."""
    for n in (1, 2, 3):
        read(ledger, report(n))
        clock.move(timedelta(hours=1))
    assert [b.number for b in ledger.batches(MORNING + timedelta(hours=1))] == [1, 2]


def test_an_instant_without_a_time_zone_is_refused(ledger: Ledger) -> None:
    """`known_at` must say its zone."""
    read(ledger, report())
    with pytest.raises(UsageError, match="no time zone"):
        ledger.standing(datetime(2024, 1, 1))


def test_the_chain_of_hashes_holds(ledger: Ledger) -> None:
    """Each batch names the hash of the one before it, and the ledger checks sound."""
    for n in (1, 2, 3):
        read(ledger, report(n), containers(report(n)))
    batches = list(ledger.batches())
    assert [b.seal.previous for b in batches[1:]] == [b.seal.hash for b in batches[:-1]]
    assert ledger.check() == []


def test_claims_come_by_publication_whatever_the_order_of_reading(ledger: Ledger) -> None:
    """Claims are sorted by publication, document and place in the text; undated ones last."""
    late, early, undated = report(1, published_on=date(2024, 1, 1)), report(2), report(3, published_on=None)
    for document in (undated, late, early):
        read(ledger, document, shells(document), containers(document))
    order = [(c.document.id, c.evidence.start) for c in ledger.standing().claims.values()]
    assert [d for d, _ in order[::2]] == [early.id, late.id, undated.id]
    assert all(a[1] < b[1] for a, b in zip(order[::2], order[1::2], strict=True))


def test_claims_carry_what_is_now_known_of_their_document(ledger: Ledger, document: Document) -> None:
    """A host learned later shows in the claims."""
    read(ledger, document, containers(document))
    ledger.append([MetadataChanged(document.id, {"host": "Portal"})])
    (only,) = ledger.standing().claims.values()
    assert only.document == DocumentRef.of(report(host="Portal"))


def test_a_review_can_be_undone(ledger: Ledger, document: Document) -> None:
    """Undoing brings back the decision before, or none; an added claim goes; there is nothing more to undo then."""
    found = containers(document)
    read(ledger, document, found)
    ledger.append([correction(ledger.standing(), found.id, {"quantity.low": "7"}, "Ann")])
    ledger.append([review(ledger.standing(), found.id, "rejected", "Bo")])
    ledger.append([undoing(ledger.standing(), found.id, "Bo")])
    corrected = ledger.standing().claim(found.id)
    assert corrected.quantity is not None
    assert corrected.reviewed is not None
    assert (corrected.quantity.low, corrected.reviewed.by) == (7, "Ann")
    ledger.append([undoing(ledger.standing(), found.id, "Ann")])
    assert ledger.standing().claim(found.id) == found
    with pytest.raises(UsageError, match="nothing to undo"):
        undoing(ledger.standing(), found.id, "Ann")
    ledger.append([added(shells(document, "person"), "Ann")])
    ledger.append([undoing(ledger.standing(), shells(document).id, "Ann")])
    assert list(ledger.standing().claims) == [found.id]


def test_sources_are_graded_by_people(ledger: Ledger) -> None:
    """The latest grade of a source holds, with who gave it and why; it can be taken away; the same again is no news."""
    ledger.append([SourceGraded("Daily", "C", "Ann", "often late")])
    assert ledger.append([SourceGraded("Daily", "C", "Ann", "often late")]) is None
    ledger.append([SourceGraded("Daily", "B", "Bo")])
    assert {name: one.grade for name, one in ledger.standing().grades.items()} == {"Daily": "B"}
    ledger.append([SourceGraded("Daily", None, "Bo")])
    assert ledger.standing().grades == {}
    for wrong in (SourceGraded("Daily", "G", "Bo"), SourceGraded("Daily", "A", " ")):  # type: ignore[arg-type]
        with pytest.raises(UsageError):
            ledger.append([wrong])
