"""Documents and jobs over REST: given, read, told as it goes, changed, withdrawn; restricted ones are not found."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from reportedly.serve.web.access import Access
from reportedly.serve.web.workbench import Workbench, workbench
from reportedly.world.tokens import TokenStore
from serve.commands import CONTAINERS
from serve.reading_jobs import ended, lines, wait_for_steps
from serve.web_ledger import CLAIM, sample
from serve.web_server import serving

TOLD = {"text": CONTAINERS, "publisher": "Daily", "published_on": "2023-10-13", "url": "https://daily.example/9"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return workbench(str(tmp_path_factory.mktemp("api") / "l.db"))


@pytest.fixture(scope="module")
def api(bench: Workbench) -> Iterator[httpx.Client]:
    """A client of a server over an empty ledger."""
    with serving(bench) as address, httpx.Client(base_url=f"{address}/api/v1/", timeout=90) as client:
        yield client


def fault(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["slug"]


def read(api: httpx.Client, bench: Workbench, **told: Any) -> str:
    """Have a text read; the id of its document."""
    job = ended(bench.jobs, api.post("documents", json=TOLD | told).json()["id"])
    return job.document_ids[0]


def events(api: httpx.Client, ident: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a job to their end."""
    with api.stream("GET", f"jobs/{ident}/events", headers={"Last-Event-ID": "soon"}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        blocks = "".join(answer.iter_text()).strip().split("\n\n")
    told = []
    for block in blocks:
        if not block.startswith(":"):
            fields = dict(line.split(": ", 1) for line in block.splitlines())
            told.append((fields["event"], json.loads(fields["data"])))
    return told


def test_a_pasted_text_is_read_and_told_as_it_goes(api: httpx.Client, bench: Workbench) -> None:
    """202 with a job and its address; events end with `done`; then document, text and claims are there."""
    pasted = f"{CONTAINERS}\nPasted."  # words of its own: the ledger is shared, and a copy would be told
    given = api.post("documents", json=TOLD | {"text": pasted})
    assert given.status_code == 202
    assert given.headers["location"] == f"/api/v1/jobs/{given.json()['id']}"
    *before, (name, job) = events(api, given.json()["id"])
    assert {each for each, _ in before} <= {"progress"}
    assert (name, job["state"], job["documents"], job["problems"]) == ("done", "done", 1, [])
    assert api.get(f"jobs/{job['id']}").json() == job
    document = api.get(f"documents/{job['document_ids'][0]}").json()
    assert (document["publisher"], document["published_on"], document["text"]) == ("Daily", "2023-10-13", pasted)
    assert sorted(document["claims"]) == sorted(
        c["id"] for c in api.get("claims", params={"document": document["id"]}).json()["claims"]
    )
    text = api.get(f"documents/{document['id']}/text")
    assert (text.text, text.headers["content-type"]) == (pasted, "text/plain; charset=utf-8")
    assert "etag" in text.headers


def test_files_are_read_and_their_faults_told(api: httpx.Client, bench: Workbench) -> None:
    """Several files in one form are one job; one that cannot be read is a problem that names it."""
    files = [("files", ("a.txt", f"{CONTAINERS}\nFiled.".encode())), ("files", ("empty.txt", b""))]
    given = api.post("documents", files=files, data={"publisher": "Weekly", "published_on": "2023-10-14"})
    job = ended(bench.jobs, given.json()["id"])
    assert (job.state, job.documents, [(p.slug, p.where) for p in job.problems]) == (
        "done",
        1,
        [("empty-file", "empty.txt")],
    )
    assert api.get("status").json()["readings"][0]["what"] == "a.txt, empty.txt"


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"url": "https://daily.example/1"}, "not-fetched"),
        ({}, "wrong-value"),
        ({"text": " "}, "wrong-value"),
        ({"text": "a\x00"}, "wrong-value"),
        ({"text": "a", "published_on": "soon"}, "wrong-value"),
        ({"text": "a", "handling": "secret"}, "wrong-value"),
        ({"text": "a", "colour": "red"}, "wrong-value"),
        ([], "wrong-value"),
    ],
)
def test_what_cannot_be_given_is_refused(api: httpx.Client, body: Any, slug: str) -> None:
    """No text, bad values and unknown names are told, and nothing is read."""
    assert fault(api.post("documents", json=body)) == (422, slug)


