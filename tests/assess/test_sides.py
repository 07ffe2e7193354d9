"""A company and the state of its seat are one supplier, one recipient; other parties on a side are several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.told import GROUND, told
from reportedly.assess.flows import flow_answer
from reportedly.assess.overview import flows
from reportedly.assess.ranking import ranking
from reportedly.assess.sides import is_shared, only
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow

DAY = date(2024, 5, 17)
SEATS = {"Saab": "SE", "Bofors": "SE", "Nexter": "FR"}
SEATED = replace(GROUND, seats=SEATS)


def supplied(*actor: str, recipient: tuple[str, ...] = ("CO",), low: int = 40, name: str | None = None) -> Claim:
    return told("The Gazette", low, on=DAY, actor=actor, recipient=recipient, name=name)


@pytest.mark.parametrize(
    ("actor", "asked", "several"),
    [
        (("Saab", "SE"), "SE", False),
        (("Saab", "SE"), "Saab", False),
        (("SE", "Saab"), "Saab", False),
        (("SE-FMV", "Saab"), "SE", False),
        (("Saab", "SE", "Bofors"), "SE", False),
        (("Saab", "SE", "Bofors"), "Saab", True),
        (("Saab", "SE", "FR"), "Saab", True),
        (("Saab", "SE", "Nexter", "FR"), "SE", True),
        (("Saab", "SE", "Airbus"), "SE", True),
        (("SE", "NO"), "SE", True),
    ],
)
def test_a_company_and_its_state_are_one(actor: tuple[str, ...], asked: str, several: bool) -> None:
    """Of a company's figure its state has all and shares none; another state's company, or another company asked by its
    name, has a part of its own, on either side of a flow."""
    assert is_shared(supplied(*actor), Flow(asked, "CO"), SEATS) is several
    assert is_shared(supplied("CO", recipient=actor), Flow("CO", asked), SEATS) is several
    assert not is_shared(supplied(*actor), Flow(None, "CO"), SEATS)


def test_the_same_words_tell_of_a_company_without_a_row() -> None:
    """Words that gave a company and a state are those of one supplier; words for each are of two; three states named by one
    word stay three."""
    claim = supplied("Fenwick Dynamics", "MT")
    same = replace(claim, fields={"actor": ((0, 4), (0, 4))})
    apart = replace(claim, fields={"actor": ((0, 4), (9, 14))})
    baltic = replace(claim, actor=("EE", "LV", "LT"), fields={"actor": ((0, 4),) * 3})
    assert [is_shared(c, Flow("MT", "CO"), {}) for c in (same, apart, claim)] == [False, True, True]
    assert not is_shared(same, Flow("Fenwick Dynamics", "CO"), {})
    assert is_shared(baltic, Flow("LV", "CO"), {})
    assert [only(c, "actor", {}) for c in (same, apart, baltic)] == ["MT", None, None]


def test_what_a_company_sends_is_in_the_totals_of_both() -> None:
    """Asked of the company or of its state, and in the lines of the overview, the figure holds an edge; no claim
    stands under what may include it."""
    claim = supplied("Saab", "SE", name="sold")
    for supplier in ("Saab", "SE"):
        found = flow_answer([claim], (), Flow(supplier, "CO", "munitions"), SEATED)
        assert {total.low for total in found.totals if total.because} == {40}
        assert found.may_include == ()
    lines = flows([claim], SEATED)
    assert {(line.supplier, line.best.low if line.best else None) for line in lines} == {("Saab", 40), ("SE", 40)}


def test_what_companies_supply_ranks_their_state() -> None:
    """A company stands in no place beside its own state; what companies of two states supply together ranks neither."""
    claims = (
        supplied("Saab", "SE", name="saab"),
        supplied("Bofors", low=10, name="alone"),
        supplied("FR", low=5, name="france"),
        supplied("Saab", "SE", "Nexter", "FR", low=900, name="joint"),
    )
    found = {one.supplier: one for one in ranking(claims, "CO", "munitions", SEATED)}
    assert {name: one.low for name, one in found.items()} == {"SE": 40, "FR": 5}
    assert "joint" not in {claim for one in found.values() for claim in one.because}


def test_what_a_company_gets_ranks_who_supplied_it() -> None:
    """The suppliers of a company, or of its state, are ranked by what it is said to have got."""
    claim = supplied("FR", recipient=("Saab", "SE"))
    for recipient in ("Saab", "SE"):
        (found,) = ranking([claim], recipient, "munitions", SEATED)
        assert (found.supplier, found.low) == ("FR", 40)
