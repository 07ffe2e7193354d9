"""`reportedly claims`, `flows` and `flow`: what stands in the ledger, printed as asked."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace

from reportedly.keep.query import ClaimQuery
from reportedly.keep.standing import Standing
from reportedly.pipeline import answer, asked, changed, overview
from reportedly.present.lines import claim_csv
from reportedly.present.names import Names
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.asking import Asked, day, instant, item, names_of, party, strangers
from reportedly.serve.options import Course, Filters, Output, Place, RecordOutput, Rows, Sureness, Times
from reportedly.serve.printing import look, note, plain, say, say_json, say_rows
from reportedly.serve.spreadsheets import csv_of
from reportedly.terms.flow import Flow, FlowSummary
from reportedly.terms.flow_record import changes_record, flow_record, summary_record
from reportedly.terms.items import ItemTree
from reportedly.terms.record import claim_record
from reportedly.terms.tables import Tables


def print_claims(filters: Filters, times: Times, where: tuple[Place, Rows], output: Output, sureness: Sureness) -> None:
    """The claims that stand and are asked for. where: the ledger, and the rows that name its classes and parties."""
    place, own = where
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    query = replace(query_of(filters, times, tables), at_least=sureness.at_least or 0.0)
    note_strangers((filters.actor, filters.recipient, filters.origin), tables, standing)
    found = asked(standing, query, ItemTree(tables.items))
    if output.format == "csv":
        say(claim_csv(found), exact=True)
    elif output.format != "table":
        say_rows([claim_record(claim) for claim in found], output.format)
    elif found:
        # Drawing loads rich.
        from reportedly.present.tables import claims_table

        say(claims_table(found, Names.of(tables), look()))
    if not found:
        note(nothing(standing, place))


def print_flows(filters: Filters, times: Times, place: Place, own: Rows, output: Output) -> None:
    """The overview of all flows among the claims asked for."""
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    note_strangers((filters.actor, filters.recipient, filters.origin), tables, standing)
    found = overview(standing, query_of(filters, times, tables), tables)
    rows = [summary_record(summary) for summary in found]
    if output.format == "csv":
        say(csv_of(rows), exact=True)
    elif output.format != "table":
        say_rows(rows, output.format)
    elif found:
        say(flows_drawn(found, tables))
    if not found:
        note(nothing(standing, place))


def print_flow(asked_for: Asked, days: tuple[Times, Course], place: Place, own: Rows, output: RecordOutput) -> None:
    """All that stands on one flow, and what changed on it where a day is given."""
    times, course = days
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    flow = flow_of(asked_for, times, course, tables)
    note_strangers((asked_for.supplier, asked_for.recipient), tables, standing)
    found, since = answer(standing, flow, tables), day(course.since)
    moved = changed(standing, (flow,), since, tables)[0] if since else None
    if output.format == "json":
        say_json(flow_record(found) | ({"changes": changes_record(moved)} if moved else {}))
        return
    # Drawing loads rich.
    from reportedly.serve.flow_view import flow_text

    say(flow_text(found, Names.of(tables), look(), moved))
    if not standing.claims:
        note(nothing(standing, place))


def standing_at(place: Place, times: Times | None = None) -> Standing:
    """What stands in a ledger, or stood when it was known. Raises LedgerError, UsageError."""
    known_at = instant(times.known_at) if times else None
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        return ledger.standing(known_at)


def note_strangers(given: Iterable[str | None], tables: Tables, standing: Standing) -> bool:
    """A line on standard error for each party asked for that neither the tables nor the claims that stand know; whether
    there was any."""
    told = strangers(given, tables, names_of(standing.claims.values())) if standing.claims else ()
    for line in told:
        note(plain(line))
    return bool(told)


def query_of(filters: Filters, times: Times, tables: Tables) -> ClaimQuery:
    """The options as a query, with codes for names. Raises UsageError on an unknown class of item or a bad day."""
    return ClaimQuery(
        actor=filters.actor and party(filters.actor, tables),
        recipient=filters.recipient and party(filters.recipient, tables),
        item=filters.item and item(filters.item, tables),
        kind=filters.kind,
        origin=filters.origin and party(filters.origin, tables),
        published_by=day(times.published_by),
    )


def flow_of(asked_for: Asked, times: Times, course: Course, tables: Tables) -> Flow:
    """The flow asked for, with codes for names. Raises UsageError."""
    return Flow(
        party(asked_for.supplier, tables),
        party(asked_for.recipient, tables),
        item(asked_for.item, tables) if asked_for.item else None,
        day(times.published_by),
        instant(times.known_at),
        day(course.until),
    )


def flows_drawn(found: tuple[FlowSummary, ...], tables: Tables) -> str:
    """The table of flows."""
    # Drawing loads rich.
    from reportedly.present.flows_table import flows_table
    from reportedly.serve.flow_view import flow_row

    names = Names.of(tables)
    return flows_table([flow_row(summary, names) for summary in found], names, look())


def nothing(standing: Standing, place: Place, shown: str = "claims") -> str:
    """What to do where no claim is found: read something, or ask for more. shown: the command that tells what there is."""
    where = f" --ledger {place.ledger}" if place.ledger else ""
    if not standing.documents:
        return f"no claims yet: reportedly read PATH{where}"
    if not standing.claims:
        read = many(len(standing.documents), "document")
        return f"no claims in the {read} read: reportedly explain --text SENTENCE shows what is seen"
    claims = many(len(standing.claims), "claim")
    return f"none of the {claims} that stand fits: ask for less, or see reportedly {shown}{where}"
