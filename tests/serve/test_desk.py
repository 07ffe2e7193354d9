"""The desk: the same answers as the command line, as values, frames and pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import pandas
import polars
import pytest

import reportedly
from reportedly.errors import ReportedlyError, UsageError
from reportedly.serve.desk import Desk
from serve.commands import run

SOURCES = os.environ | {"PYTHONPATH": str(Path(reportedly.__file__).parents[1])}


@pytest.fixture
def at(demo_ledger: Path) -> Desk:
    return reportedly.desk(demo_ledger)


def test_five_lines_lead_to_a_frame(tmp_path: Path) -> None:
    """Read, ask, reckon: a row a claim, with the words of the claim record as columns."""
    text = "North Korea has shipped more than 1,000 containers of munitions to Russia, the White House said.\n"
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    desk = reportedly.desk(tmp_path / "my.db")
    assert desk.read(tmp_path / "report.txt", publisher="Daily", published="2023-10-13").claims == 1
    frame = desk.claims(actor="North Korea").frame()
    assert frame["quantity.low"].tolist() == [1000.0]
    assert frame["published_on"].tolist() == [pandas.Timestamp("2023-10-13")]


def test_reading_tells_its_problems(tmp_path: Path) -> None:
    """A file that is not there is a problem in the answer, not an exception."""
    taken = reportedly.desk(tmp_path / "my.db").read(tmp_path / "none.txt")
    assert [problem.severity for problem in taken.problems] == ["error"]


def test_claims_are_those_of_the_command_line(at: Desk) -> None:
    """The same claims in the same order, whoever asks."""
    told = run("claims", "--actor", "KP", "--item", "munitions", "--format", "jsonl", ledger=at.where)
    assert at.claims(actor="North Korea", item="munitions").records() == list(map(json.loads, told.stdout.splitlines()))


def test_a_flow_is_that_of_the_command_line(at: Desk) -> None:
    """The whole answer, under the same names."""
    told = run("flow", "KP", "RU", "munitions", "--format", "json", ledger=at.where)
    assert at.flow("KP", "RU", "munitions").record() == json.loads(told.stdout)


def test_days_may_be_days_or_words(at: Desk) -> None:
    """A date, an instant and their words ask the same; an earlier day has no later claim."""
    given = at.claims(published_by=date(2023, 12, 31))
    assert list(given) == list(at.claims(published_by="2023-12-31"))
    assert all(claim.published_on <= date(2023, 12, 31) for claim in given if claim.published_on)
    assert not len(at.claims(known_at=datetime(2001, 1, 1, tzinfo=UTC)))


def test_the_columns_are_typed(at: Desk) -> None:
    """Days are days and bounds are numbers in both sorts of frame; the sides are lists."""
    claims = at.claims(recipient="RU")
    one, other = claims.frame(), claims.polars()
    assert len(one) == len(other) == len(claims)
    assert str(one["published_on"].dtype).startswith("datetime64")
    assert other.schema["published_on"] == polars.Date
    assert one["quantity.low"].dtype == other["quantity.low"].to_numpy().dtype == "float64"
    assert other.schema["actor"] == polars.List(polars.String)
    assert other["quantity.low"].to_list() == [claim.quantity.low if claim.quantity else None for claim in claims]


def test_nothing_makes_an_empty_frame(at: Desk) -> None:
    """No claim: no row, all the columns, and no fault."""
    none = at.claims(actor="Elbonia")
    assert len(none.frame()) == len(none.polars()) == 0
    assert list(none.frame().columns) == list(none.polars().columns) == list(at.claims().frame().columns)
    assert {"item", "unit", "low"} <= set(at.flow("FR", "MM", "munitions").totals().columns)
    assert "0 claims" in repr(none)
    assert "No claim on this flow" in at.flow("Elbonia", "RU")._repr_html_()


def test_a_flow_shows_sentences_a_chart_and_the_words(at: Desk) -> None:
    """The summary, the totals and one chart; a number bears its quotation."""
    page = at.flow("KP", "RU", "munitions")._repr_html_()
    assert "What the claims add up to" in page
    assert page.count("<svg") == 1
    assert 'title="National Intelligence Service, as relayed by a lawmaker, in Harbour Gazette: “' in page
    assert "0 of 33 claims checked by a person" in page


def test_a_page_runs_nothing(at: Desk) -> None:
    """No script is in what a notebook shows; a dossier stands in a frame that may run none."""
    pages = [at.claims()._repr_html_(), at.flow("KP", "RU")._repr_html_(), at.dossier("KP", "RU")._repr_html_()]
    assert all("<script" not in page.lower() for page in pages)
    assert "<iframe sandbox" in pages[2]


def test_hostile_words_are_escaped(tmp_path: Path) -> None:
    """Markup in a report is printed as it stands."""
    text = "North Korea sent 5 <script>alert(1)</script> missiles to Russia, “<b onload=x>” the White House said.\n"
    (tmp_path / "<i>.txt").write_text(text, encoding="utf-8")
    desk = reportedly.desk(tmp_path / "my.db")
    desk.read(tmp_path / "<i>.txt", publisher="<img src=x onerror=alert(1)>")
    shown = desk.claims()._repr_html_() + desk.flow("KP", "RU")._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown


def test_flows_and_ranks_are_frames(at: Desk) -> None:
    """A line a flow; a line a supplier and class."""
    assert {"supplier", "recipient", "item", "claims"} <= set(at.flows().columns)
    assert set(at.rank("Russia", "arms")["supplier"]) >= {"KP"}
    assert at.rank("Russia", "arms", known_at="2001-01-01").empty
    assert str(at.flow("KP", "RU", "munitions").totals()["as_of"].dtype).startswith("datetime64")


@pytest.mark.parametrize(("library", "way"), [("pandas", "frame"), ("polars", "polars")])
def test_without_the_library_a_frame_is_one_clear_line(library: str, way: str, at: Desk) -> None:
    """The rest of the desk works without it; the line says what to install."""
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        f"import reportedly; claims = reportedly.desk({str(at.where)!r}).claims()\n"
        "print(len(claims) > 0)\n"
        f"try: claims.{way}()\nexcept reportedly.ReportedlyError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=SOURCES)
    assert done.stdout == f"True\na frame needs {library}: pip install {library}\n"


def test_a_dossier_is_written_where_it_is_wanted(at: Desk, tmp_path: Path) -> None:
    """The ending names the form."""
    view = at.dossier("KP", "RU", tmp_path / "d.docx")
    assert (tmp_path / "d.docx").read_bytes().startswith(b"PK")
    assert "4 flows" in repr(view)


@pytest.mark.parametrize("items", ["", "shell"])
def test_without_a_claim_there_is_no_dossier(items: str, at: Desk, tmp_path: Path) -> None:
    """An error in one line, not an empty shell; nothing is written."""
    for output in (None, tmp_path / "d.md"):
        with pytest.raises(UsageError, match=r"no claim stands between JP and Cuba; none of .* see reportedly flows"):
            at.dossier("JP", "Cuba", output, items=items.split())
    with pytest.raises(UsageError, match="no claim stands between KP and RU; no claims yet: reportedly read PATH"):
        reportedly.desk(tmp_path / "new.db").dossier("KP", "RU", tmp_path / "d.md")
    assert not (tmp_path / "d.md").exists()


def test_a_chart_is_an_svg(at: Desk) -> None:
    """It can be shown and kept."""
    chart = at.flow("KP", "RU", "munitions").charts[0]
    assert chart._repr_svg_().startswith("<svg")
    assert "var(--" not in chart.svg
    assert "Russia" in chart.described


def test_wrong_use_is_one_clear_line(at: Desk) -> None:
    """An unknown class and a bad day raise the package's own errors."""
    with pytest.raises(UsageError, match="no class of item"):
        at.flow("KP", "RU", "unicorns")
    with pytest.raises(ReportedlyError, match="no day"):
        at.claims(published_by="yesterday")
    with pytest.raises(ReportedlyError, match="no day"):
        at.flows(published_by="yesterday")
    for given in (2023, pandas.NaT):
        with pytest.raises(UsageError, match="no day"):
            at.claims(published_by=given)  # type: ignore[arg-type]
    with pytest.raises(ReportedlyError, match="is no file"):
        reportedly.desk(":memory:").read("reports")
    with pytest.raises(UsageError, match="no kind of claim"):
        at.claims(kind="war")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="from 0 to 1"):
        at.claims(at_least=7)


