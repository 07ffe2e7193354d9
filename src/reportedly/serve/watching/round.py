"""What a poll works with, and what it tells step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reportedly.keep.ledger import Clock, Ledger
from reportedly.pipeline import Finder
from reportedly.terms.fetching import Fetched, Fetcher, Request
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Manners
from reportedly.world.watching.sources import SourceStore

StepKind = Literal["looked", "unchanged", "failed", "read", "put-off", "given-up", "left"]


@dataclass(frozen=True, slots=True)
class PollStep:
    """One step of a poll. looked: the source was looked through, found: how many of its things are new or were published
    anew; unchanged: nothing of it changed; failed: it could not be looked through; read, put-off, given-up: what became of
    one thing that it published; left: more waits than this poll reads. where: the address or path. young: files that were
    written just now and are left alone.
    """

    source: str
    what: StepKind
    where: str
    found: int = 0
    documents: int = 0
    new: int = 0
    claims: int = 0
    problems: tuple[Problem, ...] = ()
    young: int = 0


@dataclass(frozen=True, slots=True)
class SourcePolled:
    """What a poll of one source brought. found: things new or published anew; read, put_off, given_up: things tried."""

    name: str
    found: int = 0
    read: int = 0
    put_off: int = 0
    given_up: int = 0
    documents: int = 0
    new: int = 0
    claims: int = 0
    problems: int = 0
    young: int = 0


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll brought. documents: read, known ones too; new: of them, unknown before; claims: found anew."""

    sources: tuple[SourcePolled, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def documents(self) -> int:
        return sum(source.documents for source in self.sources)

    @property
    def new(self) -> int:
        return sum(source.new for source in self.sources)

    @property
    def claims(self) -> int:
        return sum(source.claims for source in self.sources)

    @property
    def young(self) -> int:
        """Files that were written just now and wait for the next poll."""
        return sum(source.young for source in self.sources)


@dataclass(frozen=True, slots=True)
class Tired:
    """A host that fails. times: in a row; until: when it may be asked again."""

    times: int
    until: datetime


@dataclass(frozen=True)
class Round:
    """One poll: what it asks with, where it keeps what comes, and the hosts that fail in it."""

    ledger: Ledger
    store: SourceStore
    fetcher: Fetcher
    finder: Finder
    clock: Clock
    manners: Manners
    tired: dict[str, Tired] = field(default_factory=dict)

    def fetched(self, source: str, request: Request) -> Fetched:
        """Ask an address, and note what came of it."""
        fetched = self.fetcher.fetch(request)
        self.store.note_fetch(source, fetched)
        return fetched
