from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from reportedly.terms.fetching import Fetched, Request
from reportedly.world.clock import FixedClock
from reportedly.world.web.robots import MOST_BYTES, rules_for
from world.web.fetchers import QUICK, Waits, fetch, fetcher, slug
from world.web.servers import RESET, Answer, Served, page, to

NOT_HERE = page(b"User-agent: *\nDisallow: /private\nAllow: /private/open\n")


def ask(rules: Answer, path: str = "/page") -> tuple[Fetched, list[str]]:
    """What comes of a page behind such a robots.txt, and what the server was asked for."""
    with Served({"/robots.txt": rules, path: page(b"text")}) as served:
        return fetch(f"{served.url}{path}"), served.paths


def test_left_alone() -> None:
    """What a host asks programs to leave alone is not asked; the longest rule holds."""
    fetched, asked = ask(NOT_HERE, "/private/x")
    assert (slug(fetched), fetched.status) == ("robots", None)
    assert asked == ["/robots.txt"]
    assert ask(NOT_HERE)[0].body == b"text"
    assert ask(NOT_HERE, "/private/open")[0].body == b"text"


def test_behind_a_redirect() -> None:
    """A redirect to what is left alone ends there, on the same host and on another."""
    with Served({"/robots.txt": NOT_HERE, "/private": page(b"text"), "/": to("/private")}) as served:
        with Served({"/": to(f"{served.url}/private")}) as other:
            assert slug(fetch(f"{other.url}/")) == "robots"
        assert slug(fetch(f"{served.url}/")) == "robots"
        assert "/private" not in served.paths


