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
from reportedly.terms.telling import is_state
from reportedly.terms.watching import Alert, AlertClaim, Crossing, Evaluation, Indicator, State

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SEVERAL = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)+(?![\w-])")
"""A class or place of several words, as its code; one of a single word reads as a word already."""
_PARTY = re.compile(r"(?<![\w–-])[A-Z]{2}(?:-[A-Z]\w*)?(?![\w–-])")


def told_alerts(evaluations: Iterable[Evaluation], claims: Mapping[str, Claim], names: Names) -> tuple[Alert, ...]:
    """One alert for each line that was crossed, with the claims between the states, those that stand (id → claim)."""
    told = (in_names(each, claims, names) for each in evaluations)
    return tuple(_alert(each, crossing, claims, names) for each in told for crossing in each.crossings)


def in_names(evaluation: Evaluation, claims: Mapping[str, Claim], names: Names) -> Evaluation:
    """The same with days, parties and classes in its words as they are printed."""
    parties, own = _own_words(evaluation, claims, names)

    def told(words: str) -> str:
        words = _DAY.sub(lambda found: day(date.fromisoformat(found[0])), words)
        words = _SEVERAL.sub(lambda found: own.get(found[0], found[0]), words)
        return names.told(words, parties | _coded(words, names))

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
        closed=evaluation.closed,
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


def _own_words(evaluation: Evaluation, claims: Mapping[str, Claim], names: Names) -> tuple[set[str], dict[str, str]]:
    """Of the claims that an evaluation rests on: the codes of their parties; and their classes and places, code → words."""
    states = [state for state in (evaluation.before, evaluation.after) if state]
    rests_on = [*(state.claims for state in states), *(crossing.claims for crossing in evaluation.crossings)]
    idents = {ident for some in rests_on for ident in some}
    told, flow = [claims[ident] for ident in idents if ident in claims], evaluation.indicator.flow
    parties = {party for party in (flow.supplier, flow.recipient) if party}
    parties.update(p for c in told for p in (*c.actor, *c.recipient, *c.compared, *c.origins))
    words = {item: names.item(item) for c in told for item in c.item_classes}
    words |= {use.place: use.name for c in told for use in c.places if use.place}
    return parties, words


def _coded(words: str, names: Names) -> set[str]:
    """The codes of states and their bodies that some words hold."""
    return {code for code in _PARTY.findall(words) if is_state(code) and names.kind(code)}
