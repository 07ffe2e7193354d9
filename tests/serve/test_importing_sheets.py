"""`reportedly import` of sheets: two hundred rows kept by hand, each with its fate; the mapping; what is said at the end."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from reportedly.find.sheets.fate import Fate
from reportedly.find.sheets.rows import SheetReader
from reportedly.read.sheets.guessing import Looks, guessed
from reportedly.read.sheets.layout import sheets
from reportedly.serve.sheet_mapping import sheet_words
from reportedly.serve.wiring import tables
from reportedly.terms.claim import Claim
from serve.analyst_sheet import FIRST, WORKBOOK, hand_rows, semicolons
from serve.commands import claims, run

TODAY = date(2026, 1, 15)


def judged(data: bytes, name: str) -> list[Fate]:
    """The fates of a file's rows, its columns guessed."""
    reader = SheetReader(tables(), sheet_words(), TODAY)
    (sheet,), _ = sheets(data, name, sheet_words())
    looks = Looks(
        lambda text: reader.rows.goods.item_of(text) is not None, lambda text: reader.rows.sides.known(text) is not None
    )
    return list(reader.fates(sheet, guessed(sheet, sheet_words(), looks)))


def told(fate: Fate, expected: str) -> str:
    """A fate as the file of rows writes it; the days only where they are expected."""
    if fate.claim:
        return f"K {said(fate.claim, '@' in expected)}" + (" nodate" if "nodate" in expected else "")
    return f"R {fate.problem.slug}" if fate.verdict == "refused" and fate.problem else f"S {fate.why}"


def said(claim: Claim, dated: bool) -> str:
    sides = f"{','.join(claim.actor) or '-'}>{','.join(claim.recipient) or '-'}"
    goods = ",".join(claim.item_classes)
    found = claim.quantity
    if found is None:
        figures = "none"
    else:
        low, high = ("" if side is None else f"{side}" for side in (found.low, found.high))
        marks = " ~" * found.approximate + " v" * found.vague
        figures = f"{low}..{high} {found.unit}{marks}"
    days = claim.happened
    when = f" @{(days and days.start) or ''}..{(days and days.end) or ''}" if dated else ""
    return f"{sides} {goods} {figures}{when}"


@pytest.fixture(scope="module")
def of_workbook() -> list[Fate]:
    return judged(WORKBOOK.read_bytes(), "analyst.xlsx")


@pytest.fixture(scope="module")
def of_text() -> list[Fate]:
    return judged(semicolons(), "analyst.csv")


def test_each_row_of_the_workbook_has_its_fate(of_workbook: list[Fate]) -> None:
    """Two hundred rows written by hand: each is kept with these values, refused with this slug, or skipped."""
    expected = {row.number: row.fate for row in hand_rows()}
    assert len(expected) == 200
    assert {fate.number: told(fate, expected[fate.number]) for fate in of_workbook} == expected


def test_each_row_of_the_text_has_the_same_fate(of_text: list[Fate]) -> None:
    """As CSV with semicolons in cp1252 the same; only merged suppliers and one sign are lost, as in such a file."""
    expected = {row.number: re.sub(r"^K \w+>", "K ->", row.fate) if row.merged else row.fate for row in hand_rows()}
    lossy = [row.number for row in hand_rows() if "≥" in row.cells[3]]
    assert len(lossy) == 1
    expected[lossy[0]] = "R unclear-number"  # cp1252 has no such sign: “? 148”
    assert {fate.number: told(fate, expected[fate.number]) for fate in of_text} == expected


def test_a_refusal_names_row_column_cell_and_reason(of_workbook: list[Fate]) -> None:
    """One line each, with the row's number as the sheet shows it."""
    lines = {fate.number: str(fate.problem) for fate in of_workbook if fate.verdict == "refused"}
    row = next(row for row in hand_rows() if row.fate == "R ambiguous-number" and row.cells[3] == "1.500")
    assert lines[row.number] == (
        f"analyst.xlsx, Transfers, row {row.number}: column Quantity, “1.500”: the “.” may stand before thousands "
        "or decimals: write it without “.”, or set `decimal` in a mapping [ambiguous-number]"
    )
    assert all(
        "\n" not in line and re.fullmatch(r"analyst\.xlsx, Transfers, row \d+: .+ \[[a-z-]+\]", line)
        for line in lines.values()
    )


def test_nothing_of_a_row_is_lost(of_workbook: list[Fate]) -> None:
    """The text of its document holds every filled cell under the name of its column; evidence and fields are its slices."""
    rows = {row.number: row for row in hand_rows()}
    for fate in of_workbook:
        if not fate.claim or not fate.document:
            continue
        text, claim = fate.document.text, fate.claim
        for name, cell in zip(
            ("Recipient", "Item", "Unit", "Origin", "Notes"),
            (rows[fate.number].cells[i] for i in (1, 2, 4, 9, 10)),
            strict=True,
        ):
            assert not cell or f"{name}: {cell}" in text
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        assert claim.from_sheet
        source = rows[fate.number].cells[6]
        assert not source or claim.evidence.quote == source


