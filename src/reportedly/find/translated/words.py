"""What words of an original are looked for, as questions to a mention: this party, this figure, these days, this class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, Mention, PartyMention, PeriodMention, PlaceMention, QuantityMention
from reportedly.terms.party import is_code
from reportedly.terms.quantity import Quantity

Wanted = Callable[[Mention], bool]


def party(code: str) -> Wanted:
    """A name of this very party; of a state also what belongs to it: its people, its bodies, a place in it."""

    def wanted(mention: Mention) -> bool:
        if isinstance(mention, PartyMention):
            same = mention.code == code or mention.name == code
            return same or bool(mention.code and mention.code.partition("-")[0] == code and is_code(code))
        return isinstance(mention, PlaceMention) and mention.country == code

    return wanted


def figure(amount: Quantity) -> Wanted:
    """The same figure with the same bounds, whatever it counts."""
    return lambda m: isinstance(m, QuantityMention) and (m.quantity.low, m.quantity.high) == (amount.low, amount.high)


def days(start: date | None, end: date | None) -> Wanted:
    """A time expression of the same days; one that is open on a side needs the other alone."""
    return lambda m: (
        isinstance(m, PeriodMention)
        and (m.start_on, m.end_on) != (None, None)
        and (start is None or m.start_on == start)
        and (end is None or m.end_on == end)
    )


def place(ident: str) -> Wanted:
    """A name of this place."""
    return lambda m: isinstance(m, PlaceMention) and m.place == ident


def goods(item: str, tree: ItemTree) -> Wanted:
    """Goods of the class, or of one above or below it: languages do not cut goods up alike."""
    return lambda m: isinstance(m, ItemMention) and (tree.within(m.item, item) or tree.within(item, m.item))
