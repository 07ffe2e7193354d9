"""What goods are bought for. Beside counted goods a price is what is given in exchange ("12 jets for $340 million"); where
nothing is counted, it is how much was bought ("sold missiles for $340 million")."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.assembly import Assembly
from reportedly.find.candidate import SIGNED
from reportedly.find.features import ReadClaim
from reportedly.find.rows import PEOPLE, Row, sort_of
from reportedly.terms.claim import Claim
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_SALES = {
    "sell", "buy", "purchase", "sale", "deal", "arms deal", "procure", "export", "reexport", "resell", "acquire", "order",
    "acquisition", "procurement", "pay", "licence", "license",
}  # fmt: skip
_FUNDING = {"fund", "finance", "bankroll", "subsidize", "underwrite"}
_UNNAMED_AID = {"military-aid", "money"}
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
_PART = re.compile(
    r"\b(?:part|portion|tranche|instal?ment|start|first \w+) of (?:an?|the|its|their)(?: [\w-]+){0,3} ?$", re.IGNORECASE
)
"""Before the price of a whole of which the goods are a part."""
_GOODS_BEHIND = re.compile(r" (?:worth of|in) ")


def told_apart(a: Assembly, rows: list[Row]) -> list[Row]:
    """The rows of what changes hands: a price is no good of its own beside counted goods, and else tells how much it is."""
    if any(is_counted(row) for row in rows):
        price = _price_of(a) if _is_sale(a) else None
        return [row for row in rows if price is None or row.quantity_span != (price.start, price.end)]
    return [_worth_its_price(a, row) for row in rows]


def with_price(a: Assembly, row: Row, claim: Claim) -> Claim:
    """The claim of counted goods with what is given for them, in the words of the text."""
    pays = a.c.frame.row.lemma == _PAYING  # what it is paid for are the goods themselves
    known = claim.exchange is not None and not pays
    if not isinstance(claim, ReadClaim) or known or not is_counted(row) or not _is_sale(a):
        return claim
    price = _price_of(a)
    fields = {name: spans for name, spans in claim.fields.items() if name != "exchange"}
    if price is None:
        return replace(claim, exchange=None, fields=fields) if pays else claim
    fields["exchange"] = ((price.start, price.end),)
    return replace(claim, exchange=a.seen.document.text[price.start : price.end], fields=fields)


def _worth_its_price(a: Assembly, row: Row) -> Row:
    """Goods sold for a sum and not counted: the sum is their quantity; what is used "to fund a package" is the package's."""
    if a.c.frame.row.lemma in _FUNDING and row.quantity is None:
        above = [p for t in (a.c.trigger, a.c.trigger.head) for c in t.children if c.dep_ == "dobj" for p in c.subtree]
        return _counted_by(row, next((q for t in above if (q := _sum_at(a, t))), None), row.sort)
    if not _is_sale(a) or (row.quantity is not None and row.sort != "support"):
        return row
    own = row.quantity and next((q for q in a.seen.quantities if q.quantity is row.quantity), None)
    sort = sort_of(row.items, None, a.reading.tree)
    named = not {i.item for i in row.items} <= _UNNAMED_AID and sort != PEOPLE
    return _counted_by(row, own or _sum_of_the_sale(a), sort) if named else row


def _counted_by(row: Row, told: QuantityMention | None, sort: str) -> Row:
    return replace(row, quantity=told.quantity, quantity_span=(told.start, told.end), sort=sort) if told else row


def _sum_of_the_sale(a: Assembly) -> QuantityMention | None:
    """The first sum told with the sale, in whatever words."""
    over = a.c.trigger.head
    bound = list(over.lefts) if a.c.trigger.dep_ == "acl" and over.lemma_.lower() in SIGNED else []
    told = (*a.c.trigger.subtree, *bound)  # "signed a $3 billion contract to buy missiles"
    return next((q for token in told if (q := _sum_at(a, token))), None)


def _sum_at(a: Assembly, token: Token) -> QuantityMention | None:
    told = a.seen.quantity_at.get(token.i)
    return told if told and is_currency(told.quantity.unit) else None


def _is_sale(a: Assembly) -> bool:
    """Whether the goods change hands for money: they are sold, or a deal with a price tells of them."""
    words = {a.c.frame.row.lemma, a.c.trigger.lemma_.lower(), *(a.seen.parse[i].lemma_.lower() for i in a.c.used)}
    if a.c.frame.name == "contract" or words & _SALES:
        return True
    price, text = _price_of(a), a.seen.document.text
    return price is not None and bool(
        _BEHIND.match(text, price.end) or _OF_A_DEAL.search(text, a.c.trigger.sent.start_char, price.start)
    )


def _price_of(a: Assembly) -> QuantityMention | None:
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


def _is_paid(a: Assembly, q: QuantityMention) -> bool:
    """The sum that is paid for goods."""
    paid = [c for c in a.c.trigger.children if c.dep_ == "dobj" and a.c.frame.row.lemma == _PAYING]
    return any(a.seen.quantity_at.get(t.i) is q for t in paid)


def _is_price(text: str, q: QuantityMention, start: int) -> bool:
    if q.counted is not None or _GOODS_BEHIND.match(text, q.end) or _PART.search(text, start, q.start):
        return False  # "$40 million worth of rifles", "part of a $40 million deal"
    return bool(_BEFORE.search(text, start, q.start) or _BEHIND.match(text, q.end))


def is_counted(row: Row) -> bool:
    return row.sort == "arms" and row.quantity is not None and not is_currency(row.quantity.unit)
