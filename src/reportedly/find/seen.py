"""What is seen in one document: the parse and every mention, with the way from tokens to mentions and back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from reportedly.find.number_words import whole
from reportedly.find.page import Page
from reportedly.terms.attribution import Link
from reportedly.terms.document import Document
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


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=Spanned)


class Tokens:
    """From code points to tokens of one parse."""

    def __init__(self, parse: Doc) -> None:
        self.parse = parse
        self.text = Page.of(parse).text
        self._at: list[int] = []
        for token in parse:
            self._at.extend([token.i] * (token.idx - len(self._at) + len(token)))
        self._at.extend([len(parse) - 1] * (len(self.text) - len(self._at) + 1))

    def at(self, start: int, end: int) -> range:
        """The indexes of the tokens that the span touches."""
        return range(self._at[start], self._at[max(start, end - 1)] + 1)

    def head(self, start: int, end: int) -> Token:
        """The token of the span on which the others hang."""
        inside = self.at(start, end)
        for i in inside:
            token = self.parse[i]
            if token.head.i not in inside or token.head.i == i:
                if token.dep_ == "punct" or token.is_space:
                    continue
                return token
        return self.parse[inside[-1]]


def _in_percent(part: QuantityMention) -> QuantityMention:
    quantity = part.quantity
    low, high = (None if n is None else whole(round(n * 100, 1)) for n in (quantity.low, quantity.high))
    return replace(part, quantity=replace(quantity, low=low, high=high, unit="percent"))


@dataclass(frozen=True)
class Seen:
    """One document, read and parsed, and all mentions in it. author: the person whom its title gives as its speaker.
    seats: company → the state in which it has its seat. hosts: mission → the state in which it is. members: states named
    together ("the Baltic states") → each of them. alliances: whose forces are told with the state where they are. groups:
    armed ones. titled: the states that the title names.
    """

    document: Document
    parse: Doc
    tokens: Tokens
    parties: tuple[PartyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    items: tuple[ItemMention, ...] = ()
    vessels: tuple[VesselMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    periods: tuple[PeriodMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    author: Link | None = None
    seats: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alliances: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    titled: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of them, in the order of the text."""
        every: tuple[Mention, ...] = (
            *self.parties, *self.places, *self.items, *self.vessels, *self.quantities, *self.periods, *self.attributions,
        )  # fmt: skip
        return tuple(sorted(every, key=lambda mention: (mention.start, mention.end, mention.type)))

    @cached_property
    def parties_at(self) -> dict[int, tuple[PartyMention, ...]]:
        """By token; where mentions lie in one another the longest only, two of one span ("both countries") both."""
        found: dict[int, tuple[PartyMention, ...]] = {}
        for mention in self.parties:
            for i in self.tokens.at(mention.start, mention.end):
                known = found.get(i, ())
                if known and known[0].end - known[0].start > mention.end - mention.start:
                    continue
                same = known if known and (known[0].start, known[0].end) == (mention.start, mention.end) else ()
                found[i] = (*same, mention)
        return found

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas of the text, in lower case."""
        return frozenset(t.lemma_.lower() for t in self.parse)

    @cached_property
    def place_at(self) -> dict[int, PlaceMention]:
        return self._by_token(self.places)

    @cached_property
    def item_at(self) -> dict[int, ItemMention]:
        return self._by_token(self.items)

    @cached_property
    def quantity_at(self) -> dict[int, QuantityMention]:
        """Of the amounts, by the tokens of the figure itself and of the noun it counts."""
        found: dict[int, QuantityMention] = {}
        for mention in (m for m in self.quantities if m.amount):
            spans = [mention.number, *([mention.counted] if mention.counted else [])]
            for start, end in spans:
                for i in self.tokens.at(start, end):
                    found.setdefault(i, mention)
        return found

    @cached_property
    def shares(self) -> tuple[QuantityMention, ...]:
        """The shares told in words ("two-thirds of"), in percent."""
        parts = (m for m in self.quantities if not m.amount and m.quantity.unit is None)
        return tuple(_in_percent(m) for m in parts if 0 < (m.quantity.low or m.quantity.high or 0) < 1)

    @cached_property
    def share_at(self) -> dict[int, QuantityMention]:
        return self._by_token(self.shares)

    @cached_property
    def period_at(self) -> dict[int, PeriodMention]:
        return self._by_token(self.periods)

    @cached_property
    def attributions_at(self) -> dict[int, tuple[AttributionMention, ...]]:
        """By token of their content."""
        found: dict[int, list[AttributionMention]] = {}
        for mention in self.attributions:
            for start, end in mention.content:
                for i in self.tokens.at(start, end):
                    found.setdefault(i, []).append(mention)
        return {i: tuple(mentions) for i, mentions in found.items()}

    @cached_property
    def speakers(self) -> frozenset[int]:
        """The tokens of the words for who says something."""
        return frozenset(i for a in self.attributions if a.source for i in self.tokens.at(*a.source))

    def periods_between(self, start: int, end: int) -> tuple[PeriodMention, ...]:
        """The time expressions that begin within [start, end)."""
        starts = self._period_starts
        return self.periods[bisect_left(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _period_starts(self) -> list[int]:
        return [p.start for p in self.periods]

    def _by_token(self, mentions: Iterable[M]) -> dict[int, M]:
        return {i: m for m in mentions for i in self.tokens.at(m.start, m.end)}
