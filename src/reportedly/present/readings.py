"""A mention in print: what its words were read as."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportedly.present.words import day
from reportedly.terms.evidence import Span
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    PlaceMention,
    QuantityMention,
    VesselMention,
)
from reportedly.terms.quantity import Quantity


def reading(mention: Mention, text: str) -> str:
    """What the words of a mention were read as, on one line. text: of the document."""
    match mention:
        case PartyMention():
            back = f"for “{text[slice(*mention.refers)]}”" if mention.refers else ""
            return _joined([mention.cls, mention.code or "no code known", mention.name, mention.role, back])
        case PlaceMention():
            return _joined([mention.place or mention.name, mention.country])
        case ItemMention():
            return _joined([mention.item, mention.cls])
        case VesselMention():
            return _joined([mention.name, f"IMO {mention.imo}" if mention.imo else ""])
        case QuantityMention():
            return _joined([bounds(mention.quantity), *_qualities(mention)])
        case PeriodMention():
            days = f"{_end(mention.start_on)} – {_end(mention.end_on)}"
            known = mention.start_on or mention.end_on
            return _joined([days if known else "no days", f"{mention.timex_type} {mention.timex_value}"])
        case AttributionMention():
            return _said(mention, text)


def bounds(quantity: Quantity) -> str:
    """The bounds and the unit as read: "≥ 1000 container", "30–40 tank"."""
    low, high, unit = quantity.low, quantity.high, quantity.unit or "of no unit"
    if low is not None and low == high:
        return f"{low:g} {unit}"
    if low is None or high is None:
        return f"≥ {low:g} {unit}" if low is not None else f"≤ {high:g} {unit}" if high is not None else f"? {unit}"
    return f"{low:g}–{high:g} {unit}"


def _qualities(mention: QuantityMention) -> Iterable[str]:
    quantity = mention.quantity
    named = {
        "approximate": quantity.approximate,
        "vague": quantity.vague,
        "additional": mention.additional,
        "each": mention.each,
        "a share": mention.share_of is not None,
        "restates another": mention.restates is not None,
    }
    return [name for name, so in named.items() if so]


def _said(mention: AttributionMention, text: str) -> str:
    """Who, by which cue, with which stance, says which words."""
    who = words(text, [mention.source] if mention.source else []) or "nobody named"
    parties = f" ({', '.join(mention.parties)})" if mention.parties else ""
    cue = f" by {words(text, [mention.cue])}" if mention.cue else ""
    kinds = [name for name in ("relay", "carried", "anonymous") if getattr(mention, name)]
    content = words(text, mention.content)
    return f"{_joined([who + parties + cue, mention.stance, *kinds])}: {content}"


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at some spans, in quotation marks; lines run on."""
    return ", ".join(f"“{' '.join(text[start:end].split())}”" for start, end in spans)


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _end(on: date | None) -> str:
    return day(on) if on else "open"
