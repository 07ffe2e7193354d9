"""The laws of counting, on made-up claims of every shape that a ledger may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assess.told import GROUND, ITEMS, SHARING, told
from reportedly.assess.corroboration import supports
from reportedly.assess.flows import flow_answer
from reportedly.assess.overview import flows
from reportedly.assess.states import mechanisms
from reportedly.assess.tally import Rules, Tally
from reportedly.assess.totals import of_tally, totals
from reportedly.terms.claim import Claim, DocumentRef
from reportedly.terms.flow import Flow, Total
from reportedly.terms.quantity import Number
from strategies import examples

ORIGINS = ("KR-NIS", "KR-MND", "US-NSC", "US-STATE", "GB-MOD", "UA-GUR", "RU", "MSMT", "A think tank")
MIXED = (*ORIGINS, (), ("KR", "US"), ("KP", "RU"), ("GB", "A think tank"))
"""Also nobody named, and joint statements."""
START = date(2024, 1, 1)
Edges = dict[tuple[str, str, str, int, str], tuple[Number | None, Number | None]]

days = st.integers(0, 400).map(lambda n: START + timedelta(days=n))


@st.composite
def counted(draw: st.DrawFn, origins: Sequence[str | tuple[str, ...]] = ORIGINS) -> Claim:
    """A claim that may hold an edge: of a few origins, classes, scopes and days."""
    low = draw(st.none() | st.integers(1, 30).map(lambda n: n * 500))
    high = draw(st.none() | st.integers(0, 10).map(lambda n: (low or 0) + 500 + n * 500))
    said = draw(st.none() | days)
    on = draw(days) if said is None else said + timedelta(days=draw(st.integers(0, 30)))
    start = draw(st.none() | st.integers(1, 90).map(lambda n: (said or on) - timedelta(days=n)))
    return told(
        draw(st.sampled_from(origins)),
        low,
        high,
        on=on,
        said=said,
        happened=(start, said or on) if start else None,
        item=draw(st.sampled_from(("munitions", "artillery-shell", "arms"))),
        scope=draw(st.sampled_from(("cumulative", "cumulative", None, "increment", "stock", "capacity"))),
        basis=draw(st.sampled_from((None, None, "imagery"))),
        vague=high is not None and draw(st.booleans()),
        approximate=draw(st.booleans()),
        doc=f"d{draw(st.integers(0, 10**9))}",
    )


ledgers = st.lists(counted(), max_size=8, unique_by=lambda claim: claim.id)
mixed = st.lists(counted(MIXED), max_size=8, unique_by=lambda claim: claim.id)


def edges(claims: list[Claim]) -> Edges:
    found = totals(claims, ITEMS, SHARING, levels=(1, 2, 3))
    return {
        (t.item, t.unit, str(t.scope), t.level, t.counting): (t.low, t.high) for t in (*found.headline, *found.apart)
    }


def tally_of(claims: list[Claim]) -> Tally:
    return Tally(Rules(ITEMS, mechanisms(SHARING), levels=(1, 2, 3))).changed(claims)


def at_least(bound: Number | None, other: Number | None, unbounded: float) -> bool:
    return (unbounded if bound is None else bound) >= (unbounded if other is None else other)


def headline(claims: list[Claim]) -> tuple[Total, ...]:
    return totals(claims, ITEMS, SHARING, levels=(1, 2, 3)).headline


@examples(60)
@given(mixed, st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(claims: list[Claim], chance: Any) -> None:
    """Whatever the order in which claims are handed over, the answer and the overview are the same."""
    shuffled = claims[:]
    chance.shuffle(shuffled)
    flow = Flow("KP", "RU", "arms")
    assert flow_answer(claims, (), flow, GROUND) == flow_answer(shuffled, (), flow, GROUND)
    assert flows(claims, GROUND) == flows(shuffled, GROUND)


@examples(150)
@given(ledgers.filter(bool), st.data())
def test_a_copy_changes_no_level(claims: list[Claim], data: st.DataObject) -> None:
    """A later report of the same words, with the statement's day or without, moves no edge at any level."""
    original = data.draw(st.sampled_from(claims))
    later = (original.published_on or START) + timedelta(days=data.draw(st.integers(1, 500)))
    copy = replace(original, id="a copy", document=DocumentRef("a copy", publisher="The Echo", published_on=later))
    if original.happened is None or original.happened.end is None:
        copy = replace(copy, said=data.draw(st.sampled_from((original.said, None))))
    assert edges([*claims, copy]) == edges(claims)


