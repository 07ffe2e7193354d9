"""What is watched: sources, indicators, alerts, tripwires, messages on their way; and the requests to one source."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from reportedly.keep.query import ClaimQuery
from reportedly.present.web.drawing import address
from reportedly.present.web.watch_page import AlertLine, alert_line, indicator_line, tripwire_lines
from reportedly.present.words import instant
from reportedly.serve.web.asking import ANALYST, bench, drawn, may_see, reviewer
from reportedly.serve.web.watched import visible, visible_alerts
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.screening import Match
from reportedly.world.watching import marks, outbox
from reportedly.world.watching.overview import fetches, health
from reportedly.world.watching.screenings import latest_screenings

ALERTS, TRIPWIRES, FETCHES, MATCHES = 30, 12, 100, 20
STUCK = ("in-doubt", "given-up", "waiting", "sending")
"""States of messages that a person may want to know of."""
router = APIRouter(include_in_schema=False)


@router.get("/watch")
def watch(request: Request, every: Annotated[bool, Query()] = False) -> HTMLResponse:
    """All that is watched. every: also the alerts that somebody has seen."""
    stand, restricted = bench(request), may_see(request)
    conditional = ClaimQuery(modality="conditional", public_only=not restricted)
    found = stand.catalogue.search(conditional, limit=TRIPWIRES)
    return drawn(
        request,
        "watch",
        sources=health(stand.ledger),
        indicators=[indicator_line(mark.evaluation, stand.names) for mark in visible(stand, restricted)],
        alerts=alert_lines(stand, restricted, open_only=not every),
        every=every,
        tripwires=tripwire_lines(found.claims, stand.names),
        more_tripwires=max(0, found.total - TRIPWIRES),
        messages=[d for d in outbox.in_state(stand.ledger) if d.state in STUCK] if restricted else [],
        counts=outbox.counts(stand.ledger),
        screenings=_screenings(stand, restricted),
        instant=instant,
        source_address=lambda name: address("/watch/source", name=name),
    )


@router.get("/watch/source")
def watched_source(request: Request, name: Annotated[str, Query(max_length=500)]) -> HTMLResponse:
    """The latest requests to one source."""
    stand = bench(request)
    return drawn(request, "watch_source", name=name, fetches=fetches(stand.ledger, name, FETCHES), instant=instant)


@router.post("/watch/alerts/{ident}/seen", dependencies=[ANALYST])
def seen(request: Request, ident: str, note: Annotated[str, Form(max_length=500)] = "") -> RedirectResponse:
    """Note that somebody has seen an alert."""
    stand = bench(request)
    known = marks.alert(stand.ledger, ident)
    if known is None or not visible_alerts(stand, [known], may_see(request)):
        raise HTTPException(404, f"no alert is called {ident!r}")
    marks.acknowledge(stand.ledger, ident, reviewer(request), stand.clock(), note)
    return RedirectResponse("/watch#alerts", 303)


def alert_lines(stand: Workbench, restricted: bool, open_only: bool) -> tuple[AlertLine, ...]:
    """The alerts, the latest first; those on restricted claims only for who may see them."""
    told = marks.told(stand.ledger, ALERTS * 4, open_only)
    seen = visible_alerts(stand, told, restricted)[:ALERTS]
    known = _known(stand, restricted, [claim.id for each in seen for claim in each.alert.claims])
    return tuple(
        alert_line(each.alert, known, (each.acknowledged_by, each.acknowledged_at), each.note) for each in seen
    )


def _known(stand: Workbench, restricted: bool, idents: list[str]) -> dict[str, Claim]:
    found = stand.catalogue.claims(list(dict.fromkeys(idents)))
    return {claim.id: claim for claim in found if restricted or claim.handling == "public"}


def _screenings(stand: Workbench, restricted: bool) -> list[tuple[str, str, tuple[Match, ...], int]]:
    """Of each list its name, when it was held against, and what is like an entry, for who may see the claims."""
    told = []
    for one in latest_screenings(stand.ledger):
        known = _known(stand, restricted, [claim for match in one.matches for claim in match.subject.claims])
        shown = [match for match in one.matches if any(claim in known for claim in match.subject.claims)]
        told.append((one.list, instant(one.at), tuple(shown[:MATCHES]), max(0, len(shown) - MATCHES)))
    return told
