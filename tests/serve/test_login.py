"""The door of a workbench that others reach: logging in, sessions, and who guesses. Over a real port."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request

from reportedly.serve.web.access import Access
from reportedly.serve.web.login import cookie, local_path
from reportedly.serve.web.sessions import ANYBODY, LIFE, Sessions
from reportedly.serve.web.throttle import Throttle
from reportedly.world.clock import FixedClock
from reportedly.world.tokens import TokenStore
from serve.doors import NOTE, Served, bearing, guarded, new_year, owned, served, slug


class Seconds:
    """A clock for the throttle that stands until it is moved."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> FixedClock:
    return new_year()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> TokenStore:
    return owned(tmp_path, clock)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def there(store: TokenStore, clock: FixedClock, seconds: Seconds) -> Iterator[Served]:
    with guarded(store, clock, seconds) as one:
        yield one


@pytest.fixture
def browser(there: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=there.url, headers={"User-Agent": "Mozilla/5.0", "Origin": there.url}) as client:
        yield client


def csrf_on(page: httpx.Response) -> str:
    return page.text.split('name="csrf" value="')[1].split('"')[0]


def log_in(client: httpx.Client, text: str, onward: str = "/") -> httpx.Response:
    csrf = csrf_on(client.get("/login"))
    return client.post("/login", data={"token": text, "csrf": csrf, "next": onward})


# People.


def test_logging_in_and_out(there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """The token becomes a session that shows who one is, until one leaves; its cookie opens nothing afterwards."""
    _, text = store.add("Ann", "analyst")
    answer = log_in(browser, text, "/api/who?a=b")
    assert (answer.status_code, answer.headers["location"]) == (303, "/api/who?a=b")
    set_cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("reportedly_session"))
    assert text not in set_cookie
    assert all(part in set_cookie for part in ("HttpOnly", "SameSite=Strict", f"Max-Age={12 * 3600}", "Path=/"))
    assert browser.get("/api/who").json()["name"] == "Ann"
    assert browser.get("/login").headers["location"] == "/"
    kept = dict(browser.cookies)
    csrf = browser.get("/").text.splitlines()[1]
    assert browser.post("/logout", data={"csrf": "x"}).status_code == 403
    assert browser.post("/logout", data={"csrf": csrf}).headers["location"] == "/login"
    assert browser.get("/api/who").status_code == 401
    with httpx.Client(cookies=kept) as thief:
        assert thief.get(f"{there.url}/api/who").status_code == 401


