"""What our own rows see in a document, in the form in which a model's answer is held to it, whatever the language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from reportedly.find.model.layout import within
from reportedly.terms.claim import BasisType, Modality
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree
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

M = TypeVar("M", PartyMention, ItemMention, QuantityMention, PeriodMention, PlaceMention, VesselMention)


@dataclass(frozen=True, slots=True)
class SeenHedge:
    """Words that weaken what they stand with, and what they make of it; of a denial or a "not" the modality is `denied`.

    over: how far they reach; None is the whole sentence.
    """

    start: int
    end: int
    modality: Modality | None = None
    basis: BasisType | None = None
    over: Span | None = None


@dataclass(frozen=True, slots=True)
class Instruction:
    """A passage that speaks to the reader instead of the public. reported: it is only quoted by whom the report tells of;
    then it spoils what is read from its own words, else all of its paragraph.
    """

    start: int
    end: int
    reported: bool = False


@dataclass(frozen=True)
class ModelSeen:
    """What is seen in one document. sentences: in order. cues: spans of words of saying beside those of the attributions
    among the mentions. publisher: its code where it is itself a state's body or an alliance.
    """

    tree: ItemTree
    mentions: tuple[Mention, ...] = ()
    sentences: tuple[Span, ...] = ()
    hedges: tuple[SeenHedge, ...] = ()
    cues: tuple[Span, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    publisher: str | None = None

    @cached_property
    def parties(self) -> tuple[PartyMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, PartyMention))

    @cached_property
    def items(self) -> tuple[ItemMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, ItemMention))

    @cached_property
    def quantities(self) -> tuple[QuantityMention, ...]:
        """The amounts among the figures."""
        return tuple(m for m in self.mentions if isinstance(m, QuantityMention) and m.amount)

    @cached_property
    def periods(self) -> tuple[PeriodMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, PeriodMention))

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, PlaceMention))

    @cached_property
    def vessels(self) -> tuple[VesselMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, VesselMention))

    @cached_property
    def attributions(self) -> tuple[AttributionMention, ...]:
        return tuple(m for m in self.mentions if isinstance(m, AttributionMention))

    @cached_property
    def taken(self) -> frozenset[Span]:
        """The spans of all that the rows know to be something; a name of somebody unknown is none of them."""
        return frozenset((m.start, m.end) for m in self.mentions if not isinstance(m, AttributionMention))

    @cached_property
    def all_cues(self) -> tuple[Span, ...]:
        """All words of saying."""
        return (*self.cues, *(a.cue for a in self.attributions if a.cue))


def widest(mentions: Iterable[M], span: Span) -> tuple[M, ...]:
    """Of the mentions inside a span those that lie in no other of them."""
    inside = [m for m in mentions if within((m.start, m.end), span)]
    return tuple(m for m in inside if not any(_holds(other, m) for other in inside))


def _holds(one: M, other: M) -> bool:
    return (one.start, one.end) != (other.start, other.end) and within((other.start, other.end), (one.start, one.end))
