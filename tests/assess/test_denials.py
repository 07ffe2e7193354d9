"""A denial beside what it denies, and what its own side has said since."""

from __future__ import annotations

from datetime import date

from assess.told import ITEMS, told
from reportedly.assess.denials import denied
from reportedly.terms.claim import Claim

AUTUMN, WINTER, SPRING = date(2024, 10, 10), date(2025, 1, 10), date(2025, 4, 26)


def soldiers(origin: str, on: date, **more: object) -> Claim:
    settings = {"item": "soldiers", "unit": "person", "kind": "deployment", "on": on, "said": on, **more}
    return told(origin, **settings)  # type: ignore[arg-type]


def test_a_denial_stands_beside_what_had_been_said_by_then() -> None:
    """The claim before it, of the class denied; not a later one, and not aircraft."""
    before, after = told("KR-NIS", 5, on=AUTUMN, said=AUTUMN), told("KR-NIS", 9, on=SPRING, said=SPRING)
    jets = told("KR-NIS", 2, on=AUTUMN, said=AUTUMN, item="fighter", unit="aircraft")
    denial = told("RU-PRES", on=WINTER, said=WINTER, modality="denied")
    (found,) = denied([denial], [before, after, jets], ITEMS)
    assert (found.denies, found.overtaken_by) == ((before.id,), ())


def test_the_deniers_own_state_overtakes_it_by_saying_so() -> None:
    """Moscow's denial is overtaken by Moscow, whichever body speaks, and by nobody else."""
    denial = soldiers("RU-MFA", AUTUMN, modality="denied")
    admission, other = soldiers("RU", SPRING, basis="admission"), soldiers("KR-NIS", SPRING, low=900)
    (found,) = denied([denial], [admission, other], ITEMS)
    assert found.overtaken_by == (admission.id,)
    assert found.reason == "RU said so itself on 2025-04-26"


def test_an_admission_overtakes_a_denial_for_its_own_class_only() -> None:
    """Who denied sending arms and soldiers, and admits the soldiers, has admitted no arms."""
    denial = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item=("arms", "soldiers"))
    admission = soldiers("RU", SPRING, basis="admission")
    (found,) = denied([denial], [admission], ITEMS)
    assert found.reason == "RU said so itself on 2025-04-26, of soldiers only"
    arms = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item="arms")
    assert denied([arms], [admission], ITEMS)[0].overtaken_by == ()


def test_a_wider_word_admits_nothing_narrower() -> None:
    """To grant "arms" is not to grant the shells that were denied; to grant shells is to grant arms."""
    shells = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item="artillery-shell")
    assert denied([shells], [told("RU", on=SPRING, said=SPRING, item="arms")], ITEMS)[0].overtaken_by == ()
    arms = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item="arms")
    assert denied([arms], [told("RU", on=SPRING, said=SPRING, item="artillery-shell")], ITEMS)[0].overtaken_by


def test_an_earlier_admission_overtakes_nothing() -> None:
    """What was granted before it was denied is denied again."""
    (found,) = denied([soldiers("RU", SPRING, modality="denied")], [soldiers("RU", AUTUMN)], ITEMS)
    assert found.overtaken_by == ()


def test_admissions_of_both_leave_nothing_out() -> None:
    """Who denied arms and soldiers and admits first the one and then the other is overtaken in both, from the first day."""
    denial = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item=("arms", "soldiers"))
    arms = told("RU", on=date(2025, 6, 1), said=date(2025, 6, 1), item="arms")
    assert denied([denial], [arms, soldiers("RU", SPRING)], ITEMS)[0].reason == "RU said so itself on 2025-04-26"


def test_a_denial_is_of_what_others_said_on_its_own_day_too() -> None:
    """Who is asked in the evening denies what was said in the morning; not what its own side said then."""
    morning = soldiers("KR-NIS", AUTUMN)
    own = soldiers("RU", AUTUMN)
    (found,) = denied([soldiers("RU-MFA", AUTUMN, modality="denied")], [morning, own], ITEMS)
    assert (found.denies, found.overtaken_by, found.reason) == ((morning.id,), (), "")


def test_a_denial_of_everything_is_overtaken_by_what_is_of_its_kind() -> None:
    """Who denied any shipment and admits one has; who admits soldiers has admitted no shipment."""
    denial = told("RU", on=AUTUMN, said=AUTUMN, modality="denied", item=())
    shells, men = told("RU", on=SPRING, said=SPRING, item="artillery-shell"), soldiers("RU", SPRING)
    (found,) = denied([denial], [shells, men], ITEMS)
    assert found.overtaken_by == (shells.id,)
    assert found.reason == "RU said so itself on 2025-04-26, of artillery-shell only"
