"""Goods by supplier in a list that some study gives: "the report lists $90 million in arms from Oman". Who received them is
told there, or right before."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.find.assembly import Assembly
from reportedly.find.candidate import Candidate
from reportedly.find.context import Context
from reportedly.find.rows import kind_of, rows_of
from reportedly.find.who import NOBODY, Who
from reportedly.terms.claim import FLOW_KINDS, Claim


def listed(a: Assembly) -> Iterator[Claim]:
    """A claim for each counted good whose supplier the list names."""
    rows = [row for row in rows_of(a.c, a.reading.tree) if row.quantity and row.sort == "arms"]
    if a.barred(not rows, "no counted arms in the list"):
        return
    recipient = a.c.recipient or _told_right_before(a)
    recipient = recipient.without(a.c.actor.codes)
    if not a.c.actor.codes or not recipient.codes:
        a.lacks(a.c.actor, recipient)
        return
    for row in rows:
        yield a.claim(kind_of(row, a.c), a.c.actor, recipient, row)


def note_receiver(context: Context, c: Candidate) -> None:
    """Keeps who is said to receive or buy where nothing is claimed of it: "Chad has bought arms abroad"."""
    if c.frame.name == "receive" and c.recipient.codes:
        context.receivers.append((c.recipient.codes, c.trigger.sent.start))


def _told_right_before(a: Assembly) -> Who:
    """Who received, in this sentence or the one before it; nobody where two did."""
    start = a.c.trigger.sent.start
    before = a.c.trigger.doc[start - 1].sent.start if start else 0
    near = {codes for codes, sentence in a.context.receivers if sentence >= before}
    told = [t for t in a.context.told if t.kind in FLOW_KINDS and t.sort == "arms" and before <= t.sentence < start]
    near |= {t.recipient for t in told if t.recipient}
    return Who(next(iter(near)), carried=True) if len(near) == 1 else NOBODY
