"""The tables beside the bands: course, rules and exchange; and what changed since a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from present.sample import CONTAINERS, DENIAL, LATEST, NAMES, arms_answer, ids, return_answer, sample, telling
from reportedly.present.changed import changed_set
from reportedly.present.dossier_html import dossier_html
from reportedly.present.dossier_md import dossier_markdown
from reportedly.present.grids import Grid, course_grid, exchange_grid, flow_grids, regime_grid, rounded
from reportedly.terms.findings import Changes, TotalChange
from reportedly.terms.flow import Pace


def words(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in grid.rows]


def test_pace_projection_and_conversion_stand_in_one_table() -> None:
    """Each with what it comes to and on what it rests; reckoned figures are rounded to two digits."""
    rows = words(course_grid(telling(arms_answer())))
    assert [row[1] for row in rows] == [
        "at least 867 containers a month", "at least about 23,000 containers", "at least about 5.8 million shells",
    ]  # fmt: skip
    assert rows[2][2].startswith("As South Korea’s defence ministry put it on 26 Feb 2024: 6,700 containers")
    assert rows[2][2].endswith("(either this or its other branch)")


def test_a_pace_that_is_not_computable_says_why() -> None:
    """The first of them, with its reason."""
    answer = replace(
        arms_answer(), pace=(Pace("not computable: one figure shows no course", "KR-NIS", "munitions", "container"),)
    )
    assert words(course_grid(telling(answer)))[0][1:] == ("not computable", "One figure shows no course")


def test_one_paragraph_is_one_row_under_its_strongest_standing() -> None:
    """Claims of weaker standing are counted beside; what was not confirmed is said; what no row covers stands too."""
    rows = words(regime_grid(telling(arms_answer())))
    assert [row[0] for row in rows] == ["engaged, if accurate", "not covered"]
    assert rows[0][1].startswith("If accurate, falls within paragraph 10")
    assert "Also would be engaged by 1 further claim." in rows[0][2]
    assert "Not confirmed: its number." in rows[0][2]


def test_the_exchange_stands_by_side_and_manner() -> None:
    """What each gives, wants and may give, with the words of the bargain."""
    rows = words(exchange_grid([telling(arms_answer()), telling(return_answer())]))
    assert [row[0] for row in rows] == ["North Korea gives", "North Korea wants", "Russia may give"]
    assert rows[1][2] == "“its weapons”"


@pytest.mark.parametrize(("value", "shown"), [(8_573.2, 8_600), (0.4, 0), (87, 87), (5_820_895.5, 5_800_000)])
def test_reckoned_figures_keep_two_digits(value: float, shown: int) -> None:
    """They are no more exact than what they rest on."""
    assert rounded(value) == shown


def test_a_long_table_is_folded_after_its_first_rows() -> None:
    """Nothing is lost: open and folded rows together are all; one row alone is never folded."""
    grid = regime_grid(telling(arms_answer()))
    for times in (1, 2, 5):
        long = replace(grid, rows=grid.rows * times)
        assert long.open + long.rest == long.rows
        assert len(long.rest) != 1


def test_the_tables_are_in_every_form_of_the_dossier() -> None:
    """In HTML and in Markdown, with their notes."""
    made = sample()
    page, text = dossier_html(made), dossier_markdown(made)
    for part in made.flows:
        for grid in part.grids:
            assert grid.heading in page
            assert f"### {grid.heading}" in text
    assert "What each side gives and wants" in page
    assert "What each side gives and wants" in text
    assert [grid.slug for grid in flow_grids(telling(arms_answer()))] == ["course", "regimes"]


def test_what_changed_is_told_in_sentences() -> None:
    """A band that moved, an origin heard for the first time, a denial overtaken, a rule met, and each new claim."""
    band = arms_answer().totals[0]
    change = TotalChange("munitions", "container", 1, "with-unknown", None, band)
    same_wider = replace(change, item="arms")
    changes = Changes(
        since=date(2024, 1, 1), claims=ids(LATEST), origins=("KR-NIS",), totals=(same_wider, change),
        overtaken=ids(DENIAL), conflicts=(ids(CONTAINERS, LATEST),), regimes=("op10",),
    )  # fmt: skip
    known = replace(telling(arms_answer()), names=replace(NAMES, parents={"munitions": "arms"}))
    told = [entry.sentence.text for entry in changed_set(known, changes, "since").entries]
    assert told[0] == "Munitions, containers, by one origin: nothing stated before; at least 13,000 containers now."
    assert told[1] == "Heard for the first time: NIS."
    assert told[2] == "A denial is overtaken: Russia said so itself on 20 Nov 2024."
    assert told[3].startswith("If accurate, falls within paragraph 10")
    assert told[4] == "Figures that exclude each other have come up."
    assert len(told) == 6


def test_where_nothing_changed_it_says_so() -> None:
    """An empty difference is a sentence, and no empty list."""
    (entry,) = changed_set(telling(arms_answer()), Changes(date(2024, 1, 1)), "since").entries
    assert entry.sentence.text == "Nothing has changed since 1 Jan 2024."


def test_names_are_those_of_print() -> None:
    """No code of a party stands in the tables."""
    rows = [*words(course_grid(telling(arms_answer()))), *words(exchange_grid([telling(arms_answer())]))]
    assert not any(code in f" {text} " for row in rows for text in row for code in (" KP ", " RU ", " KR-MND "))
    assert NAMES.party("KP") == "North Korea"
