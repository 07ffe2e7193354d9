"""Names that a person puts into a claim and that nobody bears: kept, and told over REST and on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from serve.web_client import Forms
from serve.web_ledger import CLAIM, HERE, SHELLS, sample
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
    """In `problems` as a warning at the field; once the name is borne no more, and the record itself has no such part."""
    told = corrected(client, {field: name})
    assert told["problems"] == [
        {"slug": "unknown-name", "message": line, "where": f"body.changes.{field}", "severity": "warning"}
    ]
    assert told[field] == [name]
    assert "problems" not in corrected(client, {field: name, "stage": "delivered"})
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


def test_a_name_that_another_claim_bears_is_known(client: Forms) -> None:
    """The second claim to bear a name is told nothing, and with it the first no more."""
    client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"recipient": "Order of Zembla"})
    client.send_form(f"{HERE}/claims/{SHELLS.id}/correct", {"actor": "Order of Zembla"})
    assert "No party is called" not in client.get(HERE).text


def test_only_what_the_person_put_in_is_doubted(client: Forms) -> None:
    """A later correction of another field says nothing of it."""
    client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"recipient": "Cyprs"})
    client.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"stage": "delivered"})
    assert "No party is called" not in client.get(HERE).text
