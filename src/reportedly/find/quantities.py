"""Quantities: every figure of a text with its bounds, its unit and the noun it counts. Scope is decided by the claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from reportedly.find.bounds import Bound
from reportedly.find.counted import Counted, counted_noun
from reportedly.find.designations import is_designation
from reportedly.find.numerals import ONES, TENS, Numeral, whole
from reportedly.find.page import Page
from reportedly.find.units import UnitIndex, singular
from reportedly.terms.evidence import Span
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import Number, Quantity
from reportedly.terms.tables import UnitRow

_JOINS = re.compile(r"( ?(?:-|–|—) ?| to | or )(?:US\$|[A-Z]{0,3}\$|€|£|¥|₩|~)? ?(?=[0-9A-Za-z])")
_AND = re.compile(r" and (?:US\$|[A-Z]{0,3}\$|€|£|¥|₩)? ?(?=[0-9A-Za-z])")
_BETWEEN = re.compile(r"\b(between|from) (?:[A-Z]{0,3}[$€£¥₩] ?)?$", re.IGNORECASE)
_BETWEEN_ALONE = re.compile(r"(?:between|from) ", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|increase[ds]?|increasing|grew|grown|grow|fell|fallen|drop(?:ped)?|cut|raised?|up|down|revised|"
    r"expand(?:ed)?|doubled|tripled|reduced|went|jumped|soared|climbed|swelled)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_PERIODS = {"annum": "year", "day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour"}
_PERIODS |= {"quarter": "quarter", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week"}
_PERIODS |= {"daily": "day", "hourly": "hour"}
_RATE = re.compile(
    r"(?: of(?: [\w-]+){1,4}?)?(?:(?: an?| per| each| every|[- ]a|/| ?-?per)[- ]?(day|week|month|year|hour|quarter|annum)\b"
    r"| (annually|yearly|monthly|weekly|daily|hourly)\b)",
    re.IGNORECASE,
)
_STRONG = re.compile(r"[- ]strong\b|[- ](?:man|member|person|soldier|troop|people)\b(?= [a-z])", re.IGNORECASE)
_EACH = re.compile(r"^[^.;,\n\d]{0,30}? (?:each|apiece)(?= ?[.,;)]|$| (?:to|for|from|in|on|at)\b)", re.IGNORECASE)
_EACH_BEFORE = re.compile(r"\beach (?:\w+ ){1,3}$", re.IGNORECASE)
_WORTH = re.compile(r"(?:['’]s?)? worth of ", re.IGNORECASE)
_IN_GOODS = re.compile(r" (?:worth of|in) (?=[a-z])", re.IGNORECASE)
_SHARE = re.compile(r" of (?:the |its |their |those |these |his |her |our )?$", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"^(?: (?:rounds|shells|rockets))?(?: of [^,.;\n]{1,30})?,? or (?:of )?$", re.IGNORECASE)
_OF_FIGURE = re.compile(
    rf" of (?:the |its |their |those |these |his |her |our )?(?:\d|(?:{'|'.join((*ONES, *TENS))})\b)"
)
_ATTACHED = re.compile(r"[A-Za-z]+|%")
_SCORE = re.compile(r"\d+ ?[-–] ?\d+(?![\d,.]*\d)")
_AGAIN = re.compile(r"^[^.;\n\w]{0,2}(?:\(|, or |; or |, about |, or about |, some )$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One numeral or range with its money mark: [start, end), low–high."""

    start: int
    end: int
    low: Number
    high: Number | None
    first: Numeral
    money: UnitRow | None
    vague: bool
    ranged: bool


def quantities(parse: Doc, units: UnitIndex) -> tuple[QuantityMention, ...]:
    """The quantities of a parsed text in order. Dates, ages, ordinals, model and article numbers, clock times, calibres
    and durations are none; a noun that no row of `units` names is its own unit, singular and lower case."""
    page = Page.of(parse)
    found: list[QuantityMention] = []
    for figure in _figures(page.text, units):
        mention = _mention(page, units, figure)
        if mention is not None:
            found.append(mention)
    return _related(page.text, found, units)


def _figures(text: str, units: UnitIndex) -> Iterator[_Figure]:
    """Numerals joined into ranges."""
    past = 0
    for numeral in units.numerals.read(text):
        if numeral.start < past:
            continue
        if _is_score(text, numeral):
            past = numeral.end + 5
            continue
        mark = units.mark_before(text, numeral.start)
        figure = _Figure(
            mark[0] if mark else numeral.start, numeral.end, numeral.low, numeral.high, numeral,
            mark[1] if mark else None, numeral.vague, False,
        )  # fmt: skip
        figure = _ranged(text, units, figure)
        past = figure.end
        yield figure


def _is_score(text: str, numeral: Numeral) -> bool:
    """As in “3-2”, "555-0199": two bare figures with a dash that do not rise."""
    match = _SCORE.match(text, numeral.start)
    if match is None or not numeral.digits:
        return False
    one, two = re.split(r" ?[-–] ?", match[0])
    return int(one) >= int(two)


