"""Adding: a claim that no method found, made of words that a person chose and of FIELD=VALUE as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.errors import UsageError
from reportedly.keep.corrections import corrected
from reportedly.terms.attribution import Link
from reportedly.terms.claim import FLOW_KINDS, Claim, DocumentRef
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.items import ItemTree

METHOD = "person"
"""The method of claims that a person added."""


def built(
    document: Document, chosen: Span, given: Mapping[str, str], items: ItemTree | None = None, party: str | None = None
) -> Claim:
    """The claim that the chosen words make. given: its fields as `corrected` takes them, `fields.NAME` with the words of
    each; without `origins` the publisher speaks for itself. party: the publisher's code, where it is a state's body.

    Raises UsageError, in one line, on empty words, and on a flow of nothing or between nobody.
    """
    claim = replace(corrected(blank(document, chosen, party), given, document.text, items), id="")
    if claim.kind in FLOW_KINDS and not claim.items:
        raise UsageError(f"item: a {claim.kind} needs a class of item")
    if not (claim.actor or claim.recipient):
        raise UsageError("actor, recipient: name at least one side")
    return claim


def blank(document: Document, chosen: Span, party: str | None = None) -> Claim:
    """A claim of some words that says nothing yet: of its publisher, in its own voice. Raises UsageError on empty words."""
    publisher = document.publisher or ""
    own = (Link(publisher, party),) if publisher else ()
    return Claim(
        document=DocumentRef.of(document),
        kind="transfer",
        actor=(),
        recipient=(),
        evidence=_evidence(document.text, chosen),
        attribution=own,
        origins=tuple(party or publisher for _ in own),
        method=METHOD,
        handling=document.handling,
    )


def bare(text: str, chosen: Span) -> Span | None:
    """Chosen words without the blanks around them; None where no words stand there."""
    start, end = chosen
    words = text[start:end] if 0 <= start < end <= len(text) else ""
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _evidence(text: str, chosen: Span) -> Evidence:
    span = bare(text, chosen)
    if span is None:
        raise UsageError("choose the words that say it: there are none at this place")
    return Evidence.cut(text, *span)
