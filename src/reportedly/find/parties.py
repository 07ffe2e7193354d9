"""Party mentions: states, bodies, groups, companies and office-holders, by name, by nationality, or by office beside a state.

A body needs no row of its own: "Kenya's defence ministry" is the role `MOD` beside the state `KE`. What points back ("the
agency", "he", "the North") is settled in `find.references`, which comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from spacy.tokens import Doc, Span, Token

from reportedly.find.gazetteer import Gazetteer, Hit
from reportedly.find.items import plural
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PartyClass, PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import OfficeRow, PartyRow, RoleRow, Tables

_REACH = 300
"""How far back, in code points, a ministry without its state may look for it."""
_PLACED = {"in", "at", "near", "around", "outside", "over", "across", "inside"}
_BETWEEN = re.compile(r"(?:['’]s?|-)?(?:\s+[\w-]+){0,2}?\s+")
_OF = re.compile(r"\s+(?:of|for|in|to)\s+(?:the\s+)?")
_POSTED_ABROAD = re.compile(r"\s+to\s+")
_SEATED = re.compile(r"\s+in\s+")
_HONORIFIC = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|MR|MS|MRS|Dr|Gen|General|Secretary|Minister|President|Ambassador|Chancellor|Admiral)\.?\s+)$"
)

Bears = Literal["name", "adjective", "demonym", "seat", "office", "title", "noun", "shorthand"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a name stands for: a party, an office, or a role that needs its state."""

    bears: Bears
    code: str
    cls: PartyClass
    name: str | None = None
    role: str | None = None
    beside: str | None = None
    office: OfficeRow | None = None
    row: RoleRow | None = None


_CLASS: dict[str, PartyClass] = {"state": "state", "person": "person"}


class PartyNames:
    """All names of parties, compiled once."""

    def __init__(self, tables: Tables) -> None:
        self._names: Gazetteer[Bearer] = Gazetteer(
            [
                *_party_names(tables.parties),
                *_office_names(tables.offices),
                *_role_names(tables.roles),
            ]
        )
        self._surnames: dict[str, list[Bearer]] = {}
        for name, bearer in _office_names(tables.offices):
            self._surnames.setdefault(name.split()[-1].upper(), []).append(bearer)
        self.publishers = frozenset(row.code for row in tables.parties if row.kind == "publisher")

    def find(self, parse: Doc, low: str, tokens: Tokens, published_on: date | None) -> list[PartyMention]:
        """The parties named in a text, in order; pronouns are not among them."""
        text = parse.text
        hits = self._names.find(text, low)
        beside = {b.code for hit in hits for b in hit.payloads if b.bears in ("name", "adjective", "seat")}
        states = [_Stated(h, b.code, b.bears) for h in hits for b in h.payloads[:1] if _tells_state(b, beside)]
        found: list[PartyMention] = []
        namesakes = _other_bearers(parse, hits)
        for hit in hits:
            if text[hit.start : hit.end] in namesakes:
                continue
            found.extend(_mention(hit, text, tokens, beside, states, published_on))
        found.extend(self._by_honorific(parse, found, published_on))
        found.extend(_known_roles(hits, found, text))
        found.extend(_named_entities(parse, found))
        people = _with_offices(found, tokens)
        return sorted([*people, *_surnames(parse, people)], key=lambda m: (m.start, -m.end))

    def _by_honorific(self, parse: Doc, known: Sequence[PartyMention], day: date | None) -> Iterator[PartyMention]:
        """Office-holders by surname after "Mr", "Secretary" …: alone the surname would not be safe."""
        taken = {i for m in known for i in range(m.start, m.end)}
        for token in parse:
            bearers = self._surnames.get(token.text.upper()) if token.text[:1].isupper() else None
            if bearers and token.idx not in taken and _HONORIFIC.search(parse.text, max(0, token.idx - 14), token.idx):
                held = min(bearers, key=lambda b: _years_off(b.office, day))
                yield PartyMention(
                    token.idx, token.idx + len(token), token.text, "person", held.code, held.name, held.role
                )


@dataclass(frozen=True, slots=True)
class _Stated:
    """A name that tells a state: the hit, the code it bears, and how."""

    hit: Hit[Bearer]
    code: str
    bears: Bears


def _tells_state(bearer: Bearer, beside: set[str]) -> bool:
    if bearer.bears == "shorthand":
        return bearer.beside in beside or bearer.code in beside
    return bearer.bears in ("name", "adjective", "seat") and len(state_of(bearer.code)) == 2


