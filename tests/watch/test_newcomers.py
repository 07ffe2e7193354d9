"""What is named for the first time: suppliers, classes, places, vessels."""

from __future__ import annotations

from assess.told import told
from reportedly.terms.claim import PlaceUse, Vessel
from reportedly.terms.watching import Indicator
from watch.looking import APR, FEB, JAN, MAR, aboard, at, between, told_between

SUPPLIER = Indicator("who", "new-supplier", recipient="RU", item="arms")
ITEM = Indicator("what", "new-item", "KP", "RU")
PLACE = Indicator("where", "new-place", "KP", "RU")
VESSEL = Indicator("aboard", "new-vessel", "KP", "RU")

KOREA = told("US", 5, on=JAN)
IRAN = told("UA-GUR", 7, on=MAR, actor=("IR-IRGC",))
JETS = told("US", 2, on=MAR, item="fighter", unit="aircraft")
RAJIN, DUNAI = PlaceUse("Rajin", "p-rajin", "origin"), PlaceUse("Dunai", None, "destination")
ANGARA, NUMBERED = Vessel("Angara"), Vessel("Angara", "9179842")


def test_a_supplier_that_no_counted_claim_named_fires() -> None:
    """Its state, whichever body of it is named."""
    found = between(SUPPLIER, [KOREA], [KOREA, IRAN])
    assert found.reason == "New supplier: IR."
    assert [(c.key, c.claims) for c in found.crossings] == [("IR", (IRAN.id,))]
    assert (found.after.words, found.after.held) == ("2 suppliers: IR and KP", ("IR", "KP"))


def test_each_new_supplier_is_a_crossing_of_its_own() -> None:
    """Two that come together are told as two, in one reason."""
    found = between(SUPPLIER, [KOREA], [KOREA, IRAN, told("US", 1, on=MAR, actor=("BY", "RU"))])
    assert [c.key for c in found.crossings] == ["BY", "IR"]
    assert found.reason == "New supplier: BY; New supplier: IR."


def test_another_body_or_more_of_a_known_supplier_does_not_fire() -> None:
    """The state is the same."""
    more = told("KR", 9_000, on=MAR, actor=("KP-KPA",))
    assert told_between(SUPPLIER, [KOREA], [KOREA, more]) == (0, "No new supplier; named before: KP.")
    assert told_between(SUPPLIER, [], []) == (0, "No supplier is named by a counted claim.")


def test_who_is_only_said_to_plan_or_to_deny_is_no_new_supplier() -> None:
    """The reason says how it is named."""
    plan, wish = (told("US", on=MAR, actor=("IR",), modality=how) for how in ("planned", "desired"))
    denial = told("BY", on=MAR, actor=("BY",), modality="denied")
    ordered = told("CN", 5, on=MAR, actor=("CN",), stage="ordered")
    reason = (
        "No new supplier: BY is named only as denied; CN is named only as not yet sent; "
        "IR is named only as wanted and as planned."
    )
    assert told_between(SUPPLIER, [KOREA], [KOREA, plan, wish, denial, ordered]) == (0, reason)


def test_what_was_sent_back_makes_no_supplier() -> None:
    """A return is no supply."""
    returned = told("US", 5, on=MAR, actor=("IR",), stage="returned")
    reason = "No new supplier: IR is named only as returned."
    assert told_between(SUPPLIER, [KOREA], [KOREA, returned]) == (0, reason)


def test_a_supplier_whose_claim_fell_is_not_told() -> None:
    """A rejection crosses nothing, whatever plan still names it."""
    plan = told("US", on=FEB, actor=("IR",), modality="planned")
    assert told_between(SUPPLIER, [IRAN, plan], [plan]) == (0, "No supplier is named by a counted claim.")


def test_a_supplier_of_a_wider_class_is_not_counted() -> None:
    """ "Materiel" may be arms."""
    wider = told("US", 5, on=MAR, actor=("IR",), item="materiel")
    reason = "No new supplier: IR is named only in claims of a wider class."
    assert told_between(SUPPLIER, [KOREA], [KOREA, wider]) == (0, reason)


def test_a_plan_that_comes_true_is_a_new_supplier() -> None:
    """Having been named in a plan does not make it known."""
    plan = told("US", on=FEB, actor=("IR",), modality="planned")
    assert told_between(SUPPLIER, [KOREA, plan], [KOREA, plan, IRAN]) == (1, "New supplier: IR.")


def test_a_new_class_fires() -> None:
    """Of a counted claim."""
    found = between(ITEM, [KOREA], [KOREA, JETS])
    assert (found.reason, [c.claims for c in found.crossings]) == ("New class: fighter.", [(JETS.id,)])
    assert found.after.words == "2 classes: fighter and munitions"


