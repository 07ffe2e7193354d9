"""What became of the indicators between two moments, and the alerts of it; conditional claims as tripwires. Like `pipeline`
it joins stages and is pure: it stands beside it so that the story there stays on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reportedly.keep.public import closed_ids, public_part
from reportedly.keep.standing import Standing
from reportedly.pipeline import answers
from reportedly.present.alert_words import told_alerts
from reportedly.present.names import Names
from reportedly.present.words import chain_words, upper_first
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span
from reportedly.terms.flow import Flow, FlowAnswer
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables
from reportedly.terms.watching import (
    Alert,
    Candidate,
    Evaluation,
    Indicator,
    Mark,
    State,
    Tripwire,
)
from reportedly.watch.indicators import evaluated, evaluated_condition
from reportedly.watch.tripwires import candidates

if TYPE_CHECKING:
    from reportedly.find.seen import Seen

Seeing = Callable[[Document], "Seen | None"]
"""All mentions of a document; None of one that is not looked through."""
StandingAt = Callable[[datetime | None], Standing]

_TICK = timedelta(microseconds=1)


def tripwires(standing: Standing, seen: Seeing, tables: Tables) -> tuple[Tripwire, ...]:
    """The conditional claims that name their condition, as something to watch for, in the order of the ledger."""
    names, known = Names.of(tables), _once(seen)
    conditional = (c for c in standing.claims.values() if c.modality == "conditional" and c.condition)
    return tuple(tripwire(claim, standing.documents.get(claim.document.id), known, names) for claim in conditional)


def tripwire(claim: Claim, document: Document | None, seen: Seeing, names: Names) -> Tripwire:
    """One conditional claim as a tripwire. Where its condition names no party, or nobody has looked, it is on the claim's
    own sides.
    """
    condition = claim.condition or ""
    span = condition_span(claim, document.text) if document and not claim.from_sheet else None
    there = seen(document) if document and span else None
    parties = _parties(there, span, document.text) if there and span and document else []
    items = [m.item for m in there.items if _within((m.start, m.end), span)] if there else []
    return Tripwire(
        claim=claim.id,
        condition=condition,
        consequence=_consequence(claim, span),
        speaker=upper_first(chain_words(claim, names)),
        origins=claim.origins,
        hedges=tuple(hedge.text for hedge in claim.hedges),
        parties=tuple(dict.fromkeys(parties or (*claim.actor, *claim.recipient))),
        items=tuple(dict.fromkeys(items)),
        published_on=claim.published_on,
        document=claim.document.id,
    )


def _parties(seen: Seen, span: Span, text: str) -> list[str]:
    """Whom the words of a condition name, but for who says it ("…, the ministry said" may stand within) and for what is
    half a word: "military-related" names no ministry.
    """
    tellers = [a.source for a in seen.attributions if a.source and any(start < span[0] for start, _ in a.content)]
    named = [m for m in seen.parties if m.code and _within((m.start, m.end), span) and text[m.end : m.end + 1] != "-"]
    return [m.code for m in named if m.code and not any(_within((m.start, m.end), teller) for teller in tellers)]


def condition_span(claim: Claim, text: str) -> Span | None:
    """Where the condition stands in the document's text: where it was read, unless a person has given other words; else
    where the evidence holds it; None where neither.
    """
    condition = claim.condition or ""
    if spans := claim.fields.get("condition"):
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if condition in text[start:end] or text[start:end] in condition:
            return start, end
    at = claim.evidence.quote.find(condition) if condition else -1
    return None if at < 0 else (claim.evidence.start + at, claim.evidence.start + at + len(condition))


def _consequence(claim: Claim, span: Span | None) -> str:
    """The evidence with a gap where the condition stands, "if" and "unless" left as they are."""
    quote, start, end = claim.evidence.quote, claim.evidence.start, claim.evidence.end
    if span is None or span[1] <= start or span[0] >= end:
        return quote
    before, after = quote[: max(span[0] - start, 0)].strip(), quote[span[1] - start :].strip()
    rest = "" if after == "." else after
    gap = " " if rest[:1].isalnum() else ""
    return f"{before} …{gap}{rest}".strip()


def _within(inner: Span, outer: Span | None) -> bool:
    return outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _once(seen: Seeing) -> Seeing:
    """The same, each document looked through once."""
    known: dict[str, Seen | None] = {}

    def again(document: Document) -> Seen | None:
        if document.id not in known:
            known[document.id] = seen(document)
        return known[document.id]

    return again


@dataclass
class _Moment:
    """What stood at a moment. answered: each flow asked, once."""

    standing: Standing
    tables: Tables
    answered: dict[Flow, FlowAnswer] = field(default_factory=dict)

    def ask(self, flows: Iterable[Flow]) -> None:
        new = [flow for flow in dict.fromkeys(flows) if flow not in self.answered]
        self.answered |= dict(zip(new, answers(self.standing, new, self.tables), strict=True)) if new else {}


def evaluations(
    indicators: Sequence[Indicator],
    marks: Mapping[str, Mark],
    standing_at: StandingAt,
    now: datetime,
    tables: Tables,
    seen: Seeing,
) -> tuple[Evaluation, ...]:
    """What became of each indicator from its mark until now; in their order. One without a mark only notes where things
    stand. standing_at: what stood as known at an instant, None for now. Where anything is restricted all is evaluated
    without it too: an indicator of which something then reads otherwise is closed.
    """
    once, stood = _once(seen), cache(standing_at)
    found = _Judge(stood, now, tables, once).evaluations(indicators, marks)
    closed = closed_ids(stood(None))
    if not closed:
        return found
    open_to_all = _Judge(lambda at: public_part(stood(at), closed), now, tables, once).evaluations(indicators, marks)
    return tuple(replace(one, closed=one != other) for one, other in zip(found, open_to_all, strict=True))


class _Judge:
    """Every flow is answered once a moment, and indicators with one mark share what stood then."""

    def __init__(self, standing_at: StandingAt, now: datetime, tables: Tables, seen: Seeing) -> None:
        self.now, self.tables, self.seen = now, tables, seen
        self.names, self.items = Names.of(tables), ItemTree(tables.items)
        self._standing_at = standing_at
        self._after = _Moment(standing_at(None), tables)
        self._before: dict[int, _Moment] = {}

    def evaluations(self, indicators: Sequence[Indicator], marks: Mapping[str, Mark]) -> tuple[Evaluation, ...]:
        """All of them; the flows of one moment are asked for together."""
        flows: dict[int, tuple[_Moment, list[Flow]]] = {id(self._after): (self._after, [])}
        for each in (i for i in indicators if i.kind != "condition"):
            for moment in filter(None, (self._after, self._moment(marks.get(each.id)))):
                flows.setdefault(id(moment), (moment, []))[1].append(each.flow)
        for moment, asked in flows.values():
            moment.ask(asked)
        return tuple(self._evaluation(each, marks.get(each.id)) for each in indicators)

    def _evaluation(self, indicator: Indicator, mark: Mark | None) -> Evaluation:
        before = self._moment(mark)
        if indicator.kind == "condition":
            return self._of_condition(indicator, mark, before)
        earlier = (before.answered[indicator.flow], mark.at) if before and mark else None
        return evaluated(indicator, earlier, (self._after.answered[indicator.flow], self.now))

    def _of_condition(self, indicator: Indicator, mark: Mark | None, before: _Moment | None) -> Evaluation:
        claim = self._after.standing.claims.get(indicator.claim or "")
        was = mark.evaluation.after if mark else None
        why_not = _unwatchable(claim)
        if claim is None or why_not:
            return self._unwatched(indicator, was, why_not)
        wire = tripwire(claim, self._after.standing.documents.get(claim.document.id), self.seen, self.names)
        if not wire.parties:
            return self._unwatched(indicator, was, "neither it nor its condition names a party that is known here")
        then = self._candidates(wire, before) if before else None
        after = self._candidates(wire, self._after)
        return evaluated_condition(indicator, then, after, mark.at if mark else None, self.now)

    def _unwatched(self, indicator: Indicator, was: State | None, why: str) -> Evaluation:
        reason = f"The conditional claim {indicator.claim} cannot be watched: {why}."
        return Evaluation(indicator, was, State(self.now, "the claim cannot be watched"), (), reason)

    def _candidates(self, wire: Tripwire, moment: _Moment) -> tuple[Candidate, ...]:
        """Those of a moment; of a condition that names a class the strong ones, or whatever its party does would fire."""
        found = candidates(wire, moment.standing.claims.values(), self.items)
        return tuple(one for one in found if one.strong) if wire.items else found

    def _moment(self, mark: Mark | None) -> _Moment | None:
        """What stood at a mark: never more than its batches, even where a clock has gone back since."""
        if mark is None:
            return None
        if _number(self._after.standing) <= mark.batch:
            return self._after
        if mark.batch not in self._before:
            standing = self._standing_at(mark.at)
            while standing.last and standing.last.number > mark.batch:
                standing = self._standing_at(standing.last.recorded_at - _TICK)
            self._before[mark.batch] = _Moment(standing, self.tables)
        return self._before[mark.batch]


def _unwatchable(claim: Claim | None) -> str:
    """Why a claim is nothing to watch for; '' where it is."""
    if claim is None:
        return "no such claim stands"
    if claim.modality != "conditional" or not claim.condition:
        return "it is on no condition"
    return "" if claim.published_on else "its document bears no date, so that no claim is known to be later"


def _number(standing: Standing) -> int:
    return standing.last.number if standing.last else 0


def alerts(evaluated: Iterable[Evaluation], standing: Standing, names: Names) -> tuple[Alert, ...]:
    """One alert for each line that was crossed, whole: it is read without the ledger."""
    return told_alerts(evaluated, standing.claims, names)
