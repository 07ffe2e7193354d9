"""What a golden case expects, and whether found claims meet it. Only keys that stand in a case are compared.

A value may offer several ways with `|`; `RU*` is Russia or any body of it. Parties are compared by state, origins by
code or name. Words (items, places, chain, condition, exchange) are met when all of theirs stand in what was found,
plurals aside. An expected row with `optional` may be found or not, with whatever fields.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, normalised
from reportedly.terms.evidence import Evidence
from reportedly.terms.party import state_of

HERE = Path(__file__).parent
Expected = dict[str, Any]
KEYS = frozenset(
    (
        *("kind", "actor", "recipient", "items", "modality", "stage", "origin", "chain", "words", "optional", "also"),
        *("low", "high", "unit", "approximate", "vague", "per", "scope", "alternative", "no_quantity"),
        *("happened_start", "happened_end", "said_start", "said_end"),
        *("place", "condition", "exchange", "compared", "basis", "hedge"),
    )
)


@dataclass(frozen=True)
class Case:
    """One text with the claims that must come out of it, and why."""

    name: str
    why: str
    text: str
    publisher: str | None
    published: date | None
    claims: tuple[Expected, ...]
    file: str

    @property
    def document(self) -> Document:
        return Document(text=self.text, path=f"{self.name}.txt", publisher=self.publisher, published_on=self.published)


def cases() -> list[Case]:
    """All cases of this folder, by file and place in it."""
    return [case_of(row, path.name) for path in sorted(HERE.glob("*.toml")) for row in rows(path)]


def rows(path: Path) -> list[dict[str, Any]]:
    """The [[case]] tables of one file."""
    return list(tomllib.loads(path.read_text(encoding="utf-8")).get("case", []))


def case_of(row: dict[str, Any], file: str) -> Case:
    """One [[case]] table of a file."""
    claims = tuple(row.get("claim") or ())
    text = normalised(row["text"].strip())
    return Case(row["name"], row["why"], text, row.get("publisher"), row.get("published"), claims, file)


def faults(expected: Iterable[Expected], found: Iterable[Claim], text: str) -> list[str]:
    """What keeps the found claims from being the expected ones, a line each; empty where the case holds."""
    wanted, left = list(expected), list(found)
    must = [e for e in wanted if not e.get("optional")]
    pairs = _pairs(must, left, text)
    lines = [f"MISSED {_short(e)}" for i, e in enumerate(must) if i not in pairs]
    lines += [f"WRONG {_short(must[i])}: {wrong}" for i, j in pairs.items() if (wrong := _wrong(must[i], left[j]))]
    rest = [c for j, c in enumerate(left) if j not in pairs.values()]
    spare = [e for e in wanted if e.get("optional")]
    absorbed = _pairs(spare, rest, text).values()
    return lines + [f"LEFT OVER {_told(c)}" for j, c in enumerate(rest) if j not in absorbed]


def _pairs(expected: list[Expected], found: list[Claim], text: str) -> dict[int, int]:
    """The one-to-one pairing with the most pairs, and among those the fewest wrong fields."""
    cost = {(i, j): len(_wrong(e, c)) for i, e in enumerate(expected) for j, c in enumerate(found) if meets(e, c, text)}
    pairs: dict[int, int] = {}
    for i, j in sorted(cost, key=lambda ij: (cost[ij], ij)):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i in range(len(expected)):
        if i not in pairs:
            _augment(i, cost, pairs, set())
    return pairs


def _augment(i: int, cost: dict[tuple[int, int], int], pairs: dict[int, int], seen: set[int]) -> bool:
    holders = {j: k for k, j in pairs.items()}
    for j in sorted((j for k, j in cost if k == i), key=lambda j: cost[i, j]):
        if j in seen:
            continue
        seen.add(j)
        if j not in holders or _augment(holders[j], cost, pairs, seen):
            pairs[i] = j
            return True
    return False


def meets(expected: Expected, claim: Claim, text: str) -> bool:
    """Whether the two speak of the same thing: kind, parties and words."""
    return (
        claim.kind in _ways(expected["kind"])
        and _parties(expected.get("actor"), claim.actor)
        and _parties(expected.get("recipient"), claim.recipient)
        and any(_overlaps(expected.get("words", ""), e, text) for e in (claim.evidence, *claim.also))
    )


def _wrong(expected: Expected, claim: Claim) -> list[str]:
    return [f"{key} is {got!r}" for key, right, got in _compared(expected, claim) if not right]


def _compared(e: Expected, claim: Claim) -> Iterator[tuple[str, bool, object]]:
    """(key, whether it is right, what was found) for each key given."""
    q, labels = claim.quantity, [f"{i.label} {i.item}" for i in claim.items]
    if e.get("no_quantity"):
        yield "no_quantity", q is None or (q.low is None and q.high is None), q
    if "low" in e or "high" in e:
        bounds = (q.low, q.high) if q else None
        yield "quantity", bounds == (e.get("low"), e.get("high")), bounds
    for key in ("unit", "scope", "per"):
        if key in e:
            got = getattr(q, key, None)
            yield key, str(got or "") in _ways(e[key]), got
    for key in ("approximate", "vague"):
        if key in e:
            yield key, bool(getattr(q, key, False)) == e[key], getattr(q, key, None)
    if "alternative" in e:
        yield "alternative", bool(q and q.alternative_group) == e["alternative"], q
    for key in ("modality", "stage"):
        if key in e:
            yield key, str(getattr(claim, key) or "") in _ways(e[key]), getattr(claim, key)
    if "origin" in e:
        yield "origin", _same(e["origin"], claim.origins), claim.origins
    if "compared" in e:
        yield "compared", _same(e["compared"], claim.compared), claim.compared
    if "basis" in e:
        yield "basis", bool(claim.basis and claim.basis.type in _ways(e["basis"])), claim.basis
    if "also" in e:
        yield "also", len(claim.also) >= e["also"], len(claim.also)
    yield from _dates(e, claim)
    wordy: dict[str, list[str]] = {
        "items": labels,
        "place": [p.name for p in claim.places],
        "chain": [f"{link.name} {link.party or ''} {link.role or ''}" for link in claim.attribution],
        "condition": [claim.condition or ""],
        "exchange": [claim.exchange or ""],
        "hedge": [h.text for h in claim.hedges],
    }
    for key, got in wordy.items():
        if key in e:
            wanted = [e[key]] if isinstance(e[key], str) else e[key]
            yield key, all(any(_stands(w, g) for g in got) for w in wanted) and bool(wanted or not any(got)), got


def _dates(e: Expected, claim: Claim) -> Iterator[tuple[str, bool, object]]:
    for key, side in (("happened_start", "start"), ("happened_end", "end")):
        if key in e:
            got = getattr(claim.happened, side, None)
            yield key, got == e[key], got
    for key, side in (("said_start", "start"), ("said_end", "end")):
        if key in e:
            got = getattr(claim.said, side, None)
            yield key, got == e[key], got


def _parties(expected: list[str] | None, found: tuple[str, ...]) -> bool:
    return expected is None or _same(expected, found) or _same(expected, map(state_of, found))


def _same(expected: list[str], found: Iterable[str]) -> bool:
    """As sets: each expected value meets one found, none is left."""
    left = [_plain(f) for f in dict.fromkeys(found)]
    for way in expected:
        hit = next((f for f in left if any(_is(_plain(w), f) for w in _ways(way))), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def _is(wanted: str, found: str) -> bool:
    if wanted.endswith("*"):
        return state_of(found.upper()) == wanted[:-1].upper()
    return wanted == found


def _plain(name: str) -> str:
    plain = name.casefold().removeprefix("the ")
    return plain.rstrip("s") if len(plain) > 5 else plain


def _ways(value: str) -> list[str]:
    return value.split("|")


def _stands(wanted: str, got: str) -> bool:
    return any(_words(way) <= _words(got) for way in _ways(wanted))


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"\w+", text.casefold())} - {"the", "a", "an"}


def _overlaps(words: str, evidence: Evidence, text: str) -> bool:
    start = text.find(words)
    return not words or (0 <= start < evidence.end and evidence.start < start + len(words))


def _short(e: Expected) -> str:
    return f"{e['kind']} {e.get('actor')} → {e.get('recipient')} at “{e.get('words', '')[:60]}”"


def _told(c: Claim) -> str:
    q = f" {c.quantity.low}–{c.quantity.high} {c.quantity.unit}" if c.quantity else ""
    items = ", ".join(i.label for i in c.items)
    return f"{c.kind} {c.actor} → {c.recipient} {items}{q} {c.modality} {c.origins} at “{c.evidence.quote[:80]}”"
