"""The suppliers of a recipient: their places as intervals, by figures alone."""

from __future__ import annotations

from datetime import date

from assess.told import GROUND, told
from reportedly.assess.ranking import ranking
from reportedly.terms.claim import Claim
from reportedly.terms.findings import Ranked
from reportedly.terms.flow import Echo

DAY = date(2024, 1, 1)


def supplied(supplier: str, low: int | None, high: int | None = None, unit: str = "container", **more: object) -> Claim:
    settings = {"on": DAY, "said": DAY, "unit": unit, "actor": (supplier,), "name": f"{supplier}{low}{unit}", **more}
    return told("US", low, high, **settings)  # type: ignore[arg-type]


def ranked(*claims: Claim, item: str | None = "munitions") -> dict[str, Ranked]:
    return {one.supplier: one for one in ranking(claims, "RU", item, GROUND)}


def test_closed_figures_that_do_not_meet_decide_the_places() -> None:
    """A thousand is more than fifty: first and second, each by both claims."""
    more, less = supplied("KP", 1_000, 1_000), supplied("IR", 50, 50)
    found = ranked(more, less)
    assert [(s, f.rank_low, f.rank_high) for s, f in found.items()] == [("KP", 1, 1), ("IR", 2, 2)]
    assert set(found["KP"].because) == {more.id, less.id}
    assert (found["KP"].reason, found["IR"].reason) == ("more than IR at most", "less than KP at least")


def test_an_open_top_leaves_the_places_open_upwards() -> None:
    """At least fifty may be more than a thousand: not decidable."""
    found = ranked(supplied("KP", 1_000, 1_000), supplied("IR", 50))
    assert not found["IR"].decidable
    assert (found["IR"].rank_low, found["IR"].rank_high) == (1, 2)
    assert found["IR"].reason == "not decidable: figures do not part it from KP"


def test_some_places_may_be_excluded_and_others_not() -> None:
    """Of three, one is surely last, and the two others are first or second."""
    found = ranked(supplied("KP", 900, 1_100), supplied("IR", 800, 1_000), supplied("BY", 10, 20))
    assert [(f.rank_low, f.rank_high) for f in (found["KP"], found["IR"], found["BY"])] == [(1, 2), (1, 2), (3, 3)]
    assert all(f.decidable for f in found.values())


def test_unlike_units_and_missing_figures_decide_nothing() -> None:
    """Containers do not compare with aircraft, nor a figure with none."""
    found = ranked(supplied("KP", 1_000, 1_000), supplied("IR", 40, 40, "aircraft"), supplied("BY", None), item="arms")
    assert not any(f.decidable for f in found.values())
    assert found["KP"].reason == "not decidable: not comparable with IR, counted in aircraft; no figure of BY"
    silent = found["BY"]
    assert (silent.unit, silent.rank_low, silent.rank_high, silent.of) == (None, 1, 3, 3)
    assert silent.reason == "no figure is stated"


def test_the_only_supplier_is_the_first_of_one() -> None:
    """Nobody else is claimed to supply it."""
    (found,) = ranked(supplied("KP", 10)).values()
    assert (found.rank_low, found.rank_high, found.of, found.decidable) == (1, 1, 1, True)


def test_what_several_supply_together_ranks_none_of_them() -> None:
    """Nor what is planned, denied, or goes to somebody else."""
    joint = told("US", 900, 900, on=DAY, actor=("KP", "IR"))
    elsewhere = told("US", 900, 900, on=DAY, recipient=("SY",))
    planned = supplied("BY", 900, 900, modality="planned")
    assert ranked(joint, elsewhere, planned) == {}


def test_what_others_judge_stands_beside() -> None:
    """A judgement that names a supplier, or compares it, is named with it and decides nothing."""
    judged = told("GB-MOD", on=DAY, kind="judgement", actor=("KP",), recipient=("RU",), name="judged")
    silent = told("GB-MOD", on=DAY, kind="judgement", actor=("BY",), recipient=(), name="of the silent")
    elsewhere = told("GB-MOD", on=DAY, kind="judgement", actor=("KP",), recipient=("SY",), name="elsewhere")
    found = ranked(supplied("KP", 10), supplied("BY", None), judged, silent, elsewhere)
    assert (found["KP"].judgements, found["BY"].judgements) == (("judged",), ("of the silent",))
    assert found["KP"].because == (supplied("KP", 10).id,)


def test_an_old_top_excludes_nothing() -> None:
    """Who had sent fifty by 2022 may have sent more by 2024; what holds to the same day decides."""
    old = date(2022, 1, 1)
    found = ranked(supplied("KP", 1_000, 1_000), supplied("IR", 50, 50, on=old, said=old))
    assert not any(f.decidable for f in found.values())


def test_without_a_class_suppliers_are_ranked_in_each_wide_class() -> None:
    """Shells and rockets are arms, soldiers are soldiers: two fields, told one after the other and both kept."""
    claims = (
        supplied("KP", 1_000, 1_000, "shell", item="artillery-shell"),
        supplied("IR", 50, 50, "shell", item="rocket-round"),
        supplied("KP", 11_000, 11_000, "person", item="soldiers", kind="deployment"),
    )
    found = ranking(claims, "RU", None, GROUND)
    assert [(r.item, r.supplier, r.rank_low, r.rank_high, r.of) for r in found] == [
        ("arms", "KP", 1, 2, 2),
        ("arms", "IR", 1, 2, 2),
        ("soldiers", "KP", 1, 1, 1),
    ]


def test_a_copy_raises_no_place() -> None:
    """What repeats another figure of the supplier, under another name, is not heard again."""
    own, copy = supplied("KP", 10, 10), supplied("KP", 90, 90, name="copy")
    less = supplied("IR", 50, 50)
    copied = [Echo("copy", own.id, "copy", "the same text"), Echo("elsewhere", "copy", "copy", "another flow")]
    found = {one.supplier: one.rank_low for one in ranking([own, copy, less], "RU", "munitions", GROUND, copied)}
    assert found == {"IR": 1, "KP": 2}
    assert {s: one.rank_low for s, one in ranked(own, copy, less).items()} == {"KP": 1, "IR": 2}


def test_a_body_of_the_recipient_is_the_recipient() -> None:
    """What a ministry is sent its state is sent; who asks for the ministry is told what went to it."""
    army, state = supplied("KP", 10, 10, recipient=("RU-MOD",)), supplied("IR", 5, 5)
    assert set(ranked(army, state)) == {"KP", "IR"}
    assert {one.supplier for one in ranking([army, state], "RU-MOD", "munitions", GROUND)} == {"KP"}
