"""The import of another ledger's JSON lines: documents where their texts are there, claims, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from reportedly.errors import UsageError
from reportedly.keep.entry import ClaimFound, ClaimReviewed, DocumentRead, Entry
from reportedly.keep.importing import Imported, Importer
from reportedly.keep.ledger import Ledger
from reportedly.pipeline import Taken
from reportedly.present.words import many
from reportedly.read.claim_lines import claim_lines
from reportedly.serve import wiring
from reportedly.serve.options import Importing, Place
from reportedly.serve.printing import note_problems, say
from reportedly.serve.reading import logged

BATCH = 200
"""Claims that are kept at once; a document's stay together."""


def import_lines(data: bytes, path: str, wanted: Importing, place: Place) -> bool:
    """Take in the claims of another ledger; False where a line was refused. Raises UsageError, LedgerError."""
    if wanted.mapping or wanted.write_mapping:
        raise UsageError("a mapping is for sheets; claim records name their fields themselves")
    lines = claim_lines(data, path)
    note_problems(lines.problems)
    with closing(wiring.ledger_to_ask(place.ledger) if wanted.dry_run else wiring.ledger(place.ledger)) as ledger:
        importer = Importer(ledger.standing(), lines.documents, lines.changed, path, wanted.handling == "restricted")
        brought = list(importer.imported((line.number, line.record) for line in lines.claims))
        faults = [problem for each in brought for problem in each.problems]
        note_problems(faults)
        if wanted.dry_run:
            say(f"would import {many(sum(each.claims for each in brought), 'claim')}{_left_out(brought)}")
        else:
            taken, reviews = _kept(ledger, brought)
            taken += Taken(problems=(*lines.problems, *faults))
            note_problems(logged(ledger, [path], taken))
            say(summary(taken, reviews, brought))
    return not any(problem.severity == "error" for problem in (*lines.problems, *faults))


def _kept(ledger: Ledger, brought: list[Imported]) -> tuple[Taken, int]:
    taken, reviews = Taken(documents=sum(bool(each.entries) for each in brought)), 0
    for some in _batches(brought):
        batch = ledger.append(some)
        news = batch.entries if batch else ()
        added = sum(isinstance(entry, ClaimReviewed) and entry.verdict == "added" for entry in news)
        claims = sum(isinstance(entry, ClaimFound) for entry in news) + added
        taken += Taken(0, sum(isinstance(entry, DocumentRead) for entry in news), claims, len(news))
        reviews += sum(isinstance(entry, ClaimReviewed) for entry in news) - added
    return taken, reviews


def _batches(brought: list[Imported]) -> Iterator[list[Entry]]:
    some: list[Entry] = []
    for each in brought:
        some += each.entries
        if len(some) >= BATCH:
            yield some
            some = []
    if some:
        yield some


def summary(taken: Taken, reviews: int, brought: list[Imported]) -> str:
    """imported 3 documents, 12 claims, 2 reviews; left out 4: read here already; 1 problem."""
    if not taken.entries:
        line = "nothing new"
    else:
        parts = (many(taken.new, "new document"), many(taken.claims, "claim"), many(reviews, "review"))
        line = f"imported {', '.join(parts)}"
    errors = sum(problem.severity == "error" for problem in taken.problems)
    return line + _left_out(brought) + (f"; {many(errors, 'problem')}" if errors else "")


def _left_out(brought: list[Imported]) -> str:
    read, decided = sum(each.read_here for each in brought), sum(each.decided_here for each in brought)
    told = f"; left out {read:,}: their documents were read here already" if read else ""
    return told + (f"; left out {many(decided, 'review')}: decided here already" if decided else "")
