"""What counted goods are bought for: "12 jets for $340 million", "a $340 million deal for 12 jets"."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.find.assembly import Assembly
from reportedly.find.features import ReadClaim
from reportedly.find.rows import Row
from reportedly.terms.claim import Claim
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_SALES = {
    "sell", "buy", "purchase", "sale", "procure", "export", "acquire", "order", "acquisition", "procurement", "pay",
}  # fmt: skip
_PAYING = "pay for"
_AMOUNT = (
    r"(?:a|an|the|its|total|combined|overall|reported|estimated|about|around|roughly|some|of|price|cost|value|sum)"
)
_BEFORE = re.compile(
    r"\b(?:for|worth|costing|valued at|priced at|paid|pay|at (?:a|an|the)(?: \w+)? (?:price|cost|value|sum) of)"
    rf"(?: {_AMOUNT})* ?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[ -](?:[\w-]+ ){0,2}(?:deals?|contracts?|sales?|purchases?|orders?|agreements?|accords?)\b")
_OF_A_DEAL = re.compile(
    r"\b(?:deals?|contracts?|orders?|agreements?|accords?) (?:worth|valued at|for|of)(?: \w+){0,3} ?$", re.IGNORECASE
)
_GOODS_BEHIND = re.compile(r" (?:worth of|in) ")


def is_bought(a: Assembly) -> bool:
    """Whether the goods change hands for money: they are sold, or a deal with a price tells of them."""
    sentence, text = a.c.trigger.sent, a.seen.document.text
    price = price_of(a)
    if price is not None and (
        _BEHIND.match(text, price.end) or _OF_A_DEAL.search(text, sentence.start_char, price.start)
    ):
        return True
    words = {a.c.frame.row.lemma, a.c.trigger.lemma_.lower(), *(a.seen.parse[i].lemma_.lower() for i in a.c.used)}
    return a.c.frame.name == "contract" or bool(words & _SALES)


def price_of(a: Assembly) -> QuantityMention | None:
    """The one sum in the sentence that stands as a price."""
    text, sentence = a.seen.document.text, a.c.trigger.sent
    found = [
        q
        for q in a.seen.quantities
        if sentence.start_char <= q.start < sentence.end_char
        and is_currency(q.quantity.unit)
        and q.restates is None
        and (_is_price(text, q, sentence.start_char) or _is_paid(a, q))
    ]
    return found[0] if len(found) == 1 else None


def without_price(a: Assembly, rows: list[Row]) -> list[Row]:
    """The rows of what is bought: beside counted goods their price is no good of its own."""
    price = price_of(a) if is_bought(a) and any(_is_counted(row) for row in rows) else None
    return [row for row in rows if price is None or row.quantity_span != (price.start, price.end)]


def with_price(a: Assembly, row: Row, claim: Claim) -> Claim:
    """The claim of counted goods with what is given for them, in the words of the text."""
    pays = a.c.frame.row.lemma == _PAYING  # what it is paid for are the goods themselves
    known = claim.exchange is not None and not pays
    if not isinstance(claim, ReadClaim) or known or not _is_counted(row) or not is_bought(a):
        return claim
    price = price_of(a)
    fields = {name: spans for name, spans in claim.fields.items() if name != "exchange"}
    if price is None:
        return replace(claim, exchange=None, fields=fields) if pays else claim
    fields["exchange"] = ((price.start, price.end),)
    return replace(claim, exchange=a.seen.document.text[price.start : price.end], fields=fields)


def _is_paid(a: Assembly, q: QuantityMention) -> bool:
    """The sum that is paid for goods."""
    paid = [c for c in a.c.trigger.children if c.dep_ == "dobj" and a.c.frame.row.lemma == _PAYING]
    return any(a.seen.quantity_at.get(t.i) is q for t in paid)


def _is_price(text: str, q: QuantityMention, start: int) -> bool:
    if q.counted is not None or _GOODS_BEHIND.match(text, q.end):
        return False  # "$40 million worth of rifles"
    return bool(_BEFORE.search(text, start, q.start) or _BEHIND.match(text, q.end))


def _is_counted(row: Row) -> bool:
    return row.sort == "arms" and row.quantity is not None and not is_currency(row.quantity.unit)
