"""Line ends in ids, names and query parameters make no header lines, at any route."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest

from serve.every_route import Everything, everything

INJECTED = "x\r\nSet-Cookie: evil=1\r\nX-Evil: 1\r\n\r\n<script>"
SPELLED = (
    quote(INJECTED, safe=""),
    "x%0aX-Evil:%201",
    "x%0d%20X-Evil:1",
    "%E5%98%8A%E5%98%8DX-Evil:%201",
    "%22;filename=%22a.html",
)
"""With both line ends, with one, with one folded, in letters that a careless server cuts to them; and a second name."""
PARAMETERS = (
    "text", "q", "next", "back", "supplier", "recipient", "actor", "format", "form", "filename", "after", "known_at",
)  # fmt: skip
NAMED = re.compile(r'attachment; filename="[a-z0-9.-]+"')


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    with everything(tmp_path_factory.mktemp("headers")) as served:
        yield served


def head(served: Everything, method: str, target: str, token: str) -> list[str]:
    """The lines of an answer's head, as they came."""
    place = urlsplit(served.address)
    with socket.create_connection((place.hostname, place.port), timeout=60) as line:
        asked = f"{method} {target} HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {token}\r\n"
        line.sendall(f"{asked}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        got = b""
        while b"\r\n\r\n" not in got and (part := line.recv(65_536)):
            got += part
    return got.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")


@pytest.mark.parametrize("spelled", SPELLED, ids=("both", "feed", "folded", "cut", "name"))
def test_no_route_makes_a_header_of_what_it_is_asked(spelled: str, there: Everything) -> None:
    """Ids in the path, and every parameter: the head has no line more, and files bear the names that we gave them."""
    asked = 0
    for method, path in sorted(there.routes):
        if path.endswith("/events"):
            continue  # its head is sent once there is something to tell
        query = "&".join(f"{name}={spelled}" for name in PARAMETERS)
        for target in {re.sub(r"\{[^}]*\}", spelled, path), f"{re.sub(r'{[^}]*}', 'x', path)}?{query}"}:
            lines = head(there, method, target, there.tokens["admin"])
            asked += 1
            assert re.match(r"HTTP/1\.1 [1-5]\d\d ", lines[0]), target
            assert not lines[0].startswith("HTTP/1.1 5"), (target, lines[0])
            names = [line.partition(":")[0].lower() for line in lines[1:]]
            assert "x-evil" not in names
            assert not any("evil=" in line for line in lines if line.lower().startswith("set-cookie"))
            for line in lines[1:]:
                name, _, value = line.partition(": ")
                assert name.lower() != "content-disposition" or NAMED.fullmatch(value), line
                assert name.lower() != "location" or (value.startswith("/") and not value.startswith("//")), line
    assert asked >= len(there.routes)


def test_files_bear_names_that_we_gave_them(there: Everything) -> None:
    """Whatever is searched for, a file is named for what it is and never for whom it is about."""
    told = quote('"; filename="evil.html', safe="")
    for target in (
        "/api/v1/exports/claims.csv", "/api/v1/exports/claims.jsonl", "/api/v1/exports/claims.xlsx",
        "/api/v1/exports/dossier.md?supplier=KP&recipient=RU",
    ):  # fmt: skip
        asked = target if "?" in target else f"{target}?text={told}"  # a dossier takes no words to search for
        lines = head(there, "GET", asked, there.tokens["admin"])
        named = [line for line in lines if line.lower().startswith("content-disposition")]
        assert len(named) == 1, (target, lines[0])
        assert NAMED.fullmatch(named[0].partition(": ")[2])
