"""The pages of documents and the review by forms, asked of a real server without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from keep.samples import TEXT, containers, report
from reportedly.keep.entry import DocumentWithdrawn
from reportedly.serve.web.access import Access
from reportedly.serve.web.workbench import Workbench, workbench
from reportedly.world.tokens import TokenStore
from serve.commands import CONTAINERS, SOLDIERS
from serve.reading_jobs import ended
from serve.web_client import Forms
from serve.web_ledger import CLAIM, DOCUMENT, HERE, SHELLS, kept, sample
from serve.web_server import serving, serving_file


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Forms]:
    """A client of a server over the sample report; it follows no redirect."""
    with serving_file(sample(tmp_path / "l.db")) as address, Forms(address) as client:
        yield client


def card(client: Forms, claim: str) -> str:
    """The card of a claim, as plain text."""
    html = client.get(HERE).text
    found = re.search(rf'<(article|details) class="card[^>]*id="{claim}".*?</\1>', html, re.DOTALL)
    assert found
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_a_document_tells_where_it_comes_from(web: Forms) -> None:
    """Title, publisher, day, address, digest, and each claim with a link to its words and back."""
    html = web.get(HERE).text
    for told in ("Containers go north", "Daily", "13 Oct 2023", "https://daily.example/1", DOCUMENT.text_sha256):
        assert told in html
    for claim in (CLAIM, SHELLS):
        assert f'id="{claim.id}"' in html
        assert f'href="#{claim.id}"' in html
        assert f'id="w-{claim.id}"' in html


def test_an_unknown_document_is_not_found(web: Forms) -> None:
    """So is a claim that is none of the document's."""
    assert web.get("/documents/d-0").status_code == 404
    assert web.send_form(f"{HERE}/claims/c-0/accept").status_code == 404


