"""`reportedly compare`: the rules and a language model on the same texts, what both find and how far they agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from find.model.asking import answer, by, much, row
from reportedly.find.model.agreement import FIELDS
from reportedly.serve.settings import CACHE, LEDGER
from serve.commands import run
from serve.model_answers import PUBLISHED, answering, written
from world.models.servers import ModelServer, llama_cpp, said

CONTAINERS = (
    "North Korea has shipped more than 1,000 containers of munitions to Russia, the White House said on Friday."
)
DRONES = "Iran has sent dozens of drones to Russia, the Pentagon said."
TANKS = "Warsaw's latest gift to Riga: 12 tanks for the Latvian army."
WHOLE = f"{CONTAINERS}\n\n{DRONES}\n\n{TANKS}\n"
ANSWER = answer(
    row(
        CONTAINERS,
        actor=["North Korea"],
        recipient=["Russia"],
        items=["munitions"],
        quantity=much("more than 1,000 containers"),
        attribution=[by("the White House", "said")],
        modality="possible",
        said="Friday",
    ),
    row(TANKS, actor=["Warsaw"], recipient=["Riga"], items=["tanks"], quantity=much("12 tanks", 12, 12)),
)


@pytest.fixture(autouse=True)
def _places_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setenv(LEDGER, str(tmp_path / "l.db"))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(said(llama_cpp(ANSWER))) as entered:
        yield entered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(WHOLE, encoding="utf-8")
    return file


def compared(path: Path, url: str, *more: str) -> Result:
    words = ("--published", PUBLISHED, "--publisher", "Harbour Gazette") if path.is_file() else ()
    return run("compare", path, "--reader", "llm:small", "--endpoint", url, *words, *more)


def test_what_both_find_stands_beside_what_only_one_finds(path: Path, server: ModelServer) -> None:
    """Each claim is told once, as of both, of the rules or of the model, with its words; fields that differ are named."""
    done = compared(path, server.url)
    assert done.exit_code == 0, done.output
    text = " ".join(done.stdout.split())
    assert text.startswith(f"{path} both White House, in Harbour Gazette: a transfer of at least 1,000 containers")
    assert "the model differs in happened, modality, stage: White House" in text
    assert "rules Pentagon, in Harbour Gazette: a transfer of" in text
    assert "model Harbour Gazette, in its own voice: a transfer of 12 tanks from Poland to Latvia" in text
    for quote in (CONTAINERS, DRONES, TANKS):
        assert text.count(f"“{quote}”") == 1


def test_the_table_says_how_far_they_agree(path: Path, server: ModelServer) -> None:
    """Counts, Dice's coefficient, and a line for each field; who of the two is right nobody says."""
    lines = compared(path, server.url).stdout.splitlines()
    assert "Both find 1, the rules alone 1, the model alone 1; agreement 0.50." in lines
    rows = {line.split()[0]: line.split()[1:] for line in lines if line.split() and line.split()[0] in FIELDS}
    assert list(rows) == list(FIELDS)
    assert rows["actor"] == ["1", "0", "0", "1.00", "–"]
    assert rows["modality"][:4] == ["0", "1", "0", "0.00"]
    assert lines[-1].endswith("Neither says who of the two is right.")


def test_as_json_it_holds_the_records(path: Path, server: ModelServer) -> None:
    """--format json gives the claims of each document, the pairs with their fields, and the whole."""
    told = json.loads(compared(path, server.url, "--format", "json").stdout)
    (document,) = told["documents"]
    assert document["document"] == str(path)
    assert (document["both"], document["rules_only"], document["model_only"]) == (1, 1, 1)
    (pair,) = document["pairs"]
    assert pair["fields"]["modality"] == "differs"
    assert pair["rules"]["method"].startswith("rules/")
    assert pair["model"]["method"].startswith("llm/small+")
    assert [claim["evidence"]["quote"] for claim in document["only_model"]] == [TANKS]
    assert told["whole"] == {
        name: document[name] for name in ("both", "rules_only", "model_only", "agreement", "fields")
    }


def test_no_ledger_is_touched(path: Path, tmp_path: Path, server: ModelServer) -> None:
    """Comparing leaves no ledger behind; comparing again asks nothing."""
    first, again = compared(path, server.url), compared(path, server.url)
    assert not (tmp_path / "l.db").exists()
    assert first.stdout == again.stdout
    assert len(server.asked) == 1


def test_of_other_languages_only_the_model_has_claims(tmp_path: Path) -> None:
    """A Korean and a Russian report are read by the model alone; that the rules do not read them is said."""
    with answering() as server:
        done = compared(written(tmp_path / "in", "ko", "ru"), server.url)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("[other-language]") == 2
    assert "Both find 0, the rules alone 0, the model alone 3; agreement 0.00." in done.stdout
    assert "“북한은 러시아에 병력 1만1천여 명을 파병했다.”" in done.stdout


def test_where_neither_finds_anything_that_is_said(tmp_path: Path, server: ModelServer) -> None:
    """A text without a claim has a line of its own, and no coefficient."""
    path = tmp_path / "quiet.txt"
    path.write_text("The harbour was quiet on Friday, and the port master went home early.\n", encoding="utf-8")
    done = compared(path, server.url)
    assert "  neither finds a claim in it" in done.stdout.splitlines()
    assert "Both find 0, the rules alone 0, the model alone 0; agreement –." in done.stdout


def test_a_restricted_document_is_read_by_the_rules_alone(tmp_path: Path) -> None:
    """It is not sent: the fault says so, and the exit code is 1."""
    with answering() as server:
        done = compared(written(tmp_path / "in", "en", handling="restricted"), server.url)
    assert done.exit_code == 1
    assert "[restricted-not-asked]" in done.stderr
    assert server.asked == []


@pytest.mark.parametrize("reader", ["rules", "rules+llm:small", "nonsense"])
def test_without_a_model_by_itself_there_is_nothing_to_compare(reader: str, path: Path) -> None:
    """Any other reader than a model alone is wrong use, in one line."""
    done = run("compare", path, "--reader", reader)
    assert done.exit_code == 2
    assert done.stderr.startswith("reportedly: ")
    assert done.stderr.count("\n") == 1


def test_answers_that_cannot_be_kept_are_a_warning(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    """Comparing goes on, and one line names the folder."""
    monkeypatch.setenv(CACHE, str(path))
    done = compared(path, server.url)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("[answers-not-kept]") == 1
