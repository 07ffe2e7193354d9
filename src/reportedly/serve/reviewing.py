"""`reportedly review`: a person accepts, rejects or corrects a claim, or takes the latest decision back."""

from __future__ import annotations

import getpass
from contextlib import closing

from reportedly.errors import UsageError
from reportedly.keep.as_read import names_read
from reportedly.keep.corrections import assignments
from reportedly.keep.entry import ClaimReviewed, ReviewUndone
from reportedly.keep.reviews import correction, review, undoing
from reportedly.keep.standing import Standing
from reportedly.present.corrected import changes_words
from reportedly.present.names import Names
from reportedly.serve import wiring
from reportedly.serve.asking import but_for, coded, names_of, parties_in, party, strangers
from reportedly.serve.options import Place, Rows
from reportedly.serve.printing import note, plain, say
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables

ACCEPT, REJECT, UNDO = "accept", "reject", "undo"


def review_claim(claim: str, decision: list[str], who: tuple[str | None, str], place: Place, own: Rows) -> None:
    """Keep the decision of a person (name, note) on a claim. Raises UnknownClaim, UsageError, LedgerError."""
    by, note = who[0] or login_name(), who[1]
    tables = wiring.tables(own.files)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        standing = ledger.standing()
        entry = decided(standing, claim, decision, (by, note), tables)
        batch = ledger.append([entry])
        now = ledger.standing()
    if isinstance(entry, ReviewUndone):
        held = _what_holds(now, standing.claim(entry.claim_id))
        say(plain(f"{entry.claim_id} latest decision taken back by {by}: {held}"))
        return
    if entry.verdict == "corrected":
        _note_unread([name for _, name in parties_in(assignments(decision))], tables, standing)
    if batch is None:
        say(f"{entry.claim_id}: nothing new, {by} has decided so before")
        return
    changes = changes_words(entry.changes, Names.of(tables))
    say(plain(f"{entry.claim_id} {entry.verdict} by {by}" + (f": {changes}" if changes else "")))


def decided(
    standing: Standing, claim: str, decision: list[str], who: tuple[str, str], tables: Tables
) -> ClaimReviewed | ReviewUndone:
    """The entry of a decision as typed: `accept`, `reject`, `undo`, or FIELD=VALUE assignments, parties and classes by any
    name.
    """
    by, note = who
    if decision == [ACCEPT]:
        return review(standing, claim, "accepted", by, note)
    if decision == [REJECT]:
        return review(standing, claim, "rejected", by, note)
    if decision == [UNDO]:
        if note:
            raise UsageError("undo takes no note: what it takes back keeps its own")
        return undoing(standing, claim, by)
    if {ACCEPT, REJECT, UNDO} & set(decision):
        raise UsageError("accept, reject and undo stand alone: a correction accepts what it leaves")
    return correction(standing, claim, coded(assignments(decision), tables), by, note, ItemTree(tables.items))


def _note_unread(given: list[str], tables: Tables, standing: Standing) -> None:
    """A line on standard error for each party given that neither the tables nor a reading knows: one that only people have
    put into claims may be the same slip again.
    """
    put_in = {party(name, tables) for name in given} - set(names_read(standing))
    for line in strangers(given, tables, but_for(names_of(standing.claims.values()), put_in)):
        note(plain(line))


def _what_holds(standing: Standing, before: Claim) -> str:
    """What there is of a claim once a decision was taken back. before: the claim as that decision left it."""
    claim = (standing.claims | standing.rejected).get(before.id)
    if claim is None:
        added = before.reviewed is not None and before.reviewed.verdict == "added"
        return f"it was {'added by hand' if added else 'not found when its document was last read'} and is no more"
    if claim.reviewed is None:
        return "it stands as it was read"
    return f"{claim.reviewed.verdict} by {claim.reviewed.by} holds again"


def login_name() -> str:
    """The name under which the user is logged in. Raises UsageError where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as fault:
        raise UsageError("the system knows no login name: give --by NAME") from fault