def test_a_class_that_is_known_or_only_possible_does_not_fire() -> None:
    """More of the same, and what may have been sent."""
    assert told_between(ITEM, [KOREA], [KOREA, told("KR", 9, on=MAR)]) == (0, "No new class; named before: munitions.")
    possible = told("US", 2, on=MAR, item="fighter", modality="possible")
    reason = "No new class: fighter is named only as possible."
    assert told_between(ITEM, [KOREA], [KOREA, possible]) == (0, reason)
    assert told_between(ITEM, [], []) == (0, "No class is named by a counted claim.")


def test_a_new_place_fires_even_in_a_plan() -> None:
    """By the place's id, or by its name where none is known; the role is told."""
    plan = at(told("US", on=MAR, modality="planned"), DUNAI, PlaceUse("DUNAI", None, "at"))
    found = between(PLACE, [at(KOREA, RAJIN)], [at(KOREA, RAJIN), plan])
    assert found.reason == "New place: DUNAI (at and destination)."
    assert [(c.key, c.claims) for c in found.crossings] == [("dunai", (plan.id,))]
    assert found.after.held == ("dunai", "p-rajin")


def test_a_place_by_another_spelling_or_only_denied_does_not_fire() -> None:
    """The id is the same; capitals do not matter; a denial names no place of the flow."""
    spelt = at(told("KR", on=MAR), PlaceUse("Najin", "p-rajin", "origin"), PlaceUse("dunai", None, "at"))
    before = [at(KOREA, RAJIN), at(told("US", on=FEB), DUNAI)]
    reason = "No new place; named before: Dunai (at and destination) and Najin (origin)."
    assert told_between(PLACE, before, [*before, spelt]) == (0, reason)
    denial = at(told("RU", on=MAR, modality="denied"), RAJIN)
    assert told_between(PLACE, [KOREA], [KOREA, denial]) == (0, "No place is named but in denials.")
    assert told_between(PLACE, [KOREA], [KOREA]) == (0, "No place is named.")


def test_of_many_places_six_are_named() -> None:
    """The number of the others is said."""
    many = at(KOREA, *(PlaceUse(f"Pier {n}", None, "at") for n in range(8)))
    named = ", ".join(f"Pier {n} (at)" for n in range(6))
    assert told_between(PLACE, [many], [many]) == (0, f"No new place; named before: {named} and 2 more.")


def test_a_new_vessel_fires() -> None:
    """By its number, and two of one name are two."""
    other = aboard(told("US", on=MAR), Vessel("Angara", "1234567"))
    first = aboard(KOREA, NUMBERED)
    found = between(VESSEL, [first], [first, other])
    assert found.reason == "New vessel: Angara (IMO 1234567)."
    assert [(c.key, c.claims) for c in found.crossings] == [("1234567", (other.id,))]
    assert told_between(VESSEL, [], [aboard(KOREA, ANGARA)]) == (1, "New vessel: Angara.")


def test_a_vessel_known_by_name_is_not_new_when_its_number_is_told() -> None:
    """Nor by its name when its number was known, nor under a new name with the old number."""
    named, numbered = aboard(KOREA, ANGARA), aboard(told("US", on=MAR), NUMBERED)
    reason = "No new vessel; named before: Angara (IMO 9179842)."
    assert told_between(VESSEL, [named], [named, numbered]) == (0, reason)
    assert told_between(VESSEL, [numbered], [numbered, named]) == (0, reason)
    assert told_between(VESSEL, [numbered], [named]) == (0, "No new vessel; named before: Angara.")
    renamed = aboard(told("US", on=APR), Vessel("Baikal", "9179842"))
    assert told_between(VESSEL, [numbered], [numbered, renamed]) == (0, reason)


def test_a_vessel_told_with_and_without_its_number_is_one() -> None:
    """One crossing, and both claims."""
    named, numbered = aboard(told("KR", on=MAR), Vessel("ANGARA")), aboard(told("US", on=MAR), NUMBERED)
    found = between(VESSEL, [], [named, numbered])
    assert [(c.key, set(c.claims)) for c in found.crossings] == [("9179842", {named.id, numbered.id})]
    assert found.after.words == "1 vessel: 9179842"


def test_a_vessel_only_denied_does_not_fire() -> None:
    """What is denied named no vessel of the flow."""
    denial = aboard(told("RU", on=MAR, modality="denied"), ANGARA)
    assert told_between(VESSEL, [KOREA], [KOREA, denial]) == (0, "No vessel is named but in denials.")
    assert told_between(VESSEL, [KOREA], [KOREA]) == (0, "No vessel is named.")
