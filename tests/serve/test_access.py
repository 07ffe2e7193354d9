"""The door of a workbench on this machine: no login, and nothing for foreign pages. Over a real port."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from reportedly.errors import UsageError
from reportedly.serve.web.access import Access
from reportedly.serve.web.sessions import AT_THE_MACHINE, Sessions
from reportedly.world.tokens import TokenStore
from serve.doors import ALLOWED, NOTE, Served, done, served, slug

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(scope="module")
def here() -> Iterator[Served]:
    with served(Access.of("127.0.0.1", allowed_hosts=ALLOWED)) as one:
        yield one


@pytest.fixture
def browser(here: Served) -> Iterator[httpx.Client]:
    """A browser that has opened the first page."""
    with httpx.Client(base_url=here.url, headers=BROWSER) as client:
        client.get("/")
        yield client


def form_token(client: httpx.Client) -> str:
    return client.get("/").text.splitlines()[1]


# Who needs a login.


@pytest.mark.parametrize("bind", ["127.0.0.1", "::1", "localhost", "LOCALHOST", "127.0.0.2"])
def test_on_this_machine_nobody_logs_in(bind: str) -> None:
    """An address that no other machine reaches needs no token."""
    access = Access.of(bind)
    assert not access.needs_login
    assert access.at_the_machine is not None
    assert access.at_the_machine.role == "admin"


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.168.1.5", "tool.example", "localhost.evil.example", ""])
def test_elsewhere_there_must_be_a_token(bind: str, tmp_path: Path) -> None:
    """Any other address needs one that is good; the error says how to add it."""
    store = TokenStore(tmp_path / "tokens.json")
    for tokens in (None, store):
        with pytest.raises(UsageError, match="reportedly token add"):
            Access.of(bind, tokens)
    ended, _ = store.add("Ann", "admin")
    store.revoke(ended.id)
    with pytest.raises(UsageError, match="reportedly token add"):
        Access.of(bind, store)
    store.add("Ann", "admin")
    assert Access.of(bind, store).needs_login


def test_a_login_may_be_asked_for_on_this_machine_too(tmp_path: Path) -> None:
    """Behind a proxy everybody seems to come from here."""
    with pytest.raises(UsageError, match="ask for a login"):
        Access.of("127.0.0.1", always_login=True)
    store = TokenStore(tmp_path / "tokens.json")
    store.add("Ann", "admin")
    assert Access.of("127.0.0.1", store, always_login=True).needs_login


def test_who_sits_at_the_machine_is_an_admin(here: Served) -> None:
    """By their login name, with all in sight."""
    assert here.access.at_the_machine is not None
    found = httpx.get(f"{here.url}/api/who").json()
    assert found == {"name": here.access.at_the_machine.name, "role": "admin", "restricted": True}


# Pages: forged requests.


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://localhost:{port}"},
        {"Origin": "http://127.0.0.1:{port}.evil.example"},
        {"Origin": "file://127.0.0.1:{port}"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    ],
)
def test_a_foreign_page_changes_nothing(headers: dict[str, str], here: Served, browser: httpx.Client) -> None:
    """Not even with a form token that it got hold of, nor with the cookie."""
    told = {name: value.format(port=here.port) for name, value in headers.items()}
    token, before = form_token(browser), done(here)
    for answer in (
        browser.post("/review", data=NOTE | {"csrf": token}, headers=told),
        browser.post("/api/reviews", json=NOTE, headers=told | {"X-CSRF-Token": token}),
        browser.delete("/api/reviews/1", headers=told | {"X-CSRF-Token": token}),
    ):
        assert (answer.status_code, slug(answer)) == (403, "foreign-page")
    assert done(here) == before


@pytest.mark.parametrize("mode", ["no-cors", "cors", "navigate"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_embeds_nothing(site: str, mode: str, here: Served) -> None:
    """Neither as a picture nor a script nor a frame; a link to a page may be followed."""
    dest = "iframe" if mode == "navigate" else "image"
    told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    assert slug(httpx.get(f"{here.url}/api/who", headers=told)) == "foreign-page"
    followed = told | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert httpx.get(here.url, headers=followed).status_code == 200


def test_no_foreign_page_is_given_leave(here: Served) -> None:
    """A browser that asks whether a page may send JSON (a preflight) is told nothing that would allow it."""
    asking = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = httpx.options(f"{here.url}/api/reviews", headers=asking)
    assert answer.status_code >= 400
    assert not any(name.startswith("access-control-") for name in answer.headers)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
@pytest.mark.parametrize(
    "marks",
    [{"Origin": "null"}, BROWSER, {"Referer": "https://evil.example/"}, {"Cookie": "a=b"}, {"Sec-Fetch-Mode": "cors"}],
)
def test_a_form_without_its_token_changes_nothing(kind: str, marks: dict[str, str], here: Served) -> None:
    """Whatever sign of a browser it bears, in each form that a page can send without asking leave."""
    before = done(here)
    headers = {"Content-Type": kind, **marks}
    body = (
        b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\nforged\r\n--x--\r\n'
        if "x=" in kind or "=x" in kind
        else b""
    )
    for path in ("/review", "/api/reviews", "/api/bare"):
        answer = httpx.post(here.url + path, content=body, headers=headers)
        assert (answer.status_code, slug(answer)) == (403, "no-form-token"), path
    assert done(here) == before


def test_our_own_page_sends_its_form(here: Served, browser: httpx.Client) -> None:
    """With the token in the field, as a browser sends it from a page that gives no referrer."""
    told = {
        "Origin": "null",
        "Sec-Fetch-Site": "same-origin",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    answer = browser.post("/review", data={"note": "by form", "csrf": form_token(browser)}, headers=told)
    assert answer.text == "reviewed"
    assert "by form" in done(here)


def test_our_own_script_sends_json(here: Served, browser: httpx.Client) -> None:
    """With the token in the header."""
    told = {"Origin": here.url, "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": form_token(browser)}
    assert browser.post("/api/reviews", json=NOTE, headers=told).json() == NOTE
    file = {"file": b"words"}
    assert browser.post("/api/upload", files=file, headers=told).json() == {"bytes": 5}
    assert browser.delete("/api/reviews/1", headers=told).status_code == 200


def test_a_page_uploads_with_the_token_in_its_form(here: Served, browser: httpx.Client) -> None:
    """The field may stand among files."""
    answer = browser.post("/api/upload", files={"file": b"words"}, data={"csrf": form_token(browser)})
    assert answer.json() == {"bytes": 5}


def test_one_browser_keeps_one_form_token(browser: httpx.Client) -> None:
    """Opening another page does not make the forms of the first one stale, and sets no cookie anew."""
    first = form_token(browser)
    answer = browser.get("/")
    assert answer.text.splitlines()[1] == first
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "change", ["flipped", "cut", "of another key", "of another browser", "for another subject", "empty"]
)
def test_a_tampered_form_token_changes_nothing(change: str, here: Served, browser: httpx.Client) -> None:
    """In the field, in the header, and also where the cookie was changed to the same."""
    token = form_token(browser)
    spoilt = {
        "flipped": token[:-2] + ("AA" if not token.endswith("AA") else "BB"),
        "cut": token[: len(token) // 2],
        "of another key": Sessions(b"x" * 32).form_token(AT_THE_MACHINE),
        "of another browser": httpx.get(here.url).text.splitlines()[1],
        "for another subject": here.access.sessions.form_token("someone"),
        "empty": "",
    }[change]
    before = done(here)
    assert slug(browser.post("/review", data={"note": "x", "csrf": spoilt})) == "no-form-token"
    assert slug(browser.post("/api/reviews", json=NOTE, headers={"X-CSRF-Token": spoilt})) == "no-form-token"
    if change != "of another browser":
        name = f"reportedly_csrf_{here.port}"
        with httpx.Client(base_url=here.url, headers=BROWSER, cookies={name: spoilt}) as forger:
            assert slug(forger.post("/review", data={"note": "x", "csrf": spoilt})) == "no-form-token"
    assert done(here) == before


def test_a_route_that_forgot_to_look_at_the_token_fails(here: Served, browser: httpx.Client) -> None:
    """It is the author's mistake, and shows the first time that a form is sent."""
    assert browser.post("/forgot", data=NOTE).status_code == 500


