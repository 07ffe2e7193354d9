"""Translations: which original one is of, through which one it was read, and what goes when a translation is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keep.samples import containers, report, shells
from reportedly.errors import EvidenceError
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentWithdrawn, MethodRun
from reportedly.keep.ledger import Ledger
from reportedly.keep.reviews import review
from reportedly.keep.standing import Standing
from reportedly.keep.translations import original_of, read_through, through, translation_of, withdrawal
from reportedly.pipeline import Taken, take_in
from reportedly.terms.claim import Claim, Translated
from reportedly.terms.document import Document
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from test_pipeline import Written

KOREAN = report(1, language="ko", path="in/1.ko.txt")
ENGLISH = "Seoul says that the North shipped 1,000 containers to Russia."


@pytest.fixture(params=("memory", "sqlite", "postgresql"))
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    opened: Ledger
    if request.param == "memory":
        opened = MemoryLedger(FixedClock())
    elif request.param == "sqlite":
        opened = open_ledger(tmp_path / "ledger.db", FixedClock())
    else:
        opened = open_ledger(request.getfixturevalue("team_url"), FixedClock())
    yield opened
    opened.close()


class Through(Written):
    """Finds what is written down for an original, with the words of its translation."""

    def claims_through(self, document: Document, translation: Document) -> tuple[tuple[Claim, ...], Any]:
        told = Translated(translation.id, 0, 5, translation.text[:5])
        claims, problems = super().claims(document)
        return tuple(replace(claim, translation=told) for claim in claims), problems

    def claims(self, document: Document) -> tuple[tuple[Claim, ...], Any]:
        return super().claims(document) if self.reads(document.language) else ((), ())


def english(of: str = KOREAN.id, text: str = ENGLISH, path: str = "in/1.en.txt", **told: Any) -> Document:
    """A translation of what is called so."""
    return Document(text, path=path, publisher="Daily", translation_of=of, **told)


def standing(*documents: Document) -> Standing:
    kept = MemoryLedger(FixedClock())
    for document in documents:
        kept.append(reading(document, (), "rules/1"))
    return kept.standing()


def take(ledger: Ledger, *documents: Document, method: str = "rules/1") -> Taken:
    """Take documents in, each a file of its own."""
    return sum(take_in(ledger, [((document,), ()) for document in documents], Through(method)), Taken())


def quoted(ledger: Ledger) -> set[str]:
    """The translations that the standing claims quote."""
    return {claim.translation.document for claim in ledger.standing().claims.values() if claim.translation}


@pytest.mark.parametrize("called", [KOREAN.id, KOREAN.url, KOREAN.path, "1.ko.txt"])
def test_an_original_is_called_by_id_address_path_or_name_beside(called: str) -> None:
    """Each of them leads to it."""
    assert original_of(standing(KOREAN, report(2)), english(called)) == KOREAN


def test_a_name_alone_is_enough_where_one_file_bears_it() -> None:
    """A translation in another folder finds the only file of the name, and none where two bear it."""
    other, far = report(2, path="other/1.ko.txt"), english("1.ko.txt", path="english/1.en.txt")
    assert original_of(standing(KOREAN, report(3)), far) == KOREAN
    assert original_of(standing(KOREAN, other), far) is None


def test_the_file_beside_comes_before_others_of_its_name() -> None:
    """Of two files of a name the one in the translation's folder is meant, whichever was read first."""
    other = report(2, path="other/1.ko.txt")
    for known in ((KOREAN, other), (other, KOREAN)):
        assert original_of(standing(*known), english("1.ko.txt")) == KOREAN


def test_of_two_versions_at_an_address_the_later_is_meant() -> None:
    """A report that was published again with changes is the original as it is now."""
    changed = replace(KOREAN, text=KOREAN.text + " It is so.", published_on=date(2023, 10, 20), id="")
    assert original_of(standing(KOREAN, changed), english(str(KOREAN.url))) == changed
    assert original_of(standing(KOREAN, changed), english(KOREAN.path)) == changed


