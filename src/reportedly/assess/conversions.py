"""assess.conversions: what a band would come to in another unit, by rows that somebody has declared in public.

Converted figures are no claims. They stand apart, are never counted, and name the row and who declared it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.terms.findings import Converted
from reportedly.terms.flow import Flow, Total
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Number
from reportedly.terms.tables import ConversionRow


def converted(
    totals: Iterable[Total], flow: Flow, rows: Iterable[ConversionRow], items: ItemTree
) -> tuple[Converted, ...]:
    """Each band at level 1 `with-unknown` by each row of its flow, unit and class. A row is used on figures of any day, and
    only where it was public by the flow's `published_by`. Order: by row, then class.
    """
    bands = [t for t in totals if t.level == 1 and t.counting == "with-unknown" and t.because]
    known = [row for row in rows if _is_of(row, flow) and (not flow.published_by or row.said <= flow.published_by)]
    found = [c for row in known for c in _by_row(bands, row, items)]
    return tuple(sorted(found, key=lambda c: (c.conversion, c.item)))


def _is_of(row: ConversionRow, flow: Flow) -> bool:
    sides = ((flow.supplier, row.supplier), (flow.recipient, row.recipient))
    return all(asked is not None and state_of(asked) == side for asked, side in sides)


def _by_row(bands: Iterable[Total], row: ConversionRow, items: ItemTree) -> Iterator[Converted]:
    """Of the band of the row's own class, else of the nearest wider one, which may hold other goods too. A row that only
    bounds what a band leaves open yields nothing.
    """
    like = [t for t in bands if t.unit == row.unit and items.within(row.item, t.item)]
    if not like:
        return
    total = max(like, key=lambda t: len(items.path(t.item)))
    low, high = _scaled(total.low, row.low, row.count), _scaled(total.high, row.high, row.count)
    if low is None and high is None:
        return
    yield Converted(
        conversion=row.conversion,
        item=row.to_item,
        unit=row.to_unit,
        low=low,
        high=high,
        of_item=total.item,
        of_unit=total.unit,
        of_low=total.low,
        of_high=total.high,
        because=total.because,
        reason=_reason(row),
        said_by=row.said_by,
        said=row.said,
        alternative=row.alternative or None,
    )


def _reason(row: ConversionRow) -> str:
    least = "" if row.high is not None else "at least "
    bounds = list(dict.fromkeys(f"{b:,.0f}" for b in (row.low, row.high) if b is not None))
    lead = "up to " if row.low is None else least
    return f"{row.count:,.0f} {row.unit}s to {lead}{'–'.join(bounds)} {row.to_unit}s: {row.words}"


def _scaled(bound: Number | None, per_count: float | None, count: float) -> float | None:
    return None if bound is None or per_count is None else bound * per_count / count
