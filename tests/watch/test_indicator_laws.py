"""The laws of watching, for every kind of indicator, on made-up claims of every shape that a flow may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.told import told
from reportedly.terms.claim import Claim, PlaceUse, Vessel
from reportedly.terms.watching import Evaluation, Indicator
from reportedly.watch.indicators import evaluated
from watch.looking import answer

INDICATORS = (
    Indicator("total", "total-passes", "KP", "RU", "munitions", unit="container", at_least=2_000),
    Indicator("by two", "total-passes", "KP", "RU", "arms", unit="container", at_least=1_000, level=2),
    Indicator("supplier", "new-supplier", recipient="RU"),
    Indicator("item", "new-item", "KP", "RU"),
    Indicator("place", "new-place", "KP", "RU"),
    Indicator("vessel", "new-vessel", recipient="RU"),
    Indicator("pace", "pace-grows", "KP", "RU", factor=1.2),
    Indicator("clash", "contradiction", "KP", "RU"),
    Indicator("overtaken", "denial-overtaken", "KP", "RU"),
    Indicator("rules", "regime-engaged", "KP", "RU"),
    Indicator("words", "stronger-wording", "KP", "RU"),
    Indicator("quiet", "silence", "KP", "RU", days=30),
)
START = date(2024, 1, 1)
FIRST = datetime(2024, 6, 1, tzinfo=UTC)
PLACES = (PlaceUse("Rajin", "p-rajin", "origin"), PlaceUse("Dunai", None, "at"), PlaceUse("DUNAI", None, "via"))
VESSELS = (Vessel("Angara"), Vessel("Angara", "9179842"), Vessel("Maia", "9358010"), Vessel("MAIA"))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of some flow to Russia: counted, planned or denied, with a figure or none."""
    said = START + timedelta(days=draw(st.sampled_from((0, 30, 60, 90, 120, 150))))
    low = draw(st.sampled_from((None, 900, 2_000, 6_000)))
    high = draw(st.sampled_from((None, low)))
    claim = told(
        draw(st.sampled_from(("KR-NIS", "KR-NIS", "KR-NIS", "US-NSC", "RU", ()))),
        low,
        high,
        on=draw(st.sampled_from((said, said + timedelta(days=3), None))),
        said=draw(st.sampled_from((said, None))),
        happened=draw(st.sampled_from((None, (date(2023, 12, 1), said)))),
        item=draw(st.sampled_from(("munitions", "munitions", "arms", "materiel"))),
        actor=(draw(st.sampled_from(("KP", "KP", "KP", "KP-KPA", "IR"))),),
        modality=draw(st.sampled_from(("asserted", "asserted", "assessed", "planned", "possible", "denied"))),
        publisher=draw(st.sampled_from(("The Gazette", "The Echo", "RU"))),
        doc=f"d{draw(st.integers(0, 10**9))}",
    )
    places = tuple(draw(st.lists(st.sampled_from(PLACES), max_size=1)))
    return replace(claim, places=places, vessels=tuple(draw(st.lists(st.sampled_from(VESSELS), max_size=1))))


@st.composite
def figures(draw: st.DrawFn) -> Claim:
    """One of an origin's own figures since a common start, of which a course can be made."""
    day = date(2024, draw(st.integers(1, 9)), 1)
    so_many = draw(st.integers(1, 20)) * 300
    origin = draw(st.sampled_from(("KR-NIS", "KR-NIS", "UA-GUR")))
    return told(origin, so_many, so_many, on=day, said=day, happened=(date(2023, 9, 1), day))


ledgers = st.one_of(
    st.lists(claims(), max_size=10, unique_by=lambda claim: claim.id),
    st.lists(figures() | claims(), max_size=10, unique_by=lambda claim: claim.id),
)
indicators = st.sampled_from(INDICATORS)


def at_each(indicator: Indicator, looks: list[list[Claim]], apart: timedelta) -> list[Evaluation]:
    """The indicator between each look and the next."""
    told_at = [(answer(indicator, held), FIRST + n * apart) for n, held in enumerate(looks)]
    return [evaluated(indicator, one, other) for one, other in pairwise(told_at)]


@settings(max_examples=150, deadline=None)
@given(indicators, ledgers)
def test_where_nothing_changes_nothing_fires(indicator: Indicator, held: list[Claim]) -> None:
    """The same claims at the same moment cross no line, and the reason is given all the same."""
    (found,) = at_each(indicator, [held, held], timedelta(0))
    assert found.crossings == ()
    assert found.before == found.after
    assert found.reason.endswith(".")


@settings(max_examples=300, deadline=None)
@given(indicators, ledgers, st.data())
def test_what_was_told_is_not_told_again_as_the_ledger_grows(
    indicator: Indicator, held: list[Claim], data: st.DataObject
) -> None:
    """However the claims come in, over three looks no key is told twice."""
    one, two = sorted(data.draw(st.tuples(st.integers(0, len(held)), st.integers(0, len(held)))))
    first, second = at_each(indicator, [held[:one], held[:two], held], timedelta(days=20))
    keys = [crossing.key for crossing in (*first.crossings, *second.crossings)]
    assert len(keys) == len(set(keys))


@settings(max_examples=150, deadline=None)
@given(indicators, ledgers, st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_no_evaluation(
    indicator: Indicator, held: list[Claim], known: int, chance: Any
) -> None:
    """Whatever the order in which claims are handed over, states, crossings and reasons are the same."""
    mixed, mixed_known = held[:], held[:known]
    chance.shuffle(mixed)
    chance.shuffle(mixed_known)
    apart = timedelta(days=20)
    assert at_each(indicator, [held[:known], held], apart) == at_each(indicator, [mixed_known, mixed], apart)


@settings(max_examples=150, deadline=None)
@given(indicators, ledgers, st.integers(0, 9))
def test_a_crossing_names_claims_that_stand_and_has_a_reason(
    indicator: Indicator, held: list[Claim], known: int
) -> None:
    """Each rests on claims of the ledger, new ones where any of them is new; nothing is called a violation."""
    (found,) = at_each(indicator, [held[:known], held], timedelta(days=20))
    old, ids = {claim.id for claim in held[:known]}, {claim.id for claim in held}
    for crossing in found.crossings:
        assert crossing.claims
        assert set(crossing.claims) <= ids
        assert not set(crossing.claims) & old or set(crossing.claims) <= old
        assert crossing.reason.rstrip(".") in found.reason
    assert "violat" not in found.reason


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([each for each in INDICATORS if each.kind != "silence"]), ledgers, st.integers(0, 9))
def test_a_first_look_is_silent_and_the_next_tells_only_what_came_after(
    indicator: Indicator, held: list[Claim], known: int
) -> None:
    """An indicator that is set up late tells nothing of what stood already; whatever lapse of time follows."""
    what = answer(indicator, held[:known])
    assert evaluated(indicator, None, (what, FIRST)).crossings == ()
    assert evaluated(indicator, (what, FIRST), (what, FIRST + timedelta(days=400))).crossings == ()
