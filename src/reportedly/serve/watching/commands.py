"""`reportedly watch` and what goes with it: what each command does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import typer

from reportedly.errors import UsageError
from reportedly.present.dispatch import Period
from reportedly.present.names import Names
from reportedly.present.words import instant as instant_words
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.answering import nothing
from reportedly.serve.asking import instant
from reportedly.serve.exits import PROBLEMS, WRONG_USE
from reportedly.serve.exporting import write_bytes
from reportedly.serve.house_style import house_style
from reportedly.serve.options import Output, Place, Rows
from reportedly.serve.printing import note, note_problems, plain, say, say_rows
from reportedly.serve.reviewing import login_name
from reportedly.serve.spreadsheets import csv_of
from reportedly.serve.watching import regular, service
from reportedly.serve.watching.delivering import resume
from reportedly.serve.watching.judging import looking
from reportedly.serve.watching.suggesting import suggested
from reportedly.serve.watching.watch_file import watch_file
from reportedly.terms.alert_record import alert_record
from reportedly.terms.problem import Problem
from reportedly.terms.tables import Tables
from reportedly.terms.watching import Watch
from reportedly.watching import tripwires
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.watching import marks, outbox
from reportedly.world.watching.lock import only_watch
from reportedly.world.watching.overview import health


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of rounds: each problem as it comes, lines for people. errors: whether any input had problems."""

    problems: list[Problem]

    def __call__(self, problem: Problem) -> None:
        self.problems.append(problem)
        note_problems((problem,))

    @property
    def errors(self) -> bool:
        """Whether something was not read or not sent."""
        return any(problem.severity == "error" for problem in self.problems)


def watch_once(config: Path, place: Place, own: Rows) -> None:
    """One round over all sources, due or not; exit code 1 where something was not read or not sent."""
    with _watcher(config, place, own) as (it, told):
        resume(it.ledger, it.ways, it.clock)
        done = service.one_round(it)
    for line in round_lines(done):
        say(line)
    if told.errors:
        raise typer.Exit(PROBLEMS)


def watch_on(config: Path, place: Place, own: Rows) -> None:
    """Rounds until SIGTERM or Ctrl-C."""
    with service.stoppable() as stop, _watcher(config, place, own, stop.is_set) as (it, _):
        watched = f"{many(len(it.watch.sources), 'source')}, {many(len(it.watch.indicators), 'indicator')}"
        note(f"watching {watched}; Ctrl-C stops after what is being done")
        service.rounds(it, _say_round, stop.wait)
    note("stopped")


def check(config: Path, own: Rows) -> None:
    """Say what is wrong with a watch.toml, or what it asks for; exit code 2 where something is."""
    watch = _watch(config, wiring.tables(own.files))
    say(
        f"{config}: {many(len(watch.sources), 'source')}, {many(len(watch.indicators), 'indicator')}, "
        f"{many(len(watch.channels), 'channel')}"
    )


def status(place: Place) -> None:
    """Where sources and messages stand."""
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        sources, counted = health(ledger), outbox.counts(ledger) if isinstance(ledger, SqlLedger) else {}
        open_alerts = len(marks.told(ledger, 10_000, True))
    for source in sources:
        told = [
            f"polled {instant_words(source.polled_at)}" if source.polled_at else "never polled",
            f"last new {instant_words(source.news_at)}" if source.news_at else "nothing new yet",
            f"{source.read:,} read",
            f"{source.waiting:,} waiting" if source.waiting else "",
            f"{source.given_up:,} given up" if source.given_up else "",
            f"failed {many(source.failures, 'time')}: {source.fault.message}"
            if source.failures and source.fault
            else "",
        ]
        say(plain(f"{source.name}: {'; '.join(filter(None, told))}"))
    say(f"alerts not acknowledged: {open_alerts:,}")
    if counted:
        say("messages: " + ", ".join(f"{number:,} {state}" for state, number in sorted(counted.items())))
    if not sources:
        note("no source was polled yet; reportedly watch --once polls those of watch.toml")


