"""Alerts and evaluations as plain JSON values and back, so that they are read again whole without the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from reportedly.terms.record import Json
from reportedly.terms.watching import Alert, AlertClaim, Crossing, Evaluation, Indicator, State


def alert_record(alert: Alert) -> Json:
    """All of an alert, keys in the order of its fields; instants and days as ISO 8601 strings."""
    return {
        **_flat(alert),
        "at": alert.at.isoformat(),
        "before": _state_record(alert.before),
        "after": state_record(alert.after),
        "claims": [_claim_record(claim) for claim in alert.claims],
        "channels": list(alert.channels),
    }


def alert_of(record: Mapping[str, Any]) -> Alert:
    """The alert of its record."""
    parts: Json = {
        "at": datetime.fromisoformat(record["at"]),
        "before": _state_of(record["before"]),
        "after": state_of(record["after"]),
        "claims": tuple(_claim_of(claim) for claim in record["claims"]),
        "channels": tuple(record["channels"]),
    }
    return Alert(**{**record, **parts})


def evaluation_record(evaluation: Evaluation) -> Json:
    """All of an evaluation, its indicator too."""
    return {
        "indicator": {**_flat(evaluation.indicator), "channels": list(evaluation.indicator.channels)},
        "before": _state_record(evaluation.before),
        "after": state_record(evaluation.after),
        "crossings": [{**_flat(crossing), "claims": list(crossing.claims)} for crossing in evaluation.crossings],
        "reason": evaluation.reason,
        "closed": evaluation.closed,
    }


def evaluation_of(record: Mapping[str, Any]) -> Evaluation:
    """The evaluation of its record."""
    indicator = record["indicator"]
    return Evaluation(
        Indicator(**{**indicator, "channels": tuple(indicator["channels"])}),
        _state_of(record["before"]),
        state_of(record["after"]),
        tuple(Crossing(**{**crossing, "claims": tuple(crossing["claims"])}) for crossing in record["crossings"]),
        record["reason"],
        record.get("closed", False),
    )


def state_record(state: State) -> Json:
    """What was measured, and when."""
    return {**_flat(state), "at": state.at.isoformat(), "held": list(state.held), "claims": list(state.claims)}


def state_of(record: Mapping[str, Any]) -> State:
    """The state of its record."""
    parts: Json = {name: tuple(record[name]) for name in ("held", "claims")}
    return State(**{**record, **parts, "at": datetime.fromisoformat(record["at"])})


def _state_record(state: State | None) -> Json | None:
    return state_record(state) if state else None


def _state_of(record: Mapping[str, Any] | None) -> State | None:
    return state_of(record) if record else None


def _claim_record(claim: AlertClaim) -> Json:
    return {**_flat(claim), "published_on": claim.published_on.isoformat() if claim.published_on else None}


def _claim_of(record: Mapping[str, Any]) -> AlertClaim:
    day = record["published_on"]
    return AlertClaim(**{**record, "published_on": date.fromisoformat(day) if day else None})


def _flat(value: Alert | AlertClaim | Crossing | Indicator | State) -> Json:
    """The fields of a value, as they are."""
    return {each.name: getattr(value, each.name) for each in fields(value)}
