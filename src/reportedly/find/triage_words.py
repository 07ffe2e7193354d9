"""The words by which texts are chosen: names of parties and goods, words of doing in their forms, each with its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.find.items import plural
from reportedly.find.word_forms import noun_forms, verb_forms
from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables, TriageRow

MOST = 3
"""What a word can weigh, and what it weighs where no row says otherwise."""
_WIDE = frozenset({"region", "base"})
"""The kinds of places whose name stands for their state; cities are named in any report."""
_SHORT = 4
"""Up to so many letters an acronym is matched in its capitals: US, not us."""


Written = Literal["capital", "capitals"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word counts for. length: of it, in bytes. written: with a capital or in capitals only, where it is a name.
    both: its goods and its doing may count together.
    """

    goods: int = 0
    doing: int = 0
    states: frozenset[str] = frozenset()
    length: int = 0
    written: Written | None = None
    both: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether it is among those words without one of which no score is enough."""
        return self.goods >= 2 or self.doing >= MOST

    @property
    def counts(self) -> bool:
        """Whether it adds anything: doing of one is what any sentence has."""
        return self.goods > 0 or self.doing > 1 or bool(self.states)

    def fits(self, raw: bytes, start: int) -> bool:
        """Whether what stands there has the capitals of the name."""
        if self.written == "capitals":
            return raw[start : start + self.length].isupper()
        return not 97 <= raw[start] <= 122

    def joined(self, other: Meaning) -> Meaning:
        """What a word counts for that is both."""
        return Meaning(
            goods=max(self.goods, other.goods),
            doing=max(self.doing, other.doing),
            states=self.states | other.states,
            length=self.length,
            written=self.written if self.written == other.written else None,
            both=self.both or other.both,
        )


@dataclass(frozen=True, slots=True)
class _Weights:
    """The rows of triage, by what they weigh."""

    rows: tuple[TriageRow, ...]

    def of(self, sort: str) -> dict[str, int]:
        return {name: row.weight for row in self.rows if row.of == sort for name in row.names}


def meanings(tables: Tables, plain: Callable[[bytes], bytes]) -> dict[bytes, Meaning]:
    """Each word in plain letters, with what it counts for."""
    weights = _Weights(tables.triage)
    found: dict[bytes, Meaning] = {}
    for name, meaning in (*_states(tables), *_goods(tables, weights), *_doing(tables, weights)):
        key = plain(name.encode()).strip()
        if len(key) > 1:
            placed = replace(meaning, length=len(key))
            found[key] = found[key].joined(placed) if key in found else placed
    for sort in ("goods", "doing"):
        for form, weight in weights.of(sort).items():
            key = plain(form.encode())
            found[key] = _as_written(found.get(key, Meaning(length=len(key))), sort, weight)
    whole = {key: _with_parts(key, found) for key in found}
    return {key: meaning for key, meaning in whole.items() if meaning.counts}


def _as_written(known: Meaning, sort: str, weight: int) -> Meaning:
    """A row for a word as it is written settles what it counts for."""
    if sort == "goods":
        return replace(known, goods=weight, both=known.doing > 0)
    return replace(known, doing=weight)


def _with_parts(key: bytes, found: Mapping[bytes, Meaning]) -> Meaning:
    """A phrase counts for what its words count for too: "arms shipment" is goods and doing, "US Marines" goods as well."""
    whole, words = found[key], key.split()
    if len(words) == 1:
        return whole
    parts = [b" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    inside = [found[part] for part in parts if part in found and not found[part].states]
    goods = max((meaning.goods for meaning in inside), default=0)
    doing = 0 if whole.states else max((meaning.doing for meaning in inside), default=0)
    return replace(whole, goods=max(whole.goods, goods), doing=max(whole.doing, doing), both=True)


def _states(tables: Tables) -> Iterator[tuple[str, Meaning]]:
    """The names of parties, of who speaks for them and of regions, each for its state."""
    for row in tables.parties:
        if row.kind != "publisher":
            for name in (*row.names, *row.adjectives, *row.demonyms, *row.seats, row.capital or ""):
                yield name, _state(row.state or row.code, name)
    for office in tables.offices:
        for name in office.names:
            yield name, _state(state_of(office.code), name)
    for place in tables.places:
        if place.country and place.kind in _WIDE and not place.ambiguous:
            for name in place.names:
                yield name, _state(place.country, name)


def _state(code: str, name: str) -> Meaning:
    letters = "".join(c for c in name if c.isalpha())
    written: Written = "capitals" if len(letters) <= _SHORT and letters.isupper() else "capital"
    return Meaning(states=frozenset({code}), written=None if name == name.lower() else written)


def _goods(tables: Tables, weights: _Weights) -> Iterator[tuple[str, Meaning]]:
    given = weights.of("item")
    above = {row.item: row.parent for row in tables.items}

    def weight(item: str | None) -> int:
        return given[item] if item in given else weight(above[item]) if item else MOST

    for row in tables.items:
        goods = Meaning(goods=weight(row.item))
        for name in row.names:
            yield from ((name, goods), (plural(name), goods))
        yield from ((name, replace(goods, written="capital")) for name in row.proper)
    for unit in tables.units:
        if unit.kind == "money":
            for name in unit.names:
                if all(word.isalpha() for word in name.split()):
                    yield name, Meaning(goods=1, written="capitals" if name.isupper() else None)


def _doing(tables: Tables, weights: _Weights) -> Iterator[tuple[str, Meaning]]:
    lemmas, frames, settled = weights.of("lemma"), weights.of("frame"), weights.of("kind")
    irregular = {row.verb: row.past for row in tables.irregular}
    for row in tables.frames:
        doing = lemmas.get(row.lemma, frames.get(row.frame, MOST))
        goods = settled.get(row.kind or "", 0) if doing == MOST else 0
        forms = verb_forms(row.lemma, irregular) if row.pos == "verb" else noun_forms(row.lemma)
        yield from ((form, Meaning(goods=goods, doing=doing, both=goods > 0)) for form in forms)
