"""What the claims on a flow add up to, a row a class and unit: what one origin says, what two say, the highest stated.

A class and the classes below it often have the same bands. The row printed first for a unit is that of the highest class,
or of the lowest below it whose lower edges rest on the same claims: the most specific name for the same figures. Rows that
hold other edges are further figures; rows whose edges all stand in a row already taken, and rows without any edge, are left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.present.names import Names
from reportedly.present.sentences import Piece, Sentence, amount_words, listed_pieces
from reportedly.present.telling import Telling
from reportedly.present.words import counted_noun, day, listed, quantity_words, upper_first
from reportedly.present.words import figure as figure_words
from reportedly.terms.flow import Counting, Figure, Total
from reportedly.terms.quantity import Number, Quantity, is_currency
from reportedly.terms.telling import is_own_voice

SHOWN = 8
"""How many rows are printed at once; the rest is folded away."""
Levels = dict[tuple[int, Counting], Total]


@dataclass(frozen=True, slots=True)
class Edge:
    """A bound in words: amount, "about 28,000 containers"; figure, the same without its unit; who states it; the day that
    it holds for ('' where unknown).
    """

    amount: str
    figure: str
    who: str
    day: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    """One class and unit. one, independent: what one origin and two independent ones say at least, None where no so many do;
    two: what two say that are not known to be independent, None where that is no more. highest: the highest figure that any
    states. why: why not lower, why not higher. claims: how many counted claims state a figure; checked: how many of them a
    person has checked.
    """

    heading: str
    item: str
    unit: str
    one: Edge | None
    two: Edge | None
    independent: Edge | None
    highest: Edge | None
    why: tuple[Sentence, ...]
    own_voice: bool
    checked: int
    claims: int

    @property
    def pair(self) -> Edge | None:
        """What any two origins say at least, known to be independent or not."""
        return self.two or self.independent

    @property
    def review(self) -> str:
        """How many were checked: "checked by a person" where all were, "1 of 2 checked by a person", "not checked"."""
        if not self.checked:
            return "not checked"
        part = f"{self.checked:,} of {self.claims:,} " if self.checked < self.claims else ""
        return f"{part}checked by a person"


@dataclass(frozen=True, slots=True)
class Bands:
    """main: at most SHOWN, most claimed first; further: the others."""

    main: tuple[BandRow, ...]
    further: tuple[BandRow, ...]


def bands(telling: Telling) -> Bands:
    """The rows of a flow's totals."""
    groups: dict[tuple[str, str], Levels] = {}
    for total in telling.answer.totals:
        groups.setdefault((total.item, total.unit), {})[(total.level, total.counting)] = total
    stated = {key: group for key, group in groups.items() if any(t.because for t in group.values())}
    first, further = _chosen(stated, telling.names)
    rows = sorted((_row(key, stated[key], telling) for key in first), key=lambda row: (-row.claims, row.heading))
    return Bands(tuple(rows[:SHOWN]), (*rows[SHOWN:], *(_row(key, stated[key], telling) for key in further)))


def band_heading(item: str, unit: str, names: Names) -> str:
    """Ballistic missiles; Artillery, in guns; Containers of munitions."""
    called = upper_first(names.item(item))
    if unit in names.packs:
        return f"{upper_first(names.unit(unit, None))} of {names.item(item)}"
    counted = unit if is_currency(unit) else counted_noun(unit, item, names) or names.unit(unit, None)
    return called if counted.lower() in called.lower() else f"{called}, in {counted}"


def _chosen(groups: dict[tuple[str, str], Levels], names: Names) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    first: list[tuple[str, str]] = []
    further: list[tuple[str, str]] = []
    for key in sorted(groups, key=lambda key: _depth(key[0], names)):
        kin = [other for other in first if other[1] == key[1] and names.akin(other[0], key[0])]
        if not kin:
            first.append(key)
            continue
        alike = next((other for other in kin if _edges(groups[other]) == _edges(groups[key])), None)
        if alike is not None:
            first[first.index(alike)] = key
        elif not any(_edges(groups[key]) <= _edges(groups[o]) for o in (*kin, *further) if o[1] == key[1]):
            further.append(key)
    return first, further


def _depth(item: str, names: Names) -> int:
    steps, above = 0, names.parents.get(item)
    while above is not None:
        steps, above = steps + 1, names.parents.get(above)
    return steps


def _edges(group: Levels) -> set[tuple[int, Number, tuple[str, ...]]]:
    return {(total.level, total.low, _holds(total)) for total in group.values() if total.low is not None}


def _holds(total: Total) -> tuple[str, ...]:
    return total.holds or total.because