def test_a_session_needs_the_form_token(there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """That of before the login is worth nothing after it, nor is another session's."""
    _, text = store.add("Ann", "analyst")
    before = csrf_on(browser.get("/login"))
    log_in(browser, text)
    mine = browser.get("/").text.splitlines()[1]
    assert browser.post("/api/reviews", json=NOTE).status_code == 403
    for other in (
        before,
        there.access.sessions.form_token(ANYBODY),
        there.access.sessions.form_token("at-the-machine"),
    ):
        assert slug(browser.post("/api/reviews", json=NOTE, headers={"X-CSRF-Token": other})) == "no-form-token"
    assert browser.post("/review", data=NOTE | {"csrf": mine}).text == "reviewed"
    assert browser.post("/api/reviews", json=NOTE, headers={"X-CSRF-Token": mine}).json() == NOTE


def test_without_marks_of_a_browser_a_session_needs_it_too(
    there: Served, browser: httpx.Client, store: TokenStore
) -> None:
    """What is free for programs at the machine is not for who comes by a cookie."""
    _, text = store.add("Ann", "analyst")
    log_in(browser, text)
    with httpx.Client(base_url=there.url, cookies=browser.cookies) as plain:
        assert plain.post("/api/reviews", json=NOTE).status_code == 403


def test_the_login_form_needs_the_form_token(there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """Else a foreign page could log somebody in as another, who then reads what they write."""
    _, text = store.add("Ann", "analyst")
    got_elsewhere = csrf_on(httpx.get(f"{there.url}/login"))
    browser.get("/login")
    for csrf in ("", got_elsewhere):
        assert browser.post("/login", data={"token": text, "csrf": csrf}).status_code == 403
    assert browser.get("/api/who").status_code == 401
    foreign = browser.post("/login", data={"token": text}, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_a_wrong_token_is_told_on_the_page(there: Served, browser: httpx.Client) -> None:
    """In words, with the form as it was, and without the token."""
    answer = log_in(browser, "rpt_t0_wrong", "/claims")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "rpt_t0_wrong" not in answer.text
    assert 'name="next" value="/claims"' in answer.text


def test_a_session_ends_with_its_token(there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """Revoking ends what was begun with it at once."""
    token, text = store.add("Ann", "admin")
    log_in(browser, text)
    assert browser.get("/api/who").status_code == 200
    store.revoke(token.id)
    assert browser.get("/api/who").status_code == 401


def test_a_session_lasts_twelve_hours(
    there: Served, browser: httpx.Client, store: TokenStore, clock: FixedClock
) -> None:
    """Whatever the browser does with its cookie."""
    _, text = store.add("Ann", "admin")
    log_in(browser, text)
    clock.move(LIFE - timedelta(seconds=1))
    assert browser.get("/api/who").status_code == 200
    clock.move(timedelta(seconds=1))
    assert browser.get("/api/who").status_code == 401


def test_a_session_ends_with_the_days_of_its_token(
    there: Served, browser: httpx.Client, store: TokenStore, clock: FixedClock
) -> None:
    """A token that expires takes its sessions along."""
    _, text = store.add("Ben", "admin", days=1)
    clock.move(timedelta(days=1) - timedelta(hours=1))
    log_in(browser, text)
    assert browser.get("/api/who").status_code == 200
    clock.move(timedelta(hours=1))
    assert browser.get("/api/who").status_code == 401


def test_a_forged_session_opens_nothing(there: Served, store: TokenStore, clock: FixedClock) -> None:
    """Neither one signed with another key, nor a changed one, nor a form token in its place, nor an unsigned one."""
    token, _ = store.add("Ann", "admin")
    real = there.access.sessions.begun(token.id, clock())
    payload, _, seal = real.partition(".")
    other = there.access.sessions.begun(store.add("Ben", "reader")[0].id, clock())
    forgeries = [
        Sessions(b"x" * 32).begun(token.id, clock()),
        f"{payload}.",
        payload,
        f"{payload}.{seal[:-1]}",
        f"{other.partition('.')[0]}.{seal}",
        f"{payload}.{other.rpartition('.')[2]}",
        there.access.sessions.form_token(token.id),
        there.access.sessions.begun("t00000000", clock()),
        "",
        ".",
        "a" * 5000,
    ]
    name = f"reportedly_session_{there.port}"
    assert httpx.get(f"{there.url}/api/who", headers={"Cookie": f"{name}={real}"}).status_code == 200
    for forged in forgeries:
        assert httpx.get(f"{there.url}/api/who", headers={"Cookie": f"{name}={forged}"}).status_code == 401, forged


def test_a_session_of_before_the_restart_is_over(there: Served, store: TokenStore, clock: FixedClock) -> None:
    """Each process has its own key, unless it is given one."""
    token, _ = store.add("Ann", "admin")
    one, other = Access.of("0.0.0.0", store, clock=clock), Access.of("0.0.0.0", store, clock=clock)
    text = one.sessions.begun(token.id, clock())
    assert one.sessions.opened(text, clock()) is not None
    assert other.sessions.opened(text, clock()) is None
    key = b"k" * 32
    assert Sessions(key).opened(Sessions(key).begun(token.id, clock()), clock()) is not None


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "http:evil.example",
        "/a\r\nSet-Cookie: a=b",
        "/login?next=/login",
        "",
        "/Ж",
    ],
)
def test_the_login_leads_nowhere_else(onward: str, there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """Whatever stands in `next`, only a path of this server is gone to."""
    _, text = store.add("Ann", "reader")
    page = browser.get("/login", params={"next": onward})
    assert 'name="next" value="/"' in page.text
    assert '<a href="/">' in page.text
    answer = log_in(browser, text, onward)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert httpx.get(f"{there.url}/login", params={"next": onward}, cookies=browser.cookies).headers["location"] == "/"


@pytest.mark.parametrize(
    "onward", ["/", "/claims?actor=KP&item=a%20b", "/flow/KP/RU#c-1", "/%2F/evil.example", "/a//b"]
)
def test_paths_of_this_server_are_gone_to(onward: str) -> None:
    """With what was asked there."""
    assert local_path(onward) == onward


@pytest.mark.parametrize("onward", [None, 7, b"/a"])
def test_what_is_no_text_leads_home(onward: Any) -> None:
    """A missing field, or a file in its place."""
    assert local_path(onward) == "/"


def test_what_stands_in_next_is_no_markup(there: Served) -> None:
    """It is escaped on the page."""
    page = httpx.get(f"{there.url}/login", params={"next": '/"><script>alert(1)</script>'})
    assert "<script>" not in page.text


def test_a_login_takes_no_large_form(there: Served, browser: httpx.Client) -> None:
    """Anybody may send it, so it is small."""
    csrf = csrf_on(browser.get("/login"))
    assert browser.post("/login", data={"token": "x" * 20_000, "csrf": csrf}).status_code == 413


def test_cookies_are_for_tls_alone_where_there_is_tls() -> None:
    """Secure, where the page came by https."""
    over_tls = Request({"type": "http", "scheme": "https", "headers": []})
    plain = Request({"type": "http", "scheme": "http", "headers": []})
    assert cookie(over_tls, "a", "b").endswith("; Secure")
    assert "Secure" not in cookie(plain, "a", "b")


def test_on_this_machine_the_login_leads_home(store: TokenStore) -> None:
    """There is nothing to log in to or out of."""
    with served(Access.of("127.0.0.1", store)) as here, httpx.Client(base_url=here.url) as client:
        assert client.get("/login").headers["location"] == "/"
        csrf = client.get("/").text.splitlines()[1]
        assert client.post("/login", data={"token": "x", "csrf": csrf}).headers["location"] == "/"
        assert client.post("/logout", data={"csrf": csrf}).headers["location"] == "/"


def test_on_this_machine_a_token_tells_who_asks(store: TokenStore) -> None:
    """A program that says who it is, is that, and no admin."""
    _, text = store.add("Robot", "reader")
    with served(Access.of("127.0.0.1", store)) as here:
        assert httpx.get(f"{here.url}/api/who", headers=bearing(text)).json()["name"] == "Robot"
        assert httpx.post(f"{here.url}/api/reviews", json=NOTE, headers=bearing(text)).status_code == 403
        assert httpx.get(f"{here.url}/api/who", headers=bearing("rpt_t0_0")).status_code == 401


def test_damaged_tokens_let_nobody_in(there: Served, store: TokenStore) -> None:
    """Who asks from elsewhere is not told where they lie."""
    _, text = store.add("Ann", "admin")
    store.path.write_text("{", encoding="utf-8")
    answer = httpx.get(f"{there.url}/api/who", headers=bearing(text))
    assert (answer.status_code, slug(answer)) == (500, "tokens-unusable")
    assert str(store.path) not in answer.text


# Guessing.


def test_who_guesses_waits(there: Served, store: TokenStore, seconds: Seconds) -> None:
    """After ten wrong tokens within a minute even the right one is not looked at, until the first is a minute old."""
    _, text = store.add("Ann", "admin")
    for _ in range(10):
        assert httpx.get(f"{there.url}/api/who", headers=bearing("rpt_t0_0")).status_code == 401
        seconds.at += 1
    answer = httpx.get(f"{there.url}/api/who", headers=bearing(text))
    assert (answer.status_code, slug(answer), answer.headers["retry-after"]) == (429, "too-many-tries", "50")
    seconds.at += 50
    assert httpx.get(f"{there.url}/api/who", headers=bearing(text)).status_code == 200


def test_who_guesses_on_the_page_waits_too(there: Served, browser: httpx.Client, store: TokenStore) -> None:
    """The page says for how long; who is in already stays in."""
    _, text = store.add("Ann", "admin")
    csrf = csrf_on(browser.get("/login"))
    with httpx.Client(base_url=there.url) as inside:
        log_in(inside, text)
        for _ in range(10):
            assert browser.post("/login", data={"token": "x", "csrf": csrf}).status_code == 401
        answer = browser.post("/login", data={"token": text, "csrf": csrf})
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
        assert "try again in 60 seconds" in answer.text
        assert inside.get("/api/who").status_code == 200


def test_nine_wrong_tokens_are_forgiven() -> None:
    """A slip is no guess, and old ones do not count."""
    seconds = Seconds()
    throttle = Throttle(now=seconds)
    for _ in range(30):
        throttle.wrong("10.0.0.1")
        assert throttle.wait("10.0.0.1") == 0
        seconds.at += 6.7


def test_others_do_not_wait_along() -> None:
    """Each IPv4 address counts by itself; those of one IPv6 household count together."""
    throttle = Throttle(now=Seconds())
    for n in range(10):
        throttle.wrong("10.0.0.1")
        throttle.wrong(f"2001:db8::{n}")
    assert throttle.wait("10.0.0.1") == throttle.wait("::ffff:10.0.0.1") == 60
    assert throttle.wait("10.0.0.2") == 0
    assert throttle.wait("2001:db8::ffff") == 60
    assert throttle.wait("2001:db8:0:1::1") == 0
    assert throttle.wait("") == 0


def test_guesses_take_little_memory() -> None:
    """From however many addresses they come."""
    throttle = Throttle(now=Seconds(), remembered=100)
    for n in range(10_000):
        throttle.wrong(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}")
    assert len(throttle._wrong) == 100
    for _ in range(10_000):
        throttle.wrong("10.9.9.9")
    assert sum(map(len, throttle._wrong.values())) <= 109