def test_origins_and_relays(of_workbook: list[Fate]) -> None:
    """The chain runs from the publisher over relays to the origin; unknown is nobody; without a source there is none."""
    by_cells = {
        (row.cells[6], row.cells[9]): fate.claim
        for row, fate in zip(hand_rows(), of_workbook, strict=True)
        if fate.claim
    }
    via = by_cells["Yonhap", "NIS via Yonhap"]
    relayed = by_cells["Yonhap", "NIS, as relayed by lawmakers"]
    joint = by_cells["CNN", "White House; UK MoD"]
    assert [link.name for link in via.attribution] == ["Yonhap", "NIS"]
    assert [(link.name, link.relay) for link in relayed.attribution] == [
        ("Yonhap", False),
        ("lawmakers", True),
        ("NIS", False),
    ]
    assert (via.origins, relayed.origins, joint.origins) == (("KR-NIS",), ("KR-NIS",), ("US-WH", "GB-MOD"))
    assert by_cells["Reuters", "unknown"].origins == ()
    assert by_cells["Kyodo", ""].origins == ("Kyodo",)
    assert by_cells["", ""].origins == ()


def test_the_command_keeps_and_refuses_and_the_numbers_add_up(tmp_path: Path) -> None:
    """--yes keeps what the guess reads; what is refused stands on standard error; again adds nothing."""
    ledger = tmp_path / "l.db"
    fates = Counter(row.fate[0] for row in hand_rows())
    first, again = (run("import", WORKBOOK, "--yes", ledger=ledger) for _ in range(2))
    line = f"kept {fates['K']}, refused {fates['R']}, skipped {fates['S']} of 200 rows\n"
    assert first.exit_code == again.exit_code == 1
    assert first.stdout.endswith(line)
    assert again.stdout.endswith(line)
    assert "nothing new" in again.stderr
    assert len(re.findall(r"row \d+: ", first.stderr)) == fates["R"] + 1  # and the row that repeats another
    assert len(claims(ledger)) == fates["K"]


def test_what_is_said_of_the_layout() -> None:
    """Title rows above the header, merged cells and hidden rows are named."""
    done = run("import", WORKBOOK, "--dry-run")
    assert "row 1, 3 above the header passed over: Arms transfers, working file; as known in July 2025" in done.stderr
    assert "merged cells (A6:A9): the words count for each of their rows" in done.stderr
    assert f"hidden rows are read too (row {FIRST + 20})" in done.stderr
    assert "in sheet “Remarks” no header was found" in done.stderr


SMALL = "From,To,What,How many,Ref\nDPRK,Russia,soldiers,1.000,Yonhap\nIran,Russia,fuel,2.500 tonnes,Reuters\n"


def small(folder: Path, text: str = SMALL) -> Path:
    (folder / "deals.csv").write_text(text, encoding="utf-8")
    return folder / "deals.csv"


