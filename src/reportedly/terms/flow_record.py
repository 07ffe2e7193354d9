"""The answer on a flow as plain JSON values, under the names that the command line and the web promise."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from reportedly.terms.findings import Changes, Ranked
from reportedly.terms.flow import Figure, FlowAnswer, FlowSummary, Independence, Pace, Support, Total, Wording
from reportedly.terms.record import claim_record

Json = dict[str, Any]
_CHANGED = ("claims", "gone", "origins", "denials", "overtaken", "conflicts", "wording", "regimes")
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
            "until": _day(flow.until),
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
        "agreements": [{"claims": list(a.claims), "reason": a.reason} for a in answer.agreements],
        "denied": [_listed(asdict(d)) for d in answer.denied],
        "wording": [{**asdict(w), **_quotes(w, answer)} for w in answer.wording],
        "pace": [pace_record(pace) for pace in answer.pace],
        "projection": [{**_listed(asdict(p)), "by": _day(p.by)} for p in answer.projection],
        "converted": [{**_listed(asdict(c)), "said": _day(c.said)} for c in answer.converted],
        "exchange": [{**asdict(e), "other_side": list(e.other_side)} for e in answer.exchange],
        "exchange_ledger": [_listed(asdict(row)) for row in answer.ledger],
        "regimes": [_listed(asdict(finding)) for finding in answer.regimes],
        "undated": answer.undated,
        "reviewed": answer.reviewed,
        "claims": [claim_record(claim) for claim in answer.claims],
        "other_side": [claim_record(claim) for claim in answer.other_side],
    }


def ranked_record(ranked: Ranked) -> Json:
    """One supplier's place in one class and unit."""
    return {**_listed(asdict(ranked)), "decidable": ranked.decidable}


def changes_record(changes: Changes) -> Json:
    """What changed since a day, bands whole and all else by id, name or key."""
    totals = [
        {
            **{name: getattr(change, name) for name in ("item", "unit", "level", "counting")},
            "before": total_record(change.before) if change.before else None,
            "after": total_record(change.after) if change.after else None,
        }
        for change in changes.totals
    ]
    plain = {name: _plain(getattr(changes, name)) for name in _CHANGED}
    return {"since": _day(changes.since), "totals": totals, **plain}


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


def _quotes(wording: Wording, answer: FlowAnswer) -> Json:
    """Both quotes, null for a claim that is not among the answer's."""
    quotes = {claim.id: claim.evidence.quote for claim in answer.claims}
    return {"quote": quotes.get(wording.claim), "origin_quote": quotes.get(wording.origin_claim)}


def _listed(record: Json) -> Json:
    return {name: _plain(value) for name, value in record.items()}


def _plain(value: Any) -> Any:
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
