"""Commands over harmed ledgers: each either tells what the ledger told once, or says one clear line."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from typer.testing import Result

from faults.harms import harm
from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from serve.commands import reports, run

KEPT, LATER = 6, 4
"""How many reports are in the ledger's file, and how many more in its log."""
WHOLE, EARLIER, TOLD = "as it was", "as it was earlier", "one line"


@dataclass
class Outcomes:
    """What came of harms. counts: how often what came of a command; wrong: one line for each that must not be."""

    harms: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Harmed:
    """A ledger with a log beside it, copies of which are harmed; and what it told after each of its batches."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.new = reports(folder / "reports") / "soldiers.txt"
        self.model = self._filled(folder / "model" / "ledger.db", 0)
        self.other = self._filled(folder / "other" / "ledger.db", 500)
        self.told = [self._told(count) for count in range(KEPT + LATER + 1)]

    def try_out(self, seeds: Sequence[int]) -> Outcomes:
        """Harm a copy of the ledger for each seed, and give commands over it."""
        seen = Outcomes()
        for seed in seeds:
            place = self.folder / "harmed" / "ledger.db"
            shutil.copytree(self.model.parent, place.parent)
            done = harm(place, self.other, Random(seed))
            seen.harms += 1
            for command in ("claims", "flow", "read", "claims"):
                outcome = self._outcome(command, place)
                seen.counts[outcome if outcome in (WHOLE, EARLIER, TOLD) else "wrong"] += 1
                if outcome not in (WHOLE, EARLIER, TOLD):
                    seen.wrong.append(f"{seed}: {done}: {command}: {outcome}")
            shutil.rmtree(place.parent)
        return seen

    def _outcome(self, command: str, place: Path) -> str:
        done = run(*self._words(command), ledger=place)
        if fault := _not_plain(done):
            return fault
        if done.exit_code:
            return TOLD
        if command == "read":
            return WHOLE
        wanted = _without_new(command, done.stdout)
        known = [each[command] for each in self.told]
        return WHOLE if wanted == known[-1] else EARLIER if wanted in known else f"told {done.stdout[:300]}"

    def _words(self, command: str) -> tuple[str | Path, ...]:
        if command == "read":
            return ("read", self.new)
        return (
            ("claims", "--format", "jsonl")
            if command == "claims"
            else ("flow", "KP", "RU", "munitions", "--format", "json")
        )

    def _told(self, count: int) -> dict[str, Any]:
        place = self.folder / f"first{count}.db"
        with closing(open_ledger(place, FixedClock())) as ledger:
            for n in range(count):
                ledger.append(_read(n))
        return {
            command: _without_new(command, run(*self._words(command), ledger=place).stdout)
            for command in ("claims", "flow")
        }

    def _filled(self, place: Path, first: int) -> Path:
        working = place.parent / "working.db"
        clock = FixedClock()
        with closing(open_ledger(working, clock)) as ledger:
            for n in range(first, first + KEPT):
                ledger.append(_read(n))
        with closing(open_ledger(working, clock)) as ledger:
            for n in range(first + KEPT, first + KEPT + LATER):
                ledger.append(_read(n))
            for suffix in ("", "-wal"):
                shutil.copy(f"{working}{suffix}", f"{place}{suffix}")
        working.unlink()
        return place


def _read(n: int) -> Any:
    return reading(report(n), [containers(report(n)), shells(report(n))], "rules/1")


def _without_new(command: str, printed: str) -> Any:
    """What is told, but for what the report says that is read in afterwards."""
    if command == "claims":
        return [claim for claim in map(json.loads, printed.splitlines()) if claim["kind"] != "deployment"]
    told = json.loads(printed)
    return {name: told[name] for name in ("documents", "totals", "denials") if name in told}


def _not_plain(done: Result) -> str | None:
    """Why what a command said is no answer and no plain line."""
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return f"{type(done.exception).__name__}: {done.exception}"
    if done.exit_code not in (0, 1):
        return f"exit code {done.exit_code}: {done.stderr}"
    if "Traceback" in done.output:
        return done.output
    if done.exit_code:
        lines = done.stderr.strip().splitlines()
        if len(lines) != 1 or not lines[0].startswith("reportedly: ") or done.stdout:
            return f"said {done.stdout}{done.stderr}"
    return None
