"""The answer on a flow as plain JSON values, under the names that the command line and the web promise."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from reportedly.terms.flow import Figure, FlowAnswer, FlowSummary, Independence, Pace, Support, Total
from reportedly.terms.record import claim_record

Json = dict[str, Any]
_STANDINGS: tuple[Independence, ...] = ("independent", "echo", "unknown")


def flow_record(answer: FlowAnswer) -> Json:
    """All of an answer, days as ISO 8601 strings, claims whole in `claims` and by id everywhere else."""
    flow = answer.flow
    return {
        "flow": {
            "supplier": flow.supplier,
            "recipient": flow.recipient,
            "item": flow.item,
            "published_by": _day(flow.published_by),
            "known_at": flow.known_at.isoformat() if flow.known_at else None,
        },
        "documents": answer.documents,
        "origins": {s: [_support(o) for o in answer.origins if o.independence == s] for s in _STANDINGS},
        "totals": [total_record(total) for total in answer.totals],
        "apart": [total_record(total) for total in answer.apart],
        "figures": [_figure(figure) for figure in answer.figures],
        "counted": list(answer.counted),
        "may_include": list(answer.may_include),
        "denials": list(answer.denials),
        "responses": list(answer.responses),
        "conditionals": list(answer.conditionals),
        "planned": list(answer.planned),
        "desired": list(answer.desired),
        "possible": list(answer.possible),
        "judgements": list(answer.judgements),
        "measures": list(answer.measures),
        "conflicts": [{"claims": list(c.claims), "reason": c.reason} for c in answer.conflicts],
        "wording": [asdict(w) for w in answer.wording],
        "pace": [pace_record(pace) for pace in answer.pace],
        "projection": [],
        "exchange": [{**asdict(e), "other_side": list(e.other_side)} for e in answer.exchange],
        "regimes": [],
        "undated": answer.undated,
        "reviewed": answer.reviewed,
        "claims": [claim_record(claim) for claim in answer.claims],
    }


def summary_record(summary: FlowSummary) -> Json:
    """One line of the overview."""
    return {
        "supplier": summary.supplier,
        "recipient": summary.recipient,
        "item": summary.item,
        "claims": summary.claims,
        "documents": summary.documents,
        "origins": {"independent": summary.independent, "echo": summary.echo, "unknown": summary.unknown},
        "total": total_record(summary.best) if summary.best else None,
        "first": _day(summary.first),
        "last": _day(summary.last),
        "pace": pace_record(summary.pace) if summary.pace else None,
    }


def total_record(total: Total) -> Json:
    """One band."""
    lists = {name: list(getattr(total, name)) for name in ("because", "why", "holds")}
    return {**asdict(total), **lists, "as_of": _day(total.as_of)}


def pace_record(pace: Pace) -> Json:
    """One pace; low and high null where it cannot be computed, with the reason."""
    return {**asdict(pace), "start": _day(pace.start), "end": _day(pace.end), "because": list(pace.because)}


def _support(support: Support) -> Json:
    return {
        "origin": support.origin,
        "state": support.state,
        "claims": list(support.claims),
        "reason": support.reason,
    }


def _figure(figure: Figure) -> Json:
    lists = {name: list(getattr(figure, name)) for name in ("states", "claims", "places")}
    return {**asdict(figure), **lists, "start": _day(figure.start), "as_of": _day(figure.as_of)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
