"""Sides: the words for who supplies and who receives, held to the parties that our own rows see there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.find.model.layout import meet, within
from reportedly.find.model.locating import Passage
from reportedly.find.model.names import NameWords
from reportedly.find.model.refusing import Refused, shown
from reportedly.find.model.seen import ModelSeen, widest
from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of

_SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Side:
    """Codes, or plain names where no code is known, and the words. speaks: "we" stands among them."""

    codes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    speaks: bool = False


def side(name: str, words: Iterable[str], passage: Passage, seen: ModelSeen, names: NameWords) -> Side:
    """The parties of some words. Raises Refused: `words-not-found`, `antecedent-given`, `party-not-seen`."""
    codes: dict[str, None] = {}
    spans: dict[Span, None] = {}
    speaks = False
    for each in words:
        span, parties = _party(name, each, passage, seen, names)
        spans[span] = None
        codes.update(dict.fromkeys(state_of(party) for party in parties))
        speaks = speaks or not parties
    return Side(tuple(codes), tuple(spans), speaks)


def _party(name: str, words: str, passage: Passage, seen: ModelSeen, names: NameWords) -> tuple[Span, tuple[str, ...]]:
    """Where a party is named, and its codes; none for "we"."""
    spans = passage.here(words)
    if not spans:
        return _party_before(name, words, passage, seen, names)
    for span in spans:
        if (codes := parties_at(passage.text, span, seen, names)) is not None:
            return span, codes
    raise Refused("party-not-seen", f"its {name} {shown(words)} is nobody whom the rows know, and no name")


def _party_before(
    name: str, words: str, passage: Passage, seen: ModelSeen, names: NameWords
) -> tuple[Span, tuple[str, ...]]:
    """A party that only the sentences before name. Where the quote says "it", that must be a party that our own rows take
    it for, and the "it" is the field's word."""
    for span in passage.ahead(words):
        codes = parties_at(passage.text, span, seen, names)
        if codes is None:
            continue
        pointing = [
            m for m in seen.parties if m.refers and m.role != _SPEAKER and within((m.start, m.end), passage.quote)
        ]
        same = next((m for m in pointing if m.code and state_of(m.code) in map(state_of, codes)), None)
        if pointing and same is None:
            raise Refused(
                "antecedent-given", f"its {name} {shown(words)} is put for {shown(pointing[0].text)} in the quote"
            )
        return ((same.start, same.end), codes) if same else (span, codes)
    raise Refused(
        "words-not-found", f"its {name} {shown(words)} stands neither in the quote nor before it in its paragraph"
    )


def parties_at(text: str, span: Span, seen: ModelSeen, names: NameWords) -> tuple[str, ...] | None:
    """The codes, or the plain name, of the words at a span; empty for "we", None where they name nobody."""
    inside = widest(seen.parties, span)
    if not inside:
        inside = _holding(seen, span)
    elif names.are_left(text, span, [(m.start, m.end) for m in inside]):
        return None  # "Kenyan rebels" are not Kenya
    if inside:
        told = [_told(m) for m in inside]
        known = tuple(dict.fromkeys(code for code in told if code))
        return known if known or any(m.role == _SPEAKER for m in inside) else None
    lands = widest(seen.places, span)
    if lands and lands[0].country and not names.are_left(text, span, [(m.start, m.end) for m in lands]):
        return (lands[0].country,)  # who arrives in Helmand arrives in Afghanistan
    if any(meet(span, other) for other in seen.taken):
        return None
    plain = names.plain(text, span)
    return (plain,) if plain else None


def _holding(seen: ModelSeen, span: Span) -> tuple[PartyMention, ...]:
    """A body or an office of which the words are the end ("defence ministry" of "Kenyan defence ministry")."""
    bodies = [m for m in seen.parties if m.cls in ("organisation", "person") and m.role and m.code]
    return tuple(m for m in bodies if within(span, (m.start, m.end)) and span[1] == m.end)[:1]


def _told(mention: PartyMention) -> str | None:
    """Its code, or the name of somebody without one; None for what only points at somebody unknown."""
    if mention.code or mention.refers:
        return mention.code
    return mention.name or (mention.text if mention.cls in ("person", "organisation") else None)
