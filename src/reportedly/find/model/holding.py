"""Holding: how a claim is held. A model may hold it more weakly than our own rows see it held, never more firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.find.model.layout import meet, within
from reportedly.find.model.locating import Passage
from reportedly.find.model.refusing import Refused, shown
from reportedly.find.model.rows import Row
from reportedly.find.model.seen import ModelSeen, SeenHedge
from reportedly.terms.claim import MODALITIES, Basis, Modality
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention

_BY_STANCE: dict[str, Modality] = {
    "denied": "denied",
    "assessed": "assessed",
    "possible": "possible",
    "desired": "desired",
    "planned": "planned",
}


@dataclass(frozen=True, slots=True)
class ToldHeld:
    """hedges: the spans of the words. restored: the words that the model did not take up, None where it did."""

    modality: Modality
    hedges: tuple[Span, ...] = ()
    condition: Span | None = None
    basis: Basis | None = None
    restored: str | None = None


def held(
    row: Row, words: Sequence[Span], passage: Passage, attributions: Sequence[AttributionMention], seen: ModelSeen
) -> ToldHeld:
    """How a claim is held. words: the spans of its sides and goods; attributions: those over it.

    Raises Refused: `words-not-found`, `denial-dropped`, `denial-not-told`.
    """
    given = [passage.must_hold("hedge", hedge)[0] for hedge in row.hedges]
    condition = passage.must_hold("condition", row.condition)[0] if row.condition else None
    near = [h for h in seen.hedges if _applies(h, words, condition, passage)]
    stances = [(a, m) for a in attributions if (m := _BY_STANCE.get(a.stance)) and _denies_it(row, m)]
    marks = [*((h.modality, (h.start, h.end)) for h in near if h.modality), *((m, a.cue) for a, m in stances if a.cue)]
    _check_denial(row, [passage.text[slice(*span)] for modality, span in marks if modality == "denied"])
    floor: list[Modality] = ["conditional"] if condition else []
    best = min([row.modality, *floor, *(m for m, _ in marks)], key=MODALITIES.index)
    missed = next((passage.text[slice(*span)] for m, span in marks if m == best), row.condition)
    own = [(h.start, h.end) for h in near]
    hedges = tuple(dict.fromkeys((*given, *(s for s in own if not any(meet(s, g) for g in given)))))
    return ToldHeld(
        best, tuple(sorted(hedges)), condition, _basis(near, passage.text), missed if best != row.modality else None
    )


def _denies_it(row: Row, modality: Modality) -> bool:
    """Who rejects sanctions denies none."""
    return modality != "denied" or row.kind != "measure"


def _applies(hedge: SeenHedge, words: Sequence[Span], condition: Span | None, passage: Passage) -> bool:
    """Whether a hedge stands in the quote, in a sentence and a clause with words of the claim, and is none of them."""
    span = (hedge.start, hedge.end)
    if not within(span, passage.quote) or any(meet(span, own) for own in words):
        return False
    if condition and within(span, condition):
        return False
    inside = [own for own in words if within(own, passage.quote)]
    reach = [s for s in passage.sentences if meet(s, span)] if hedge.over is None else [hedge.over]
    return not inside or any(meet(own, clause) for own in inside for clause in reach)


def _check_denial(row: Row, denials: Sequence[str]) -> None:
    if denials and row.modality != "denied":
        raise Refused("denial-dropped", f"it is called {row.modality!r}, but the quote says {shown(denials[0])}")
    if row.modality == "denied" and not denials and not row.hedges:
        raise Refused("denial-not-told", f"it is called 'denied', but no words of denial stand in {shown(row.quote)}")


def _basis(hedges: Sequence[SeenHedge], text: str) -> Basis | None:
    found = next((h for h in hedges if h.basis), None)
    return Basis(found.basis, text[found.start : found.end]) if found and found.basis else None
