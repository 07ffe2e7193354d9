"""Whom claims name as they were read."""

from __future__ import annotations

from datetime import UTC, datetime

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.keep.as_read import names_read, parties_read
from reportedly.keep.batch import next_batch
from reportedly.keep.entry import Entry, PartiesMerged
from reportedly.keep.reviews import added, correction, review
from reportedly.keep.standing import Standing

DOCUMENT = report()
CLAIM = containers(DOCUMENT)
READ = reading(DOCUMENT, [CLAIM], "rules/1")
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def after(standing: Standing, *entries: Entry) -> Standing:
    return standing.after(next_batch(standing.last, entries, NOON))


def corrected(standing: Standing, **changes: str) -> Standing:
    return after(standing, correction(standing, CLAIM.id, changes, "Ada"))


def test_what_a_person_puts_in_was_not_read() -> None:
    """Nor is what the reading found forgotten where a person has put another name in its place, or accepted that since."""
    standing = corrected(after(Standing(), *READ), recipient="Zembla")
    standing = after(standing, review(standing, CLAIM.id, "accepted", "Ben"))
    assert standing.claim(CLAIM.id).recipient == ("Zembla",)
    assert set(names_read(standing)) == {"KP", "RU", "KR-NIS"}


def test_a_claim_that_no_later_reading_finds_keeps_the_fields_that_nobody_touched() -> None:
    """The corrected ones name nobody who was read."""
    standing = corrected(corrected(after(Standing(), *READ), recipient="Zembla"), actor="Belarusia")
    standing = after(standing, *reading(DOCUMENT, [shells(DOCUMENT, "rules/2", actor=("IR",))], "rules/2"))
    assert parties_read(standing, standing.claim(CLAIM.id)) == {"KR-NIS"}


def test_a_claim_that_a_person_added_was_not_read() -> None:
    """It names nobody, also once it was corrected."""
    standing = after(Standing(), *reading(DOCUMENT, [], "rules/1"))
    standing = corrected(after(standing, added(CLAIM, "Ada")), stage="delivered")
    assert list(names_read(standing)) == []


def test_merged_names_are_those_that_were_kept() -> None:
    """As claims that nobody has decided of bear them."""
    standing = after(corrected(after(Standing(), *READ), stage="delivered"), PartiesMerged("Zembla", "RU"))
    assert set(names_read(standing)) == {"KP", "Zembla", "KR-NIS"}
