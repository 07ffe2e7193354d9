"""The claims page: facets, full text search, downloads, and accepting many at once."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import UnknownClaim
from reportedly.present.lines import claim_csv
from reportedly.present.web.claim_lines import claim_lines
from reportedly.present.web.drawing import address
from reportedly.present.web.facets import facet_list, paging
from reportedly.serve.web.asking import ANALYST, bench, drawn, local_path, may_see, reviewer
from reportedly.serve.web.deciding import decide
from reportedly.serve.web.downloads import workbook_of
from reportedly.serve.web.naming import unknown_lines
from reportedly.serve.web.queries import Search, query_of

PAGE = 50
router = APIRouter(include_in_schema=False)
Asked = Annotated[Search, Query()]


@router.get("/claims")
def claims(request: Request, search: Asked) -> HTMLResponse:
    """A page of the claims asked for, with the facets of the search."""
    stand = bench(request)
    found = stand.catalogue.search(query_of(search, stand, may_see(request)), search.start, PAGE, facets=True)
    given = search.given()
    facets = tuple(facet_list(f.name, f.values, f.more, given, stand.names) for f in found.facets)
    years = tuple(
        (
            year,
            count,
            address("/claims", **{**given, "published_from": f"{year}-01-01", "published_by": f"{year}-12-31"}),
        )
        for year, count in sorted((found.years or {}).items())
    )
    downloads = {form: address(f"/claims.{form}", **given) for form in ("csv", "xlsx")}
    return drawn(
        request,
        "claims",
        found=found,
        strangers=unknown_lines(stand, search.names(), may_see(request)),
        search=search,
        given=given,
        rows=claim_lines(found.claims, stand.names),
        facets=facets,
        years=years,
        downloads=downloads,
        here=address("/claims", **{**given, "start": search.start or None}),
        paging=paging("/claims", given, search.start, PAGE, found.total),
    )


@router.get("/claims.csv")
def as_csv(request: Request, search: Asked) -> Response:
    """All claims asked for, as CSV; restricted ones are never written."""
    stand = bench(request)
    found = stand.catalogue.every(query_of(search, stand, restricted=False))
    return _file(claim_csv(found).encode(), "text/csv; charset=utf-8", "csv", stand.clock().date())


@router.get("/claims.xlsx")
def as_workbook(request: Request, search: Asked) -> Response:
    """The same as a workbook; more claims than a sheet takes are refused."""
    stand = bench(request)
    data = workbook_of(stand, query_of(search, stand, restricted=False))
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(data, media, "xlsx", stand.clock().date())


@router.post("/claims/accept", dependencies=[ANALYST])
def accept(
    request: Request,
    claim: Annotated[list[str] | None, Form()] = None,
    note: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/claims",
) -> RedirectResponse:
    """Accept the chosen claims, each by itself; none where one is not there for who asks."""
    stand, chosen = bench(request), tuple(claim or ())
    known = {each.id for each in stand.catalogue.claims(chosen) if may_see(request) or each.handling == "public"}
    if unknown := [ident for ident in chosen if ident not in known]:
        raise UnknownClaim(f"no claim bears the id {unknown[0]!r}")
    for ident in chosen:
        decide(stand, ident, ["accept"], reviewer(request), note)
    return RedirectResponse(local_path(back, "/claims"), 303)


def _file(data: bytes, media: str, ending: str, today: date) -> Response:
    return Response(
        data, media_type=media, headers={"Content-Disposition": f'attachment; filename="claims-{today}.{ending}"'}
    )
