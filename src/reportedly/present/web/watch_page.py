"""What is watched, as lines of a page: sources, indicators, alerts, tripwires, messages on their way, screenings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from reportedly.present.alerts import one_line
from reportedly.present.names import Names
from reportedly.present.sentences import flow_words
from reportedly.present.web.claim_lines import claim_address
from reportedly.present.words import chain_words, day, instant, many, upper_first
from reportedly.terms.claim import Claim
from reportedly.terms.watching import Alert, Evaluation, State

KINDS = {
    "total-passes": "a total passes a line",
    "new-supplier": "a new supplier",
    "new-item": "a new class of item",
    "new-place": "a new place",
    "new-vessel": "a new vessel",
    "pace-grows": "a pace grows",
    "contradiction": "origins contradict each other",
    "denial-overtaken": "a denial is overtaken",
    "regime-engaged": "a rule is engaged",
    "stronger-wording": "a wording is stronger than its origin’s",
    "silence": "silence",
    "condition": "a condition, on which a claim depends",
}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator: what it measures, where it stands, and what became of it last."""

    name: str
    kind: str
    flow: str
    stands: str
    looked: str
    reason: str


@dataclass(frozen=True, slots=True)
class AlertedLine:
    """A claim that an alert rests on. href: in its document, None where it no longer stands."""

    sentence: str
    href: str | None
    quote: str
    where: str
    checked: str


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert with both states. seen: by whom and when, '' while nobody has."""

    id: str
    name: str
    flow: str
    at: str
    reason: str
    before: str
    now: str
    claims: tuple[AlertedLine, ...]
    checked: str
    seen: str
    note: str


@dataclass(frozen=True, slots=True)
class TripwireLine:
    """A conditional claim, and the rows of a watch.toml that watch it."""

    condition: str
    quote: str
    who: str
    published: str
    href: str
    rows: str


def indicator_line(evaluation: Evaluation, names: Names) -> IndicatorLine:
    """An indicator as it was last evaluated."""
    one = evaluation.indicator
    return IndicatorLine(
        one.name,
        KINDS[one.kind],
        flow_words(one.flow, names) if any((one.supplier, one.recipient, one.item)) else "",
        upper_first(evaluation.after.words),
        instant(evaluation.after.at),
        evaluation.reason,
    )


def alert_line(
    alert: Alert, known: Mapping[str, Claim], seen: tuple[str | None, datetime | None], note: str
) -> AlertLine:
    """An alert. known: its claims that still stand and may be seen, by id; seen: by whom and when."""
    by, at = seen
    lines = tuple(
        AlertedLine(
            claim.sentence,
            claim_address(known[claim.id]) if claim.id in known else None,
            claim.quote,
            f"{claim.publisher or 'publisher unknown'}, {day(claim.published_on)}",
            claim.reviewed or "not checked",
        )
        for claim in alert.claims
    )
    return AlertLine(
        alert.id,
        alert.name,
        alert.flow,
        instant(alert.at),
        alert.reason,
        _state(alert.before),
        _state(alert.after),
        lines,
        f"{alert.checked:,} of {many(len(alert.claims), 'claim')} checked by a person" if alert.claims else "",
        f"{by}, {instant(at)}" if by and at else "",
        note,
    )


def tripwire_lines(claims: Iterable[Claim], names: Names) -> tuple[TripwireLine, ...]:
    """Conditional claims that name their condition."""
    return tuple(
        TripwireLine(
            claim.condition,
            claim.evidence.quote,
            upper_first(chain_words(claim, names)),
            day(claim.published_on),
            claim_address(claim),
            f'[[indicator]]\nname = "if {toml_words(claim.condition)}"\nkind = "condition"\nclaim = "{claim.id}"',
        )
        for claim in claims
        if claim.condition
    )


def toml_words(words: str) -> str:
    """Words of a report as they stand between the quotation marks of a TOML string, on one line."""
    return one_line(words, 70).replace("\\", "\\\\").replace('"', '\\"')


def _state(state: State | None) -> str:
    return f"{instant(state.at)}: {state.words}" if state else ""
