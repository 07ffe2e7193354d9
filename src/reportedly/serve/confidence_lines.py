"""How sure a reading is, in words: of the claim, of its fields, and what weighs most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.terms.claim import CONFIDENT, Claim

Reasons = Sequence[tuple[str, float]]
"""What weighs in a reading, in words, and its weight in log odds; the heaviest first."""
SHOWN = 3


def confidence_lines(claim: Claim, reasons: Reasons) -> Iterator[tuple[str, str]]:
    """The lines of an explanation, (name, words)."""
    measured = ", which is not measured: a language model read them" if claim.from_model else ""
    yield "confidence", f"{claim.reading_confidence:.0%} that the words were read right{measured}"
    if claim.field_confidence:
        fields = (f"{name} {claim.field_confidence[name]:.0%}" for name in CONFIDENT if name in claim.field_confidence)
        yield "", "if it is a claim: " + ", ".join(fields)
    for words, weight in reasons[:SHOWN]:
        yield "", f"{'surer' if weight > 0 else 'less sure'} ({weight:+.2f}): {words}"
