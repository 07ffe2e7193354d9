"""assess.tally: what the claims of one flow come to, kept so that one more claim, or one less, costs little.

A claim touches its origin's figures of one unit and scope; these, the measures they belong to, and nothing else are
reckoned anew. All at once or one by one, in whatever order, the same comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.assess.bands import Measure, bands, measures_of, series_of
from reportedly.assess.counted import counts
from reportedly.assess.figures import Cell, Stated, Teller, by_measure, joined, stated
from reportedly.assess.series import InEffect, in_effect
from reportedly.assess.voices import Voice, voices
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Figure, Total
from reportedly.terms.items import ItemTree

LEVELS = (1, 2)
"""Levels that are always told, though nothing be counted at the second; further ones as far as origins go."""
MOST = 8
"""The highest level that is worked out."""
Bundle = tuple[str, str]


@dataclass(frozen=True)
class Rules:
    """By what is counted. members: of each mechanism; asked: a class: figures on classes above it are left out. levels: None
    for as many as any band stands at, up to eight.
    """

    items: ItemTree
    members: dict[str, frozenset[str]]
    asked: str | None = None
    levels: Sequence[int] | None = None


@dataclass(frozen=True)
class Tally:
    """Counted claims by id and what they come to. `bands`: by measure, at each level and both countings. Copies and
    restatements are not to be handed in (see `corroboration.heard`); what does not count is passed over.
    """

    rules: Rules
    claims: Mapping[str, Claim] = field(default_factory=dict)
    bands: Mapping[Measure, tuple[Total, ...]] = field(default_factory=dict)
    _bundles: Mapping[Bundle, tuple[str, ...]] = field(default_factory=dict)
    _told: Mapping[Teller, tuple[Stated, ...]] = field(default_factory=dict)
    _figures: Mapping[Cell, tuple[Figure, ...]] = field(default_factory=dict)
    _voices: Mapping[Cell, Voice] = field(default_factory=dict)
    _held: Mapping[Measure, Mapping[str, InEffect]] = field(default_factory=dict)

    def changed(self, added: Iterable[Claim] = (), removed: Iterable[str] = ()) -> Tally:
        """The tally with some claims more, and without those removed (ids). A claim of a known id replaces it."""
        given = {claim.id: claim for claim in added}
        new = {i: claim for i, claim in given.items() if counts(claim)}
        gone = {i: self.claims[i] for i in {*removed, *given} if i in self.claims}
        claims = {**{i: c for i, c in self.claims.items() if i not in gone}, **new} if gone else {**self.claims, **new}
        bundles = self._bundled(gone, new)
        told = self._changed_tellers(gone, new, claims, bundles)
        figures = {cell: found for cell, found in self._figures.items() if cell.teller not in told}
        for teller, group in told.items():
            figures |= {Cell(teller, item): found for item, found in joined(group, self.rules.items).items()}
        touched = {cell for cell in (*figures, *self._figures) if cell.teller in told}
        spoken = {cell: voice for cell, voice in self._voices.items() if cell not in touched}
        spoken |= {c: v for c in touched if c in figures and (v := self._voice(figures[c], claims))}
        kept = replace(
            self, claims=claims, _bundles=bundles, _voices=spoken, _figures=figures,
            _told={teller: group for teller, group in {**self._told, **told}.items() if group},
        )  # fmt: skip
        return kept._measured(touched)

    def _voice(self, figures: Iterable[Figure], claims: Mapping[str, Claim]) -> Voice | None:
        """What the claims behind a cell's figures show of their origin: of other goods it may know by other means."""
        behind = (claims[i] for figure in figures for i in figure.claims)
        return next(iter(voices(behind, self.rules.members).values()), None)

    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in each origin's order, marked where a later one of its origin took its place."""
        replaced = {
            figure
            for measure, held in self._held.items()
            for one in held.values()
            for figure in one.replaced
            if figure.item == measure.item
        }
        every = sorted((f for figures in self._figures.values() for f in figures), key=by_measure)
        return tuple(replace(f, replaced=True) if f in replaced else f for f in every)

    def _bundled(self, gone: Mapping[str, Claim], new: Mapping[str, Claim]) -> Mapping[Bundle, tuple[str, ...]]:
        touched = {bundle for claim in (*gone.values(), *new.values()) if (bundle := _bundle(claim))}
        if not touched:
            return self._bundles
        found = {bundle: [i for i in self._bundles.get(bundle, ()) if i not in gone] for bundle in touched}
        for claim in new.values():
            if bundle := _bundle(claim):
                found[bundle].append(claim.id)
        return {**self._bundles, **{bundle: tuple(ids) for bundle, ids in found.items()}}

    def _changed_tellers(
        self,
        gone: Mapping[str, Claim],
        new: Mapping[str, Claim],
        claims: Mapping[str, Claim],
        bundles: Mapping[Bundle, tuple[str, ...]],
    ) -> dict[Teller, tuple[Stated, ...]]:
        touched = {bundle for claim in (*gone.values(), *new.values()) if (bundle := _bundle(claim))}
        before = [[claim] for claim in gone.values() if not _bundle(claim)]
        before += [[self.claims[i] for i in self._bundles.get(bundle, ())] for bundle in touched]
        after = [[claim] for claim in new.values() if not _bundle(claim)]
        after += [[claims[i] for i in bundles[bundle]] for bundle in touched]
        lost, gained = self._by_teller(before), self._by_teller(after)
        found = {}
        for teller in {*lost, *gained}:
            out = set(lost.get(teller, ()))
            found[teller] = (*(s for s in self._told.get(teller, ()) if s not in out), *gained.get(teller, ()))
        return found

    def _by_teller(self, statements: Iterable[Iterable[Claim]]) -> dict[Teller, list[Stated]]:
        found: dict[Teller, list[Stated]] = defaultdict(list)
        rules = self.rules
        for statement in statements:
            for one in stated(statement, rules.items, rules.members):
                if rules.asked is None or rules.items.within(one.figure.item, rules.asked):
                    found[Teller.of(one.figure)].append(one)
        return found

    def _measured(self, touched: set[Cell]) -> Tally:
        """The tally with the series of the touched cells, and the bands of what they belong to."""
        items = self.rules.items
        stale = {(measure, cell.teller.origin) for cell in touched for measure in measures_of(cell, items, items)}
        held: dict[Measure, Mapping[str, InEffect]] = {}
        found: dict[Measure, tuple[Total, ...]] = {}
        for measure, cells in self._measures().items():
            series, fresh = self._series(measure, cells, stale)
            held[measure] = series
            known = self.bands.get(measure)
            if known is None or fresh:
                known = self._bands(measure, cells, series)
            if known:
                found[measure] = known
        return replace(self, bands=found, _held=held)

    def _measures(self) -> dict[Measure, list[Cell]]:
        wanted = {cell.item for cell in self._figures} | ({self.rules.asked} if self.rules.asked else set())
        found: dict[Measure, list[Cell]] = defaultdict(list)
        for cell in self._figures:
            for measure in measures_of(cell, wanted, self.rules.items):
                found[measure].append(cell)
        return found

    def _series(
        self, measure: Measure, cells: Sequence[Cell], stale: set[tuple[Measure, str]]
    ) -> tuple[Mapping[str, InEffect], bool]:
        """What each origin's figures come to, and whether any of it is new."""
        known = self._held.get(measure, {})
        by_origin: dict[str, list[Cell]] = defaultdict(list)
        for cell in cells:
            by_origin[cell.teller.origin].append(cell)
        found: dict[str, InEffect] = {}
        fresh = known.keys() != by_origin.keys()
        for origin in sorted(by_origin):
            if origin in known and (measure, origin) not in stale:
                found[origin] = known[origin]
                continue
            fresh = True
            figures = sorted((f for cell in by_origin[origin] for f in self._figures[cell]), key=by_measure)
            found[origin] = in_effect(figures, measure.item, apart=measure.scope != "cumulative")
        return found, fresh

    def _bands(self, measure: Measure, cells: Sequence[Cell], held: Mapping[str, InEffect]) -> tuple[Total, ...]:
        if all(f.low is None and f.high is None for cell in cells for f in self._figures[cell]):
            return ()
        states = {cell.teller.origin: frozenset(cell.teller.states) for cell in cells}
        spoken: dict[frozenset[str], Voice] = {}
        for voice in (self._voices[cell] for cell in cells if cell in self._voices):
            spoken[voice.states] = spoken[voice.states].joined(voice) if voice.states in spoken else voice
        counted = {s: voice.origin for s, voice in spoken.items()}
        origins = [counted.get(states[name]) for name in held]
        series = series_of(held.values(), origins)
        checked = _Checked(self.claims)
        if self.rules.levels is not None:
            return tuple(bands(measure, series, self.rules.levels, checked))
        every = tuple(bands(measure, series, range(1, MOST + 1), checked))
        return tuple(total for total in every if total.level in LEVELS or _stands_at(total.level, every))


def _stands_at(level: int, totals: Sequence[Total]) -> bool:
    return any(total.because for total in totals if total.level == level)


@dataclass(frozen=True, slots=True)
class _Checked:
    """The ids of claims that a person has checked."""

    claims: Mapping[str, Claim]

    def __contains__(self, claim: object) -> bool:
        known = self.claims.get(claim) if isinstance(claim, str) else None
        return known is not None and known.reviewed is not None


def _bundle(claim: Claim) -> Bundle | None:
    group = claim.quantity.alternative_group if claim.quantity else None
    return None if group is None else (claim.document.id, group)
