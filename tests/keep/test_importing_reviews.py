"""Decisions of another ledger, and lines that are refused, as an import brings them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from keep.samples import containers, moved, report, shells
from reportedly.keep.adding import METHOD
from reportedly.keep.additions import reading
from reportedly.keep.entry import ClaimFound, ClaimReviewed, DocumentRead, DocumentWithdrawn
from reportedly.keep.importing import Imported, Importer
from reportedly.keep.reviews import review
from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim, Review, Translated
from reportedly.terms.document import EXCERPTS, Document
from reportedly.terms.problem import Problem
from reportedly.terms.record import claim_record
from reportedly.world.ledgers.memory import MemoryLedger

DOCUMENT = report()
CLAIM = containers(DOCUMENT)
BOB = Review("Bob", datetime(2024, 5, 6, 7, tzinfo=UTC), "accepted", "seen")

BACKWARDS = {"start": "2024-02-01", "end": "2024-01-01", "text": ""}


def imported(claim: Claim, into: Standing | None = None, **record: Any) -> Imported:
    """What line 7 of a file brings that holds the text too."""
    importer = Importer(into or Standing(), {DOCUMENT.id: DOCUMENT}, frozenset(), "their.jsonl")
    (found,) = importer.imported([(7, claim_record(claim) | record)])
    return found


def reviews(found: Imported) -> list[ClaimReviewed]:
    return [entry for entry in found.entries if isinstance(entry, ClaimReviewed)]


def test_a_decision_says_when_it_was_made_in_the_other_ledger() -> None:
    """Verdict, name and note are kept, and the day there is told, whatever else the note says."""
    (entry,) = reviews(imported(replace(CLAIM, reviewed=BOB)))
    assert (entry.claim, entry.verdict, entry.by) == (CLAIM, "accepted", "Bob")
    assert entry.note == "seen (decided 2024-05-06 in another ledger)"
    (silent,) = reviews(imported(replace(CLAIM, reviewed=replace(BOB, note=""))))
    assert silent.note == "(decided 2024-05-06 in another ledger)"


def test_a_decision_passed_on_keeps_its_first_day() -> None:
    """What a third ledger decided bears its day and not that of the second."""
    note = "seen (decided 2023-01-02 in another ledger)"
    (entry,) = reviews(imported(replace(CLAIM, reviewed=replace(BOB, note=note))))
    assert entry.note == note


def test_what_was_decided_here_is_not_decided_from_elsewhere() -> None:
    """Ann's decision stands, and the one left out is counted; a decision that itself was imported gives way to a later."""
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append(reading(DOCUMENT, [CLAIM], "rules/1"))
    kept.append([review(kept.standing(), CLAIM.id, "rejected", "Ann")])
    found = imported(replace(CLAIM, reviewed=BOB), kept.standing())
    assert (reviews(found), found.decided_here, found.read_here) == ([], 1, 0)

    other = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    other.append(imported(replace(CLAIM, reviewed=BOB)).entries)
    later = imported(replace(CLAIM, reviewed=replace(BOB, verdict="rejected")), other.standing())
    assert ([entry.verdict for entry in reviews(later)], later.decided_here) == (["rejected"], 0)


def test_a_document_read_here_takes_no_claims_of_another_ledger() -> None:
    """What the own method did not find in it is counted as left out."""
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append(reading(DOCUMENT, [CLAIM], "rules/1"))
    assert imported(CLAIM, kept.standing()).read_here == 0
    found = imported(shells(DOCUMENT), kept.standing())
    assert (found.read_here, found.claims, found.problems) == (1, 0, ())


