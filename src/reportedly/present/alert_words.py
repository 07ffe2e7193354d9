"""Alerts in words: what crossed a line, on which claims, with codes as names. An alert is read without the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence, flow_words
from reportedly.present.words import day
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow
from reportedly.terms.party import state_of
from reportedly.terms.telling import is_state
from reportedly.terms.watching import Alert, AlertClaim, Crossing, Evaluation, Indicator, State

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_CLASS = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])")
"""A class of several words, as its code; one of a single word reads as a word already."""


def told_alerts(evaluations: Iterable[Evaluation], claims: Mapping[str, Claim], names: Names) -> tuple[Alert, ...]:
    """One alert for each line that was crossed, with the claims between the states, those that stand (id → claim)."""
    told = (in_names(each, claims, names) for each in evaluations)
    return tuple(_alert(each, crossing, claims, names) for each in told for crossing in each.crossings)


def in_names(evaluation: Evaluation, claims: Mapping[str, Claim], names: Names) -> Evaluation:
    """The same with days, parties and classes in its words as they are printed."""
    codes, classes = _codes(evaluation, claims)

    def told(words: str) -> str:
        words = _DAY.sub(lambda found: day(date.fromisoformat(found[0])), words)
        return _CLASS.sub(lambda c: names.item(c[0]) if c[0] in classes else c[0], names.told(words, codes))

    def state(one: State) -> State:
        return replace(one, words=told(one.words))

    return replace(
        evaluation,
        before=evaluation.before and state(evaluation.before),
        after=state(evaluation.after),
        crossings=tuple(replace(crossing, reason=told(crossing.reason)) for crossing in evaluation.crossings),
        reason=told(evaluation.reason),
    )


def _alert(evaluation: Evaluation, crossing: Crossing, claims: Mapping[str, Claim], names: Names) -> Alert:
    indicator = evaluation.indicator
    return Alert(
        indicator=indicator.id,
        name=indicator.name,
        kind=indicator.kind,
        flow=_flow(indicator, claims, names),
        key=crossing.key,
        at=evaluation.after.at,
        reason=crossing.reason,
        before=evaluation.before,
        after=evaluation.after,
        claims=tuple(_alert_claim(claims[ident], names) for ident in crossing.claims if ident in claims),
        channels=indicator.channels,
    )


def _alert_claim(claim: Claim, names: Names) -> AlertClaim:
    return AlertClaim(
        id=claim.id,
        sentence=claim_sentence(claim, names),
        quote=claim.evidence.quote,
        publisher=claim.document.publisher,
        published_on=claim.published_on,
        url=claim.document.url,
        modality=claim.modality,
        reviewed=claim.reviewed.verdict if claim.reviewed else None,
        handling=claim.handling,
    )


def _flow(indicator: Indicator, claims: Mapping[str, Claim], names: Names) -> str:
    """The indicator's flow in words; of a condition that of the claim which names it."""
    claim = claims.get(indicator.claim or "")
    if claim is None:
        return flow_words(indicator.flow, names)
    supplier, recipient, item = (next(iter(side), None) for side in (claim.actor, claim.recipient, claim.item_classes))
    return flow_words(Flow(supplier, recipient, item), names)


def _codes(evaluation: Evaluation, claims: Mapping[str, Claim]) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of all parties, and the classes, that the words of an evaluation may name."""
    states = [state for state in (evaluation.before, evaluation.after) if state]
    idents = {ident for state in states for ident in state.claims}
    idents.update(ident for crossing in evaluation.crossings for ident in crossing.claims)
    told, flow = [claims[ident] for ident in idents if ident in claims], evaluation.indicator.flow
    parties = {party for party in (flow.supplier, flow.recipient) if party}
    parties.update(p for c in told for p in (*c.actor, *c.recipient, *c.compared, *c.origins))
    parties.update(held for state in states for held in state.held if is_state(held))
    classes = {item for c in told for item in c.item_classes} | ({flow.item} if flow.item else set())
    return frozenset(code for party in parties for code in (party, state_of(party))), frozenset(classes)
