"""Sources and origins: what each has said, how often it was an echo, and its grade."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from reportedly.keep.query import ClaimQuery
from reportedly.present.web.claim_lines import ClaimLine, claim_line, claim_lines
from reportedly.present.web.drawing import address
from reportedly.present.web.facets import paging
from reportedly.present.web.source_pages import GRADES, SourceLine, source_href, source_lines
from reportedly.serve.web.asking import ANALYST, bench, drawn, may_see, reviewer
from reportedly.serve.web.assessed import LOOKED_AT
from reportedly.serve.web.deciding import grade as keep_grade
from reportedly.serve.web.workbench import Workbench

PAGE, LATEST, ECHOES = 100, 20, 20
router = APIRouter(include_in_schema=False)


@router.get("/sources")
def sources(request: Request, start: Annotated[int, Query(ge=0)] = 0) -> HTMLResponse:
    """Everyone who publishes or is an origin."""
    stand = bench(request)
    lines = lines_of(stand, may_see(request))
    return drawn(
        request,
        "sources",
        lines=lines[start : start + PAGE],
        paging=paging("/sources", {}, start, PAGE, len(lines)),
        partly=sum(pair.claims for pair in stand.assessed.pairs(may_see(request))) > LOOKED_AT,
    )


@router.get("/sources/{code:path}")
def source(request: Request, code: str) -> HTMLResponse:
    """One of them, with what it said last."""
    stand, restricted = bench(request), may_see(request)
    line = next((each for each in lines_of(stand, restricted) if each.code == code), None)
    if line is None:
        raise HTTPException(404, f"nobody called {code!r} has published or said anything here")
    given = stand.ledger.standing().grades.get(code)
    return drawn(
        request,
        "source",
        line=line,
        grades=GRADES,
        words=dict(GRADES).get(line.grade or "", ""),
        by=given.by if given else "",
        echoes=_echoes(stand, code, restricted),
        lists=_lists(stand, code, restricted),
    )


@router.post("/sources/{code:path}/grade", dependencies=[ANALYST])
def grade(
    request: Request,
    code: str,
    grade: Annotated[Literal["A", "B", "C", "D", "E", "F", ""], Form()] = "",
    note: Annotated[str, Form(max_length=500)] = "",
) -> RedirectResponse:
    """Keep a grade."""
    keep_grade(bench(request), code, grade or None, reviewer(request), note)
    return RedirectResponse(source_href(code), 303)


def lines_of(stand: Workbench, restricted: bool) -> tuple[SourceLine, ...]:
    """Every source and origin, with its counts and grade; of restricted claims only for those who may see them."""
    echoes, claims = stand.assessed.echoes(restricted)
    public = not restricted
    looked = Counter(claim.document.publisher or "" for claim in claims)
    repeated = Counter(claim.document.publisher or "" for claim in claims if claim.id in echoes)
    return source_lines(
        {key[0]: count for key, count in stand.catalogue.tally("publisher", public_only=public).items()},
        {key[0]: count for key, count in stand.catalogue.tally("origins", public_only=public).items()},
        {name: (repeated[name], looked[name]) for name in looked},
        {name: (one.grade or "", one.note) for name, one in stand.ledger.standing().grades.items()},
        stand.names,
    )


def _echoes(stand: Workbench, code: str, restricted: bool) -> tuple[tuple[ClaimLine, str], ...]:
    echoes, claims = stand.assessed.echoes(restricted)
    own = [claim for claim in claims if claim.document.publisher == code and claim.id in echoes]
    return tuple((claim_line(claim, stand.names), echoes[claim.id].reason) for claim in own[:ECHOES])


def _lists(stand: Workbench, code: str, restricted: bool) -> tuple[tuple[str, tuple[ClaimLine, ...], str], ...]:
    public = not restricted
    queries = (
        ("What it said, as origin", ClaimQuery(origin=code, public_only=public), address("/claims", origin=code)),
        ("What it published", ClaimQuery(publisher=code, public_only=public), address("/claims", publisher=code)),
    )
    return tuple(
        (heading, claim_lines(stand.catalogue.search(query, limit=LATEST).claims, stand.names), href)
        for heading, query, href in queries
    )
