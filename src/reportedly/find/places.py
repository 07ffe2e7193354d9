"""Place mentions: known places, and vessels named in the text with their IMO numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from reportedly.find.gazetteer import Gazetteer, names_a_ship
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyMention, PlaceMention, VesselMention
from reportedly.terms.tables import PlaceRow

_WHERE = {"in", "at", "near", "to", "from", "into", "toward", "towards", "around", "outside", "via", "through", "of"}
_KIND = r"(?:[Vv]essel|[Ss]hip|[Ff]reighter|[Tt]anker|[Ff]err(?:y|ie)|[Dd]how|[Tt]rawler|[Cc]oaster)"
_KINDS = rf"{_KIND}s?"
_NAME = r"(?:[A-Z][\w-]*\.?)(?:[ -](?:[A-Z][\w-]*|\d{1,3}|[IVX]+))*"
_IMO = r"(?:\s*\(?,?\s*IMO(?:\s+number)?:?\s*(\d{7})\)?)?"
_VESSEL = re.compile(rf"\b(?:(?:{_KINDS}|M/?V|MT)\s+)(?:the\s+)?[“\"']?({_NAME})[”\"']?{_IMO}")
_APPOSED = re.compile(rf"\b{_KIND},\s+(?:the|named|called)\s+[“\"']?({_NAME})[”\"']?{_IMO}(?=\s*[,;.(])")
"""A kind of ship and, set off by commas, its name: "a cargo vessel, the Siyanie Severa, …"."""
_TOLD_A_SHIP = re.compile(
    rf"\b(?:[Tt]he\s+)?({_NAME}){_IMO},\s+an?\s+(?:[\w-]+\s+){{0,4}}{_KINDS}"
    r"(?=[,.;]|\s+(?:that|which|carrying|loaded|owned|flying|flagged|registered|sailing|bound)\b)"
)
"""A name and, set off by commas, the kind of ship that it is: "the Lady Mary, a Maltese freighter, …"."""
_FLAGGED = re.compile(r"[-‑ ]flagged\b")
_FLAG = re.compile(r"\s+flag\b")
_UNDER = re.compile(r"\b(?:under|flying|flies|flew|fly|raised?)\s+(?:an?|the)\s+$")


class PlaceNames:
    """The names of all places, compiled once."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self._names: Gazetteer[PlaceRow] = Gazetteer((name, row) for row in rows for name in row.names)

    def find(self, text: str, low: str, tokens: Tokens) -> tuple[PlaceMention, ...]:
        """The known places named in a text; ambiguous names only after a preposition of place."""
        found = []
        for hit in self._names.find(text, low):
            row = hit.payloads[0]
            if names_a_ship(text, hit.start):
                continue
            if row.ambiguous and not _after_a_preposition(tokens.head(hit.start, hit.end)):
                continue
            words = text[hit.start : hit.end]
            found.append(
                PlaceMention(hit.start, hit.end, words, row.names[0], row.place, row.country, row.lat, row.lon)
            )
        return tuple(found)


def with_unlisted(
    known: Sequence[PlaceMention], parties: Sequence[PartyMention], text: str, tokens: Tokens
) -> tuple[PlaceMention, ...]:
    """The known places and, without ids, those that the parser alone sees and no party's name covers, in order."""
    found = (*known, *_seen_by_the_parser(text, tokens, [*known, *parties]))
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def is_within_another_name(party: PartyMention, places: Iterable[PlaceMention]) -> bool:
    """Whether a state's name is part of that of a sea or a region of no state: the Indian Ocean, the Lake Chad Basin."""
    return any(
        p.country is None and p.start <= party.start and party.end <= p.end and p.text != party.text for p in places
    )


def _seen_by_the_parser(
    text: str, tokens: Tokens, known: Iterable[PlaceMention | PartyMention]
) -> Iterator[PlaceMention]:
    taken = {i for m in known for i in range(m.start, m.end)}
    for entity in tokens.parse.ents:
        if entity.label_ not in ("GPE", "LOC", "FAC") or not any(t.text[0].isupper() for t in entity):
            continue
        start, end = entity.start_char, entity.end_char
        if "\n" not in entity.text and not any(i in taken for i in range(start, end)):
            yield PlaceMention(start, end, text[start:end], text[start:end])


def _after_a_preposition(token: Token) -> bool:
    return token.head.dep_ in ("prep", "agent") and token.head.lower_ in _WHERE


def vessels(text: str) -> tuple[VesselMention, ...]:
    """Ships named as such ("the vessel Lady R", "MV Angara (IMO 9179842)", "a freighter, the Angara,"); an IMO number that
    fails its check is gone."""
    found: dict[int, VesselMention] = {}
    for match in (m for form in (_VESSEL, _APPOSED, _TOLD_A_SHIP) for m in form.finditer(text)):
        imo, name = match.group(2), match.group(1)
        if any(v.start <= match.start(1) < v.end or match.start(1) <= v.start < match.end(1) for v in found.values()):
            continue
        held = imo if imo and imo_holds(imo) else None
        found[match.start(1)] = VesselMention(match.start(1), match.end(1), name, name, held)
    return tuple(found[start] for start in sorted(found))


def is_flag(text: str, start: int, end: int) -> bool:
    """Whether a name tells a ship's flag, which supplies nothing: "a Danish-flagged freighter", "under the Danish flag"."""
    return bool(
        _FLAGGED.match(text, end) or (_FLAG.match(text, end) and _UNDER.search(text[max(0, start - 24) : start]))
    )


def imo_holds(number: str) -> bool:
    """Whether the seven digits of an IMO number agree with their check digit (IMO Resolution A.1117(30))."""
    return sum(int(d) * w for d, w in zip(number, range(7, 1, -1), strict=False)) % 10 == int(number[6])
