"""The fields of a claim as a form has them: each with its parts, as a person types them, and the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from reportedly.present.names import Names
from reportedly.present.web.field_words import label_of, words_of
from reportedly.present.words import MODALITY_WORDS, SCOPE_WORDS
from reportedly.terms.claim import KINDS, MODALITIES, BasisType, Claim, Stage
from reportedly.terms.period import Period

Choices = tuple[tuple[str, str], ...]
YES_NO: Choices = (("no", "no"), ("yes", "yes"))
NONE: Choices = (("none", "not said"),)
_LISTS = {"actor": "parties", "recipient": "parties", "origins": "parties", "item": "classes", "quantity.unit": "units"}


@dataclass(frozen=True, slots=True)
class Part:
    """One input. name: as `keep.fields` calls it; list: the id of what is suggested while typing; faulty: whether what was
    typed was refused.
    """

    name: str
    label: str
    value: str
    choices: Choices = ()
    list: str = ""
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class FieldSet:
    """A field of a form. number: the key that chooses it, 0 without one; spans: of its words, as `fields.NAME` has them;
    words: what they are. worded: whether its words can be told.
    """

    name: str
    label: str
    number: int
    parts: tuple[Part, ...]
    spans: str
    words: tuple[str, ...]
    worded: bool = True


def field_sets(claim: Claim, text: str, names: Names, typed: Mapping[str, str] | None = None) -> tuple[FieldSet, ...]:
    """The fields of a claim. typed: what a person has typed already, by the names of parts and `fields.NAME`."""
    sets = []
    for number, (name, parts) in enumerate(_parts(claim, names).items(), start=1):
        spans = ",".join(f"{start}-{end}" for start, end in claim.fields.get(name, ()))
        made = tuple(replace(part, list=_LISTS.get(part.name, "")) for part in parts)
        words, worded = words_of(claim, name, text), name not in ("kind", "stage")
        sets.append(
            FieldSet(name, label_of(name, claim.kind), number if number < 10 else 0, made, spans, words, worded)
        )
    return tuple(_typed(each, typed or {}, text) for each in sets)


def values_of(sets: tuple[FieldSet, ...]) -> dict[str, str]:
    """What a form of these fields sends where nobody changes anything."""
    values = {part.name: part.value for each in sets for part in each.parts}
    return values | {f"fields.{each.name}": each.spans for each in sets if each.worded}


def faulted(sets: tuple[FieldSet, ...], error: str) -> tuple[tuple[FieldSet, ...], str]:
    """The fields, with the inputs marked of which an error speaks, and the error, calling them as the form does."""
    head, colon, fault = error.partition(": ")
    named = head.split(", ")
    called = {part.name: _called(each, part) for each in sets for part in each.parts}
    called |= {f"fields.{each.name}": f"{each.label}, its words" for each in sets if each.worded}
    if not colon or not called.keys() >= set(named):
        return sets, error
    at = {name.removeprefix("fields.") for name in named}
    marked = tuple(
        replace(
            each, parts=tuple(replace(p, faulty=p.name in at or (each.name in at and not n)) for n, p in _each(each))
        )
        for each in sets
    )
    return marked, f"{'; '.join(called[name] for name in named)}: {fault}"


def _each(given: FieldSet) -> tuple[tuple[int, Part], ...]:
    return tuple(enumerate(given.parts))


def _called(given: FieldSet, part: Part) -> str:
    return f"{given.label}, {part.label}" if len(given.parts) > 1 else given.label


def _typed(given: FieldSet, typed: Mapping[str, str], text: str) -> FieldSet:
    parts = tuple(replace(part, value=typed.get(part.name, part.value)) for part in given.parts)
    spans = typed.get(f"fields.{given.name}", given.spans)
    return replace(given, parts=parts, spans=spans, words=given.words if spans == given.spans else _cut(spans, text))


def _cut(spans: str, text: str) -> tuple[str, ...]:
    pairs = [each.strip().partition("-")[::2] for each in spans.split(",")]
    return tuple(text[int(a) : int(b)] for a, b in pairs if a.isascii() and a.isdigit() and b.isascii() and b.isdigit())


def _parts(claim: Claim, names: Names) -> dict[str, tuple[Part, ...]]:
    quantity = claim.quantity
    stages: Choices = (*NONE, *((stage, stage.replace("-", " ")) for stage in get_args(Stage)))
    bases: Choices = (("", "not said"), *((basis, basis) for basis in get_args(BasisType)))
    scopes: Choices = (*NONE, *SCOPE_WORDS.items())
    return {
        "actor": (Part("actor", "names or codes", _parties(claim.actor, names)),),
        "recipient": (Part("recipient", "names or codes", _parties(claim.recipient, names)),),
        "item": (Part("item", "classes of item", ", ".join(claim.item_classes)),),
        "quantity": (
            Part("quantity.low", "at least", _number(quantity.low if quantity else None)),
            Part("quantity.high", "at most", _number(quantity.high if quantity else None)),
            Part("quantity.unit", "of what", (quantity.unit if quantity else None) or ""),
            Part("quantity.approximate", "about", _truth(bool(quantity and quantity.approximate)), YES_NO),
            Part("quantity.vague", "vague", _truth(bool(quantity and quantity.vague)), YES_NO),
            Part("quantity.scope", "scope", (quantity.scope if quantity else None) or "none", scopes),
            Part("quantity.per", "for each (period)", (quantity.per if quantity else None) or ""),
            Part("quantity.text", "words", quantity.text if quantity else ""),
        ),
        "happened": _days("happened", claim.happened),
        "said": _days("said", claim.said),
        "modality": (Part("modality", "state", claim.modality, tuple((m, MODALITY_WORDS[m]) for m in MODALITIES)),),
        "origins": (Part("origins", "names or codes", _parties(claim.origins, names)),),
        "kind": (Part("kind", "kind", claim.kind, tuple((kind, kind) for kind in KINDS)),),
        "stage": (Part("stage", "stage", claim.stage or "none", stages),),
        "condition": (Part("condition", "words", claim.condition or ""),),
        "basis": (
            Part("basis.type", "how it is known", claim.basis.type if claim.basis else "", bases),
            Part("basis.text", "words", claim.basis.text if claim.basis else ""),
        ),
    }


def _days(name: str, period: Period | None) -> tuple[Part, ...]:
    start, end = (period.start, period.end) if period else (None, None)
    return (
        Part(f"{name}.start", "from (YYYY-MM-DD)", start.isoformat() if start else ""),
        Part(f"{name}.end", "to (YYYY-MM-DD)", end.isoformat() if end else ""),
        Part(f"{name}.text", "words", period.text if period else ""),
    )


def _parties(codes: tuple[str, ...], names: Names) -> str:
    """By name; one whose name would be taken apart at its comma by code."""
    return ", ".join(code if "," in names.party(code) else names.party(code) for code in codes)


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _truth(value: bool) -> str:
    return "yes" if value else "no"
