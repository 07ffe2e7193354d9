"""Queries over claims."""

from __future__ import annotations

from datetime import date

import pytest

from keep.samples import containers, report, shells
from reportedly.errors import UsageError
from reportedly.keep.query import ClaimQuery, matching
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ItemRow

ITEMS = ItemTree(
    [
        ItemRow("munitions", None, (), "weapon"),
        ItemRow("artillery-shell", "munitions", (), "weapon"),
        ItemRow("soldiers", None, (), "people"),
    ]
)
CONTAINERS = containers(report())
SHELLS = shells(report(2, published_on=date(2023, 12, 1)), actor=("KP-KPA",), origins=("US",), modality="denied")
UNDATED = shells(report(3, published_on=None))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ClaimQuery(), [CONTAINERS, SHELLS, UNDATED]),
        (ClaimQuery(actor="KP"), [CONTAINERS, SHELLS, UNDATED]),
        (ClaimQuery(actor="kp-kpa"), [SHELLS]),
        (ClaimQuery(recipient="UA"), []),
        (ClaimQuery(origin="KR"), [CONTAINERS, UNDATED]),
        (ClaimQuery(origin="KR-MND"), []),
        (ClaimQuery(item="munitions"), [CONTAINERS, SHELLS, UNDATED]),
        (ClaimQuery(item="artillery-shell"), [SHELLS, UNDATED]),
        (ClaimQuery(kind="visit"), []),
        (ClaimQuery(modality="denied"), [SHELLS]),
        (ClaimQuery(publisher="daily", item="soldiers"), []),
        (ClaimQuery(publisher="daily", origin="US"), [SHELLS]),
        (ClaimQuery(published_by=date(2023, 10, 13)), [CONTAINERS]),
        (ClaimQuery(published_by=date(2024, 1, 1)), [CONTAINERS, SHELLS]),
        (ClaimQuery(text="BY RAIL"), [SHELLS, UNDATED]),
        (ClaimQuery(document=report(2).id), [SHELLS]),
    ],
)
def test_every_part_of_a_query_must_hold(query: ClaimQuery, found: list[object]) -> None:
    """A state's code asks for its bodies, a class for those below it, a day for what was public by it."""
    assert list(matching([CONTAINERS, SHELLS, UNDATED], query, ITEMS)) == found


def test_an_unknown_class_is_wrong_use() -> None:
    """A misspelt class is told, not answered with nothing."""
    with pytest.raises(UsageError, match="'munition' is no class"):
        matching([CONTAINERS], ClaimQuery(item="munition"), ITEMS)
