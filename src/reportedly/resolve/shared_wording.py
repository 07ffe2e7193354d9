"""resolve.shared_wording: who says, without an origin, what another had said in the same words."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from reportedly.resolve.restated import Speakers, pairs, told_as_so
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Echo

RUN = 8
"""Words in a row that two writers do not share by chance."""
_NAMES = 3  # capitals in a run; with more it is a title: "the Ministry of Foreign Affairs of the Russian Federation"
_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['’\-][^\W_]+)*")


def shared_wording(ordered: Sequence[Claim], told: Speakers) -> Iterator[Echo]:
    """The voices whose evidence shares eight words in a row with an earlier claim's, in another document, on the same pair.
    ordered: nearest their origin first. That somebody did not comment everyone says in the same words: flows only. The
    words of a sheet's row are those of its headings, and left out.
    """
    speaking = {claim.id for claim in told.voices if claim.kind in FLOW_KINDS and not claim.from_sheet}
    asked = {key for claim in told.voices if claim.id in speaking for key in _keys(claim)}
    first_with: dict[int, Claim] = {}
    for claim in told_as_so(c for c in ordered if not c.from_sheet) if asked else ():
        keys = [key for key in _keys(claim) if key in asked]
        if claim.id in speaking and (echo := _echo(claim, [first_with[key] for key in keys if key in first_with])):
            yield echo
        for key in keys:
            first_with.setdefault(key, claim)


def words_in_a_row(one: str, other: str) -> int:
    """The most words in a row that two quotes share, names apart; 0 below eight."""
    there = {tuple(run) for run in _runs(other) if run}
    longest = row = 0
    for run in _runs(one):
        row = row + 1 if tuple(run) in there else 0
        longest = max(longest, row)
    return longest + RUN - 1 if longest else 0


def _echo(claim: Claim, firsts: list[Claim]) -> Echo | None:
    """Of the claim that it shares most with."""
    elsewhere = Counter(first.id for first in firsts if first.document.id != claim.document.id)
    if not elsewhere:
        return None
    most = elsewhere.most_common(1)[0][0]
    original = next(first for first in firsts if first.id == most)
    count = words_in_a_row(claim.evidence.quote, original.evidence.quote)
    if not count:
        return None
    source = original.document.publisher or "an earlier document"
    return Echo(claim.id, original.id, "wording", f"shares {count} words in a row with {source}")


def _runs(quote: str) -> Iterator[list[str]]:
    """The runs of eight words of a quote that are no title; a run that is one comes empty, so that it parts the others."""
    words = _WORD.findall(quote)
    capitals, plain = [word[0].isupper() for word in words], [word.casefold() for word in words]
    for at in range(len(words) - RUN + 1):
        yield plain[at : at + RUN] if sum(capitals[at : at + RUN]) <= _NAMES else []


def _keys(claim: Claim) -> Iterator[int]:
    """Checksums of pair and run; that two are equal by chance is found out when the words are compared."""
    sides = [zlib.crc32("\x1f".join(pair).encode()) for pair in pairs(claim)]
    for run in _runs(claim.evidence.quote):
        if run:
            words = " ".join(run).encode()
            yield from (zlib.crc32(words, side) for side in sides)
