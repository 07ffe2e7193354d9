"""`reportedly dossier`: a file on what goes both ways."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from present.paper.word_text import marks
from reportedly.serve.dossiers import LOOKED_UP
from serve.commands import run, shipped


def test_a_dossier_holds_people_and_arms(read_once: Path, tmp_path: Path) -> None:
    """Containers and soldiers are in it, with the words and the addresses."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / "out" / "d.md", "--title", "On record", ledger=read_once)
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "d.md").read_text(encoding="utf-8")
    assert text.startswith("# On record")
    assert "more than 1,000 containers of munitions" in text
    assert "3,000 soldiers" in text
    assert "https://daily.example/1" in text
    assert "checked by a person" in done.stdout


def test_published_by_bounds_it(read_once: Path, tmp_path: Path) -> None:
    """What was published later is not in it."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--published-by", "2023-12-31", ledger=read_once)
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "1,000 containers" in text
    assert "3,000 soldiers" not in text


def test_known_at_bounds_it(read_once: Path, tmp_path: Path) -> None:
    """Before the ledger knew anything there is nothing to write."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--known-at", "2001-01-01", ledger=read_once)
    assert done.exit_code == 2
    assert not (tmp_path / "d.md").exists()
    assert "nothing is written" in done.stderr


def test_who_is_not_known_is_named(read_once: Path, tmp_path: Path) -> None:
    """Each of a pair that nobody is called, how parties are looked up, and that nothing is written."""
    done = run("dossier", "XX", "Nort Korea", "-o", tmp_path / "d.md", ledger=read_once)
    assert done.stderr.splitlines() == [
        "no party is called “XX”",
        "no party is called “Nort Korea”; did you mean North Korea?",
        LOOKED_UP,
        "reportedly: no claim stands between XX and Nort Korea; nothing is written",
    ]
    assert done.exit_code == 2


@pytest.mark.parametrize("pair", [("KPX", "RU"), ("RU", "Rusia")])
def test_what_stands_beside_one_side_is_no_dossier_on_a_stranger(
    pair: tuple[str, str], own: Path, tmp_path: Path
) -> None:
    """Sanctions on the known one of two make none of a mistyped name: wrong use, and no file."""
    words = "Japan imposed sanctions on Russia over its use of missiles, Tokyo said on Monday."
    (tmp_path / "r.txt").write_text(words, encoding="utf-8")
    assert run("read", tmp_path / "r.txt", ledger=own).exit_code == 0
    done = run("dossier", *pair, "-o", tmp_path / "d.md", ledger=own)
    assert done.exit_code == 2
    assert not (tmp_path / "d.md").exists()
    assert run("dossier", "MT", "RU", "-o", tmp_path / "d.md", ledger=own).exit_code == 0
    assert "Measures against either side" in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["md", "html", "zip"])
def test_known_parties_without_a_claim_have_no_dossier(ending: str, read_once: Path, tmp_path: Path) -> None:
    """Wrong use in one line, which says where to see what there is; no file, and how parties are looked up is not told."""
    done = run("dossier", "IN", "Pakistan", "-o", tmp_path / f"d.{ending}", ledger=read_once)
    assert done.exit_code == 2
    assert re.fullmatch(
        r"reportedly: no claim stands between IN and Pakistan, nothing is written; none of the \d+ claims that stand fits: "
        r"ask for less, or see reportedly flows --ledger \S+\n",
        done.stderr,
    )
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pair", [("KP", "RU"), ("XX", "Nort Korea")])
def test_an_empty_ledger_has_no_dossier(pair: tuple[str, str], tmp_path: Path) -> None:
    """Wrong use in one line, which says to read first, whoever is asked for; no file."""
    ledger = tmp_path / "new.db"
    done = run("dossier", *pair, "-o", tmp_path / "d.md", ledger=ledger)
    assert done.exit_code == 2
    told = f"reportedly: no claim stands between {pair[0]} and {pair[1]}, nothing is written; no claims yet: "
    assert done.stderr == f"{told}reportedly read PATH --ledger {ledger}\n"
    assert not (tmp_path / "d.md").exists()


def test_html_is_one_page(read_once: Path, tmp_path: Path) -> None:
    """The ending chooses the form."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.HTML", ledger=read_once)
    page = (tmp_path / "d.HTML").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "1,000 containers" in page


def test_only_the_classes_named(read_once: Path, tmp_path: Path) -> None:
    """--item leaves the other classes out."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--item", "soldiers", ledger=read_once)
    assert "1,000 containers of munitions" not in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["d.rtf", "d"])
def test_other_forms_are_refused_in_one_line(name: str, read_once: Path, tmp_path: Path) -> None:
    """An ending that is no form is told those there are."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / name, ledger=read_once)
    assert done.exit_code == 2
    assert ".html, .md, .pdf, .docx or .zip" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_it_is_set_on_paper(ending: str, begins: bytes, read_once: Path, tmp_path: Path) -> None:
    """A PDF and a Word document are written whole."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / f"d.{ending}", ledger=read_once)
    assert done.exit_code == 0, done.output
    assert (tmp_path / f"d.{ending}").read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [f"d.{ending}"]


