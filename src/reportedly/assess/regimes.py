"""assess.regimes: which rows of which instruments a flow's claims fall within, by direction, class and day.

Nothing here is a finding of a breach: a row is engaged if the claims are accurate, and it says who would determine more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from reportedly.assess.counted import as_of, counts
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.findings import RegimeFinding, RegimeStanding
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.tables import RegimeRow
from reportedly.terms.telling import nearness

NOT_COVERED: Literal["not covered by the rows checked"] = "not covered by the rows checked"
MAY_MEAN = 0.25
"""Share of the classes below a claim's class from which its words may well mean what a row bans."""
_Key = tuple[RegimeStanding, str, str]
"""Standing, row, and why it only may fall within it."""
_ORDER: tuple[RegimeStanding, ...] = ("engaged", "disputed", "arguable", "would-engage", NOT_COVERED)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How one claim lies to one row that concerns it. in_force: on any of its days; wholly: on all of them; wider: its words
    name a class that only may include what is banned; dated: its day is known.
    """

    in_force: bool
    wholly: bool
    wider: bool
    dated: bool


def regime_findings(claims: Iterable[Claim], rows: Iterable[RegimeRow], items: ItemTree) -> tuple[RegimeFinding, ...]:
    """Every row that some claims fall within, each answer apart, then what no row covers. Denials are passed over."""
    every = sorted((c for c in claims if c.kind in FLOW_KINDS and c.item_classes and _moves(c)), key=nearness)
    checked: dict[str, list[RegimeRow]] = defaultdict(list)
    for row in rows:
        checked[row.state].append(row)
    found: dict[_Key, list[Claim]] = defaultdict(list)
    partly: set[_Key] = set()
    missed: dict[tuple[tuple[str, bool], ...], list[Claim]] = defaultdict(list)
    for claim in every:
        covered, lapsed = False, []
        for row in (row for state in _states(claim) for row in checked.get(state, ())):
            fit = _fit(claim, row, items)
            if fit and fit.in_force:
                key = (_answer(claim, row, fit), row.regime, _why_open(row, fit))
                found[key].append(claim)
                partly |= set() if fit.wholly or not fit.dated else {key}
                covered = True
            elif fit:
                lapsed.append((row.regime, row.end is not None and (_days(claim)[0] or date.min) > row.end))
        if not covered:
            missed[tuple(lapsed)].append(claim)
    known = {row.regime: row for of_state in checked.values() for row in of_state}
    findings = [_finding(key, group, known[key[1]], key in partly) for key, group in found.items()]
    findings += [_gap(group, [known[r] for r, _ in lapsed]) for lapsed, group in missed.items()]
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.answer), f.instrument, f.paragraph, f.regime or "")))


def _moves(claim: Claim) -> bool:
    """Whether it says that something goes this way, or is to: no denial, and nothing that came back."""
    return claim.modality != "denied" and claim.stage != "returned"


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


@lru_cache(maxsize=4096)
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
    if row.disputed_by and fit.dated:
        return "disputed"
    return "arguable" if fit.wider or not fit.dated else row.answer


def _why_open(row: RegimeRow, fit: _Fit) -> str:
    """Why it only may fall within the row; '' where it does."""
    if not fit.dated:
        return "its day is not known"
    if fit.wider:
        return "the claims name a wider class"
    return "its words need reading for this" if row.answer == "arguable" else ""


def _finding(key: _Key, claims: Sequence[Claim], row: RegimeRow, partly: bool) -> RegimeFinding:
    answer, _, open_ = key
    within = f"{row.paragraph} of {row.instrument}"
    if answer == "would-engage":
        lead = f"If carried out as said, {'might' if open_ else 'would'} fall within {within}"
    else:
        lead = f"If accurate, {'may fall' if open_ else 'falls'} within {within}"
    lead += f"; {_dispute(row)}" if row.disputed_by else ""
    reasons = [row.bans, open_, "for the part of its period in which that was in force" if partly else ""]
    return RegimeFinding(
        answer=answer,
        regime=row.regime,
        instrument=row.instrument,
        paragraph=row.paragraph,
        claims=_ids(claims),
        sentence=f"{lead}; determination is for {row.determined_by}.",
        reason="; ".join(filter(None, reasons)),
        source=row.source,
        doubt=row.doubt,
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
    return RegimeFinding(NOT_COVERED, None, "", "", _ids(claims), sentence, between)


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.id for claim in claims))
