"""Every page of the workbench by its name, over the shipped examples and over an empty ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState

from present.browsing import Visit
from reportedly.keep.query import ClaimQuery
from reportedly.read.options import ReadOptions
from reportedly.serve.web.access import Access
from reportedly.serve.web.jobs import Upload
from reportedly.serve.web.workbench import Workbench, workbench
from reportedly.world.tokens import TokenStore
from serve.reading_jobs import ended
from serve.watch_state import watched
from serve.web_ledger import EXAMPLES
from serve.web_server import serving

NAMES = (
    "overview", "overview-empty", "flow", "flow-of-nothing", "claims", "claims-none", "document", "document-edit",
    "claim-add", "queue", "queue-empty", "documents", "read", "job", "sources", "source", "watch", "watch-empty",
    "watch-source", "login", "problem",
)  # fmt: skip
WITHOUT_MUCH = {name for name in NAMES if name.endswith(("-empty", "-none", "-nothing"))}
EVERY_PAGE = [pytest.param(name, marks=[pytest.mark.full] * (name in WITHOUT_MUCH)) for name in NAMES]
"""All pages; those with little on them are among the slower proofs, where what is tried is the same on each."""
TITLE = "A million shells"


@dataclass(frozen=True)
class Pages:
    """at: the address of each page by name; known: the cookies of an analyst who is logged in."""

    at: dict[str, str]
    known: StorageState

    def visit(self, browser: Browser, name: str, width: int = 1280, scheme: str = "light") -> Visit:
        """A visit of a page, logged in, but for the login."""
        return Visit(browser, self.at[name], width, scheme, known=None if name == "login" else self.known)


@contextmanager
def pages(browser: Browser, ledger: Path) -> Iterator[Pages]:
    """All pages, over a ledger of the examples and an empty one beside it, on servers that ask for a login."""
    store = TokenStore(ledger.parent / "tokens.json")
    _, token = store.add("Ann Example", "analyst", may_see_restricted=True)
    full, empty = workbench(str(ledger)), workbench(str(ledger.with_name("empty.db")))
    with (
        serving(full, Access.of("127.0.0.1", store, always_login=True)) as there,
        serving(empty, Access.of("127.0.0.1", store, always_login=True)) as nothing,
    ):
        yield Pages(_addresses(full, there, nothing), _known(browser, token, there, nothing))


def _addresses(bench: Workbench, there: str, nothing: str) -> dict[str, str]:
    """The address of each page by its name."""
    rows, _ = bench.catalogue.listed(0, 100)
    ident = next((row.id for row in rows if TITLE.lower() in (row.title or "").lower()), rows[0].id)
    (claim, *_) = bench.catalogue.search(ClaimQuery(document=ident), 0, 1).claims
    start, end = claim.evidence.span
    told = {
        "overview": "/",
        "flow": "/flows/KP/RU/munitions",
        "flow-of-nothing": "/flows/FR/BR",
        "claims": "/claims",
        "claims-none": "/claims?text=submarine+cables",
        "document": f"/documents/{ident}",
        "document-edit": f"/documents/{ident}?edit={claim.id}#{claim.id}",
        "claim-add": f"/documents/{ident}/add?start={start}&end={end}",
        "queue": "/queue",
        "documents": "/documents",
        "read": "/read",
        "job": f"/read/{_read(bench)}",
        "sources": "/sources",
        "source": "/sources/KR-NIS",
        "watch": "/watch",
        "watch-source": "/watch/source?name=agency",
        "login": "/login",
        "problem": "/documents/d-0",
    }
    watched(bench, claim)
    empty = {"overview-empty": "/", "queue-empty": "/queue", "watch-empty": "/watch"}
    beside = {name: nothing + path for name, path in empty.items()}
    return {name: there + path for name, path in told.items()} | beside


def _read(bench: Workbench) -> str:
    """A reading that has ended: of a report that is known already, and of a file that is none."""
    name = "06-a-million-shells.txt"
    told = json.loads((EXAMPLES / "meta.json").read_text(encoding="utf-8"))[name]
    options = ReadOptions(
        publisher=told["publisher"],
        published_on=date.fromisoformat(told["published"]),
        url=told["url"],
        title=told.get("title"),
    )
    report = Upload(name, (EXAMPLES / name).read_bytes(), options)
    return ended(bench.jobs, bench.jobs.submit((report, Upload("scan.bin", bytes(range(256)))), "Ann Example").id).id


def _known(browser: Browser, token: str, *addresses: str) -> StorageState:
    """The cookies of somebody who has logged in with a token at each of the addresses."""
    context = browser.new_context()
    page = context.new_page()
    for address in addresses:
        page.goto(f"{address}/login")
        page.fill("#token", token)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{address}/")
    state = context.storage_state()
    context.close()
    return state
