"""`reportedly read --reader llm:MODEL`: a model on this machine is asked, each answer once, and held to the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from reportedly.serve import wiring
from reportedly.serve.model_reading import Asked, ModelReader, model_of
from reportedly.serve.options import Place, Source
from reportedly.serve.prompts import instructions_digest, prompt
from reportedly.serve.reading import read_into
from reportedly.serve.settings import CACHE, LLM, LLM_KEY
from serve.commands import claims, run
from serve.model_answers import Report, all_reports, answering, languages_asked, written
from world.models.servers import ModelServer, error, said

KEY = "sk-of-the-tests-0123456789"
LANGUAGES = ("en", "ko", "ru", "uk", "ja")


@pytest.fixture(autouse=True)
def _answers_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.delenv(LLM, raising=False)
    monkeypatch.delenv(LLM_KEY, raising=False)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with answering() as entered:
        yield entered


def read(folder: Path, url: str, *more: str, reader: str = "llm:small", ledger: Path | None = None) -> Result:
    """Read with a model at an address into a ledger beside the folder."""
    return run("read", folder, "--reader", reader, "--endpoint", url, *more, ledger=ledger or folder.parent / "l.db")


def told(claim: dict[str, Any], names: Any) -> dict[str, Any]:
    """The fields of a record that a report's table names."""
    quantity, items = claim["quantity"] or {}, claim["items"]
    whole = claim | {"item": items[0]["item"], "low": quantity.get("low"), "unit": quantity.get("unit")}
    return {name: whole[name] for name in names if name != "words"}


