"""`reportedly explain`: how a claim was read, or what is read in a sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.keep.batch import Batch
from reportedly.keep.entry import ClaimFound, ClaimReviewed, DocumentRead, DocumentWithdrawn, MetadataChanged, MethodRun
from reportedly.keep.ledger import Ledger
from reportedly.present.lines import mention_record
from reportedly.present.names import Names
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import day, period_words, quantity_words
from reportedly.serve import wiring
from reportedly.serve.marking import marked, words_of
from reportedly.serve.mentioning import mentions_of
from reportedly.serve.options import Place, RecordOutput, Rows
from reportedly.serve.printing import plain, say, say_json
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, normalised
from reportedly.terms.record import Json, claim_record
from reportedly.terms.tables import FrameRow, Tables
from reportedly.world.clock import system_clock

if TYPE_CHECKING:
    from reportedly.find.candidates import Candidate

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with all that explains it. history: the ledger's entries on it, (instant, what) as text, oldest first."""

    claim: Claim
    document: Document
    history: tuple[tuple[str, str], ...]
    standing: bool


def explain_claim(ident: str, place: Place, output: RecordOutput) -> None:
    """Print how a claim was read. Raises UnknownClaim, LedgerError."""
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        found = found_in(ledger, ident)
    if output.format == "json":
        history = [{"at": at, "entry": what} for at, what in found.history]
        say_json({"claim": claim_record(found.claim), "standing": found.standing, "entries": history})
    else:
        reader = wiring.reader()
        rule = reader.rule(found.claim) if found.claim.method == reader.method else None
        say("\n".join(explained(found, wiring.tables(), rule)))


def explain_text(text: str, rows: Rows, output: RecordOutput) -> None:
    """Print the mentions in a text, what each word of the lexicon proposes, and the claims. Raises DataError."""
    reader = wiring.reader(rows.files)
    document = Document(normalised(text), path="text", published_on=system_clock().date())
    seen = reader.seen(document)
    mentions = mentions_of(seen)
    candidates = [candidate_record(candidate) for candidate in reader.candidates(seen)]
    claims, _ = reader.claims(document)
    if output.format == "json":
        found = [mention_record(mention, document.path) for mention in mentions]
        say_json({"mentions": found, "candidates": candidates, "claims": [claim_record(c) for c in claims]})
        return
    say(f"MENTIONS (periods are read as of {day(document.published_on)})")
    for mention in mentions:
        read = list(mention_record(mention, "").items())[5:]
        values = "; ".join(f"{name} {value}" for name, value in read if value not in (None, [], ""))
        say(f"  {mention.type:<12}{plain(mention.text)}  ({plain(values)})")
    say(
        "\nCANDIDATES (what each word of the lexicon proposes)"
        if candidates
        else "\nno word of the lexicon stands in it"
    )
    for candidate in candidates:
        say("  " + "; ".join(f"{name}: {value}" for name, value in candidate.items() if value))
    say("\nCLAIMS" if claims else "\nno claim")
    for claim in claims:
        say("\n".join(_fields(claim, document, wiring.tables(rows.files))) + "\n")


def candidate_record(candidate: Candidate) -> Json:
    """What one word proposes: its frame, the parties and goods it finds."""
    return {
        "trigger": candidate.trigger.text,
        "frame": candidate.frame.name,
        "actor": list(candidate.actor.codes),
        "recipient": list(candidate.recipient.codes),
        "goods": [good.head.text for good in candidate.goods],
    }


def found_in(ledger: Ledger, ident: str) -> Found:
    """The claim and what the ledger knows of it. Raises UnknownClaim."""
    standing = ledger.standing()
    claim = standing.claim(ident)
    document = standing.histories[claim.document.id].document
    history = tuple(entry for batch in ledger.batches() for entry in _entries(batch, claim))
    return Found(claim, document, history, claim.id in standing.claims)


def explained(found: Found, tables: Tables, rule: FrameRow | None = None) -> Iterator[str]:
    """The explanation as lines. rule: the row of the lexicon that made the claim, where it is known still."""
    claim, document = found.claim, found.document
    yield from _wrapped(f"{claim.id}  {claim_sentence(claim, Names.of(tables))}")
    if not found.standing:
        yield "This claim was rejected; it does not stand."
    yield ""
    yield from _fields(claim, document, tables)
    yield ""
    for name, value in _about(claim, document, rule):
        yield f"{name:<11} {plain(value)}"
    yield ""
    yield "ENTRIES"
    for at, what in found.history:
        yield from _wrapped(f"{at}  {what}", "  ")


def _about(claim: Claim, document: Document, rule: FrameRow | None) -> Iterator[tuple[str, str]]:
    where = (document.publisher, day(document.published_on), document.url or document.path)
    yield "document", ", ".join(filter(None, where))
    yield "", f"{document.id}, characters {claim.evidence.start}–{claim.evidence.end}"
    yield "method", claim.method
    if rule:
        roles = ", ".join(f"{slot} = {role}" for slot, role in rule.roles)
        yield "rule", f"“{rule.lemma}” ({rule.pos}, frame {rule.frame}): {roles}"
        yield "", f"as in “{rule.example}”"
    yield "confidence", f"{claim.reading_confidence:.0%} that the words were read right"
    review = claim.reviewed
    note = f": {review.note}" if review and review.note else ""
    yield "reviewed", f"{review.verdict} by {review.by}{note}" if review else "by nobody yet"


