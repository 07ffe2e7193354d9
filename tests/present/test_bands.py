"""What the claims add up to, as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from present.sample import CONTAINERS, LATEST, MINISTER, STRONGER, VAGUE, arms_answer, ids, telling
from present.sample_texts import NAMES
from reportedly.present.bands import SHOWN, BandRow, band_heading, bands
from reportedly.terms.claim import Claim, Review
from reportedly.terms.flow import Figure, FlowAnswer, Total
from reportedly.terms.quantity import Number

PARENTS = {"munitions": "arms", "arms": "materiel", "artillery-shell": "munitions", "cargo": "materiel"}


def rows(answer: FlowAnswer) -> tuple[list[str], list[str]]:
    """The headings of the main rows and of the further ones."""
    told = telling(answer, replace(NAMES, parents=PARENTS))
    found = bands(told)
    return [row.heading for row in found.main], [row.heading for row in found.further]


def total(item: str, low: Number, claim: str, unit: str = "container") -> Total:
    """A band on one origin."""
    return Total(item, unit, 1, "independent", low, None, None, (claim,), holds=(claim,))


def figure(claim: str, low: Number | None, high: Number | None, item: str = "munitions") -> Figure:
    """A figure to date."""
    return Figure("X", ("X",), item, "container", "cumulative", low, high, None, date(2024, 2, 1), (claim,))


def test_levels_stand_in_one_row() -> None:
    """One origin, two origins, two independent ones, each with who states it."""
    (row,) = bands(telling(arms_answer())).main
    assert row.one
    assert row.two
    assert row.independent
    assert (row.one.amount, row.one.who) == ("at least 13,000 containers", "NIS")
    assert row.independent.amount == "at least 1,000 containers"
    assert row.two.amount == "at least 2,000 containers"


def test_what_two_say_is_a_figure_of_its_own() -> None:
    """Where the two are independent, the cell of any two gives their figure; where nobody seconds it, there is none."""
    low = total("munitions", 1000, CONTAINERS.id)
    apart = replace(low, level=2)
    (alike,) = bands(telling(replace(arms_answer(), totals=(low, apart, replace(apart, counting="with-unknown"))))).main
    assert (alike.two, alike.pair) == (None, alike.independent)
    (alone,) = bands(telling(replace(arms_answer(), totals=(low,)))).main
    assert alone.pair is None
    (unsure,) = bands(telling(arms_answer())).main
    assert unsure.pair == unsure.two


def test_a_row_says_how_many_of_its_claims_were_checked() -> None:
    """A person who has checked the claim on the edge has not checked the others that state a figure."""
    seen = Review("Ada", datetime(2024, 3, 1, tzinfo=UTC), "accepted")
    both = tuple(figure(one.id, 1000, None) for one in (CONTAINERS, MINISTER))
    answer = replace(arms_answer(), totals=(total("munitions", 1000, CONTAINERS.id),), figures=both)

    def told(*checked: Claim) -> BandRow:
        known = {one.id: replace(one, reviewed=seen if one in checked else None) for one in (CONTAINERS, MINISTER)}
        (row,) = bands(replace(telling(answer), known=known)).main
        return row

    found = [told(), told(CONTAINERS), told(CONTAINERS, MINISTER)]
    assert [row.claims for row in found] == [2, 2, 2]
    assert [row.review for row in found] == ["not checked", "1 of 2 checked by a person", "checked by a person"]


def test_the_most_specific_class_with_the_same_edges_is_printed() -> None:
    """Where classes above rest on the same claims, only the lowest that does is a row."""
    same = tuple(total(item, 1000, CONTAINERS.id) for item in ("materiel", "arms", "munitions"))
    assert rows(replace(arms_answer(), totals=same)) == (["Containers of munitions"], [])


def test_a_class_with_other_edges_is_a_further_figure() -> None:
    """The wider class leads; a narrower one that rests on other claims is kept, folded away."""
    other = (total("materiel", 13000, LATEST.id), total("munitions", 1000, CONTAINERS.id))
    assert rows(replace(arms_answer(), totals=other)) == (["Containers of materiel"], ["Containers of munitions"])


def test_bands_without_an_edge_are_left_out() -> None:
    """Neither a lower nor an upper edge: no row."""
    bare = Total("munitions", "container", 1, "independent", None, None, None, ())
    assert rows(replace(arms_answer(), totals=(bare,))) == ([], [])


def test_no_more_than_so_many_rows_at_once() -> None:
    """What goes beyond is further."""
    many = tuple(total("munitions", 5, CONTAINERS.id, f"unit-{number}") for number in range(SHOWN + 3))
    main, further = rows(replace(arms_answer(), totals=many))
    assert (len(main), len(further)) == (SHOWN, 3)


def test_the_highest_stated_is_told_though_the_top_is_open() -> None:
    """An open claim leaves no ceiling; the highest figure that is stated stands all the same, and why is said."""
    open_top = replace(
        arms_answer(),
        totals=(total("munitions", 13000, LATEST.id),),
        figures=(figure(LATEST.id, 13000, None), figure(MINISTER.id, 6700, 20000)),
    )
    (row,) = bands(telling(open_top)).main
    assert row.highest
    assert row.highest.amount == "6,700–20,000 containers"
    assert "“more than 13,000 containers” (NIS) sets no upper bound" in row.why[1].text
    assert row.why[0].text == "Why not lower: NIS says “more than 13,000 containers”."


def test_where_only_an_upper_bound_is_stated_no_lower_one_is_spoken_of() -> None:
    """The row says that nobody states a lower bound."""
    upper = Total("munitions", "container", 1, "independent", None, 9000, None, ids(VAGUE))
    (row,) = bands(telling(replace(arms_answer(), totals=(upper,)))).main
    assert row.one is None
    assert row.highest
    assert row.highest.amount == "9,000 containers"
    assert "nobody states a lower bound" in row.why[0].text


def test_a_publishers_own_voice_is_told_as_such() -> None:
    """A row that rests on nothing but a newspaper's own words says so."""
    voice = replace(STRONGER, origins=("Meridian Post",), id="c-voice")
    answer = replace(
        arms_answer(), claims=(voice,), totals=(total("artillery-shell", 3_000_000, voice.id, "shell"),), counted=ids(voice)
    )  # fmt: skip
    (row,) = bands(telling(answer)).main
    assert row.own_voice
    assert not bands(telling(arms_answer())).main[0].own_voice


def test_headings() -> None:
    """Loads are of something; a class that names its unit needs no unit; another gets it."""
    assert band_heading("munitions", "container", NAMES) == "Containers of munitions"
    assert band_heading("artillery", "gun", NAMES) == "Artillery, in guns"
    assert band_heading("ballistic-missiles", "missile", NAMES) == "Ballistic missiles"