def _ranged(text: str, units: UnitIndex, figure: _Figure) -> _Figure:
    """The figure with the second end of its range, where it has one."""
    between = _BETWEEN.search(text[max(0, figure.start - 16) : figure.start])
    word = between[1].lower() if between else ""
    join = (_AND if word == "between" else _JOINS).match(text, figure.end)
    if join is None or (word == "from" and _CHANGE.search(text[max(0, figure.start - 60) : figure.start])):
        return figure
    second = units.numerals.at(text, join.end())
    if second is None or second.high is None or figure.high is None:
        return figure
    shares = figure.first.scale == 1 and second.scale > 1 and figure.low < 1000 and bool(figure.first.digits)
    low = whole(figure.low * second.scale) if shares else figure.low
    if not low < second.high or (join[0].strip() == "or" and second.high > 3 * low):
        return figure
    if join[0].strip() in ("-", "–", "—") and not figure.first.digits:
        return figure
    return replace(figure, end=second.end, low=low, high=second.high, vague=figure.vague or second.vague, ranged=True)


def _mention(page: Page, units: UnitIndex, figure: _Figure) -> QuantityMention | None:
    text = page.text
    bound = units.bounds.around(text, figure.start, figure.end)
    if figure.ranged and (between := _BETWEEN.search(text[max(0, bound.start - 9) : bound.start])):
        bound = replace(bound, start=bound.start - len(between[0]))
    after = page.token_at(bound.end)
    named = _named_unit(page, units, after, figure)
    if named is not None and named[1].kind in ("time", "other"):
        return None
    return _measured(page, units, figure, bound, named) if named else _counting(page, units, figure, bound, after)


def _measured(
    page: Page, units: UnitIndex, figure: _Figure, bound: Bound, named: tuple[int, UnitRow]
) -> QuantityMention | None:
    """A figure with a unit of measure: money, mass, share, length. The goods after "in" or "worth of" are counted."""
    text, (end, row) = page.text, named
    if row.kind != "money" and text[figure.end : figure.end + 1] == "-":
        return None
    bound = replace(bound, end=max(bound.end, end))
    tail = units.bounds.around(text, bound.start, bound.end)
    bound = replace(tail, side=bound.side if bound.side != "point" else tail.side) if tail.end > bound.end else bound
    goods: Counted | None = None
    if (link := _IN_GOODS.match(text, bound.end)) and row.kind == "money":
        goods = counted_noun(page.parse, page.token_at(link.end()))
        if goods is not None and " in " in link[0] and not _are_goods(page.parse, goods):
            goods = None
    elif row.kind == "mass" and text.startswith(" of ", bound.end):
        goods = counted_noun(page.parse, page.token_at(bound.end + 1))
    return _built(page, figure, bound, row.unit, goods)


def _counting(page: Page, units: UnitIndex, figure: _Figure, bound: Bound, after: int) -> QuantityMention | None:
    """A figure that counts a noun, or nothing that is named."""
    text = page.text
    if strong := _STRONG.match(text, bound.end):
        bound = replace(bound, end=strong.end())
        return _built(page, figure, bound, "person", counted_noun(page.parse, page.token_at(strong.end())))
    if text[bound.end : bound.end + 1] == "-":
        after += 1
    counted = _counted(page, units, bound.end, after)
    bounded = bound.start < figure.first.start and _BETWEEN_ALONE.fullmatch(text, bound.start, figure.start) is None
    if is_designation(page, figure.first, bounded or bound.end > figure.end, counted):
        return None
    if bound.start == figure.start and _of_set(page, figure, counted):
        return None
    unit = _unit_of(page.parse, units, counted) if counted else None
    if unit is not None and unit[1] in ("time", "other"):
        return None
    return _built(page, figure, bound, unit[0] if unit else None, counted)


def _built(page: Page, figure: _Figure, bound: Bound, unit: str | None, counted: Counted | None) -> QuantityMention:
    text = page.text
    head = _span(page.parse, counted) if counted else None
    end = max(bound.end, head[1]) if head else bound.end
    rate = _RATE.match(text, end)
    if rate:
        end = rate.end()
    low, high = bound.interval(figure.low, figure.high)
    quantity = Quantity(
        low, high, unit, bound.approximate, figure.vague, per=_PERIODS[(rate[1] or rate[2]).lower()] if rate else None,
        text=text[bound.start : end],
    )  # fmt: skip
    each = bool(_EACH.match(text[end : end + 40]) or _EACH_BEFORE.search(text[max(0, bound.start - 24) : bound.start]))
    return QuantityMention(
        bound.start,
        end,
        text[bound.start : end],
        quantity,
        (figure.start, figure.end),
        head,
        bound.additional,
        each=each,
    )