@pytest.mark.parametrize(
    ("rules", "asked"),
    [
        ("User-agent: *\nDisallow: /\n\nUser-agent: Reportedly\nDisallow:\n", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: reportedly\nDisallow: /\n", False),
        ("User-agent: other\nUser-agent: REPORTEDLY/1.0\nDisallow: /page\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: report\nDisallow: /\n", True),
        ("User-agent: reportedly-news\nDisallow: /\n", True),
        ("\ufeffUser-agent: *\r\nDisallow: /*ge$\r\n", False),
        ("Disallow: /\n", True),
        ("<html>no rules</html>", True),
        ("", True),
    ],
)
def test_whose_rules(rules: str, asked: bool) -> None:
    """The rules for this program hold before those for all; those for others, and what is no rule, do not concern it."""
    assert (ask(page(rules.encode()))[0].body == b"text") == asked


@pytest.mark.parametrize(
    "status", ["404 Not Found", "403 Forbidden", "401 Unauthorized", "410 Gone", "400 Bad Request", "204 No Content"]
)
def test_none_there(status: str) -> None:
    """A host without a robots.txt, with an empty one, or that does not show it, may be asked."""
    assert ask(page(status=status))[0].body == b"text"


@pytest.mark.parametrize(
    "rules",
    [
        page(status="500 Internal Server Error"),
        page(status="503 Service Unavailable"),
        page(status="429 Too Many Requests"),
        page(status="302 Found"),
        page(b"text", length=100),
        page(b"text", Content_Encoding="br"),
    ],
    ids=["a fault", "no service", "too many", "nowhere", "breaks off", "packed"],
)
def test_not_to_be_had(rules: Answer) -> None:
    """A host whose robots.txt cannot be had for now is not asked for anything else."""
    fetched, asked = ask(rules)
    assert slug(fetched) == "robots-unreachable"
    assert asked == ["/robots.txt"]


def test_no_answer_at_all() -> None:
    """A host that does not answer at all is told as such."""
    assert slug(ask(RESET)[0]) == "no-connection"


def test_elsewhere() -> None:
    """A robots.txt may redirect, to another host too; one that redirects without end is none."""
    with Served({"/robots.txt": NOT_HERE}) as other:
        assert slug(ask(to(f"{other.url}/robots.txt"), "/private")[0]) == "robots"
    assert ask(to("/robots.txt"))[0].body == b"text"


def test_only_its_beginning() -> None:
    """Of a robots.txt the first 500 KiB are read, whatever its length; the rest is left out."""
    near = b"User-agent: *\nDisallow: /near\n"
    long = near + b"#" * MOST_BYTES + b"\nDisallow: /far\n"
    assert slug(ask(page(long), "/near")[0]) == "robots"
    assert ask(page(long), "/far")[0].body == b"text"


def test_known_for_a_day() -> None:
    """It is asked for once a day and host, also where there is none."""
    clock = FixedClock()
    for rules in (NOT_HERE, page(status="404 Not Found")):
        with Served({"/robots.txt": rules, "/": page(b"text")}) as served:
            asking = fetcher(clock=clock)
            for hours in (1, 22, 2):
                asking.fetch(Request(f"{served.url}/"))
                clock.move(timedelta(hours=hours))
            asking.fetch(Request(f"{served.url}/"))
            assert served.paths == ["/robots.txt", "/", "/", "/", "/robots.txt", "/"]


def test_asked_for_again() -> None:
    """One that could not be had is asked for again after ten minutes, not before."""
    clock = FixedClock()
    with Served({"/robots.txt": page(status="500 Fault"), "/": page(b"text")}) as served:
        asking = fetcher(clock=clock)
        assert [slug(asking.fetch(Request(f"{served.url}/"))) for _ in range(2)] == ["robots-unreachable"] * 2
        assert served.paths == ["/robots.txt"]
        served.pages["/robots.txt"] = NOT_HERE
        clock.move(timedelta(minutes=10))
        assert asking.fetch(Request(f"{served.url}/")).body == b"text"


def test_what_it_said_last() -> None:
    """While it cannot be had, what it said last holds."""
    clock = FixedClock()
    with Served({"/robots.txt": NOT_HERE, "/": page(b"text"), "/private": page(b"text")}) as served:
        asking = fetcher(clock=clock)
        asking.fetch(Request(f"{served.url}/"))
        served.pages["/robots.txt"] = page(status="500 Fault")
        clock.move(timedelta(days=2))
        assert asking.fetch(Request(f"{served.url}/")).body == b"text"
        assert slug(asking.fetch(Request(f"{served.url}/private"))) == "robots"


def waits(rules: bytes, pause: float, paths: tuple[str, ...] = ("/", "/")) -> list[float]:
    """The waits of asking for some pages one after another."""
    clock = FixedClock()
    sleep = Waits(clock)
    with Served({"/robots.txt": page(rules), "/": page(b"text"), "/to": to("/")}) as served:
        asking = fetcher(replace(QUICK, pause=pause), clock, sleep=sleep)
        assert all(asking.fetch(Request(f"{served.url}{path}")).body == b"text" for path in paths)
    return sleep.waited


def test_pauses() -> None:
    """Between any two requests to a host lies the pause, between the hops of a redirect too."""
    assert waits(b"", 2.0) == [2.0, 2.0]
    assert waits(b"", 2.0, ("/to",)) == [2.0, 2.0]
    assert waits(b"", 0.0) == []


def test_longer_pauses() -> None:
    """A host's `Crawl-delay` makes the pause longer, never shorter, and never longer than a minute."""
    assert waits(b"User-agent: *\nCrawl-delay: 5\n", 2.0) == [5.0, 5.0]
    assert waits(b"User-agent: *\nCrawl-delay: 1\n", 2.0) == [2.0, 2.0]
    assert waits(b"User-agent: *\nCrawl-delay: 1e9\n", 2.0) == [60.0, 60.0]
    assert waits(b"User-agent: *\nCrawl-delay: nan\n", 2.0) == [2.0, 2.0]


def test_many_programs() -> None:
    """A robots.txt that names very many programs before very many rules is read in little time."""
    rules = b"".join(b"User-agent: x%d\n" % n for n in range(12_000)) + b"Disallow: /\n" * 20_000
    assert len(rules) < MOST_BYTES
    started = time.monotonic()
    assert ask(page(rules))[0].body == b"text"
    assert time.monotonic() - started < 2


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("utf-8", "replace")))
def test_any_rules(text: str) -> None:
    """Whatever a robots.txt holds, it is read."""
    rules = Protego.parse(rules_for("reportedly", text))
    assert rules.can_fetch("http://example.org/page", "reportedly") in (True, False)


LINES = st.sampled_from(
    [
        "User-agent: *",
        "User-agent: reportedly",
        "user agent other",
        "Disallow: /a",
        "Allow: /a/b",
        "Disallow: /",
        "",
        "# x",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["/", "/a", "/a/b"]))
def test_the_same_rules(lines: list[str], path: str) -> None:
    """Putting other programs under one name changes nothing of what is asked of this one."""
    text = "\n".join(lines)
    told = [
        Protego.parse(each).can_fetch(f"http://x{path}", "reportedly") for each in (text, rules_for("reportedly", text))
    ]
    assert told[0] == told[1]


def test_a_slow_one() -> None:
    """The time for a fetch holds for the robots.txt, too; waiting for one's turn is no part of it."""

    def slow(request: str) -> Iterator[bytes]:
        time.sleep(1)
        yield b""

    with Served({"/robots.txt": slow}) as served:
        fetched = fetch(f"{served.url}/", replace(QUICK, timeout=0.3))
    assert slug(fetched) == "timeout"
    with Served({"/": page(b"text")}) as served:
        fetched = fetch(f"{served.url}/", replace(QUICK, timeout=0.2, pause=0.3), sleep=time.sleep)
    assert fetched.body == b"text"
    assert fetched.seconds < 0.2