def test_a_guess_is_shown_and_nothing_is_kept_without_yes(tmp_path: Path) -> None:
    """Where nobody can be asked, wrong use: the table stands there, the ledger is not even made."""
    done = run("import", small(tmp_path), ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert re.search(r"From +supplier +DPRK → KP   Iran → IR", done.stdout)
    assert re.search(r"How many +quantity +1\.000 → 1,000 – 1,000 person", done.stdout)
    assert "nothing was kept: give --yes if it is right, or --mapping FILE" in done.stderr
    assert not (tmp_path / "l.db").exists()


def test_a_slip_in_a_party_is_told_before_and_after_it_is_kept(tmp_path: Path) -> None:
    """With whom it may mean; a name that is near none is told by nobody, and both are kept as they stand."""
    rows = "Irann,Russia,fuel,2 tonnes,Reuters\nBlue Lagoon Mining,Russia,fuel,3 tonnes,Reuters\n"
    sheet = small(tmp_path, "From,To,What,How many,Ref\n" + rows)
    shown = run("import", sheet, ledger=tmp_path / "l.db").stdout
    assert "Irann → Irann (did you mean Iran?)" in shown
    assert shown.count("did you mean") == 1
    for options in (("--yes", "--dry-run"), ("--yes",)):
        told = " ".join(run("import", sheet, *options, ledger=tmp_path / "l.db").stderr.split())
        line = "no party is called “Irann”, as in row 2, and it is kept by that name; did you mean Iran? [unknown-name]"
        assert line in told
        assert told.count("did you mean") == 1
    assert {"Irann", "Blue Lagoon Mining"} <= {name for c in claims(tmp_path / "l.db") for name in c["actor"]}


def test_a_mapping_is_written_edited_and_kept_by(tmp_path: Path) -> None:
    """What --write-mapping writes is a mapping; with `decimal` added it decides what was ambiguous, and keeps at once."""
    sheet, mapping, ledger = small(tmp_path), tmp_path / "m.toml", tmp_path / "l.db"
    assert run("import", sheet, "--write-mapping", mapping, ledger=ledger).exit_code == 0
    assert not ledger.exists()
    done = run("import", sheet, "--mapping", mapping, ledger=ledger)
    assert "[ambiguous-number]" in done.stderr
    mapping.write_text('decimal = ","\n' + mapping.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("import", sheet, "--mapping", mapping, ledger=ledger)
    assert (done.exit_code, done.stdout) == (0, "kept 2, refused 0, skipped 0 of 2 rows\n")
    assert {(c["actor"][0], c["quantity"]["low"]) for c in claims(ledger)} == {("KP", 1000), ("IR", 2500)}


def test_defaults_and_orders_of_a_mapping(tmp_path: Path) -> None:
    """What a row leaves out is taken from [defaults]; date_order says how days in numbers are read."""
    sheet = small(tmp_path, "From,What,When\nIran,drones,05/06/2023\n")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'date_order = "mdy"\n[columns]\nsupplier = "from"\nitem = ["Goods", "What"]\nhappened = "When"\n'
        '[defaults]\nrecipient = "RU"\n',
        encoding="utf-8",
    )
    assert run("import", sheet, "--mapping", mapping, ledger=tmp_path / "l.db").exit_code == 0
    (claim,) = claims(tmp_path / "l.db")
    assert (claim["recipient"], claim["happened"]["start"]) == (["RU"], "2023-05-06")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[columns]\nsupplier = "Nope"',
            "no column is called 'Nope' (supplier); there are From, To, What, How many, Ref",
        ),
        ('[columns]\nsender = "From"', "'sender' is none of supplier, recipient"),
        ('decimal = ";"', "decimal is ';'; it is one of ., ,"),
        ("[columns]\nsupplier = 3", "columns.supplier is no name of a column"),
        ("[columns", "cannot be read as a mapping"),
    ],
)
def test_a_mapping_that_is_none_is_wrong_use(tmp_path: Path, text: str, words: str) -> None:
    """An unknown field, column or value is named, and nothing is kept."""
    (tmp_path / "m.toml").write_text(text + '\nitem = "What"' * ("Nope" in text), encoding="utf-8")
    done = run("import", small(tmp_path), "--mapping", tmp_path / "m.toml", ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (tmp_path / "l.db").exists()


def test_restricted_rows_stay_restricted(tmp_path: Path) -> None:
    """--handling restricted marks all; a column does it row by row, and a word that is neither is refused."""
    text = (
        "From,To,What,Handling\nIran,Russia,drones,TLP:RED\nIran,Russia,tanks,public\n"
        "Iran,Russia,trucks,maybe\nDPRK,Russia,tanks,?\n"
    )
    done = run("import", small(tmp_path, text), "--yes", ledger=tmp_path / "l.db")
    assert done.stderr.count("[unknown-handling]") == 2
    assert {c["items"][0]["item"]: c["handling"] for c in claims(tmp_path / "l.db")} == {
        "drone": "restricted",
        "tank": "public",
    }
    run("import", small(tmp_path, text), "--yes", "--handling", "restricted", ledger=tmp_path / "all.db")
    assert {c["handling"] for c in claims(tmp_path / "all.db")} == {"restricted"}


def test_a_row_is_shown_as_one(tmp_path: Path) -> None:
    """`explain` and the dossier's footnotes say that it was not read from a text."""
    run("import", small(tmp_path), "--yes", ledger=tmp_path / "l.db")
    (claim,) = claims(tmp_path / "l.db")
    assert "row 2 of deals.csv, not read from a text" in run("explain", claim["id"], ledger=tmp_path / "l.db").stdout
    run("dossier", "KP", "RU", "-o", tmp_path / "d.md", ledger=tmp_path / "l.db")
    assert "Row 2 of deals.csv, not read from a text." in (tmp_path / "d.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "broken-sheet"),
        ("a.xlsx", b"no workbook", "broken-sheet"),
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"\n \n", "empty-file"),
        ("a.csv", b"\x00\x01\x02\x03" * 50, "not-text"),
        ("a.csv", b"just words\nand more\n", "no-header"),
    ],
)
def test_a_file_that_is_no_sheet_is_a_problem(tmp_path: Path, name: str, data: bytes, slug: str) -> None:
    """One line, exit code 1, no ledger."""
    (tmp_path / name).write_bytes(data)
    done = run("import", tmp_path / name, "--yes", ledger=tmp_path / "l.db")
    assert done.exit_code == 1
    assert f"[{slug}]" in done.stderr
    assert not (tmp_path / "l.db").exists()


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    """It is named."""
    done = run("import", tmp_path / "none.csv", ledger=tmp_path / "l.db")
    assert done.exit_code == 2
    assert "none.csv: there is no such file [missing-path]" in done.stderr


