"""Reading through a translation by the commands: how it is brought, what is kept, and where its words are shown."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from reportedly.serve.web.workbench import workbench
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import claims, run
from serve.reading_jobs import ended
from serve.translations import BETTER, ENGLISH, EVIDENCE, KOREAN, TOLD, URL, folder_of
from serve.web_server import serving

FIRST = ENGLISH.split(" Germany")[0]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "l.db"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the folder; tests only ask of it."""
    place = tmp_path_factory.mktemp("through")
    assert run("read", folder_of(place / "in"), ledger=place / "l.db").exit_code == 0
    return place / "l.db"


def quotes(ledger: Path) -> list[str]:
    return [claim["evidence"]["quote"] for claim in claims(ledger)]


def faults(ledger: Path) -> list[tuple[str, str]]:
    """What a look over the whole ledger finds broken."""
    with closing(open_ledger(ledger, system_clock)) as opened:
        return [(problem.slug, problem.message) for problem in opened.check()]


def translated(ledger: Path) -> list[str]:
    """The words of translations that the claims quote."""
    return [claim["translation"]["quote"] for claim in claims(ledger)]


@pytest.mark.parametrize("names", [("bericht.ko.txt", "bericht.en.txt"), ("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_a_folder_with_both_is_read_in_whatever_order(names: tuple[str, str], tmp_path: Path, ledger: Path) -> None:
    """meta.json says which is which; the claims are the original's, on its own words, and again there is nothing new."""
    folder = folder_of(tmp_path / "in", *names)
    done = run("read", folder, ledger=ledger)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("read 2 documents, 2 claims")
    assert quotes(ledger) == EVIDENCE
    assert {claim["document"]["path"].rpartition("/")[2] for claim in claims(ledger)} == {names[0]}
    assert run("read", folder, ledger=ledger).stdout == "read 2 documents: nothing new\n"


@pytest.mark.parametrize("called", ["file", "url", "id"])
def test_the_original_is_named_on_the_command_line(called: str, tmp_path: Path, ledger: Path) -> None:
    """By its file's name, its address, or the id that the ledger gave it."""
    korean, english = tmp_path / "k.txt", tmp_path / "e.txt"
    korean.write_text(KOREAN, encoding="utf-8")
    english.write_text(ENGLISH, encoding="utf-8")
    first = run("read", korean, "--url", URL, "--published", "2024-11-12", ledger=ledger)
    assert "other-language" in first.stderr
    with sqlite3.connect(ledger) as connection:
        (ident,) = (row[0] for row in connection.execute("select document_id from texts"))
    of = {"file": "k.txt", "url": URL, "id": ident}[called]
    done = run("read", english, "--translation-of", of, ledger=ledger)
    assert done.exit_code == 0, done.output
    assert quotes(ledger) == EVIDENCE


def test_a_translation_without_its_original_waits_for_the_next_reading(tmp_path: Path, ledger: Path) -> None:
    """The first reading says what is missing and exits with 1; once the original is read, the translation can be."""
    folder = folder_of(tmp_path / "in")
    early = run("read", folder / "bericht.en.txt", ledger=ledger)
    assert early.exit_code == 1
    assert "original-not-read" in early.stderr
    assert "bericht.ko.txt" in early.stderr
    assert run("read", folder / "bericht.ko.txt", ledger=ledger).exit_code == 0
    late = run("read", folder / "bericht.en.txt", ledger=ledger)
    assert late.exit_code == 0
    assert quotes(ledger) == EVIDENCE


def test_a_new_version_replaces_and_a_review_outlives_it(tmp_path: Path, ledger: Path) -> None:
    """A corrected claim keeps its value and the words it was judged by; the others quote the new translation."""
    folder = folder_of(tmp_path / "in")
    run("read", folder, ledger=ledger)
    tanks = next(c for c in claims(ledger) if c["quantity"]["unit"] == "tank")
    assert run("review", tanks["id"], "quantity.low=17", "--by", "Ada", ledger=ledger).exit_code == 0
    (folder / "bericht.en.txt").write_text(BETTER, encoding="utf-8")
    assert run("read", folder, ledger=ledger).exit_code == 0
    after = {claim["quantity"]["unit"]: claim for claim in claims(ledger)}
    assert after["tank"]["quantity"]["low"] == 17
    assert after["tank"]["reviewed"]["by"] == "Ada"
    assert BETTER.startswith(after["shell"]["translation"]["quote"])
    assert len(after) == len(claims(ledger)) == 2
    assert run("read", folder, ledger=ledger).stdout == "read 2 documents: nothing new\n"


def test_document_lines_bring_translations_too(tmp_path: Path, ledger: Path) -> None:
    """In a file of JSON lines, the translation before its original, called by its address and its language told."""
    lines = tmp_path / "in.jsonl"
    english = {"text": ENGLISH, "translation_of": URL, **TOLD}
    lines.write_text("\n".join(map(json.dumps, (english, {"text": KOREAN, "url": URL, **TOLD}))), encoding="utf-8")
    done = run("read", lines, ledger=ledger)
    assert done.exit_code == 0, done.output
    assert quotes(ledger) == EVIDENCE
    assert translated(ledger)[0] == FIRST


def test_a_changed_translation_is_said_to_differ(tmp_path: Path, ledger: Path) -> None:
    """One line with the file and the slug; the claim is left out, and the reading goes on."""
    folder = folder_of(tmp_path / "in")
    (folder / "bericht.en.txt").write_text(ENGLISH.replace("30,000", "300,000"), encoding="utf-8")
    done = run("read", folder, ledger=ledger)
    assert done.exit_code == 0
    assert "translation-differs" in done.stderr
    assert "300,000" in done.stderr
    assert quotes(ledger) == EVIDENCE[1:]


@pytest.mark.parametrize("asked", ["claims", "explain", "flow"])
def test_answers_show_the_words_and_those_of_the_translation(asked: str, read_once: Path) -> None:
    """Beside the original's words stand the translation's."""
    words = {"claims": ["--format", "csv"], "explain": [claims(read_once)[0]["id"]], "flow": ["KP", "RU"]}[asked]
    done = run(asked, *words, ledger=read_once)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    assert "포탄" in shown
    assert FIRST in shown


def test_the_table_of_claims_shows_both(read_once: Path) -> None:
    """The translation's words stand in brackets behind the original's."""
    shown = run("claims", ledger=read_once).stdout
    assert "인도했다. [Germany has" in shown


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_dossier_quotes_both(form: str, read_once: Path, tmp_path: Path) -> None:
    """Each footnote gives the words and says which are those of a translation."""
    out = tmp_path / f"d.{form}"
    done = run("dossier", "KP", "RU", "-o", out, ledger=read_once)
    assert done.exit_code == 0, done.output
    text = out.read_text(encoding="utf-8")
    assert "포탄" in text
    assert "n translation" in text
    assert "has sent 30,000 shells to Russia" in text


def test_exported_lines_are_imported_into_a_fresh_ledger(read_once: Path, tmp_path: Path) -> None:
    """With texts both documents go along before the claims, and the fresh ledger holds the same claims and is sound."""
    out, fresh = tmp_path / "out.jsonl", tmp_path / "fresh.db"
    assert run("export", "jsonl", "--with-texts", "-o", out, ledger=read_once).exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    texts = {row["document"]: row for row in rows if "text" in row}
    assert [row.get("text") for row in rows] == [KOREAN, ENGLISH, None, None]
    assert [texts[rows[n]["document"]]["translation_of"] for n in (0, 1)] == [None, rows[0]["document"]]
    done = run("import", out, ledger=fresh)
    assert done.exit_code == 0, done.output
    brought = [{**c, "document": None} for c in claims(fresh)]
    assert brought == [{**c, "document": None} for c in claims(read_once)]
    assert faults(fresh) == []
    assert "nothing new" in run("import", out, ledger=fresh).stdout


@pytest.mark.parametrize("fault", ["quote", "text"])
def test_a_changed_translation_is_not_imported(fault: str, read_once: Path, tmp_path: Path) -> None:
    """Of a claim that misquotes its translation, or whose translation was changed, one line says so, and it is left out."""
    out, fresh = tmp_path / "out.jsonl", tmp_path / "fresh.db"
    run("export", "jsonl", "--with-texts", "-o", out, ledger=read_once)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    if fault == "quote":
        rows[2]["translation"]["quote"] = rows[2]["translation"]["quote"].replace("30,000", "90,000")
    else:
        rows[1]["text"] = rows[1]["text"].replace("30,000", "90,000")
    out.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run("import", out, ledger=fresh)
    assert done.exit_code == 1
    assert "quote-not-in-text" in done.stderr
    assert len(claims(fresh)) == (1 if fault == "quote" else 0)


@pytest.mark.parametrize(("table", "slug"), [("texts", "changed-text"), ("entries", "broken-chain")])
def test_a_changed_translation_breaks_the_chain(table: str, slug: str, tmp_path: Path, ledger: Path) -> None:
    """Whether the text of the translation or the quote in a claim was changed behind the ledger's back."""
    run("read", folder_of(tmp_path / "in"), ledger=ledger)
    assert faults(ledger) == []
    column = {"texts": "text", "entries": "record"}[table]
    with sqlite3.connect(ledger) as connection:
        changed = connection.execute(
            f"update {table} set {column} = replace({column}, '30,000 shells', '90,000 shells') "
            f"where {column} like '%has sent 30,000 shells%'"
        ).rowcount
    assert changed
    found = faults(ledger)
    assert {each for each, _ in found} == {slug, "wrong-quote"}
    assert any("does not stand at" in message and "of its translation" in message for _, message in found)


@pytest.mark.parametrize("as_file", [False, True], ids=["pasted", "file"])
def test_rest_and_pages_tell_of_the_translation(tmp_path: Path, as_file: bool) -> None:
    """A translation is given by address; its document names the original, the claim and its card the translation's words."""
    bench = workbench(str(tmp_path / "l.db"))
    with serving(bench) as address, httpx.Client(base_url=address, timeout=90) as client:
        told = {"publisher": "한강일보", "published_on": "2024-11-12"}
        korean = client.post("/api/v1/documents", json={"text": KOREAN, "url": URL, **told}).json()["id"]
        (original,) = ended(bench.jobs, korean).document_ids
        told |= {"translation_of": URL}
        file = {"data": told, "files": [("files", ("bericht.en.txt", ENGLISH.encode()))]}
        given = client.post("/api/v1/documents", **(file if as_file else {"json": told | {"text": ENGLISH}}))
        job = ended(bench.jobs, given.json()["id"])
        assert [problem.slug for problem in job.problems] == []
        listed = client.get("/api/v1/claims", params={"document": original}).json()["claims"]
        assert [claim["evidence"]["quote"] for claim in listed] == EVIDENCE
        quoted = listed[0]["translation"]
        assert quoted["quote"] == FIRST
        document = client.get(f"/api/v1/documents/{quoted['document']}").json()
        assert (document["translation_of"], document["claims"]) == (original, [])
        assert client.get(f"/api/v1/documents/{original}").json()["translation_of"] is None
        page = client.get(f"/documents/{original}").text
        assert "In translation:" in page
        assert "has sent 30,000 shells to Russia" in page
        assert f'<dt>Read through</dt><dd><a href="/documents/{quoted["document"]}">' in page
        translation = client.get(f"/documents/{quoted['document']}").text
        assert f'<dt>Translation of</dt><dd><a href="/documents/{original}">' in translation
        assert "stands on the words of its original" in translation
        client.cookies.clear()  # programs have no session, and send no token of a form
        withdrawn = client.post(f"/api/v1/documents/{quoted['document']}/withdraw", json={"reason": "bad"})
        assert withdrawn.is_success, withdrawn.text
        assert client.get("/api/v1/claims", params={"document": original}).json()["claims"] == []
