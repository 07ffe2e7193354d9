"""Grounding: the rows of a model's answer, held to the text and to what our own rows see in it, become claims.

The model only points at words; parties, classes, figures and days are read from those words by our own mentions. What does
not hold is a problem and never a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.find.model.goods import Goods, goods, happened, places
from reportedly.find.model.holding import held
from reportedly.find.model.instructions import spoilt
from reportedly.find.model.layout import meet, within
from reportedly.find.model.locating import Passage, passages
from reportedly.find.model.names import NameWords
from reportedly.find.model.parts import Part
from reportedly.find.model.refusing import Refused, problem, shown
from reportedly.find.model.rows import Row
from reportedly.find.model.seen import ModelSeen
from reportedly.find.model.sides import Side, side
from reportedly.find.model.tellers import told
from reportedly.find.repeats import merged
from reportedly.terms.claim import Claim, DocumentRef, Hedge, Vessel
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.problem import Problem
from reportedly.terms.telling import is_state


@dataclass(frozen=True, slots=True)
class Grounds:
    """What grounding needs beside the text. method: of the claims ("llm/MODEL+PROMPT+…"); confidence: of a reading that was
    not measured; names: what may stand beside a name.
    """

    method: str
    confidence: float
    names: NameWords


Notes = list[tuple[str, str]]
"""Slugs and messages of what was mended in a row that holds."""


def grounded(
    rows: Sequence[Row], document: Document, part: Part, seen: ModelSeen, grounds: Grounds
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of an answer's rows that hold, repeats merged, and why the others do not.

    A row that does not hold is one problem, an error of its own slug; a hedge or an origin that was put back is a warning,
    and so is a report with passages that speak to the reader (`speaks-to-the-reader`, once for the part).
    """
    spoiled = _spoiled(document, part, seen)
    problems: list[Problem] = []
    claims: list[Claim] = []
    for row in rows:
        try:
            claim, notes = _claim(row, document, part, seen, grounds, spoiled)
        except Refused as fault:
            problems.append(problem(document, fault.slug, f"a claim of the model is left out: {fault.message}"))
            continue
        claims.append(claim)
        problems.extend(problem(document, slug, message, "warning") for slug, message in notes)
    once, twice = _one_each(merged(claims, seen.tree), document)
    return once, (*_warned(spoiled, document), *problems, *twice)


def joined(claims: Iterable[Claim], tree: ItemTree) -> tuple[Claim, ...]:
    """The claims of all parts of a document as one list, repeats merged and their further evidence kept."""
    every = tuple(claims)
    return tuple(_with_also(claim, every) for claim in merged(every, tree))


def _with_also(claim: Claim, every: Sequence[Claim]) -> Claim:
    own = (claim.evidence, *claim.also)
    more = (
        e for c in every if c.evidence in own and c.kind == claim.kind for e in c.also if c.origins == claim.origins
    )
    return replace(claim, also=tuple(dict.fromkeys(e for e in (*claim.also, *more) if e != claim.evidence)))


def _spoiled(document: Document, part: Part, seen: ModelSeen) -> tuple[tuple[Span, bool], ...]:
    """The spans in the part from which nothing is read, and whether the public is only told of them."""
    found = ((span, i.reported) for i in seen.instructions for span in spoilt(document.text, i))
    return tuple((span, reported) for span, reported in found if meet(span, (part.start, part.end)))


def _warned(spoiled: Sequence[tuple[Span, bool]], document: Document) -> Iterator[Problem]:
    first = next((span for span, reported in spoiled if not reported), None)
    if first is not None:
        words = shown(" ".join(document.text[slice(*first)].split()))
        message = f"it speaks to the reader, not to the public: {words}; nothing is read from there"
        yield problem(document, "speaks-to-the-reader", message, "warning")


def _claim(
    row: Row, document: Document, part: Part, seen: ModelSeen, grounds: Grounds, spoiled: Sequence[tuple[Span, bool]]
) -> tuple[Claim, Notes]:
    """The claim of a row at the first place of its quote where all holds. Raises Refused, by the first place."""
    refused: Refused | None = None
    for passage in passages(row, document, part, seen):
        try:
            _check_spoilt(passage.quote, {}, document.text, spoiled)
            claim, notes = _built(row, passage, document, seen, grounds)
            _check_spoilt(passage.quote, claim.fields, document.text, spoiled)
            return claim, notes
        except Refused as fault:
            refused = refused or fault
    raise refused or Refused("quote-not-found", f"the quote {shown(row.quote)} does not stand in the text")


