"""`reportedly rank`: the suppliers of a recipient, each with the places that the stated figures leave it."""

from __future__ import annotations

from reportedly.keep.query import ClaimQuery
from reportedly.pipeline import ranked
from reportedly.present.names import Names
from reportedly.present.words import chain_words
from reportedly.serve import wiring
from reportedly.serve.answering import note_strangers, nothing, standing_at
from reportedly.serve.asking import day, item, party
from reportedly.serve.options import Output, Place, Rows, Times
from reportedly.serve.printing import look, note, say, say_rows
from reportedly.serve.spreadsheets import csv_of
from reportedly.terms.flow_record import ranked_record


def print_ranks(asked_for: tuple[str, str | None], times: Times, place: Place, own: Rows, output: Output) -> None:
    """The suppliers, by class and unit. Raises UsageError, LedgerError."""
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    recipient, goods = party(asked_for[0], tables), asked_for[1]
    note_strangers(asked_for[:1], tables, standing)
    query = ClaimQuery(item=goods and item(goods, tables), published_by=day(times.published_by))
    found = ranked(standing, recipient, query, tables)
    rows = [ranked_record(one) for one in found]
    if output.format == "csv":
        say(csv_of(rows), exact=True)
    elif output.format != "table":
        say_rows(rows, output.format)
    elif found:
        # Drawing loads rich.
        from reportedly.present.tables import rank_table

        names = Names.of(tables)
        say(rank_table(found, names, look()))
        judged = dict.fromkeys(claim for one in found for claim in one.judgements)
        claims = [standing.claims[claim] for claim in judged if claim in standing.claims]
        if claims:
            say("Ranked by others, in their words:")
        for claim in claims:
            say(f"  “{claim.evidence.quote}” ({chain_words(claim, names)})")
    if not found:
        note(nothing(standing, place))
