"""/api/v1/sources: publishers and origins, how often they are heard, and their grades."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import AfterValidator

from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.models import GradeGiven, Source, Sources, writable
from reportedly.serve.web.api.openapi import UNCHANGED, errors
from reportedly.serve.web.api.roles import reads, writes
from reportedly.serve.web.api.tags import tagged
from reportedly.serve.web.asking import bench, may_see, reviewer
from reportedly.serve.web.deciding import grade
from reportedly.serve.web.workbench import Workbench

router = APIRouter(tags=["sources"])
Name = Annotated[str, AfterValidator(writable), Path(min_length=1, max_length=500)]
Tagged = Depends(tagged)


@router.get(
    "/sources",
    response_model=Sources,
    summary="All sources",
    dependencies=[reads, Tagged],
    responses={**errors(), **UNCHANGED},
)
def sources(request: Request) -> dict[str, Any]:
    """Publishers and origins, those of most claims first."""
    found = _sources(bench(request), may_see(request)).values()
    ordered = sorted(found, key=lambda s: (-s["as_publisher"] - s["as_origin"], s["name"]))
    return {"sources": ordered}


@router.get(
    "/sources/{name:path}",
    response_model=Source,
    summary="One source",
    dependencies=[reads, Tagged],
    responses={**errors(404), **UNCHANGED},
)
def source(request: Request, name: Name) -> dict[str, Any]:
    """How often a source is heard, as publisher and as origin, and its grade."""
    return _source(request, name)


@router.put(
    "/sources/{name:path}/grade",
    response_model=Source,
    summary="Grade a source",
    dependencies=[writes],
    responses=errors(400, 404),
)
def put_grade(request: Request, name: Name, given: GradeGiven) -> dict[str, Any]:
    """Grade a source from A to F, or take its grade away. Only one that is heard, or has a grade, is known."""
    _source(request, name)
    grade(bench(request), name, given.grade, reviewer(request), given.note)
    found = _sources(bench(request), may_see(request))
    return found.get(name) or _empty(name)


def _source(request: Request, name: str) -> dict[str, Any]:
    found = _sources(bench(request), may_see(request)).get(name)
    if found is None:
        raise ApiError(404, "unknown-source", f"no source is called {name!r}", "path.name")
    return found


def _sources(stand: Workbench, restricted: bool) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for column, field in (("publisher", "as_publisher"), ("origins", "as_origin")):
        for (name, handling), count in stand.catalogue.tally(column, "handling").items():
            if name and (restricted or handling == "public"):
                found.setdefault(name, _empty(name))[field] += count
    for name, given in stand.ledger.standing().grades.items():
        told = {"grade": given.grade, "graded_by": given.by, "note": given.note}
        found[name] = found.get(name, _empty(name)) | told
    return found


def _empty(name: str) -> dict[str, Any]:
    return {"name": name, "as_publisher": 0, "as_origin": 0, "grade": None, "graded_by": None, "note": ""}
