"""Requests that are too large, too many or no requests at all: refused in a line, in little memory, and the server lives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from serve.served_process import Process, process
from serve.web_ledger import sample

MEGABYTE = 1_000_000
JSON = "application/json"
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n1\r\n'
FILE = b'--x\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n1\r\n'
CHUNKED = b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with process(sample(tmp_path_factory.mktemp("large") / "l.db")) as one:
        yield one
        assert httpx.get(f"{one.address}/api/v1/status", timeout=5).status_code == 200  # whatever was sent, it lives


def form_token(server: Process) -> dict[str, str]:
    page = httpx.get(f"{server.address}/read", timeout=30)
    token = page.text.split('name="csrf" content="')[1].split('"')[0]
    return {"X-CSRF-Token": token, "Cookie": "; ".join(f"{name}={value}" for name, value in page.cookies.items())}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PATCH", "documents/d-1", b'{"title":"' + b"x" * 100 * MEGABYTE + b'"}', 413),
        ("POST", "documents", b'{"text":"' + b"x" * 100 * MEGABYTE + b'"}', 413),
        ("POST", "documents", b"[" * MEGABYTE, 422),
        ("POST", "documents", b'{"text":' * 100_000 + b"1" + b"}" * 100_000, 422),
        ("PATCH", "documents/d-1", b"[" * 200_000, 400),
        ("PATCH", "documents/d-1", b'{"title":' + b"[" * 900 + b"]" * 900 + b"}", 422),
        ("PATCH", "documents/d-1", b'{"title":' + b"9" * 100_000 + b"}", 400),
        ("PATCH", "documents/d-1", json.dumps({f"k{n}": 1 for n in range(15_000)}).encode(), 422),
        ("POST", "claims/c-1/reviews", b'{"verdict":"accepted","changes":[' + b"1," * 100_000 + b"1]}", 422),
    ],
    ids=["100 MB changed", "100 MB given", "deep given", "deep text", "deep changed", "deep but well", "a long figure",
         "many fields", "many changes"],
)  # fmt: skip
def test_json_without_measure_is_refused(method: str, path: str, body: bytes, status: int, server: Process) -> None:
    """However large or deep; the answer is one line, and the server's memory grows by 200 MB at most."""
    before = server.most_memory()
    answer = httpx.request(
        method, f"{server.address}/api/v1/{path}", content=body, headers={"Content-Type": JSON}, timeout=60
    )
    assert answer.status_code == status
    message = answer.json()["error"]["message"]
    assert len(message) <= 500
    assert "\n" not in message
    assert server.most_memory() - before < 200 * MEGABYTE


@pytest.mark.parametrize("path", ["/read", "/api/v1/documents"])
@pytest.mark.parametrize(
    "body",
    [
        b"".join(PART % (b"f%d" % n) for n in range(100_000)) + b"--x--",
        b"".join(FILE % (b"%d.txt" % n) for n in range(100_000)) + b"--x--",
        b"--x\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n1\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"b" * 3 * MEGABYTE + b"\r\n--x--",
        b"z" * 3 * MEGABYTE,
    ],
    ids=["fields", "files", "headers of a part", "a field of 3 MB", "no parts"],
)
def test_forms_without_measure_are_refused(body: bytes, path: str, server: Process) -> None:
    """100,000 fields, files or headers, or none where there should be some."""
    before = server.most_memory()
    answer = httpx.post(
        server.address + path, content=body, headers={"Content-Type": MULTIPART, **form_token(server)}, timeout=60
    )
    assert answer.status_code == 400
    assert server.most_memory() - before < 200 * MEGABYTE


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (b"GET /claims?text=" + b"x" * 100_000 + b" HTTP/1.1\r\nHOST", 414),
        (b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHOST", 414),
        (b"GET /claims?" + b"&".join(b"a%d=1" % n for n in range(10_000)) + b" HTTP/1.1\r\nHOST", 414),
        (b"GET / HTTP/1.1\r\nHOSTCookie: " + b"x" * MEGABYTE + b"\r\n", 400),
        (b"GET / HTTP/1.1\r\nHOST" + b"X-A: b\r\n" * 100_000, 400),
    ],
    ids=["a long search", "a long path", "10,000 parameters", "a cookie of 1 MB", "100,000 headers"],
)
def test_heads_without_measure_are_refused(lines: bytes, status: int, server: Process) -> None:
    """The address, what is asked there, cookies and headers."""
    answer = server.said(lines.replace(b"HOST", server.host) + b"Connection: close\r\n\r\n")
    assert not answer or answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]


@pytest.mark.parametrize("parameters", [1_500])
def test_many_parameters_of_a_short_address_are_borne(parameters: int, server: Process) -> None:
    """Those that nobody knows are told as one fault."""
    asked = "&".join(f"a{n}=1" for n in range(parameters))
    answer = httpx.get(f"{server.address}/api/v1/claims?{asked}", timeout=30)
    assert (answer.status_code, answer.json()["error"]["slug"]) == (422, "wrong-value")


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdefSMUGGLED",
        b"Content-Length: 5, 6\r\n\r\nabcdefSMUGGLED",
        b"Content-Length: +5\r\n\r\nabcdeSMUGGLED",
        b"Content-Length: -5\r\n\r\nSMUGGLED",
        b"Content-Length: 0x5\r\n\r\nabcdeSMUGGLED",
        b"Content-Length: " + b"9" * 400 + b"\r\n\r\nSMUGGLED",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nSMUGGLED",
        b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\nSMUGGLED",
        CHUNKED + b"fffffffffffffffffffffff\r\nx\r\n0\r\n\r\nSMUGGLED",
        CHUNKED + b"zz\r\nabc\r\n0\r\n\r\nSMUGGLED",
        CHUNKED + b"-1\r\nabc\r\n0\r\n\r\nSMUGGLED",
        CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\nSMUGGLED",
    ],
)
def test_no_request_hides_in_another(rest: bytes, server: Process) -> None:
    """Where a body ends in two ways or in none, the request is refused and the line ends: what follows is no request."""
    smuggled = b"GET /static/web.css HTTP/1.1\r\n" + server.host + b"Connection: close\r\n\r\n"
    answer = server.said(b"POST /api/v1/documents HTTP/1.1\r\n" + server.host + rest.replace(b"SMUGGLED", smuggled))
    assert re.findall(rb"HTTP/1\.1 (\d+)", answer) in ([b"400"], [b"413"]), answer[:300]
    assert b"text/css" not in answer


@pytest.mark.parametrize(
    "junk",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500,
        b"\x00" * 1000,
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-A\r\n\r\n",
        b"G\xc3\x84T / HTTP/1.1\r\n\r\n",
    ],
    ids=["TLS", "zeros", "half a line", "half a header", "no method"],
)
def test_what_is_no_request_is_told_so(junk: bytes, server: Process) -> None:
    """In one line that bears the headers of every answer."""
    head, _, line = server.said(junk).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"\r\nX-Content-Type-Options: nosniff" in head
    assert b"\r\nContent-Security-Policy: default-src 'none'" in head
    assert line == b"this is no valid HTTP request"


def test_a_length_that_lies_is_waited_for_no_longer_than_the_line_stands(server: Process) -> None:
    """Less than was told: nothing is read of what came, and no reading begins."""
    head = b"POST /api/v1/documents HTTP/1.1\r\n" + server.host + b"Content-Type: application/json\r\n"
    with pytest.raises(TimeoutError):
        server.said(head + b'Content-Length: 1000\r\n\r\n{"text": "A."}', seconds=0.5)
    assert httpx.get(f"{server.address}/api/v1/jobs").json() == {"jobs": []}