@pytest.mark.parametrize(
    ("claim", "record", "slug", "words"),
    [
        (CLAIM, {"happened": BACKWARDS}, "not-a-claim", "a period from"),
        (replace(CLAIM, method=METHOD), {}, "not-a-claim", "a person added it, and it does not say who"),
        (replace(CLAIM, reviewed=replace(BOB, by=" ")), {}, "not-a-claim", "its review does not say by whom"),
        (CLAIM, {"fields": {"actor": [[5, 9_999]]}}, "quote-not-in-text", "the words of actor stand outside the text"),
        (CLAIM, {"evidence": {"start": 0, "end": 5, "quote": "Tokyo"}}, "quote-not-in-text", ""),
    ],
)
def test_a_line_that_does_not_hold_is_told_with_its_number(
    claim: Claim, record: dict[str, Any], slug: str, words: str
) -> None:
    """Slug, file, line and reason; nothing is kept of it."""
    found = imported(claim, **record)
    (problem,) = found.problems
    assert (problem.slug, problem.where) == (slug, "their.jsonl")
    assert problem.message.startswith("line 7: ")
    assert words in problem.message
    assert found.claims == 0


def test_a_changed_and_a_withdrawn_document_bring_nothing() -> None:
    """Each line of a document whose text is not its own is told; of one withdrawn here, their number."""
    importer = Importer(Standing(), {}, frozenset({DOCUMENT.id}), "their.jsonl")
    lines = [(3, claim_record(CLAIM)), (4, claim_record(shells(DOCUMENT)))]
    (found,) = importer.imported(lines)
    assert [(p.slug, p.message[:7], p.where) for p in found.problems] == [
        ("changed-document", "line 3:", "their.jsonl"),
        ("changed-document", "line 4:", "their.jsonl"),
    ]
    assert all(DOCUMENT.id in problem.message for problem in found.problems)
    assert found.entries == ()


def test_what_was_restricted_there_or_is_imported_so_is_restricted_here() -> None:
    """One restricted claim, or the wish of who imports, restricts the document and each of its claims."""
    assert {entry.claim.handling for entry in found_in(imported(CLAIM))} == {"public"}
    marked = imported(replace(CLAIM, handling="restricted"))
    importer = Importer(Standing(), {DOCUMENT.id: DOCUMENT}, frozenset(), "their.jsonl", restricted=True)
    (wished,) = importer.imported([(1, claim_record(CLAIM))])
    for found in (marked, wished):
        assert [e.document.handling for e in found.entries if isinstance(e, DocumentRead)] == ["restricted"]
        assert {entry.claim.handling for entry in found_in(found)} == {"restricted"}


def test_of_two_methods_the_first_one_stands() -> None:
    """The claims of the other are not kept, and are told with their number; one that a person added counts as one."""
    importer = Importer(Standing(), {DOCUMENT.id: DOCUMENT}, frozenset(), "their.jsonl")
    by_hand = moved(CLAIM, DOCUMENT, method=METHOD, reviewed=replace(BOB, verdict="added"))
    claims = (CLAIM, shells(DOCUMENT, "rules/2"), by_hand)
    (found,) = importer.imported([(n, claim_record(claim)) for n, claim in enumerate(claims, 1)])
    (problem,) = found.problems
    assert (problem.slug, problem.where) == ("two-methods", "their.jsonl")
    assert problem.message.startswith("1 claims of document")
    assert [entry.claim.id for entry in found_in(found)] == [CLAIM.id]
    assert found.claims == 2


def found_in(found: Imported) -> list[ClaimFound]:
    return [entry for entry in found.entries if isinstance(entry, ClaimFound)]


def test_what_was_withdrawn_here_stays_so() -> None:
    """Its claims are left out with a warning that tells their number: the rest of the file was taken in."""
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append(reading(DOCUMENT, [CLAIM], "rules/1"))
    kept.append([DocumentWithdrawn(DOCUMENT.id, "a hoax", "Ann")])
    message = f"1 claims of document {DOCUMENT.id}, which was withdrawn here, are left out"
    assert imported(CLAIM, kept.standing()) == Imported(
        problems=(Problem("withdrawn-here", message, "their.jsonl", "warning"),)
    )


