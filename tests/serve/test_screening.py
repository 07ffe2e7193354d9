"""`reportedly screen`: what it prints, keeps, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer

from present.sample_texts import CARGO, DISPATCH, claim
from reportedly.errors import UsageError
from reportedly.keep.additions import reading
from reportedly.serve.desk import desk
from reportedly.serve.dossiers import Wanted, write_dossier
from reportedly.serve.options import Listing, Output, Place, Rows, Times
from reportedly.serve.screening import check_installed, screen
from reportedly.serve.web.flow_pages import Asked, page_of
from reportedly.serve.web.workbench import workbench
from reportedly.terms.claim import Item, Vessel
from reportedly.terms.document import sha256
from reportedly.terms.flow import Flow
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.watching.screenings import latest_screenings

SAMPLES = Path(__file__).parent.parent / "data" / "lists"
NUMBER = "2000004"
GOODS = (Item("munitions", "munitions"),)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that names two ships and a company."""
    words = "North Korea has moved more than 1,000 containers of munitions to Russia over the last several weeks"
    ship = replace(
        claim(DISPATCH, words, items=GOODS, told=()), vessels=(Vessel("Maia-1"), Vessel("Quiet Star", NUMBER))
    )
    firm = claim(CARGO, "some 6,700 containers had gone from North Korea to Russia since September", told=())
    firm = replace(firm, actor=("Korvel Trading",), vessels=(Vessel("Unlisted"),))
    path = tmp_path / "l.db"
    with closing(open_ledger(path, FixedClock(datetime(2025, 2, 4, tzinfo=UTC)))) as opened:
        for document, found in ((DISPATCH, ship), (CARGO, firm)):
            opened.append(reading(document, [replace(found, method="rules/1")], "rules/1"))
    return path


def run(ledger: Path, sample: str = "entities.ftm.json", form: str = "table", **told: object) -> int:
    """The command's work; its exit code."""
    try:
        listing = Listing(**told)  # type: ignore[arg-type]
        screen(SAMPLES / sample, Place(str(ledger)), Rows(), listing, Output(form))  # type: ignore[arg-type]
    except typer.Exit as end:
        return int(end.exit_code)
    return 0


