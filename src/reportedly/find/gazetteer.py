"""The gazetteer: every known name, found in one pass over the characters, whatever the tokens are.

A name matches on word boundaries and longest first. Names that carry capitals match only words that carry them too
("Turkey", not "turkey"); short acronyms match to the letter ("US", not "us").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick_rs

Payload = TypeVar("Payload")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A name found at [start, end), with all that bears it."""

    start: int
    end: int
    payloads: tuple[Payload, ...]


class Gazetteer(Generic[Payload]):
    """Names → what bears them. Built once; `find` is pure."""

    def __init__(self, names: Iterable[tuple[str, Payload]]) -> None:
        table: dict[str, list[tuple[str, Payload]]] = {}
        for name, payload in names:
            table.setdefault(lowered(name), []).append((name, payload))
        self._patterns = list(table)
        self._bearers = [table[p] for p in self._patterns]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None

    def find(self, text: str, low: str) -> list[Hit[Payload]]:
        """All names in `text`, none inside another, in order. `low` is `lowered(text)`."""
        if self._automaton is None:
            return []
        hits: list[Hit[Payload]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if _inside_a_word(low, start, end):
                continue
            given = text[start:end]
            payloads = tuple(dict.fromkeys(p for name, p in self._bearers[index] if _case_fits(name, given)))
            if payloads:
                hits.append(Hit(start, end, payloads))
        return longest(hits)


def longest(hits: Sequence[Hit[Payload]]) -> list[Hit[Payload]]:
    """The hits that lie in no longer one, in order; of overlapping ones the longer, then the earlier. Where one gives way to
    a longer one that begins within it, what it holds before that one is found: "US" in "US defence ministry officials"."""
    kept: list[Hit[Payload]] = []
    given_way: list[Hit[Payload]] = []
    for hit in sorted(hits, key=lambda h: (h.start, -(h.end - h.start))):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                before = [h for h in given_way if h.start >= kept[-1].start and h.end <= hit.start]
                kept[-1:] = [*longest(before), hit]
            else:
                given_way.append(hit)
            continue
        kept.append(hit)
        given_way.clear()
    return kept


def lowered(text: str) -> str:
    """Lower case without a change of length, so that offsets hold; curly apostrophes and long hyphens made plain."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'").replace("‑", "-").replace("–", "-")


def _inside_a_word(low: str, start: int, end: int) -> bool:
    if start and low[start - 1].isalnum() and low[start].isalnum():
        return True
    return end < len(low) and low[end].isalnum() and low[end - 1].isalnum()


def _case_fits(name: str, given: str) -> bool:
    """Lower-case names match any case; capitalised ones want a capital; acronyms up to four letters their letters."""
    if name == name.lower():
        return True
    if len(name) <= 4 and name.upper() == name:
        return given == name
    return given[:1].isupper() or given[:1] == name[:1]


_WARSHIP = (
    "USS ",
    "USNS ",
    "USCGC ",
    "HMS ",
    "HMAS ",
    "HMCS ",
    "HMNZS ",
    "RFA ",
    "INS ",
    "ROKS ",
    "JS ",
    "BRP ",
    "TCG ",
    "KRI ",
)


def names_a_ship(text: str, start: int) -> bool:
    """Whether a name is a warship's ("USS Georgia", "HMS London"), by the prefix before it."""
    return text.endswith(_WARSHIP, 0, start)
