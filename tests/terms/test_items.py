"""The tree of item classes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import DataError
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ItemRow


def row(item: str, parent: str | None) -> ItemRow:
    return ItemRow(item, parent, (item,), "materiel")


TREE = ItemTree(
    [
        row("shell", "munitions"),
        row("arms", None),
        row("munitions", "arms"),
        row("rocket", "munitions"),
        row("people", None),
    ]
)
classes = st.sampled_from(sorted(TREE.rows))


def test_the_path_leads_up_to_the_root() -> None:
    """A class comes first, then all above it; rows may come in any order."""
    assert TREE.path("shell") == ("shell", "munitions", "arms")
    assert TREE.path("people") == ("people",)


def test_an_unknown_class_stands_alone() -> None:
    """It is not in the tree, and lies under itself only."""
    assert "kite" not in TREE
    assert TREE.path("kite") == ("kite",)
    assert TREE.within("kite", "kite")
    assert not TREE.within("kite", "arms")


def test_siblings_do_not_include_each_other() -> None:
    """Rockets are no shells, nor shells rockets, though both are munitions."""
    assert not TREE.within("rocket", "shell")
    assert not TREE.above("rocket", "shell")
    assert TREE.within("rocket", "munitions")
    assert TREE.above("munitions", "shell")


@given(classes, classes)
def test_within_and_above_exclude_each_other(one: str, other: str) -> None:
    """A class lies within those above it and never above them; it is within itself and not above itself."""
    assert TREE.above(other, one) == (TREE.within(one, other) and one != other)
    assert not (TREE.above(one, other) and TREE.above(other, one))
    assert TREE.within(one, one)


@given(classes, classes, classes)
def test_within_carries_upward(low: str, middle: str, high: str) -> None:
    """What lies within a class lies within all that the class lies within."""
    if TREE.within(low, middle) and TREE.within(middle, high):
        assert TREE.within(low, high)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([row("shell", "munitions")], id="unknown parent"),
        pytest.param([row("a", "b"), row("b", "a")], id="ring"),
        pytest.param([row("a", "a")], id="its own parent"),
    ],
)
def test_a_class_without_a_way_up_is_an_error(rows: list[ItemRow]) -> None:
    """An unknown parent and a ring are faults of the table, and the class is named."""
    with pytest.raises(DataError, match="no way up to a root"):
        ItemTree(rows)
