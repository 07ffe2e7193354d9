"""People: office-holders by surname, persons beside their titles, names that only the parser sees, and surnames later on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from reportedly.find.bearers import Bearer, office_names
from reportedly.find.gazetteer import Gazetteer
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyClass, PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import OfficeRow

_HONORIFIC = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|MR|MS|MRS|Dr|Gen|Sec|General|Secretary|Minister|President|Ambassador|Chancellor|Admiral|Premier"
    r"|Spokesperson|Spokesman|Spokeswoman|Advisor|Adviser|Director|Senator|Chairman)\.?\s+)$"
)
_NAME_GOES_ON = re.compile(
    r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December)[A-Z][a-z]"
)
""" "General Ahmed Khalifa": what looks like a surname is the first of two names."""
_LEADING = re.compile(r"(?:\s+(?:to|of|for|in|at)\s[\w .'’-]{1,60})?,\s+")
_CLASSES: dict[str, PartyClass] = {"PERSON": "person", "ORG": "organisation", "NORP": "nationality"}
_TITLE_DEPS = ("appos", "compound", "nmod")


_PARTICLES = {"al", "el", "abu", "abd", "abdul", "bin", "ibn", "ben", "de", "van", "von", "the"}
"""Opening words of names that many bear."""


class Surnames:
    """Office-holders by surname after "Mr", "Secretary" …: alone the surname would not be safe."""

    def __init__(self, offices: Iterable[OfficeRow]) -> None:
        self._names: Gazetteer[Bearer] = Gazetteer((name.split()[-1], bearer) for name, bearer in office_names(offices))

    def find(self, text: str, low: str, taken: set[int], day: date | None) -> Iterator[PartyMention]:
        """Those of a text that no mention covers yet."""
        for hit in self._names.find(text, low):
            if hit.start in taken or not text[hit.start].isupper() or _NAME_GOES_ON.match(text, hit.end):
                continue
            if _HONORIFIC.search(text, max(0, hit.start - 14), hit.start):
                held = min(hit.payloads, key=lambda b: years_off(b.office, day))
                words = text[hit.start : hit.end]
                yield PartyMention(hit.start, hit.end, words, "person", held.code, held.name, held.role)


def years_off(office: OfficeRow | None, day: date | None) -> float:
    """How many years a day lies outside an office's term; 0.0 within it, or where there is no day."""
    if office is None or day is None:
        return 0.0
    if office.start and day < office.start:
        return (office.start - day).days / 365
    if office.end and day > office.end:
        return (day - office.end).days / 365
    return 0.0


def covered(mentions: Iterable[PartyMention]) -> set[int]:
    """The code points that mentions cover."""
    return {i for m in mentions for i in range(m.start, m.end)}


def named_entities(parse: Doc, taken: set[int], others: frozenset[str]) -> Iterator[PartyMention]:
    """People and organisations that the parser sees and no table knows. others: names of places and goods, in lower case."""
    for entity in parse.ents:
        cls = _CLASSES.get(entity.label_)
        if cls is None:
            continue
        entity = _trimmed(entity)
        if entity.start_char in taken or entity.end_char - 1 in taken or not entity.text[:1].isupper():
            continue
        if entity.text.lower() in others or "\n" in entity.text:
            continue
        if cls == "person" and any(letter.isdigit() for letter in entity.text):
            continue  # "F-16s"
        name = entity.text if cls == "person" else None
        yield PartyMention(entity.start_char, entity.end_char, entity.text, cls, None, name)


def _trimmed(entity: Span) -> Span:
    while len(entity) > 1 and (entity[-1].tag_ == "POS" or entity[-1].is_space or entity[-1].is_punct):
        entity = entity[:-1]
    while len(entity) > 1 and (entity[0].lower_ in ("the", "near") or entity[0].is_punct or entity[0].is_space):
        entity = entity[1:]
    return entity


