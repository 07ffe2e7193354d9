"""`reportedly import` of another ledger's JSON lines: the same claims again, nothing trusted, nothing here overruled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from serve.commands import claims, run, shipped

EXAMPLES = Path(__file__).parents[2] / "examples"
Records = list[dict[str, Any]]


def exported(ledger: Path, to: Path, *options: str) -> Path:
    done = run("export", "jsonl", "-o", to, *options, ledger=ledger)
    assert done.exit_code == 0, done.output
    return to


def lines_of(path: Path) -> Records:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def written(path: Path, lines: Records) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def without_decision(record: dict[str, Any]) -> dict[str, Any]:
    """A record, the instant and the note of its review aside: they say when the other ledger was told."""
    review = record.get("reviewed")
    return {**record, "reviewed": {**review, "at": "", "note": ""} if review else review}


@pytest.fixture
def reviewed(own: Path) -> Path:
    """A ledger with reviews of every kind that stands: accepted, corrected, added."""
    records = claims(own)
    run("review", records[0]["id"], "accept", "--by", "anna", "--note", "checked", ledger=own)
    run("review", records[1]["id"], "stage=delivered", "--by", "ben", ledger=own)
    return own


def test_with_texts_the_round_trip_gives_the_same_records(reviewed: Path, tmp_path: Path) -> None:
    """Exported, imported into an empty ledger and exported again: documents and claims, their ids, methods and origins."""
    first = exported(reviewed, tmp_path / "first.jsonl", "--with-texts")
    done = run("import", first, ledger=tmp_path / "new.db")
    assert (done.exit_code, done.stdout) == (
        0,
        f"imported 2 new documents, {len(claims(reviewed))} claims, 2 reviews\n",
    )
    again = exported(tmp_path / "new.db", tmp_path / "again.jsonl", "--with-texts")
    assert list(map(without_decision, lines_of(again))) == list(map(without_decision, lines_of(first)))


def test_the_csv_of_a_ledger_comes_back_as_its_lines_do(reviewed: Path, tmp_path: Path) -> None:
    """Its own columns are no guess: claims, figures and decisions are those that JSON lines without texts bring."""
    for form in ("jsonl", "csv"):
        run("export", form, "-o", tmp_path / f"claims.{form}", ledger=reviewed)
        done = run("import", tmp_path / f"claims.{form}", ledger=tmp_path / f"{form}.db")
        assert (done.exit_code, done.stdout.splitlines()[-1][:23]) == (0, "imported 2 new document")
    by_lines, by_table = (list(map(without_decision, claims(tmp_path / f"{f}.db"))) for f in ("jsonl", "csv"))
    assert by_table == by_lines != []
    sheet = run("import", tmp_path / "claims.csv", "--write-mapping", tmp_path / "m.toml", ledger=tmp_path / "s.db")
    assert (sheet.exit_code, (tmp_path / "m.toml").exists()) == (0, True)


def test_an_export_that_is_no_longer_whole_is_not_guessed_at(reviewed: Path, tmp_path: Path) -> None:
    """A workbook of claims, and a CSV to which somebody added a column: a line says what to import instead."""
    for form in ("xlsx", "csv"):
        run("export", form, "-o", tmp_path / f"claims.{form}", ledger=reviewed)
    lines = (tmp_path / "claims.csv").read_text().splitlines()
    (tmp_path / "changed.csv").write_text("\n".join([f"mine,{lines[0]}", *(f"1,{line}" for line in lines[1:])]))
    for name in ("claims.xlsx", "changed.csv"):
        done = run("import", tmp_path / name, "--yes", ledger=tmp_path / "new.db")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "import one as jsonl or csv as it was written" in done.stderr
    given = run("import", tmp_path / "changed.csv", "--write-mapping", tmp_path / "m.toml", ledger=tmp_path / "new.db")
    assert (given.exit_code, (tmp_path / "m.toml").exists()) == (0, True)


def test_a_review_says_that_it_is_of_another_ledger(reviewed: Path, tmp_path: Path) -> None:
    """Who decided stays, and the note tells when; imported on from there, it is told once."""
    first = exported(reviewed, tmp_path / "first.jsonl", "--with-texts")
    at = claims(reviewed)[0]["reviewed"]["at"][:10]
    run("import", first, ledger=tmp_path / "new.db")
    run("import", exported(tmp_path / "new.db", tmp_path / "on.jsonl", "--with-texts"), ledger=tmp_path / "third.db")
    for ledger in ("new.db", "third.db"):
        told = [c["reviewed"] for c in claims(tmp_path / ledger) if c["reviewed"]]
        assert {(r["by"], r["note"]) for r in told} == {
            ("anna", f"checked (decided {at} in another ledger)"),
            ("ben", f"(decided {at} in another ledger)"),
        }


def test_the_round_trip_of_the_examples(tmp_path: Path) -> None:
    """The same over the project's own examples, all of them."""
    run("read", EXAMPLES, ledger=tmp_path / "read.db")
    first = exported(tmp_path / "read.db", tmp_path / "first.jsonl", "--with-texts")
    assert run("import", first, ledger=tmp_path / "new.db").exit_code == 0
    again = exported(tmp_path / "new.db", tmp_path / "again.jsonl", "--with-texts")
    assert len(lines_of(again)) > 100
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("options", [("--with-texts",), ()])
def test_twice_adds_nothing(reviewed: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    """With texts and without."""
    path = exported(reviewed, tmp_path / "first.jsonl", *options)
    run("import", path, ledger=tmp_path / "new.db")
    before = claims(tmp_path / "new.db")
    done = run("import", path, ledger=tmp_path / "new.db")
    assert (done.exit_code, done.stdout) == (0, "nothing new\n")
    assert claims(tmp_path / "new.db") == before


def test_without_texts_the_excerpts_are_at_hand(reviewed: Path, tmp_path: Path) -> None:
    """The claims say the same; their documents are made of the quotes, bear new ids, and `explain` says so."""
    path = exported(reviewed, tmp_path / "first.jsonl")
    assert run("import", path, ledger=tmp_path / "new.db").exit_code == 0
    old, new = claims(reviewed), claims(tmp_path / "new.db")
    same = ("kind", "actor", "recipient", "items", "quantity", "happened", "origins", "attribution", "method", "stage")
    assert sorted(json.dumps([c[n] for n in same]) for c in new) == sorted(
        json.dumps([c[n] for n in same]) for c in old
    )
    assert {c["evidence"]["quote"] for c in new} == {c["evidence"]["quote"] for c in old}
    assert {c["document"]["id"] for c in new}.isdisjoint({c["document"]["id"] for c in old})
    assert {c["document"]["url"] for c in new} == {c["document"]["url"] for c in old}
    shown = run("explain", new[0]["id"], ledger=tmp_path / "new.db").stdout
    assert "only the excerpts that another ledger quotes are at hand, not its whole text" in shown
    assert all(c["fields"]["actor"] for c in new if c["actor"])


def test_without_texts_a_document_that_is_here_is_used(reviewed: Path, own: Path, tmp_path: Path) -> None:
    """Nothing is excerpted where the whole text is at hand."""
    with_texts = exported(reviewed, tmp_path / "texts.jsonl", "--with-texts")
    documents = [line for line in lines_of(with_texts) if "text" in line]
    ledger = tmp_path / "new.db"
    run("import", written(tmp_path / "documents.jsonl", documents), ledger=ledger)
    assert claims(ledger) == []
    assert run("import", exported(reviewed, tmp_path / "bare.jsonl"), ledger=ledger).exit_code == 0
    assert [c["id"] for c in claims(ledger)] == [c["id"] for c in claims(reviewed)]


def test_what_was_read_and_decided_here_stays(read_once: Path, own: Path, tmp_path: Path) -> None:
    """Found claims of the other ledger are left out where this one has read the document; its reviews come in, unless
    somebody has decided here.
    """
    mine, theirs = claims(own)[:2]
    run("review", mine["id"], "accept", "--by", "me", ledger=own)
    lines = lines_of(exported(read_once, tmp_path / "their.jsonl", "--with-texts"))
    for line in lines:
        if line.get("id") in (mine["id"], theirs["id"]):
            line["reviewed"] = {"by": "them", "at": "2025-01-02T00:00:00+00:00", "verdict": "corrected", "note": "so"}
            line["stage"] = "used"
        elif "id" in line:
            line["id"], line["method"] = "c-" + line["id"][:1:-1], "llm/other"
    others = sum("id" in line for line in lines) - 2
    done = run("import", written(tmp_path / "their.jsonl", lines), ledger=own)
    left = f"; left out {others}: their documents were read here already" if others else ""
    assert (
        done.stdout == f"imported 0 new documents, 0 claims, 1 review{left}; left out 1 review: decided here already\n"
    )
    now = {c["id"]: c for c in claims(own)}
    assert (now[mine["id"]]["reviewed"]["by"], now[mine["id"]]["stage"]) == ("me", mine["stage"])
    assert (now[theirs["id"]]["reviewed"]["by"], now[theirs["id"]]["stage"]) == ("them", "used")
    assert now.keys() == {c["id"] for c in claims(read_once)}


def change(record: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    for name in above:
        record = record[name]
    record[last] = value


@pytest.mark.parametrize(
    ("path", "value", "slug"),
    [
        ("kind", "rumour", "not-a-claim"),
        ("kind", ["transfer"], "not-a-claim"),
        ("actor", "KP", "not-a-claim"),
        ("actor", [["KP"]], "not-a-claim"),
        ("quantity.low", 10**40, "not-a-claim"),
        ("quantity.low", "1000", "not-a-claim"),
        ("quantity.low", True, "not-a-claim"),
        ("quantity", {"low": 5, "high": 1}, "not-a-claim"),
        ("quantity.high", 1, "not-a-claim"),
        ("reading_confidence", 7, "not-a-claim"),
        ("published_on", "2023-02-31", "not-a-claim"),
        ("document.id", "d-1", "not-a-claim"),
        ("document.publisher", "\x00", "not-a-claim"),
        ("id", "../../etc", "not-a-claim"),
        ("surprise", 1, "not-a-claim"),
        ("evidence.start", -5, "not-a-claim"),
        ("method", "person", "not-a-claim"),
        ("reviewed", {"by": " ", "at": "2024-01-01T00:00:00Z", "verdict": "accepted"}, "not-a-claim"),
        ("evidence.quote", "Nobody sent anything", "quote-not-in-text"),
        ("evidence.end", 10**17, "quote-not-in-text"),
        ("fields.actor", [[0, 10**6]], "quote-not-in-text"),
        ("version", 2, "newer-version"),
    ],
)
def test_a_record_that_is_none_is_refused_and_the_others_stay(
    read_once: Path, tmp_path: Path, path: str, value: object, slug: str
) -> None:
    """Wrong types, impossible values, words that do not stand there: named by line; all else comes in."""
    lines = lines_of(exported(read_once, tmp_path / "first.jsonl", "--with-texts"))
    at = next(n for n, line in enumerate(lines) if line.get("id") == shipped(read_once)["id"])
    change(lines[at], path, value)
    done = run("import", written(tmp_path / "bad.jsonl", lines), ledger=tmp_path / "new.db")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert f"line {at + 1}: " in line
    assert line.endswith(f"[{slug}]")
    assert len(claims(tmp_path / "new.db")) == len(claims(read_once)) - 1


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("{", "not-json"),
        ("[1]", "not-a-claim"),
        ('{"reading_confidence": NaN}', "not-json"),
        ("[" * 100_000, "not-json"),
        ("9" * 5000, "not-json"),
        ('{"document": "d-0000000000000000", "text": 5}', "not-a-claim"),
        ("null", "not-a-claim"),
    ],
)
def test_a_line_that_is_nothing_is_refused(read_once: Path, tmp_path: Path, line: str, slug: str) -> None:
    """Broken, nested or endless lines cost the others nothing."""
    path = exported(read_once, tmp_path / "first.jsonl", "--with-texts")
    path.write_text(line + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("import", path, ledger=tmp_path / "new.db")
    assert done.exit_code == 1
    assert "line 1: " in done.stderr
    assert f"[{slug}]" in done.stderr
    assert len(claims(tmp_path / "new.db")) == len(claims(read_once))


def test_a_document_that_was_changed_is_refused_with_its_claims(read_once: Path, tmp_path: Path) -> None:
    """Its id comes from its content: one word exchanged and it is another."""
    lines = lines_of(exported(read_once, tmp_path / "first.jsonl", "--with-texts"))
    at = next(n for n, line in enumerate(lines) if "1,000 containers" in line.get("text", ""))
    lines[at]["text"] = lines[at]["text"].replace("1,000 containers", "9,000 containers")
    gone = [line for line in lines if "id" in line and line["document"]["id"] == lines[at]["document"]]
    done = run("import", written(tmp_path / "bad.jsonl", lines), ledger=tmp_path / "new.db")
    assert done.exit_code == 1
    assert done.stderr.count("[changed-document]") == 1 + len(gone)
    assert len(claims(tmp_path / "new.db")) == len(claims(read_once)) - len(gone)


def test_no_claim_takes_the_id_of_another_document_s_claim(read_once: Path, tmp_path: Path) -> None:
    """Otherwise a file from elsewhere could hide a claim of this ledger."""
    lines = lines_of(exported(read_once, tmp_path / "first.jsonl", "--with-texts"))
    records = [line for line in lines if "id" in line]
    victim = records[0]
    thief = next(line for line in records if line["document"]["id"] != victim["document"]["id"])
    thief["id"] = victim["id"]
    done = run("import", written(tmp_path / "bad.jsonl", lines), ledger=tmp_path / "new.db")
    assert "[id-taken]" in done.stderr
    kept = {c["id"]: c["document"]["id"] for c in claims(tmp_path / "new.db")}
    assert kept[victim["id"]] == victim["document"]["id"]


def test_restricted_stays_restricted(read_once: Path, tmp_path: Path) -> None:
    """A record's own handling holds, and --handling restricted marks all."""
    path = exported(read_once, tmp_path / "first.jsonl")
    lines = lines_of(path)
    lines[0]["handling"] = "restricted"
    run("import", written(tmp_path / "one.jsonl", lines), ledger=tmp_path / "one.db")
    of_document = lines[0]["document"]["url"]
    assert {c["document"]["url"] for c in claims(tmp_path / "one.db") if c["handling"] == "restricted"} == {of_document}
    run("import", path, "--handling", "restricted", ledger=tmp_path / "all.db")
    assert {c["handling"] for c in claims(tmp_path / "all.db")} == {"restricted"}


def test_a_dry_run_keeps_nothing(read_once: Path, tmp_path: Path) -> None:
    """It says how much would come in."""
    path = exported(read_once, tmp_path / "first.jsonl", "--with-texts")
    done = run("import", path, "--dry-run", ledger=tmp_path / "new.db")
    assert done.stdout == f"would import {len(claims(read_once))} claims\n"
    assert not (tmp_path / "new.db").exists()
