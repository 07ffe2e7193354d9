"""What a measure hits: the goods that it withholds, each once, and how much of them or what sum."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.find.assembly import Assembly
from reportedly.find.rows import Row
from reportedly.terms.claim import Item


def hit_by(a: Assembly, rows: Sequence[Row]) -> Row:
    """ "Suspended $20 million in aid": aid, and so much of it; without goods the measure itself."""
    trigger = a.c.trigger
    items = tuple(dict.fromkeys(i for row in rows for i in row.items)) or (Item(trigger.text, "measure"),)
    spans = tuple(dict.fromkeys(s for row in rows for s in row.spans)) or ((trigger.idx, trigger.idx + len(trigger)),)
    counted = {row.quantity_span: row for row in rows if row.quantity is not None and row.quantity_span is not None}
    told = next(iter(counted.values())) if len(counted) == 1 else None
    return Row(items, told.quantity if told else None, spans, told.quantity_span if told else None, "support")
