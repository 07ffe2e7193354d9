"""What changed between two answers on one flow."""

from __future__ import annotations

from datetime import date

from assess.told import GROUND, told
from reportedly.assess.changes import changes
from reportedly.assess.flows import flow_answer
from reportedly.terms.claim import Claim
from reportedly.terms.findings import Changes
from reportedly.terms.flow import Flow

JAN, FEB, MAR = (date(2024, month, 1) for month in (1, 2, 3))


def since(day: date, *claims: Claim) -> Changes:
    before, after = (flow_answer(claims, (), Flow("KP", "RU", "munitions", until_), GROUND) for until_ in (day, None))
    return changes(before, after, day)


def test_new_claims_origins_and_moved_bands_are_named() -> None:
    """A second origin with more: its claim, itself, the edge that rose and the level that now stands."""
    old, new = told("US-NSC", 1_000, on=JAN, said=JAN), told("KR-MND", 6_700, on=MAR, said=MAR)
    found = since(FEB, old, new)
    assert (found.claims, found.origins, found.gone) == ((new.id,), ("KR-MND",), ())
    moved = {(t.level, t.counting): (t.before and t.before.low, t.after and t.after.low) for t in found.totals}
    assert moved[(1, "with-unknown")] == (1_000, 6_700)
    assert moved[(2, "with-unknown")] == (None, 1_000)
    assert found.any


def test_where_nothing_was_published_nothing_changed() -> None:
    """The same answer twice has no difference."""
    found = since(FEB, told("US-NSC", 1_000, on=JAN, said=JAN))
    assert not found.any
    assert found == Changes(FEB)


def test_a_denial_overtaken_since_is_named() -> None:
    """The admission came after the day asked about."""
    denial = told("RU", on=JAN, said=JAN, modality="denied")
    admission = told("RU", on=MAR, said=MAR, basis="admission")
    assert since(FEB, denial, admission).overtaken == (denial.id,)
    assert since(MAR, denial, admission).overtaken == ()


def test_a_withdrawn_claim_is_gone() -> None:
    """What stood before and does not now is named, with the band that it held."""
    first, second = told("US", 5, on=JAN), told("KR", 9, on=JAN)
    both, one = (flow_answer(c, (), Flow("KP", "RU"), GROUND) for c in ([first, second], [first]))
    found = changes(both, one, JAN)
    assert found.gone == (second.id,)
    assert found.totals
