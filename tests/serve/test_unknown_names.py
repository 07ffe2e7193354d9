"""Names that nobody bears, asked of pages and of REST: told in one line, with the nearest, beside an answer of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from keep.samples import claim, containers, report
from reportedly.keep.additions import reading
from reportedly.keep.entry import DocumentRead
from reportedly.serve.web.naming import unknown_lines, unknown_names
from reportedly.serve.web.workbench import workbench
from reportedly.terms.document import Document
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.web_server import serving_file

CLOSED = report(2, handling="restricted")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which a claim that not everybody may see alone names the Order of Zembla; and a text without claims."""
    path = tmp_path_factory.mktemp("names") / "ledger.db"
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(report(1), [containers(report(1))], "rules/1"))
    ledger.append(reading(CLOSED, [containers(CLOSED, origins=("Order of Zembla",), handling="restricted")], "rules/1"))
    ledger.append([DocumentRead(Document("It rained.", publisher="Weather Post"))])
    ledger.close()
    return path


@pytest.fixture(scope="module")
def server(path: Path) -> Iterator[str]:
    with serving_file(path) as address:
        yield address


def _problems(server: str, address: str) -> list[dict[str, Any]]:
    answer = httpx.get(f"{server}/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    found: list[dict[str, Any]] = told.get("problems", []) if address.startswith("flows/") else told["problems"]
    return found


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("claims?actor=Wakanda", "query.actor"),
        ("facets?recipient=Wakanda", "query.recipient"),
        ("claims?origin=Wakanda", "query.origin"),
        ("flows/Wakanda/RU", "path.supplier"),
        ("flows/KP/Wakanda/munitions", "path.recipient"),
        ("totals/Wakanda/RU/munitions", "path.supplier"),
        ("ranks/Wakanda", "path.recipient"),
    ],
)
def test_an_answer_for_programs_names_the_stranger(server: str, address: str, where: str) -> None:
    """In `problems`, with the part of the request in which it stands."""
    (problem,) = _problems(server, address)
    message = "no party is called “Wakanda”"
    assert problem == {"slug": "unknown-name", "message": message, "where": where, "severity": "warning"}


@pytest.mark.parametrize(
    "address",
    ["claims?actor=Nort+Korea", "flows/Nort%20Korea/RU", "documents?publisher=Dayly", "claims?publisher=Dayly"],
)
def test_the_nearest_name_is_told(server: str, address: str) -> None:
    """Where a slip leads to one."""
    (problem,) = _problems(server, address)
    assert problem["message"].endswith(("; did you mean North Korea?", "; did you mean Daily?"))


@pytest.mark.parametrize(
    "address",
    [
        "claims", "claims?actor=KP&recipient=north+korea&origin=KR-NIS&publisher=daily", "flows/KP/RU", "ranks/RU",
        "documents", "documents?publisher=Weather+Post", "claims?publisher=Weather+Post",
    ],
)  # fmt: skip
def test_who_is_known_is_no_problem(server: str, address: str) -> None:
    """Codes, names in any case, and publishers of whom no claim stands."""
    assert _problems(server, address) == []


@pytest.mark.parametrize("address", ["claims?actor=Nort+Korea", "flows/Nort%20Korea/RU"])
def test_a_page_tells_it_in_one_line(server: str, address: str) -> None:
    """Above where the claims would stand."""
    answer = httpx.get(f"{server}/{address}").text
    assert answer.count("No party is called “Nort Korea”; did you mean North Korea?") == 1
    assert "/exports/dossier" not in answer


def test_a_page_without_claims_shows_what_stands_beside(tmp_path: Path) -> None:
    """A measure against one of the two, as the command tells it: counted, and shown with its words."""
    document = report()
    measure = claim(document, "Nobody in Moscow replied", kind="measure", item="measure", actor=("US",))
    with closing(open_ledger(tmp_path / "l.db", FixedClock())) as ledger:
        ledger.append(reading(document, [measure], "rules/1"))
    with serving_file(tmp_path / "l.db") as address:
        page = httpx.get(f"{address}/flows/Wakanda/RU").text
        assert "1 measure, judgement or answer beside" in page
        assert '<h2 id="beside-h">' in page
        assert "<q><mark>Nobody in Moscow replied</mark></q>" in page
        assert "All 0 claims" not in page
        assert 'aria-label="In short"' not in page
        assert '<h2 id="notes-h">' not in httpx.get(f"{address}/flows/Wakanda/KP").text


def test_a_page_offers_no_dossier_where_there_is_none(server: str) -> None:
    """Only where a claim that may be passed on stands between the two, whichever way and of whatever class."""
    offered = {
        at: "/exports/dossier" in httpx.get(f"{server}/flows/{at}").text for at in ("KP/RU", "RU/KP/tank", "PE/KE")
    }
    assert offered == {"KP/RU": True, "RU/KP/tank": True, "PE/KE": False}


@pytest.mark.parametrize("address", ["flows/KP/RU/banana", "claims?item=banana", "api/v1/claims?item=banana"])
def test_a_class_that_is_none_is_told_without_the_terminal(server: str, address: str) -> None:
    """Commands are nothing that a browser or a program over REST could do."""
    answer = httpx.get(f"{server}/{address}").text
    assert "is no class of item; the overview shows the classes in use" in answer
    assert "`" not in answer
    assert "--lexicon" not in answer


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_a_file_that_cannot_be_made_is_told_on_a_page(server: str) -> None:
    """To a browser that follows a link; a program gets the one shape, whatever else it takes."""
    address = f"{server}/api/v1/exports/dossier.html?supplier=PE&recipient=KE"
    page = httpx.get(address, headers=BROWSER)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>No claim stands between PE and KE" in page.text
    for accepted in ("*/*", "application/json, text/html"):
        assert httpx.get(address, headers={"Accept": accepted}).json()["error"]["slug"] == "no-claims"
    assert httpx.get(f"{server}/api/v1/claims?kind=foo", headers=BROWSER).json()["error"]["where"] == "kind"


def test_the_page_of_documents_tells_it_too(server: str) -> None:
    """A publisher that nobody knows, with the nearest."""
    answer = httpx.get(f"{server}/documents?publisher=Dayly").text
    assert "No publisher is called “Dayly”; did you mean Daily?" in answer


def test_a_name_that_only_restricted_claims_bear_is_unknown_to_who_may_not_see_them(path: Path) -> None:
    """Nor is it offered as the nearest."""
    bench = workbench(str(path))
    try:
        assert unknown_names(bench, {"origin": "Order of Zembla"}, restricted=True) == ()
        asked = {"origin": "Order of Zembla", "actor": "Order of Zembal"}
        assert unknown_lines(bench, asked, restricted=False) == (
            "No party is called “Order of Zembla”.",
            "No party is called “Order of Zembal”.",
        )
    finally:
        bench.close()
