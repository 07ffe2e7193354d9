"""The words by which texts are chosen: names of parties and goods, words of doing in their forms, each with its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportedly.find.items import plural
from reportedly.find.word_forms import noun_forms, verb_forms
from reportedly.terms.tables import FrameRow, ItemRow, PartyRow, Tables, TriageRow

MOST = 3
PLACES = {"region", "base"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word counts for. length: of it, in bytes. capital: a name, written with its capital (acronym: in capitals only).
    both: its goods and its doing may count together.
    """

    goods: int = 0
    doing: int = 0
    states: frozenset[str] = frozenset()
    length: int = 0
    capital: bool = False
    acronym: bool = False
    both: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether it is among those words without one of which no score is enough."""
        return self.goods >= 2 or self.doing >= MOST

    def is_written(self, raw: bytes, start: int) -> bool:
        """Whether what stands there has the capitals of the name."""
        if self.acronym:
            return raw[start : start + self.length].isupper()
        return not 97 <= raw[start] <= 122

    def joined(self, other: Meaning) -> Meaning:
        """What a word counts for that is both."""
        return Meaning(
            goods=max(self.goods, other.goods),
            doing=max(self.doing, other.doing),
            states=self.states | other.states,
            length=self.length,
            capital=self.capital and other.capital,
            acronym=self.acronym and other.acronym,
            both=self.both or other.both,
        )


def meanings(tables: Tables, plain: Callable[[bytes], bytes]) -> dict[bytes, Meaning]:
    """Each word as it is looked for (a space, then plain letters) with what it counts for."""
    found: dict[bytes, Meaning] = {}
    for name, meaning in (*_parties(tables), *_items(tables), *_doing(tables)):
        key = plain(name.encode()).strip()
        if len(key) < 2 or not (meaning.goods or meaning.doing or meaning.states):
            continue
        meaning = replace(meaning, length=len(key))
        found[key] = found[key].joined(meaning) if key in found else meaning
    for row in tables.triage:
        for form in row.names if row.of in ("goods", "doing") else ():
            key = plain(form.encode())
            found[key] = _as_written(found.get(key, Meaning(length=len(key))), row)
    return {key: _with_parts(key, found) for key in found}


def _with_parts(key: bytes, found: Mapping[bytes, Meaning]) -> Meaning:
    """A phrase counts for what its words count for too: "arms shipment" is goods and doing."""
    whole, words = found[key], key.split()
    if len(words) == 1:
        return whole
    for part in (b" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)):
        other = found.get(part)
        if other is not None and not other.states:
            doing = whole.doing if whole.states else max(whole.doing, other.doing)
            whole = replace(whole, goods=max(whole.goods, other.goods), doing=doing)
    return replace(whole, both=True)


def _parties(tables: Tables) -> Iterator[tuple[str, Meaning]]:
    for row in tables.parties:
        if row.kind == "publisher":
            continue
        state = frozenset({row.state or row.code})
        for name in _names(row):
            letters = [c for c in name if c.isalpha()]
            if not letters:
                continue
            yield name, Meaning(
                states=state,
                capital=name != name.lower(),
                acronym=len(letters) <= 4 and all(c.isupper() for c in letters),
            )
    for place in tables.places:
        if place.country and not place.ambiguous and place.kind in PLACES:
            for name in place.names:
                yield name, Meaning(states=frozenset({place.country}), capital=True)
    for office in tables.offices:
        for name in office.names:
            yield name, Meaning(states=frozenset({office.code.split("-")[0]}), capital=True)


def _names(row: PartyRow) -> Iterator[str]:
    yield from (*row.names, *row.adjectives, *row.demonyms, *row.seats)
    if row.capital:
        yield row.capital


def _items(tables: Tables) -> Iterator[tuple[str, Meaning]]:
    weights = {name: row.weight for row in tables.triage if row.of == "item" for name in row.names}
    above = {row.item: row.parent for row in tables.items}

    def weight(item: str | None) -> int:
        if item is None:
            return MOST
        return weights[item] if item in weights else weight(above.get(item))

    for row in tables.items:
        goods = Meaning(goods=weight(row.item))
        for name in row.names:
            yield name, goods
            yield plural(name), goods
        for name in row.proper:
            yield name, replace(goods, capital=True)
    for unit in tables.units:
        if unit.kind == "money":
            for name in unit.names:
                yield name, Meaning(goods=1, capital=name.isupper(), acronym=name.isupper())


def _doing(tables: Tables) -> Iterator[tuple[str, Meaning]]:
    weights = {name: row.weight for row in tables.triage if row.of == "frame" for name in row.names}
    lemmas = {name: row.weight for row in tables.triage if row.of == "lemma" for name in row.names}
    settled = {name: row.weight for row in tables.triage if row.of == "kind" for name in row.names}
    irregular = {row.verb: row.past for row in tables.irregular}
    for row in tables.frames:
        weight = lemmas.get(row.lemma, weights.get(row.frame, MOST))
        forms = verb_forms(row.lemma, irregular) if row.pos == "verb" else noun_forms(row.lemma)
        implied = settled.get(row.kind or "", 0) if weight >= 2 else 0
        meaning = Meaning(doing=weight, goods=implied, both=bool(implied))
        for form in forms:
            yield form, meaning


def _as_written(known: Meaning, row: TriageRow) -> Meaning:
    if row.of == "goods":
        return replace(known, goods=row.weight, both=bool(known.doing))
    return replace(known, doing=row.weight)