def test_without_texts_a_document_that_is_here_is_the_one_meant() -> None:
    """Claims are held against the text that this ledger has; no excerpt is made beside it."""
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append([DocumentRead(DOCUMENT)])
    importer = Importer(kept.standing(), {}, frozenset(), "their.jsonl")
    (found,) = importer.imported([(1, claim_record(CLAIM))])
    assert [entry.document for entry in found.entries if isinstance(entry, DocumentRead)] == [DOCUMENT]
    assert [entry.claim for entry in found_in(found)] == [CLAIM]


def test_of_quotes_that_contradict_each_other_the_later_line_is_told() -> None:
    """Where no text is at hand the first quote of a place is taken, and the excerpt says what it is."""
    other = claim_record(CLAIM) | {"evidence": {**claim_record(CLAIM)["evidence"], "quote": "x" * 43}, "id": "c-other"}
    importer = Importer(Standing(), {}, frozenset(), "their.jsonl")
    (found,) = importer.imported([(3, claim_record(CLAIM)), (4, other)])
    assert found.problems == (
        Problem("quote-not-in-text", "line 4: its quotes contradict each other, or their own length", "their.jsonl"),
    )
    (entry,) = (entry for entry in found.entries if isinstance(entry, DocumentRead))
    assert entry.document.title == f"{EXCERPTS}: what another ledger quotes of its document {DOCUMENT.id}"
    assert [entry.claim.evidence.quote for entry in found_in(found)] == [CLAIM.evidence.quote]


@pytest.mark.parametrize(
    ("quote", "changed", "held", "words"),
    [
        ("The North", False, True, None),
        ("The North", False, False, None),
        ("The South", False, False, None),
        ("The South", False, True, "line 7: its translation does not say 'The South' there"),
        ("The North", True, False, "line 7: it quotes the translation d-en, which is not what it was"),
    ],
)
def test_a_translation_at_hand_must_say_what_is_quoted_of_it(
    quote: str, changed: bool, held: bool, words: str | None
) -> None:
    """Whether in the file or in this ledger; one that is not at hand is taken at its word, one that was altered is not."""
    english = Document("The North is sending shells.", id="d-en", translation_of=DOCUMENT.id)
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append([DocumentRead(english)])
    record = claim_record(replace(CLAIM, translation=Translated("d-en", 0, 9, quote)))
    altered = frozenset({"d-en"} if changed else set())
    in_file = Importer(
        Standing(), {DOCUMENT.id: DOCUMENT} | ({"d-en": english} if held else {}), altered, "their.jsonl"
    )
    in_ledger = Importer(kept.standing() if held else Standing(), {DOCUMENT.id: DOCUMENT}, altered, "their.jsonl")
    expected = () if words is None else (Problem("quote-not-in-text", words, "their.jsonl"),)
    for importer in (in_file, in_ledger):
        first = next(importer.imported([(7, record)]))
        assert first.problems == expected
        assert first.claims == (1 if words is None else 0)


def test_an_id_that_is_taken_by_a_claim_elsewhere_is_refused() -> None:
    """Two claims under one id could not be told apart, whether the other is in the file or in this ledger."""
    kept = MemoryLedger(lambda: datetime(2024, 6, 1, tzinfo=UTC))
    kept.append(reading(DOCUMENT, [CLAIM], "rules/1"))
    other = report(2)
    record = claim_record(shells(other)) | {"id": CLAIM.id}
    importer = Importer(kept.standing(), {other.id: other}, frozenset(), "their.jsonl")
    (found,) = importer.imported([(7, record)])
    message = f"line 7: its id {CLAIM.id} is that of a claim in another document"
    assert found.problems == (Problem("id-taken", message, "their.jsonl"),)
    importer = Importer(Standing(), {d.id: d for d in (DOCUMENT, other)}, frozenset(), "their.jsonl")
    first, second = importer.imported([(6, claim_record(CLAIM)), (7, record)])
    assert (first.problems, second.problems) == ((), (Problem("id-taken", message, "their.jsonl"),))