def _party_names(rows: Iterable[PartyRow]) -> Iterator[tuple[str, Bearer]]:
    for row in rows:
        cls = _CLASS.get(row.kind, "organisation")
        for name in row.names:
            yield name, Bearer("name", row.code, cls, name=row.names[0])
        for name in row.adjectives:
            yield name, Bearer("adjective", row.code, "nationality", name=row.names[0])
        for name in row.demonyms:
            yield name, Bearer("demonym", row.code, "nationality", name=row.names[0])
        if row.capital:
            yield row.capital, Bearer("seat", row.code, "state", name=row.names[0])
        for words, beside in row.shorthands:
            yield words, Bearer("shorthand", row.code, "state", name=row.names[0], beside=beside)


def _office_names(rows: Iterable[OfficeRow]) -> Iterator[tuple[str, Bearer]]:
    for row in rows:
        for name in row.names:
            yield name, Bearer("office", row.code, "person", name=row.names[0], role=row.role, office=row)


def _role_names(rows: Iterable[RoleRow]) -> Iterator[tuple[str, Bearer]]:
    for row in rows:
        for title in row.titles:
            for form in (title, plural(title)):
                yield form.lower(), Bearer("title", "", "person", role=title, row=row)
        for noun in row.nouns:
            for form in (noun, plural(noun)):
                yield form.lower(), Bearer("noun", "", "organisation", role=noun, row=row)


def _other_bearers(parse: Doc, hits: Sequence[Hit[Bearer]]) -> set[str]:
    """Surnames that somebody else bears here in full, so that alone they do not name the office-holder."""
    own = {
        b.name for hit in hits for b in hit.payloads if b.bears == "office" and " " in parse.text[hit.start : hit.end]
    }
    full = [e.text for e in parse.ents if e.label_ == "PERSON" and len(e) > 1]
    alone = {parse.text[h.start : h.end]: h.payloads[0].name or "" for h in hits if h.payloads[0].bears == "office"}
    others = {w for name in full for w in name.split() if w in alone and not set(alone[w].split()) >= set(name.split())}
    return {w for w in others if " " not in w and alone[w] not in own}


def _mention(
    hit: Hit[Bearer],
    text: str,
    tokens: Tokens,
    beside: set[str],
    states: Sequence[_Stated],
    published_on: date | None,
) -> Iterator[PartyMention]:
    bearer = _fitting(hit.payloads, beside, published_on)
    if bearer is None:
        return
    start, end = hit.start, hit.end
    code: str | None = bearer.code
    if bearer.bears == "seat" and _is_a_place(tokens.head(start, end)):
        return
    if bearer.row is not None:
        near = _state_beside(hit, states, text)
        if near is None:
            return
        speaks_for_body = bearer.bears == "title" and near.bears == "name" and near.code != state_of(near.code)
        code = near.code if speaks_for_body else _role_code(bearer.row, state_of(near.code))
        start = min(start, near.hit.start)
    yield PartyMention(start, end, text[start:end], bearer.cls, code, bearer.name, bearer.role)


def _fitting(bearers: Sequence[Bearer], beside: set[str], published_on: date | None) -> Bearer | None:
    """Of all that bear a name: the office held on the day, else what needs no company, else a shorthand beside its other."""
    offices = [b for b in bearers if b.office]
    if offices:
        return min(offices, key=lambda b: _years_off(b.office, published_on))
    plain = [b for b in bearers if b.bears != "shorthand"]
    if plain:
        return plain[0]
    return next((b for b in bearers if b.beside in beside or b.code in beside), None)


def _years_off(office: OfficeRow | None, day: date | None) -> float:
    if office is None or day is None:
        return 0.0
    if office.start and day < office.start:
        return (office.start - day).days / 365
    if office.end and day > office.end:
        return (day - office.end).days / 365
    return 0.0


