"""What goes wrong on the web, told in one shape: JSON for programs, a page for people."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from reportedly.serve.web.access import Access
from reportedly.world.tokens import TokenStore
from serve.doors import RAISED, Served, served

EXPECTED = {
    "unknown-claim": (404, "unknown-claim"),
    "wrong-use": (422, "wrong-use"),
    "ledger-locked": (503, "ledger-locked"),
    "ledger-broken": (500, "ledger-broken"),
    "ledger-unusable": (500, "ledger-unusable"),
    "tokens-unusable": (500, "tokens-unusable"),
    "internal": (500, "internal"),
    "rows": (500, "internal"),
    "teapot": (418, "teapot"),
}


@pytest.fixture(scope="module")
def here() -> Iterator[Served]:
    with served(Access.of("127.0.0.1")) as one:
        yield one


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, str]]]:
    """A workbench with a login, and the header of who may come in."""
    store = TokenStore(Path(tmp_path_factory.mktemp("tokens")) / "tokens.json")
    _, text = store.add("Ann", "reader")
    with served(Access.of("0.0.0.0", store)) as one:
        yield one, {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("which", sorted(EXPECTED))
def test_programs_get_one_shape(which: str, here: Served) -> None:
    """Status and slug of each error, the message on one line."""
    answer = httpx.get(f"{here.url}/api/fail/{which}")
    error = answer.json()["error"]
    assert list(answer.json()) == ["error"]
    assert list(error) == ["slug", "message", "where"]
    assert (answer.status_code, error["slug"]) == EXPECTED[which]
    assert error["message"]
    assert "\n" not in error["message"]


@pytest.mark.parametrize("which", sorted(EXPECTED))
def test_people_get_the_same_on_a_page(which: str, here: Served) -> None:
    """The same status, slug and words."""
    error = httpx.get(f"{here.url}/api/fail/{which}").json()["error"]
    page = httpx.get(f"{here.url}/fail/{which}")
    status, slug = EXPECTED[which]
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert f"<h1>{status}</h1><p id='{slug}'>{error['message']}</p>" in page.text.replace("&#39;", "'")


def test_the_field_at_fault_is_named(here: Served) -> None:
    """Of a value that is none, and of one that is missing; by its name alone."""
    for query, told in (("?limit=0", "limit: "), ("?limit=x", "limit: "), ("", "limit: Field required")):
        answer = httpx.get(f"{here.url}/api/limited{query}")
        error = answer.json()["error"]
        assert (answer.status_code, error["slug"], error["where"]) == (422, "wrong-value", "limit")
        assert error["message"].startswith(told)
    assert httpx.get(f"{here.url}/api/fail/teapot").json()["error"]["where"] == "pot"


def test_a_body_that_is_no_json_is_a_bad_request(here: Served) -> None:
    """And so is one with a field too few."""
    for body, where in ((b"{", "body"), (b"{}", "note"), (b"[]", None), (b'{"note": 1}', "note"), (b"\xff", None)):
        kind = {"Content-Type": "application/json"}
        answer = httpx.post(f"{here.url}/api/reviews", content=body, headers=kind)
        error = answer.json()["error"]
        slug = "not-json" if body == b"{" else "wrong-value" if answer.status_code == 422 else "bad-request"
        assert (answer.status_code in (400, 422), error["slug"]) == (True, slug), body
        assert error["where"] == where or body == b"[]"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", None])
def test_a_body_that_does_not_say_that_it_is_json_is_told_so(kind: str | None, here: Served, tmp_path: Path) -> None:
    """As curl sends it without a header, or with another: at the machine, and with a token."""
    store = TokenStore(tmp_path / "tokens.json")
    token = {"Authorization": f"Bearer {store.add('Ann', 'analyst')[1]}"}
    given = {"Content-Type": kind} if kind else {}
    with served(Access.of("0.0.0.0", store)) as there:
        for url, headers in ((here.url, given), (there.url, token | given)):
            answer = httpx.post(f"{url}/api/reviews", content=b'{"note": "n"}', headers=headers)
            error = answer.json()["error"]
            assert (answer.status_code, error["slug"]) == (415, "wrong-media-type")
            assert "Content-Type: application/json" in error["message"]
            assert error["where"] == "header.content-type"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ('{"note": "n"', "line 1, column 13: expecting ',' delimiter"),
        ('{\n  "note": "n",\n}', "line 3, column 1: expecting property name enclosed in double quotes"),
        ("nothing", "line 1, column 1: expecting value"),
    ],
)
def test_broken_json_is_told_by_its_place(body: str, place: str, here: Served) -> None:
    """Line, column, and what was expected there."""
    answer = httpx.post(f"{here.url}/api/reviews", content=body, headers={"Content-Type": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["slug"], error["where"]) == (422, "not-json", "body")
    assert error["message"].startswith(f"the body is no JSON: {place}")


def test_what_is_not_there_is_told(here: Served) -> None:
    """No address, or not by this method."""
    for path in ("/nowhere", "/api/nowhere"):
        assert httpx.get(here.url + path).status_code == 404
    answer = httpx.get(f"{here.url}/api/bare")
    assert (answer.status_code, answer.json()["error"]["slug"]) == (405, "wrong-method")
    assert answer.headers["allow"] == "POST"
    assert httpx.get(f"{here.url}/api/nowhere").json()["error"]["slug"] == "not-found"


def test_a_locked_ledger_says_when_to_try_again(here: Served) -> None:
    """Soon."""
    for path in ("/api/fail/ledger-locked", "/fail/ledger-locked"):
        assert httpx.get(here.url + path).headers["retry-after"] == "2"


@pytest.mark.parametrize("which", ["ledger-locked", "ledger-broken", "ledger-unusable", "tokens-unusable"])
def test_only_who_sits_at_the_machine_is_told_its_paths(
    which: str, here: Served, there: tuple[Served, dict[str, str]]
) -> None:
    """Others learn the kind of fault, and that the log has more."""
    far, headers = there
    path = str(RAISED[which]).split(":")[0]
    assert path in httpx.get(f"{here.url}/api/fail/{which}").text
    answer = httpx.get(f"{far.url}/api/fail/{which}", headers=headers)
    assert (answer.status_code, answer.json()["error"]["slug"]) == EXPECTED[which]
    assert path not in answer.text


@pytest.mark.parametrize("which", ["internal", "rows"])
@pytest.mark.parametrize("before", ["/api/fail/", "/fail/"])
def test_what_failed_unforeseen_tells_no_details(before: str, which: str, here: Served) -> None:
    """They are for the log."""
    answer = httpx.get(here.url + before + which)
    assert str(RAISED[which]) not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("which", sorted(EXPECTED))
def test_the_log_notes_the_server_s_own_faults_once(which: str, here: Served, caplog: pytest.LogCaptureFixture) -> None:
    """With the trace where the fault was not foreseen; faults of use are not noted."""
    with caplog.at_level(logging.ERROR):
        httpx.get(f"{here.url}/api/fail/{which}")
    noted = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(noted) == (1 if EXPECTED[which][0] >= 500 else 0)
    if noted:
        assert (noted[0].exc_info is not None) == (which == "internal")
        assert f"GET '/api/fail/{which}'" in noted[0].getMessage()
