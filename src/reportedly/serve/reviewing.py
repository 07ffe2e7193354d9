"""`reportedly review`: a person accepts, rejects or corrects a claim."""

from __future__ import annotations

import getpass
from contextlib import closing

from reportedly.errors import UsageError
from reportedly.keep.corrections import assignments
from reportedly.keep.entry import ClaimReviewed
from reportedly.keep.reviews import correction, review
from reportedly.keep.standing import Standing
from reportedly.present.corrected import changes_words
from reportedly.present.names import Names
from reportedly.serve import wiring
from reportedly.serve.answering import note_strangers
from reportedly.serve.asking import coded, parties_in
from reportedly.serve.options import Place
from reportedly.serve.printing import plain, say
from reportedly.terms.items import ItemTree

ACCEPT, REJECT = "accept", "reject"


def review_claim(claim: str, decision: list[str], who: tuple[str | None, str], place: Place) -> None:
    """Keep the decision of a person (name, note) on a claim. Raises UnknownClaim, UsageError, LedgerError."""
    by, why = who[0] or login_name(), who[1]
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        standing = ledger.standing()
        entry = decided(standing, claim, decision, (by, why))
        batch = ledger.append([entry])
    if entry.verdict == "corrected":
        note_strangers(parties_in(assignments(decision)), wiring.tables(), standing)
    if batch is None:
        say(f"{entry.claim_id}: nothing new, {by} has decided so before")
        return
    changes = changes_words(entry.changes, Names.of(wiring.tables()))
    say(plain(f"{entry.claim_id} {entry.verdict} by {by}" + (f": {changes}" if changes else "")))


def decided(standing: Standing, claim: str, decision: list[str], who: tuple[str, str]) -> ClaimReviewed:
    """The entry of a decision as typed: `accept`, `reject`, or FIELD=VALUE assignments, parties and classes by any name."""
    by, note = who
    if decision == [ACCEPT]:
        return review(standing, claim, "accepted", by, note)
    if decision == [REJECT]:
        return review(standing, claim, "rejected", by, note)
    if ACCEPT in decision or REJECT in decision:
        raise UsageError("accept and reject stand alone: a correction accepts what it leaves")
    tables = wiring.tables()
    return correction(standing, claim, coded(assignments(decision), tables), by, note, ItemTree(tables.items))


def login_name() -> str:
    """The name under which the user is logged in. Raises UsageError where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as fault:
        raise UsageError("the system knows no login name: give --by NAME") from fault
