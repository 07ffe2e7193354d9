"""What a request brings, as values: the workbench it is asked of, who asks, and what stands around the page."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, cast

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from reportedly.present.web.chrome import Chrome
from reportedly.present.web.drawing import around, page
from reportedly.serve.settings import VERSION
from reportedly.serve.web import assets
from reportedly.serve.web.access import caller_of, identity_of
from reportedly.serve.web.forms import require
from reportedly.serve.web.workbench import Workbench

READER = Depends(require("reader"))
ANALYST = Depends(require("analyst"))
ADMIN = Depends(require("admin"))
"""What a route asks of who calls it."""


def bench(request: Request) -> Workbench:
    """The workbench that a request is asked of."""
    return cast(Workbench, request.app.state.bench)


def chrome(request: Request) -> Chrome:
    """What stands around the page."""
    caller = caller_of(request)
    who = caller.identity
    return Chrome(
        path=request.url.path,
        ledger=shown_name(request) if who else "",
        version=VERSION,
        name=who.name if who else "",
        may_write=who is not None and who.may("analyst"),
        logged_in=caller.session is not None,
        csrf=caller.csrf,
        assets=assets.version(),
    )


def shown_name(request: Request) -> str:
    """The ledger as it is called at the machine; from elsewhere, without the folders in which its file lies."""
    name = bench(request).ledger.name
    return name if caller_of(request).came_by == "local" or "://" in name else PurePath(name).name


def drawn(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page by its template."""
    return HTMLResponse(page(template, chrome(request), **values), status)


def surroundings(request: Request) -> dict[str, Any]:
    """What templates need that are drawn elsewhere: the login and the pages of problems."""
    return around(chrome(request))


def may_see(request: Request) -> bool:
    """Whether who asks may see restricted documents."""
    who = identity_of(request)
    return who is not None and who.may_see_restricted


def reviewer(request: Request) -> str:
    """The name under which who asks decides."""
    who = identity_of(request)
    return who.name if who else ""


def local_path(given: str, otherwise: str) -> str:
    """A path within the workbench, as a form names it; anything else is not followed."""
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and not any(ord(c) < 33 for c in given)
    return given if plain else otherwise
