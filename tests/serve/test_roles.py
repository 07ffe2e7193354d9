"""Who may what at every address of the workbench, held against a table; what is restricted shows nowhere. On a real port."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from reportedly.world.watching import marks
from serve.every_route import PUBLIC, SECRET, Everything, Row, everything, named, rows

ROWS = rows()
READING = [row for row in ROWS if row.method == "GET"]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    with everything(tmp_path_factory.mktemp("roles")) as one:
        yield one


def words(answer: httpx.Response) -> str:
    """What stands in an answer, in small letters; of a workbook or a text document, in its parts."""
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()).lower()
    return answer.text.lower()


def test_every_route_has_its_row(there: Everything) -> None:
    """A new route says in the table who may use it, and a row without a route is old."""
    assert {(row.method, row.path) for row in ROWS} == there.routes


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_everybody_may_what_the_table_says(row: Row, there: Everything) -> None:
    """Status by status: nobody, a reader, an analyst and an admin; none of them may see what is restricted."""
    for address in row.asked:
        for caller, status in row.expected.items():
            answer = there.ask(row, address.format(**there.public), caller)
            assert answer.status_code == status, (caller, address, answer.text[:300])


@pytest.mark.parametrize("row", ROWS, ids=named)
@pytest.mark.parametrize("caller", ["revoked", "expired"])
def test_a_token_that_is_over_opens_nothing(caller: str, row: Row, there: Everything) -> None:
    """At every address, the public ones too, it is a wrong one."""
    answer = there.ask(row, row.asked[0].format(**there.public), caller)
    assert answer.status_code == (401 if row.path.startswith("/api/") else 303), answer.text[:300]
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("row", [row for row in ROWS if row.path not in PUBLIC], ids=named)
def test_nobody_gets_a_word(row: Row, there: Everything) -> None:
    """Who is not known is sent to the login, or told that they are not known."""
    answer = there.ask(row, row.asked[0].format(**there.public), "nobody")
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/login")
        assert answer.text == ""
    else:
        assert answer.json()["error"]["slug"] == "not-logged-in"


@pytest.mark.parametrize("row", READING, ids=named)
def test_no_word_of_what_is_restricted_shows(row: Row, there: Everything) -> None:
    """Neither in lists, searches and exports, nor at its own addresses, whatever the role of who has no leave."""
    for address in row.asked:
        for caller in ("reader", "analyst", "admin"):
            for names in (there.public, there.closed):
                asked = address.format(**names)
                answer = there.ask(row, asked, caller)
                # What they asked for themselves may be repeated to them: the name of a source that is not there.
                told = words(answer).replace(there.closed["source"].lower(), "") if SECRET in asked else words(answer)
                assert SECRET not in told, (caller, asked)
                assert (
                    all(there.closed[name] not in told for name in ("document", "claim", "job"))
                    or names is there.closed
                )


def test_who_has_leave_finds_it(there: Everything) -> None:
    """The words that are looked for do stand in the ledger, and on many pages of who may see them."""
    seen = {
        row.path
        for row in READING
        for address in row.asked
        if SECRET in words(there.ask(row, address.format(**there.closed), "with leave"))
    }
    assert seen >= {
        "/claims", "/documents", "/documents/{ident}", "/sources", "/api/v1/documents", "/api/v1/documents/{id}",
        "/api/v1/documents/{id}/text", "/api/v1/claims", "/api/v1/claims/{id}", "/api/v1/sources",
    }  # fmt: skip


@pytest.mark.parametrize("row", [row for row in ROWS if "-0" in row.asked[0] + row.body], ids=named)
def test_nobody_without_leave_decides_of_what_is_restricted(row: Row, there: Everything) -> None:
    """By its very id it is not found, by an admin either, and the ledger is as it was."""
    before = there.bench.ledger.standing().histories[there.closed["document"]]
    alert = next(each.alert.id for each in marks.told(there.bench.ledger, 10, False) if each.alert.restricted)

    def closed(text: str) -> str:
        for made_up, name in (("d-0", there.closed["document"]), ("c-0", there.closed["claim"]), ("a-0", alert)):
            text = text.replace(made_up, name)
        return text

    for caller in ("reader", "analyst", "admin"):
        tried = replace(row, body=closed(row.body))
        answer = there.ask(tried, closed(row.asked[0]), caller)
        assert answer.status_code == row.expected[caller], answer.text[:300]
        assert SECRET not in words(answer)
    assert there.bench.ledger.standing().histories[there.closed["document"]] == before
    assert not [each for each in marks.told(there.bench.ledger, 10, True) if each.acknowledged_by]


@pytest.mark.parametrize("row", [row for row in READING if "exports" in row.path or "claims." in row.path], ids=named)
def test_no_export_holds_what_is_restricted(row: Row, there: Everything) -> None:
    """Not even of who may see it."""
    for address in row.asked:
        assert SECRET not in words(there.ask(row, address.format(**there.public), "with leave"))


@pytest.mark.parametrize("row", [row for row in ROWS if row.changes], ids=named)
def test_every_form_bears_a_token(row: Row, there: Everything) -> None:
    """Whoever is logged in by a cookie changes nothing without the form token of their session, nor with another's."""
    with httpx.Client(base_url=there.address, timeout=60) as one, httpx.Client(base_url=there.address) as other:
        for client in (one, other):
            csrf = client.get("/login").text.split('name="csrf" value="')[1].split('"')[0]
            client.post("/login", data={"csrf": csrf, "token": there.tokens["admin"]})
        foreign = other.get("/documents").text.split('name="csrf" content="')[1].split('"')[0]
        own = one.get("/documents").text.split('name="csrf" content="')[1].split('"')[0]
        kind, address = {"Content-Type": row.kind} if row.body else {}, row.asked[0].format(**there.public)
        for given in ({}, {"X-CSRF-Token": foreign}, {"X-CSRF-Token": own[:-1]}):
            answer = one.request(row.method, address, content=row.body, headers=kind | given)
            assert answer.status_code == 403, (given, answer.text[:300])
        assert one.get("/documents").status_code == 200
        answer = one.request(row.method, address, content=row.body, headers=kind | {"X-CSRF-Token": own})
        assert answer.status_code != 403, answer.text[:300]
