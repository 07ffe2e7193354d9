from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest

from reportedly.terms.fetching import Request
from reportedly.terms.watching import Manners
from world.web.fetchers import QUICK, fetch, fetcher, slug
from world.web.servers import Served, page, to

FORMS = [
    "127.0.0.2",
    "2130706434",
    "0x7f000002",
    "017700000002",
    "0x7f.2",
    "127.2",
    "127.0.0.2.",
    "127。0。0。2",
    "[::ffff:127.0.0.2]",
]
"""Ways to write one address of this machine that nobody allowed."""

ELSEWHERE = [
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "[fd00::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
    "0.0.0.0",
]


@pytest.fixture
def secret() -> Iterator[Served]:
    """A server at an address of this machine that is not allowed."""
    with Served({"/": page(b"secret"), "/robots.txt": page(b"")}, "127.0.0.2") as served:
        yield served


def at(host: str, served: Served) -> str:
    return f"http://{host}:{served.port}/"


@pytest.mark.parametrize("host", [*FORMS, "localhost"])
def test_this_machine_is_not_asked(host: str, secret: Served) -> None:
    """However its address is written, this machine sees no connection."""
    fetched = fetch(at(host, secret), Manners(pause=0.0, timeout=2.0))
    assert slug(fetched) == "private-address"
    assert fetched.status is None
    assert fetched.body == b""
    assert secret.connections == 0


def test_the_server_is_there(secret: Served) -> None:
    """Where its network is allowed the same server answers, in every form of its address but those mapped into IPv6."""
    manners = Manners(pause=0.0, timeout=2.0, private=("127.0.0.2/32",))
    assert [fetch(at(host, secret), manners).body for host in FORMS[:-1]] == [b"secret"] * (len(FORMS) - 1)
    assert slug(fetch(at(FORMS[-1], secret), manners)) == "private-address"


@pytest.mark.parametrize("host", FORMS)
def test_no_redirect_leads_to_it(host: str, secret: Served) -> None:
    """Nor does it see one where a host that may be asked redirects to it."""
    with Served({"/": to(at(host, secret))}) as allowed:
        fetched = fetch(f"{allowed.url}/")
    assert slug(fetched) == "private-address"
    assert fetched.hops == (f"{allowed.url}/", at(host, secret))
    assert fetched.status is None
    assert allowed.paths == ["/robots.txt", "/"]
    assert secret.connections == 0


@pytest.mark.parametrize("host", ELSEWHERE)
def test_no_redirect_leads_into_a_private_network(host: str) -> None:
    """A redirect to a private network, to what is link-local, or to where clouds tell secrets ends there."""
    with Served({"/": to(f"http://{host}/latest/meta-data")}) as allowed:
        fetched = fetch(f"{allowed.url}/")
    assert slug(fetched) == "private-address"
    assert fetched.seconds < 1


def test_the_loopback_of_ipv6() -> None:
    """A redirect to [::1] is not followed, and nothing there sees a connection."""
    try:
        secret = Served({"/": page(b"secret")}, "::1")
    except OSError as fault:
        pytest.skip(f"this machine has no IPv6 ({fault})")
    with secret, Served({"/": to(f"{secret.url}/")}) as allowed:
        assert slug(fetch(f"{allowed.url}/")) == "private-address"
        assert secret.connections == 0
        assert fetch(f"{allowed.url}/", Manners(pause=0.0, private=("127.0.0.0/8", "::1"))).body == b"secret"


def test_rules_that_redirect_to_it(secret: Served) -> None:
    """A robots.txt that redirects to it leaves its host unasked, and it sees no connection."""
    with Served({"/robots.txt": to(at("127.0.0.2", secret)), "/": page(b"text")}) as allowed:
        fetched = fetch(f"{allowed.url}/")
    assert slug(fetched) == "robots-unreachable"
    assert allowed.paths == ["/robots.txt"]
    assert secret.connections == 0


class Changing:
    """A resolver whose answers follow one another; the last one stays. asked: how often."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = answers
        self.asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]


def test_a_name_that_turns_private() -> None:
    """A name is resolved once a connection, and the connection goes to what was checked: a name that points to what may be
    asked and then to what may not (DNS rebinding) never reaches the second.
    """
    with Served({"/": page(b"open"), "/robots.txt": page(b"")}) as allowed:
        with Served({"/": page(b"secret")}, "127.0.0.2", allowed.port) as secret:
            names = Changing(["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"])
            asking = fetcher(resolve=names)
            url = f"http://news.example:{allowed.port}/"
            first, second = (asking.fetch(Request(url)) for _ in range(2))
        assert first.body == b"open"
        assert allowed.connections == 2
        assert slug(second) == "private-address"
        assert secret.connections == 0
        assert names.asked == 3


def test_a_name_that_turns_private_at_once() -> None:
    """So too where only the rules of the host came from what may be asked, and between two connections of one fetch."""
    with Served({"/robots.txt": page(b"")}) as allowed, Served({}, "127.0.0.2", allowed.port) as secret:
        url = f"http://news.example:{allowed.port}/"
        assert slug(fetch(url, resolve=Changing(["127.0.0.1"], ["127.0.0.2"]))) == "private-address"
        assert slug(fetch(url, resolve=Changing(["127.0.0.1", "127.0.0.2"]))) == "private-address"
        assert slug(fetch(url, resolve=Changing(["8.8.8.8", "127.0.0.2"]))) == "private-address"
        assert allowed.connections == 1
        assert secret.connections == 0


def test_allowed_by_name() -> None:
    """A host that is allowed by its name is asked wherever it is on this machine or in its networks; another name is not."""
    manners = Manners(pause=0.0, timeout=2.0, private=("intranet.example",))
    with Served({"/": page(b"text")}, "127.0.0.2") as served:
        here = Changing(["127.0.0.2"])
        assert fetch(at("INTRANET.example.", served), manners, resolve=here).body == b"text"
        assert slug(fetch(at("www.intranet.example", served), manners, resolve=here)) == "private-address"


def test_the_next_address_is_tried() -> None:
    """Where nothing answers at one address of a host, the next is asked."""
    with Served({"/": page(b"text")}) as served:
        manners = Manners(pause=0.0, timeout=2.0, private=("127.0.0.0/8",))
        assert fetch(at("news.example", served), manners, resolve=Changing(["127.0.0.9", "127.0.0.1"])).body == b"text"


def test_no_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's proxies see nothing."""
    with Served({}) as proxy, Served({"/": page(b"text")}) as served:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert fetch(f"{served.url}/").body == b"text"
        assert proxy.connections == 0


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "javascript:1", "http://["]
)
def test_redirects_to_what_is_no_page(url: str) -> None:
    """A redirect to another scheme, to a user's password, or to nonsense is not followed."""
    with Served({"/": to(url)}) as served:
        fetched = fetch(f"{served.url}/", QUICK)
    assert slug(fetched) == "bad-redirect"
    assert fetched.status == 302


def test_the_resolver_of_the_system() -> None:
    """The system is asked for names by default, and knows this machine's."""
    from reportedly.world.web.connecting import system_addresses

    assert "127.0.0.1" in system_addresses("localhost", 80) or "::1" in system_addresses("localhost", 80)
    with pytest.raises(socket.gaierror):
        system_addresses("nowhere.invalid", 80)
