"""What holds an edge, what raises it, and what stands apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from assess.told import ITEMS, SHARING, told
from reportedly.assess.states import mechanisms
from reportedly.assess.tally import Rules, Tally
from reportedly.assess.totals import of_tally, totals
from reportedly.assess.voices import with_reports_basis
from reportedly.terms.claim import Claim, Review
from reportedly.terms.flow import Total

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))


def first_level(*claims: Claim, item: str = "munitions", counting: str = "with-unknown", level: int = 1) -> Total:
    found = totals(claims, ITEMS, SHARING).headline
    return next(t for t in found if (t.item, t.level, t.counting) == (item, level, counting))


def test_an_edge_names_its_claim_and_says_why() -> None:
    """One origin's figure is both edges; nobody has checked it, and the band says so."""
    claim = told("KR-NIS", 11_000, 11_000, on=JAN)
    total = first_level(claim)
    assert (total.low, total.high, total.as_of, total.because) == (11_000, 11_000, JAN, (claim.id,))
    assert total.why[0] == "KR-NIS says at least 11,000; no second origin"
    assert not total.reviewed
    assert "nobody has checked" in total.why[-1]


def test_a_checked_claim_is_said_to_be_checked() -> None:
    """Where a person has checked every claim that holds an edge, the band is reviewed."""
    review = Review("someone", datetime(2024, 5, 1, tzinfo=UTC), "accepted")
    assert first_level(replace(told("KR-NIS", 9, on=JAN), reviewed=review)).reviewed


def test_an_origins_own_revision_may_lower_an_edge() -> None:
    """Twelve thousand, revised by the same service to 10,900, is 10,900."""
    total = first_level(
        told("KR-NIS", 12_000, 12_000, on=JAN, said=JAN), told("KR-NIS", 10_900, 10_900, on=FEB, said=FEB)
    )
    assert (total.low, total.high) == (10_900, 10_900)


def test_the_top_is_open_where_a_counted_claim_is_open() -> None:
    """More than 1,000 beside exactly 2,000 has no highest."""
    total = first_level(told("US-NSC", 1_000, on=JAN), told("KR-NIS", 2_000, 2_000, on=JAN))
    assert (total.low, total.high) == (2_000, None)
    assert "US-NSC" in total.why[1]


def test_a_figure_without_scope_is_a_lower_bound_only() -> None:
    """It raises, gives no top, and never lowers the origin's own figure."""
    total = first_level(told("KR-NIS", 500, 500, on=JAN, scope=None))
    assert (total.low, total.high) == (500, None)
    total = first_level(told("KR-NIS", 2_000, 2_000, on=JAN), told("KR-NIS", 500, 500, on=FEB, scope=None))
    assert (total.low, total.high) == (2_000, 2_000)


def test_a_share_makes_no_band() -> None:
    """Forty percent of some whole is no number of goods."""
    shares = told("UA-GUR", 40, 40, on=JAN, scope=None, unit="percent")
    assert {t.unit for t in totals([shares, told("KR-NIS", 500, on=JAN)], ITEMS, SHARING).headline} == {"container"}


def test_increments_add_onto_the_origins_own_earlier_figure_over_disjoint_windows() -> None:
    """A thousand to January and two hundred in March are twelve hundred; told twice they are still twelve hundred."""
    base = told("KR-NIS", 1_000, 1_000, on=JAN, said=JAN)
    march = told("KR-NIS", 200, 200, on=APR, scope="increment", happened=(FEB, MAR))
    again = told("KR-NIS", 150, 150, on=APR, scope="increment", happened=(FEB, MAR), doc="another")
    total = first_level(base, march, again)
    assert (total.low, total.high, total.because) == (1_200, 1_200, (base.id, march.id))


def test_an_increment_of_unknown_window_is_kept_apart() -> None:
    """Where it is not said when, nothing is added."""
    total = first_level(told("KR-NIS", 1_000, 1_000, on=JAN), told("KR-NIS", 200, 200, on=APR, scope="increment"))
    assert (total.low, total.high) == (1_000, 1_000)


def test_an_increment_of_another_origin_is_not_added() -> None:
    """Seoul's addition does not add to Washington's figure."""
    base = told("US-NSC", 1_000, 1_000, on=JAN, said=JAN)
    total = first_level(base, told("KR-NIS", 200, 200, on=APR, scope="increment", happened=(FEB, MAR)))
    assert total.low == 1_000