def test_bodies_of_another_kind_are_refused(api: httpx.Client) -> None:
    """No JSON, no form, or neither."""
    headers = {"Content-Type": "application/json"}
    assert fault(api.post("documents", content=b"{", headers=headers)) == (422, "not-json")
    assert fault(api.post("documents", content=b'{"text": "\\ud800"}', headers=headers)) == (422, "wrong-value")
    assert fault(api.post("documents", content=b"text")) == (415, "wrong-media-type")
    assert fault(api.post("documents", data={"publisher": "x"}, files={"other": b"x"})) == (422, "wrong-value")
    broken = {"Content-Type": "multipart/form-data"}
    assert fault(api.post("documents", content=b"x", headers=broken)) == (400, "not-readable")
    assert fault(api.get("jobs/j-none")) == (404, "unknown-job")
    assert fault(api.get("jobs/j-none/events")) == (404, "unknown-job")
    assert fault(api.get("documents/d-none")) == (404, "unknown-document")
    assert fault(api.get("documents?cursor=x")) == (422, "bad-cursor")


def test_documents_are_paged(api: httpx.Client, bench: Workbench) -> None:
    """Each cursor leads on, and what is read meanwhile comes neither twice nor instead."""
    for n in range(3):
        read(api, bench, url=f"https://pages.example/{n}", publisher="Pages")
    page = api.get("documents?publisher=Pages&limit=2").json()
    read(api, bench, url="https://pages.example/new", publisher="Pages")
    rest = api.get("documents", params={"publisher": "Pages", "limit": 2, "cursor": page["next"]}).json()
    found = [each["id"] for each in page["documents"] + rest["documents"]]
    assert (len(found), len(set(found)), rest["next"]) == (3, 3, None)


def test_metadata_are_changed_and_a_document_is_withdrawn(api: httpx.Client, bench: Workbench) -> None:
    """What a person says of it holds; withdrawn, it has no claims and takes no changes."""
    ident = read(api, bench, url="https://daily.example/change")
    changed = api.patch(f"documents/{ident}", json={"title": "Containers", "published_on": None})
    assert (changed.json()["title"], changed.json()["published_on"]) == ("Containers", None)
    assert fault(api.patch(f"documents/{ident}", json={"publisher": "Other"})) == (422, "wrong-value")
    assert fault(api.post(f"documents/{ident}/withdraw", json={"reason": ""})) == (422, "wrong-value")
    gone = api.post(f"documents/{ident}/withdraw", json={"reason": "retracted"}).json()
    assert (gone["withdrawn"], gone["claims"]) == ("retracted", [])
    assert fault(api.patch(f"documents/{ident}", json={"title": "x"})) == (409, "withdrawn")
    assert fault(api.post(f"documents/{ident}/withdraw", json={"reason": "again"})) == (409, "withdrawn")


def test_a_killed_reading_is_told_and_the_next_goes_on(api: httpx.Client, bench: Workbench) -> None:
    """kill -9 in the middle: the events end with a failed job in one line; the next text is read."""
    job = api.post("documents", files=[("files", ("long.jsonl", lines(300)))]).json()
    wait_for_steps(bench.jobs, job["id"], 1)
    pid = bench.jobs.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    name, last = events(api, job["id"])[-1]
    assert (name, last["state"]) == ("done", "failed")
    assert "SIGKILL" in last["message"]
    assert read(api, bench, url="https://daily.example/after")


def test_many_listeners_hold_up_nobody(api: httpx.Client, bench: Workbench) -> None:
    """Sixty listeners to one job, more than the server has threads: others are answered at once; leaving is no fault."""
    job = api.post("documents", files=[("files", ("long.jsonl", lines(150)))]).json()
    address = f"{api.base_url}jobs/{job['id']}/events"
    with closing(httpx.Client(timeout=60, limits=httpx.Limits(max_connections=80))) as others:
        open_ones = [others.send(others.build_request("GET", address), stream=True) for _ in range(60)]
        started = monotonic()
        assert api.get("status").status_code == 200
        assert monotonic() - started < 5
        for each in open_ones:
            each.close()
    assert ended(bench.jobs, job["id"]).state == "done"