# Programs.


def test_curl_needs_no_form_token(here: Served) -> None:
    """JSON, a file, or nothing at all, as curl and scripts send them."""
    with httpx.Client(base_url=here.url, headers={"User-Agent": "curl/8.5.0"}) as curl:
        assert curl.post("/api/reviews", json=NOTE).json() == NOTE
        assert curl.post(
            "/api/reviews", content=b'{"note":"n"}', headers={"Content-Type": "Application/JSON; charset=utf-8"}
        )
        assert curl.post("/api/upload", files={"file": b"words"}).json() == {"bytes": 5}
        assert curl.delete("/api/reviews/7").json() == {"number": 7}
        assert curl.post("/api/bare").json() == {"bytes": 0}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"])
def test_curl_is_told_what_to_send(kind: str, here: Served) -> None:
    """What any page could send too is refused with the way out."""
    answer = httpx.post(f"{here.url}/api/reviews", content=b'{"note":"n"}', headers={"Content-Type": kind})
    assert (answer.status_code, slug(answer)) == (415, "wrong-media-type")
    assert "application/json" in answer.json()["error"]["message"]


def test_websockets_are_not_taken(here: Served) -> None:
    """Browsers open them from any page without asking."""
    asking = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAA",
    }
    assert httpx.get(f"{here.url}/api/who", headers=asking).status_code != 101