def test_a_claim_on_a_class_below_is_a_lower_bound_for_the_class_above() -> None:
    """Containers of shells are containers of munitions; the other way round nothing is said."""
    shells = told("KR-NIS", 700, 700, on=JAN, item="artillery-shell")
    found = totals([shells, told("US-NSC", 300, 300, on=JAN)], ITEMS, SHARING, asked="munitions").headline
    lows = {(t.item, t.level): t.low for t in found if t.counting == "with-unknown"}
    assert lows == {
        ("munitions", 1): 700,
        ("munitions", 2): 300,
        ("artillery-shell", 1): 700,
        ("artillery-shell", 2): None,
    }


def test_branches_of_two_classes_bound_nothing_from_below() -> None:
    """Three million shells or half a million rockets were sent: neither is a least; what a load could hold is stated."""
    for scope, least in (("cumulative", None), ("capacity", (500_000, 3_000_000))):
        either = [
            told("KR-MND", n, n, item=item, unit="round", scope=scope, group="a", doc="d", on=JAN, at=at)
            for n, item, at in ((3_000_000, "artillery-shell", 0), (500_000, "rocket-round", 60))
        ]
        figures = sorted(totals(either, ITEMS, SHARING).figures, key=lambda f: f.high or 0)
        assert [f.high for f in figures] == [500_000, 3_000_000]
        assert [f.low for f in figures] == ([None, None] if least is None else list(least))


def test_people_of_different_classes_are_never_totalled() -> None:
    """Soldiers and engineers have a band each, and people in general none."""
    people = {"unit": "person", "kind": "deployment", "on": JAN}
    claims = [told("KR-NIS", 10_000, item="soldiers", **people), told("KR-NIS", 1_000, item="engineers", **people)]
    found = totals(claims, ITEMS, SHARING, asked="people").headline
    assert {(t.item, t.low) for t in found if t.level == 1} == {("soldiers", 10_000), ("engineers", 1_000)}


def test_a_figure_over_several_classes_is_one_of_the_class_that_holds_them() -> None:
    """A thousand containers of arms and munitions are no thousand of munitions."""
    claims = [told("US-NSC", 1_000, on=JAN, item=("fighter", "munitions"))]
    assert {t.item for t in totals(claims, ITEMS, SHARING).headline} == {"arms"}


def test_up_to_leaves_an_earlier_lower_bound_standing_where_both_can_hold() -> None:
    """At least five thousand, then up to seven: five to seven. Then up to four: the old bound falls."""
    first = told("KR-NIS", 5_000, on=JAN, said=JAN)
    total = first_level(first, told("KR-NIS", None, 7_000, on=FEB, said=FEB))
    assert (total.low, total.high) == (5_000, 7_000)
    total = first_level(first, told("KR-NIS", None, 4_000, on=FEB, said=FEB))
    assert (total.low, total.high) == (None, 4_000)


def test_an_unnamed_origin_never_makes_a_second() -> None:
    """What "reportedly" went counts alone and with unknown, and at level 2 not at all."""
    claims = (told((), 500, on=JAN), told("KR-NIS", 300, on=JAN))
    assert first_level(*claims).low == 500
    assert first_level(*claims, counting="independent").low == 300
    assert first_level(*claims, level=2).low is None


def test_a_figure_for_a_month_does_not_replace_a_figure_to_date() -> None:
    """Two hundred in March, though told later and as finished, leaves the thousand since January standing."""
    to_date = told("KR-NIS", 1_000, 1_000, on=FEB, said=FEB, happened=(JAN, FEB))
    month = told("KR-NIS", 200, 200, on=APR, said=APR, happened=(MAR, APR))
    total = first_level(to_date, month)
    assert (total.low, total.high, total.because) == (1_000, 1_000, (to_date.id,))


def test_a_figure_told_again_of_another_class_is_no_revision() -> None:
    """Ten thousand of materiel said in January, sixteen thousand in March, and the ten thousand again as background, of
    munitions and without a day, in a paper of April: sixteen thousand stand.
    """
    told_in = {"happened": (date(2023, 9, 1), None)}
    first = told("US-STATE", 10_000, on=JAN, said=JAN, item="arms", **told_in)
    latest = told("US-STATE", 16_000, on=MAR, said=MAR, **told_in)
    again = told("US-STATE", 10_000, on=APR, **told_in)
    assert first_level(first, latest, again).low == 16_000
    assert first_level(first, latest).low == 16_000