def _is_a_place(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _PLACED


def _state_beside(hit: Hit[Bearer], states: Sequence[_Stated], text: str) -> _Stated | None:
    """The state that a title stands beside: just before it, else "of STATE" or "in CAPITAL" just after."""
    for near in reversed(states):
        gap = hit.start - near.hit.end
        if 0 <= gap < 40 and _BETWEEN.fullmatch(text[near.hit.end : hit.start]):
            return near
    for near in states:
        gap_words = text[hit.end : near.hit.start] if near.hit.start >= hit.end else ""
        if _OF.fullmatch(gap_words) and not _POSTED_ABROAD.match(gap_words):
            if _SEATED.match(gap_words) and near.bears != "seat":
                continue
            return near
    return None


def _known_roles(hits: Sequence[Hit[Bearer]], found: Sequence[PartyMention], text: str) -> Iterator[PartyMention]:
    """Roles without a state beside them: "the defence ministry" is the one named before, or that of the state named last."""
    taken = {i for m in found for i in range(m.start, m.end)}
    for hit in hits:
        bearer = hit.payloads[0]
        if (
            bearer.row is None
            or (bearer.bears == "title" and " " not in (bearer.role or ""))
            or hit.start in taken
            or hit.end - 1 in taken
        ):
            continue
        before = [m for m in found if m.end <= hit.start and m.code and len(state_of(m.code)) == 2]
        suffixes = {bearer.row.body, *(suffix for _, suffix in bearer.row.state_suffixes)}
        same = [m for m in before if m.code and m.code[3:] in suffixes and m.cls != "state"]
        near = [m for m in before if hit.start - m.end < _REACH and m.cls in ("state", "nationality")]
        source = same or near
        if source:
            words = text[hit.start : hit.end]
            code = _role_code(bearer.row, state_of(source[-1].code or ""))
            yield PartyMention(hit.start, hit.end, words, bearer.cls, code, None, bearer.role)


def _role_code(row: RoleRow, state: str) -> str:
    suffix = dict(row.state_suffixes).get(state, row.body)
    return f"{state}-{suffix}" if suffix else state


def _named_entities(parse: Doc, known: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """People and organisations that the parser sees and no table knows."""
    taken = {i for m in known for i in range(m.start, m.end)}
    for entity in parse.ents:
        if entity.label_ not in ("PERSON", "ORG", "NORP") or entity.start_char in taken or entity.end_char - 1 in taken:
            continue
        entity = _trimmed(entity)
        if not entity.text[:1].isupper():
            continue
        cls: PartyClass = "person" if entity.label_ == "PERSON" else "organisation"
        name = entity.text if cls == "person" else None
        yield PartyMention(entity.start_char, entity.end_char, entity.text, cls, None, name)


def _trimmed(entity: Span) -> Span:
    while len(entity) > 1 and (entity[-1].tag_ == "POS" or entity[-1].is_space or entity[-1].is_punct):
        entity = entity[:-1]
    while len(entity) > 1 and entity[0].lower_ == "the":
        entity = entity[1:]
    return entity


def _with_offices(found: Sequence[PartyMention], tokens: Tokens) -> list[PartyMention]:
    """People without a code take it from the title that they stand beside ("envoy Ana Lopez", "Ana Lopez, the envoy")."""
    titles = [m for m in found if m.cls == "person" and m.code and m.name is None]
    named = [_titled(m, titles, tokens) if m.cls == "person" and m.name and not m.code else m for m in found]
    absorbed = {(m.start, m.end) for m in titles if any(_beside(m, n) for n in named if n.name and n.code == m.code)}
    return [m for m in named if (m.start, m.end) not in absorbed or m.name]


def _titled(person: PartyMention, titles: Sequence[PartyMention], tokens: Tokens) -> PartyMention:
    for title in titles:
        if _beside(title, person) or _apposed(title, person, tokens):
            return replace(person, code=title.code, role=title.role)
    return person


def _beside(title: PartyMention, person: PartyMention) -> bool:
    return 0 <= person.start - title.end <= 2


def _apposed(title: PartyMention, person: PartyMention, tokens: Tokens) -> bool:
    t, p = tokens.head(title.start, title.end), tokens.head(person.start, person.end)
    return (t.head.i == p.i and t.dep_ in ("appos", "compound", "nmod")) or (p.head.i == t.i and p.dep_ == "appos")


def _surnames(parse: Doc, known: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """Later mentions of a person by one part of the name given in full before."""
    taken = {i for m in known for i in range(m.start, m.end)}
    full: dict[str, PartyMention] = {}
    people = [m for m in known if m.cls == "person" and m.name and " " in m.text]
    at = 0
    for token in parse:
        while at < len(people) and people[at].end <= token.idx:
            for part in (people[at].text.split()[0], people[at].text.split()[-1]):
                full[part] = people[at]
            at += 1
        if token.text in full and token.idx not in taken and token.text[0].isupper():
            person = full[token.text]
            yield replace(person, start=token.idx, end=token.idx + len(token), text=token.text)