# What every answer says.


@pytest.mark.parametrize(
    "path", ["/", "/static/a.css", "/api/who", "/nowhere", "/api/nowhere", "/fail/internal", "/login"]
)
def test_every_answer_bears_the_headers(path: str, here: Served) -> None:
    """Pages, files, errors foreseen and not: nothing from elsewhere runs, frames or is told where one came from."""
    headers = httpx.get(here.url + path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == "private, no-cache"


def test_cookies_are_kept_from_scripts_and_foreign_pages(here: Served) -> None:
    """HttpOnly and SameSite=Strict; files and answers to programs set none."""
    set_cookie = httpx.get(here.url).headers["set-cookie"]
    assert set_cookie.startswith(f"reportedly_csrf_{here.port}=")
    assert "HttpOnly" in set_cookie
    assert "SameSite=Strict" in set_cookie
    assert "set-cookie" not in httpx.get(f"{here.url}/api/who").headers
    assert "set-cookie" not in httpx.get(f"{here.url}/static/a.css").headers


# Bodies.


def test_a_body_that_says_it_is_too_large_is_not_read(here: Served) -> None:
    """The answer comes before a byte of it is sent, and the connection ends."""
    with socket.create_connection(("127.0.0.1", here.port), timeout=5) as line:
        head = f"POST /api/bare HTTP/1.1\r\nHost: 127.0.0.1:{here.port}\r\nContent-Type: application/json\r\n"
        line.sendall(f"{head}Content-Length: 999999999999\r\n\r\n".encode())
        answer = b""
        while more := line.recv(65536):
            answer += more
    assert answer.split()[1] == b"413"
    assert b'"too-large"' in answer


@pytest.mark.parametrize(
    ("path", "kind", "fault"),
    [
        ("/api/bare", "application/json", "too-large"),
        ("/api/upload", "multipart/form-data; boundary=x", "too-large"),
        ("/api/upload", "multipart/form-data; boundary=y", "bad-request"),
        ("/api/bare", "text/plain", "wrong-media-type"),
        ("/nowhere", "application/json", "not-found"),
    ],
)
def test_a_body_that_grows_without_end_is_not_read_on(path: str, kind: str, fault: str, here: Served) -> None:
    """One sent in pieces, without its length, is hung up on once it is too large, or nobody wants it."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{here.port}\r\nContent-Type: {kind}\r\n"
    first = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
    sent, piece = 0, b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", here.port), timeout=5) as line:
        line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n{len(first):x}\r\n".encode() + first + b"\r\n")
        line.setblocking(False)
        answer = b""
        for _ in range(3_000):
            _, ready, _ = select.select([], [line], [], 5)
            try:
                sent += line.send(piece[sent % len(piece) :]) if ready else 0
            except OSError:
                break  # it was hung up
        line.setblocking(True)
        with suppress(OSError):
            answer = line.recv(65536)
    assert sent < 100_000_000
    assert not answer or fault in answer.decode()


def test_a_body_below_the_bound_is_taken(here: Served) -> None:
    """Up to the last byte."""
    kind = {"Content-Type": "application/json"}
    assert httpx.post(f"{here.url}/api/bare", content=b"x" * 1_000_000, headers=kind).json() == {"bytes": 1_000_000}