@examples(200)
@given(st.lists(counted(ORIGINS[2:]), max_size=8), counted(ORIGINS[:2]))
def test_another_origin_never_lowers_an_edge(claims: list[Claim], other: Claim) -> None:
    """What a state not heard before says may raise edges or open the top, and lowers neither at any level."""
    before, after = edges(claims), edges([*claims, other])
    for key, (low, high) in before.items():
        assert at_least(after[key][0], low, float("-inf"))
        if low is not None:
            assert at_least(after[key][1], high, float("inf"))


@examples(100)
@given(st.lists(counted(ORIGINS[1:]), max_size=8), counted(ORIGINS[:1]))
def test_another_body_of_a_state_never_lowers_what_one_origin_says(claims: list[Claim], other: Claim) -> None:
    """A service that contradicts its ministry does not take back the ministry's figure."""
    before, after = edges(claims), edges([*claims, other])
    for key, (low, _) in before.items():
        assert key[3] > 1 or at_least(after[key][0], low, float("-inf"))


@examples(60)
@given(st.lists(counted(("KR", "KR-NIS", "KR-MND", "KR-JCS", "MSMT")), max_size=8))
def test_bodies_of_one_state_never_make_two(claims: list[Claim]) -> None:
    """However many of a state's bodies speak, and a mechanism that it sits in, no edge stands at level 2."""
    assert all(t.low is None and t.because == () for t in headline(claims) if t.level > 1)


@examples(100)
@given(mixed)
def test_bands_are_nested_and_independent_lies_within_with_unknown(claims: list[Claim]) -> None:
    """More origins never say more than fewer do, nor independent ones more than all."""
    found = edges(claims)
    for (item, unit, scope, level, counting), (low, high) in found.items():
        if level > 1:
            assert at_least(found[(item, unit, scope, level - 1, counting)][0], low, float("-inf"))
        if counting == "independent":
            assert at_least(found[(item, unit, scope, level, "with-unknown")][0], low, float("-inf"))
        assert low is None or high is None or low <= high


@examples(60)
@given(ledgers)
def test_a_soft_high_is_never_an_edge(claims: list[Claim]) -> None:
    """What a vague numeral may at most mean changes no edge: without its high the answer is the same."""
    open_ended = [
        replace(c, quantity=replace(c.quantity, high=None)) if c.quantity and c.quantity.vague and c.quantity.low else c
        for c in claims
    ]
    assert edges([c for c in claims if not _only_soft(c)]) == edges([c for c in open_ended if not _only_soft(c)])
    vague = [c for c in claims if c.quantity and c.quantity.vague]
    assert all(high is None for _, high in edges(vague).values())


def _only_soft(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.vague and claim.quantity.low is None


@examples(60)
@given(ledgers)
def test_each_counted_claim_has_one_standing_and_the_first_is_independent(claims: list[Claim]) -> None:
    """Every counted claim stands under one origin, and where anyone is named, one origin at least is independent."""
    found = supports(claims, SHARING)
    ids = [claim for support in found for claim in support.claims]
    assert sorted(ids) == sorted({c.id for c in claims})
    assert not claims or any(s.independence == "independent" for s in found)
    states = [s.state for s in found if s.independence != "echo"]
    assert len(states) == len(set(states))


@examples(60)
@given(ledgers)
def test_every_edge_names_claims_that_hold_it(claims: list[Claim]) -> None:
    """No band stands without claims, and those that it names are among the claims given."""
    known = {claim.id for claim in claims}
    for total in headline(claims):
        assert set(total.because) <= known
        assert total.because or (total.low is None and total.high is None)


@examples(100)
@given(mixed, mixed, st.data())
def test_one_by_one_comes_to_the_same_as_all_at_once(claims: list[Claim], others: list[Claim], data: Any) -> None:
    """A tally that claims were added to and taken from, in any order, is the tally of what is left."""
    tally, standing = tally_of([]), dict[str, Claim]()
    for claim in (*claims, *others):
        tally, standing = tally.changed([claim]), {**standing, claim.id: claim}
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(standing)))
            tally = tally.changed(removed=[gone])
            del standing[gone]
        if standing and data.draw(st.booleans()):
            old = standing[data.draw(st.sampled_from(sorted(standing)))]
            corrected = replace(data.draw(counted()), id=old.id)
            tally, standing = tally.changed([corrected]), {**standing, old.id: corrected}
    assert of_tally(tally) == of_tally(tally_of(list(standing.values())))


