"""What is stored of a document, looked over: its quotes, what its entries name; and seals as they are noted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from keep.samples import containers, report, shells
from reportedly.errors import UsageError
from reportedly.keep.additions import reading
from reportedly.keep.batch import Seal
from reportedly.keep.entry import ClaimReviewed, PartiesMerged
from reportedly.keep.faults import LEAST, Fault, Noted, noted, seal_faults, seal_words
from reportedly.keep.kept import Kept, kept_in, looked_over
from reportedly.keep.reviews import added, review
from reportedly.terms.claim import Translated
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger

ENGLISH = "The North is sending shells, says Seoul."


def kept_after(*entries: Any) -> Kept:
    """What a ledger keeps of the report once these entries have been appended."""
    ledger = MemoryLedger(FixedClock())
    ledger.append(entries)
    return kept_in(ledger.batches())[report().id]


def messages(kept: Kept, **texts: str) -> list[str]:
    return [fault.message for fault in looked_over(kept, texts.get).faults]


def test_what_was_read_is_sound_and_gives_its_history() -> None:
    """All claims of it are counted, standing or not."""
    found = looked_over(kept_after(*reading(report(), [containers(report()), shells(report())], "rules/1")), {}.get)
    assert (found.faults, found.claims) == ([], 2)
    assert found.history is not None
    assert set(found.history.standing) == {containers(report()).id, shells(report()).id}


def test_a_review_made_in_another_ledger_may_be_of_a_claim_that_nothing_found_here() -> None:
    """An import brings such; one that says so of itself is no fault, any other is."""
    elsewhere = ClaimReviewed(containers(report()), "rejected", "Ann", "a drill (decided 2024-05-01 in another ledger)")
    assert messages(kept_after(*reading(report(), (), "rules/1"), elsewhere)) == []
    here = replace(elsewhere, note="a drill")
    (message,) = messages(kept_after(*reading(report(), (), "rules/1"), here))
    assert message == f"batch 1, position 2 decides of claim {here.claim_id}, which was not there by then"
    assert messages(kept_after(*reading(report(), (), "rules/1"), added(containers(report()), "Ann"))) == []


def test_a_claim_is_held_against_the_translation_it_quotes_where_that_is_at_hand() -> None:
    """A translation that the ledger does not hold is no fault; one that says something else is."""
    quoted = Translated("d-en", 0, 27, ENGLISH[:27])
    kept = kept_after(*reading(report(), [containers(report(), translation=quoted)], "rules/1"))
    assert messages(kept) == messages(kept, **{"d-en": ENGLISH}) == []
    (message,) = messages(kept, **{"d-en": "Nothing of the kind was said."})
    assert message.endswith(f"“{ENGLISH[:27]}” does not stand at 0–27 of its translation")


@pytest.mark.parametrize(
    "record", ["", "7", "[]", "{}", "[" * 100_000, '{"entry": 3}', '{"entry": "rumour", "version": 1}', None, b"{}", 7]
)
def test_what_is_no_entry_is_named_by_batch_and_position(record: object) -> None:
    """Whatever stands in an entry's place, that is a fault and no exception."""
    kept = kept_after(*reading(report(), [containers(report())], "rules/1"))
    lines = [replace(line, record=record) if line.position == 2 else line for line in kept.lines]
    (message,) = messages(replace(kept, lines=lines))
    assert message.startswith("batch 1, position 2 ")


@pytest.mark.parametrize("name", ["id", "evidence", "also", "fields", "kind", "document", "reading_confidence"])
@pytest.mark.parametrize("value", [None, 7, "x", [], [[None, "a"]], {"a": [7]}])
def test_a_claim_of_another_form_is_a_fault_or_still_a_claim(name: str, value: object) -> None:
    """No value in the place of a field's raises."""
    kept = kept_after(*reading(report(), [containers(report())], "rules/1"))
    told = json.loads(str(kept.lines[2].record))
    told["claim"][name] = value
    lines = [*kept.lines[:2], replace(kept.lines[2], record=json.dumps(told))]
    found = looked_over(replace(kept, lines=lines), {}.get)
    assert {fault.slug for fault in found.faults} <= {"unreadable-entry", "wrong-quote"}
    assert (found.history is None) == bool(found.faults)


def test_a_seal_is_noted_as_it_is_printed_whole_or_its_beginning() -> None:
    """With or without the dots that stand for the rest."""
    seal = Seal(412, FixedClock()(), "0" * 64, "9f3c" * 16)
    assert noted(seal_words(seal)) == Noted(412, seal.hash)
    assert noted(" 412:9F3C9f3c9f3c9f3c… ") == Noted(412, "9f3c" * 4)
    hashes = {412: seal.hash}
    assert list(seal_faults([noted(seal_words(seal)), Noted(412, "9f3c" * 4)], hashes, 412)) == []
    (fault,) = seal_faults([Noted(413, "9f3c" * 4)], hashes, 412)
    assert fault.message == "batch 413, whose seal was noted, is not there: the ledger ends with batch 412"