def test_a_crate_holds_the_dossier_its_claims_and_the_hashes_of_its_sources(read_once: Path, tmp_path: Path) -> None:
    """In each form, described in the crate's metadata with its size and hash; each source with that of its text."""
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.zip", ledger=read_once)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "d.zip") as crate:
        names = set(crate.namelist())
        told = json.loads(crate.read("ro-crate-metadata.json"))["@graph"]
        claims = [json.loads(line) for line in crate.read("claims.jsonl").splitlines()]
    assert {f"dossier.{form}" for form in ("html", "md", "pdf", "docx")} <= names
    described = {entity["@id"]: entity for entity in told}
    assert all(described[f"dossier.{form}"]["sha256"] for form in ("html", "md", "pdf", "docx"))
    sources = {claim["document"]["id"] for claim in claims}
    hashed = {ident.removeprefix("#").removesuffix("-text") for ident in described if ident.endswith("-text")}
    assert len(sources) == 2
    assert hashed == sources


def test_each_form_says_which_moment_it_shows(read_once: Path, tmp_path: Path) -> None:
    """The days asked for stand under the title."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", "--published-by", "2024-12-31", ledger=read_once)
    assert "only documents public by 31 Dec 2024" in (tmp_path / "d.md").read_text(encoding="utf-8")


def test_a_house_style_is_put_on(read_once: Path, tmp_path: Path) -> None:
    """Its file names the logo beside it; the words of the dossier stay."""
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', encoding="utf-8")
    style = tmp_path / "house.toml"
    style.write_text('organisation = "Institute"\nlogo = "logo.svg"\nmarking = "INTERNAL"\n', encoding="utf-8")
    for ending in ("html", "md", "pdf", "docx"):
        out = tmp_path / f"d.{ending}"
        assert run("dossier", "KP", "RU", "-o", out, "--house", style, ledger=read_once).exit_code == 0
    page = (tmp_path / "d.html").read_text(encoding="utf-8")
    assert "INTERNAL" in page
    assert "data:image/svg+xml;base64," in page
    assert "1,000 containers" in page


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("colour = 'red'", "unknown key 'colour'"),
        ("accent = 'red'", "accent is 'red'"),
        ("logo = 'none.png'", "none.png: it cannot be read"),
        ("logo = 'house.toml'", "png or svg"),
        ("closing = 'x'", "closing is a list"),
        ("organisation = 4", "organisation is 4"),
        ("= 4", "house.toml:"),
    ],
)
def test_a_fault_in_a_house_style_is_told(style: str, words: str, read_once: Path, tmp_path: Path) -> None:
    """In one line that names the file, and nothing is written."""
    (tmp_path / "house.toml").write_text(style, encoding="utf-8")
    done = run(
        "dossier", "KP", "RU", "-o", tmp_path / "d.md", "--house", tmp_path / "house.toml", ledger=read_once
    )  # fmt: skip
    assert done.exit_code == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "d.md").exists()


def test_a_reviewed_claim_counts_as_checked(own: Path, tmp_path: Path) -> None:
    """n of m claims checked by a person."""
    run("review", shipped(own)["id"], "accept", "--by", "Ada", ledger=own)
    assert "1 of 3 claims checked" in run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=own).stdout


ROWS = "From,To,Item,Publisher,Published\nNorth Korea,Russia,missiles,Daily,2024-01-01\n"


def test_what_is_restricted_is_refused_or_left_out(own: Path, tmp_path: Path) -> None:
    """A restricted row stops a dossier, naming the document; with --public-only it is left out."""
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    assert run("import", tmp_path / "rows.csv", "--yes", "--handling", "restricted", ledger=own).exit_code == 0
    refused = run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=own)
    assert refused.exit_code == 2
    assert "restricted" in refused.stderr
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.zip", "--public-only", ledger=own)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "d.zip") as crate:
        assert "missiles" not in crate.read("dossier.md").decode()


def test_a_row_of_a_sheet_is_told_as_one_in_every_form(tmp_path: Path) -> None:
    """In the note, under the sources and on the page of method; the document that it cites counts once."""
    sheet, ledger = tmp_path / "rows.csv", tmp_path / "l.db"
    lines = ["From,To,Item,Quantity,Publisher,Published,URL"]
    lines += [f"North Korea,Russia,missiles,{n},Daily,2024-01-01,https://daily.example/1" for n in (10, 20)]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    assert run("import", sheet, "--yes", ledger=ledger).exit_code == 0
    for ending in ("html", "md", "pdf", "docx"):
        done = run("dossier", "KP", "RU", "-o", tmp_path / f"d.{ending}", ledger=ledger)
        assert done.exit_code == 0, done.output
    text = (tmp_path / "d.md").read_text(encoding="utf-8")
    assert "rows of a sheet and were not read from a text" in text
    assert "SHA-256 of the row" in text
    assert "1 document, published 1 Jan 2024, carries 2 claims" in text
    notes = [note for _, note in marks((tmp_path / "d.docx").read_bytes())]
    assert notes
    assert all(re.search(r"Row \d of .*, not read from a text\.", note) for note in notes)


def test_a_place_that_cannot_be_written_is_told(read_once: Path, tmp_path: Path) -> None:
    """A folder where the file should go is wrong use, told in one line."""
    (tmp_path / "d.md").mkdir()
    done = run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=read_once)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
