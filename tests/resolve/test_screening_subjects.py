"""What of a ledger is screened, and who never is."""

from __future__ import annotations

from dataclasses import replace

from present.sample_texts import DISPATCH, claim
from reportedly.resolve.screening.subjects import subjects
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, Vessel
from shipped import shipped_tables

TABLES = shipped_tables()
BASE = claim(DISPATCH, "North Korea has moved more than 1,000 containers of munitions to Russia", told=())


def said(**parts: object) -> Claim:
    """A claim with other parts; its id says which."""
    return replace(BASE, id=f"c-{'-'.join(map(str, parts.values()))}", **parts)  # type: ignore[arg-type]


def test_states_and_their_bodies_are_not_screened() -> None:
    """Nor alliances, nor a body that has a code and no row."""
    found, _ = subjects([said(actor=("KP", "KR-NIS", "NATO", "KP-XYZ"), recipient=("RU", "RU-MOD"))], TABLES)
    assert found == ()


def test_who_merely_speaks_is_not_screened() -> None:
    """The press and an institute that are cited are no parties of what is claimed."""
    told = said(attribution=(Link("Harbour Gazette", "Harbour Gazette"), Link("Quill Institute", "Quill Institute")))
    found, _ = subjects([replace(told, origins=("Quill Institute",))], TABLES)
    assert found == ()


def test_a_plain_name_is_screened_as_what_it_may_be() -> None:
    """Nobody knows whether it is a company or a person."""
    (found,), _ = subjects([said(actor=("Corvel Trading",))], TABLES)
    assert (found.name, found.kind, found.words) == ("Corvel Trading", "party", "Corvel Trading")


def test_a_company_with_a_code_is_screened_by_all_its_names() -> None:
    """All names of the tables, and its state."""
    row = next(row for row in TABLES.parties if row.kind == "company" and row.state and len(row.names) > 1)
    (found,), _ = subjects([said(actor=(row.code,))], TABLES)
    assert found.kind == "company"
    assert set(found.names) == set(row.names)
    assert found.states == (row.state,)


def test_an_office_holder_is_a_person_with_all_spellings() -> None:
    """Only where a claim names them as a party."""
    office = next(row for row in TABLES.offices if len(row.names) > 1)
    (found,), _ = subjects([said(actor=(office.names[1],))], TABLES)
    assert found.kind == "person"
    assert set(office.names) <= set(found.names)
    assert subjects([said(attribution=(Link(office.names[0], office.names[0]),))], TABLES)[0] == ()


def test_a_ship_is_one_subject_in_all_its_claims() -> None:
    """A name without a number joins the one number that it has elsewhere, with the claims and states of both."""
    one = said(vessels=(Vessel("Maia-1", "2000004"),), actor=("KP",), recipient=("RU",))
    other = said(vessels=(Vessel("MAIA-1"),), actor=("KP",), recipient=("SY",))
    (found,), faults = subjects([one, other], TABLES)
    assert (found.kind, found.imo) == ("vessel", "2000004")
    assert set(found.claims) == {one.id, other.id}
    assert found.states == ("KP", "RU", "SY")
    assert faults == ()


def test_two_ships_of_one_name_stay_two() -> None:
    """Two numbers are two ships; a name without a number is then neither of them."""
    claims = [said(vessels=(Vessel("Maia-1", imo),)) for imo in ("2000004", "9074729", None)]
    found, _ = subjects(claims, TABLES)
    assert [ship.imo for ship in found] == [None, "2000004", "9074729"]


def test_a_number_that_cannot_be_right_is_a_problem() -> None:
    """It is told, and screened all the same."""
    (found,), (fault,) = subjects([said(vessels=(Vessel("Maia-1", "IMO 2000005"),))], TABLES)
    assert found.imo == "2000005"
    assert (fault.slug, fault.severity) == ("bad-imo", "warning")
    assert "2000005" in fault.message


def test_the_order_of_claims_changes_nothing() -> None:
    """Subjects come sorted, and so do their claims."""
    claims = [said(actor=(name,), vessels=(Vessel(name),)) for name in ("Quill", "Amber", "Heron")]
    assert subjects(claims, TABLES) == subjects(claims[::-1], TABLES)


def test_what_may_not_be_passed_on_adds_nothing_to_what_may() -> None:
    """A number, spelling or state of a restricted claim stays with its own subject; its id joins."""
    public = said(vessels=(Vessel("Maia-1"),), actor=("KP",), recipient=("RU",))
    closed = said(vessels=(Vessel("MAIA-1"), Vessel("Maia-1", "2000004")), recipient=("SY",), handling="restricted")
    (open_one, numbered), _ = subjects([closed, public], TABLES)
    assert (open_one.name, open_one.imo, open_one.states) == ("Maia-1", None, ("KP", "RU"))
    assert set(open_one.claims) == {public.id, closed.id}
    assert (numbered.imo, numbered.states, numbered.claims) == ("2000004", (), (closed.id,))
