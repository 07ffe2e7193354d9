"""What stands apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from present.sample import CAPACITY, SANCTION, SILENCE, arms_answer, ids, people_answer, telling
from reportedly.present.apart import figures_apart, sets_apart, sets_beside
from reportedly.terms.flow import Flow, FlowAnswer


def test_capacities_stand_in_a_table_of_their_own() -> None:
    """What a load could hold is a row that says so, and no entry among the possibilities."""
    (row,) = figures_apart(telling(arms_answer()))
    assert (row.figure, row.scope, row.state) == ("Up to 3 million shells", "what a load could hold", "possible")
    (possible,) = [one for one in sets_apart(telling(arms_answer())) if one.slug == "possible"]
    number = telling(arms_answer()).numbers[CAPACITY.id]
    assert all(number not in entry.sentence.notes for entry in possible.entries)


def test_stocks_stand_apart() -> None:
    """People present somewhere are never added to those sent."""
    assert "About 11,000 soldiers" in [row.figure for row in figures_apart(telling(people_answer()))]


def test_a_copy_is_told_with_its_original() -> None:
    """Claims alike are one entry with all their notes."""
    again = replace(CAPACITY, id="c-again")
    twice = replace(arms_answer(), claims=(*arms_answer().claims, again))
    (row,) = figures_apart(telling(twice))
    assert len(row.notes) == 2


def test_a_denial_that_its_own_side_has_overtaken_says_so() -> None:
    """Beside what it denies stands who said so itself since, and on what day, in print's words."""
    (denied,) = [one for one in sets_apart(telling(arms_answer())) if one.slug == "denials"]
    assert denied.entries[0].beside[-1].text == "Overtaken: Russia said so itself on 20 Nov 2024."


def test_a_response_is_told_in_exact_words_and_is_no_denial() -> None:
    """Silence stands among the responses, quoted."""
    told = telling(arms_answer())
    (responses,) = [one for one in sets_beside(told) if one.slug == "responses"]
    assert responses.entries[0].quotes[0].quote == SILENCE.evidence.quote
    (denied,) = [one for one in sets_apart(told) if one.slug == "denials"]
    assert all(told.numbers[SILENCE.id] not in entry.sentence.notes for entry in denied.entries)


def test_a_conflict_names_both_sides_and_their_figures() -> None:
    """By name and in print's words, with the notes of both."""
    (conflict,) = [one for one in sets_apart(telling(arms_answer())) if one.slug == "conflicts"]
    (entry,) = conflict.entries
    assert "South Korea’s defence ministry, 27 Feb 2024: about 6,700 containers of munitions" in entry.sentence.text
    assert "against – Ukraine’s military intelligence" in entry.sentence.text


@pytest.mark.parametrize(
    ("hit", "flow", "slug"),
    [
        (("KP", "RU"), Flow("KP", "RU", "arms"), "measures"),
        (("KP-KOMID", "RU-MOD"), Flow("KP", "RU", "arms"), "measures"),
        (("KP",), Flow("KP", "RU", "arms"), "measures-against-either-side"),
        (("RU", "BY"), Flow("KP", "RU", "arms"), "measures-against-either-side"),
        (("RU",), Flow(None, "RU"), "measures-against-either-side"),
    ],
)
def test_only_a_measure_on_both_sides_is_said_to_hit_the_flow(hit: tuple[str, ...], flow: Flow, slug: str) -> None:
    """Sanctions on one of the two may be for anything: they stand apart, and nothing says that they are for this flow."""
    measure = replace(SANCTION, recipient=hit)
    answer = FlowAnswer(flow, (measure,), 1, (), (), measures=ids(measure))
    (found,) = sets_beside(telling(answer))
    assert (found.slug, len(found.entries)) == (slug, 1)
    assert ("this flow" in found.explained) is (slug == "measures")


def test_what_was_told_is_not_told_again() -> None:
    """Claims told beside another direction are left out."""
    assert [one.slug for one in sets_beside(telling(arms_answer()), frozenset(ids(SILENCE)))] == [
        "measures",
        "judgements",
    ]
