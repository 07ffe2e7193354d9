"""A sweep from end to end: shards sifted, near copies grouped, claims found, the ledger filled shard by shard. What is done
is kept as it comes, so that a sweep that was stopped, however rudely, goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import islice

from reportedly.errors import LedgerLocked
from reportedly.keep.ledger import Ledger
from reportedly.keep.shards import document_of_line, found_of, sifted_head
from reportedly.pipeline import Taken
from reportedly.resolve.copy_groups import Grouped, groups
from reportedly.serve.sweeping.progress import State, Watcher
from reportedly.serve.sweeping.works import UNREADABLE, Finding, Sifting, task_of
from reportedly.sweeping import take_in_found
from reportedly.terms.document import content_id, sha256
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Shard, Tally
from reportedly.world.engines.engine import Engine
from reportedly.world.engines.lasting import results
from reportedly.world.sweeps.division import contents, file_shards, shards
from reportedly.world.sweeps.places import Place, has_changed
from reportedly.world.sweeps.results import Results

SIFTED, FOUND = "sifted", "found"
WAVE = 256
"""Shards given to an engine at once."""
PATIENCE = 60
"""How often a ledger that another process holds is asked again; each time some seconds are waited."""
DOCUMENTS, CHARACTERS = 25, 150_000
"""Of a shard of documents to be read with care, at most; one longer text is a shard by itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that sifting kept: where its line lies, and the group of near copies it is of."""

    id: str
    result: str
    start: int
    end: int
    size: int
    group: Grouped


@dataclass(slots=True)
class Outcome:
    """What a sweep brought. shards: all of them, in order; lost: ids of those that no worker outlives; passing: of those
    whose source changed while it was read.
    """

    shards: list[Shard] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    taken: Taken = field(default_factory=Taken)
    claims: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def reading(self) -> Taken:
        """As what a reading brought."""
        return replace(self.taken, problems=tuple(self.problems))


@dataclass(frozen=True, slots=True)
class Sweep:
    """Everything that a sweep needs. told: hears of each problem as it comes; size: bytes of a shard; without_claims:
    documents in which nothing was found come into the ledger too.
    """

    engine: Engine
    store: Results
    sifting: Sifting
    finding: Finding
    method: str
    watcher: Watcher
    told: Callable[[Iterable[Problem]], None]
    size: int
    without_claims: bool = False

    def run(self, places: Sequence[Place], ledger: Ledger) -> Outcome:
        """Raises LedgerError, EngineError; what was done by then is kept."""
        outcome, state = Outcome(), State(of=sum(place.size for place in places))
        self._sift(places, outcome, state)
        outcome.kept = list(self._grouped(outcome.shards))
        self._find(outcome, state, ledger)
        state.phase = "done"
        self.watcher.told(state)
        return outcome

    def _sift(self, places: Sequence[Place], outcome: Outcome, state: State) -> None:
        self.watcher.told(state)
        every = iter(self._shards(places, outcome))
        seen: set[str] = set()
        while wave := list(islice(every, WAVE)):
            left, again = list[tuple[Place, Shard]](), list[Shard]()
            for place, shard in wave:
                outcome.shards.append(shard)
                if shard.id in seen:
                    again.append(shard)
                elif self._is_sifted(shard):
                    self._sifted(shard, outcome, state)
                else:
                    left.append((place, shard))
                seen.add(shard.id)
            with closing(results(self.engine, self.sifting, [task_of(shard) for _, shard in left])) as told:
                for n, result in told:
                    shard = left[n][1]
                    if result is None:
                        self._lost(shard.id, f"{shard.shown}, from byte {shard.start}", outcome, state)
                    else:
                        self.store.put(SIFTED, shard.id, result)
                        self._sifted(shard, outcome, state)
            for shard in again:
                self._sifted(shard, outcome, state, again=True)
            self._changed(left, outcome)

    def _changed(self, done: Sequence[tuple[Place, Shard]], outcome: Outcome) -> None:
        """What was read of a source that changed meanwhile holds for this sweep, and not for the next one."""
        changed = [place for place in dict.fromkeys(place for place, _ in done) if has_changed(place)]
        for place in changed:
            self._note((Problem("changed", "it changed while it was swept; sweep it again", place.shown),), outcome)
        outcome.passing += [shard.id for place, shard in done if place in changed]

    def _is_sifted(self, shard: Shard) -> bool:
        """A shard that could not be read to its end is tried again."""
        if not self.store.has(SIFTED, shard.id):
            return False
        tally, _ = sifted_head(self.store.head(SIFTED, shard.id))
        return UNREADABLE not in tally.passed

    def _sifted(self, shard: Shard, outcome: Outcome, state: State, again: bool = False) -> None:
        """again: it holds what another holds that was told already."""
        if not self.store.has(SIFTED, shard.id):
            return
        tally, problems = sifted_head(self.store.head(SIFTED, shard.id))
        outcome.tally += _repeated(tally) if again else tally
        self._note(problems, outcome)
        state.size, state.records, state.kept = state.size + shard.size, outcome.tally.records, outcome.tally.kept
        self.watcher.told(state)

    def _shards(self, places: Sequence[Place], outcome: Outcome) -> Iterator[tuple[Place, Shard]]:
        for place in places:
            if not place.size and place.form != "files":
                self._note((Problem("empty-file", "there is nothing in it", place.shown),), outcome)
                continue
            try:
                if place.form == "files":
                    yield from ((place, shard) for shard in file_shards(place, self.size))
                else:
                    yield from ((place, each) for each in shards(place, contents(place, self.size), self.size))
            except OSError as fault:
                self._note(
                    (Problem(UNREADABLE, f"it cannot be read ({fault.strerror or fault})", place.shown),), outcome
                )

    def _grouped(self, every: Sequence[Shard]) -> Iterator[Kept]:
        """What was kept, each document once, with its group; texts are streamed."""
        where: list[tuple[str, str, int, int, int]] = []
        found = groups(self._texts(every, where))
        for group, (ident, result, start, end, size) in zip(found, where, strict=False):
            yield Kept(ident, result, start, end, size, group)

    def _texts(self, every: Sequence[Shard], where: list[tuple[str, str, int, int, int]]) -> Iterator[tuple[str, str]]:
        seen: set[str] = set()
        for ident in dict.fromkeys(shard.id for shard in every if self.store.has(SIFTED, shard.id)):
            for start, end, line in self.store.lines(SIFTED, ident):
                if start == 0:
                    continue
                document = document_of_line(line)
                if document.id not in seen:
                    seen.add(document.id)
                    where.append((document.id, ident, start, end, len(document.text)))
                    yield document.id, document.text

    def _find(self, outcome: Outcome, state: State, ledger: Ledger) -> None:
        """Shards are taken into the ledger in their order, each as soon as those before it are."""
        state.phase, state.of_documents = "reading", len(outcome.kept)
        self.watcher.told(state)
        waiting = _batches(outcome.kept)
        while wave := list(islice(waiting, WAVE)):
            tasks = [
                b"".join(self.store.part(SIFTED, each.result, each.start, each.end) for each in one) for one in wave
            ]
            idents = [content_id("f", sha256(task)) for task in tasks]
            left = [n for n, ident in enumerate(idents) if not self.store.has(FOUND, ident)]
            done, lost = 0, set[int]()
            with closing(_first(results(self.engine, self.finding, [tasks[n] for n in left]))) as told:
                for n, result in told:
                    if n is not None and result is None:
                        lost.add(left[n])
                        self._lost(idents[left[n]], f"{len(wave[left[n]])} documents", outcome, state)
                    elif n is not None and result is not None:
                        self.store.put(FOUND, idents[left[n]], result)
                    while done < len(wave) and (done in lost or self.store.has(FOUND, idents[done])):
                        if done not in lost:
                            self._take_in(idents[done], outcome, state, ledger)
                        done += 1

    def _take_in(self, ident: str, outcome: Outcome, state: State, ledger: Ledger) -> None:
        found = list(found_of(self.store.get(FOUND, ident)))
        taken = self._patiently(lambda: take_in_found(ledger, found, self.method, self.without_claims))
        outcome.claims |= {document.id: len(claims) for document, claims, _ in found}
        outcome.taken += replace(taken, problems=())
        self._note(taken.problems, outcome)
        state.documents += len(found)
        state.claims += sum(len(claims) for _, claims, _ in found)
        self.watcher.told(state)

    def _patiently(self, take_in: Callable[[], Taken]) -> Taken:
        """Another sweep may be writing to the ledger; it lets go of it between two batches."""
        for _ in range(PATIENCE):
            with suppress(LedgerLocked):
                return take_in()
        return take_in()

    def _lost(self, ident: str, where: str, outcome: Outcome, state: State) -> None:
        outcome.lost.append(ident)
        state.lost += 1
        message = "its worker ended each time; it is left out, and tried again when the sweep is run again"
        self._note((Problem("worker-lost", message, where),), outcome)

    def _note(self, problems: Iterable[Problem], outcome: Outcome) -> None:
        problems = tuple(problems)
        outcome.problems += problems
        self.told(problems)


def _repeated(tally: Tally) -> Tally:
    passed = Counter(tally.passed)
    passed["again"] += tally.kept
    return replace(tally, kept=0, passed={why: n for why, n in sorted(passed.items()) if n})


def _first(told: Iterator[tuple[int, bytes | None]]) -> Generator[tuple[int | None, bytes | None]]:
    """The same with a step before the first, for what lay there already."""
    yield None, None
    yield from told


def _batches(kept: Sequence[Kept]) -> Iterator[list[Kept]]:
    """The documents in shards, near copies side by side behind their first."""
    place = {each.id: n for n, each in enumerate(kept)}
    batch: list[Kept] = []
    held = 0
    for each in sorted(kept, key=lambda one: (place[one.group.first], place[one.id])):
        if batch and (len(batch) == DOCUMENTS or held + each.size > CHARACTERS):
            yield batch
            batch, held = [], 0
        batch.append(each)
        held += each.size
    if batch:
        yield batch