def _row(key: tuple[str, str], group: Levels, telling: Telling) -> BandRow:
    item, unit = key
    figures = [f for f in telling.answer.figures if _is_of(f, item, unit, telling.names)]
    sole = _stated(group, 1, "independent") or _stated(group, 1, "with-unknown")
    two, apart = _stated(group, 2, "with-unknown"), _stated(group, 2, "independent")
    highest = _highest(figures, group, telling)
    claims = {ident for total in group.values() for ident in total.because}
    edge = _edge(sole, figures, telling)
    stating = {ident for figure in figures for ident in figure.claims} or claims
    return BandRow(
        heading=band_heading(item, unit, telling.names),
        item=item,
        unit=unit,
        one=edge,
        two=None if two == apart or (two and apart and two.low == apart.low) else _edge(two, figures, telling),
        independent=_edge(apart, figures, telling),
        highest=highest,
        why=tuple(_why(sole, two, apart, figures, telling)),
        own_voice=bool(claims) and all(is_own_voice(claim) for claim in telling.claims(claims)),
        checked=sum(claim.reviewed is not None for claim in telling.claims(stating)),
        claims=len(stating),
    )


def _is_of(figure: Figure, item: str, unit: str, names: Names) -> bool:
    adds = figure.scope in ("cumulative", "increment", None)
    return adds and figure.unit == unit and not figure.replaced and names.within(figure.item, item)


def _stated(group: Levels, level: int, counting: Counting) -> Total | None:
    total = group.get((level, counting))
    return total if total is not None and total.low is not None else None


def _edge(total: Total | None, figures: Sequence[Figure], telling: Telling) -> Edge | None:
    if total is None or total.low is None:
        return None
    held = _holds(total)
    last = next((f for f in figures if held and held[-1] in f.claims), None)
    lead = "" if last is not None and (last.low, last.high) == (total.low, total.low) else "at least "
    rough = last is not None and last.approximate
    lead = f"{lead}about " if rough else lead
    names = dict.fromkeys(filter(None, map(telling.origin, held)))
    as_of = last.as_of if last is not None else total.as_of
    words = amount_words(total, total.low, telling.names)
    bare = f"{lead}{figure_words(total.low)}"
    return Edge(f"{lead}{words}", bare, listed(names), day(as_of) if as_of else "", telling.notes(held))


def _highest(figures: Sequence[Figure], group: Levels, telling: Telling) -> Edge | None:
    """The highest figure that any counted claim states; one that is open upwards where it is the highest."""
    stated = [f for f in figures if not f.soft]
    if not stated:
        top = next((t for t in group.values() if t.high is not None), None)
        if top is None:
            return None
        words = amount_words(top, top.high, telling.names)
        who = listed(dict.fromkeys(map(telling.origin, top.because[-1:])))
        return Edge(words, words, who, day(top.as_of) if top.as_of else "", telling.notes(top.because[-1:]))
    high = max(stated, key=lambda f: (f.high or f.low or 0, f.high is not None, f.as_of or date.min, f.claims))
    noun = counted_noun(high.unit, high.item, telling.names)
    words = quantity_words(Quantity(high.low, high.high, high.unit, high.approximate), telling.names, noun)
    who = telling.origin(high.claims[0])
    return Edge(words, words, who, day(high.as_of) if high.as_of else "", telling.notes(high.claims))


def _why(
    sole: Total | None, two: Total | None, apart: Total | None, figures: Sequence[Figure], telling: Telling
) -> Iterable[Sentence]:
    if sole is None:
        yield Sentence("Why not higher: nobody states a lower bound; the figure only says up to how much.")
        return
    held = _holds(two or apart or sole)
    said: dict[str, list[str]] = {}
    for ident in held:
        if ident in telling.known:
            said.setdefault(f"{telling.origin(ident)} says {_exact(ident, sole, telling)}", []).append(ident)
    exact = listed_pieces([(words, telling.notes(idents)) for words, idents in said.items()])
    yield Sentence.of(("Why not lower: ", ()), *exact, (".", ()))
    top = _top(sole, figures, telling)
    yield Sentence.of((f"Why not higher: {_why_not_higher(sole, two, apart)}; ", ()), top, (".", ()))


def _exact(ident: str, total: Total, telling: Telling) -> str:
    quantity = telling.known[ident].quantity
    if quantity is not None and quantity.text:
        return f"“{quantity.text}”"
    return quantity_words(quantity, telling.names) or amount_words(total, total.low, telling.names)


def _why_not_higher(sole: Total, two: Total | None, apart: Total | None) -> str:
    if two is None and apart is None:
        return "no second origin that counts beside it gives a lower bound"
    if two is not None and two.low == sole.low:
        return "no origin says more"
    if apart is None:
        return "no second origin says more, and the two are not known to be independent"
    return "no second origin says more"


def _top(sole: Total, figures: Sequence[Figure], telling: Telling) -> Piece:
    """Why the highest stated is no ceiling: a counted claim leaves it open, or nobody says that it was all."""
    opened = [f for f in figures if f.low is not None and f.high is None]
    if not opened:
        more = any(f.high is not None and f.high > (sole.low or 0) for f in figures)
        told = "what is stated above it is no lower bound" if more else "nobody states more, which makes it no ceiling"
        return told, ()
    most = max(opened, key=lambda f: (f.low or 0, f.claims))
    claim = telling.known.get(most.claims[0])
    words = f"“{claim.quantity.text}”" if claim and claim.quantity and claim.quantity.text else "at least"
    told = f"no ceiling, since {words} ({telling.origin(most.claims[0])}) sets no upper bound"
    return told, telling.notes(most.claims[:1])
