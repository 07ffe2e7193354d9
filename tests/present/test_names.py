"""What parties are called, and what sort they are."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.present.names import Names, plural
from reportedly.terms.tables import ItemRow, PartyRow, Tables

ROWS = (
    PartyRow("KP", "state", ("North Korea",)),
    PartyRow("EU", "alliance", ("European Union",)),
    PartyRow("AP", "publisher", ("Associated Press",)),
    PartyRow("KR-NIS", "body", ("National Intelligence Service",), state="KR"),
)


@pytest.mark.parametrize(
    ("item", "names", "label"),
    [
        ("fertiliser", ("urea", "fertiliser", "potash"), "fertiliser"),
        ("fertiliser", ("urea", "potash"), "fertiliser"),
        ("combat-aircraft", ("l159", "combat aircraft"), "combat aircraft"),
        ("rare-earths", ("rare earth", "neodymium"), "rare earths"),
        ("copper-ore", ("ore of copper", "chalcopyrite"), "ore of copper"),
        ("crude", ("crude oil", "oil"), "crude oil"),
    ],
)
def test_a_class_is_called_by_its_own_name(item: str, names: tuple[str, ...], label: str) -> None:
    """The first of the row, unless that is of one of the goods in the class alone."""
    assert Names.of(Tables(items=(ItemRow(item, "materiel", names, "materiel", "tonne"),))).item(item) == label


@pytest.mark.parametrize(
    ("noun", "more"), [("combat aircraft", "combat aircraft"), ("person", "people"), ("company", "companies")]
)
def test_what_ends_in_an_irregular_noun_is_as_irregular(noun: str, more: str) -> None:
    """Combat aircraft are many as they are one."""
    assert plural(noun) == more


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("KP", "state"),
        ("AP", "publisher"),
        ("KR-NIS", "body"),
        ("KP-MFA", "body"),
        ("EU-COMMISSION", "body"),
        ("ZZ-MFA", None),
        ("Yonhap", None),
    ],
)
def test_the_kind_is_that_of_the_row(code: str, kind: Any) -> None:
    """Two capitals are no state unless their row says so; a body without a row is one where its state has a row."""
    assert Names.of(Tables(parties=ROWS)).kind(code) == kind
