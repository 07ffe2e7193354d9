"""keep.spans: the spans of a claim's record, held against the texts that they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

OtherText = Callable[[str], str | None]
"""The text of another document by its id; None where the ledger does not hold it."""


def span_faults(claim: Mapping[str, Any], text: str, text_of: OtherText) -> Iterator[str]:
    """What is wrong with the evidence, the fields and the translation of a claim's record, as ends of a sentence that begins
    with the claim. text: of its document. Raises what Python raises on values that are no spans.
    """
    for name, told in (("evidence", claim["evidence"]), *(("further evidence", each) for each in claim["also"])):
        if not _says(text, told):
            yield f"its {name} “{told['quote'][:60]}” does not stand at {told['start']}–{told['end']} of its document"
    for name, spans in claim["fields"].items():
        for start, end in spans:
            if not 0 <= start < end <= len(text):
                yield f"the words of its {name} ({start}–{end}) lie outside the text of its document"
    if through := claim.get("translation"):
        other = text_of(through["document"])
        if other is not None and not _says(other, through):
            yield f"“{through['quote'][:60]}” does not stand at {through['start']}–{through['end']} of its translation"


def _says(text: str, told: Mapping[str, Any]) -> bool:
    start, end = told["start"], told["end"]
    return bool(0 <= start < end <= len(text) and text[start:end] == told["quote"])
