"""The public sequence of claims on North Korea and Russia, reconstructed from reports: every row, and seven rules that
hold of it on ten days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest

from reportedly.pipeline import answers
from reportedly.serve.wiring import tables
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow, FlowAnswer, Total
from reportedly.terms.party import state_of
from timeline.rows import Row, claims_of, fits, rows, standing, titles

DAYS = (
    date(2022, 12, 31), date(2023, 10, 31), date(2023, 12, 31), date(2024, 2, 29), date(2024, 7, 31),
    date(2024, 9, 30), date(2024, 10, 31), date(2025, 1, 31), date(2025, 5, 31), date(2025, 12, 31),
)  # fmt: skip
LAST = DAYS[-1]
GOODS, SOLDIERS = "materiel", "soldiers"


@cache
def on(day: date, item: str) -> FlowAnswer:
    """The flow from North Korea to Russia as it was public on a day."""
    return answers(standing(), [Flow("KP", "RU", item, day)], tables())[0]


def band(day: date, item: str, unit: str, level: int = 1, counting: str = "with-unknown") -> Total | None:
    """The band of the class asked, None where nothing is counted in that unit."""
    like = [t for t in on(day, item).totals if (t.unit, t.level, t.counting) == (unit, level, counting)]
    return next((t for t in like if t.item == item), None)


def public(table: str, day: date) -> list[Row]:
    """The rows of a table whose reports had appeared by a day."""
    return [row for row in rows() if row.values["table"] == table and row.values["claimed"] <= day]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_every_row_comes_out_of_its_report(row: Row) -> None:
    """With its origin and figure, held as its origin held it, and of the scope that the sequence gives it."""
    head = len(titles().get(row.report, ""))
    body = [claim for claim in claims_of(row.report) if claim.evidence.start >= head]
    faults = [(claim.evidence.quote[:60], row.faults(claim)) for claim in body]
    assert any(not found for _, found in faults), faults


def test_no_report_yields_a_flow_that_it_does_not_tell() -> None:
    """Arms and soldiers go between the two states, there or back, and no report says otherwise."""
    odd = [
        (claim.document.path, claim.actor, claim.recipient)
        for claim in standing().claims.values()
        if claim.kind in ("transfer", "deployment")
        and not {*map(state_of, claim.actor), *map(state_of, claim.recipient)} <= {"KP", "RU", "UA", "Wagner Group"}
    ]
    assert odd == []


@pytest.mark.parametrize("day", DAYS)
def test_1_nothing_is_summed(day: date) -> None:
    """The edge at level 1 is a figure that one origin gave, or one origin's figure and its own increments: never a sum over
    its cumulative series, nor over origins.
    """
    for item, unit in ((GOODS, "container"), (SOLDIERS, "person")):
        total = band(day, item, unit)
        stated = {c.quantity.low for c in on(day, item).claims if c.quantity and c.quantity.low}
        by_origin = _with_increments(on(day, item).claims)
        assert total is None or total.low is None or total.low in stated | by_origin


def _with_increments(claims: Iterable[Claim]) -> set[float]:
    """What each state's figures come to with its own increments added."""
    found: set[float] = set()
    every = [c for c in claims if c.quantity and c.quantity.low]
    for base in (c for c in every if c.quantity and c.quantity.scope == "cumulative"):
        more = [
            c.quantity.low
            for c in every
            if c.quantity and c.quantity.low and c.quantity.scope == "increment" and c.origins == base.origins
        ]
        found |= {base.quantity.low + some for some in more if base.quantity and base.quantity.low}
    return found


@pytest.mark.parametrize("day", DAYS)
def test_2_alternative_capacities_are_neither_summed_nor_sent(day: date) -> None:
    """Of "152 mm or 122 mm" no sum is made, no branch is a conflict with the other, and no capacity is a total."""
    answer = on(day, GOODS)
    branches = {c.id for c in answer.claims if c.quantity and c.quantity.alternative_group}
    capacities = {c.id for c in answer.claims if c.quantity and c.quantity.scope == "capacity"}
    assert not any(set(total.because) & (branches | capacities) for total in answer.totals)
    assert not any(set(conflict.claims) <= branches for conflict in answer.conflicts)


