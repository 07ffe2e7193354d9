"""The claims that an answer rests on, taken out of a whole ledger."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assess.told import GROUND, told
from reportedly.assess.about import About
from reportedly.assess.flows import flow_answer
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.flow import Flow
from strategies import examples

PARTIES = ("KP", "RU", "RU-MOD", "IR", "")
KINDS: tuple[Kind, ...] = ("transfer", "deployment", "measure", "judgement", "response", "visit")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims between a few parties, of any kind, some without a side."""
    actor, recipient = (tuple(p for p in (draw(st.sampled_from(PARTIES)),) if p) for _ in range(2))
    number = draw(st.integers(1, 10**6))
    kind = draw(st.sampled_from(KINDS))
    return told("US", number, actor=actor, recipient=recipient, kind=kind, name=f"c{number}", doc=f"d{number}")


@examples(100)
@given(st.lists(claims(), max_size=12, unique_by=lambda c: c.id), st.sampled_from(("KP", "RU", None)))
def test_a_flow_is_answered_from_its_own_claims_as_from_all(every: list[Claim], supplier: str | None) -> None:
    """Whatever else stands in the ledger, the answer is the same."""
    flow = Flow(supplier, "RU" if supplier == "KP" else "KP")
    own = About.of(every).flow(flow)
    assert flow_answer(own, (), flow, GROUND) == flow_answer(every, (), flow, GROUND)


def test_a_flow_rests_on_both_directions_and_on_what_names_either_side() -> None:
    """Once each, whichever of a body and its state is asked for; a flow with one side open on all."""
    there, back = told("US", 1, name="there"), told("US", 2, actor=("RU-MOD",), recipient=("KP",), name="back")
    told_of = told("US", kind="measure", actor=("US",), recipient=("RU", "KP"), item=(), name="measure")
    elsewhere = told("US", 3, actor=("IR",), name="elsewhere")
    judged = told("US", kind="judgement", actor=("IR",), recipient=("SY",), name="judged")
    about = About.of((there, back, told_of, elsewhere, judged))

    def names(supplier: str | None, recipient: str | None) -> list[str]:
        return sorted(claim.id for claim in about.flow(Flow(supplier, recipient)))

    assert names("KP", "RU") == names("RU", "KP") == ["back", "measure", "there"]
    assert names("KP", "RU-MOD") == ["back", "measure"]
    assert names("IR", "SY") == ["judged"]
    assert len(names("KP", None)) == len(names(None, "RU")) == 5
