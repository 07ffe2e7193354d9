"""`reportedly import` of sheets in which something is easily lost: units in headings, quotation marks, parties, letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import Result

from serve.commands import claims, run

FIRST = "Supplier,Recipient,Item"


def imported(folder: Path, text: str | bytes, mapping: str = "", *options: str) -> Result:
    """The import of a CSV file, by its guess or by a mapping."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "deals.csv").write_bytes(data)
    if mapping:
        (folder / "m.toml").write_text(mapping, encoding="utf-8")
    how = ["--mapping", str(folder / "m.toml")] if mapping else ["--yes"]
    return run("import", folder / "deals.csv", *how, *options, ledger=folder / "l.db")


def amounts(folder: Path) -> list[tuple[float, str]]:
    found = [c["quantity"] for c in claims(folder / "l.db")]
    return [(each["low"], each["unit"]) for each in found if each]


@pytest.mark.parametrize(
    ("heading", "item", "cell", "expected"),
    [
        ("Quantity (containers)", "munitions", "9000", (9000, "container")),
        ("Quantity in containers", "munitions", "9000", (9000, "container")),
        ('"Quantity, containers"', "munitions", "9000", (9000, "container")),
        ("Quantity (thousand)", "artillery shells", "500", (500_000, "shell")),
        ("Quantity ('000)", "artillery shells", "500", (500_000, "shell")),
        ("Quantity (k)", "artillery shells", "500", (500_000, "shell")),
        ("Quantity (m)", "artillery shells", "1.5", (1_500_000, "shell")),
        ("Quantity (thousand tonnes)", "fuel", "2.5", (2500, "tonne")),
        ("Qty. (est.)", "artillery shells", "500", (500, "shell")),
    ],
)
def test_a_heading_says_what_its_figures_count(
    tmp_path: Path, heading: str, item: str, cell: str, expected: tuple[float, str]
) -> None:
    """The unit and the multiple beside the name of the column hold for each figure; the preview shows it."""
    done = imported(tmp_path, f"{FIRST},{heading}\nDPRK,Russia,{item},{cell}\n")
    assert amounts(tmp_path) == [expected]
    assert f"{cell} → {expected[0]:,} – {expected[0]:,} {expected[1]}" in done.stdout


def test_a_heading_of_unknown_words_has_its_figures_refused(tmp_path: Path) -> None:
    """They may be a unit; rows without a figure are kept, and [units] in a mapping says what is counted."""
    text = f"{FIRST},Qty (boxes of 20)\nDPRK,Russia,munitions,9000\nDPRK,Russia,tanks,n/a\n"
    done = imported(tmp_path, text)
    assert done.exit_code == 1
    assert "row 2: column Qty (boxes of 20), “9000”: “boxes of 20” in the heading" in done.stderr
    assert "[unclear-heading]" in done.stderr
    assert "kept 1, refused 1" in done.stdout
    columns = '[columns]\nsupplier="Supplier"\nitem="Item"\nquantity="Qty (boxes of 20)"\n'
    done = imported(tmp_path, text, columns + '[units]\n"Qty (boxes of 20)" = "thousand containers"\n')
    assert done.exit_code == 0
    assert (9_000_000, "container") in amounts(tmp_path)
    done = imported(tmp_path, text, columns + '[units]\n"Qty" = "container"\n')
    assert (done.exit_code, "no column is called 'Qty' (units)" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("Quantity (containers)", "9000 tonnes"), ("Quantity (thousand)", "5 million"), ("Quantity (thousand)", "dozens")],
)
def test_a_heading_and_a_cell_that_say_two_things(tmp_path: Path, heading: str, cell: str) -> None:
    """Two units, or a multiple in both places, are refused."""
    done = imported(tmp_path, f"{FIRST},{heading}\nDPRK,Russia,munitions,{cell}\n")
    assert f"“{cell}”: the heading is “{heading}” [units-differ]" in done.stderr


def test_bounds_are_in_the_unit_of_their_heading_or_the_quantity_s(tmp_path: Path) -> None:
    """Low and High beside Quantity (thousand) are in thousands."""
    imported(tmp_path, f"{FIRST},Quantity (thousand),Low,High (thousand)\nDPRK,Russia,shells,500,400,600\n")
    (claim,) = claims(tmp_path / "l.db")
    assert (claim["quantity"]["low"], claim["quantity"]["high"]) == (400_000, 600_000)


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path) -> None:
    """The file is refused with the line where the mark opens, rather than all rows behind it lost in one cell."""
    rows = "".join(f"Iran,Russia,drones {n}\n" for n in range(50))
    done = imported(tmp_path, f'{FIRST},Notes\nNorth Korea,Russia,missiles,"open quote\n{rows}')
    assert done.exit_code == 1
    assert "opens in line 2 is never closed" in done.stderr
    assert not (tmp_path / "l.db").exists() or not claims(tmp_path / "l.db")


@pytest.mark.parametrize("first", ['"a" b', "plain"])
def test_a_stray_mark_that_a_later_one_closes_swallows_no_rows(first: str, tmp_path: Path) -> None:
    """Lines that look like rows of their own are not taken for a remark, whatever stands before them."""
    rows = "".join(f"Iran,Russia,drones,n{n}\n" for n in range(5))
    done = imported(
        tmp_path,
        f'{FIRST},Notes\nIran,Russia,missiles,{first}\nIran,Russia,tanks,"open\n{rows}Iran,Russia,shells,"x"\n',
    )
    assert done.exit_code == 1
    assert "open-quote" in done.stderr


def test_a_remark_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    """What is rightly quoted stays whole."""
    done = imported(tmp_path, f'{FIRST},Notes\nIran,Russia,missiles,"one,\ntwo, three\nfour"\n')
    assert "kept 1, refused 0" in done.stdout
