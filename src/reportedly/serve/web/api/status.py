"""/api/v1/status: what this is, and what it holds."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request

from reportedly.keep.query import ClaimQuery
from reportedly.serve.settings import VERSION
from reportedly.serve.web.api.models import Status
from reportedly.serve.web.api.openapi import UNCHANGED, errors
from reportedly.serve.web.api.roles import reads
from reportedly.serve.web.api.tags import batch_number, tagged_with_readings
from reportedly.serve.web.asking import bench, may_see, shown_name
from reportedly.world.ledgers.readings import readings

router = APIRouter(tags=["status"])


@router.get(
    "/status",
    response_model=Status,
    summary="What this is, and what it holds",
    dependencies=[reads, Depends(tagged_with_readings)],
    responses={**errors(), **UNCHANGED},
)
def status(request: Request) -> dict[str, Any]:
    """The version, the ledger with its last batch, how much it holds, and the latest readings."""
    stand, restricted = bench(request), may_see(request)
    batch = batch_number(stand)
    found = stand.catalogue.search(ClaimQuery(public_only=not restricted), 0, 0)
    _, documents = stand.catalogue.listed(0, 1, public_only=not restricted)
    read = [
        {
            "number": each.number,
            "at": each.at,
            "by": each.by,
            "what": each.what if restricted else "",
            "documents": each.documents,
            "claims": each.claims,
            "problems": len(each.problems),
        }
        for each in readings(stand.ledger, 20)
    ]
    counts = {"documents": documents, "claims": found.total, "checked": found.checked}
    return {"version": VERSION, "ledger": shown_name(request), "batch": batch, **counts, "readings": read}