def alerts(every: bool, place: Place, output: Output) -> None:
    """The alerts, the latest first; those acknowledged only where asked."""
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        found = marks.told(ledger, 1000, not every)
    if output.format != "table":
        rows = [
            alert_record(each.alert)
            | {
                "acknowledged_at": each.acknowledged_at and each.acknowledged_at.isoformat(),
                "acknowledged_by": each.acknowledged_by,
                "note": each.note,
            }
            for each in found
        ]
        say(csv_of([_flat(row) for row in rows]), exact=True) if output.format == "csv" else say_rows(
            rows, output.format
        )
        return
    for each in found:
        seen = f" (seen by {each.acknowledged_by})" if each.acknowledged_at else ""
        say(plain(f"{each.alert.id}  {instant_words(each.alert.at)}  {each.alert.name}: {each.alert.reason}{seen}"))
    if not found:
        note("no alert waits to be seen" if not every else "there was no alert")


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """An alert as a row of a table: both states in words, its claims by id."""
    states = {name: row[name] and row[name]["words"] for name in ("before", "after")}
    return {**row, **states, "claims": "; ".join(claim["id"] for claim in row["claims"])}


def acknowledge(ident: str, by: str | None, words: str, place: Place) -> None:
    """Note that somebody has seen an alert."""
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        told = marks.acknowledge(ledger, ident, by or login_name(), system_clock(), words)
    say(plain(f"{told.alert.id}: seen by {told.acknowledged_by}"))


def suggest(place: Place, own: Rows) -> None:
    """Conditional claims as indicators, in the words of a watch.toml."""
    finder = wiring.reader(own.files)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        found = tripwires(ledger.standing(), looking(finder), finder.tables)
    if found:
        say(suggested(found, Names.of(finder.tables)))
    else:
        note("no claim that stands is conditional: there is nothing to suggest")


def write_dispatch(
    output: Path, about: tuple[str | None, str | None], shown: tuple[str | None, Path | None], place: Place, own: Rows
) -> None:
    """Write a dispatch on what the ledger learned between two moments; by default the last day. Raises UsageError where
    nothing was ever read.
    """
    form = next((each for each in regular.FORMS if each == output.suffix.lower()), None)
    if form is None:
        raise UsageError(f"{output}: the ending says the form, .md, .html or .pdf")
    since, until = _period(*about)
    title, house = shown
    style = house_style(house) if house else None
    tables = wiring.tables(own.files)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        if not (standing := ledger.standing()).documents:
            raise UsageError(f"nothing is written; {nothing(standing, place)}")
        made = regular.dispatch_on(ledger, Period(since, until), tables, title or "Dispatch", system_clock)
    write_bytes(output, regular.dispatch_bytes(made, form, style))
    say(f"wrote {output}: {many(made.new, 'new claim')}, {many(len(made.notes), 'footnote')}")


def round_lines(done: service.Round) -> Iterator[str]:
    """What a round brought, in lines."""
    polled = done.polled
    yield f"polled {many(len(polled.sources), 'source')}: {many(polled.new, 'new document')}, {many(polled.claims, 'claim')}"
    if polled.young:
        verbs = ("was", "waits") if polled.young == 1 else ("were", "wait")
        yield f"  {many(polled.young, 'file')} {verbs[0]} written just now and {verbs[1]} for the next round"
    for each in done.judged.evaluations:
        mark = "ALERT" if each.crossings else "quiet"
        yield f"  {mark}  {plain(f'{each.indicator.name}: {each.reason}')}"
    yield f"{many(len(done.judged.new), 'new alert')}; {many(done.delivered.sent, 'message')} sent"
    if done.dispatch:
        yield plain(f"dispatch: {done.dispatch.title}")


def _say_round(done: service.Round) -> None:
    if done.polled.new or done.judged.new or done.delivered.sent or done.dispatch:
        for line in round_lines(done):
            say(line)


@contextmanager
def _watcher(
    config: Path, place: Place, own: Rows, stop: service.Stop = lambda: False
) -> Iterator[tuple[service.Watcher, Told]]:
    finder = wiring.reader(own.files)
    watch = _watch(config, finder.tables)
    told = Told([])
    with _ledger(place) as ledger, only_watch(ledger):
        yield service.watcher(watch, ledger, finder, system_clock, (stop, told)), told


def _watch(config: Path, tables: Tables) -> Watch:
    """The watch.toml; ends with exit code 2, each fault in its line, where it has any."""
    watch, faults = watch_file(config, tables)
    note_problems(faults)
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(WRONG_USE)
    return watch


@contextmanager
def _ledger(place: Place) -> Iterator[SqlLedger]:
    with closing(wiring.ledger(place.ledger)) as ledger:
        if not isinstance(ledger, SqlLedger):
            raise UsageError("keeping watch needs a ledger in a file or a database")
        yield ledger


def _period(since: str | None, until: str | None) -> tuple[datetime, datetime]:
    end = instant(until) or system_clock()
    begin = instant(since) or end - timedelta(days=1)
    if begin >= end:
        raise UsageError(f"--since {since} is not before {until or 'now'}")
    return begin, end
