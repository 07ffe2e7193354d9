"""assess.regimes: which rows of which instruments a flow's claims fall within, by direction, class and day.

Nothing here is a finding of a breach: a row is engaged if the claims are accurate, and it says who would determine more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.assess.counted import as_of, counts
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.findings import RegimeFinding, RegimeStanding
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.tables import RegimeRow
from reportedly.terms.telling import nearness

NOT_COVERED = "not covered by the rows checked"
MAY_MEAN = 0.25
"""Share of the classes below a claim's class from which its words may well mean what a row bans."""
_ORDER: tuple[RegimeStanding, ...] = ("engaged", "disputed", "arguable", "would-engage", "not-covered")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one claim lies to one row: None where it does not concern it; in_force: whether on any of its days; wider: its
    words name a class that only may include what is banned; dated: whether its day is known.
    """

    in_force: bool
    wholly: bool
    wider: bool
    dated: bool


def regime_findings(claims: Iterable[Claim], rows: Iterable[RegimeRow], items: ItemTree) -> tuple[RegimeFinding, ...]:
    """Every row that some claims fall within, each answer apart, then what no row covers. Denials are passed over."""
    every = sorted(
        (c for c in claims if c.kind in FLOW_KINDS and c.modality != "denied" and c.item_classes), key=nearness
    )
    checked: dict[str, list[RegimeRow]] = defaultdict(list)
    for row in rows:
        checked[row.state].append(row)
    found: dict[tuple[RegimeStanding, str], list[Claim]] = defaultdict(list)
    partly: set[tuple[RegimeStanding, str]] = set()
    missed: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in every:
        covered, lapsed = False, []
        for row in (row for state in _states(claim) for row in checked.get(state, ())):
            fit = _fit(claim, row, items)
            if fit and fit.in_force:
                key = (_answer(claim, row, fit), row.regime)
                found[key].append(claim)
                partly |= set() if fit.wholly else {key}
                covered = True
            elif fit:
                lapsed.append(row.regime)
        if not covered:
            missed[tuple(lapsed)].append(claim)
    known = {row.regime: row for of_state in checked.values() for row in of_state}
    findings = [_finding(key, group, known[key[1]], key in partly) for key, group in found.items()]
    findings += [_gap(group, [known[r] for r in lapsed]) for lapsed, group in missed.items()]
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.answer), f.instrument, f.paragraph, f.regime or "")))


def _states(claim: Claim) -> list[str]:
    return sorted({state_of(code) for code in (*claim.actor, *claim.recipient)})


def _fit(claim: Claim, row: RegimeRow, items: ItemTree) -> _Fit | None:
    if not _is_this_way(claim, row):
        return None
    named = [c for c in claim.item_classes if not any(items.within(c, out) for out in row.excluded)]
    below = any(items.within(c, banned) for c in named for banned in row.classes)
    wider = not below and any(_may_mean(c, row, items) for c in named)
    if not below and not wider:
        return None
    first, last = _days(claim)
    if first is None or last is None:
        return _Fit(True, False, not below, False)
    overlaps = first <= (row.end or date.max) and last >= row.start
    return _Fit(overlaps, row.start <= first and last <= (row.end or date.max), not below, True)


def _may_mean(wide: str, row: RegimeRow, items: ItemTree) -> bool:
    """Whether a word for a wider class may well mean what the row bans: a quarter of the classes below it. "Military
    equipment" may be arms; that it is satellites nobody would read into it.
    """
    below = [item for item in items.rows if items.within(item, wide)]
    banned = sum(
        any(items.within(item, each) for each in row.classes)
        and not any(items.within(item, out) for out in row.excluded)
        for item in below
    )
    return banned >= MAY_MEAN * len(below)


def _is_this_way(claim: Claim, row: RegimeRow) -> bool:
    gives = row.state in {state_of(a) for a in claim.actor}
    takes = row.state in {state_of(r) for r in claim.recipient}
    return (gives and row.direction != "to") or (takes and row.direction != "from")


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """The days that a claim covers; of an open start the last one only."""
    last = as_of(claim)
    first = claim.happened.start if claim.happened else None
    return (last if first is None or (last and first > last) else first), last


def _answer(claim: Claim, row: RegimeRow, fit: _Fit) -> RegimeStanding:
    if not counts(claim):
        return "would-engage"
    if row.disputed_by:
        return "disputed"
    return "arguable" if fit.wider or not fit.dated else row.answer


def _finding(key: tuple[RegimeStanding, str], claims: Sequence[Claim], row: RegimeRow, partly: bool) -> RegimeFinding:
    answer = key[0]
    within = f"{row.paragraph} of {row.instrument}"
    lead = {
        "engaged": f"If accurate, falls within {within}",
        "disputed": f"If accurate, falls within {within}; {_dispute(row)}",
        "arguable": f"If accurate, may fall within {within}",
        "would-engage": f"If carried out as said, would fall within {within}",
    }[answer]
    if answer == "would-engage" and row.disputed_by:
        lead += f"; {_dispute(row)}"
    sentence = f"{lead}; determination is for {row.determined_by}."
    reasons = [row.bans]
    reasons += ["for the part of its period in which that was in force"] if partly else []
    if answer == "arguable" and row.answer == "engaged":
        reasons.append("the claims name a wider class, or no day")
    return RegimeFinding(
        answer,
        row.regime,
        row.instrument,
        row.paragraph,
        _ids(claims),
        sentence,
        "; ".join(reasons),
        row.source,
        row.doubt,
    )


def _dispute(row: RegimeRow) -> str:
    return f"disputed: {row.dispute or ' and '.join(row.disputed_by)}"


def _gap(claims: Sequence[Claim], lapsed: Sequence[RegimeRow]) -> RegimeFinding:
    """Claims that no row covers on their days, with those rows that do on others."""
    days = [day for claim in claims for day in _days(claim) if day]
    first, last = min(days, default=date.min), max(days, default=date.max)
    ended = [f"{r.paragraph} of {r.instrument} covered it until {r.end}" for r in lapsed if r.end and r.end < first]
    later = [
        f"{r.paragraph} of {r.instrument} covers it from {r.start}" + (f" ({_dispute(r)})" if r.disputed_by else "")
        for r in lapsed
        if r.start > last
    ]
    told = "; ".join(dict.fromkeys((*ended, *later)))
    between = f"its days fall {'between' if ended and later else 'outside'}: {told}" if told else "no row names this"
    sentence = f"{NOT_COVERED[0].upper()}{NOT_COVERED[1:]}" + (f"; {between}." if told else ".")
    return RegimeFinding("not-covered", None, "", "", _ids(claims), sentence, between)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.id for claim in claims))
