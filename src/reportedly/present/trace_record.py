"""A trace as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from reportedly.present.lines import mention_record
from reportedly.terms.evidence import Span
from reportedly.terms.record import Json, claim_record
from reportedly.terms.trace import Candidate, Caught, Parsed, Rowless, Trace, Tried, Word


def trace_record(trace: Trace, text: str, path: str) -> Json:
    """All of it: sentences with their words, mentions, rows tried, verbs without a row, claims."""
    return {
        "sentences": [_sentence(sentence, text) for sentence in trace.sentences],
        "mentions": [mention_record(mention, path) for mention in trace.mentions],
        "tried": [tried_record(tried, text) for tried in trace.tried],
        "rowless": [_rowless(verb, text) for verb in trace.rowless],
        "claims": [claim_record(claim) for claim in trace.claims],
    }


def tried_record(tried: Tried, text: str) -> Json:
    """A row that was tried. `reason` is null where all that it proposed came to be claims."""
    row = tried.row
    return {
        "trigger": _words(text, tried.trigger),
        "row": {"lemma": row.lemma, "pos": row.pos, "frame": row.frame, "roles": [list(role) for role in row.roles]},
        "step": tried.step,
        "reason": tried.reason or None,
        "slots": _slots(tried.caught, text),
        "candidate": _candidate(tried.candidate) if tried.candidate else None,
        "claims": list(tried.claims),
    }


def candidate_record(tried: Tried, text: str) -> Json:
    """What one word proposes: its frame, the parties and goods it finds, and what came of it."""
    candidate = tried.candidate or Candidate()
    return {
        "trigger": text[slice(*tried.trigger)],
        "frame": tried.row.frame,
        "actor": list(candidate.actor),
        "recipient": list(candidate.recipient),
        "goods": [good.noun for good in candidate.goods],
        "claims": list(tried.claims),
        "reason": tried.reason or None,
    }


def _sentence(sentence: Parsed, text: str) -> Json:
    return {**_words(text, (sentence.start, sentence.end)), "words": [_word(word) for word in sentence.words]}


def _word(word: Word) -> Json:
    return asdict(word)


def _rowless(verb: Rowless, text: str) -> Json:
    return {"word": _word(verb.word), "slots": _slots(verb.caught, text)}


def _slots(slots: Iterable[Caught], text: str) -> list[Json]:
    return [
        {
            "slot": each.slot,
            "role": each.role or None,
            "words": [_words(text, span) for span in each.spans],
            "parties": list(each.parties),
        }
        for each in slots
    ]


def _candidate(candidate: Candidate) -> Json:
    return {
        "actor": list(candidate.actor),
        "recipient": list(candidate.recipient),
        "goods": [{"noun": g.noun, "items": list(g.items), "quantity": g.quantity or None} for g in candidate.goods],
        "figure": candidate.figure or None,
    }


def _words(text: str, span: Span) -> Json:
    return {"start": span[0], "end": span[1], "text": text[slice(*span)]}
