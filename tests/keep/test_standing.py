"""Laws of what stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keep.samples import containers, report, shells
from reportedly.errors import UnknownClaim, UsageError
from reportedly.keep.additions import additions, completed, distinct, is_read, new_entries, reading
from reportedly.keep.batch import Batch, next_batch
from reportedly.keep.entry import ClaimFound, ClaimReviewed, DocumentRead, Entry, MetadataChanged, PartiesMerged
from reportedly.keep.standing import Standing, standing
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, Review
from reportedly.terms.document import Document
from reportedly.terms.quantity import Quantity
from strategies import METHODS, PARTIES, corpora, readings
from strategies import claims as found_claims

START = datetime(2024, 1, 1, tzinfo=UTC)
Reading = tuple[Document, tuple[Claim, ...]]


def batched(steps: Sequence[Sequence[Entry]]) -> list[Batch]:
    """One batch, a minute after the other, for each step that tells anything new."""
    made: list[Batch] = []
    now = Standing()
    for n, step in enumerate(steps):
        news = additions(now, step)
        if news:
            made.append(next_batch(now.last, news, START + timedelta(minutes=n)))
            now = now.after(made[-1])
    return made


def read_all(corpus: Sequence[Reading]) -> list[tuple[Entry, ...]]:
    return [reading(document, claims, METHODS[0]) for document, claims in corpus]


@given(st.data())
def test_the_order_of_reading_never_matters(data: st.DataObject) -> None:
    """The same documents, read in any order and in any batches, leave the same claims in the same order."""
    corpus = data.draw(corpora())
    shuffled = data.draw(st.permutations(corpus))
    one_by_one = standing(batched(read_all(corpus)))
    at_once = standing(batched([[e for step in read_all(shuffled) for e in step]]))
    assert list(one_by_one.claims.items()) == list(at_once.claims.items())
    assert list(one_by_one.documents.items()) == list(at_once.documents.items())


@given(corpora())
def test_reading_twice_is_reading_once(corpus: list[Reading]) -> None:
    """Whatever was read, reading it again has nothing to add."""
    now = standing(batched(read_all(corpus)))
    for document, claims in corpus:
        assert new_entries(now, document, claims, METHODS[0]) == ()
        assert is_read(now, document, METHODS[0])


@given(st.data())
def test_entries_given_twice_count_once(data: st.DataObject) -> None:
    """A list of readings and reviews that a ledger has taken holds no news for it."""
    document, claims = data.draw(readings())
    reviews = [ClaimReviewed(c, data.draw(st.sampled_from(("accepted", "rejected"))), "Ann") for c in claims]
    entries = [*reading(document, claims, METHODS[0]), *reviews, PartiesMerged("KP", "North Korea")]
    now = standing(batched([entries]))
    assert additions(now, entries) == ()


@given(st.data())
def test_later_entries_never_change_an_earlier_answer(data: st.DataObject) -> None:
    """What stood as known at a batch is what stood when it was the last."""
    corpus = data.draw(corpora())
    steps: list[tuple[Entry, ...]] = read_all(corpus)
    for document, claims in corpus:
        steps += [(ClaimReviewed(c, "rejected", "Ann"),) for c in claims]
        steps.append(reading(document, (), METHODS[1]))
    steps.append((PartiesMerged(*data.draw(st.permutations(PARTIES))[:2]),))
    batches = batched(steps)
    now = Standing()
    for batch in batches:
        now = now.after(batch)
        known = standing(batches, known_at=batch.recorded_at)
        assert (known.claims, known.rejected, known.documents) == (now.claims, now.rejected, now.documents)


@given(st.data())
def test_what_a_person_decided_is_superseded_by_no_method(data: st.DataObject) -> None:
    """Accepted claims stand and rejected ones do not, whatever other methods find afterwards."""
    document, claims = data.draw(readings())
    verdicts = {c.id: data.draw(st.sampled_from(("accepted", "rejected"))) for c in claims}
    steps: list[Sequence[Entry]] = [reading(document, claims, METHODS[0])]
    steps.append([ClaimReviewed(c, verdicts[c.id], "Ann") for c in claims])
    for method in METHODS[1:]:
        found = data.draw(st.lists(found_claims(document, method), max_size=3, unique_by=lambda c: c.id))
        steps.append(reading(document, found, method))
    now = standing(batched(steps))
    assert {i for i in now.claims if i in verdicts} == {i for i, verdict in verdicts.items() if verdict == "accepted"}
    assert set(now.rejected) == {i for i, verdict in verdicts.items() if verdict == "rejected"}


def test_claims_without_a_run_stand_too() -> None:
    """A claim found by a method that was not announced begins that method's run."""
    document = report()
    old, new = shells(document), containers(document, "rules/2")
    steps = [[DocumentRead(document), ClaimFound(old)], [ClaimFound(new)]]
    assert list(standing(batched(steps)).claims) == [new.id]


def test_a_claim_is_known_by_the_beginning_of_its_id() -> None:
    """The beginning suffices where one claim alone has it; none and several are told apart."""
    document = report()
    found = containers(document), shells(document)
    now = standing(batched([reading(document, found, "rules/1")]))
    assert now.claim(found[0].id[:8]) == found[0]
    with pytest.raises(UnknownClaim, match="2 claims begin with 'c-'"):
        now.claim("c-")
    with pytest.raises(UnknownClaim, match="no claim begins with 'c-zz'"):
        now.claim("c-zz")
    with pytest.raises(UnknownClaim):
        now.claim("")