def spans(claim: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Of all fields."""
    yield from ((start, end) for each in claim["fields"].values() for start, end in each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_model_points_at_comes_into_the_ledger(language: str, tmp_path: Path, server: ModelServer) -> None:
    """The claims stand with values read from the words; what the text does not bear out is a warning with its slug."""
    report, ledger = all_reports()[language], tmp_path / "l.db"
    done = read(written(tmp_path / "in", language), server.url)
    assert done.exit_code == 0, done.output
    found = sorted(claims(ledger), key=lambda claim: claim["evidence"]["start"])
    assert [told(claim, wanted) for claim, wanted in zip(found, report.claims, strict=True)] == [
        told_by(wanted) for wanted in report.claims
    ]
    for slug in (*report.refused, *report.warned):
        assert f"[{slug}]" in done.stderr
    assert done.stderr.count("a claim of the model is left out") == len(report.refused)
    assert len(server.asked) == 1
    _check_words(found, report)


def told_by(wanted: Any) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if name != "words"}


def _check_words(found: list[dict[str, Any]], report: Report) -> None:
    text = report.text
    for claim, wanted in zip(found, report.claims, strict=True):
        evidence = claim["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert all(text[start:end].strip() for start, end in spans(claim))
        for name, words in wanted["words"].items():
            assert [text[start:end] for start, end in claim["fields"][name]] == words


def test_a_claim_of_a_model_says_which_model_which_prompt_and_which_rows(tmp_path: Path, server: ModelServer) -> None:
    """The method begins with model and prompt and names the rows; the confidence is the one that nobody measured."""
    read(written(tmp_path / "in", "en"), server.url)
    (claim,) = claims(tmp_path / "l.db")
    assert claim["method"].startswith(f"llm/small+{prompt().version}+")
    assert claim["method"].endswith(f"+{instructions_digest()[:8]}")
    assert claim["reading_confidence"] == prompt().confidence == 0.5
    assert claim["reviewed"] is None


def test_the_user_is_told_where_the_text_goes(tmp_path: Path, server: ModelServer) -> None:
    """One line before anything is asked names model and server; on this machine nothing leaves it."""
    done = read(written(tmp_path / "in", "en"), server.url)
    at = server.url.removeprefix("http://").removesuffix("/v1")
    assert done.stderr.splitlines()[0] == f"asks small at {at}, on this machine; nothing leaves it"
    assert "nothing leaves it" not in done.stdout


def test_a_restricted_document_is_never_sent(tmp_path: Path, server: ModelServer) -> None:
    """The server sees no request; the document is not kept, the fault says so, and the exit code is 1."""
    done = read(written(tmp_path / "in", "en", "ko", handling="restricted"), server.url)
    assert done.exit_code == 1
    assert done.stderr.count("[restricted-not-asked]") == 2
    assert "given to no language model" in done.stderr
    assert server.asked == []
    assert claims(tmp_path / "l.db") == []


def test_reading_again_asks_nothing_and_adds_nothing(tmp_path: Path, server: ModelServer) -> None:
    """What the ledger has is not asked about; in a ledger of its own the kept answers give the same claims."""
    folder = written(tmp_path / "in", *LANGUAGES)
    assert read(folder, server.url).exit_code == 0
    first = claims(tmp_path / "l.db")
    assert sorted(languages_asked(server.asked)) == sorted(LANGUAGES)
    assert read(folder, server.url).stdout == "read 5 documents: nothing new\n"
    assert read(folder, server.url, ledger=tmp_path / "other.db").exit_code == 0
    assert len(server.asked) == len(LANGUAGES)
    assert claims(tmp_path / "l.db") == claims(tmp_path / "other.db") == first
    assert first


def test_another_model_is_asked_anew(tmp_path: Path, server: ModelServer) -> None:
    """Answers are those of one model: another one reads the document itself, and its claims take their place."""
    folder = written(tmp_path / "in", "ko")
    read(folder, server.url)
    done = read(folder, server.url, reader="llm:large")
    assert done.exit_code == 0, done.output
    assert [asked.body["model"] for asked in server.asked] == ["small", "large"]
    assert {claim["method"].split("+")[0] for claim in claims(tmp_path / "l.db")} == {"llm/large"}


def test_another_prompt_asks_anew(tmp_path: Path, server: ModelServer) -> None:
    """Whatever a model is told otherwise, documents are asked about and read anew, under a method that names the prompt."""
    folder, ledger = written(tmp_path / "in", "ja"), tmp_path / "l.db"
    read(folder, server.url)
    model, _ = model_of(Asked("small", False, server.url))
    shorter = replace(prompt(), system=prompt().system + "\nBe brief.", digest="0123456789abcdef")
    read_into([str(folder)], Place(str(ledger)), Source(), ModelReader(wiring.reader(()), model, shorter))
    assert len(server.asked) == 2
    (claim,) = claims(ledger)
    assert claim["method"].startswith("llm/small+claims-1-01234567+")


def test_other_rows_of_ones_own_ask_nothing_but_read_anew(tmp_path: Path, server: ModelServer) -> None:
    """With rows of one's own the answers are the same and are held to the text again, under a method of their own."""
    folder, rows = written(tmp_path / "in", "ru"), tmp_path / "my.toml"
    rows.write_text('[[item]]\nitem = "balloon-gas"\nparent = "materiel"\nnames = ["lifting gas"]\ncls = "materiel"\n')
    read(folder, server.url)
    before = claims(tmp_path / "l.db")
    done = read(folder, server.url, "--lexicon", str(rows))
    assert done.exit_code == 0, done.output
    assert len(server.asked) == 1
    (was,), (now,) = before, claims(tmp_path / "l.db")
    assert was["method"] != now["method"]
    assert was["id"] == now["id"]


def test_a_server_that_is_not_there_is_one_clear_line(tmp_path: Path, server: ModelServer) -> None:
    """The document is not kept and the exit code is 1; once there is a server, reading again works."""
    folder = written(tmp_path / "in", "uk")
    with ModelServer() as gone:
        url = gone.url
    done = read(folder, url)
    assert done.exit_code == 1
    (line,) = [line for line in done.stderr.splitlines() if "[model-failed]" in line]
    assert url in line
    assert "Traceback" not in done.output
    assert done.stdout == "nothing read; 1 problem\n"
    assert read(folder, server.url).exit_code == 0
    assert len(claims(tmp_path / "l.db")) == 2


def test_a_budget_too_small_for_one_question_asks_nothing(tmp_path: Path, server: ModelServer) -> None:
    """Each document says that the budget is spent; with more it is read."""
    folder = written(tmp_path / "in", "en", "ja")
    done = read(folder, server.url, "--model-tokens", "10")
    assert done.exit_code == 1
    assert done.stderr.count("[budget-spent]") == 2
    assert server.asked == []
    assert read(folder, server.url, "--model-tokens", "100000").exit_code == 0
    assert sorted(languages_asked(server.asked)) == ["en", "ja"]


def test_a_spent_budget_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What was read by then is kept; the later documents are tried again, and only they."""
    folder = written(tmp_path / "in", "ko", "ru", "uk")
    costly = {"prompt_tokens": 9_000, "completion_tokens": 900, "total_tokens": 9_900}
    with answering(usage=costly) as server:
        done = read(folder, server.url, "--model-tokens", "12000")
        first = languages_asked(server.asked)
        assert done.exit_code == 1
        assert done.stderr.count("[budget-spent]") == 2
        assert "allow more with --model-tokens" in done.stderr
        assert done.stdout.startswith("read 1 document, ")
        again = read(folder, server.url, "--model-tokens", "90000")
        assert again.exit_code == 0, again.output
        assert len(first) == 1
        assert sorted(languages_asked(server.asked)) == ["ko", "ru", "uk"]


def test_parts_that_were_answered_are_not_asked_again(tmp_path: Path) -> None:
    """Of a long document whose second part the budget did not allow, only that part is asked for later."""
    folder = written(tmp_path / "in", "en")
    path = folder / all_reports()["en"].file
    path.write_text(path.read_text(encoding="utf-8") + "\nThe harbour was quiet.\n" * 400, encoding="utf-8")
    costly = {"prompt_tokens": 9_000, "completion_tokens": 900, "total_tokens": 9_900}
    with answering(usage=costly) as server:
        assert read(folder, server.url, "--model-tokens", "12000").exit_code == 1
        assert len(server.asked) == 1
        assert read(folder, server.url).exit_code == 0
    questions = [asked.body["messages"][-1]["content"] for asked in server.asked]
    assert len(questions) == len(set(questions)) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--endpoint", "http://127.0.0.1:9/v1"), "are of a language model"),
        (("--model-tokens", "9"), "are of a language model"),
        (("--reader", "nonsense"), "it is rules, llm:MODEL, or rules+llm:MODEL"),
        (("--reader", "llm:"), "it is rules, llm:MODEL, or rules+llm:MODEL"),
        (("--reader", "llm:small", "--endpoint", "http://models.example/v1"), "only over https"),
        (("--reader", "llm:small", "--endpoint", "nowhere"), "name one as in"),
    ],
)
def test_wrong_use_is_one_line(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """What makes no sense is refused in one line with exit code 2, before a ledger is made."""
    done = run("read", written(tmp_path / "in", "en"), *options, ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert done.stderr.startswith("reportedly: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert not (tmp_path / "l.db").exists()


def test_rules_read_what_they_can_and_the_model_the_rest(tmp_path: Path, server: ModelServer) -> None:
    """With rules+llm: the English report is read by the rules and never sent, the Korean one by the model."""
    done = read(written(tmp_path / "in", "en", "ko"), server.url, reader="rules+llm:small")
    assert done.exit_code == 0, done.output
    assert languages_asked(server.asked) == ["ko"]
    methods = {(c["document"]["path"].rpartition("/")[2], c["method"].split("/")[0]) for c in claims(tmp_path / "l.db")}
    assert methods == {("harbour.txt", "rules"), ("seoul.txt", "llm")}


def test_rules_after_a_model_take_the_place_of_what_nobody_checked(tmp_path: Path, server: ModelServer) -> None:
    """Claims of the model that nobody reviewed give way to those of the rules; a correction stands as it was made."""
    folder, ledger = written(tmp_path / "in", "en"), tmp_path / "l.db"
    read(folder, server.url)
    (claim,) = claims(ledger)
    assert run("review", claim["id"], "quantity.low=1100", "--by", "Ada", ledger=ledger).exit_code == 0
    assert run("read", folder, ledger=ledger).exit_code == 0
    after = claims(ledger)
    (kept,) = [c for c in after if c["reviewed"]]
    assert (kept["quantity"]["low"], kept["reviewed"]["by"]) == (1100, "Ada")
    assert {c["method"].split("/")[0] for c in after if not c["reviewed"]} == {"rules"}


def test_rules_that_cannot_read_a_language_undo_nothing(tmp_path: Path, server: ModelServer) -> None:
    """What a model found in a Korean report stands after the rules, which do not read Korean, met it again."""
    folder, ledger = written(tmp_path / "in", "ko"), tmp_path / "l.db"
    read(folder, server.url)
    before = claims(ledger)
    done = run("read", folder, ledger=ledger)
    assert done.exit_code == 0
    assert "[other-language]" in done.stderr
    assert done.stdout == "read 1 document: nothing new; 1 warning\n"
    assert claims(ledger) == before
    assert len(before) == 2


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_claim_of_a_model_is_explained(language: str, tmp_path: Path, server: ModelServer) -> None:
    """`reportedly explain` shows words, method and that a model pointed at them, in depth and as JSON too."""
    read(written(tmp_path / "in", language), server.url)
    claim = claims(tmp_path / "l.db")[0]
    done = run("explain", claim["id"], ledger=tmp_path / "l.db")
    assert done.exit_code == 0, done.output
    lines = " ".join(done.stdout.split())
    assert f"method {claim['method']}" in lines
    assert "a language model pointed at the words" in lines
    assert "not measured" in lines
    for more in (("--all",), ("--format", "json"), ("--all", "--format", "json")):
        deep = run("explain", claim["id"], *more, ledger=tmp_path / "l.db")
        assert deep.exit_code == 0, deep.output
        assert claim["method"] in deep.stdout


def test_the_key_is_sent_and_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server gets the key; no output has it, not even where the server repeats it, and no file of the cache."""
    monkeypatch.setenv(LLM_KEY, KEY)
    folder = written(tmp_path / "in", "en")
    with ModelServer(said(error(f"Incorrect API key provided: {KEY}", 401), 401)) as refusing:
        refused = read(folder, refusing.url)
    with answering() as server:
        done = read(folder, server.url)
    assert refused.exit_code == 1
    assert "REPORTEDLY_LLM_KEY" in refused.stderr
    assert done.exit_code == 0
    assert server.asked[0].headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in refused.output + done.output
    files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert files
    assert all(KEY not in path.read_text(encoding="utf-8") for path in files)


def test_the_server_of_the_environment_is_asked_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    """REPORTEDLY_LLM names the server for good."""
    monkeypatch.setenv(LLM, server.url)
    done = run("read", written(tmp_path / "in", "ja"), "--reader", "llm:small", ledger=tmp_path / "l.db")
    assert done.exit_code == 0, done.output
    assert languages_asked(server.asked) == ["ja"]


def test_answers_that_cannot_be_kept_are_a_warning_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    """Where the cache cannot be written the claims are read all the same, and one line names the folder."""
    blocked = tmp_path / "a-file"
    blocked.write_text("This is no folder.\n", encoding="utf-8")
    monkeypatch.setenv(CACHE, str(blocked))
    done = read(written(tmp_path / "in", "ko", "ru"), server.url)
    assert done.exit_code == 0, done.output
    (line,) = [line for line in done.stderr.splitlines() if line.endswith("[answers-not-kept]")]
    assert line.startswith(f"{blocked / 'answers'}: ")
    assert len(claims(tmp_path / "l.db")) == 3
