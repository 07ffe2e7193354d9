"""The watch page and its REST, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from keep.samples import containers, report
from reportedly.keep.ledger import Ledger
from reportedly.keep.query import ClaimQuery
from reportedly.serve.web.access import Access
from reportedly.serve.web.workbench import workbench
from reportedly.terms.watching import Alert
from reportedly.world.clock import FixedClock
from reportedly.world.tokens import TokenStore
from reportedly.world.watching.marks import keep
from serve.watch_state import watched
from serve.web_client import Forms
from serve.web_ledger import kept
from serve.web_server import serving


@dataclass(frozen=True)
class Stand:
    """A server with an alert on a public claim and one on a restricted claim."""

    at: str
    open: Alert
    closed: Alert
    tokens: TokenStore
    ledger: Ledger

    def asked(self, path: str, role: str = "reader", restricted: bool = False) -> httpx.Response:
        _, text = self.tokens.add("Ann", role, may_see_restricted=restricted)  # type: ignore[arg-type]
        return httpx.get(f"{self.at}{path}", headers={"Authorization": f"Bearer {text}"})


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    path = kept(tmp_path / "ledger.db", report(1), report(2, handling="restricted"))
    bench = workbench(str(path))
    claims = bench.catalogue.search(ClaimQuery(), 0, 10).claims
    public = next(claim for claim in claims if claim.id == containers(report(1)).id)
    closed = next(claim for claim in claims if claim.handling == "restricted")
    alerts = watched(bench, public, closed)
    store = TokenStore(tmp_path / "tokens.json")
    store.add("Root", "admin")
    with serving(bench, Access.of("127.0.0.1", store, always_login=True)) as address:
        yield Stand(address, alerts[0], alerts[1], store, bench.ledger)


def test_the_page_shows_what_is_watched(stand: Stand) -> None:
    """Sources with their trouble, where indicators stand, and alerts with both states and their claims."""
    page = stand.asked("/watch").text
    for words in (
        "no answer within 30 seconds",
        "failed 2 times in a row",
        "2 places: Rajin and Vostochny",
        "3 places",
        "New place, 1.",
        "the North shipped 1,000 containers to Russia",
        "0 of 1 claim checked by a person",
    ):
        assert words in page, words
    assert "<script>alert(1)" not in page


def test_alerts_on_restricted_claims_are_for_those_who_may_see_them(stand: Stand) -> None:
    """Page and REST show the second alert, and messages, only to who may see restricted documents."""
    for path in ("/watch", "/api/v1/watch/alerts"):
        assert stand.closed.id not in stand.asked(path).text
        assert stand.open.id in stand.asked(path).text
        assert stand.closed.id in stand.asked(path, restricted=True).text
    assert "in-doubt; no answer" not in stand.asked("/watch").text
    assert "in-doubt; no answer" in stand.asked("/watch", restricted=True).text


def test_alerts_whose_states_were_counted_with_restricted_claims_are_for_those_who_may_see_them(stand: Stand) -> None:
    """Though every claim that they name is public: one is marked so, in another a state names what by now is restricted."""
    marked = replace(stand.open, key="marked", id="", closed=True)
    counted = replace(stand.open.after, claims=(*stand.open.after.claims, *(c.id for c in stand.closed.claims)))
    named = replace(stand.open, key="named", id="", after=counted)
    keep(stand.ledger, (), (marked, named), 1, FixedClock()())
    for alert in (marked, named):
        for path in ("/watch", "/api/v1/watch/alerts"):
            assert alert.id not in stand.asked(path).text
            assert alert.id in stand.asked(path, restricted=True).text
        for role in ("analyst", "admin"):
            _, text = stand.tokens.add("Ann", role)  # type: ignore[arg-type]
            bearer = {"Authorization": f"Bearer {text}"}
            seen = httpx.post(f"{stand.at}/api/v1/watch/alerts/{alert.id}/seen", json={"note": ""}, headers=bearer)
            assert (seen.status_code, seen.json()["error"]["slug"]) == (404, "unknown-alert")


def test_an_indicator_that_rests_on_a_restricted_claim_is_for_those_who_may_see_it(stand: Stand) -> None:
    """Its figures and words tell of the claim: page and REST show it only to who may see restricted documents."""
    assert stand.asked("/api/v1/watch/indicators").json() == {"indicators": []}
    for path in ("/watch", "/api/v1/watch/indicators"):
        assert "New places." not in stand.asked(path).text
        assert "New places." in stand.asked(path, restricted=True).text


def test_an_alert_is_seen_by_an_analyst(stand: Stand) -> None:
    """The button notes who has seen it; then it stands only among all of them. A reader may not."""
    for role, status in (("reader", 403), ("analyst", 303)):
        _, token = stand.tokens.add(f"Ann {role}", role)  # type: ignore[arg-type]
        with Forms(stand.at) as client:
            client.log_in(token)
            answer = client.send_form(f"/watch/alerts/{stand.open.id}/seen", {"note": "a known port"})
            assert answer.status_code == status
    assert stand.open.id not in stand.asked("/watch").text
    everything = stand.asked("/watch?every=true").text
    assert "Seen by Ann analyst" in everything
    assert "a known port" in everything


def test_the_requests_to_a_source(stand: Stand) -> None:
    """Each request with its time and its fault; of a source that nobody knows, that there was none."""
    assert "no answer within 30 seconds" in stand.asked("/watch/source?name=agency").text
    assert "No address was asked for this source" in stand.asked("/watch/source?name=nobody").text


def test_rest_tells_the_same(stand: Stand) -> None:
    """Sources, indicators and alerts as JSON; an alert is noted as seen once, and by the first."""
    (source,) = stand.asked("/api/v1/watch/sources").json()["sources"]
    assert (source["name"], source["failures"], source["fault"]["slug"]) == ("agency", 2, "timeout")
    (indicator,) = stand.asked("/api/v1/watch/indicators", restricted=True).json()["indicators"]
    assert indicator["evaluation"]["reason"] == "New places."
    _, text = stand.tokens.add("Bea", "analyst")
    seen = f"{stand.at}/api/v1/watch/alerts/{stand.open.id}/seen"
    head = {"Authorization": f"Bearer {text}"}
    first = httpx.post(seen, headers=head, json={"note": "known"})
    assert (first.status_code, first.json()["acknowledged_by"]) == (200, "Bea")
    assert httpx.post(seen, headers=head, json={"note": "again"}).json()["note"] == "known"
    assert stand.asked("/api/v1/watch/alerts?open=true").json() == {"alerts": []}
    unknown = httpx.post(f"{stand.at}/api/v1/watch/alerts/a-0/seen", headers=head, json={})
    assert unknown.status_code == 404


def test_an_alert_that_one_may_not_see_cannot_be_noted(stand: Stand) -> None:
    """To who may not see restricted documents it is unknown."""
    _, text = stand.tokens.add("Cy", "analyst")
    answer = httpx.post(
        f"{stand.at}/api/v1/watch/alerts/{stand.closed.id}/seen",
        headers={"Authorization": f"Bearer {text}"},
        json={"note": "x"},
    )
    assert answer.status_code == 404


def test_nothing_watched_yet(tmp_path: Path) -> None:
    """Each part says what to do."""
    with serving(workbench(str(tmp_path / "empty.db"))) as address:
        page = httpx.get(f"{address}/watch").text
    assert page.count("watch.toml") >= 3
    assert "No alert waits to be seen." in page
    assert "reportedly screen LIST" in page
