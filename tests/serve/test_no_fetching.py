"""Who uses the workbench cannot make its server call an address: neither by a form, nor by what stands in a document."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from read.archives import raw_record
from serve.served_process import process
from supply.test_offline import watched
from world.web.servers import Served, page

FORMS = (
    "http://127.0.0.1:{port}/{word}", "http://localhost:{port}/{word}", "http://[::ffff:127.0.0.1]:{port}/{word}",
    "http://2130706433:{port}/{word}", "http://0x7f.1:{port}/{word}", "http://0.0.0.0:{port}/{word}",
    "http://127.0.0.1.nip.example:{port}/{word}", "//127.0.0.1:{port}/{word}", "ftp://127.0.0.1:{port}/{word}",
    "http://169.254.169.254/latest/{word}", "http://[fe80::1]/{word}", "http://10.0.0.1/{word}", "http://[fd00::1]/{word}",
    "file:///etc/passwd", "gopher://127.0.0.1:{port}/_{word}", "\\\\127.0.0.1\\{word}",
    "https://127.0.0.1:{port}@127.0.0.1:{port}/",
)  # fmt: skip
"""Loopback in many spellings, mapped into IPv6, link-local, private, other schemes, a share, a name that may turn."""
PARAMETERS = ("text", "q", "url", "next", "back", "source", "actor", "supplier", "recipient", "document")
PATHS = ("/", "/claims", "/documents", "/queue", "/sources", "/read", "/watch", "/api/v1/claims", "/api/v1/documents")


@dataclass(frozen=True)
class There:
    """A workbench in a process of its own whose calls are written down, and a server of this machine that nobody may ask."""

    client: httpx.Client
    calls: Path
    trap: Served

    def addresses(self) -> list[str]:
        return [form.format(port=self.trap.port, word="secret") for form in FORMS]

    def called(self) -> list[str]:
        """What the workbench and its processes tried to call: sockets of the file system lead nowhere."""
        lines = self.calls.read_text("utf-8").splitlines() if self.calls.exists() else []
        return [line for line in lines if not line.startswith(("socket.connect ['/", "socket.connect [b'"))]

    def read(self, name: str, data: bytes) -> list[str]:
        """Upload a file and wait until it is read; the slugs of its problems."""
        given = self.client.post("/api/v1/documents", files={"files": (name, data)})
        assert given.status_code == 202, given.text
        for _ in range(600):
            job = self.client.get(given.headers["location"]).json()
            if job["state"] not in ("waiting", "reading", "running"):
                return [problem["slug"] for problem in job["problems"]]
            time.sleep(0.1)
        raise AssertionError(job)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[There]:
    folder = tmp_path_factory.mktemp("called")
    calls = folder / "calls"
    with (
        Served({"/secret": page(b"secret")}) as trap,
        process(folder / "ledger.db", watched(calls)) as started,
        httpx.Client(base_url=started.address, timeout=60) as client,
    ):
        yield There(client, calls, trap)


@pytest.fixture(autouse=True)
def afresh(there: There) -> None:
    """Each test begins as a program does, in whatever order they run: without cookies, and nobody has come into the trap."""
    there.client.cookies.clear()
    there.trap.connections = 0


def test_an_address_alone_is_refused(there: There) -> None:
    """REST says in words that nothing is fetched, whatever the address is, and the trap sees no connection."""
    for address in there.addresses():
        answer = there.client.post("/api/v1/documents", json={"url": address})
        assert (answer.status_code, answer.json()["error"]["slug"]) in {(422, "not-fetched"), (422, "wrong-value")}
    assert there.called() == []
    assert there.trap.connections == 0


def test_an_address_beside_a_text_is_only_kept(there: There) -> None:
    """By REST, and by the form of the page."""
    for address in there.addresses():
        there.client.post(
            "/api/v1/documents", json={"text": "Chile sent arms.", "url": address, "translation_of": address}
        )
        there.client.post("/read", data={"text": "Chile sent arms.", "url": address})
    there.read("a.txt", b"Chile sent mortars to Peru.")  # behind all of them in the queue
    assert there.called() == []
    assert there.trap.connections == 0


def documents(address: str) -> dict[str, bytes]:
    """Documents of each form that would have a careless reader fetch an address."""
    entity = f'<!DOCTYPE html [<!ENTITY % d SYSTEM "{address}"> %d; <!ENTITY e SYSTEM "{address}">]>'
    html = (
        f'{entity}<html manifest="{address}"><head><base href="{address}"><link rel=stylesheet href="{address}">'
        f'<link rel=canonical href="{address}"><link rel=amphtml href="{address}"><script src="{address}"></script>'
        f'<meta http-equiv=refresh content="0;url={address}"><meta property="og:url" content="{address}"></head><body>'
        f'<iframe src="{address}"></iframe><img src="{address}" srcset="{address} 2x"><p>Chile sent arms to Peru. &e;</p>'
    )
    mail = (
        f"Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: "
        f'message/external-body; access-type=URL; URL="{address}"\r\n\r\nContent-Type: text/plain\r\n\r\n--x\r\n'
        f"Content-Type: text/html\r\nContent-Location: {address}\r\n\r\n{html}\r\n--x--\r\n"
    )
    pdf = (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({address})>>>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        f"/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI({address})>>>>]>>endobj\n"
        f"4 0 obj<</Length 0/F<</FS/URL/F({address})>>>>stream\n\nendstream endobj\ntrailer<</Root 1 0 R>>"
    )
    warc = raw_record(f"HTTP/1.1 302 Found\r\nLocation: {address}\r\n\r\n".encode())
    return {
        "a.html": html.encode(), "a.xhtml": html.encode(), "a.eml": mail.encode(), "a.pdf": pdf.encode(), "a.warc": warc,
        "a.jsonl": json.dumps({"text": "Chile sent arms.", "url": address, "archived_url": address}).encode(),
        "a.warc.gz": gzip.compress(warc), "a.txt": f"See {address} for what Chile sent to Peru.".encode(),
    }  # fmt: skip


def test_what_stands_in_a_document_is_not_called(there: There) -> None:
    """Links, pictures, styles, entities, parts elsewhere, redirects: in each form of document nothing of it is asked for."""
    for address in (there.addresses()[0], there.addresses()[2], there.addresses()[9]):
        for name, data in documents(address).items():
            there.read(name, data)
    assert there.called() == []
    assert there.trap.connections == 0


def test_no_parameter_is_an_address(there: There) -> None:
    """Wherever a page or REST takes words, an address is words."""
    address = there.addresses()[0]
    told = dict.fromkeys(
        ("text", "q", "url", "next", "back", "source", "actor", "supplier", "recipient", "document"), address
    )
    for path in (
        "/",
        "/claims",
        "/documents",
        "/queue",
        "/sources",
        "/read",
        "/watch",
        "/api/v1/claims",
        "/api/v1/documents",
    ):
        assert there.client.get(path, params=told).status_code < 500
    for path in (f"/sources/{address}", f"/documents/{address}", f"/flows/KP/{address}"):
        assert there.client.get(path).status_code < 500
    assert there.called() == []
    assert there.trap.connections == 0


def test_a_call_would_be_seen(there: There) -> None:
    """The trap answers who asks it: that nobody did means something."""
    assert httpx.get(f"{there.trap.url}/secret").text == "secret"
    assert there.trap.connections == 1