def test_a_table_of_what_is_like(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ships by number and by name, the company by name; what is like none is counted and not called clear."""
    assert run(ledger) == 0
    told = capsys.readouterr()
    assert "NK-maya" in told.out
    assert "NK-corvel" in told.out
    assert "same IMO number" in told.out
    assert "Unlisted" not in told.out
    assert (
        "4 names against 3 entries of xx_naval_list of 2025-02-01: 3 with an entry like them by this method" in told.out
    )
    assert "Identity is not established either way." in told.out
    assert "line 6 is not JSON" in told.err


def test_all_names_those_without_too(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--all lists what no entry is like."""
    run(ledger, all=True)
    out = capsys.readouterr().out
    assert "Unlisted" in out
    assert "none by this method" in out


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_the_forms_hold_the_same_rows(form: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every subject and every entry like it, with the sentence, in each form."""
    run(ledger, form=form)
    out = capsys.readouterr().out
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
    else:
        rows = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert {row["name"] for row in rows} == {"Maia-1", "Quiet Star", "Korvel Trading", "Unlisted"}
    assert all("identity not established" in row["sentence"] or "by this method" in row["sentence"] for row in rows)


def test_it_is_kept_with_the_hash_of_the_list(ledger: Path) -> None:
    """The latest screening of each list, by its name, with its day."""
    run(ledger)
    run(ledger, "sdn.xml")
    run(ledger, "sdn.xml", threshold=95)
    with closing(open_ledger(ledger, FixedClock())) as opened:
        ofac, naval = latest_screenings(opened)
    assert (ofac.list, ofac.date, ofac.threshold) == ("OFAC SDN List", date(2025, 2, 3), 95)
    assert naval.sha256 == sha256((SAMPLES / "entities.ftm.json").read_bytes())
    assert naval.method.startswith("screening/1+")
    assert len(naval.subjects) == 4


def test_the_threshold_is_the_users(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a higher score on less is shown, the same number always."""
    run(ledger, threshold=100)
    out = capsys.readouterr().out
    assert "Quiet Star" in out
    assert "Korvel" not in out


def test_the_user_names_a_list_and_its_day(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the list itself says neither."""
    run(ledger, "sdn.csv", list_name="My list", list_date="2025-02-05")
    told = capsys.readouterr()
    assert "of My list of 2025-02-05" in told.out
    assert "--list-date" not in told.err


def test_a_day_that_is_none_is_refused(ledger: Path) -> None:
    """In one line."""
    with pytest.raises(UsageError, match="is no day"):
        run(ledger, list_date="yesterday")


def test_what_is_no_list_ends_with_one(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is told, nothing is kept."""
    other = tmp_path / "other.txt"
    other.write_text("some words", encoding="utf-8")
    assert run(ledger, str(other)) == 1
    assert "[unknown-list]" in capsys.readouterr().err
    with closing(open_ledger(ledger, FixedClock())) as opened:
        assert latest_screenings(opened) == ()


def test_a_list_that_is_not_there_is_wrong_use(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As any file that a command is given and does not find; nothing is kept."""
    assert run(ledger, str(tmp_path / "missing.csv")) == 2
    assert "[missing-path]" in capsys.readouterr().err
    with closing(open_ledger(ledger, FixedClock())) as opened:
        assert latest_screenings(opened) == ()


def test_an_empty_ledger_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing was screened; no ledger is made."""
    assert run(tmp_path / "none.db") == 0
    assert "nothing was screened" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_the_dossier_tells_of_it(ledger: Path, tmp_path: Path) -> None:
    """What was screened stands in the dossier with its footnotes; before it was screened there is nothing."""
    before, after, earlier = (tmp_path / f"{name}.md" for name in ("before", "after", "earlier"))
    place, wanted = Place(str(ledger)), Wanted("KP", "RU")
    write_dossier(wanted, Times(), place, Rows(), before)
    run(ledger)
    write_dossier(wanted, Times(), place, Rows(), after)
    write_dossier(wanted, Times(known_at="2025-02-05"), place, Rows(), earlier)
    assert "Screening" not in before.read_text(encoding="utf-8")
    text = after.read_text(encoding="utf-8")
    assert "### Against xx\\_naval\\_list of 2025-02-01" in text
    assert "Quiet Star (vessel): same IMO number as entry NK-maya “Maya 1”" in text
    assert "Screening" not in earlier.read_text(encoding="utf-8")


def test_the_page_of_a_flow_tells_of_it_at_once(ledger: Path) -> None:
    """A page that is kept is made anew once a list was screened against."""
    with closing(workbench(str(ledger))) as stand:
        asked = Asked(Flow("KP", "RU"), None, restricted=True)
        before = page_of(stand, asked).value.main
        run(ledger)
        after = page_of(stand, asked).value.main
    assert "Screening against" not in before
    assert "Screening against lists of sanctions" in after
    assert "same IMO number as entry NK-maya" in after


def test_a_list_is_text_like_any_other(ledger: Path, tmp_path: Path) -> None:
    """Markup in the name of an entry is words on a page."""
    entity = {
        "id": "<i>1",
        "schema": "Vessel",
        "properties": {"name": ["<script>x</script>"], "imoNumber": [f"IMO{NUMBER}"]},
    }
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(entity), encoding="utf-8")
    run(ledger, str(path), list_name="<b>List</b>")
    with closing(workbench(str(ledger))) as stand:
        page = page_of(stand, Asked(Flow("KP", "RU"), None, restricted=True)).value.main
    write_dossier(Wanted("KP", "RU"), Times(), Place(str(ledger)), Rows(), tmp_path / "d.html")
    for drawn in (page, (tmp_path / "d.html").read_text(encoding="utf-8")):
        assert "<script>x" not in drawn
        assert "<b>List" not in drawn
        assert "&lt;script&gt;x" in drawn


def test_the_desk_tells_of_it(ledger: Path) -> None:
    """A dossier made from a notebook too."""
    run(ledger)
    assert "Quiet Star (vessel): same IMO number" in desk(ledger).dossier("KP", "RU")._repr_html_()


def test_what_is_missing_names_its_extra() -> None:
    """One line says what to install."""
    with pytest.raises(UsageError, match=r"screening needs no_such_module: pip install 'reportedly\[screen\]'"):
        check_installed(("json", "no_such_module"))


def test_a_list_that_breaks_off_is_not_kept(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was read of it is screened against, with a fault at the end; a dossier must not rest on half a list."""
    data = (SAMPLES / "sdn.xml").read_bytes()
    half = tmp_path / "sdn.xml"
    half.write_bytes(data[: data.index(b"<uid>9003")])
    assert run(ledger, str(half)) == 1
    told = capsys.readouterr()
    assert "9001" in told.out
    assert "not kept" in told.err
    with closing(open_ledger(ledger, FixedClock())) as opened:
        assert latest_screenings(opened) == ()
