"""Claims over REST: the same records as on the command line, pages, tags, decisions, errors."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from reportedly.serve.reviewing import login_name
from serve.commands import claims, run
from serve.web_server import serving_file


@pytest.fixture
def api(own: Path) -> Iterator[httpx.Client]:
    """A client of a server over a ledger with two reports."""
    with serving_file(own) as address, httpx.Client(base_url=f"{address}/api/v1/", timeout=60) as client:
        yield client


def fault(answer: httpx.Response) -> tuple[int, str]:
    """The status and slug of an error, whose shape is the one of all."""
    error = answer.json()["error"]
    assert set(error) == {"slug", "message", "where"}
    assert "\n" not in error["message"]
    return answer.status_code, error["slug"]


def first(api: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = api.get("claims").json()["claims"][0]
    return found


def test_claims_are_those_of_the_command_line(api: httpx.Client, own: Path) -> None:
    """Pages, JSON lines and the export hold the very records that `reportedly claims` prints."""
    printed = {claim["id"]: claim for claim in claims(own)}
    lines = api.get("claims", headers={"Accept": "application/x-ndjson"})
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert {c["id"]: c for c in (httpx.Response(200, text=line).json() for line in lines.text.splitlines())} == printed
    assert {c["id"]: c for c in api.get("claims?limit=500").json()["claims"]} == printed
    assert api.get("exports/claims.jsonl").text == lines.text
    for ident, claim in printed.items():
        assert api.get(f"claims/{ident}").json() == claim


def test_pages_put_together_are_all_claims(api: httpx.Client) -> None:
    """Each cursor leads on, the last page has none, and no claim comes twice."""
    whole, seen, cursor = api.get("claims").json(), [], None
    while True:
        page = api.get("claims", params={"limit": 1} | ({"cursor": cursor} if cursor else {})).json()
        seen += page["claims"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole["claims"]
    assert len(seen) == whole["total"] == page["total"]


def test_a_cursor_belongs_to_its_search(api: httpx.Client) -> None:
    """What is no cursor, was changed, or comes from another search is refused."""
    cursor = api.get("claims?limit=1").json()["next"]
    for query in (
        "cursor=x",
        f"cursor={cursor}&kind=visit",
        f"cursor={cursor[:-2]}",
        "cursor=%C3%A4",
        f"cursor=A{cursor}",
    ):
        assert fault(api.get(f"claims?{query}")) == (422, "bad-cursor"), query


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("limit=0", "wrong-value"),
        ("limit=501", "wrong-value"),
        (f"limit={'9' * 5000}", "wrong-value"),
        ("published_by=2023-02-30", "wrong-value"),
        ("kind=rumour", "wrong-value"),
        ("at_least=nan", "wrong-value"),
        ("recipiant=RU", "wrong-value"),
        ("item=flying+carpets", "wrong-use"),
        ("text=%00", "nul-character"),
    ],
)
def test_a_search_that_makes_no_sense_is_refused(api: httpx.Client, query: str, slug: str) -> None:
    """Bad numbers, days, words and unknown parameters are told, and where they stand."""
    assert fault(api.get(f"claims?{query}")) == (422, slug)


def test_a_part_that_is_not_known_is_told_in_plain_words(api: httpx.Client) -> None:
    """And which was meant, where that can be known; else where the parts that are known are named."""
    unknown = "no such part of the request is known"
    for asked, told in (
        ("claims?recipiant=RU", f"recipiant: {unknown}; did you mean recipient?"),
        ("claims?supplier=KP", f"supplier: {unknown}; did you mean actor?"),
        ("exports/claims.csv?supplier=KP", f"supplier: {unknown}; did you mean actor?"),
        ("exports/dossier.html?actor=KP&recipient=RU", f"actor: {unknown}; did you mean supplier?"),
        ("flows/KP/RU?publishd_by=2023-10-13", f"publishd_by: {unknown}; did you mean published_by?"),
        ("flows?supplier=KP", f"supplier: {unknown}; /api/v1/openapi.json names those that are"),
        ("watch/alerts?opne=true", f"opne: {unknown}; did you mean open?"),
    ):
        answer = api.get(asked)
        assert fault(answer) == (422, "wrong-value")
        assert answer.json()["error"]["message"] == told


def test_a_tag_spares_the_work_until_something_changes(api: httpx.Client) -> None:
    """The same question is 304 until a decision comes in; another question has another tag."""
    claim = first(api)
    asked = api.get(f"claims/{claim['id']}")
    tag = asked.headers["etag"]
    assert tag.startswith('W/"')
    assert asked.headers["cache-control"] == "private, no-cache"
    again = api.get(f"claims/{claim['id']}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get("claims", headers={"If-None-Match": tag}).status_code == 200
    api.post(f"claims/{claim['id']}/reviews", json={"verdict": "accepted"})
    assert api.get(f"claims/{claim['id']}", headers={"If-None-Match": tag}).status_code == 200


def test_decisions_are_kept_told_and_taken_back(api: httpx.Client, own: Path) -> None:
    """Accepted, corrected, then taken back twice: the claim is as it was, and the command line sees the same."""
    before = first(api)
    at = f"claims/{before['id']}/reviews"
    accepted = api.post(at, json={"verdict": "accepted", "note": "seen"})
    assert (accepted.status_code, accepted.json()["reviewed"]["verdict"]) == (201, "accepted")
    corrected = api.post(
        at, json={"verdict": "corrected", "changes": {"stage": "delivered", "quantity.low": 12}}
    ).json()
    assert (corrected["stage"], corrected["quantity"]["low"]) == ("delivered", 12)
    assert next(c for c in claims(own) if c["id"] == before["id"]) == corrected
    told = api.get(at).json()["reviews"]
    assert [each["verdict"] for each in told] == ["corrected", "accepted"]
    assert (told[0]["changes"]["stage"], told[1]["note"]) == ("delivered", "seen")
    assert api.delete(f"{at}/latest").json()["claim"]["reviewed"]["verdict"] == "accepted"
    assert api.delete(f"{at}/latest").json()["claim"] == before
    assert fault(api.delete(f"{at}/latest")) == (422, "wrong-use")


@pytest.mark.parametrize(
    "decision", [{"verdict": "corrected", "changes": {"stage": "delivered"}}, {"verdict": "accepted", "note": "seen"}]
)
def test_a_decision_that_adds_nothing_says_so(decision: dict[str, Any], api: httpx.Client) -> None:
    """The same again is 200 with a word in `problems`, and one decision; with another note it is a decision more."""
    at = f"claims/{first(api)['id']}/reviews"
    once, twice = api.post(at, json=decision), api.post(at, json=decision)
    assert (once.status_code, once.json().get("problems"), twice.status_code) == (201, None, 200)
    message = "you have decided so before: nothing was added"
    said = {"slug": "nothing-new", "message": message, "where": "body", "severity": "warning"}
    assert twice.json() == once.json() | {"problems": [said]}
    assert len(api.get(at).json()["reviews"]) == 1
    assert api.post(at, json=decision | {"note": "read twice"}).status_code == 201


def test_a_rejected_claim_stands_no_more_and_is_found(api: httpx.Client) -> None:
    """It leaves the list, stays at its address, and may be accepted again."""
    claim = first(api)
    api.post(f"claims/{claim['id']}/reviews", json={"verdict": "rejected"})
    assert claim["id"] not in [c["id"] for c in api.get("claims").json()["claims"]]
    assert api.get(f"claims/{claim['id']}").json()["reviewed"]["verdict"] == "rejected"
    assert api.get("claims?verdict=rejected").json()["total"] == 1


def test_changes_name_parties_and_classes_as_people_do(api: httpx.Client) -> None:
    """Names become codes, nouns classes."""
    at = f"claims/{first(api)['id']}/reviews"
    changes = {"actor": "Belarus", "item": "shells", "compared": None}
    told = api.post(at, json={"verdict": "corrected", "changes": changes}).json()
    assert (told["actor"], [each["item"] for each in told["items"]]) == (["BY"], ["artillery-shell"])


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"verdict": "maybe"}, "wrong-value"),
        ({"verdict": "accepted", "changes": {"stage": "used"}}, "wrong-use"),
        ({"verdict": "corrected"}, "wrong-use"),
        ({"verdict": "corrected", "changes": {"colour": "red"}}, "wrong-use"),
        ({"verdict": "corrected", "changes": {"quantity.low": "9" * 1500}}, "wrong-use"),
        ({"verdict": "corrected", "changes": {"quantity.low": 10**30}}, "wrong-use"),
        ({"verdict": "corrected", "changes": {"evidence": "5-999999"}}, "wrong-use"),
        ({"verdict": "accepted", "note": "a\x00b"}, "wrong-value"),
        ({"verdict": "accepted", "more": 1}, "wrong-value"),
        ([], "wrong-value"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(api: httpx.Client, body: Any, slug: str) -> None:
    """The claim stays as it is."""
    claim = first(api)
    assert fault(api.post(f"claims/{claim['id']}/reviews", json=body)) == (422, slug)
    assert first(api) == claim


def test_what_is_no_json_and_what_is_not_known(api: httpx.Client) -> None:
    """Bodies that cannot be read, claims and addresses that are not there, methods that are not taken."""
    headers = {"Content-Type": "application/json"}
    claim = first(api)["id"]
    for body in (b"{", b'{"verdict": "accepted", "note": "\\ud800"}', b"\xff\xfe", b"[" * 50_000):
        assert fault(api.post(f"claims/{claim}/reviews", content=body, headers=headers))[0] in (400, 422), body[:20]
    assert fault(api.get("claims/c-none")) == (404, "unknown-claim")
    assert fault(api.get("claims/c-none/reviews")) == (404, "unknown-claim")
    assert fault(api.get("nowhere")) == (404, "not-found")
    assert fault(api.delete("claims")) == (405, "wrong-method")


def test_facets_count_what_a_search_could_be_narrowed_to(api: httpx.Client) -> None:
    """The counts are those that the narrower search then finds."""
    told = api.get("facets?recipient=RU").json()
    kinds = next(f for f in told["facets"] if f["name"] == "kind")
    for each in kinds["values"]:
        found = api.get("claims", params={"recipient": "RU", "kind": each["value"]}).json()
        assert found["total"] == each["claims"]


def test_a_missed_claim_is_added_once_and_can_be_taken_back(api: httpx.Client) -> None:
    """A claim is cut from the words of its document; the same again is the same claim."""
    document = first(api)["document"]["id"]
    body = {
        "start": 0,
        "end": 20,
        "kind": "transfer",
        "changes": {"actor": "KP", "recipient": "RU", "item": "munitions"},
    }
    one = api.post(f"documents/{document}/claims", json=body)
    assert (one.status_code, one.json()["reviewed"]["verdict"]) == (201, "added")
    again = api.post(f"documents/{document}/claims", json=body)
    assert (again.status_code, again.json()["id"]) == (200, one.json()["id"])
    assert [problem["slug"] for problem in again.json()["problems"]] == ["nothing-new"]
    assert fault(api.post(f"documents/{document}/claims", json=body | {"end": 10**6})) == (422, "wrong-use")
    assert fault(api.post("documents/d-none/claims", json=body)) == (404, "unknown-document")
    assert api.delete(f"claims/{one.json()['id']}/reviews/latest").json() == {"claim": None}


def test_flows_are_those_of_the_command_line(api: httpx.Client, own: Path) -> None:
    """Overview, one flow and ranks are the records that the commands print."""
    import json

    flow = json.loads(run("flow", "KP", "RU", "munitions", "--format", "json", ledger=own).stdout)
    assert api.get("flows/KP/RU/munitions").json() == flow
    assert api.get("flows/North Korea/Russia/munitions").json() == flow
    assert api.get("totals/KP/RU/munitions").json()["totals"] == flow["totals"]
    rows = [json.loads(line) for line in run("flows", "--format", "jsonl", ledger=own).stdout.splitlines()]
    assert api.get("flows").json()["flows"] == rows
    ranks = json.loads(run("rank", "RU", "--format", "json", ledger=own).stdout)
    assert api.get("ranks/RU").json()["ranks"] == ranks
    since = json.loads(run("flow", "KP", "RU", "--since", "2023-12-01", "--format", "json", ledger=own).stdout)
    assert api.get("flows/KP/RU?since=2023-12-01").json() == since


@pytest.mark.parametrize(
    "query", ["since=2024-01-01&published_by=2023-01-01", "known_at=0001-01-01T00:00%2B14:00", "known_at=soon"]
)
def test_days_that_make_no_sense_are_refused(api: httpx.Client, query: str) -> None:
    """A day of change after that of the answer, instants beyond calendars, and words."""
    assert fault(api.get(f"flows/KP/RU?{query}")) == (422, "wrong-use")


def test_sources_are_counted_and_graded(api: httpx.Client) -> None:
    """A grade is kept, told and taken away; a source that nobody knows is not graded."""
    name = "Daily Ledger"
    assert api.get(f"sources/{name}").json()["as_publisher"] == api.get("claims").json()["total"]
    assert api.put(f"sources/{name}/grade", json={"grade": "B", "note": "as a rule"}).json()["grade"] == "B"
    assert next(s for s in api.get("sources").json()["sources"] if s["name"] == name)["graded_by"] == login_name()
    assert api.put(f"sources/{name}/grade", json={"grade": None}).json()["grade"] is None
    assert fault(api.put(f"sources/{name}/grade", json={"grade": "Z"})) == (422, "wrong-value")
    assert fault(api.get("sources/Nobody")) == (404, "unknown-source")


def test_exports_are_files_without_what_is_restricted(api: httpx.Client) -> None:
    """A dossier is drawn, and refused once it would cite a restricted document; claims of it leave the tables."""
    two = {"supplier": "KP", "recipient": "RU"}
    assert "## " in api.get("exports/dossier.md", params=two).text
    assert api.get("exports/dossier.html", params=two).headers["content-type"].startswith("text/html")
    assert fault(api.get("exports/dossier.md?supplier=FR&recipient=TD")) == (404, "no-claims")
    for form in ("md", "html", "pdf", "docx"):
        none = api.get(f"exports/dossier.{form}?supplier=Malta&recipient=PK")
        assert fault(none) == (404, "no-claims")
        assert "/api/v1/flows tells between whom there are" in none.text
    stranger = api.get("exports/dossier.md?supplier=Nort+Korea&recipient=RU")
    assert fault(stranger) == (404, "unknown-name")
    assert "did you mean North Korea?" in stranger.text
    document = first(api)["document"]["id"]
    before = api.get("exports/claims.csv").text
    api.patch(f"documents/{document}", json={"handling": "restricted"})
    assert fault(api.get("exports/dossier.md", params=two)) == (403, "restricted")
    assert document in before
    assert document not in api.get("exports/claims.csv").text
    assert document not in api.get("exports/claims.jsonl").text


def test_every_address_is_in_the_page_that_tells_of_them(api: httpx.Client) -> None:
    """docs/rest.md names each path of the description."""
    page = (Path(__file__).parents[2] / "docs" / "rest.md").read_text(encoding="utf-8")
    for path in api.get("openapi.json").json()["paths"]:
        short = path.removeprefix("/api/v1")
        assert f"`{short}`" in page or short == "/flows/{supplier}/{recipient}", path


def test_claims_come_as_a_workbook(api: httpx.Client) -> None:
    """The workbook has a row for each claim asked for."""
    answer = api.get("exports/claims.xlsx", params={"actor": "KP"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.max_row == api.get("claims", params={"actor": "KP"}).json()["total"] + 1
