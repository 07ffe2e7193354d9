"""Documents: their list, each with its text and claims, and what selected words of one may mean."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.keep.adding import bare
from reportedly.keep.fields import WORDED
from reportedly.present.web.document_page import Changing
from reportedly.present.web.facets import paging
from reportedly.serve.web.asking import bench, drawn, local_path, may_see
from reportedly.serve.web.naming import unknown_lines
from reportedly.serve.web.opening import document_drawn, opened
from reportedly.serve.web.proposing import Words, proposals
from reportedly.serve.web.seeing import mentions

PAGE = 50
MOST_PUBLISHERS = 300
router = APIRouter(include_in_schema=False)


@router.get("/documents")
def documents(
    request: Request,
    publisher: Annotated[str, Query(max_length=500)] = "",
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> HTMLResponse:
    """The documents of the ledger, the latest read first."""
    stand = bench(request)
    public = not may_see(request)
    rows, total = stand.catalogue.listed(start, PAGE, publisher.strip() or None, public_only=public)
    counts = {} if public else stand.catalogue.tally("publisher")
    known = sorted(counts, key=lambda key: -counts[key])[:MOST_PUBLISHERS]
    return drawn(
        request,
        "documents",
        rows=rows,
        total=total,
        publisher=publisher.strip(),
        strangers=unknown_lines(stand, {"publisher": publisher}, not public) if not total else (),
        publishers=sorted(name for (name,) in known if name),
        paging=paging("/documents", {"publisher": publisher.strip()}, start, PAGE, total),
    )


@router.get("/documents/{ident}")
def document(request: Request, ident: str, edit: str = "", back: str = "") -> HTMLResponse:
    """A document with its claims. edit: the claim whose fields are to be changed; back: where that leads, if not here."""
    changing = Changing(edit) if edit else None
    return document_drawn(request, opened(request, ident), changing, back=local_path(back, ""))


@router.get("/documents/{ident}/words")
def words(request: Request, ident: str, start: int, end: int, field: str) -> dict[str, Any]:
    """What the words at [start, end), in code points, may mean for a field."""
    found, stand = opened(request, ident), bench(request)
    span = bare(found.document.text, (start, end))
    if field not in WORDED or span is None:
        raise HTTPException(422, "no words stand there, or the field has none")
    chosen = Words(found.document.text, span, mentions(stand, found.document))
    made = proposals(chosen, field, stand.tables, stand.names)
    return {"start": span[0], "end": span[1], "words": chosen.quote, "proposals": [asdict(each) for each in made]}