def test_a_statement_covers_nothing_after_its_own_day() -> None:
    """What was said in January of the time "since September" is no figure of April, though a paper of April retells it."""
    january = told("US-STATE", 10_000, on=APR, said=JAN, happened=(date(2023, 9, 1), APR))
    march = told("US-STATE", 16_000, on=MAR, said=MAR)
    total = first_level(january, march)
    assert (total.low, total.as_of) == (16_000, MAR)


def test_a_claim_corrected_to_a_plan_leaves_the_tally() -> None:
    """What replaces a claim may be none that counts; then nothing of the claim is left."""
    claim = told("KR-NIS", 9, on=JAN)
    tally = Tally(Rules(ITEMS, mechanisms(SHARING))).changed([claim])
    assert tally.bands
    assert tally.changed([replace(claim, modality="planned")]).bands == {}


def test_what_is_known_of_other_goods_lends_no_independence() -> None:
    """Images of fighters do not make a count of shells independent, whatever wider class is asked."""
    shells = {"item": "artillery-shell", "unit": "shell"}
    claims = [
        told("US-NSC", 1_000, on=JAN, **shells),
        told("KR-NIS", 800, on=FEB, **shells),
        told("KR-NIS", 2, on=MAR, item="fighter", unit="aircraft", basis="imagery"),
    ]
    for item in ("artillery-shell", "arms"):
        found = totals(claims, ITEMS, SHARING, asked=item).headline
        assert {t.low for t in found if t.unit == "shell" and (t.level, t.counting) == (2, "independent")} == {None}


def test_a_basis_stated_in_a_report_is_meant_of_all_that_its_origin_tells_there() -> None:
    """ "Images show" beside the rounds holds for the containers of the same report, and for those of no other."""
    first = told("KR-DIA", 20_000, on=JAN)
    containers = told("A think tank", 15_800, on=FEB, doc="report")
    rounds = told("A think tank", 4_000_000, on=FEB, doc="report", unit="round", basis="imagery")
    elsewhere = told("A think tank", 4_000_000, on=FEB, doc="another", unit="round", basis="imagery")
    assert first_level(first, containers, rounds, counting="independent", level=2).low == 15_800
    assert first_level(first, containers, elsewhere, counting="independent", level=2).low is None


def test_an_increment_told_again_adds_nothing() -> None:
    """A thousand more of February, told again in April without a day, with a window reckoned anew, is the same thousand."""
    first = told("KR-MND", 1_000, 1_000, on=FEB, said=FEB, scope="increment", happened=(JAN, FEB))
    again = told("KR-MND", 1_000, 1_000, on=APR, scope="increment", happened=(MAR, APR))
    assert first_level(first, again).low == 1_000


def test_a_figure_without_a_day_never_lowers_its_origins() -> None:
    """A paper of March that gives the ministry's 5,000, and no day, takes nothing from what it said in February."""
    assert first_level(told("KR-MND", 6_700, on=FEB, said=FEB), told("KR-MND", 5_000, on=MAR)).low == 6_700
    assert first_level(told("KR-MND", 6_700, on=FEB, said=FEB), told("KR-MND", 5_000, on=MAR, said=MAR)).low == 5_000


def test_a_check_of_a_claim_is_seen_at_once() -> None:
    """A tally of a claim that is checked afterwards is the tally of the checked claim."""
    claim = told("KR-NIS", 9, on=JAN)
    checked = replace(claim, reviewed=Review("someone", datetime(2024, 5, 1, tzinfo=UTC), "accepted"))
    tally = Tally(Rules(ITEMS, mechanisms(SHARING)))
    assert of_tally(tally.changed([claim]).changed([checked])) == of_tally(tally.changed([checked]))


def test_only_the_levels_asked_for_are_told() -> None:
    """Who asks for the first alone is told no second; who asks for none is told both, and further ones that are reached."""
    claims = [told(origin, 9, on=JAN) for origin in ("KR-NIS", "UA-GUR", "JP-MOD")]
    assert {t.level for t in totals(claims, ITEMS, SHARING, levels=(1,)).headline} == {1}
    assert {t.level for t in totals(claims, ITEMS, SHARING).headline} == {1, 2, 3}


