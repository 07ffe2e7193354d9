"""Every route of the workbench, as the application has them, beside the rows of `roles.csv` that say who may what there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from keep.samples import TEXT, containers, report, shells
from reportedly.keep.additions import reading
from reportedly.read.options import ReadOptions
from reportedly.serve.web.access import Access
from reportedly.serve.web.app import create_app
from reportedly.serve.web.jobs import Upload
from reportedly.serve.web.throttle import Throttle
from reportedly.serve.web.workbench import Workbench, workbench
from reportedly.terms.access import Role
from reportedly.terms.document import Document
from reportedly.terms.period import Period
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.tokens import TokenStore
from serve.reading_jobs import ended
from serve.watch_state import watched
from serve.web_server import serving_app

SECRET = "quuxword"
"""Stands in all that is restricted, and nowhere else."""
FORM = "application/x-www-form-urlencoded"
PUBLIC = ("/static/{name}", "/login", "/logout")


@dataclass(frozen=True)
class Row:
    """asked: addresses that are tried; expected: the status for each caller."""

    method: str
    path: str
    asked: tuple[str, ...]
    body: str
    expected: dict[str, int]

    @property
    def kind(self) -> str:
        """The media type of the body."""
        return "application/json" if self.path.startswith("/api/") else FORM

    @property
    def changes(self) -> bool:
        return self.method != "GET"


def named(row: Row) -> str:
    """What a row is called among tests."""
    return f"{row.method} {row.path}"


def rows() -> list[Row]:
    """All rows of the table."""
    callers = ("nobody", "reader", "analyst", "admin")
    with Path(__file__).with_name("roles.csv").open(encoding="utf-8", newline="") as table:
        return [
            Row(r["method"], r["path"], tuple(r["asked"].split(" ")), r["body"], {who: int(r[who]) for who in callers})
            for r in csv.DictReader(table)
        ]


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of each route."""
    found: Iterator[Any] = iter_route_contexts(app.routes)
    return {(method, each.path) for each in found for method in each.methods or () if method != "HEAD"}


@dataclass(frozen=True)
class Everything:
    """A server with all kinds of things in its ledger, public and restricted. tokens: by caller; public, closed: what stands
    for the placeholders in an address.
    """

    address: str
    bench: Workbench
    routes: set[tuple[str, str]]
    store: TokenStore
    tokens: dict[str, str]
    public: dict[str, str]
    closed: dict[str, str]
    client: httpx.Client

    def ask(self, row: Row, address: str, caller: str, **more: str) -> httpx.Response:
        """The answer to a row's request, sent by a program with the caller's token."""
        text = self.tokens.get(caller)
        headers = {"Authorization": f"Bearer {text}"} if text else {}
        if row.body:
            headers["Content-Type"] = row.kind
        answer = self.client.request(row.method, self.address + address, content=row.body, headers=headers | more)
        self.client.cookies.clear()
        return answer


@contextmanager
def everything(folder: Path) -> Iterator[Everything]:
    """The server, until the block ends. Who guesses tokens need not wait at it."""
    store, old = TokenStore(folder / "tokens.json"), FixedClock(system_clock() - timedelta(days=9))
    roles: tuple[Role, ...] = ("reader", "analyst", "admin")
    tokens = {role: store.add(role, role)[1] for role in roles}
    tokens["with leave"] = store.add("Leave", "admin", may_see_restricted=True)[1]
    gone, tokens["revoked"] = store.add("Revoked", "admin", may_see_restricted=True)
    store.revoke(gone.id)
    tokens["expired"] = TokenStore(store.path, old).add("Expired", "admin", may_see_restricted=True, days=1)[1]
    bench = workbench(str(folder / "l.db"))
    public, closed = _filled(bench)
    access = replace(Access.of("127.0.0.1", store, always_login=True), throttle=Throttle(most=1_000_000))
    app = create_app(bench, access)
    try:
        with serving_app(app) as address, httpx.Client(timeout=60) as client:
            yield Everything(address, bench, routes(app), store, tokens, public, closed, client)
    finally:
        bench.close()


def _filled(bench: Workbench) -> tuple[dict[str, str], dict[str, str]]:
    """A public and a restricted document, each with two claims and an alert, and a reading of each kind."""
    secret = Document(
        text=f"{TEXT} {SECRET}.", publisher=f"{SECRET} Daily", url=f"https://{SECRET}.example/1", path=f"{SECRET}.txt",
        title=f"Title {SECRET}", handling="restricted", published_on=report().published_on,
    )  # fmt: skip
    idents, made = [], []
    for document in (report(), secret):
        more: dict[str, Any] = {"handling": document.handling}
        if document is secret:
            more |= {"origins": (f"{SECRET} ministry",), "happened": Period(None, None, SECRET)}
        found = [containers(document, **more), shells(document, **more)]
        bench.ledger.append(reading(document, found, "rules/1"))
        made.append(found[0])
        options = ReadOptions(handling=document.handling)
        name = f"{document.path}.bin"
        job = ended(bench.jobs, bench.jobs.submit((Upload(name, bytes(range(256)), options),), "Ann").id)
        source = document.publisher or ""
        idents.append({"document": document.id, "claim": found[0].id, "job": job.id, "source": source})
    watched(bench, *made)
    return idents[0], idents[1]