def _named_unit(page: Page, units: UnitIndex, after: int, figure: _Figure) -> tuple[int, UnitRow] | None:
    """Where the unit of measure right after a figure ends, and its row; the currency mark before it wins."""
    if figure.money is None and (attached := _ATTACHED.match(page.text, figure.end)):
        row = units.by_name.get(attached[0].lower())
        return None if row is None else (attached.end(), row)
    words = [t.text for t in page.parse[after : after + 6] if t.text != "-"][:5]
    hyphens = sum(1 for t in page.parse[after : after + 2] if t.text == "-")
    named = units.longest(words)
    if figure.money is not None:
        return figure.end, figure.money
    if named is None or named[1].kind in ("item", "person", "pack"):
        return None
    last = page.parse[after + named[0] - 1 + hyphens]
    if last.lower_ == "of":
        last = page.parse[last.i - 1]
    if named[1].unit == "KRW" and last.tag_ in ("VBD", "VBN") and figure.low < 1000:
        return None
    return last.idx + len(last), named[1]


def _unit_of(parse: Doc, units: UnitIndex, counted: Counted) -> tuple[str, str]:
    """The unit and its kind of a counted noun."""
    head = parse[counted.head]
    words = [t.text for t in parse[counted.first : counted.head + 1] if t.tag_ not in ("POS", "HYPH")]
    noun = head.lower_ if head.is_upper else singular(head.text)
    row = units.of_noun(words) or units.of_noun([noun])
    if row is not None:
        return row.unit, row.kind
    if head.ent_type_ == "NORP" and head.text[:1].isupper():
        return "person", "person"
    return noun, "item"


def _are_goods(parse: Doc, goods: Counted) -> bool:
    """Whether "$400 million in …" goes on with what it buys: a plural or mass noun, not a place or a time."""
    head = parse[goods.head]
    return head.tag_ in ("NN", "NNS") and head.ent_type_ not in ("GPE", "LOC", "DATE", "TIME", "ORG")


def _counted(page: Page, units: UnitIndex, end: int, after: int) -> Counted | None:
    """The noun phrase after a figure; a name of the units table wins where it reaches farther than the parse's phrase."""
    if _joined_noun(page, end, after):
        return Counted(after, after)
    counted = counted_noun(page.parse, after)
    named = units.longest([t.text for t in page.parse[after : after + 5]])
    if named is None or (counted is not None and counted.head >= after + named[0] - 1):
        return counted
    return Counted(after, after + named[0] - 1)


def _joined_noun(page: Page, end: int, after: int) -> bool:
    """Whether a hyphen ties a noun to the figure: "a 10-ship convoy" counts ships."""
    return page.text[end : end + 1] == "-" and after < len(page.parse) and page.parse[after].text.isalpha()


def _of_set(page: Page, figure: _Figure, counted: Counted | None) -> bool:
    """As in “one of the largest”, "one after another", a lone "one": no quantity."""
    if figure.ranged or page.text[figure.start : figure.end].lower() != "one":
        return False
    if counted is None:
        return _OF_FIGURE.match(page.text, figure.end) is None
    return page.text.startswith(" of ", figure.end)


def _related(text: str, found: list[QuantityMention], units: UnitIndex) -> tuple[QuantityMention, ...]:
    """The mentions with what one says of the one before: parts of a whole, sums given again, alternatives."""
    out: list[QuantityMention] = []
    for mention in found:
        if out:
            out[-1], mention = _pair(text, out[-1], mention, units)
        out.append(mention)
    return tuple(out)


def _pair(
    text: str, one: QuantityMention, two: QuantityMention, units: UnitIndex
) -> tuple[QuantityMention, QuantityMention]:
    gap = text[one.end : two.start]
    unit_one, unit_two = one.quantity.unit, two.quantity.unit
    if one.counted is None and _SHARE.match(gap) and unit_one is None:
        whole_span = (two.start, two.end)
        quantity = replace(one.quantity, unit=unit_two)
        return replace(one, quantity=quantity, counted=two.counted, share_of=whole_span), two
    measures = unit_one != unit_two and units.kinds.get(unit_one or "") in ("money", "mass", "length")
    if measures and units.kinds.get(unit_one or "") == units.kinds.get(unit_two or "") and _AGAIN.match(gap):
        return one, replace(two, restates=(one.start, one.end))
    if _ALTERNATIVE.match(gap) and one.counted and two.counted:
        group = one.quantity.alternative_group or f"alternatives-{one.start}"
        return _grouped(one, group), _grouped(two, group)
    return one, two


def _grouped(mention: QuantityMention, group: str) -> QuantityMention:
    return replace(mention, quantity=replace(mention.quantity, alternative_group=group))


def _span(parse: Doc, counted: Counted) -> Span:
    """The counted noun with what stands before it inside its phrase, from its first token to its last."""
    head = parse[counted.head]
    return (parse[counted.first].idx, head.idx + len(head))