@pytest.mark.parametrize("words", ["", "412", "412:", f"412:{'9' * (LEAST - 1)}", f"x:{'9' * 64}", f"1:{'9' * 65}"])
def test_what_is_no_seal_is_refused(words: str) -> None:
    """Too few digits of a hash could be met by trying out."""
    with pytest.raises(UsageError, match="is no seal"):
        noted(words)


def test_a_ledger_in_memory_is_looked_over_too() -> None:
    """Its quotes and references, though it has no tables."""
    ledger = MemoryLedger(FixedClock())
    ledger.append(reading(report(), [containers(report())], "rules/1"))
    assert ledger.check() == []
    ledger.append([ClaimReviewed(shells(report()), "accepted", "Ann")])
    (problem,) = ledger.check()
    assert (problem.slug, problem.where) == ("unknown-reference", "memory")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": None}, "is gone"),
        ({"text": f"{report().text} Or so."}, "has been changed since it was read"),
        ({"text_batch": 2}, "is kept with another batch than 1"),
        ({"text_batch": None}, "is kept with another batch than 1"),
    ],
)
def test_a_text_that_is_not_the_one_read_is_one_fault(change: dict[str, Any], words: str) -> None:
    """Nothing is held against such a text, and no history is made of it; its claims are counted still."""
    kept = kept_after(*reading(report(), [containers(report())], "rules/1"))
    found = looked_over(replace(kept, **change), {}.get)
    assert found.faults == [Fault("changed-text", f"the text of document {report().id} {words}")]
    assert (found.history, found.claims) == (None, 1)


def test_a_fault_of_an_entry_has_its_kind_and_its_place() -> None:
    """What is not said, what was not there, what cannot be read, and what has no instant: each with its slug."""
    kept = kept_after(*reading(report(), [containers(report())], "rules/1"))
    claim = containers(report()).id

    def faults_with(**changed: Any) -> list[Fault]:
        lines = [*kept.lines[:2], replace(kept.lines[2], **changed)]
        return looked_over(replace(kept, lines=lines), {}.get).faults

    record = json.loads(str(kept.lines[2].record))
    quote = record["claim"]["evidence"]["quote"]
    record["claim"]["evidence"] |= {"start": 0, "end": 5}
    place = "batch 1, position 2"
    assert faults_with(record=json.dumps(record)) == [
        Fault("wrong-quote", f"claim {claim} ({place}): its evidence “{quote}” does not stand at 0–5 of its document")
    ]
    del record["claim"]["evidence"]
    assert faults_with(record=json.dumps(record)) == [
        Fault("unreadable-entry", f"{place} cannot be read (KeyError: 'evidence')")
    ]
    assert faults_with(recorded_at=None) == [Fault("unreadable-entry", f"{place} has no instant")]
    assert faults_with(record="7") == [Fault("unreadable-entry", f"{place} is no entry")]
    assert faults_with(record='{"entry": "rumour", "version": 1}') == [
        Fault(
            "unreadable-entry",
            f"{place} cannot be read (LedgerError: the ledger holds an entry of an unknown sort: 'rumour')",
        )
    ]
    (long,) = faults_with(record=json.dumps({"entry": "rumour " * 99, "version": 1}))
    assert len(long.message) == len(f"{place} cannot be read ()") + 120


def test_without_the_entry_that_read_it_each_further_one_is_told() -> None:
    """A document whose first entry is gone has no history, and no entry is taken for unreadable because of it."""
    kept = kept_after(*reading(report(), [containers(report())], "rules/1"))
    found = looked_over(replace(kept, lines=kept.lines[1:]), {}.get)
    assert found.faults == [
        Fault("unknown-reference", f"batch 1, position {n} tells of document {report().id}, which was not read by then")
        for n in (1, 2)
    ]
    assert found.history is None


def test_what_batches_keep_is_told_document_by_document() -> None:
    """The text with the batch that brought it, the entries with batch and place in it; mergers are of no document."""
    ledger = MemoryLedger(FixedClock())
    ledger.append(reading(report(), [containers(report())], "rules/1"))
    ledger.append([*reading(report(2), (), "rules/1"), PartiesMerged("KP", "DPRK", "Ann")])
    ledger.append([review(ledger.standing(), containers(report()).id, "accepted", "Ann")])
    kept = kept_in(ledger.batches())
    assert {i: (k.text, k.text_batch) for i, k in kept.items()} == {
        report().id: (report().text, 1),
        report(2).id: (report(2).text, 2),
    }
    assert [(line.batch, line.position) for line in kept[report().id].lines] == [(1, 0), (1, 1), (1, 2), (3, 0)]
    assert [(line.batch, line.position) for line in kept[report(2).id].lines] == [(2, 0), (2, 1)]
    assert all(looked_over(each, {}.get).faults == [] for each in kept.values())
    later = kept_in(list(ledger.batches())[1:])[report().id]
    assert (later.text, later.text_batch, len(later.lines)) == (None, None, 1)
