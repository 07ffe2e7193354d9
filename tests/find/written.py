"""Quantities and periods on one line each, as the tables of cases list them, whatever language they were read in."""

from __future__ import annotations

from reportedly.terms.mention import PeriodMention, QuantityMention


def quantity(text: str, mention: QuantityMention) -> str:
    """A quantity: the interval, then whatever else holds of it."""
    q = mention.quantity
    parts = [f"{'' if q.low is None else q.low}..{'' if q.high is None else q.high} {q.unit or '-'}"]
    parts += ["about"] * q.approximate + ["vague"] * q.vague + ["more"] * mention.additional + ["each"] * mention.each
    parts += [f"per {q.per}"] * (q.per is not None) + ["or"] * (q.alternative_group is not None)
    parts += [f"of [{text[slice(*mention.share_of)]}]"] if mention.share_of else []
    parts += [f"again [{text[slice(*mention.restates)]}]"] if mention.restates else []
    return " ".join(parts)


def period(mention: PeriodMention) -> str:
    """A period: its type, its value, its days, and whether it is the start of something."""
    since = " since" if mention.since else ""
    return f"{mention.timex_type} {mention.timex_value} {mention.start_on or ''}..{mention.end_on or ''}{since}"
