"""Periods read from the day of the statement: in direct speech ("“We vote tomorrow,” she said on Monday"), and in what is
reported those as loose as the speaker's own "in recent weeks".
"""

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
        inside = [span for part in mention.content for quote in among(quotes, *part) for span in _within(spans, quote)]
        inside += [span for part in mention.content for span in _within(spans, part) if _is_loose(out[span[0]], anchor)]
        for start, end in inside:
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


def _is_loose(period: PeriodMention, anchor: date | None) -> bool:
    """ "In recent weeks", "over the past month": a stretch that ends with whoever tells of it."""
    ends_there = period.start_on is not None and period.end_on == anchor and not period.since
    return ends_there and (period.timex_value == "PAST_REF" or period.timex_type == "DURATION")


def _within(spans: Sequence[Span], quote: Span) -> list[Span]:
    return [span for span in among(spans, *quote) if quote[0] <= span[0] and span[1] <= quote[1]]
