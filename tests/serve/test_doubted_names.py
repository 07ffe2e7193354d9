"""Names that a person puts into a claim and that nobody bears: kept, and told over REST and on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from keep.samples import containers
from reportedly.keep.additions import reading
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.web_client import Forms
from serve.web_ledger import CLAIM, DOCUMENT, HERE, SHELLS, sample
from serve.web_server import serving_file

NAMES = [
    ("recipient", "Cyprs", "no party is called “Cyprs”; did you mean Cyprus?"),
    ("actor", "Belarusia", "no party is called “Belarusia”; did you mean Belarus?"),
    ("origins", "Order of Zembla", "no party is called “Order of Zembla”"),
]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Forms]:
    """A client of a server over the sample report."""
    with serving_file(sample(tmp_path / "l.db")) as address, Forms(address) as client:
        yield client


def corrected(client: Forms, changes: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(f"/api/v1/claims/{CLAIM.id}/reviews", json={"verdict": "corrected", "changes": changes})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.parametrize(("field", "name", "line"), NAMES)
def test_rest_tells_it_and_keeps_the_correction(field: str, name: str, line: str, client: Forms) -> None:
    """In `problems` as a warning at the field, also the next time; the record itself has no such part."""
    told = corrected(client, {field: name})
    assert told["problems"] == [
        {"slug": "unknown-name", "message": line, "where": f"body.changes.{field}", "severity": "warning"}
    ]
    assert told[field] == [name]
    assert corrected(client, {field: name, "stage": "delivered"})["problems"] == told["problems"]
    assert "problems" not in client.get(f"/api/v1/claims/{CLAIM.id}").json()


def test_of_several_names_each_unknown_one_is_told(client: Forms) -> None:
    """Known ones, by code or name, are none; an emptied field has none."""
    told = corrected(client, {"recipient": "Russia, Irann, BY", "actor": "Nort Korea", "compared": None})
    assert [problem["where"] for problem in told["problems"]] == ["body.changes.recipient", "body.changes.actor"]


@pytest.mark.parametrize("changes", [{"recipient": "Cyprus"}, {"actor": "none"}, {"stage": "Cyprs", "note": ""}])
def test_who_is_known_is_no_problem(changes: dict[str, Any], client: Forms) -> None:
    """Nor are words that name no party."""
    answer = client.post(f"/api/v1/claims/{CLAIM.id}/reviews", json={"verdict": "corrected", "changes": changes})
    assert "problems" not in answer.json()


def test_a_claim_that_is_added_tells_it_too(client: Forms) -> None:
    """As a correction does."""
    given = {
        "start": 0,
        "end": 20,
        "kind": "transfer",
        "changes": {"actor": "KP", "recipient": "Cyprs", "item": "arms"},
    }
    answer = client.post(f"/api/v1{HERE}/claims", json=given)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert [problem["message"] for problem in told["problems"]] == [NAMES[0][2]]
    assert client.get(HERE).text.count("No party is called “Cyprs”; did you mean Cyprus?") == 1


@pytest.mark.parametrize(("field", "name", "line"), NAMES)
def test_the_page_shows_it_once_the_form_is_saved(field: str, name: str, line: str, client: Forms) -> None:
    """At the claim, until the decision is taken back."""
    saved = client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {field: name})
    assert saved.status_code == 303
    shown = client.get(saved.headers["location"]).text
    sentence = line.replace("no ", "No ", 1) + ("" if line.endswith("?") else ".")
    card = shown[shown.index(f'id="{CLAIM.id}"') :].partition("</article>")[0]
    assert card.count(sentence) == shown.count(sentence) == 1
    client.send_form(f"{HERE}/claims/{CLAIM.id}/undo")
    assert sentence not in client.get(HERE).text


def test_the_queue_shows_it_beside_what_was_decided_last(client: Forms) -> None:
    """Where a correction that began in the queue leads back to."""
    back = f"/queue?last={CLAIM.id}"
    saved = client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"recipient": "Cyprs", "back": back})
    assert saved.headers["location"] == back
    assert client.get(back).text.count("No party is called “Cyprs”; did you mean Cyprus?") == 1


def test_the_same_slip_in_another_claim_is_told_again(client: Forms) -> None:
    """A name that only people have put in is known by none of these claims, to programs and on the page."""
    corrected(client, {"recipient": "Cyprs"})
    client.send_form(f"{HERE}/claims/{SHELLS.id}/correct", {"actor": "Cyprs"})
    assert client.get(HERE).text.count("No party is called “Cyprs”; did you mean Cyprus?") == 2


def test_a_name_that_was_read_is_known(tmp_path: Path) -> None:
    """Also where a person has corrected the only claim that bears it: what a reading found in it stays found."""
    claim = containers(DOCUMENT, recipient=("Order of Zembla",))
    with closing(open_ledger(tmp_path / "l.db", FixedClock())) as ledger:
        ledger.append(reading(DOCUMENT, [claim], "rules/1"))
    with serving_file(tmp_path / "l.db") as address, Forms(address) as client:
        for changes in ({"stage": "delivered"}, {"recipient": "Order of Zembla, Cyprus"}, {"actor": "Order of Zembla"}):
            given = {"verdict": "corrected", "changes": changes}
            answer = client.post(f"/api/v1/claims/{claim.id}/reviews", json=given)
            assert "problems" not in answer.json()
        assert "No party is called" not in client.get(HERE).text


def test_only_what_the_person_put_in_is_doubted(client: Forms) -> None:
    """A later correction of another field says nothing of it."""
    client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"recipient": "Cyprs"})
    client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"stage": "delivered"})
    assert "No party is called" not in client.get(HERE).text