@pytest.mark.parametrize("called", ["2.ko.txt", "d-0000000000000000", "https://daily.example/7", ""])
def test_what_was_never_read_is_no_original(called: str) -> None:
    """Nothing is guessed."""
    assert original_of(standing(KOREAN), english(called)) is None


def test_no_text_is_its_own_original() -> None:
    """Neither by its id nor by its file."""
    itself = english()
    known = standing(replace(itself, translation_of=None))
    assert original_of(known, replace(itself, translation_of=itself.id)) is None
    assert original_of(known, replace(itself, translation_of="1.en.txt")) is None


def test_what_was_withdrawn_is_no_original() -> None:
    """A withdrawn document is found by none of its names."""
    kept = MemoryLedger(FixedClock())
    kept.append(reading(KOREAN, (), "rules/1"))
    kept.append([DocumentWithdrawn(KOREAN.id, "a hoax")])
    for called in (KOREAN.id, str(KOREAN.url), KOREAN.path):
        assert original_of(kept.standing(), english(called)) is None


def test_the_method_tells_through_which_translation_a_document_was_read() -> None:
    """It is the last one through which it was; a document read as it stands was read through none."""
    kept, first = MemoryLedger(FixedClock()), english()
    take(kept, KOREAN)
    assert translation_of(kept.standing(), KOREAN) is None
    take(kept, first)
    assert kept.standing().histories[KOREAN.id].method == through("rules/1", first)
    found = translation_of(kept.standing(), KOREAN)
    assert found is not None
    assert (found.id, found.translation_of) == (first.id, KOREAN.id)


def test_a_translation_brings_the_claims_of_its_original(ledger: Ledger) -> None:
    """The claims are the original's and quote the translation, which makes none of its own; the ledger is sound."""
    taken = take(ledger, KOREAN, english("1.ko.txt"))
    assert (taken.documents, taken.new, taken.claims) == (2, 2, 2)
    assert {claim.document.id for claim in ledger.standing().claims.values()} == {KOREAN.id}
    assert quoted(ledger) == {english().id}
    assert ledger.check() == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_a_reading_does_not_matter(ledger: Ledger, order: int) -> None:
    """A translation that comes first waits for its original, and reading both again adds nothing."""
    both = (KOREAN, english("1.ko.txt"))[::order]
    assert take(ledger, *both).claims == 2
    again = take(ledger, *both)
    assert (again.documents, again.entries, again.problems) == (2, 0, ())
    assert take(ledger, KOREAN).entries == 0


def test_without_its_original_a_translation_is_not_kept(ledger: Ledger) -> None:
    """One line names what is to be read; once that is there, reading the translation again works."""
    early = take(ledger, english("1.ko.txt"))
    assert [(p.slug, p.where, p.severity) for p in early.problems] == [("original-not-read", "in/1.en.txt", "error")]
    assert "1.ko.txt" in early.problems[0].message
    assert not ledger.standing().documents
    take(ledger, KOREAN)
    assert take(ledger, english("1.ko.txt")).claims == 2


def test_a_translation_of_a_translation_is_refused(ledger: Ledger) -> None:
    """The text that was published is to be named, and nothing is kept of the second translation."""
    take(ledger, KOREAN, english("1.ko.txt"))
    second = english("1.en.txt", "The North shipped boxes.", "in/1.fr.txt")
    (problem,) = take(ledger, second).problems
    assert problem.slug == "original-not-read"
    assert "itself a translation" in problem.message
    assert second.id not in ledger.standing().documents


def test_a_new_translation_replaces_what_was_read_through_the_old_one(ledger: Ledger) -> None:
    """What nobody reviewed now quotes the new one; reading both again, in whatever order, adds nothing."""
    first, second = english("1.ko.txt"), english("1.ko.txt", "Seoul: North shipped 1,000 containers.", "in/2.en.txt")
    take(ledger, KOREAN, first)
    take(ledger, second)
    assert quoted(ledger) == {second.id}
    for again in ((first, second, KOREAN), (second, first), (first,)):
        assert take(ledger, *again).entries == 0
    assert quoted(ledger) == {second.id}


