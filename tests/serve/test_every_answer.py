"""What holds for every answer of every route: its headers, its methods, and that nothing in a request's head is believed."""

from __future__ import annotations

import ast
import inspect
import re
import socket
import textwrap
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from reportedly.serve.web import assets, forms
from reportedly.serve.web.access import Access
from reportedly.serve.web.bearing import HEADERS, POLICY
from reportedly.world import tokens
from reportedly.world.tokens import TokenStore
from serve.doors import served
from serve.every_route import Everything, Row, everything, named, rows

ROWS = rows()
WITHOUT_ROUTE = [
    Row("GET", path, (path,), "", {}) for path in ("/nowhere", "/api/v1/nowhere", "/static/nowhere", "/api")
]
FOREIGN = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    with everything(tmp_path_factory.mktemp("answers")) as one:
        yield one


def check(answer: httpx.Response, path: str) -> None:
    for name, value in HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    own = answer.headers.get_list("content-security-policy")
    assert len(own) == 1
    assert own[0] == POLICY or ("dossier" in path and "default-src 'none'" in own[0])
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert "server" not in answer.headers
    kept = answer.headers["cache-control"]
    assert kept == "no-store" if not path.startswith("/static/") else "no-store" not in kept
    for cookie in answer.headers.get_list("set-cookie"):
        assert "; HttpOnly; SameSite=Strict" in cookie


@pytest.mark.parametrize("row", ROWS + WITHOUT_ROUTE, ids=named)
def test_every_answer_bears_its_headers(row: Row, there: Everything) -> None:
    """To nobody, to who may not, to who may, to other methods and to a foreign page; none gives leave to another site."""
    address = row.asked[0].format(**there.public)
    for caller in ("nobody", "reader", "analyst"):
        check(there.ask(row, address, caller), row.path)
        for method in ("HEAD", "OPTIONS", "TRACE", "PROPFIND"):
            check(there.ask(replace(row, method=method, body=""), address, caller), row.path)
        check(there.ask(row, address, caller, **FOREIGN), row.path)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_only_its_own_methods_do_anything(row: Row, there: Everything) -> None:
    """Any other is refused, and none repeats what was sent."""
    own = {each.method for each in ROWS if each.path == row.path} | {"HEAD"}
    address = row.asked[0].format(**there.public)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"} - own:
        answer = there.ask(replace(row, method=method, body=""), address, "admin", **{"X-Echo": "rebound"})
        assert 400 <= answer.status_code < 500, (method, answer.status_code)
        assert "rebound" not in answer.text
        assert "rebound" not in str(answer.headers)


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=named)
def test_a_slash_too_many_leads_nowhere(row: Row, there: Everything) -> None:
    """Least of all to a host that the request named."""
    answer = there.ask(row, row.path.rstrip("/") + "/", "admin", Host="evil.example")
    assert "evil" not in str(answer.headers.get("location"))
    assert answer.status_code in (200, 404, 422)


@pytest.mark.parametrize("row", [row for row in ROWS if row.expected["nobody"] == 303], ids=named)
def test_no_header_leads_elsewhere(row: Row, there: Everything) -> None:
    """Whatever name a request bears, what is sent back leads to a path of this server and names no other."""
    evil = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "//evil.example",
            "Forwarded": "host=evil.example", "X-Original-URL": "/login", "X-Rewrite-URL": "/login",
            "Referer": "//evil.example",
            "Host": "evil.example"}  # fmt: skip
    answer = there.ask(row, row.asked[0].format(**there.public), "nobody", **evil)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")
    assert "evil" not in answer.text + str(answer.headers)


def test_an_address_that_is_told_is_not_believed(there: Everything) -> None:
    """Who guesses is counted by where they connect from, whatever X-Forwarded-For says."""
    with served(Access.of("0.0.0.0", there.store)) as strict:
        told = [
            httpx.get(
                f"{strict.url}/api/who",
                headers={
                    "Authorization": "Bearer rpt_t0_0",
                    "X-Forwarded-For": f"10.0.0.{n}",
                    "X-Real-IP": f"10.1.0.{n}",
                },
            ).status_code
            for n in range(12)
        ]
    assert told == [401] * 10 + [429] * 2


def test_cookies_are_marked_for_tls_behind_a_proxy(there: Everything) -> None:
    """Secure, where the proxy says that the browser came by TLS; not where nobody says so."""
    by_tls = httpx.get(f"{there.address}/login", headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]
    assert by_tls.endswith("; Secure")
    for plain in ({}, {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Proto": "https, http"}):
        assert "Secure" not in httpx.get(f"{there.address}/login", headers=plain).headers["set-cookie"]


@pytest.mark.parametrize(
    "name",
    ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "../../etc/passwd", "..%5c..%5cetc%5cpasswd", "/etc/passwd",
     "web.css%00.js", "web.css/", "web.css/..", "%2fetc%2fpasswd", "....//etc/passwd", "..%c0%af..%c0%afetc/passwd", "%",
     "web.css%0d%0aSet-Cookie:%20a=b", ".", "..", "%252e%252e%252fetc%252fpasswd"],
)  # fmt: skip
def test_files_are_served_by_their_names_alone(name: str, there: Everything) -> None:
    """No other spelling of a path leads out of what is served, and none alters the answer's head."""
    port = int(there.address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"GET /static/{name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while more := line.recv(65536):
            answer += more
    assert answer.split()[1] in (b"400", b"404", b"303", b"401"), answer[:200]
    assert b"root:" not in answer
    assert b"\r\nSet-Cookie: a=b" not in answer


def test_what_is_served_are_the_package_s_own_files(there: Everything) -> None:
    """Each by its name; nothing else has one."""
    for name, data in assets.files().items():
        assert httpx.get(f"{there.address}/static/{name}").content == data


def test_secrets_are_compared_in_constant_time(there: Everything) -> None:
    """Tokens and form tokens go through compare_digest, whose operands are compared in no other way; an id that nobody
    bears takes the same path as one that somebody does.
    """
    for function in (TokenStore.verified, forms._compare):
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        calls = [
            node for node in ast.walk(tree) if isinstance(node, ast.Call) and "compare_digest" in ast.unparse(node.func)
        ]
        assert len(calls) == 1, function
        secret = re.compile(r"\b(digest|secret|csrf|given)\b")
        compared = [
            ast.unparse(node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare) and secret.search(ast.unparse(node)) and "is None" not in ast.unparse(node)
        ]
        assert compared == []
    known = TokenStore(there.store.path)
    assert known.verified("rpt_t00000000_" + "0" * 64) is None
    assert tokens._NOBODY.digest
    assert tokens._digest(tokens._NOBODY.salt, "0" * 64) != tokens._NOBODY.digest
