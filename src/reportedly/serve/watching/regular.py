"""Dispatches: made of the ledger between two moments, written in the form asked for, and sent when they are due."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from reportedly.dispatching import dispatched
from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock, Ledger
from reportedly.present.alerts import one_line
from reportedly.present.dispatch import Dispatch, DispatchSetting, Period
from reportedly.present.dispatch_pages import PLAIN, dispatch_html, dispatch_markdown, dispatch_paper
from reportedly.present.house import House
from reportedly.present.names import Names
from reportedly.present.words import day, many
from reportedly.serve.dossiers import EXTRA, FONTS, public
from reportedly.serve.exporting import write_bytes
from reportedly.serve.settings import VERSION
from reportedly.serve.watching.watch_file import named
from reportedly.terms.document import content_id
from reportedly.terms.tables import Tables
from reportedly.terms.watching import Alert, Delivery, DispatchPlan, Message, Watch
from reportedly.watch.outbox import not_before
from reportedly.watch.rhythm import last_due
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.watching import outbox
from reportedly.world.watching.dispatches import made_until, put_made
from reportedly.world.watching.marks import alerts_between
from reportedly.world.watching.overview import health

Form = Literal[".md", ".html", ".pdf"]
FORMS: tuple[Form, ...] = (".md", ".html", ".pdf")


def dispatch_on(ledger: Ledger, about: Period, tables: Tables, title: str, clock: Clock) -> Dispatch:
    """The dispatch on what a ledger learned in a period. What may not be passed on is left out and counted."""
    earlier, later = ledger.standing(about.since), ledger.standing(about.until)
    told, open_now = public(earlier), public(later)
    closed = len(later.claims.keys() - earlier.claims.keys()) - len(open_now.claims.keys() - told.claims.keys())
    how = DispatchSetting(
        clock(), VERSION, Names.of(tables), title, _alerts(ledger, about), _troubles(ledger), max(0, closed)
    )
    return dispatched(told, open_now, about, tables, how)


def dispatch_bytes(made: Dispatch, form: Form, house: House | None = None) -> bytes:
    """The dispatch as a file. Raises UsageError where what sets it on paper is not installed."""
    if form == ".md":
        return dispatch_markdown(made, house).encode()
    if form == ".html":
        return dispatch_html(made, house).encode()
    # Only paper loads a typesetter.
    try:
        from importlib.resources import as_file

        from reportedly.present.paper.pdf import paper_pdf
    except ModuleNotFoundError as missing:
        raise UsageError(f"{form} needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    with as_file(FONTS) as fonts:
        return paper_pdf(dispatch_paper(made), [str(fonts)], made.made_at, house or PLAIN)


def send_due(watch: Watch, ledger: SqlLedger, tables: Tables, clock: Clock) -> Dispatch | None:
    """Make the dispatch that is due and not made yet, write it, and put it on its way; None where none is. One that was
    missed because nobody watched is made up for, as one over the whole time; the first is about what comes after the watch
    began. Raises LedgerError, UsageError.
    """
    plan = watch.dispatch
    if plan is None:
        return None
    due = last_due(plan, clock())
    last = made_until(ledger)
    if last is None:
        put_made(ledger, due)
    if last is None or last >= due:
        return None
    made = dispatch_on(ledger, Period(last, due), tables, _title(plan, due), clock)
    content = dispatch_bytes(made, plan.form)
    name = f"dispatch-{_day(plan, due).isoformat()}{plan.form}"
    if plan.folder:
        _written(Path(plan.folder), name, content)
    outbox.enqueue(ledger, _deliveries(watch, plan, made, (name, content), due))
    put_made(ledger, due)
    return made


def _title(plan: DispatchPlan, due: datetime) -> str:
    return plan.title or f"{'Daily' if plan.every == 'day' else 'Weekly'} dispatch, {day(_day(plan, due))}"


def _day(plan: DispatchPlan, due: datetime) -> date:
    """The day of a dispatch where it is read, which may not be that of UTC."""
    return due.astimezone(ZoneInfo(plan.zone)).date()


def _written(folder: Path, name: str, content: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{folder}: the dispatch cannot be written there ({fault.strerror})") from fault
    write_bytes(folder / name, content)


def _deliveries(
    watch: Watch, plan: DispatchPlan, made: Dispatch, file: tuple[str, bytes], due: datetime
) -> Sequence[Delivery]:
    name, content = file
    text = dispatch_markdown(made)
    data = {"version": 1, "dispatch": {"title": made.title, "until": due.isoformat(), "new": made.new, "text": text}}
    subject = one_line(f"{made.title}: {many(made.new, 'new claim')}" if made.new else f"{made.title}: nothing new")
    attached = (name, b64encode(content).decode()) if plan.form != ".md" else None
    message = Message(subject, text, dispatch_html(made), data, attached)
    return [
        Delivery(
            content_id("m", channel.name, "dispatch", due.isoformat()),
            channel.name,
            "dispatch",
            (),
            message,
            made.made_at.astimezone(UTC),
            not_before(channel.kind, watch.quiet, made.made_at),
        )
        for channel in named(watch.channels, plan.channels)
    ]


def _alerts(ledger: Ledger, about: Period) -> tuple[Alert, ...]:
    found = alerts_between(ledger, about.since, about.until) if isinstance(ledger, SqlLedger) else ()
    return tuple(alert for alert in found if not alert.restricted)


def _troubles(ledger: Ledger) -> tuple[str, ...]:
    """Sources that failed at their last polls, in words."""
    if not isinstance(ledger, SqlLedger):
        return ()
    failing = ((source, source.fault) for source in health(ledger) if source.failures)
    return tuple(
        f"{source.name}: {fault.message if fault else 'it could not be read'} ({many(source.failures, 'time')} in a row)."
        for source, fault in failing
    )