def test_under_another_method_all_is_read_through_its_translation_again(ledger: Ledger) -> None:
    """Reading the original alone is enough: the ledger knows the translation."""
    take(ledger, KOREAN, english("1.ko.txt"))
    assert take(ledger, KOREAN, method="rules/2").claims == 2
    assert quoted(ledger) == {english().id}


def test_withdrawing_a_translation_takes_back_what_nobody_reviewed(ledger: Ledger) -> None:
    """The accepted claim stays with the words that were accepted, the other goes; the original stays as it is."""
    take(ledger, KOREAN, english("1.ko.txt"))
    kept, gone = ledger.standing().claims.values()
    ledger.append([review(ledger.standing(), kept.id, "accepted", "A. Reader")])
    ledger.append(withdrawal(ledger.standing(), english().id, "a bad translation", "A. Reader"))
    assert list(ledger.standing().claims) == [kept.id]
    assert gone.id not in ledger.standing().claims
    assert list(ledger.standing().documents) == [KOREAN.id]
    assert quoted(ledger) == {english().id}
    assert ledger.check() == []


def test_a_withdrawn_translation_is_not_read_through_again(ledger: Ledger) -> None:
    """Neither with itself nor with its original; another translation is."""
    take(ledger, KOREAN, english("1.ko.txt"))
    ledger.append(withdrawal(ledger.standing(), english().id, "a bad translation", "A. Reader"))
    take(ledger, KOREAN, english("1.ko.txt"))
    assert not ledger.standing().claims
    better = english("1.ko.txt", "Seoul: North shipped 1,000 containers.", "in/2.en.txt")
    assert take(ledger, better).claims == 2


def test_withdrawing_other_documents_touches_no_other() -> None:
    """An original is withdrawn with its claims; a translation through which nothing was read last, alone."""
    kept = MemoryLedger(FixedClock())
    first, second = english("1.ko.txt"), english("1.ko.txt", "Seoul: North shipped 1,000 containers.", "in/2.en.txt")
    take(kept, KOREAN, first, second)
    assert withdrawal(kept.standing(), first.id, "old", "A") == (DocumentWithdrawn(first.id, "old", "A"),)
    assert withdrawal(kept.standing(), KOREAN.id, "a hoax", "A") == (DocumentWithdrawn(KOREAN.id, "a hoax", "A"),)


def test_what_a_translation_brought_goes_with_a_run_of_the_method_alone() -> None:
    """By the method's own name, with what is known of the original: so that it counts as read again by that."""
    kept = MemoryLedger(FixedClock())
    take(kept, KOREAN, english("1.ko.txt"))
    assert withdrawal(kept.standing(), english().id, "bad", "A") == (
        DocumentWithdrawn(english().id, "bad", "A"),
        MethodRun(KOREAN.id, "rules/1", KOREAN.published_on, "ko"),
    )


def test_words_that_a_translation_does_not_say_are_no_entry(ledger: Ledger) -> None:
    """A claim that misquotes a translation which the ledger holds is refused, as one that misquotes its document is."""
    take(ledger, KOREAN, english("1.ko.txt"))
    made = replace(containers(KOREAN, "llm/1"), translation=Translated(english().id, 0, 5, "Tokyo"))
    with pytest.raises(EvidenceError, match="does not say"):
        ledger.append(reading(KOREAN, (made,), "llm/1"))
    assert shells(KOREAN).id in ledger.standing().claims


def test_a_method_tells_through_which_translation_it_read() -> None:
    """None where it read the document itself, or where nothing has."""
    assert read_through(through("rules/1", english())) == english().id
    assert read_through("rules/1") is None
    assert read_through(None) is None
