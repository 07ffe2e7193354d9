"""A small workbench behind the real door, on a real port: stub pages, and a route of each kind."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import uvicorn
from fastapi import Body, Depends, FastAPI, Form, Query, UploadFile
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.templating import Jinja2Templates

from reportedly.errors import DataError, LedgerBroken, LedgerError, LedgerLocked, TokenError, UnknownClaim, UsageError
from reportedly.serve.web.access import Access
from reportedly.serve.web.errors import ApiError
from reportedly.serve.web.forms import require
from reportedly.serve.web.guarding import protect
from reportedly.serve.web.throttle import Throttle
from reportedly.terms.access import Identity
from reportedly.world.clock import FixedClock
from reportedly.world.tokens import TokenStore

NOTE = {"note": "checked"}
"""What is sent to be done."""
ALLOWED = ("tool.example", "other.example:8443")
"""Names by which a workbench may be asked besides its own, one with any port."""
_STUBS = {
    "web/base.html": "<title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}",
    "web/problem.html": "{% extends 'web/base.html' %}{% block main %}<h1>{{ status }}</h1>"
    "<p id='{{ slug }}'>{{ message }}</p>{{ where or '' }}{% endblock %}",
}
_FORM = """<form method="post" action="/review">
<input name="csrf" value="{csrf}"><input name="note" value="by hand"><button>Send</button></form>
<script>document.title = "it ran"</script>"""
RAISED: dict[str, Exception] = {
    "unknown-claim": UnknownClaim("no claim\nbears c-1"),
    "wrong-use": UsageError("that is no day"),
    "ledger-locked": LedgerLocked("/home/ann/ledger.db: another process writes"),
    "ledger-broken": LedgerBroken("/home/ann/ledger.db: the chain does not hold"),
    "ledger-unusable": LedgerError("/home/ann/ledger.db: it cannot be read"),
    "tokens-unusable": TokenError("/home/ann/tokens.json: damaged"),
    "internal": ZeroDivisionError("the secret is 42"),
    "rows": DataError("/home/ann/rows.toml: malformed"),
    "teapot": ApiError(418, "teapot", "no coffee here", "pot"),
}

Reader = Annotated[Identity, Depends(require("reader"))]
Analyst = Annotated[Identity, Depends(require("analyst"))]


def templates() -> Jinja2Templates:
    loader = ChoiceLoader([DictLoader(_STUBS), PackageLoader("reportedly.present", "templates")])
    return Jinja2Templates(env=Environment(loader=loader, autoescape=True, undefined=StrictUndefined))


def workbench(access: Access, max_body: int = 1_000_000) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    done: list[str] = []

    @app.get("/")
    async def home(request: Request, who: Reader) -> Response:
        return PlainTextResponse(f"{who.name}\n{request.state.caller.csrf}")

    @app.get("/form")
    async def form(request: Request, who: Reader) -> Response:
        return HTMLResponse(_FORM.format(csrf=request.state.caller.csrf))

    @app.get("/static/a.css")
    async def style() -> Response:
        return PlainTextResponse("a {}", media_type="text/css")

    @app.get("/api/done")
    async def what_was_done(who: Reader) -> list[str]:
        return done

    @app.get("/api/who")
    async def asker(who: Reader) -> dict[str, Any]:
        return {"name": who.name, "role": who.role, "restricted": who.may_see_restricted}

    @app.post("/api/reviews")
    async def by_api(who: Analyst, note: Annotated[str, Body(embed=True)]) -> dict[str, str]:
        done.append(note)
        return {"note": note}

    @app.post("/api/upload")
    async def upload(who: Analyst, file: UploadFile) -> dict[str, int]:
        return {"bytes": len(await file.read())}

    @app.delete("/api/reviews/{number}")
    async def remove(who: Analyst, number: int) -> dict[str, int]:
        done.append(f"removed {number}")
        return {"number": number}

    @app.post("/api/bare")
    async def without_fields(who: Analyst, request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @app.post("/review")
    async def by_form(who: Analyst, note: Annotated[str, Form()]) -> Response:
        done.append(note)
        return PlainTextResponse("reviewed")

    @app.post("/forgot")
    async def unguarded(note: Annotated[str, Form()]) -> Response:
        return PlainTextResponse("taken")

    @app.get("/api/unguarded")
    async def unguarded_too() -> str:
        return "open"

    @app.get("/api/limited")
    async def limited(who: Reader, limit: Annotated[int, Query(ge=1)]) -> int:
        return limit

    async def fail(which: str) -> None:
        raise RAISED[which]

    app.get("/api/fail/{which}")(fail)
    app.get("/fail/{which}")(fail)
    protect(app, access, templates(), max_body, max_body)
    return app


@dataclass(frozen=True)
class Served:
    """Where a workbench is served."""

    url: str
    port: int
    access: Access


@contextmanager
def served(access: Access, max_body: int = 1_000_000) -> Iterator[Served]:
    """The workbench on a free port of 127.0.0.1, until the block ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(workbench(access, max_body), log_level="critical", lifespan="off", proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < until, "the server does not start"
        time.sleep(0.005)
    try:
        yield Served(f"http://127.0.0.1:{port}", port, access)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@contextmanager
def guarded(store: TokenStore, clock: FixedClock, now: Callable[[], float]) -> Iterator[Served]:
    """The same where others reach it. now: by which it tells who guesses."""
    access = Access.of("0.0.0.0", store, clock=clock)
    with served(replace(access, throttle=Throttle(now=now))) as one:
        yield one


def new_year() -> FixedClock:
    """A clock that stands at the beginning of 2026."""
    return FixedClock(datetime(2026, 1, 1, tzinfo=UTC))


def owned(folder: Path, clock: FixedClock) -> TokenStore:
    """Tokens, the first of which is the owner's."""
    store = TokenStore(folder / "tokens.json", clock)
    store.add("Owner", "admin")
    return store


def bearing(text: str) -> dict[str, str]:
    """The header of a program that has a token."""
    return {"Authorization": f"Bearer {text}"}


def slug(answer: httpx.Response) -> str:
    """What went wrong, of JSON in the one shape or of a page."""
    if answer.headers["content-type"] == "application/json":
        error: dict[str, Any] = answer.json()["error"]
        assert set(error) == {"slug", "message", "where"}
        assert "\n" not in error["message"]
        return str(error["slug"])
    return answer.text.split("id='")[1].split("'")[0]


def done(here: Served) -> list[str]:
    """What a workbench on this machine has done so far."""
    return list(httpx.get(f"{here.url}/api/done").json())
