"""assess.changes: what an answer on a flow holds that an earlier one on the same flow did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportedly.terms.findings import Changes, TotalChange
from reportedly.terms.flow import FlowAnswer, Total


def changes(before: FlowAnswer, after: FlowAnswer, since: date) -> Changes:
    """The difference of two answers. since: the day of the earlier one. An origin is new where no claim of its was counted
    before; a band has moved where its edges are others, whoever holds them.
    """
    known = {claim.id for claim in before.claims}
    standing = {claim.id for claim in after.claims}
    overtaken = {d.claim for d in before.denied if d.overtaken_by}
    return Changes(
        since=since,
        claims=tuple(c.id for c in after.claims if c.id not in known),
        gone=tuple(c.id for c in before.claims if c.id not in standing),
        origins=_new((o.origin for o in before.origins), (o.origin for o in after.origins)),
        totals=_moved(before.totals, after.totals),
        denials=tuple(d for d in after.denials if d not in before.denials),
        overtaken=tuple(d.claim for d in after.denied if d.overtaken_by and d.claim not in overtaken),
        conflicts=tuple(
            c.claims for c in after.conflicts if c.claims not in {conflict.claims for conflict in before.conflicts}
        ),
        wording=_new((w.claim for w in before.wording), (w.claim for w in after.wording)),
        regimes=_new(_engaged(before), _engaged(after)),
    )


def _engaged(answer: FlowAnswer) -> list[str]:
    return [f.regime for f in answer.regimes if f.regime and f.answer in ("engaged", "disputed", "arguable")]


def _new(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    known = set(before)
    return tuple(dict.fromkeys(name for name in after if name not in known))


def _moved(before: Iterable[Total], after: Iterable[Total]) -> tuple[TotalChange, ...]:
    earlier, later = ({_measure(t): t for t in totals if t.because} for totals in (before, after))
    keys = dict.fromkeys((*later, *earlier))
    pairs = [(key, earlier.get(key), later.get(key)) for key in keys]
    return tuple(TotalChange(*key, one, other) for key, one, other in pairs if _edges(one) != _edges(other))


def _measure(total: Total) -> tuple[str, str, int, str]:
    return (total.item, total.unit, total.level, total.counting)


def _edges(total: Total | None) -> tuple[object, ...]:
    return (total.low, total.high) if total else ()
