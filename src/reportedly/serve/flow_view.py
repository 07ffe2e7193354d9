"""One flow on a terminal: the paragraph, the bands, the origins, what stands apart, and the words of each claim."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportedly.present.apart import Set, sets_apart, sets_beside
from reportedly.present.changed import changed_set
from reportedly.present.flows_table import FlowRow
from reportedly.present.footnotes import Footnote, footnotes, numbers
from reportedly.present.grids import Grid, course_grid, exchange_grid, pace_words, regime_grid
from reportedly.present.names import Names
from reportedly.present.paragraph import flow_sentences
from reportedly.present.sentences import (
    Sentence,
    cited,
    flow_words,
    highest_words,
    least_words,
)
from reportedly.present.tables import Look
from reportedly.present.telling import Telling
from reportedly.present.words import chain_words, day, upper_first
from reportedly.serve.printing import plain
from reportedly.terms.findings import Changes
from reportedly.terms.flow import Counting, FlowAnswer, FlowSummary, Total

LISTED = ("denials", "conditionals", "exchange", "agreements", "conflicts", "wording", "changes")
"""What is told in full; the other claims that stand apart are named by their numbers."""
_COUNTED: dict[Counting, str] = {"independent": "independent only", "with-unknown": "unknown independence counted too"}


def flow_text(answer: FlowAnswer, names: Names, look: Look, changes: Changes | None = None) -> str:
    """The answer as lines of text no wider than the terminal; numbers in brackets are those of the claims at its end.
    changes: against an earlier day, where they are asked for.
    """
    notes = footnotes((*answer.claims, *answer.other_side), {})
    numbered = numbers(notes)
    telling = Telling(answer, names, numbered, {note.claim.id: note.claim for note in notes})
    width = min(look.width, 120)
    blocks: list[Iterable[str]] = [
        [flow_words(answer.flow, names)],
        _wrapped(" ".join(_marked(s) for s in flow_sentences(telling)), width),
        _set(changed_set(telling, changes, f"Changed since {day(changes.since)}"), width) if changes else (),
        _totals(answer.totals, names, numbered, width),
        _origins(answer, names, numbered, width),
        *(_grid(grid, width) for grid in (course_grid(telling), regime_grid(telling), exchange_grid([telling]))),
        *(_set(one, width) for one in (*sets_apart(telling), *sets_beside(telling))),
        _undated(answer),
        _claims(notes, names, width),
    ]
    return "\n\n".join(filter(None, ("\n".join(block) for block in blocks))) + "\n"


def flow_row(summary: FlowSummary, names: Names) -> FlowRow:
    """A line of the overview, for the table of flows."""
    best = summary.best
    return FlowRow(
        supplier=summary.supplier,
        recipient=summary.recipient,
        item=summary.item,
        claims=summary.claims,
        origins=summary.independent + summary.unknown,
        independent=summary.independent,
        low=best.low if best else None,
        high=best.high if best else None,
        unit=best.unit if best else None,
        approximate=best is not None and best.approximate,
        first=summary.first,
        last=summary.last,
        pace=pace_words(summary.pace, names) if summary.pace else "",
    )


def _totals(totals: Sequence[Total], names: Names, numbered: Mapping[str, int], width: int) -> Iterator[str]:
    held = [total for total in totals if total.because]
    narrower = {(t.unit, t.level, t.counting, t.low, t.because): t.item for t in held}
    held = [t for t in held if narrower[(t.unit, t.level, t.counting, t.low, t.because)] == t.item]
    if held:
        yield "TOTALS"
    for item, unit in dict.fromkeys((total.item, total.unit) for total in held):
        yield f"  {upper_first(names.item(item))}, {names.unit(unit, None)}"
        like = [total for total in held if (total.item, total.unit) == (item, unit)]
        for total, counted in _told_once(like):
            yield from _band(total, counted, names, numbered, width)


def _told_once(totals: Sequence[Total]) -> Iterator[tuple[Total, str]]:
    """Each band with how it is counted; where both countings give one band, it is told once."""
    for total in totals:
        twins = [t for t in totals if replace(t, counting=total.counting) == total]
        if total is twins[0]:
            yield total, _COUNTED[total.counting] if len(twins) == 1 else "however counted"


def _band(total: Total, counted: str, names: Names, numbered: Mapping[str, int], width: int) -> Iterator[str]:
    top = highest_words(total, names)
    checked = "" if total.reviewed else " Not all checked by a person."
    text = f"level {total.level}, {counted}: {least_words(total, names)}. {top}.{checked}"
    yield from _wrapped(_marked(Sentence(text, cited(total.because, numbered))), width, "    ")
    for why in total.why:
        yield from _wrapped(why, width, "      ")


def _origins(answer: FlowAnswer, names: Names, numbered: Mapping[str, int], width: int) -> Iterator[str]:
    if answer.origins:
        yield "ORIGINS"
    for support in answer.origins:
        text = f"{names.party(support.origin)}: {support.independence}; {support.reason}."
        yield from _wrapped(_marked(Sentence(text, cited(support.claims, numbered))), width, "  ")


def _grid(grid: Grid, width: int) -> Iterator[str]:
    if grid.rows:
        yield grid.heading.upper()
    for lead, *cells in grid.rows:
        told = [cell for cell in cells if cell.text != "–"]
        if grid.slug == "ledger" and len(told) == len(cells):  # without its head the last cell would be given too
            head = "in return:" if told[-1].text == "see" else grid.head[-1].lower()
            told[-1] = replace(told[-1], text=f"{head} {told[-1].text}")
        parts = [_marked(Sentence(cell.text.removesuffix("."), cell.notes)) for cell in told[:-1]]
        parts += [_marked(Sentence(cell.text, cell.notes)) for cell in told[-1:]]
        yield from _wrapped(f"{_marked(Sentence(lead.text, lead.notes))}: {'; '.join(parts)}", width, "  ")


def _set(one: Set, width: int) -> Iterator[str]:
    yield one.heading.upper()
    if one.slug not in LISTED:
        every = sorted({n for entry in one.entries for n in entry.sentence.notes})
        yield from _wrapped(f"{one.explained} {_marks(every)}", width, "  ")
        return
    for entry in one.entries:
        yield from _wrapped(_marked(entry.sentence), width, "  ")
        for quoted in entry.quotes:
            yield from _wrapped(f"{quoted.label}: “{quoted.quote}” [{quoted.note}]", width, "    ")
        if entry.beside:
            beside = " ".join(map(_marked, entry.beside))
            yield from _wrapped(f"{entry.link}: {beside}" if entry.link else beside, width, "    ")


def _undated(answer: FlowAnswer) -> Iterator[str]:
    if answer.undated:
        yield f"{answer.undated} claims of undated documents are left out: nobody can say that they were public."


def _claims(notes: Sequence[Footnote], names: Names, width: int) -> Iterator[str]:
    if notes:
        yield "CLAIMS (reportedly explain ID)"
    for note in notes:
        claim = note.claim
        head = f"[{note.number}] {claim.id}  {day(claim.published_on)}  {upper_first(chain_words(claim, names))}"
        yield from _wrapped(head, width, "  ")
        yield from _wrapped(f"“{claim.evidence.quote}”", width, "      ")
        if claim.translation:
            yield from _wrapped(f"in translation: “{claim.translation.quote}”", width, "      ")


def _marked(sentence: Sentence) -> str:
    return "".join(f"{text} {_marks(notes)}" if notes else text for text, notes in sentence.marked)


def _marks(notes: Iterable[int]) -> str:
    return f"[{', '.join(map(str, notes))}]"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(plain(text), width, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent))
