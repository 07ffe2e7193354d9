"""The review queue: one claim at a time, with its sentence in context; accepted, rejected, edited or skipped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.keep.query import ClaimQuery
from reportedly.present.web.claim_card import claim_card, version_of
from reportedly.present.web.claim_lines import checked_words, shortened
from reportedly.present.web.document_page import around, head_of
from reportedly.present.web.drawing import address
from reportedly.present.words import upper_first
from reportedly.serve.web.asking import bench, drawn, may_see
from reportedly.serve.web.opening import doubted_of
from reportedly.serve.web.queue import edges, queue
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim

SKIPPED, RECENT = 60, 20
"""How many claims an address remembers that were skipped, and that were decided of."""
QUOTED = 80
"""Letters of the words of the claim that was decided last."""
router = APIRouter(include_in_schema=False)


@router.get("/queue")
def next_claim(
    request: Request,
    skip: Annotated[str, Query(max_length=SKIPPED * 24)] = "",
    last: Annotated[str, Query(max_length=RECENT * 24)] = "",
    at: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    """The next claim to check. skip: claims passed over; last: those decided of just now, the latest last; at: the one to
    show.
    """
    stand, restricted = bench(request), may_see(request)
    skipped = [ident for ident in skip.split(",") if ident][-SKIPPED:]
    recent = _decided(stand, last, restricted)
    counted = stand.catalogue.search(ClaimQuery(public_only=not restricted), 0, 1)
    refused = stand.catalogue.search(ClaimQuery(public_only=not restricted, verdict="rejected"), 0, 1).total
    waiting = queue(stand, restricted, len(skipped) + 2)
    wanted = _shown(stand, at, restricted)
    claim = wanted or next((each for each in waiting if each.id not in skipped), None)
    told: dict[str, Any] = {"checked": counted.checked + refused, "total": counted.total + refused}
    told |= {"skipped": skipped, "error": ""}
    decided = recent[-1] if recent else None
    before = [each.id for each in recent[:-1]]
    again = address("/queue", skip=",".join(skipped), at=decided.id if decided else None, last=",".join(before))
    told |= {"last": decided, "last_words": _last_words(decided), "again": again}
    told |= {"last_version": version_of(decided) if decided else ""}
    told |= {"doubted": _doubted(request, (decided, claim))}
    if claim is None:
        return drawn(request, "queue", card=None, **told)
    after = address("/queue", skip=",".join(skipped), last=",".join(_with(recent, claim)))
    document = stand.catalogue.documents([claim.document.id])[claim.document.id]
    return drawn(
        request,
        "queue",
        card=claim_card(claim, 0, document.text, stand.names),
        head=head_of(document, stand.names),
        segments=around(claim, document.text),
        edge=claim.id in edges(stand, restricted),
        edit=address(f"/documents/{document.id}", edit=claim.id, back=after),
        next=after,
        skip=address("/queue", skip=",".join([*skipped, claim.id][-SKIPPED:])),
        **told,
    )


def _decided(stand: Workbench, last: str, restricted: bool) -> list[Claim]:
    """Those of some claims that may be shown and are decided of still, in their order."""
    idents = list(dict.fromkeys(ident for ident in last.split(",") if ident))[-RECENT:]
    found = {claim.id: claim for claim in stand.catalogue.claims(idents)}
    shown = (found[ident] for ident in idents if ident in found)
    return [claim for claim in shown if claim.reviewed and (restricted or claim.handling == "public")]


def _with(recent: Iterable[Claim], claim: Claim) -> list[str]:
    """The ids of claims decided of once one more is."""
    return [*(each.id for each in recent if each.id != claim.id), claim.id][-RECENT:]


def _shown(stand: Workbench, ident: str, restricted: bool) -> Claim | None:
    found = stand.catalogue.claims([ident] if ident else [])
    return next((claim for claim in found if restricted or claim.handling == "public"), None)


def _doubted(request: Request, shown: Iterable[Claim | None]) -> dict[str, tuple[str, ...]]:
    """What is remarked on names in the documents of some claims, by claim."""
    idents = dict.fromkeys(claim.document.id for claim in shown if claim)
    histories = filter(None, map(bench(request).catalogue.history, idents))
    return {ident: lines for history in histories for ident, lines in doubted_of(request, history).items()}


def _last_words(claim: Claim | None) -> str:
    if claim is None:
        return ""
    return f"{upper_first(checked_words(claim))}: “{shortened(claim.evidence.quote, QUOTED)}”"
