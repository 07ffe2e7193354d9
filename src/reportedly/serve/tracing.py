"""`reportedly explain --text` and `--path`: what is read in sentences, what was tried, and why no claim came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import typer

from reportedly.present.names import Names
from reportedly.present.trace_lines import candidate_lines, mention_lines, whole_lines
from reportedly.present.trace_record import candidate_record, trace_record
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.exits import PROBLEMS
from reportedly.serve.exporting import write_bytes
from reportedly.serve.field_lines import field_lines
from reportedly.serve.options import Depth, RecordOutput, Rows
from reportedly.serve.printing import note, note_problems, printable, say, say_json
from reportedly.serve.reading import inputs, require_any
from reportedly.terms.document import Document, normalised
from reportedly.terms.record import Json
from reportedly.terms.tables import Tables
from reportedly.terms.trace import Trace
from reportedly.world.clock import system_clock


@dataclass(frozen=True, slots=True)
class Traced:
    """A document and how it, or a part of it, is read."""

    document: Document
    trace: Trace


def explain_text(text: str, rows: Rows, output: RecordOutput, depth: Depth) -> None:
    """Print the mentions in a text, what the rows of the lexicon make of it, and the claims. Raises DataError."""
    document = Document(normalised(text), path="text", published_on=system_clock().date())
    traced = _traced(document, None, rows)
    draw(traced, rows, depth)
    if output.format == "json":
        say_json(record(traced[0], depth) if traced else {})
        return
    for each in traced:
        say(safe(lines(each, wiring.tables(rows.files), depth)))


def explain_path(path: str, only: str | None, rows: Rows, output: RecordOutput, depth: Depth) -> None:
    """The same for the documents of a file. only: words of the sentences that are told. Raises DataError."""
    require_any([path])
    traced, failed = list[Traced](), False
    for documents, problems in inputs([path], ReadOptions(today=system_clock().date())):
        note_problems(problems)
        failed |= any(problem.severity == "error" for problem in problems)
        traced += [each for document in documents for each in _traced(document, only, rows)]
    draw(traced, rows, depth)
    if output.format == "json":
        say_json([{"document": each.document.path, **record(each, depth)} for each in traced])
    else:
        for each in traced:
            say(safe([f"{each.document.path}\n", *lines(each, wiring.tables(rows.files), depth)]))
    if not any(each.trace.sentences for each in traced):
        note(f"no sentence holds “{only}”" if only else "there is no sentence in it")
    if failed:
        raise typer.Exit(PROBLEMS)


def _traced(document: Document, only: str | None, rows: Rows) -> list[Traced]:
    """How a document is read; nothing of one that is not looked through."""
    trace, problems = wiring.reader(rows.files).trace(document)
    note_problems(problems)
    if only is not None:
        near = [(s.start, s.end) for s in trace.sentences]
        trace = trace.within(span for span in near if only.casefold() in document.text[slice(*span)].casefold())
    return [] if problems else [Traced(document, trace)]


def draw(traced: Sequence[Traced], rows: Rows, depth: Depth) -> None:
    """Write the drawing, where one is wanted. Raises UsageError where it cannot be written."""
    if depth.svg is None:
        return
    from reportedly.present.sentence_svg import sentence_svg

    drawing = sentence_svg([(each.trace, each.document.text) for each in traced], Names.of(wiring.tables(rows.files)))
    write_bytes(depth.svg, drawing.encode())
    note(f"wrote {depth.svg}")


def record(traced: Traced, depth: Depth) -> Json:
    """The answer for programs; in depth with the parse and every row that was tried."""
    document = traced.document
    whole = trace_record(traced.trace, document.text, document.path or "")
    candidates = [candidate_record(tried, document.text) for tried in traced.trace.candidates]
    if depth.everything:
        return {**whole, "candidates": candidates}
    return {"mentions": whole["mentions"], "candidates": candidates, "claims": whole["claims"]}


def lines(traced: Traced, tables: Tables, depth: Depth) -> Iterator[str]:
    """The answer for people."""
    document, trace = traced.document, traced.trace
    if depth.everything:
        yield from whole_lines(trace, document.text, document.published_on)
    else:
        yield from mention_lines(trace.mentions, document.text, document.published_on)
        yield from candidate_lines(trace, document.text)
    yield "\nCLAIMS" if trace.claims else "\nno claim"
    for claim in trace.claims:
        yield claim.id
        yield from field_lines(claim, document, tables)
        yield ""


def safe(told: Iterable[str]) -> str:
    """Lines as one text, without what a terminal would obey."""
    return "\n".join(printable(line) for each in told for line in each.split("\n"))
