"""Rows of the lexicon that were tried on a text, in print: what each slot caught, what was proposed, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.present.readings import words
from reportedly.terms.tables import FrameRow
from reportedly.terms.trace import Candidate, Caught, Rowless, Tried


def tried_lines(tried: Tried, text: str) -> Iterator[str]:
    """A row as a paragraph; a row that does not apply is one line."""
    head = f"{words(text, [tried.trigger])}  {row_words(tried.row)}"
    if tried.step == "lexicon":
        yield f"{head}: not tried: {tried.reason}"
        return
    yield f"{head}: {came(tried)}"
    yield from ("  " + line for line in slot_lines(tried.caught, text))
    if tried.candidate:
        yield f"  proposes: {proposed(tried.candidate)}"


def came(tried: Tried) -> str:
    """What came of a row: claims by id, or why there is none."""
    if not tried.claims:
        return f"no claim: {tried.reason}"
    made = ", ".join(tried.claims)
    return f"{made}; of further goods none: {tried.reason}" if tried.reason else made


def row_words(row: FrameRow) -> str:
    """A row by its key."""
    return f"{row.lemma} ({row.pos}, frame {row.frame})"


def slot_lines(slots: Sequence[Caught], text: str) -> Iterator[str]:
    """The slots that caught something, a line each; then the names of those that caught nothing."""
    for slot in slots:
        if slot.spans:
            role = f"{slot.slot}={slot.role}" if slot.role else slot.slot
            named = f"  {', '.join(slot.parties)}" if slot.parties else ""
            yield f"{role:<16} {words(text, slot.spans)}{named}"
    empty = [f"{slot.slot}={slot.role}" for slot in slots if not slot.spans]
    if empty:
        yield f"nothing in {' '.join(empty)}"


def proposed(candidate: Candidate) -> str:
    """Who to whom, and what."""
    sides = " → ".join(", ".join(codes) or "nobody" for codes in (candidate.actor, candidate.recipient))
    goods = [f"“{g.quantity or g.noun}” ({', '.join(g.items) or 'no item'})" for g in candidate.goods]
    figure = [f"figure “{candidate.figure}”"] if candidate.figure else []
    return "; ".join([sides, *(goods or ["no goods"]), *figure])


def rowless_lines(verb: Rowless, text: str) -> Iterator[str]:
    """A verb without a row, with what the slots of one would catch."""
    yield f"“{verb.word.text}”  {verb.word.lemma}: no row of the lexicon knows this verb"
    yield from ("  " + line for line in slot_lines(verb.caught, text))