def with_offices(found: Sequence[PartyMention], text: str, tokens: Tokens) -> list[PartyMention]:
    """The mentions; people without a code take it from the title that they stand beside ("envoy Ana Lopez", "Ana Lopez,
    the envoy"), a title just before its bearer is gone, one with words between ("the envoy to Chad, Ana Lopez") takes the
    name.
    """
    titles = [m for m in found if m.cls == "person" and m.code and m.name is None]
    by_end = {m.end: m for m in titles}
    by_head = {tokens.head(m.start, m.end).i: m for m in titles}
    named = [_titled(m, by_end, by_head, tokens) if m.cls == "person" and m.name and not m.code else m for m in found]
    bearers = {m.start: m.code for m in named if m.name}
    kept = [m for m in named if m.name or m.cls != "person" or not _bears_next(m, bearers)]
    return _with_names(kept, text)


def _with_names(found: Sequence[PartyMention], text: str) -> list[PartyMention]:
    people = sorted((m for m in found if m.cls == "person" and m.name), key=lambda m: m.start)
    starts = [m.start for m in people]
    out = []
    for mention in found:
        at = bisect_left(starts, mention.end) if mention.cls == "person" and not mention.name else len(people)
        bearer = people[at] if at < len(people) and _LEADING.fullmatch(text, mention.end, starts[at]) else None
        same = bearer is not None and (not bearer.code or state_of(bearer.code) == state_of(mention.code or ""))
        out.append(replace(mention, name=bearer.name) if bearer and same else mention)
    return out


def _bears_next(title: PartyMention, bearers: dict[int, str | None]) -> bool:
    return title.code is not None and any(bearers.get(title.end + gap) == title.code for gap in (0, 1, 2))


def _titled(
    person: PartyMention, by_end: dict[int, PartyMention], by_head: dict[int, PartyMention], tokens: Tokens
) -> PartyMention:
    title = next((by_end[person.start - gap] for gap in (0, 1, 2) if person.start - gap in by_end), None)
    title = title or _apposed(person, by_head, tokens)
    return replace(person, code=title.code, role=title.role) if title else person


def _apposed(person: PartyMention, by_head: dict[int, PartyMention], tokens: Tokens) -> PartyMention | None:
    head = tokens.head(person.start, person.end)
    if head.dep_ == "appos" and head.head.i in by_head:
        return by_head[head.head.i]
    return next((by_head[c.i] for c in head.children if c.dep_ in _TITLE_DEPS and c.i in by_head), None)


def with_surnames(parse: Doc, known: Sequence[PartyMention], taken: set[int]) -> list[PartyMention]:
    """The mentions in order, and those of a person by one part of the name that was given in full before."""
    full: dict[str, PartyMention] = {}
    people = [m for m in known if m.cls == "person" and m.name and " " in m.text]
    alone = {m.start: m for m in known if m.cls == "person" and m.code is None and " " not in m.text}
    if not people:
        return list(known)
    found = {m: m for m in known}
    at = 0
    for token in parse:
        while at < len(people) and people[at].end <= token.idx:
            parts = people[at].text.split()
            full.update((part, people[at]) for part in (parts[0], parts[-1]) if part.lower() not in _PARTICLES)
            at += 1
        if token.text not in full or not token.text[0].isupper() or _is_part_of_a_name(token):
            continue
        later = replace(full[token.text], start=token.idx, end=token.idx + len(token), text=token.text)
        if token.idx not in taken:
            found[later] = later
        elif token.idx in alone:
            found[alone[token.idx]] = later
    return sorted(found.values(), key=lambda m: (m.start, -m.end))


def _is_part_of_a_name(token: Token) -> bool:
    """Whether a hyphen joins it to a longer name: "Al-Sahil", "Smith-Jones"; of "Lopez-led" the name is hers."""
    doc, at = token.doc, token.i
    joined = at + 2 < len(doc) and doc[at + 1].text == "-" and not token.whitespace_ and not doc[at + 1].whitespace_
    before = at >= 2 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_
    return (joined and doc[at + 2].text[:1].isupper()) or (before and doc[at - 2].text[:1].isupper())