def test_a_copy_that_is_silent_is_completed() -> None:
    """What the ledger knows of a document fills what its copy does not say; an unknown document stays as it is."""
    document = report(title="Containers")
    now = standing(batched([reading(document, (), "rules/1")]))
    assert completed(now, report(published_on=None)).published_on == document.published_on
    assert completed(now, report(published_on=None)).title == "Containers"
    assert completed(now, report(2)) == report(2)


def test_a_copy_is_completed_by_what_a_person_set() -> None:
    """What a person has changed overrules the copy."""
    now = standing(
        batched([reading(report(), (), "rules/1"), [MetadataChanged(report().id, {"title": "Trains"}, by="Ann")]])
    )
    assert completed(now, report(title="Tanks")).title == "Trains"


def test_another_method_is_not_read_yet() -> None:
    """A document counts as read by the method that ran last, not by others."""
    now = standing(batched([reading(report(), (), "rules/1"), reading(report(), (), "rules/2")]))
    assert is_read(now, report(), "rules/2")
    assert not is_read(now, report(), "rules/1")
    assert not is_read(now, report(2), "rules/2")


def test_claims_of_one_document() -> None:
    """The claims of a document are given in the order of the text; an unknown one has none."""
    document = report()
    now = standing(batched([reading(document, (shells(document), containers(document)), "rules/1")]))
    assert now.of_document(document.id) == (containers(document), shells(document))
    assert now.of_document("d-0") == ()


def test_of_two_contrary_mergers_the_later_holds() -> None:
    """Merging back turns the name around."""
    document = report()
    steps: list[Sequence[Entry]] = [reading(document, (containers(document, actor=("DPRK",)),), "rules/1")]
    steps += [[PartiesMerged("KP", "DPRK")], [PartiesMerged("DPRK", "KP")]]
    assert [c.actor for c in standing(batched(steps)).claims.values()] == [("DPRK",)]


def test_two_sums_in_one_sentence_are_two_claims() -> None:
    """Claims whose words for an id are the same but whose figures differ both stand; one given twice stands once."""
    document = report()
    one = containers(document)
    other = replace(one, quantity=Quantity(1000, 1000, "container"))
    again = containers(document)
    found = distinct([one, other, again, other])
    assert [c.quantity for c in found] == [one.quantity, other.quantity]
    assert len({c.id for c in found}) == 2
    now = standing(batched([reading(document, [one, other], "rules/1")]))
    assert set(now.claims) == {c.id for c in found}
    assert new_entries(now, document, [one, other], "rules/1") == ()


def test_of_several_sums_in_one_sentence_each_stands() -> None:
    """A third and a fourth too, and in any order each has the id that it had."""
    document = report()
    sums = [replace(containers(document), quantity=Quantity(n, n, "container")) for n in (1, 2, 3, 4)]
    found = distinct(sums)
    assert [c.quantity for c in found] == [c.quantity for c in sums]
    assert len({c.id for c in found}) == 4
    assert distinct([*sums, *sums]) == found


def test_parties_that_are_one_already_are_not_merged_again() -> None:
    """Nor is one of two names into the other where both are known by a third: that would take them apart."""
    mergers = PartiesMerged("KP", "DPRK"), PartiesMerged("KP", "North Korea")
    now = standing(batched([mergers]))
    assert now.known_as == {"DPRK": "KP", "North Korea": "KP"}
    assert additions(now, [*mergers, PartiesMerged("DPRK", "North Korea")]) == ()
    assert len(additions(now, [PartiesMerged("KP", "Pyongyang"), PartiesMerged("DPRK", "Pyongyang")])) == 1
    with pytest.raises(UsageError, match="'KP' cannot be merged into 'KP'"):
        additions(now, [PartiesMerged("KP", "KP")])


def test_what_is_found_is_decided_of_by_nobody() -> None:
    """A claim that brings a review along, as from a file, stands unreviewed until somebody here decides."""
    document = report()
    marked = replace(shells(document), reviewed=Review("Bob", START, "accepted"))
    now = standing(batched([[DocumentRead(document), ClaimFound(marked)]]))
    assert now.claims == {marked.id: shells(document)}


def test_a_merged_party_is_renamed_wherever_a_claim_names_it() -> None:
    """Sides, what is compared, origins and the chain; words stay as they were."""
    document = report()
    chain = (Link("Daily"), Link("the service", "DPRK", verb="say"), Link("Seoul", "KR"))
    told = shells(document, actor=("DPRK", "KP"), compared=("DPRK",), origins=("DPRK",), attribution=chain)
    now = standing(batched([reading(document, (told,), "rules/1"), [PartiesMerged("KP", "DPRK")]]))
    (claim,) = now.claims.values()
    assert (claim.actor, claim.compared, claim.origins) == (("KP",), ("KP",), ("KP",))
    assert claim.attribution == (Link("Daily"), Link("the service", "KP", verb="say"), Link("Seoul", "KR"))


def test_a_decision_stands_with_who_made_it_when_and_why() -> None:
    """On the claim itself, whether it stands or was rejected."""
    document = report()
    found = shells(document)
    for verdict in ("accepted", "rejected"):
        steps = [reading(document, (found,), "rules/1"), [ClaimReviewed(found, verdict, "Ann", "seen by me")]]
        now = standing(batched(steps))
        (claim,) = (now.claims | now.rejected).values()
        assert claim.reviewed == Review("Ann", START + timedelta(minutes=1), verdict, "seen by me")
