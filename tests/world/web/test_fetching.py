from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reportedly.errors import UsageError
from reportedly.terms.fetching import Request
from reportedly.terms.watching import Manners
from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.web.opening import web_fetcher
from world.web.fetchers import QUICK, ask, fetch, fetcher, slug
from world.web.servers import RESET, Answer, Served, page, to

SHORT = replace(QUICK, timeout=0.3)
SMALL = replace(QUICK, most_bytes=1_000)


def test_a_page() -> None:
    """A page comes whole, with its headers in lower case and in order, and the instant and the address of asking."""
    fetched = ask(page(b"text", ETag='"1"', Content_Type="text/html"))
    assert (fetched.status, fetched.body, fetched.fault) == (200, b"text", None)
    assert fetched.headers == (("content-length", "4"), ("etag", '"1"'), ("content-type", "text/html"))
    assert fetched.hops == (fetched.url,)
    assert fetched.at == FixedClock().at
    assert 0 < fetched.seconds < 1


def test_what_is_told() -> None:
    """A server learns the program, the contact and what is wanted, and nothing else; no cookie comes back to it."""
    with Served({"/": page(b"", Set_Cookie="a=b")}) as served:
        asking = fetcher(replace(QUICK, contact="desk@example.org"))
        asking.fetch(Request(f"{served.url}/"))
        asking.fetch(Request(f"{served.url}/"))
        names = [line.partition(":")[0] for line in served.asked[-1].split("\r\n")[1:] if line]
        assert names == ["Host", "User-Agent", "Accept-Encoding", "Accept", "Connection"]
        assert served.header("User-Agent") == "reportedly/1.0 (+desk@example.org)"
        assert served.header("Accept-Encoding") == "gzip"
        assert served.header("Connection") == "close"


def test_unchanged() -> None:
    """Who has a copy says so, and an unchanged body is not sent again; that is no fault."""
    with Served({"/": page(status="304 Not Modified")}) as served:
        fetched = fetcher().fetch(Request(f"{served.url}/", '"1"', "Mon, 01 Jan 2024 00:00:00 GMT"))
        assert served.header("If-None-Match") == '"1"'
        assert served.header("If-Modified-Since") == "Mon, 01 Jan 2024 00:00:00 GMT"
    assert (fetched.status, fetched.fault, fetched.body, fetched.sha256) == (304, None, b"", None)


def test_unchanged_from_nothing() -> None:
    """A server that calls unchanged what nobody has is at fault."""
    assert slug(ask(page(status="304 Not Modified"))) == "wrong-status"


def test_conditions_that_are_no_headers() -> None:
    """What a header cannot hold is not sent as a condition."""
    with Served({"/": page(b"text")}) as served:
        assert fetcher().fetch(Request(f"{served.url}/", '"1"\r\nX: y', "é")).body == b"text"
        assert served.header("If-None-Match") is served.header("X") is served.header("If-Modified-Since") is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", "not-found"),
        ("410 Gone", "not-found"),
        ("401 Unauthorized", "refused"),
        ("403 Forbidden", "refused"),
        ("451 Unavailable For Legal Reasons", "refused"),
        ("429 Too Many Requests", "too-many-requests"),
        ("500 Internal Server Error", "server-error"),
        ("503 Service Unavailable", "server-error"),
        ("418 I'm a teapot", "wrong-status"),
        ("206 Partial Content", "wrong-status"),
        ("300 Multiple Choices", "wrong-status"),
    ],
)
def test_statuses(status: str, expected: str) -> None:
    """Each status but 200 is a fault of its kind, and its body is not read."""
    fetched = ask(page(b"an error page", status))
    assert slug(fetched) == expected
    assert fetched.status == int(status[:3])
    assert fetched.body == b""
    assert fetched.fault
    assert fetched.fault.where == fetched.url


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 01 Jan 2024 00:02:00 GMT", 120.0),
        ("Mon, 01 Jan 2024 01:02:00 +0100", 120.0),
        ("Sun, 31 Dec 2023 00:00:00 GMT", 0.0),
        ("999999999999", 2_592_000.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 2_592_000.0),
        ("9" * 5000, None),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after(told: str, seconds: float | None) -> None:
    """How long a server wants to be left alone, told in seconds or as a date; at most 30 days are believed."""
    assert ask(page(status="429 Too Many Requests", Retry_After=told)).retry_after == seconds
    assert ask(page(status="503 Service Unavailable", Retry_After=told)).retry_after == seconds
    assert ask(page(b"text", Retry_After=told)).retry_after is None


def test_redirects() -> None:
    """Redirects are followed, relative ones too, at most five; each address gone through is told."""
    pages = {f"/{n}": to(f"/{n + 1}") for n in range(6)} | {"/6": page(b"text")}
    with Served(pages) as served:
        whole = fetch(f"{served.url}/1")
        assert whole.body == b"text"
        assert whole.hops == tuple(f"{served.url}/{n}" for n in range(1, 7))
        assert whole.final == f"{served.url}/6"
        too_many = fetch(f"{served.url}/0")
        assert (slug(too_many), too_many.status) == ("too-many-redirects", 302)
        assert too_many.final == f"{served.url}/5"


@pytest.mark.parametrize("status", ["301 Moved Permanently", "303 See Other", "307 Temporary", "308 Permanent"])
def test_every_redirect(status: str) -> None:
    """All statuses that redirect are followed; a fragment is not part of the address."""
    with Served({"/": to("/ü?a#b", status), "/%C3%BC?a": page(b"text")}) as served:
        assert fetch(f"{served.url}/").body == b"text"
        assert fetch(f"{served.url}/").final == f"{served.url}/ü?a"