@pytest.mark.parametrize("day", DAYS)
def test_3_restatements_add_nothing(day: date) -> None:
    """Without the reports that only tell an old figure again, no edge to date is another."""
    again = {row.report for row in rows() if row.values["table"] == "restatement"}
    carrying = {row.report for row in rows() if row.values["table"] != "restatement"}
    only = again - carrying
    reduced = {
        i: history for i, history in standing().histories.items() if history.document.path.split("/")[-1] not in only
    }
    without = answers(type(standing())(reduced), [Flow("KP", "RU", GOODS, day)], tables())[0]
    assert _edges(on(day, GOODS)) == _edges(without)


def _edges(answer: FlowAnswer) -> dict[tuple[str, str, int, str], tuple[float | None, float | None]]:
    return {(t.item, t.unit, t.level, t.counting): (t.low, t.high) for t in answer.totals if t.because}


@pytest.mark.parametrize("day", [day for day in DAYS if day >= date(2024, 2, 29)])
def test_4_two_origins_are_no_fall(day: date) -> None:
    """Seoul's 6,700 after Washington's 10,000 lowers nothing, and its own 10,000 of June is no conflict with its 6,700."""
    total = band(day, GOODS, "container")
    assert total is not None
    assert (total.low or 0) >= 10_000
    ministry = {c.id for c in on(day, GOODS).claims if c.origins == ("KR-MND",)}
    assert not any(set(conflict.claims) <= ministry for conflict in on(day, GOODS).conflicts)


def test_5_one_number_of_two_bodies_stays_two_series() -> None:
    """13,000 of the one service, since 2022, and of the other, since August 2023: two figures, one state, no conflict."""
    answer = on(date(2024, 10, 31), GOODS)
    series = {(f.origin, f.start) for f in answer.figures if (f.low, f.unit) == (13_000, "container")}
    assert {origin for origin, _ in series} == {"KR-DIA", "KR-NIS"}
    assert len({start for _, start in series}) == 2
    assert [s.independence for s in answer.origins if s.origin in ("KR-DIA", "KR-NIS")].count("independent") <= 1
    both = {c.id for c in answer.claims if c.quantity and c.quantity.low == 13_000}
    assert not any(set(conflict.claims) <= both for conflict in answer.conflicts)


def test_6_figures_that_exclude_each_other_stay_a_conflict() -> None:
    """Eleven thousand and three thousand more, about 15,000, about 13,000: in sight, unresolved."""
    answer = on(LAST, SOLDIERS)
    told = " ".join(conflict.reason for conflict in answer.conflicts)
    assert "15,000" in told
    assert "13,000" in told


@pytest.mark.parametrize("day", DAYS)
def test_7_the_admission_overtakes_the_denials_of_troops_only(day: date) -> None:
    """From the end of April 2025 each denial of troops is overtaken by its own side's words; no denial of arms ever is."""
    troops = [d for d in on(day, SOLDIERS).denied if _is_of_people(d.claim)]
    arms = [d for d in on(day, GOODS).denied if not _is_of_people(d.claim)]
    assert all(bool(d.overtaken_by) == (day >= date(2025, 4, 28)) for d in troops)
    assert all(d.overtaken_by == () for d in arms)
    assert day < date(2024, 12, 31) or (troops and arms)


def _is_of_people(claim: str) -> bool:
    return any(fits("soldiers|people", [item]) for item in standing().claims[claim].item_classes)


EDGES = (
    (None, None, None, None),
    (1_000, None, None, None),  # Washington's thousand
    (5_000, 1_000, None, None),  # Seoul's five thousand
    (10_000, 6_700, None, None),  # Washington's ten thousand; Seoul's 6,700 is no fall
    (11_000, 11_000, None, None),
    (16_500, 13_000, None, None),
    (20_000, 16_500, 10_000, 3_000),  # the plan of 10,000 by December is no figure to date
    (20_000, 16_500, 12_000, 11_000),
    (20_000, 16_500, 15_000, 12_000),  # the monitoring team's 20,000 is its members'
    (28_000, 16_500, 15_000, 12_000),
)
"""On each day: containers by one origin and by two, soldiers by one and by two."""


@pytest.mark.parametrize(("day", "edges"), list(zip(DAYS, EDGES, strict=True)))
def test_what_each_day_knew(day: date, edges: tuple[float | None, ...]) -> None:
    """The lower edges to date, with those of unknown independence, are those that the sequence gives for that day."""
    asked = [(item, unit, level) for item, unit in ((GOODS, "container"), (SOLDIERS, "person")) for level in (1, 2)]
    found = [band(day, *each) for each in asked]
    assert tuple(total.low if total else None for total in found) == edges
