"""`reportedly backup` and `reportedly restore`: a whole ledger into one file, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportedly.keep.faults import seal_words
from reportedly.present.words import many
from reportedly.serve.options import Place
from reportedly.serve.printing import plain, say
from reportedly.serve.settings import default_ledger
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.backups import Contents, back_up
from reportedly.world.ledgers.copies import Show
from reportedly.world.ledgers.places import name_of, url_of
from reportedly.world.ledgers.restores import restore


def write_backup(file: Path, force: bool, place: Place) -> None:
    """Write a ledger into a file, and say what is in it. Raises UsageError, LedgerError."""
    where = place.ledger or default_ledger()
    with _shown() as show:
        held = back_up(where, file, system_clock, force, show)
    say(plain(f"wrote {file}, a backup of {name_of(url_of(where))}: {contents_words(held)}"))


def restore_backup(file: Path, place: Place) -> None:
    """Put a backup in place of a ledger, and say what is in it. Raises UsageError, LedgerError."""
    where = place.ledger or default_ledger()
    with _shown() as show:
        held = restore(file, where, system_clock, show)
    say(plain(f"restored {name_of(url_of(where))} from {file}: {contents_words(held)}"))


def contents_words(held: Contents) -> str:
    """`3 batches, 2 documents, 5 claims; last seal 3:9f3c… of 2026-11-27 10:00:00 UTC`, with the whole hash."""
    counts = (many(held.batches, "batch", "batches"), many(held.documents, "document"), many(held.claims, "claim"))
    if held.last is None:
        return ", ".join(counts)
    seal = f"{seal_words(held.last)} of {held.last.recorded_at:%Y-%m-%d %H:%M:%S} UTC"
    return f"{', '.join(counts)}; last seal {seal}"


@contextmanager
def _shown() -> Iterator[Show]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done, _whole: None
        return
    # Only a terminal sees it; rich is not loaded for a pipe.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, whole: int) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing, total=whole if whole > 1 else None)
            bar.update(tasks[doing], completed=done)
            for earlier in tasks.keys() - {doing}:
                bar.update(tasks[earlier], visible=False)

        yield show