def test_a_circle() -> None:
    """A redirect in a circle ends when it closes."""
    with Served({"/": to("/a"), "/a": to("/")}) as served:
        assert slug(fetch(f"{served.url}/")) == "too-many-redirects"
        assert served.paths == ["/robots.txt", "/", "/a"]


def test_a_redirect_to_nowhere() -> None:
    """A redirect that does not say where to is a fault."""
    assert slug(ask(page(status="302 Found"))) == "bad-redirect"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\ntext\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntextXX0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\ntext",
        b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\ntext",
    ],
    ids=["no size", "a wrong end", "a chunk that breaks off", "a body that breaks off"],
)
def test_broken(answer: bytes) -> None:
    """A body in wrong pieces, or that breaks off, is none."""
    fetched = ask(answer)
    assert (slug(fetched), fetched.status, fetched.body) == ("broken-body", 200, b"")


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"\x00\xff" * 100 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\ntext",
    ],
)
def test_no_http(answer: bytes) -> None:
    """What is no answer in HTTP is a fault."""
    fetched = ask(answer)
    assert (slug(fetched), fetched.status) == ("bad-answer", None)


def test_large_headers() -> None:
    """A megabyte of headers is not read, be it one or many."""
    one = page(b"text", X=str("x" * 1_000_000))
    many = page(b"text", **{f"X{n}": "x" * 20 for n in range(40_000)})
    assert [slug(ask(answer)) for answer in (one, many)] == ["too-large"] * 2
    assert ask(page(b"text", X="x" * 50_000)).body == b"text"


def test_cut_off() -> None:
    """A connection that is cut off, or closed without an answer, is a fault."""
    assert slug(ask(RESET)) == "no-connection"
    assert slug(ask(b"")) == "no-connection"

    def middle(request: str) -> Iterator[bytes]:
        yield page(b"text", length=400)
        time.sleep(0.05)
        yield RESET

    assert slug(ask(middle)) == "no-connection"
    assert ask(middle).status == 200


def test_nobody_there() -> None:
    """Where nothing listens, and where there is no such name, the two are told apart."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert slug(fetch(f"http://127.0.0.1:{port}/")) == "no-connection"
    assert slug(fetch("http://nowhere.invalid/")) == "no-such-host"


def drip(head: bytes) -> Answer:
    """An answer that comes a byte at a time, without end."""

    def drops(request: str) -> Iterator[bytes]:
        yield head
        for _ in range(200):
            time.sleep(0.02)
            yield b"x"

    return drops


def silence(request: str) -> Iterator[bytes]:
    """No answer."""
    time.sleep(1)
    yield b""


@pytest.mark.parametrize(
    "answer",
    [drip(b"HTTP/1.1 200 OK\r\nX: "), drip(page(length=9_000)), drip(b"HTTP/1.0 200 OK\r\n\r\n"), silence],
    ids=["headers", "a body", "an endless body", "silence"],
)
def test_drips(answer: Answer) -> None:
    """A server that sends a byte now and then is left when the time for the whole is up."""
    fetched = ask(answer, SHORT)
    assert slug(fetched) == "timeout"
    assert 0.25 < fetched.seconds < 0.6


def test_one_deadline_for_all_hops() -> None:
    """The time is that of all redirects together."""

    def slow(request: str) -> Iterator[bytes]:
        time.sleep(0.12)
        yield to(request.split(" ")[1] + "x")

    with Served(dict.fromkeys(("/", "/x", "/xx", "/xxx"), slow)) as served:
        fetched = fetch(f"{served.url}/", SHORT)
    assert slug(fetched) == "timeout"
    assert fetched.seconds < 0.6


def test_a_slow_resolver() -> None:
    """So is a name that takes long to be resolved."""

    def slow(host: str, port: int) -> list[str]:
        time.sleep(1)
        return ["127.0.0.1"]

    started = time.monotonic()
    assert slug(fetch("http://news.example/", SHORT, resolve=slow)) == "timeout"
    assert time.monotonic() - started < 0.6


def test_a_resolver_with_a_fault() -> None:
    """A name that the resolver cannot put into words is no host."""

    def wordless(host: str, port: int) -> list[str]:
        raise UnicodeError("label too long")

    assert slug(fetch("http://news.example/", resolve=wordless)) == "no-such-host"


def test_the_one_door() -> None:
    """What the rest of the program gets is a fetcher with the system's own resolver, clock and patience."""
    with Served({"/": page(b"text")}) as served:
        fetched = web_fetcher(QUICK, system_clock, "reportedly/1.0").fetch(Request(f"{served.url}/"))
    assert fetched.body == b"text"
    assert (datetime.now(UTC) - fetched.at).total_seconds() < 5


@pytest.mark.parametrize("contact", ["Büro", "a\r\nX: y"])
def test_a_contact_that_is_none(contact: str) -> None:
    """A contact that no header can hold is an error of use."""
    with pytest.raises(UsageError, match="cannot be told"):
        fetcher(Manners(contact=contact))


def test_what_is_not_installed() -> None:
    """Where what asks the web is not installed, one line says what to install."""
    code = (
        "import sys; sys.modules['httpcore'] = None\n"
        "from reportedly.errors import UsageError\n"
        "from reportedly.world.web.opening import web_fetcher\n"
        "try: web_fetcher(None, None, '')\n"
        "except UsageError as fault: print(fault)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert told.stdout == "asking the web needs httpcore: pip install 'reportedly[watch]'\n", told.stderr
