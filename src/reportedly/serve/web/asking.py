"""What a request brings, as values: the workbench it is asked of, who asks, and what stands around the page."""

from __future__ import annotations

from typing import cast

from fastapi import Request
from fastapi.responses import HTMLResponse

from reportedly.present.web.chrome import Chrome
from reportedly.present.web.drawing import page
from reportedly.serve.settings import VERSION
from reportedly.serve.web import assets
from reportedly.serve.web.workbench import Workbench


def bench(request: Request) -> Workbench:
    """The workbench that a request is asked of."""
    return cast(Workbench, request.app.state.bench)


def chrome(request: Request) -> Chrome:
    """What stands around the page."""
    return Chrome(request.url.path, bench(request).ledger.name, VERSION, assets=assets.version())


def drawn(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page by its template."""
    return HTMLResponse(page(template, chrome(request), **values), status)


def may_see(request: Request) -> bool:
    """Whether who asks may see restricted documents."""
    return True


def reviewer(request: Request) -> str:
    """The name under which who asks decides."""
    return "local"


def local_path(given: str, otherwise: str) -> str:
    """A path within the workbench, as a form names it; anything else is not followed."""
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and not any(ord(c) < 33 for c in given)
    return given if plain else otherwise