def test_an_instant_asks_for_its_day(at: Desk) -> None:
    """Days come as datetime and as pandas gives them, too."""
    given = ("2023-10-31", datetime(2023, 10, 31), pandas.Timestamp("2023-10-31"))
    asked = [at.flows(published_by=day) for day in given]
    assert asked[0].equals(asked[1])
    assert asked[1].equals(asked[2])


def test_what_may_not_be_passed_on_is_seen_at_the_desk_and_not_written(own: Path, tmp_path: Path) -> None:
    """A flow shows it, as the command line does; a dossier is refused, or made without it."""
    rows = "From,To,Item,Publisher,Published\nNorth Korea,Russia,missiles,Daily,2024-01-01\n"
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    assert run("import", tmp_path / "rows.csv", "--yes", "--handling", "restricted", ledger=own).exit_code == 0
    desk = reportedly.desk(own)
    assert len(desk.flow("KP", "RU", "missile").answer.claims) == 1
    with pytest.raises(UsageError, match="restricted"):
        desk.dossier("KP", "RU")
    assert "missiles" not in desk.dossier("KP", "RU", public_only=True).html()


def test_a_name_that_nobody_bears_is_a_warning(at: Desk) -> None:
    """With the nearest that is known, at the line that asked; a known name is asked without one."""
    for ask in (
        lambda: at.claims(actor="Irann"),
        lambda: at.flow("Irann", "RU", "munitions"),
        lambda: at.rank("Irann"),
    ):
        with pytest.warns(UserWarning, match="no party is called “Irann”; did you mean Iran") as told:
            ask()
        assert {each.filename for each in told} == {__file__}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        at.flow("Iran", "RU", "munitions")
