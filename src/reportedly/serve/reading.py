"""`reportedly read`: documents into the ledger, with a bar on a terminal and one line at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace

import typer

from reportedly.errors import LedgerError, UsageError
from reportedly.keep.ledger import Ledger
from reportedly.pipeline import Finder, Read, Taken, take_in
from reportedly.present.words import many
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.asking import day
from reportedly.serve.exits import PROBLEMS, WRONG_USE
from reportedly.serve.model_reading import unkept
from reportedly.serve.options import Place, Source
from reportedly.serve.printing import note_problems, plain, say
from reportedly.serve.reviewing import login_name
from reportedly.terms.problem import Problem
from reportedly.world.clock import system_clock
from reportedly.world.files import absent, count, documents

OTHER_LANGUAGE = "other-language"


def read_into(paths: list[str], place: Place, source: Source, finder: Finder) -> None:
    """Read paths into a ledger; exit code 1 where some input was not read, 2 where none of the paths is there. Raises
    UsageError, DataError, LedgerError.
    """
    require_any(paths)
    options = told(source, paths)
    with closing(wiring.ledger(place.ledger)) as ledger:
        taken = reported(ledger, inputs(paths, options), finder, count(paths))
        faults = (*logged(ledger, paths, taken), *unkept(finder))
    note_problems(faults)
    say(summary(taken))
    if any(problem.severity == "error" for problem in taken.problems):
        raise typer.Exit(PROBLEMS)


def told(source: Source, paths: list[str]) -> ReadOptions:
    """What the user says of the documents. Raises UsageError where an address or title is given for several."""
    if (source.url or source.title or source.translation_of) and count(paths) > 1:
        raise UsageError("--url, --title and --translation-of are those of one document; give one file")
    return ReadOptions(
        publisher=source.publisher,
        published_on=day(source.published),
        url=source.url,
        title=source.title,
        translation_of=source.translation_of,
        today=system_clock().date(),
    )


def require_any(paths: list[str]) -> None:
    """End with exit code 2, each in its line, where none of the paths is there; of several one that is missing is a problem
    beside what is read.
    """
    if not any(map(_is_address, paths)) and (missing := absent(paths)):
        note_problems(missing)
        raise typer.Exit(WRONG_USE)


def inputs(paths: list[str], options: ReadOptions) -> Iterator[Read]:
    """The documents of the paths, and the problems met. Addresses are no paths: they are named as such."""
    for path in paths:
        if _is_address(path):
            message = "pages and feeds by address are not read in this version; save the page and read the file"
            yield (), (Problem("not-fetched", message, path),)
        else:
            yield from documents([path], sys.stdin.buffer, options)


def _is_address(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def reported(ledger: Ledger, reads: Iterable[Read], finder: Finder, steps: int) -> Taken:
    """Take all in; problems are told as they come, above the bar where there is one. Only that a language is not read waits
    for the end: a translation may come yet."""
    whole = Taken()
    with ExitStack() as stack:
        advance = stack.enter_context(progress("reading", steps)) if sys.stderr.isatty() else None
        for taken in take_in(ledger, reads, finder):
            note_problems(p for p in taken.problems if p.slug != OTHER_LANGUAGE)
            whole += taken
            if advance:
                advance()
    waiting = [p for p in whole.problems if p.slug == OTHER_LANGUAGE and p.where in whole.through]
    told = tuple(p for p in whole.problems if p not in waiting)
    note_problems(p for p in told if p.slug == OTHER_LANGUAGE)
    return replace(whole, problems=told)


def logged(ledger: Ledger, paths: Iterable[str], taken: Taken) -> tuple[Problem, ...]:
    """Note in the ledger what was read, in one row; a warning where that cannot be: the documents are kept all the same."""
    # It loads the database, which by now is loaded.
    from reportedly.world.ledgers.readings import log

    try:
        by = login_name()
    except UsageError:
        by = ""
    try:
        log(ledger, system_clock(), by, plain(", ".join(paths)), taken)
    except LedgerError as fault:
        return (Problem("not-logged", f"the reading could not be noted ({fault})", ledger.name, "warning"),)
    return ()


def summary(taken: Taken) -> str:
    """read 18 documents, 74 claims; 1 of an earlier reading is not found any more; 2 problems."""
    read = f"read {many(taken.documents, 'document')}"
    if not taken.entries:
        line = f"{read}: nothing new" if taken.documents else "nothing read"
    elif taken.new in (0, taken.documents):
        line = f"{read}, {many(taken.claims, 'claim')}"
    else:
        line = f"{read}, {taken.new:,} of them new: {many(taken.claims, 'claim')}"
    errors = sum(problem.severity == "error" for problem in taken.problems)
    counts = ((errors, "problem"), (len(taken.problems) - errors, "warning"))
    if taken.lost:
        line += f"; {taken.lost:,} of an earlier reading {'is' if taken.lost == 1 else 'are'} not found any more"
    if taken.replaced:
        line += f"; {many(taken.replaced, 'document')} of an earlier reading, of which less was told, replaced"
    return "; ".join([line, *(many(number, noun) for number, noun in counts if number)])


@contextmanager
def progress(doing: str, steps: int) -> Iterator[Callable[[], None]]:
    """A bar on the terminal; what it yields takes it one step on."""
    # Only a terminal sees it; rich is not loaded for a pipe.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=steps)
        yield lambda: bar.advance(task)