def test_every_heading_in_the_table_is_taken_for_its_field() -> None:
    """The example of each row of columns.toml names the row's field, and no word stands in two rows."""
    from reportedly.read.sheets.headings import field_of

    words = sheet_words()
    assert {row.example: field_of(row.example, words) for row in words.columns} == {
        row.example: row.field for row in words.columns
    }
    counted = Counter(word for row in words.columns for word in row.words)
    assert [word for word, count in counted.items() if count > 1] == []


def test_every_word_of_a_value_stands_for_a_value() -> None:
    """The values in columns.toml are values of their fields."""
    from reportedly.find.sheets.claims import CHOICES

    assert [row for row in sheet_words().values if row.value not in CHOICES[row.field]] == []


def test_a_row_number_is_the_line_that_the_row_begins_in(tmp_path: Path) -> None:
    """Cells of several lines do not shift the numbers of what follows."""
    text = 'From,To,What,Notes\nIran,Russia,drones,"one\ntwo\nthree"\nIran,Russia,blorgs,\n'
    done = run("import", small(tmp_path, text), "--yes", ledger=tmp_path / "l.db")
    assert "deals.csv, row 5: column What, “blorgs”" in done.stderr
    (claim,) = claims(tmp_path / "l.db")
    assert claim["document"]["path"] == "deals.csv#2"


def test_a_column_that_numbers_the_rows_is_no_quantity(tmp_path: Path) -> None:
    """1, 2, 3 under “Number” is a running number; the figures stand in another column."""
    text = "Number,From,To,What,Estimate\n1,Iran,Russia,drones,40\n2,Iran,Russia,tanks,50\n3,Iran,Russia,trucks,60\n"
    run("import", small(tmp_path, text), "--yes", ledger=tmp_path / "l.db")
    assert sorted(c["quantity"]["low"] for c in claims(tmp_path / "l.db")) == [40, 50, 60]


def test_columns_without_a_telling_heading_are_known_by_their_cells(tmp_path: Path) -> None:
    """Items, parties and addresses are recognised where most cells of a column are such."""
    text = "A,B,C,Quantity,Date,D\nIran,Russia,drones,40,2023,https://x.example/1\nDPRK,Russia,tanks,50,2023,\n"
    run("import", small(tmp_path, text), "--yes", ledger=tmp_path / "l.db")
    found = {
        (c["actor"][0], c["recipient"][0], c["items"][0]["item"], c["document"]["url"])
        for c in claims(tmp_path / "l.db")
    }
    assert found == {("IR", "RU", "drone", "https://x.example/1"), ("KP", "RU", "tank", None)}


def test_without_openpyxl_the_way_to_it_is_told(tmp_path: Path) -> None:
    """A workbook is then wrong use; a text file is read all the same."""
    code = "import sys; sys.modules['openpyxl'] = None; from reportedly.__main__ import main; main()"
    words = [sys.executable, "-c", code, "import"]
    environment = {**os.environ, "PYTHONPATH": str(WORKBOOK.parents[3] / "src")}
    done = subprocess.run([*words, str(WORKBOOK)], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr == "reportedly: an XLSX file needs openpyxl: pip install 'reportedly[sheets]'\n"
    done = subprocess.run(
        [*words, str(small(tmp_path)), "--dry-run"], capture_output=True, text=True, env=environment, check=False
    )
    assert "would keep 1, refused 1" in done.stdout


@pytest.mark.parametrize(("answer", "kept"), [("y", 1), ("n", 0)])
def test_at_a_terminal_a_person_is_asked(tmp_path: Path, answer: str, kept: int) -> None:
    """Below the table: y keeps the rows, anything else nothing."""
    theirs, ours = pty.openpty()
    words = ["import", str(small(tmp_path)), "--ledger", str(tmp_path / "l.db")]
    environment = {**os.environ, "PYTHONPATH": str(WORKBOOK.parents[3] / "src")}
    os.write(theirs, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "reportedly", *words],
        stdin=ours,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert "Keep the rows as read so? [y/N]" in done.stdout
    assert ("kept 1, refused 1" in done.stdout) == bool(kept)
    assert len(claims(tmp_path / "l.db")) == kept
