"""What words of an original are looked for, as questions to a mention: this party, this figure, these days, this class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, Mention, PartyMention, PeriodMention, PlaceMention, QuantityMention
from reportedly.terms.party import is_code, state_of
from reportedly.terms.quantity import Quantity

Wanted = Callable[[Mention], bool]


def party(code: str) -> Wanted:
    """A name of this very party."""
    return lambda m: isinstance(m, PartyMention) and code in (m.code, m.name)


def party_by_its_own(code: str) -> Wanted:
    """What stands for a party though it is another's name: a state's body or a place in it, or the state of a body."""

    def wanted(mention: Mention) -> bool:
        if not is_code(code):
            return False
        if isinstance(mention, PlaceMention):
            return mention.country == code
        named = mention.code if isinstance(mention, PartyMention) and mention.cls != "person" else None
        return named is not None and (named == state_of(code) or (is_code(named) and state_of(named) == code))

    return wanted


def figure(amount: Quantity) -> Wanted:
    """The same figure under the same bounds, whatever it counts."""
    return lambda m: isinstance(m, QuantityMention) and _same(m.quantity, amount)


def _same(original: Quantity, told: Quantity) -> bool:
    """Equal sides; of an approximate figure ("1만여 명") also what begins there ("more than 10,000"), as it is put."""
    sides = (original.low, original.high), (told.low, told.high)
    if sides[0] == sides[1]:
        return True
    about = original.approximate and original.low is not None and original.low == told.low
    return about and (told.high is None or original.high is None)


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