def test_a_ledger_that_another_writes_to_is_told_as_busy(api: httpx.Client, bench: Workbench) -> None:
    """A decision that cannot be kept in time is 503 with a time to ask again."""
    import sqlite3

    ident = read(api, bench, url="https://daily.example/busy")
    sleep(0.2)
    with closing(sqlite3.connect(bench.where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = api.patch(f"documents/{ident}", json={"title": "x"})
        other.execute("ROLLBACK")
    assert fault(answer) == (503, "ledger-locked")
    assert answer.headers["retry-after"] == "2"


def test_restricted_documents_are_not_found_by_who_may_not_see_them(tmp_path: Path) -> None:
    """Their documents, claims and jobs are as if they were not there, in lists and at their addresses."""
    store = TokenStore(tmp_path / "tokens.json")
    _, all_of_it = store.add("Ann", "analyst", may_see_restricted=True)
    _, public_only = store.add("Bob", "analyst")
    stand = workbench(str(tmp_path / "l.db"))
    told = {"url": "https://secret.example/1", "publisher": "Secret", "handling": "restricted"}
    with (
        serving(stand, Access.of("127.0.0.1", store, always_login=True)) as address,
        asked_by(address, all_of_it) as ann,
        asked_by(address, public_only) as bob,
    ):
        job = ended(stand.jobs, ann.post("documents", json=TOLD | told).json()["id"])
        (ident,) = job.document_ids
        assert ann.get(f"documents/{ident}").json()["handling"] == "restricted"
        (claim, *_) = ann.get(f"documents/{ident}").json()["claims"]
        tag = ann.get("claims").headers["etag"]
        for path in (f"documents/{ident}", f"documents/{ident}/text", f"claims/{claim}", f"claims/{claim}/reviews",
                     f"jobs/{job.id}", f"jobs/{job.id}/events", "sources/Secret"):  # fmt: skip
            assert bob.get(path).status_code == 404, path
        assert bob.post(f"claims/{claim}/reviews", json={"verdict": "accepted"}).status_code == 404
        for path in ("claims?limit=500", "documents?limit=500", "sources", "jobs", "flows/KP/RU", "facets"):
            found = bob.get(path, headers={"If-None-Match": tag})
            assert found.status_code == 200
            assert ident not in found.text, path
            assert "Secret" not in found.text, path


def test_what_an_undo_closes_again_is_not_shown(tmp_path: Path) -> None:
    """Who may not see a restricted claim takes back the decision that opened it, and gets no word of it."""
    store = TokenStore(tmp_path / "tokens.json")
    _, all_of_it = store.add("Ann", "analyst", may_see_restricted=True)
    _, public_only = store.add("Bob", "analyst")
    stand = workbench(str(sample(tmp_path / "l.db")))
    with (
        serving(stand, Access.of("127.0.0.1", store, always_login=True)) as address,
        asked_by(address, all_of_it) as ann,
        asked_by(address, public_only) as bob,
    ):
        at = f"claims/{CLAIM.id}/reviews"
        for changes in ({"handling": "restricted", "condition": "none"}, {"handling": "public", "recipient": "IR"}):
            assert ann.post(at, json={"verdict": "corrected", "changes": changes}).status_code == 201
        assert bob.delete(f"{at}/latest").json() == {"claim": None}
        assert bob.get(f"claims/{CLAIM.id}").status_code == 404
        assert bob.delete(f"{at}/latest").status_code == 404
        assert ann.get(f"claims/{CLAIM.id}").json()["recipient"] == ["RU"]
        assert ann.delete(f"{at}/latest").json()["claim"]["handling"] == "public"


def asked_by(address: str, token: str) -> httpx.Client:
    """A program's client, with a token."""
    return httpx.Client(base_url=f"{address}/api/v1/", headers={"Authorization": f"Bearer {token}"}, timeout=90)