def _fields(claim: Claim, document: Document, tables: Tables) -> Iterator[str]:
    """The sentence with its marks, then each field with its value and its words."""
    order = dict.fromkeys((*_ORDER, *claim.fields))
    spans = {name: claim.fields[name] for name in order if claim.fields.get(name)}
    for evidence in (claim.evidence, *claim.also):
        yield from _wrapped(f"“{marked(document.text, evidence.span, spans)}”", "  ")
    yield ""
    names = Names.of(tables)
    values = field_values(claim, names)
    numbers = {name: number for number, name in enumerate(spans, start=1)}
    for name in dict.fromkeys([*spans, *values]):
        words = ", ".join(f"“{each}”" for each in words_of(document.text, spans.get(name, ())))
        mark = f"[{numbers[name]}]" if name in numbers else ""
        line = f"{mark:>5} {_LABELS.get(name, name):<12} {values.get(name, '')}"
        yield from _wrapped(f"{line}  ← {words}" if words else line, keep=True)


_ORDER = (
    "trigger",
    "actor",
    "recipient",
    "item",
    "quantity",
    "happened",
    "modality",
    "condition",
    "exchange",
    "origins",
)
_LABELS = {"trigger": "rule", "origins": "chain"}


def field_values(claim: Claim, names: Names) -> dict[str, str]:
    """Field → its value in words, those that have one."""
    links = [
        f"{link.name} ({link.party})" if link.party not in (None, link.name) else link.name
        for link in claim.attribution
    ]
    likely = claim.likelihood
    found = {
        "kind": claim.kind,
        "trigger": "the word whose row of the lexicon made the claim" if "trigger" in claim.fields else "",
        "actor": _parties(claim.actor, names),
        "recipient": _parties(claim.recipient, names),
        "item": ", ".join(f"{item.label} → {item.item}" for item in claim.items),
        "quantity": quantity_words(claim.quantity, names) + _scope(claim),
        "happened": period_words(claim.happened),
        "places": ", ".join(f"{place.name} ({place.role})" for place in claim.places),
        "vessels": ", ".join(vessel.name for vessel in claim.vessels),
        "stage": claim.stage or "",
        "modality": claim.modality,
        "hedges": ", ".join(f"“{hedge.text}” ({hedge.by})" for hedge in claim.hedges),
        "likelihood": f"{likely.term}: {likely.low:g}–{likely.high:g} % on {likely.yardstick}" if likely else "",
        "basis": f"{claim.basis.type} (“{claim.basis.text}”)" if claim.basis else "",
        "condition": claim.condition or "",
        "exchange": claim.exchange or "",
        "compared": _parties(claim.compared, names),
        "origins": " ← ".join(links) + f"; origin: {_parties(claim.origins, names) or 'not named'}",
        "said": period_words(claim.said),
    }
    return {name: value for name, value in found.items() if value}


def _parties(codes: Iterable[str], names: Names) -> str:
    return ", ".join(code if names.party(code) == code else f"{code} ({names.party(code)})" for code in codes)


def _scope(claim: Claim) -> str:
    return f", {claim.quantity.scope}" if claim.quantity and claim.quantity.scope else ""


def _entries(batch: Batch, claim: Claim) -> Iterator[tuple[str, str]]:
    """The entries of a batch that concern a claim: those on it, and those on its document as a whole."""
    at = f"{batch.recorded_at:%Y-%m-%d %H:%M:%S} UTC"
    for entry in batch.entries:
        match entry:
            case ClaimFound(found) if found.id == claim.id:
                yield at, f"claim found by {found.method}"
            case ClaimReviewed() if entry.claim_id == claim.id:
                changed = f" ({', '.join(entry.changes)})" if entry.changes else ""
                yield at, f"claim {entry.verdict} by {entry.by}{changed}" + (f": {entry.note}" if entry.note else "")
            case DocumentRead(document) if document.id == claim.document.id:
                yield at, f"document read from {document.path or 'pasted text'}"
            case MethodRun(document_id, method) if document_id == claim.document.id:
                yield at, f"document looked through by {method}"
            case MetadataChanged(document_id, changes) if document_id == claim.document.id:
                yield at, f"metadata changed: {', '.join(changes)}"
            case DocumentWithdrawn(document_id, reason) if document_id == claim.document.id:
                yield at, f"document withdrawn: {reason}"


def _wrapped(text: str, indent: str = "", *, keep: bool = False) -> list[str]:
    """Lines of at most WIDTH columns. keep: the spaces within are columns, and go on under the second."""
    clean = "".join(c if c.isprintable() else " " for c in text) if keep else plain(text)
    return textwrap.wrap(clean, WIDTH, initial_indent=indent, subsequent_indent=" " * 19 if keep else indent)
