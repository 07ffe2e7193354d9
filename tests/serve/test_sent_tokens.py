"""Who is not known to a workbench that others reach, and programs with tokens. Over a real port."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from reportedly.terms.access import Role
from reportedly.world.clock import FixedClock
from reportedly.world.tokens import TokenStore
from serve.doors import NOTE, Served, bearing, guarded, new_year, owned, slug


@pytest.fixture
def clock() -> FixedClock:
    return new_year()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> TokenStore:
    return owned(tmp_path, clock)


@pytest.fixture
def there(store: TokenStore, clock: FixedClock) -> Iterator[Served]:
    with guarded(store, clock, lambda: 0.0) as one:
        yield one


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "PUT", "HEAD"])
@pytest.mark.parametrize("path", ["/api/who", "/api/unguarded", "/api/nowhere", "/api"])
def test_without_a_token_programs_get_nothing(method: str, path: str, there: Served) -> None:
    """Not even which addresses there are; also a route that forgot to ask is closed."""
    answer = httpx.request(method, there.url + path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert method == "HEAD" or slug(answer) == "not-logged-in"


@pytest.mark.parametrize(
    "path",
    ["/static/../api/who", "/static/%2e%2e/api/who", "//api/who", "/./api/who", "/API/who", "/api%2Fwho", "/login/../"],
)
def test_no_other_spelling_of_a_path_gets_in(path: str, there: Served) -> None:
    """Paths are taken as they are written, or lead to the login."""
    with socket.create_connection(("127.0.0.1", there.port), timeout=5) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while more := line.recv(65536):
            answer += more
    assert int(answer.split()[1]) in (303, 401, 404)


def test_without_a_token_people_get_the_login_page(there: Served) -> None:
    """It remembers where they were going, also with what they asked for."""
    answer = httpx.get(f"{there.url}/flows/KP%20a?item=Ж&a=b%26c")
    assert answer.status_code == 303
    page = httpx.get(there.url + answer.headers["location"])
    assert page.status_code == 200
    assert 'name="next" value="/flows/KP%20a?item=%D0%96&amp;a=b%26c"' in page.text
    sent = httpx.post(f"{there.url}/review", data=NOTE)
    assert (sent.status_code, sent.headers["location"]) == (303, "/login")


def test_styles_are_for_anybody(there: Served) -> None:
    """The login page needs them; they may be kept by the browser, and nothing else may."""
    style = httpx.get(f"{there.url}/static/a.css")
    assert (style.status_code, style.headers["cache-control"]) == (200, "private, no-cache")
    assert httpx.get(f"{there.url}/login").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("role", "may_post"), [("reader", False), ("analyst", True), ("admin", True)])
def test_a_token_is_sent_as_a_header(role: Role, may_post: bool, there: Served, store: TokenStore) -> None:
    """It tells who asks and what they may; programs need no form token, and a reader changes nothing."""
    token, text = store.add("Ann", role, may_see_restricted=role == "analyst")
    headers = bearing(text)
    who = httpx.get(f"{there.url}/api/who", headers=headers)
    assert who.json() == {"name": "Ann", "role": role, "restricted": token.may_see_restricted}
    assert who.headers["cache-control"] == "no-store"
    answer = httpx.post(f"{there.url}/api/reviews", json=NOTE, headers=headers)
    assert answer.status_code == (200 if may_post else 403)
    if not may_post:
        assert answer.json()["error"] == {
            "slug": "not-allowed",
            "message": "this needs the role analyst; yours is reader",
            "where": None,
        }
        assert httpx.delete(f"{there.url}/api/reviews/1", headers=headers).status_code == 403
        assert httpx.post(f"{there.url}/review", data=NOTE, headers=headers).status_code == 403
        assert httpx.get(f"{there.url}/api/done", headers=headers).json() == []


@pytest.mark.parametrize(
    "given",
    ["x", "rpt_t1_x", "Bearer {text}", "{text}0", "{text},{text}", "{text} {text}", "{upper}", "\xff"],
)
def test_no_other_text_is_a_token(given: str, there: Served, store: TokenStore) -> None:
    """Neither part of one, nor more than one."""
    _, text = store.add("Ann", "admin")
    header = f"Bearer {given.format(text=text, upper=text.upper())}".encode("latin-1")
    answer = httpx.get(f"{there.url}/api/who", headers={"Authorization": header})
    assert answer.status_code == 401


@pytest.mark.parametrize("scheme", ["Basic", "Token", "Bearer:"])
def test_another_scheme_is_no_login(scheme: str, there: Served, store: TokenStore) -> None:
    """Only Bearer is understood."""
    _, text = store.add("Ann", "admin")
    assert httpx.get(f"{there.url}/api/who", headers={"Authorization": f"{scheme} {text}"}).status_code == 401


def test_revoked_and_expired_tokens_are_wrong_ones(there: Served, store: TokenStore, clock: FixedClock) -> None:
    """From one request to the next, without a restart; what is told does not differ."""
    token, revoked = store.add("Ann", "admin")
    _, expiring = store.add("Ben", "admin", days=1)
    for text in (revoked, expiring):
        assert httpx.get(f"{there.url}/api/who", headers=bearing(text)).status_code == 200
    store.revoke(token.id)
    clock.move(timedelta(days=1))
    answers = [httpx.get(f"{there.url}/api/who", headers=bearing(text)) for text in (revoked, expiring, "rpt_t0_0")]
    assert [(answer.status_code, slug(answer)) for answer in answers] == [(401, "wrong-token")] * 3
    assert len({answer.text for answer in answers}) == 1


def test_a_token_is_not_taken_from_an_address_or_a_cookie(there: Served, store: TokenStore) -> None:
    """Addresses stand in logs; a browser sends cookies by itself."""
    _, text = store.add("Ann", "admin")
    assert httpx.get(f"{there.url}/api/who?token={text}").status_code == 401
    with httpx.Client(cookies={f"reportedly_session_{there.port}": text}) as client:
        assert client.get(f"{there.url}/api/who").status_code == 401
