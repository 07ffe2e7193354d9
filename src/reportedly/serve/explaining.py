"""`reportedly explain CLAIM`: how a claim was read, what the ledger knows of it, and the reading of its words again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from reportedly.keep.ledger import Ledger
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.present.trace_lines import whole_lines
from reportedly.present.trace_record import trace_record
from reportedly.present.words import day
from reportedly.serve import wiring
from reportedly.serve.claim_history import Event, changes_record, event_words, events_of, latest_changes
from reportedly.serve.confidence_lines import Reasons, confidence_lines
from reportedly.serve.field_lines import field_lines, wrapped
from reportedly.serve.options import Depth, Place, RecordOutput, Rows
from reportedly.serve.printing import note_problems, plain, say, say_json
from reportedly.serve.tracing import Traced, draw, safe
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, is_excerpt
from reportedly.terms.record import Json, claim_record
from reportedly.terms.sheet import row_words
from reportedly.terms.tables import FrameRow, Tables


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with all that explains it. history: the ledger's entries on it, oldest first."""

    claim: Claim
    document: Document
    history: tuple[Event, ...]
    standing: bool


def explain_claim(ident: str, place: Place, rows: Rows, output: RecordOutput, depth: Depth) -> None:
    """Print how a claim was read; in depth, how its sentences are read again. Raises UnknownClaim, LedgerError."""
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        found = found_in(ledger, ident)
    again = [read_again(found, rows)] if depth.everything or depth.svg else []
    draw(again, rows, depth)
    if output.format == "json":
        say_json(claim_answer(found, Names.of(wiring.tables(rows.files)), again if depth.everything else []))
        return
    reader = wiring.reader(rows.files)
    grounds = reader.grounds(found.claim, found.document) if reader.is_made_by(found.claim) else wiring.Grounds()
    say("\n".join(explained(found, wiring.tables(rows.files), grounds.rule, grounds.reasons)))
    if depth.everything:
        say(safe(["", *reread(found.claim, again[0], reader.method)]))


def claim_answer(found: Found, names: Names, again: Sequence[Traced]) -> Json:
    """The answer for programs. again: the reading of its sentences, where it is wanted."""
    history = [
        {"at": event.when, "entry": event_words(event, names)} | changes_record(event) for event in found.history
    ]
    answer: Json = {"claim": claim_record(found.claim), "standing": found.standing, "entries": history}
    for each in again:
        answer["reading"] = trace_record(each.trace, each.document.text, each.document.path or "")
    return answer


def read_again(found: Found, rows: Rows) -> Traced:
    """The reading of the claim's sentences today, in the context of its document."""
    trace, problems = wiring.reader(rows.files).trace(found.document)
    note_problems(problems)
    return Traced(found.document, trace.within(e.span for e in (found.claim.evidence, *found.claim.also)))


def reread(claim: Claim, again: Traced, method: str) -> Iterator[str]:
    """That reading as lines, and whether it is the one that the claim stems from."""
    if claim.method != method:
        yield f"READ AGAIN by {method}"
    if claim.id not in {found.id for found in again.trace.claims}:
        yield "This reading does not find the claim."
    yield from whole_lines(again.trace, again.document.text, again.document.published_on)


def found_in(ledger: Ledger, ident: str) -> Found:
    """The claim and what the ledger knows of it. Raises UnknownClaim."""
    standing = ledger.standing()
    claim = standing.claim(ident)
    document = standing.histories[claim.document.id].document
    history = events_of(ledger.batches(), claim)
    return Found(claim, document, history, claim.id in standing.claims)


def explained(found: Found, tables: Tables, rule: FrameRow | None = None, reasons: Reasons = ()) -> Iterator[str]:
    """The explanation as lines. rule: the row of the lexicon that made the claim, and reasons: what weighs in its
    confidence, where they are known still."""
    claim, document, names = found.claim, found.document, Names.of(tables)
    yield from wrapped(f"{claim.id}  {claim_sentence(claim, names)}")
    if not found.standing:
        yield "This claim was rejected; it does not stand."
    yield ""
    yield from field_lines(claim, document, tables, latest_changes(found.history))
    yield ""
    for name, value in (*_about(claim, document, rule), *confidence_lines(claim, reasons)):
        yield f"{name:<11} {plain(value)}"
    yield ""
    yield "ENTRIES"
    for event in found.history:
        yield from wrapped(f"{event.when}  {event_words(event, names)}", "  ")


def _about(claim: Claim, document: Document, rule: FrameRow | None) -> Iterator[tuple[str, str]]:
    where = (document.publisher, day(document.published_on), document.url or document.path)
    yield "document", ", ".join(filter(None, where))
    yield "", f"{document.id}, characters {claim.evidence.start}–{claim.evidence.end}"
    if claim.from_sheet:
        yield "", f"{row_words(document.path)}, not read from a text"
    if is_excerpt(document):
        yield "", "only the excerpts that another ledger quotes are at hand, not its whole text"
    if claim.translation:
        yield "translation", f"“{claim.translation.quote}”"
        yield "", f"{claim.translation.document}, characters {claim.translation.start}–{claim.translation.end}"
    yield "method", claim.method
    if claim.from_model:
        yield "", "a language model pointed at the words; what they mean was read from them by rows"
    if rule:
        roles = ", ".join(f"{slot} = {role}" for slot, role in rule.roles)
        yield "rule", f"“{rule.lemma}” ({rule.pos}, frame {rule.frame}): {roles}"
        yield "", f"as in “{rule.example}”"
    review = claim.reviewed
    note = f": {review.note}" if review and review.note else ""
    yield "reviewed", f"{review.verdict} by {review.by}{note} ({day(review.at.date())})" if review else "by nobody yet"
