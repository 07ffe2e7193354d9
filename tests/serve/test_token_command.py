"""`reportedly token`: adding, listing, revoking."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.serve.settings import TOKENS, default_tokens
from reportedly.world.tokens import TokenStore
from serve.commands import run


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of tokens that the environment names."""
    monkeypatch.setenv(TOKENS, str(tmp_path / "tokens.json"))
    return tmp_path / "tokens.json"


def added(*options: str) -> str:
    done = run("token", "add", "Ann Other", *options)
    assert done.exit_code == 0
    return done.stdout.strip()


def listed(*options: str) -> list[dict[str, Any]]:
    return list(json.loads(run("token", "list", "--format", "json", *options).stdout))


def test_adding_prints_the_token_once(file: Path) -> None:
    """The token alone goes to standard output, what to do with it beside."""
    done = run("token", "add", "Ann Other", "--role", "analyst", "--days", "30")
    assert TokenStore(file).verified(done.stdout) is not None
    assert done.stdout.count("\n") == 1
    assert "shown this once" in done.stderr


def test_a_token_without_an_end_says_how_to_take_it_back(file: Path) -> None:
    """It is good until it is revoked, and the command for that stands in a line of its own."""
    done = run("token", "add", "Ann Other", "--role", "analyst")
    (row,) = listed()
    told = " ".join(done.stderr.split())
    assert "For Ann Other, analyst, good until it is revoked. It is shown" in told
    assert f"reportedly token revoke {row['id']} takes it back." in told
    assert "Authorization: Bearer" in done.stderr
    assert done.stdout.strip() not in done.stderr


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_list_holds_a_secret(form: str, file: Path) -> None:
    """Neither the secret nor its hash nor its salt is listed, in any form."""
    secret = added("--role", "reader").split("_")[2]
    (token,) = TokenStore(file).tokens()
    shown = run("token", "list", "--format", form).stdout
    assert token.id in shown
    assert "Ann Other" in shown
    assert not any(kept in shown for kept in (secret, token.salt, token.digest))


def test_the_list_tells_role_and_state(file: Path) -> None:
    """Who, what they may, since and until when, and whether it is good."""
    added("--role", "admin", "--restricted")
    run("token", "revoke", listed()[0]["id"])
    added("--role", "reader", "--days", "1")
    first, second = listed()
    assert (first["role"], first["restricted"], first["expires_at"], first["state"]) == ("admin", True, None, "revoked")
    assert (second["role"], second["restricted"], second["state"]) == ("reader", False, "good")
    assert second["created_at"] < second["expires_at"]


def test_names_in_the_csv_are_no_formulas(file: Path) -> None:
    """A name that a spreadsheet would run bears an apostrophe."""
    assert run("token", "add", "=HYPERLINK(1)", "--role", "reader").exit_code == 0
    (row,) = csv.DictReader(io.StringIO(run("token", "list", "--format", "csv").stdout))
    assert row["name"] == "'=HYPERLINK(1)"


def test_revoking_ends_a_token(file: Path) -> None:
    """It lets nobody in afterwards; revoking again changes nothing."""
    text = added("--role", "admin")
    for _ in range(2):
        assert run("token", "revoke", listed()[0]["id"]).exit_code == 0
    assert TokenStore(file).verified(text) is None


def test_an_empty_list_says_how_to_add(file: Path) -> None:
    """Where there are no tokens, the next step is named."""
    assert "reportedly token add" in run("token", "list").stderr
    assert listed() == []


@pytest.mark.parametrize(
    "words",
    [
        ("add", "Ann"),
        ("add", "--role", "reader"),
        ("add", "Ann", "--role", "owner"),
        ("add", "Ann", "--role", "reader", "--days", "0"),
        ("add", "", "--role", "reader"),
        ("list", "Ann"),
        ("list", "--role", "reader"),
        ("revoke",),
        ("revoke", "t0"),
        ("revoke", "t0", "--restricted"),
        ("drop", "t0"),
    ],
)
def test_wrong_use_ends_with_two(words: tuple[str, ...], file: Path) -> None:
    """Each is told in words, and no file is made."""
    done = run("token", *words)
    assert done.exit_code == 2
    assert done.stderr
    assert not file.exists()


def test_a_damaged_file_ends_with_one(file: Path) -> None:
    """It is input that cannot be used; one line says so."""
    file.write_text("{", encoding="utf-8")
    done = run("token", "list")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr


def test_the_file_may_be_named(file: Path, tmp_path: Path) -> None:
    """--tokens goes before the environment."""
    other = tmp_path / "other.json"
    added("--role", "reader", "--tokens", str(other))
    assert other.exists()
    assert not file.exists()
    assert len(listed("--tokens", str(other))) == 1


def test_by_default_it_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the ledger."""
    monkeypatch.delenv(TOKENS, raising=False)
    assert default_tokens().name == "tokens.json"
    assert default_tokens().parent.name == "reportedly"
