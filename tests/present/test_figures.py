"""What a chart draws, as values."""

from __future__ import annotations

from dataclasses import replace

from present.sample import ARMS, CAPACITY, CONTAINERS, DENIAL, LATEST, MINISTER, REVISED, STRONGER, SUMMER, VAGUE
from present.sample_texts import NAMES
from reportedly.present.figures import series_of, steps
from reportedly.present.footnotes import footnotes, numbers
from reportedly.terms.quantity import Quantity

NUMBERS = numbers(footnotes(ARMS, {}))


def test_one_unit_a_series() -> None:
    """Containers are drawn apart from shells, and a unit with figures for one day only is not drawn."""
    (containers,) = series_of(ARMS, NUMBERS, NAMES)
    assert (containers.unit, containers.noun) == ("container", "containers")
    noted = {number for mark in containers.marks for number in mark.notes}
    assert noted == {NUMBERS[c.id] for c in (CONTAINERS, MINISTER, VAGUE, LATEST, REVISED, SUMMER)}


def test_capacities_are_left_out_and_said_to_be() -> None:
    """What a load could hold is no figure of what was sent; the series says how many such figures it leaves out."""
    later = replace(STRONGER, document=LATEST.document, id="c-later")
    (shells,) = series_of((CAPACITY, STRONGER, later), NUMBERS, NAMES)
    assert shells.left_out == 1
    assert all(mark.low == 3_000_000 for mark in shells.marks)


def test_denials_without_a_figure_stand_below() -> None:
    """A bare denial has no height: it is no zero."""
    (containers,) = series_of(ARMS, NUMBERS, NAMES)
    assert [mark.notes for mark in containers.denials] == [(NUMBERS[DENIAL.id],)]
    assert containers.denials[0].low is None


def test_the_same_figure_twice_is_one_mark() -> None:
    """Claims of one origin with one figure for one day share a mark that bears both numbers."""
    again = replace(CONTAINERS, id="c-again")
    numbered = {**NUMBERS, "c-again": 99}
    (containers,) = series_of((*ARMS, again), numbered, NAMES)
    assert (NUMBERS[CONTAINERS.id], 99) in {mark.notes for mark in containers.marks}


def test_steps_join_firm_figures_of_one_origin_only() -> None:
    """A later figure revises an earlier one of the same origin; possibilities and other origins are not joined."""
    (containers,) = series_of(ARMS, NUMBERS, NAMES)
    assert [[mark.low for mark in run] for run in steps(containers)] == [[1000, 11000]]


def test_unbounded_figures_are_not_drawn() -> None:
    """“Massive” has neither low nor high, and so no mark."""
    massive = replace(CONTAINERS, quantity=Quantity(None, None, "container", text="massive"))
    assert series_of((massive,), NUMBERS, NAMES) == ()