def test_of_two_bases_in_a_report_the_first_is_meant_of_the_rest() -> None:
    """What is told in between and after without one leans on the basis that the report states first."""
    images, plain, papers = (
        told("A think tank", n, on=JAN, doc="report", at=60 * n, basis=basis)
        for n, basis in enumerate(("imagery", None, "documents"), 1)
    )
    given = with_reports_basis([papers, plain, images], {})
    assert [claim.basis and claim.basis.type for claim in given] == ["documents", "imagery", "imagery"]


def test_a_level_that_nobody_reaches_says_why() -> None:
    """One origin alone; or two, of which nobody knows that the one does not lean on the other."""
    words = "fewer than 2 origins give a lower bound"
    alone = told("US-NSC", 9, 9, on=JAN)
    for counting in ("independent", "with-unknown"):
        total = first_level(alone, counting=counting, level=2)
        assert (total.low, total.high, total.because, total.why) == (None, None, (), (words,))
    ally = told("GB-MOD", 9, 9, on=FEB)
    assert first_level(alone, ally, counting="independent", level=2).why == (
        "fewer than 2 origins known to be independent of the others give a lower bound",
    )
    assert first_level(alone, ally, level=2).why[0] == "2 origins say at least 9: GB-MOD, US-NSC"


def test_an_edge_is_told_in_words() -> None:
    """Who says how much, what it is put together of, and whether anybody has said how much it is at the most."""
    base = told("KR-NIS", 1_000, 1_000, on=JAN, said=JAN)
    march = told("KR-NIS", 200, 200, on=APR, scope="increment", happened=(FEB, MAR), approximate=True)
    total = first_level(base, march)
    assert total.why[:2] == (
        "KR-NIS says about 1,200 (1,000 + 200 to 2024-03-01); no second origin",
        "highest stated, not a ceiling: 1,200 by KR-NIS, to 2024-03-01",
    )
    assert first_level(told((), 7, on=JAN)).why[:2] == (
        "an unnamed origin says at least 7; no second origin",
        "open above: an unnamed origin gives no firm upper bound",
    )
    assert first_level(told("KR-NIS", None, 7, on=JAN)).why[0] == "no lower bound is stated"
    assert first_level(base, told("US-NSC", 7, on=JAN)).why[0].endswith("; 2 origins give a lower bound")


def test_a_rate_stays_one_at_every_level() -> None:
    """So many a month are no sum, also where nobody says so second."""
    found = totals([told("KR-NIS", 9, on=JAN, per="month")], ITEMS, SHARING)
    assert {(t.level, t.per) for t in (*found.headline, *found.apart)} == {(1, "month"), (2, "month")}


def test_of_a_stock_the_latest_is_told() -> None:
    """Nine in January and four in March are four, whichever was heard first."""
    claims = [told("KR-NIS", n, n, on=day, said=day, scope="stock") for n, day in ((9, JAN), (4, MAR))]
    for given in (claims, claims[::-1]):
        found = [t for t in totals(given, ITEMS, SHARING).apart if (t.level, t.counting) == (1, "with-unknown")]
        assert [(t.low, t.high, t.as_of) for t in found] == [(4, 4, MAR)]


def test_what_is_taken_out_of_a_tally_was_never_in_it() -> None:
    """The others stay, and what a branch of an alternative leaves behind stands alone."""
    one, other = (told("KR-NIS", n, n, on=JAN, doc="d", group="a", at=n) for n in (3, 8))
    third = told("US-NSC", 5, 5, on=FEB)
    without = Tally(Rules(ITEMS, mechanisms(SHARING))).changed([one, third])
    tally = Tally(Rules(ITEMS, mechanisms(SHARING))).changed([one, other, third]).changed(removed=[other.id, "unknown"])
    assert tally.claims == without.claims == {one.id: one, third.id: third}
    assert of_tally(tally) == of_tally(without)
    assert of_tally(tally.changed([other]).changed(removed=[one.id, other.id])) == of_tally(
        Tally(Rules(ITEMS, mechanisms(SHARING))).changed([third])
    )


def test_an_admission_is_no_basis_of_what_stands_beside_it() -> None:
    """Who admits the one shipment does not say how it knows of the other."""
    admitted, plain = told("RU", 1, on=JAN, doc="d", basis="admission"), told("RU", 2, on=JAN, doc="d", at=60)
    assert with_reports_basis([admitted, plain], {}) == (admitted, plain)
