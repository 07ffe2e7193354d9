"""Tables of a flow beside its bands: how fast and on what course, what for what, under which rules it would fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.telling import Telling
from reportedly.present.words import counted_noun, day, figure, many, origin_words, upper_first
from reportedly.terms.claim import Claim
from reportedly.terms.findings import Converted, ExchangeRow, Part, Projection, RegimeFinding, RegimeStanding
from reportedly.terms.flow import Pace
from reportedly.terms.quantity import Number, is_currency

SHOWN = 3
"""How many rows of a table stand open; the others are folded where a page can fold."""
CITED = 4
"""How many footnotes a cell bears; of more claims the number is said."""
_PARTS: dict[Part, str] = {"gives": "gives", "wants": "wants", "may-give": "may give"}
_ANSWERS: dict[RegimeStanding, str] = {
    "engaged": "engaged, if accurate",
    "disputed": "disputed",
    "arguable": "arguable",
    "would-engage": "would be engaged",
    "not covered by the rows checked": "not covered",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a table and their footnotes."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. slug: for anchors; explained: in a sentence what stands in it; rows: as wide as the head. folded: what the
    rows beyond the first few are called, after their number.
    """

    slug: str
    heading: str
    explained: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: str = "further rows"

    @property
    def open(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that stand open: all, where only one more would be folded."""
        return self.rows if len(self.rows) <= SHOWN + 1 else self.rows[:SHOWN]

    @property
    def rest(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that are folded."""
        return self.rows[len(self.open) :]


def flow_grids(telling: Telling) -> tuple[Grid, ...]:
    """The tables of one flow that hold anything: its course, then the rules."""
    return tuple(grid for grid in (course_grid(telling), regime_grid(telling)) if grid.rows)


def course_grid(telling: Telling) -> Grid:
    """Pace, projection and conversions: reckoned from claims, and claimed by nobody. Of conversions the last declared for a
    class, with its other branch.
    """
    answer = telling.answer
    rows = [_pace(pace, telling) for pace in answer.pace if (pace.low, pace.high) != (None, None)]
    rows = rows or _no_pace(answer.pace, telling)
    rows += [_projection(one, telling) for one in answer.projection]
    rows += [_conversion(one, telling) for one in _last_declared(answer.converted)]
    explained = "Reckoned from the figures claimed. Nobody has claimed these, and they are added to nothing."
    return Grid(
        "course", "Pace, course and conversion", explained, ("What", "Comes to", "On what it rests"), tuple(rows)
    )


def _no_pace(paces: Sequence[Pace], telling: Telling) -> list[tuple[Cell, ...]]:
    """Why the first cannot be computed; the others' reasons stand in the answer."""
    return [
        (
            Cell(f"{_goods(pace.item, pace.unit, telling.names)}: pace by {telling.names.party(pace.origin)}"),
            Cell("not computable"),
            Cell(upper_first(pace.reason.removeprefix("not computable: "))),
        )
        for pace in paces[:1]
    ]


def _last_declared(converted: Iterable[Converted]) -> list[Converted]:
    """By class the row declared last, and those declared with it as the other branch."""
    last: dict[str, Converted] = {}
    every = tuple(converted)
    for one in every:
        if one.item not in last or one.said > last[one.item].said:
            last[one.item] = one
    branches = {one.alternative for one in last.values() if one.alternative}
    shown = {one.conversion: one for one in (*last.values(), *(c for c in every if c.alternative in branches))}
    return sorted(shown.values(), key=lambda c: (c.item, c.conversion))


def regime_grid(telling: Telling) -> Grid:
    """Each paragraph that claims fall within, under the strongest way they do, and what none covers."""
    explained = (
        "The claims held against paragraphs in force on their days, by direction and class. Nothing here says that "
        "anything happened, or that a rule was broken."
    )
    head = ("Standing", "In print", "What it is about", "Claims")
    by_paragraph: dict[tuple[str, str], list[RegimeFinding]] = {}
    for one in telling.answer.regimes:
        by_paragraph.setdefault((one.instrument, one.paragraph), []).append(one)
    rows = tuple(_regime(group, telling) for group in by_paragraph.values())
    return Grid("regimes", "Rules that it would fall under", explained, head, rows, "further paragraphs")


def exchange_grid(tellings: Sequence[Telling]) -> Grid:
    """What each side gives, wants and may give; of the flows between one pair, each line once."""
    seen: dict[tuple[str, str, str], ExchangeRow] = {}
    for telling in tellings:
        for row in telling.answer.ledger:
            seen.setdefault((row.party, row.part, row.item), row)
    by_part: dict[tuple[str, Part], list[ExchangeRow]] = {}
    for row in sorted(seen.values(), key=lambda r: (r.party, list(_PARTS).index(r.part), -len(r.claims), r.item)):
        by_part.setdefault((row.party, row.part), []).append(row)
    explained = (
        "What each side is said to give, to want of the other, and to be ready or able to give; and what words of the "
        "claims tie together."
    )
    head = ("Who", "What, by class", "Said to be in return for")
    rows = tuple(_exchange(party, part, group, tellings[0]) for (party, part), group in by_part.items())
    return Grid("ledger", "What each side gives and wants", explained, head, rows)


def pace_words(pace: Pace, names: Names) -> str:
    """About 500–700 containers a month; '' where it cannot be computed."""
    edges = [figure(round(edge)) for edge in (pace.low, pace.high) if edge is not None]
    if not edges:
        return ""
    lead = "at least " if pace.high is None else "up to " if pace.low is None else ""
    return f"{lead}{'–'.join(dict.fromkeys(edges))} {names.unit(pace.unit, None)} a month"


def rounded(value: float) -> Number:
    """A reckoned figure to two significant digits: it is no more exact than what it rests on."""
    digits = len(str(int(abs(value))))
    return round(value, 2 - digits) if digits > 2 else round(value)


def _band(low: float | None, high: float | None, unit: str, item: str, names: Names) -> str:
    edges = list(dict.fromkeys(figure(int(rounded(edge))) for edge in (low, high) if edge is not None))
    lead = "about " if len(edges) == 1 and None not in (low, high) else ""
    lead = "at least about " if high is None else "up to about " if low is None else lead
    if is_currency(unit):
        return f"{lead}{unit} {'–'.join(edges)}"
    return f"{lead}{'–'.join(edges)} {counted_noun(unit, item, names) or names.unit(unit, None)}"


def _goods(item: str, unit: str, names: Names) -> str:
    goods = upper_first(names.item(item))
    return f"{goods}, {names.unit(unit, None)}" if unit in names.packs else goods


def _pace(pace: Pace, telling: Telling) -> tuple[Cell, ...]:
    why = f"{telling.reason(upper_first(pace.reason))}, to {day(pace.end)}"
    what = f"{_goods(pace.item, pace.unit, telling.names)}: pace by {telling.names.party(pace.origin)}"
    return (Cell(what), Cell(pace_words(pace, telling.names)), _resting(why, pace.because, telling))


def _projection(one: Projection, telling: Telling) -> tuple[Cell, ...]:
    what = f"{_goods(one.item, one.unit, telling.names)}: by {day(one.by)}"
    amount = _band(one.low, one.high, one.unit, one.item, telling.names)
    return (Cell(what), Cell(amount), _resting(telling.reason(upper_first(one.assumption)), one.because, telling))


def _conversion(one: Converted, telling: Telling) -> tuple[Cell, ...]:
    names = telling.names
    claimed = _band(one.of_low, one.of_high, one.of_unit, "", names).replace("about ", "")
    what = f"{upper_first(names.item(one.item))}: what {claimed} of {names.item(one.of_item)} would come to"
    why = f"As {names.party(one.said_by)} put it on {day(one.said)}: {one.reason}"
    why += " (either this or its other branch)" if one.alternative else ""
    return (Cell(what), Cell(_band(one.low, one.high, one.unit, one.item, names)), _resting(why, one.because, telling))


def _resting(words: str, claims: Iterable[str], telling: Telling) -> Cell:
    return Cell(words, telling.notes(claims)[:CITED])


def _regime(findings: Sequence[RegimeFinding], telling: Telling) -> tuple[Cell, ...]:
    first, *others = findings
    doubts = "; ".join(dict.fromkeys(one.doubt for one in findings if one.doubt))
    about = f"{upper_first(first.reason)}." if first.regime else "–"
    about += f" Not confirmed: {doubts}." if doubts else ""
    rest = [f"{answer} by {many(n, 'further claim')}" for answer, n in _further(first, others) if n]
    told = f" Also {'; '.join(rest)}." if rest else ""
    return (Cell(_ANSWERS[first.answer]), Cell(first.sentence), Cell(about + told), _several(first.claims, telling))


def _further(first: RegimeFinding, others: Sequence[RegimeFinding]) -> Iterator[tuple[str, int]]:
    """By standing how many claims there are beyond those of stronger standings."""
    seen = set(first.claims)
    for answer in dict.fromkeys(one.answer for one in others):
        claims = {claim for one in others if one.answer == answer for claim in one.claims}
        yield _ANSWERS[answer], len(claims - seen)
        seen |= claims


def _exchange(party: str, part: Part, rows: Sequence[ExchangeRow], telling: Telling) -> tuple[Cell, ...]:
    names = telling.names
    goods = "; ".join(f"{names.item(row.item)} ({many(len(row.claims), 'claim')})" for row in rows)
    words = list(dict.fromkeys(f"“{said}”" for row in rows for said in row.words))
    notes = {n for row in rows for n in telling.notes(row.claims)[:1]}
    tied = telling.notes(claim for row in rows for claim in row.in_return)
    return (
        Cell(f"{names.party(party)} {_PARTS[part]}"),
        Cell(upper_first(goods), tuple(sorted(notes))),
        Cell("; ".join(words[:CITED]) or ("see" if tied else "–"), tied[:CITED]),
    )


def _several(claims: Sequence[str], telling: Telling) -> Cell:
    """How many claims, whose, and the notes of the first."""
    at_hand = telling.claims(claims)
    who = list(dict.fromkeys(_who(at_hand, telling)))
    more = f" and {many(len(who) - 3, 'other')}" if len(who) > 3 else ""
    text = f"{many(len(claims), 'claim')}" + (f": {', '.join(who[:3])}{more}" if who else "")
    return Cell(text, telling.notes(claims)[:CITED])


def _who(claims: Iterable[Claim], telling: Telling) -> Iterator[str]:
    for claim in claims:
        yield upper_first(origin_words(claim.origins, telling.names))
