"""What a measure hits: the goods that it withholds, each once, and the sum."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.find.assembly import Assembly
from reportedly.find.rows import Row
from reportedly.terms.claim import Item
from reportedly.terms.quantity import is_currency


def hit_by(a: Assembly, rows: Sequence[Row]) -> Row:
    """ "Suspended $20 million in aid": aid, and that sum; without goods the measure itself. How many goods a deal that it
    stops is for is told of the deal."""
    trigger = a.c.trigger
    items = tuple(dict.fromkeys(i for row in rows for i in row.items)) or (Item(trigger.text, "measure"),)
    spans = tuple(dict.fromkeys(s for row in rows for s in row.spans)) or ((trigger.idx, trigger.idx + len(trigger)),)
    counted = {r.quantity_span: r for r in rows if r.quantity and r.quantity_span and is_currency(r.quantity.unit)}
    told = next(iter(counted.values())) if len(counted) == 1 else None
    return Row(items, told.quantity if told else None, spans, told.quantity_span if told else None, "support")
