from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from world.web.fetchers import QUICK, fetch, slug
from world.web.servers import Served, page, to

PAGES = {"/": page(b"text"), "/robots.txt": page(b"")}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example and 127.0.0.1, with its key, that it signed itself."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl to make a certificate with")
    made = tmp_path_factory.mktemp("certificate") / "own.pem"
    told = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example"
    names = "subjectAltName=DNS:news.example,IP:127.0.0.1"
    command = ["openssl", *told.split(), "-addext", names, "-keyout", str(made), "-out", f"{made}.crt"]
    subprocess.run(command, check=True, capture_output=True)
    made.write_text(made.read_text() + Path(f"{made}.crt").read_text())
    return made


@pytest.fixture(scope="module")
def server_side(certificate: Path) -> ssl.SSLContext:
    """What a server shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def trusting(certificate: Path) -> Callable[[], ssl.SSLContext]:
    """Trust in this certificate alone."""
    return lambda: ssl.create_default_context(cafile=f"{certificate}.crt")


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_signed_by_itself(server_side: ssl.SSLContext) -> None:
    """A host whose certificate nobody vouches for is not asked for anything."""
    with Served(PAGES, tls=server_side) as served:
        fetched = fetch(f"{served.url}/")
    assert slug(fetched) == "bad-certificate"
    assert fetched.status is None
    assert served.asked == []


def test_trusted(server_side: ssl.SSLContext, certificate: Path) -> None:
    """One that is vouched for is read, by its address and by its name, wherever the name was found to point."""
    with Served(PAGES, tls=server_side) as served:
        for host in ("127.0.0.1", "news.example"):
            url = f"https://{host}:{served.port}/"
            assert fetch(url, resolve=here, tls=trusting(certificate)).body == b"text"
        assert served.header("Host") == f"news.example:{served.port}"


def test_another_name(server_side: ssl.SSLContext, certificate: Path) -> None:
    """The certificate must be for the name that was asked, not for the address that it was found at."""
    with Served(PAGES, tls=server_side) as served:
        fetched = fetch(f"https://other.example:{served.port}/", resolve=here, tls=trusting(certificate))
    assert slug(fetched) == "bad-certificate"
    assert served.asked == []


def test_no_tls_there(certificate: Path) -> None:
    """A server that speaks no TLS is no connection."""

    def refuse(listening: socket.socket) -> None:
        with listening.accept()[0] as connection:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.recv(65536)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=refuse, args=(listening,), daemon=True).start()
        fetched = fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/", tls=trusting(certificate))
    assert slug(fetched) == "no-connection"
    assert fetched.fault
    assert "speaks no TLS" in fetched.fault.message


def test_from_https_to_http(server_side: ssl.SSLContext, certificate: Path) -> None:
    """A redirect from https to http is followed: nothing is sent that others may not see."""
    with Served(PAGES) as plain, Served({"/": to(f"{plain.url}/")}, tls=server_side) as served:
        fetched = fetch(f"{served.url}/", QUICK, tls=trusting(certificate))
    assert fetched.body == b"text"
    assert fetched.hops == (f"{served.url}/", f"{plain.url}/")