@pytest.mark.parametrize(("does", "verdict"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_leads_back_to_the_claim(web: Forms, does: str, verdict: str) -> None:
    """Accepted or rejected by form, with a note; then taken back."""
    answer = web.send_form(f"{HERE}/claims/{CLAIM.id}/{does}", data={"note": "per imagery"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}#{CLAIM.id}")
    assert f"{verdict} by " in card(web, CLAIM.id)
    assert "per imagery" in card(web, CLAIM.id)
    assert web.send_form(f"{HERE}/claims/{CLAIM.id}/undo").status_code == 303
    assert "not checked" in card(web, CLAIM.id)


def test_a_form_goes_back_where_it_came_from_and_nowhere_else(web: Forms) -> None:
    """`back` is followed within the workbench only."""
    post = web.send_form(f"{HERE}/claims/{CLAIM.id}/accept", data={"back": "/queue?last=x"})
    assert post.headers["location"] == "/queue?last=x"
    post = web.send_form(f"{HERE}/claims/{CLAIM.id}/reject", data={"back": "//elsewhere.example"})
    assert post.headers["location"] == f"{HERE}#{CLAIM.id}"


def test_only_what_differs_is_corrected(web: Forms) -> None:
    """A form of all fields sends them whole: names become codes, nouns classes, the rest stays."""
    form = fields(web.get(f"{HERE}?edit={CLAIM.id}").text)
    assert (form["actor"], form["recipient"], form["quantity.low"]) == ("North Korea", "Russia", "1000")
    answer = web.send_form(
        f"{HERE}/claims/{CLAIM.id}/correct",
        data={**form, "actor": "Iran", "item": "shells", "quantity.low": "2,000", "fields.actor": "0-5"},
    )
    assert answer.status_code == 303, answer.text
    told = card(web, CLAIM.id)
    assert "corrected by " in told
    assert "at least 2,000 containers" in told
    assert "from Iran to Russia" in told
    assert "Supplier Iran Seoul" in told


def test_what_is_emptied_is_taken_away(web: Forms) -> None:
    """All parts of the quantity left empty: the claim has none."""
    form = fields(web.get(f"{HERE}?edit={CLAIM.id}").text)
    emptied = {name: "" for name in form if name.startswith("quantity.") and name not in ("quantity.scope",)}
    answer = web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", data=form | emptied | {"quantity.approximate": "no"})
    assert answer.status_code == 303, answer.text
    assert "Quantity" not in card(web, CLAIM.id)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "nothing is changed yet"),
        ({"item": "dragon"}, "Item: 'dragon' is no class of item"),
        ({"quantity.low": "many"}, "Quantity, at least: 'many' is no number"),
        ({"happened.start": "w2023-09-01"}, "from (YYYY-MM-DD): 'w2023-09-01' is no day"),
        ({"fields.actor": "0-99999"}, "Supplier, its words: no words stand at"),
        ({"set": "amount=5"}, "cannot be corrected"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused_where_it_was_typed(
    web: Forms, change: dict[str, str], words: str
) -> None:
    """The line stands in the card's form, which keeps what was typed."""
    form = fields(web.get(f"{HERE}?edit={CLAIM.id}").text)
    answer = web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", data={**form, **change})
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    for name, value in change.items():
        assert name == "set" or fields(answer.text)[name] == value
    faulty = re.findall(r'name="([^"]+)"[^>]* aria-invalid="true"', answer.text)
    assert faulty == [name.removeprefix("fields.") for name in change if name != "set"]


def test_a_correction_that_adds_nothing_says_so(web: Forms) -> None:
    """In the form: who saves it again finds nothing saved."""
    given = {"set": "stage=delivered"}
    assert web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", data=given).status_code == 303
    again = web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", data=given)
    assert again.status_code == 422
    assert "nothing is changed by this: you have decided so before" in again.text


def test_a_claim_decided_meanwhile_is_not_decided_blindly(web: Forms) -> None:
    """A form made before somebody else's decision is refused."""
    seen = fields(web.get(HERE).text)["seen"]
    web.send_form(f"{HERE}/claims/{CLAIM.id}/reject")
    late = web.send_form(f"{HERE}/claims/{CLAIM.id}/accept", data={"seen": seen})
    assert late.status_code == 422
    assert "somebody has decided" in late.text


def test_there_is_nothing_to_undo(web: Forms) -> None:
    """A claim that nobody has decided of."""
    answer = web.send_form(f"{HERE}/claims/{CLAIM.id}/undo")
    assert answer.status_code == 422
    assert "there is nothing to undo" in answer.text


def test_the_queue_takes_back_one_decision_after_another(web: Forms) -> None:
    """Undo leads back to the claim and offers the decision before it, until there is none."""
    page = web.get("/queue").text
    for claim, does in ((CLAIM, "accept"), (SHELLS, "reject")):
        sent = fields(page[page.index('class="decide"') :])
        page = web.get(web.send_form(f"{HERE}/claims/{claim.id}/{does}", sent).headers["location"]).text
    assert "2 of 2 claims" in page
    for undone in (SHELLS, CLAIM):
        last = page[page.index('class="last"') :]
        assert f"{undone.id}/undo" in last
        page = web.get(web.send_form(f"{HERE}/claims/{undone.id}/undo", fields(last)).headers["location"]).text
        assert f'id="{undone.id}"' in page
    assert "0 of 2 claims" in page
    assert 'class="last"' not in page


def test_what_was_decided_meanwhile_is_not_taken_back_blindly(web: Forms) -> None:
    """A button that was pressed twice, or on a page older than the latest decision, takes no other decision back."""
    web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"recipient": "Iran"})
    web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", {"actor": "Belarus"})
    seen = fields(web.get(HERE).text)["seen"]
    once, again = (web.send_form(f"{HERE}/claims/{CLAIM.id}/undo", {"seen": seen}) for _ in range(2))
    assert once.status_code == 303
    assert again.status_code == 422
    assert "somebody has decided" in again.text
    assert "North Korea to Iran" in card(web, CLAIM.id)


def test_corrections_are_taken_back_one_by_one(web: Forms) -> None:
    """Each undo leads to the decision before, also where that rejected the claim, and at last to what was read."""
    before = card(web, CLAIM.id)
    for given in ({"recipient": "Iran"}, {"recipient": "China", "stage": "delivered"}):
        assert web.send_form(f"{HERE}/claims/{CLAIM.id}/correct", given).status_code == 303
    web.send_form(f"{HERE}/claims/{CLAIM.id}/reject")
    web.send_form(f"{HERE}/claims/{CLAIM.id}/accept")
    told = []
    for _ in range(4):
        assert web.send_form(f"{HERE}/claims/{CLAIM.id}/undo").status_code == 303
        told.append(card(web, CLAIM.id))
    assert told[0].startswith("Rejected")
    assert "to China" in told[1]
    assert "to Iran" in told[2]
    assert told[3] == before


def test_words_are_read_for_a_field(web: Forms) -> None:
    """What the reader sees in the words comes first; the words themselves are kept with it."""
    start = TEXT.index("the North")
    told = web.get(f"{HERE}/words", params={"start": start, "end": start + 9, "field": "actor"}).json()
    assert told["words"] == "the North"
    assert told["proposals"][0]["set"] == {"actor": "North Korea", "fields.actor": f"{start}-{start + 9}"}
    start = TEXT.index("1,000 containers")
    told = web.get(f"{HERE}/words", params={"start": start - 1, "end": start + 17, "field": "quantity"}).json()
    assert (told["start"], told["end"]) == (start, start + 16)
    assert told["proposals"][0]["set"]["quantity.unit"] == "container"


@pytest.mark.parametrize(
    "query",
    [
        "start=0&end=0&field=actor",
        "start=5&end=6&field=actor",
        "start=0&end=99999&field=actor",
        "start=0&end=5&field=id",
    ],
)
def test_no_words_are_no_proposals(web: Forms, query: str) -> None:
    """An empty or blank place, one beyond the text, a field that has no words."""
    assert web.get(f"{HERE}/words?{query}").status_code == 422


def test_a_missed_claim_is_added_from_chosen_words(web: Forms) -> None:
    """The form comes filled in from the words; what is sent stands beside them, and can be taken back."""
    start, end = TEXT.index("It says"), TEXT.index(" Nobody")
    form = fields(web.get(f"{HERE}/add", params={"start": start, "end": end}).text)
    assert form["item"]
    sent = form | {"actor": "KP", "recipient": "RU", "kind": "deployment", "item": "instructors"}
    answer = web.send_form(f"{HERE}/claims", data=sent)
    assert answer.status_code == 303, answer.text
    claim = answer.headers["location"].partition("#")[2]
    assert "added by " in card(web, claim)
    assert web.send_form(f"{HERE}/claims/{claim}/undo").status_code == 303
    assert f'id="{claim}"' not in web.get(HERE).text


def test_a_claim_of_nothing_is_not_added(web: Forms) -> None:
    """No words, no item: one line says so, and the form keeps what was typed."""
    assert web.get(f"{HERE}/add?start=5&end=6").status_code == 422
    assert web.send_form(f"{HERE}/claims", data={"start": "5", "end": "5"}).status_code == 422
    answer = web.send_form(f"{HERE}/claims", data={"start": "0", "end": "20", "actor": "Iran", "item": ""})
    assert answer.status_code == 422
    assert "needs a class of item" in answer.text
    assert fields(answer.text)["actor"] == "Iran"


def test_a_withdrawn_document_takes_no_claims(tmp_path: Path) -> None:
    """It says that it is withdrawn, and refuses what is added."""
    bench = workbench(str(sample(tmp_path / "l.db")))
    bench.ledger.append([DocumentWithdrawn(DOCUMENT.id, "a forgery", "Ann")])
    with serving(bench) as address:
        assert "a forgery" in httpx.get(f"{address}{HERE}").text
        sent = {"start": "0", "end": "20", "actor": "Iran", "item": "munitions"}
        assert Forms(address).send_form(f"{HERE}/claims", sent).status_code == 422


def test_the_queue_shows_one_claim_after_another(web: Forms) -> None:
    """First the one that holds the edge of a total; skipped ones wait, decided ones can be taken back."""
    first = web.get("/queue").text
    assert "0 of 2 claims" in first
    assert f'id="{CLAIM.id}"' in first
    assert "holds the edge of a total" in first
    assert f'id="{SHELLS.id}"' in web.get(f"/queue?skip={CLAIM.id}").text
    web.send_form(f"{HERE}/claims/{CLAIM.id}/reject")
    after = web.get(f"/queue?last={CLAIM.id}").text
    assert "1 of 2 claims" in after
    assert f'action="{HERE}/claims/{CLAIM.id}/undo"' in after
    left = web.get(f"/queue?last={SHELLS.id}").text
    assert f"{SHELLS.id}/undo" not in left  # its form was left as it was: there is nothing to take back
    web.send_form(f"{HERE}/claims/{SHELLS.id}/accept")
    assert "No claim waits" in web.get("/queue").text


def test_documents_are_listed_by_publisher(tmp_path: Path) -> None:
    """All of them, or those of one publisher; pages of fifty."""
    many = [report(n, title=f"Report {n}") for n in range(60)]
    other = report(99, title="Elsewhere")
    with serving_file(kept(tmp_path / "l.db", *many, other)) as address:
        first = httpx.get(f"{address}/documents").text
        assert "<strong>61 documents</strong>" in first
        assert "start=50" in first
        assert (
            "<strong>61 documents</strong> published by Daily" in httpx.get(f"{address}/documents?publisher=Daily").text
        )
        assert "No document of this publisher" in httpx.get(f"{address}/documents?publisher=Nobody").text


def test_restricted_documents_are_for_those_who_may_see_them(tmp_path: Path) -> None:
    """Who may not sees no page, no words, no row, no claim in the queue, and decides nothing."""
    closed = report(2, title="Closed", handling="restricted")
    here = f"/documents/{closed.id}"
    store = TokenStore(tmp_path / "tokens.json")
    _, open_to_all = store.add("Ann", "analyst", may_see_restricted=True)
    _, token = store.add("Bob", "analyst")
    access = Access.of("127.0.0.1", store, always_login=True)
    with serving_file(kept(tmp_path / "l.db", closed), access) as address, Forms(address) as ann, Forms(address) as bob:
        ann.log_in(open_to_all)
        assert ann.get(here).status_code == 200
        bob.log_in(token)
        for path in (here, f"{here}/words?start=0&end=5&field=actor", f"{here}/add?start=0&end=5"):
            assert bob.get(path).status_code == 404
        assert bob.send_form(f"{here}/claims/{containers(closed).id}/accept").status_code == 404
        assert "Closed" not in bob.get("/documents").text
        assert "containers" not in bob.get("/queue").text


def test_a_reader_decides_nothing_and_hands_nothing_in(tmp_path: Path) -> None:
    """A reader sees the claims without the buttons, and forms of theirs are refused."""
    store = TokenStore(tmp_path / "tokens.json")
    _, token = store.add("Rea", "reader")
    access = Access.of("127.0.0.1", store, always_login=True)
    with serving_file(sample(tmp_path / "l.db"), access) as address, Forms(address) as client:
        client.log_in(token)
        page = client.get(HERE)
        assert "1,000 containers" in page.text
        assert 'data-does="accept"' not in page.text
        assert client.send_form(f"{HERE}/claims/{CLAIM.id}/accept").status_code == 403
        assert client.send_form("/read", {"text": CONTAINERS}).status_code == 403
        assert "not checked" in card(client, CLAIM.id)


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """A workbench over the sample report."""
    return workbench(str(sample(tmp_path / "l.db")))


@pytest.fixture
def reader(bench: Workbench) -> Iterator[Forms]:
    """A client of a server over that workbench."""
    with serving(bench) as address, Forms(address) as client:
        yield client


def test_texts_and_files_are_read_as_they_are_told(reader: Forms, bench: Workbench) -> None:
    """Pasted text and several files with what is known of them; then the page of the reading, and the documents."""
    told = {"text": CONTAINERS, "publisher": "Daily", "published_on": "2024-05-01", "title": " ", "restricted": "yes"}
    files = [("files", ("a.txt", SOLDIERS.encode())), ("files", ("b.html", b"<p>Nobody in Moscow has replied to us."))]
    answer = reader.send_form("/read", data=told, files=files)
    assert answer.status_code == 303
    where, _, ident = answer.headers["location"].rpartition("/")
    assert where == "/read"
    job = ended(bench.jobs, ident)
    assert (job.state, job.documents, job.new, job.by != "", job.restricted) == ("done", 3, 3, True, True)
    found = bench.catalogue.documents(job.document_ids).values()
    assert {each.text for each in found} >= {CONTAINERS, SOLDIERS}
    for each in found:
        assert (each.publisher, str(each.published_on), each.handling) == ("Daily", "2024-05-01", "restricted")
        assert each.title != " "


def test_nothing_to_read_and_a_day_that_is_none_are_refused(reader: Forms, bench: Workbench) -> None:
    """The form says so and keeps what was typed."""
    assert "there is nothing to read" in reader.send_form("/read", data={"publisher": "Daily"}).text
    refused = reader.send_form("/read", data={"text": "Some text", "published_on": "May"})
    assert refused.status_code == 422
    assert "Some text" in refused.text
    assert bench.jobs.recent() == ()


def test_a_reading_tells_how_far_it_is_and_what_it_brought(reader: Forms, bench: Workbench) -> None:
    """While it goes on the page asks again by itself; at the end documents, claims and faults in plain words."""
    assert reader.get("/read/j-9").status_code == 404
    files = [("files", ("/somewhere/deep/c.bin", bytes(range(256)))), ("files", ("a.txt", CONTAINERS.encode()))]
    address = reader.send_form("/read", files=files).headers["location"]
    going = reader.get(address).text
    assert "Waiting for its turn" in going or "of 2 inputs read" in going
    assert 'http-equiv="refresh"' in going
    ended(bench.jobs, address.rpartition("/")[2])
    done = reader.get(address).text
    assert "1 document read, 1 of them new; 2 claims found" in done
    assert "<strong>Not read:</strong>" in done
    assert "c.bin" in done
    assert "/somewhere" not in done
    assert 'href="/documents/d-' in done
    assert 'http-equiv="refresh"' not in done


def fields(html: str) -> dict[str, str]:
    """What the forms of a page send as they are; of like-named ones the first."""
    told: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            told.setdefault(name[1], unescape(value[1]) if value else "")
    for name, options in re.findall(r'<select name="([^"]+)">(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        told.setdefault(name, chosen[1] if chosen else "")
    return told
