"""What parties are called, and what sort they are."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.present.names import Names
from reportedly.terms.tables import PartyRow, Tables

ROWS = (
    PartyRow("KP", "state", ("North Korea",)),
    PartyRow("EU", "alliance", ("European Union",)),
    PartyRow("AP", "publisher", ("Associated Press",)),
    PartyRow("KR-NIS", "body", ("National Intelligence Service",), state="KR"),
)


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