def _check_spoilt(
    quote: Span, fields: Mapping[str, Sequence[Span]], text: str, spoiled: Sequence[tuple[Span, bool]]
) -> None:
    """Raises Refused where the quote touches a passage that speaks to the reader, or a field one that is only told of."""
    words = [span for spans in fields.values() for span in spans]
    for bad, reported in spoiled:
        touches = any(meet(bad, span) for span in words) or (within(quote, bad) if reported else meet(bad, quote))
        if touches:
            speech = shown(" ".join(text[slice(*bad)].split()))
            raise Refused("speaks-to-the-reader", f"it rests on words that speak to the reader: {speech}")


def _built(row: Row, passage: Passage, document: Document, seen: ModelSeen, grounds: Grounds) -> tuple[Claim, Notes]:
    names, text = grounds.names, document.text
    actor = side("actor", row.actor, passage, seen, names)
    recipient = side("recipient", row.recipient, passage, seen, names)
    what = goods(row, passage, seen)
    where, place_spans = places(row.places, passage, seen, names)
    anchors = _anchors(what, passage)
    chain = told(row, anchors, (*actor.spans, *recipient.spans), passage, document, seen, names)
    words = (*actor.spans, *recipient.spans, *what.spans, *((what.counted,) if what.counted else ()))
    hold = held(row, words, passage, chain.attributions, seen)
    when, when_span = happened(replace(row, modality=hold.modality), passage, seen, document.published_on)
    by = chain.links[-1].name
    sides = [_spoken(s, chain.origins) for s in (actor, recipient)]
    if not any(sides):
        raise Refused("no-party", f"it names neither who gives nor who gets: {shown(row.quote)}")
    fields = {
        "actor": actor.spans,
        "recipient": recipient.spans,
        "item": what.spans,
        "quantity": (what.counted,) if what.counted else (),
        "happened": (when_span,) if when_span else (),
        "places": place_spans,
        "modality": hold.hedges,
        "condition": (hold.condition,) if hold.condition else (),
        "origins": chain.spans,
    }
    claim = Claim(
        document=DocumentRef.of(document),
        kind=row.kind,
        actor=sides[0],
        recipient=sides[1],
        evidence=Evidence.cut(text, *passage.quote),
        items=what.items,
        quantity=what.quantity,
        happened=when,
        places=where,
        vessels=tuple(Vessel(v.name, v.imo) for v in seen.vessels if within((v.start, v.end), passage.quote)),
        stage=row.stage,
        modality=hold.modality,
        hedges=tuple(Hedge(text[start:end], by) for start, end in hold.hedges),
        basis=hold.basis,
        condition=text[slice(*hold.condition)] if hold.condition else None,
        attribution=chain.links,
        origins=chain.origins,
        said=chain.said,
        fields={name: spans for name, spans in fields.items() if spans},
        method=grounds.method,
        reading_confidence=grounds.confidence,
        handling=document.handling,
    )
    return claim, _notes(row, chain.restored, by, hold.restored, claim)


def _anchors(what: Goods, passage: Passage) -> tuple[Span, ...]:
    """The words of what is told within the quote; the quote itself where none stand there."""
    spans = (*what.spans, *((what.counted,) if what.counted else ()))
    return tuple(span for span in spans if within(span, passage.quote)) or (passage.quote,)


def _spoken(given: Side, origins: Sequence[str]) -> tuple[str, ...]:
    """ "We" is the side of whoever speaks."""
    states = [state_of(origin) for origin in origins if is_state(origin)] if given.speaks else []
    return tuple(dict.fromkeys((*given.codes, *states)))


def _notes(row: Row, origin_restored: bool, by: str, hedge: str | None, claim: Claim) -> Notes:
    notes = []
    if origin_restored:
        notes.append(("origin-restored", f"the model named nobody who says so; by our own rows {shown(by)} does"))
    if hedge is not None:
        message = f"the model called it {row.modality!r}; by {shown(hedge)} it is {claim.modality!r}"
        notes.append(("hedge-restored", message))
    return notes


def _one_each(claims: Sequence[Claim], document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Of claims that rest on the same words the first; another one's figure or modality would stand for it."""
    kept: dict[str, Claim] = {}
    twice = []
    for claim in claims:
        if claim.id in kept:
            words = shown(claim.evidence.quote)
            message = f"a claim of the model is left out: an earlier one rests on the same words, {words}"
            twice.append(problem(document, "told-twice", message))
        kept.setdefault(claim.id, claim)
    return tuple(kept.values()), tuple(twice)
