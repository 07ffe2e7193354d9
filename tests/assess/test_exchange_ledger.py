"""What each side gives, wants and may give, tied to the other side's claims."""

from __future__ import annotations

from datetime import date

from assess.told import ITEMS, told
from reportedly.assess.exchange import exchange_ledger, exchanges

DAY = date(2024, 1, 1)
SHELLS = told("US", 5, on=DAY, name="shells")
JETS = told(
    "US",
    on=DAY,
    item="fighter",
    actor=("RU",),
    recipient=("KP",),
    modality="desired",
    exchange="munitions",
    name="jets",
)
FEARED = told("KR", on=DAY, item="arms", actor=("RU",), recipient=("KP",), modality="possible", name="feared")


def test_each_side_stands_with_what_it_gives_wants_and_may_give() -> None:
    """A wish is of whoever would receive; what is possible, of whoever would give."""
    rows = {(row.party, row.part, row.item): row.claims for row in exchange_ledger([SHELLS, JETS, FEARED], ITEMS)}
    assert rows == {
        ("KP", "gives", "munitions"): ("shells",),
        ("KP", "wants", "fighter"): ("jets",),
        ("RU", "may-give", "arms"): ("feared",),
    }


def test_words_of_exchange_tie_both_sides() -> None:
    """From the wish to the shells, and from the shells to the wish; the words stand where they were said."""
    rows = {(row.party, row.part): row for row in exchange_ledger([SHELLS, JETS, FEARED], ITEMS)}
    assert rows[("KP", "wants")].in_return == ("shells",)
    assert rows[("KP", "wants")].words == ("munitions",)
    assert rows[("KP", "gives")].in_return == ("jets",)
    assert rows[("RU", "may-give")].in_return == ()


def test_a_bargain_told_of_the_claim_itself_is_told_in_its_goods() -> None:
    """Where the exchange names a claim, its goods are the words."""
    named = told("US", on=DAY, item="fighter", actor=("RU",), recipient=("KP",), exchange="shells", name="named")
    (row,) = [r for r in exchange_ledger([SHELLS, named], ITEMS) if r.party == "RU"]
    assert (row.words, row.in_return) == (("munitions",), ("shells",))


def test_denials_give_nothing() -> None:
    """Who denies it neither gives nor wants."""
    assert exchange_ledger([told("RU", on=DAY, modality="denied")], ITEMS) == ()


def test_words_that_name_no_class_tie_nothing() -> None:
    """For "diplomatic backing" no shells were given."""
    backed = told(
        "US", on=DAY, item="fighter", actor=("RU",), recipient=("KP",), exchange="diplomatic backing", name="b"
    )
    rows = {(r.party, r.part): r for r in exchange_ledger([SHELLS, backed], ITEMS)}
    assert rows[("RU", "gives")].in_return == ()
    assert rows[("RU", "gives")].words == ("diplomatic backing",)


def test_what_is_denied_is_no_other_side() -> None:
    """Fighters in exchange for munitions name the shells that were told of, not those that were denied."""
    denial = told("RU", on=DAY, modality="denied", name="denial")
    (found,) = exchanges([SHELLS, denial, JETS], ITEMS)
    assert found.other_side == ("shells",)
