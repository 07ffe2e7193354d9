"""The spans below a line of words: mentions and the roles of claims, packed so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.readings import bounds
from reportedly.present.sentence_layout import GAP, MARGIN, SMALL, WIDTH, Line, text_width
from reportedly.present.words import day
from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Span
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    PlaceMention,
    QuantityMention,
    VesselMention,
)
from reportedly.terms.trace import Trace

LONGEST = 60
"""Letters of a label."""
_HUES = {
    "actor": "party",
    "recipient": "party",
    "item": "item",
    "quantity": "quantity",
    "happened": "period",
    "origins": "attribution",
    "trigger": "trigger",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn under some words: its name for the colour, a label, and from where to where it runs."""

    hue: str
    label: str
    pieces: tuple[tuple[float, float], ...]

    @property
    def label_at(self) -> float:
        """Where its label begins: with the first piece, or so that it ends at the margin."""
        return max(MARGIN, min(self.pieces[0][0], WIDTH - MARGIN - text_width(self.label, SMALL)))

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where nothing else may stand beside it."""
        left = min(self.label_at, self.pieces[0][0])
        return left, max(self.label_at + text_width(self.label, SMALL), self.pieces[-1][1]) + GAP


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of bars under a title."""

    title: str
    rows: tuple[tuple[Bar, ...], ...]


def bands(line: Line, trace: Trace, text: str, names: Names) -> list[Band]:
    """The mentions under a line, then each claim that has words in it."""
    found = [Band("mentions", _packed(_bars(line, ((m.type, label(m, text), spans(m)) for m in trace.mentions))))]
    for claim in trace.claims:
        bars = _bars(line, ((_HUES.get(f, "held"), role(claim, f, names), claim.fields[f]) for f in claim.fields))
        found.append(Band(f"{claim.id}: {claim.kind}, {claim.modality}", _packed(bars)))
    return [band for band in found if band.rows]


def spans(mention: Mention) -> Sequence[Span]:
    """The spans that a mention is drawn under: of an attribution its source, cue and content."""
    if isinstance(mention, AttributionMention):
        return sorted(span for span in (mention.source, mention.cue, *mention.content) if span)
    return ((mention.start, mention.end),)


def label(mention: Mention, text: str) -> str:
    """What a mention is and was read as, in a few words."""
    match mention:
        case PartyMention():
            read = mention.code or f"{mention.cls}, no code"
        case PlaceMention():
            read = mention.place or mention.name
        case ItemMention():
            read = mention.item
        case VesselMention():
            read = mention.imo or mention.name
        case QuantityMention():
            read = bounds(mention.quantity)
        case PeriodMention():
            read = "–".join(day(on) if on else "" for on in (mention.start_on, mention.end_on)).strip("–")
            read = read or mention.timex_value
        case AttributionMention():
            who = ", ".join(mention.parties) or (text[slice(*mention.source)] if mention.source else "nobody named")
            return _short(f"said by {who}, {mention.stance}")
    return _short(f"{mention.type} {read}")


def role(claim: Claim, field: str, names: Names) -> str:
    """What a field of a claim is, and its value where it is short."""
    values = {
        "actor": ", ".join(claim.actor),
        "recipient": ", ".join(claim.recipient),
        "item": ", ".join(claim.item_classes),
        "quantity": bounds(claim.quantity) if claim.quantity else "",
        "modality": claim.modality,
        "origins": ", ".join(map(names.party, claim.origins)),
    }
    return _short(f"{field} {values.get(field, '')}".strip())


def _bars(line: Line, marks: Iterable[tuple[str, str, Sequence[Span]]]) -> Iterator[Bar]:
    for hue, words, where in marks:
        pieces = tuple(sorted({reach for span in where if (reach := line.reach(span))}))
        if pieces:
            yield Bar(hue, words, pieces)


def _packed(bars: Iterable[Bar]) -> tuple[tuple[Bar, ...], ...]:
    """The bars in as few rows as hold them side by side."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.reach):
        row = next((r for r in rows if r[-1].reach[1] <= bar.reach[0]), None)
        if row is None:
            rows.append([bar])
        else:
            row.append(bar)
    return tuple(map(tuple, rows))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
