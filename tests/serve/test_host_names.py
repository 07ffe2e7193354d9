"""The names by which a workbench is asked: its own and the allowed are answered, foreign ones refused. Over a real port."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from reportedly.errors import UsageError
from reportedly.serve.web.access import Access
from reportedly.serve.web.hosts import Host, KnownHosts, host_of, is_loopback
from serve.doors import ALLOWED, NOTE, Served, done, served, slug


@pytest.fixture(scope="module")
def here() -> Iterator[Served]:
    with served(Access.of("127.0.0.1", allowed_hosts=ALLOWED)) as one:
        yield one


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_own_names_are_answered(host: str, here: Served) -> None:
    """Each name and address of this machine, with the port."""
    assert httpx.get(f"{here.url}/api/who", headers={"Host": host.format(port=here.port)}).status_code == 200


@pytest.mark.parametrize("host", ["tool.example", "tool.example:1", "other.example:8443"])
def test_allowed_names_are_answered(host: str, here: Served) -> None:
    """With any port, or only with the one that was allowed."""
    assert httpx.get(f"{here.url}/api/who", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "evil.localhost:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}@evil.example",
        "evil.example@127.0.0.1:{port}",
        "evil.example#127.0.0.1:{port}",
        "evil.example/127.0.0.1:{port}",
        "[::1",
        "10.0.0.1:{port}",
        "0.0.0.0:{port}",
        "other.example",
        "",
    ],
)
def test_a_foreign_name_is_refused(host: str, here: Served) -> None:
    """A page whose name was pointed at 127.0.0.1 gets nothing, neither by reading nor by sending."""
    headers = {"Host": host.format(port=here.port)}
    before = done(here)
    assert slug(httpx.get(f"{here.url}/api/who", headers=headers)) == "unknown-host"
    assert httpx.get(here.url, headers=headers).status_code == 421
    assert httpx.post(f"{here.url}/api/reviews", json=NOTE, headers=headers).status_code == 421
    assert done(here) == before


@pytest.mark.parametrize(
    "lines", [b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: evil.example\r\n\r\n"]
)
def test_no_name_or_two_are_refused(lines: bytes, here: Served) -> None:
    """Neither an old request without a Host header nor one with two is answered."""
    with socket.create_connection(("127.0.0.1", here.port), timeout=5) as line:
        line.sendall(lines.replace(b"PORT", str(here.port).encode()))
        assert line.recv(65536).split()[1] in (b"421", b"400")


@pytest.mark.parametrize("mark", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_what_comes_through_a_proxy_is_not_from_this_machine(mark: str, here: Served) -> None:
    """A proxy would make an admin of whoever it lets through."""
    assert slug(httpx.get(f"{here.url}/api/who", headers={mark: "127.0.0.1"})) == "not-local"


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Tool.Example:8443", Host("tool.example", 8443)),
        ("[::1]:80", Host("::1", 80)),
        ("localhost", Host("localhost")),
        ("a:b", None),
        ("a:99999", None),
        ("a:", None),
        ("a/b", None),
        ("a?b", None),
        ("u@a", None),
        ("", None),
        (":80", None),
    ],
)
def test_a_host_is_a_name_and_perhaps_a_port(text: str, host: Host | None) -> None:
    """Anything else is none."""
    assert host_of(text) == host


@pytest.mark.parametrize("name", ["127.1", "0.0.0.0", "localhost.", "local", "::ffff:10.0.0.1", "", "1"])
def test_what_is_not_surely_this_machine(name: str) -> None:
    """Only its own name and addresses in full."""
    assert not is_loopback(name)


def test_an_allowed_host_must_be_one() -> None:
    """An option that is no host is wrong use."""
    with pytest.raises(UsageError, match="a host is"):
        Access.of("127.0.0.1", allowed_hosts=["http://tool.example/"])


def test_with_a_login_names_are_bound_only_where_some_are_allowed() -> None:
    """Without a session cookie of that name a foreign page gets nothing anyhow."""
    assert KnownHosts.of(False, []).serve("anything.example", 80)
    assert not KnownHosts.of(False, ["tool.example"]).serve("anything.example", 80)
    assert not KnownHosts.of(False, ["tool.example"]).serve(None, 80)


def test_behind_a_proxy_the_allowed_name_is_an_own_origin() -> None:
    """A proxy may call us by another name than the browser calls it."""
    hosts = KnownHosts.of(False, ["tool.example"])
    assert hosts.are_own("https://tool.example", "127.0.0.1:8000")
    assert not hosts.are_own("https://evil.example", "127.0.0.1:8000")
    assert not hosts.are_own("https://[", "127.0.0.1:8000")
