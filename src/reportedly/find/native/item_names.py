"""Names of goods that stand together: a type and its kind are one item (타우러스 순항미사일)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention

_GAPS = {"ko": (" ",), "ja": ("", "・")}
"""What stands between a type and its kind, in the languages in which the kind comes behind."""


def with_kinds(items: Sequence[ItemMention], text: str, tree: ItemTree, language: str) -> Iterator[ItemMention]:
    """The items; one whose kind stands right behind it is one with it."""
    held: ItemMention | None = None
    for item in items:
        beside = held is not None and text[held.end : item.start] in _GAPS.get(language, ())
        if held and beside and item.cls != "people" and tree.within(held.item, item.item):
            held = ItemMention(held.start, item.end, text[held.start : item.end], held.cls, held.item)
            continue
        if held:
            yield held
        held = item
    if held:
        yield held
