"""`reportedly check`: whether a ledger is what was recorded, a line for each fault, and the seal to note elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

import typer

from reportedly.errors import LedgerBroken, UsageError
from reportedly.keep.faults import Fault, Noted, noted, seal_words
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.exits import PROBLEMS
from reportedly.serve.options import Checking, Place, RecordOutput
from reportedly.serve.printing import note, plain, say, say_json
from reportedly.serve.reading import progress
from reportedly.terms.record import Json
from reportedly.world.ledgers.soundness import Looked, ledger_faults, step_count
from reportedly.world.ledgers.sql import SqlLedger

MOST = 20
"""So many faults of a kind are told; of more, how many."""
MENDABLE = "stale-index"


@dataclass(slots=True)
class Found:
    """Faults as they come: the first of each kind, and how many there are of it."""

    told: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, fault: Fault) -> bool:
        """Whether a fault is one of those that are told."""
        self.counts[fault.slug] += 1
        if self.counts[fault.slug] <= MOST:
            self.told.append(fault)
            return True
        return False

    @property
    def more(self) -> dict[str, int]:
        """How many of a kind are not told."""
        return {slug: count - MOST for slug, count in self.counts.items() if count > MOST}


def check_ledger(checking: Checking, place: Place, output: RecordOutput) -> None:
    """Print what is wrong with a ledger; exit code 1 where something is. Raises LedgerError, and UsageError also where there
    is no ledger: nothing is as it was recorded in a file that is not there.
    """
    wanted = [noted(words) for words in checking.seal or ()]
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        if not isinstance(ledger, SqlLedger):
            raise UsageError(f"{ledger.name}: there is no such file")
        found, looked = checked(ledger, wanted)
        mended = None
        if checking.mend:
            mended, words = mending(ledger, found)
            (say if output.format == "table" else note)(words)
            if mended is not None:
                found, looked = checked(ledger, wanted)
        name = ledger.name
    if output.format == "json":
        say_json(check_record(name, found, looked, mended))
    else:
        say("\n".join(map(plain, lines(name, found, looked))))
    if found.counts:
        raise typer.Exit(PROBLEMS)


def checked(ledger: SqlLedger, seals: Sequence[Noted]) -> tuple[Found, Looked]:
    """What is wrong with a ledger, and what was looked at; with a bar on a terminal."""
    found, looked = Found(), Looked()
    for fault in _faults(ledger, looked, seals):
        found.add(fault)
    return found, looked


def _faults(ledger: SqlLedger, looked: Looked, seals: Sequence[Noted]) -> Iterator[Fault]:
    with ExitStack() as stack:
        if sys.stderr.isatty():
            step = stack.enter_context(progress("checking", step_count(ledger.engine, ledger.name)))
            yield from ledger_faults(ledger.engine, ledger.name, looked, seals, step)
        else:
            yield from ledger_faults(ledger.engine, ledger.name, looked, seals)


def mending(ledger: SqlLedger, found: Found) -> tuple[int | None, str]:
    """Make the worked-out tables anew where nothing else is wrong: for how many documents (None: not done), and in words."""
    if not found.counts:
        return None, "nothing needs to be made anew"
    if set(found.counts) != {MENDABLE}:
        return None, "nothing was made anew: what the index is worked out from is not what was recorded"
    try:
        count = ledger.mend()
    except LedgerBroken as fault:
        return None, f"nothing was made anew: {fault}"
    made = f"the index of {many(count, 'document')} was made anew, for {many(found.counts[MENDABLE], 'fault')}"
    return count, f"{made}; batches, entries and texts were not touched. Start a running `reportedly serve` anew"


def lines(name: str, found: Found, looked: Looked) -> Iterator[str]:
    """The faults, then what was looked at."""
    for fault in found.told:
        yield f"{fault.message} [{fault.slug}]"
    for slug, count in found.more.items():
        yield f"… and {count:,} more [{slug}]"
    if found.counts and set(found.counts) == {MENDABLE}:
        yield "The index is worked out from the entries and can be made anew: reportedly check --mend"
    for seal in looked.borne:
        yield f"batch {seal.number} still bears the seal {seal}"
    if looked.last is None:
        yield f"{name} is empty: it holds no batch"
    else:
        at = f"{looked.last.recorded_at:%Y-%m-%d %H:%M:%S} UTC"
        yield f"{many(looked.batches, 'batch', 'batches')}, the last of {at}; seal {seal_words(looked.last)}"
    count = found.counts.total()
    verdict = many(count, "fault") if count else "all as it was recorded"
    of = ((looked.batches, "batch", "batches"), (looked.documents, "document"), (looked.claims, "claim"))
    yield f"looked at {', '.join(many(*each) for each in (*of, (looked.texts, 'text')))}: {verdict}"


def check_record(name: str, found: Found, looked: Looked, mended: int | None = None) -> Json:
    """The same for programs. mended: of how many documents the index was made anew, None where it was not."""
    last = looked.last
    return {
        "ledger": name,
        "sound": not found.counts,
        "faults": [{"slug": fault.slug, "message": fault.message} for fault in found.told],
        "more": found.more,
        "borne": [str(seal) for seal in looked.borne],
        "last": last and {"recorded_at": last.recorded_at.isoformat(), "seal": seal_words(last)},
        "looked_at": {
            "batches": looked.batches,
            "documents": looked.documents,
            "claims": looked.claims,
            "texts": looked.texts,
        },
        "mended": mended,
    }
