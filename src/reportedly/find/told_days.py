"""Periods in direct speech, read from the day of the statement: "“We vote tomorrow,” she said on Monday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc

from reportedly.find.page import Page
from reportedly.find.periods import period_at
from reportedly.find.quotes import among, paragraphs, quoted
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, PeriodMention


def told(
    parse: Doc, found: Sequence[PeriodMention], spoken: Sequence[AttributionMention], anchor: date | None
) -> tuple[PeriodMention, ...]:
    """The periods; those in a quotation that was said on another day than the anchor are read from that day."""
    dated = list(_dated(found, spoken, anchor))
    if not dated:
        return tuple(found)
    page, out = Page.of(parse), {mention.start: mention for mention in found}
    spans = [(mention.start, mention.end) for mention in found]
    quotes = quoted(page.text, paragraphs(page.text))
    for mention, on in dated:
        inside = (quote for part in mention.content for quote in among(quotes, *part))
        for start, end in (span for quote in inside for span in _within(spans, quote)):
            again = period_at(page, start, on)
            if again is not None and again.end == end:
                out[start] = again
    return tuple(out[start] for start in sorted(out))


def _dated(
    found: Sequence[PeriodMention], spoken: Sequence[AttributionMention], anchor: date | None
) -> Iterator[tuple[AttributionMention, date]]:
    """The attributions that a single day other than the anchor dates."""
    spans, by_start = [(m.start, m.end) for m in found], {m.start: m for m in found}
    for mention in spoken:
        for start, _ in among(spans, *mention.said_on) if mention.said_on else ():
            when = by_start[start]
            if when.start_on is not None and when.start_on == when.end_on != anchor:
                yield mention, when.start_on


def _within(spans: Sequence[Span], quote: Span) -> list[Span]:
    return [span for span in among(spans, *quote) if quote[0] <= span[0] and span[1] <= quote[1]]