@examples(100)
@given(mixed, counted())
def test_a_retraction_restores_the_earlier_answer(claims: list[Claim], retracted: Claim) -> None:
    """What a claim changed is undone, edge by edge and reason by reason, when the claim is withdrawn."""
    before = tally_of(claims)
    assert of_tally(before.changed([retracted]).changed(removed=[retracted.id])) == of_tally(
        tally_of([claim for claim in claims if claim.id != retracted.id])
    )


DELIVERIES = 60
amounts = st.lists(st.integers(0, 9), min_size=DELIVERIES, max_size=DELIVERIES)


@st.composite
def truthful(draw: st.DrawFn, delivered: list[int], origin: str) -> Claim:
    """What an origin that knows all deliveries and never errs may say: to date, since a day, or newly added."""
    end = draw(st.integers(1, DELIVERIES - 1))
    start = draw(st.integers(0, end))
    scope = draw(st.sampled_from(("cumulative", "increment", None)))
    from_the_first = scope == "cumulative" and draw(st.booleans())
    low = sum(delivered[0 if from_the_first else start : end + 1])
    first, last = (None if from_the_first else START + timedelta(days=start)), START + timedelta(days=end)
    bound = draw(st.sampled_from(("exact", "at least", "vague")))
    return told(
        origin,
        low,
        low if bound == "exact" else None,
        on=last,
        said=last,
        happened=(first, last),
        scope=scope,
        vague=bound == "vague",
        doc=f"d{draw(st.integers(0, 10**9))}",
    )


@examples(300)
@given(amounts, st.data())
def test_true_claims_never_come_to_more_than_was_there(delivered: list[int], data: Any) -> None:
    """Figures to date, since a day, and newly added, of origins that never err: no goods are counted twice at any level."""
    told_so = data.draw(st.lists(st.one_of(truthful(delivered, "KR-NIS"), truthful(delivered, "US-NSC")), max_size=7))
    claims = list({claim.id: claim for claim in told_so}.values())
    for (_, _, _, _, _), (low, _) in edges(claims).items():
        assert low is None or low <= sum(delivered)


@examples(100)
@given(mixed)
def test_a_soft_high_makes_no_conflict(claims: list[Claim]) -> None:
    """What a vague numeral may at most mean excludes nobody's figure: without its high the same figures conflict."""
    without = [
        replace(c, quantity=replace(c.quantity, high=None)) if c.quantity and c.quantity.vague else c
        for c in claims
        if not _only_soft(c)
    ]
    flow = Flow("KP", "RU", "arms")
    with_highs = flow_answer([c for c in claims if not _only_soft(c)], (), flow, GROUND)
    assert {c.claims for c in with_highs.conflicts} == {
        c.claims for c in flow_answer(without, (), flow, GROUND).conflicts
    }


@examples(60)
@given(mixed, mixed, days)
def test_what_was_public_on_a_day_never_changes(claims: list[Claim], later: list[Claim], day: date) -> None:
    """Reports published after a day change nothing of the answer on that day."""
    flow = Flow("KP", "RU", "arms", day)
    after = [claim for claim in later if claim.published_on and claim.published_on > day]
    every = {claim.id: claim for claim in (*after, *claims)}
    known = [claim for claim in every.values() if claim.published_on and claim.published_on <= day]
    assert flow_answer(every.values(), (), flow, GROUND) == flow_answer(known, (), flow, GROUND)
