"""Queries over claims."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from keep.samples import TEXT, containers, report, shells
from reportedly.errors import UsageError
from reportedly.keep.query import ClaimQuery, matching
from reportedly.terms.claim import Review
from reportedly.terms.evidence import Evidence
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ItemRow

ITEMS = ItemTree(
    [
        ItemRow("munitions", None, (), "weapon"),
        ItemRow("artillery-shell", "munitions", (), "weapon"),
        ItemRow("soldiers", None, (), "people"),
    ]
)
LATER = report(2, published_on=date(2023, 12, 1))
AT = TEXT.index("instructors followed")
REVIEW = Review("Ann", datetime(2024, 1, 1, tzinfo=UTC), "accepted")
CONTAINERS = containers(report(), reading_confidence=0.2, reviewed=REVIEW)
SHELLS = shells(
    LATER,
    actor=("KP-KPA",),
    origins=("US",),
    modality="denied",
    reading_confidence=0.5,
    also=(Evidence.cut(TEXT, AT, AT + len("instructors followed")),),
)
UNDATED = shells(report(3, published_on=None), reading_confidence=0.9, handling="restricted")


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
        (ClaimQuery(text="by sea"), []),
        (ClaimQuery(text="instructors followed"), [SHELLS]),
        (ClaimQuery(document=report(2).id), [SHELLS]),
        (ClaimQuery(publisher="DAILY"), [CONTAINERS, SHELLS, UNDATED]),
        (ClaimQuery(publisher="dail"), []),
        (ClaimQuery(published_from=date(2023, 10, 13)), [CONTAINERS, SHELLS]),
        (ClaimQuery(published_from=date(2023, 10, 14)), [SHELLS]),
        (ClaimQuery(at_least=0.5), [CONTAINERS, SHELLS, UNDATED]),
        (ClaimQuery(at_least=0.51), [CONTAINERS, UNDATED]),
        (ClaimQuery(at_least=1.0), [CONTAINERS]),
        (ClaimQuery(checked=True), [CONTAINERS]),
        (ClaimQuery(checked=False), [SHELLS, UNDATED]),
        (ClaimQuery(verdict="accepted"), [CONTAINERS]),
        (ClaimQuery(verdict="added"), []),
        (ClaimQuery(public_only=True), [CONTAINERS, SHELLS]),
    ],
)
def test_every_part_of_a_query_must_hold(query: ClaimQuery, found: list[object]) -> None:
    """A state's code asks for its bodies, a class for those below it, a day for what was public by it."""
    assert list(matching([CONTAINERS, SHELLS, UNDATED], query, ITEMS)) == found


def test_an_unknown_class_is_wrong_use() -> None:
    """A misspelt class is told, not answered with nothing."""
    with pytest.raises(UsageError, match="'munition' is no class"):
        matching([CONTAINERS], ClaimQuery(item="munition"), ITEMS)
