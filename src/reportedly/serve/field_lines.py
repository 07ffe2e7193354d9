"""The fields of a claim in print: its marked words, then each field with its value and the words it was read from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from reportedly.present.names import Names
from reportedly.present.words import day, period_words, quantity_words
from reportedly.serve.claim_history import Change
from reportedly.serve.marking import marked, words_of
from reportedly.serve.printing import plain, printable
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.tables import Tables

WIDTH = 110


def field_lines(claim: Claim, document: Document, tables: Tables, changes: Sequence[Change] = ()) -> Iterator[str]:
    """The sentence with its marks, then each field with its value and its words; of one that a person changed, who did
    so, when, and what stood there before."""
    order = dict.fromkeys((*_ORDER, *claim.fields))
    spans = {name: claim.fields[name] for name in order if claim.fields.get(name)}
    for evidence in (claim.evidence, *claim.also):
        yield from wrapped(f"“{marked(document.text, evidence.span, spans)}”", "  ")
    yield ""
    names = Names.of(tables)
    values = field_values(claim, names)
    numbers = {name: number for number, name in enumerate(spans, start=1)}
    by_people = _by_people(changes, document.text, names)
    for name in dict.fromkeys([*spans, *values, *by_people]):
        mark = f"[{numbers[name]}]" if name in numbers else ""
        told = by_people.get(name) or _with_words(values.get(name, ""), claim, name, document.text)
        yield from wrapped(f"{mark:>5} {_LABELS.get(name, name):<12} {told}", keep=True)


def _by_people(changes: Sequence[Change], text: str, names: Names) -> dict[str, str]:
    """Field → what stands there now, of those that people changed. Words that no longer give the value stay with the
    value that they gave."""
    told: dict[str, str] = {}
    for change in changes:
        old, new = field_values(change.before, names), field_values(change.after, names)
        for name in dict.fromkeys([*old, *new, *change.before.fields, *change.after.fields]):
            chosen = change.before.fields.get(name) != change.after.fields.get(name)
            if not chosen and old.get(name) == new.get(name):
                continue
            value = new.get(name, "none")
            now = _with_words(value, change.after, name, text) if chosen else value
            was = _with_words(old.get(name, "none"), change.before, name, text)
            told[name] = f"{now}  (by {change.by}, {day(change.on)}; before: {was})"
    return told


def _with_words(value: str, claim: Claim, name: str, text: str) -> str:
    words = ", ".join(f"“{each}”" for each in words_of(text, claim.fields.get(name, ())))
    return f"{value}  ← {words}" if words else value


_ORDER = (
    "trigger",
    "actor",
    "recipient",
    "item",
    "quantity",
    "happened",
    "modality",
    "condition",
    "exchange",
    "origins",
)
_LABELS = {"trigger": "rule", "origins": "chain"}


def field_values(claim: Claim, names: Names) -> dict[str, str]:
    """Field → its value in words, those that have one."""
    links = [
        f"{link.name} ({link.party})" if link.party not in (None, link.name) else link.name
        for link in claim.attribution
    ]
    likely = claim.likelihood
    found = {
        "kind": claim.kind,
        "trigger": "the word whose row of the lexicon made the claim" if "trigger" in claim.fields else "",
        "actor": _parties(claim.actor, names),
        "recipient": _parties(claim.recipient, names),
        "item": ", ".join(f"{item.label} → {item.item}" for item in claim.items),
        "quantity": quantity_words(claim.quantity, names) + _scope(claim),
        "happened": period_words(claim.happened),
        "places": ", ".join(f"{place.name} ({place.role})" for place in claim.places),
        "vessels": ", ".join(vessel.name for vessel in claim.vessels),
        "stage": claim.stage or "",
        "modality": claim.modality,
        "hedges": ", ".join(f"“{hedge.text}” ({hedge.by})" for hedge in claim.hedges),
        "likelihood": f"{likely.term}: {likely.low:g}–{likely.high:g} % on {likely.yardstick}" if likely else "",
        "basis": f"{claim.basis.type} (“{claim.basis.text}”)" if claim.basis else "",
        "condition": claim.condition or "",
        "exchange": claim.exchange or "",
        "compared": _parties(claim.compared, names),
        "origins": " ← ".join(links) + f"; origin: {_parties(claim.origins, names) or 'not named'}",
        "said": period_words(claim.said),
    }
    return {name: value for name, value in found.items() if value}


def _parties(codes: Iterable[str], names: Names) -> str:
    return ", ".join(code if names.party(code) == code else f"{code} ({names.party(code)})" for code in codes)


def _scope(claim: Claim) -> str:
    return f", {claim.quantity.scope}" if claim.quantity and claim.quantity.scope else ""


def wrapped(text: str, indent: str = "", *, keep: bool = False) -> list[str]:
    """Lines of at most WIDTH columns. keep: the spaces within are columns, and go on under the second."""
    clean = printable(text) if keep else plain(text)
    return textwrap.wrap(clean, WIDTH, initial_indent=indent, subsequent_indent=" " * 19 if keep else indent)
