"""What a reader sees is what is read: no figure or day out of letters that deceive."""

from __future__ import annotations

import pytest

from find.seeing import wired
from reportedly.read.dispatch import read_bytes
from reportedly.terms.claim import Claim

SENTENCE = "North Korea sent 1,000 shells to Russia on 3 May 2024, the NIS said."


def told(text: str) -> tuple[list[Claim], list[str]]:
    """The claims of a text and the slugs of what is wrong with it. Every quote is its slice."""
    (document,), problems = read_bytes(text.encode(), "a.txt")
    claims = list(wired().claims(document)[0])
    for claim in claims:
        start, end = claim.evidence.span
        assert document.text[start:end] == claim.evidence.quote
    return claims, [problem.slug for problem in problems if problem.slug != "no-publication-date"]


@pytest.mark.parametrize(
    "figure",
    ["1\u200b,000", "1\u200b000", "1\u2060,000", "1,0\u00ad00", "1\ufeff,000", "\u202e0001\u202c", "\u202d1,000"],
)
def test_a_figure_that_is_seen_otherwise_is_none(figure: str) -> None:
    """The transfer is told without a figure, never with the one that the letters would give, and a warning says why."""
    (claim,), slugs = told(SENTENCE.replace("1,000", figure))
    assert (claim.actor, claim.recipient, claim.quantity) == (("KP",), ("RU",), None)
    assert slugs == ["hidden-characters"]


@pytest.mark.parametrize("around", ["{}\u200b", "\u2066{}\u2069", "{}\u0338", "🚢 {}", "{} e\u0301 𝒜", "{}"])
def test_a_figure_with_something_beside_it_is_read(around: str) -> None:
    """Offsets hold behind signs of every plane, and combining marks."""
    claims, _ = told("🚢👩🏽‍✈️ 𝒜𝓇𝓂𝓈 e\u0301: " + SENTENCE.replace("1,000", around.format("1,000")))
    assert [claim.quantity.low for claim in claims if claim.quantity] == [1000]


def test_a_day_that_is_seen_otherwise_is_none() -> None:
    """As with figures."""
    (claim,), slugs = told(SENTENCE.replace("3 May", "1\u200b3 May"))
    assert claim.happened is None
    assert slugs == ["hidden-characters"]


@pytest.mark.parametrize(
    ("name", "slug"), [("Nor\u200bth Korea", "hidden-characters"), ("North Кorea", "mixed-letters")]
)
def test_a_name_that_only_looks_like_one_is_told(name: str, slug: str) -> None:
    """It is not taken for the party's, and the user hears why."""
    claims, slugs = told(SENTENCE.replace("North Korea", name))
    assert all("KP" not in claim.actor for claim in claims)
    assert slugs == [slug]
