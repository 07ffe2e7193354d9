"""A claim that no reading found, added by a person from the words of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.errors import EvidenceError, UsageError
from reportedly.keep.corrections import corrected
from reportedly.keep.reviews import added
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef, Kind
from reportedly.terms.document import content_id
from reportedly.terms.evidence import Evidence, Span

METHOD = "person/1"


def add(
    bench: Workbench, document_id: str, span: Span, kind: Kind, changes: Mapping[str, str], who: tuple[str, str]
) -> Claim:
    """Add a claim on the words at a span, its fields set as a correction sets them. who: name and note. The claim as it is
    kept; the same again is the same claim. Raises UsageError.
    """
    standing = bench.catalogue.standing_of(document_id)
    document = standing.document(document_id)
    if document is None:
        raise UsageError(f"document {document_id} is not in the ledger")
    try:
        evidence = Evidence.cut(document.text, *span)
    except EvidenceError as fault:
        raise UsageError(
            f"no words stand at {span[0]}–{span[1]}; the text has {len(document.text):,} characters"
        ) from fault
    links = (Link(document.publisher, None, None, "", False),) if document.publisher else ()
    plain = Claim(DocumentRef.of(document), kind, (), (), evidence, attribution=links, method=METHOD)
    made = corrected(plain, changes, document.text, bench.items)
    known, turn = {**standing.claims, **standing.rejected}, 2
    first = made.id
    while (same := known.get(made.id)) is not None:
        if replace(same, reviewed=None, handling=made.handling) == made:
            return same
        made, turn = replace(made, id=content_id("c", first, METHOD, turn)), turn + 1
    bench.ledger.append([added(made, *who)])
    return bench.catalogue.claim(made.id)
