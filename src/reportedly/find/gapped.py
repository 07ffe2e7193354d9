"""Figures with a side of their own whose verb and goods are left out: "sent two boats to Fiji and four to Palau", "imported
$90 million in arms from Oman, $40 million from Malta", "gave 24 tanks to Chad, Oman 19 and Malta 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.find.arguments import is_passive
from reportedly.find.candidate import Candidate
from reportedly.find.goods import Good
from reportedly.find.numerals import Numeral, NumeralReader
from reportedly.find.seen import Seen
from reportedly.find.who import Who, who
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention, QuantityMention

_WORDS = ("from", "to", "for")
_NEXT = re.compile(r",?\s+(?:(?:and|while)\s+)?(?:another\s+)?")
_GIVING = ("send", "supply", "commit")
_JOINED = re.compile(r"(?:[,;]|\s(?:and|while))\s+(?:and\s+|while\s+)?(?:the\s+)?$", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[,.;]|and\b|$)")
_YEARS = range(1900, 2100)
_NUMERALS = NumeralReader.of(())
_BETWEEN = r"\s+(?:came\s+|went\s+)?{}\s+(?:the\s+)?"


def gapped(c: Candidate, seen: Seen, publishers: frozenset[str]) -> list[Candidate]:
    """The candidate for its first good and side, and one for each further figure that has a side alone; none where there
    is no such figure."""
    good = next((g for g in c.goods if g.items and g.quantity), None)
    if good is None or good.quantity is None:
        return []
    for word in _WORDS:
        role = c.frame.slots.get(word)
        if role not in ("actor", "recipient"):
            continue
        further = list(_further(c.actor if role == "actor" else c.recipient, good, word, seen))
        if further:
            return list(_split(c, good, role, further, seen, publishers))
    return []


def given_by_others(c: Candidate, seen: Seen) -> list[Candidate]:
    """ "Gave 24 tanks to Chad, Oman 19 and Malta 12": one candidate for each who gives; none where nobody does so in a bare
    figure, or where nobody is named to whom."""
    good = next((g for g in c.goods if g.items and g.quantity), None)
    verb = c.frame.row.pos == "verb" and c.frame.name in _GIVING and not is_passive(c.trigger)
    if good is None or good.quantity is None or not verb or not c.actor.codes:
        return []
    others = list(_givers(good, c.trigger.sent.end_char, seen))
    codes = {m.code for m, _ in others if m.code}
    recipient = c.recipient.without(codes)
    if not others or not recipient.codes or codes & set(c.actor.codes):
        return []
    figures = {n.start for _, n in others}
    own = tuple(g for g in c.goods if not g.quantity or g.quantity.number[0] not in figures)
    found = [replace(c, goods=own, recipient=recipient)]
    for party, number in others:
        counted = replace(
            good.quantity,
            start=number.start,
            end=number.end,
            text=seen.document.text[number.start : number.end],
            number=(number.start, number.end),
            quantity=replace(good.quantity.quantity, low=number.low, high=number.high),
        )
        again = replace(good, head=seen.tokens.head(number.start, number.end), quantity=counted)
        giver = Who((party.code or "",), ((party.start, party.end),))
        found.append(replace(c, goods=(again,), recipient=recipient, actor=giver))
    return found


def _givers(good: Good, until: int, seen: Seen) -> Iterator[tuple[PartyMention, Numeral]]:
    """The states behind the goods with a figure right behind each, and nothing that it counts."""
    text = seen.document.text
    for party in seen.parties:
        if not good.span[1] <= party.start < until or party.cls != "state" or not party.code:
            continue
        number = _NUMERALS.at(text, party.end + 1) if text[party.end : party.end + 1] == " " else None
        if (
            number is None
            or number.low is None
            or (number.low in _YEARS and "," not in text[number.start : number.end])
        ):
            continue
        if _JOINED.search(text, good.span[0], party.start) and _CLOSED.match(text, number.end):
            yield party, number


def _split(
    c: Candidate,
    good: Good,
    role: str,
    further: list[tuple[QuantityMention, PartyMention]],
    seen: Seen,
    publishers: frozenset[str],
) -> Iterator[Candidate]:
    figures = {(f.start, f.end) for f, _ in further}
    sides = [who([seen.tokens.head(m.start, m.end)], seen, publishers) for _, m in further]
    others = {code for side in sides for code in side.codes}
    own = tuple(g for g in c.goods if not g.quantity or (g.quantity.start, g.quantity.end) not in figures)
    first = c.actor if role == "actor" else c.recipient
    later = {code for code, span in zip(first.codes, first.spans, strict=False) if span[0] > further[0][0].start}
    yield _with(replace(c, goods=own), role, first.without(others | later))
    for (figure, _), side in zip(further, sides, strict=True):
        unit = figure.quantity.unit or (good.quantity.quantity.unit if good.quantity else None)
        counted = replace(figure, quantity=replace(figure.quantity, unit=unit))
        again = replace(good, head=seen.tokens.head(figure.start, figure.end), quantity=counted)
        yield _with(replace(c, goods=(again,)), role, side)


def _with(c: Candidate, role: str, side: Who) -> Candidate:
    return replace(c, actor=side) if role == "actor" else replace(c, recipient=side)


def _further(side: Who, good: Good, word: str, seen: Seen) -> Iterator[tuple[QuantityMention, PartyMention]]:
    """The figures with a party behind the word, one right behind the other, after the good's own side."""
    assert good.quantity is not None
    text, unit = seen.document.text, good.quantity.quantity.unit
    end = _end_of_side(side, good.span, word, text)
    while end is not None:
        gap = _NEXT.match(text, end)
        figure = next((q for q in seen.quantities if gap and q.start == gap.end()), None)
        if figure is None or figure.counted is not None or figure.quantity.unit not in (None, unit):
            return
        link = re.compile(_BETWEEN.format(word)).match(text, figure.end)
        party = next(
            (m for m in seen.parties if link and m.start == link.end() and m.code and m.cls != "nationality"), None
        )
        if party is None:
            return
        yield figure, party
        end = party.end


def _end_of_side(side: Who, goods: Span, word: str, text: str) -> int | None:
    """Where the side ends that stands behind the goods and the word."""
    behind = [s for s in side.spans if s[0] > goods[0] and re.search(rf"\b{word} (?:the )?$", text[goods[0] : s[0]])]
    return min(behind)[1] if behind else None
