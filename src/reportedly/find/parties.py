"""Party mentions: states, bodies, groups, companies, office-holders, by name, nationality or office beside a state.

A body needs no row of its own: "Kenya's defence ministry" is the role `MOD` beside the state `KE`. What points back ("the
agency", "he", "the North") is settled in `find.references`, which comes next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from reportedly.find.bearers import Bearer, bearers, role_code, shared_names
from reportedly.find.bylines import author_words
from reportedly.find.gazetteer import Gazetteer, Hit, lowered, names_a_ship
from reportedly.find.groups import unnamed_groups
from reportedly.find.headlines import clipped, clipped_names, stands_bare
from reportedly.find.hostility import HOSTILE
from reportedly.find.people import Surnames, covered, named_entities, with_offices, with_surnames, years_off
from reportedly.find.places import vessels
from reportedly.find.roles import Bare, Placer, Stated, States, is_posted, names_a_body
from reportedly.find.seen import Tokens
from reportedly.terms.attribution import Link
from reportedly.terms.mention import PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.tables import Tables

_WITHIN = frozenset({"NSC"})
"""Bodies that sit within a presidency: the White House's national security adviser speaks for the council."""


_JOINING = frozenset({"on", "in", "and", "of", "to", "with", "for", "from", "against", "by", "ha", "i"})


@dataclass(frozen=True, slots=True)
class _Page:
    """One text on its way: the text, its tokens, the states named in it, the codes named in it, and its day."""

    text: str
    tokens: Tokens
    states: States
    beside: frozenset[str]
    day: date | None


class PartyNames:
    """All names of parties, compiled once."""

    def __init__(self, tables: Tables) -> None:
        self._names: Gazetteer[Bearer] = Gazetteer(bearers(tables))
        self._clipped = clipped_names(tables.parties)
        self._surnames = Surnames(tables.offices)
        self._roles = {noun: row for row in tables.roles for noun in row.nouns}
        self._shared = shared_names(tables.parties)
        self._pointing = frozenset(row.words for row in tables.references)
        self._others = frozenset(
            name.lower()
            for names in (*(r.names for r in tables.places), *(r.names for r in tables.items))
            for name in names
        )
        self.publishers = frozenset(row.code for row in tables.parties if row.kind == "publisher")

    def find(self, parse: Doc, low: str, tokens: Tokens, published_on: date | None) -> list[PartyMention]:
        """The parties named in a text, in order; pronouns are not among them. low: the lowered text."""
        text = tokens.text
        hits = [hit for hit in self._names.find(text, low) if not names_a_ship(text, hit.start)]
        hits = [*clipped(self._clipped, text, low), *hits]
        stating = [b.code for hit in hits for b in hit.payloads if b.bears in ("name", "adjective", "seat")]
        beside = frozenset((*stating, *(state_of(code) for code in stating)))
        stated = [Stated(h, b.code, b.bears) for h in hits for b in h.payloads[:1] if _tells_state(b, beside)]
        page = _Page(text, tokens, States(stated), beside, published_on)
        namesakes = _other_bearers(parse, hits, text)
        found: list[PartyMention] = []
        bare: list[Bare] = []
        for hit in hits:
            if text[hit.start : hit.end] in namesakes:
                continue
            mention = self._mention(hit, page)
            if isinstance(mention, Bare):
                bare.append(mention)
            elif mention is not None:
                found.append(mention)
        found.extend(self._surnames.find(text, low, covered(found), published_on))
        found = with_offices(found, text, tokens)
        last = [one for one in bare if self._points_back(one.hit.payloads[0])]
        found.extend(self._unplaced([one for one in bare if one not in last], found, page))
        found.extend(self._unplaced(last, found, page))
        named = {i for m in found if m.cls != "nationality" for i in range(m.start, m.end)}
        groups = {i for m in found if _is_a_group(m) for i in range(m.start, m.end)}
        found.extend(unnamed_groups(parse, text, named, groups))
        ships = {i for v in vessels(text) for i in range(v.start, v.end)}
        found.extend(named_entities(parse, covered(found) | ships, self._others))
        people = with_offices(sorted(found, key=_place), text, tokens)
        return list(_with_proper_names(with_surnames(parse, people, covered(people))))

    def states_in(self, words: str) -> tuple[str, ...]:
        """The states that some words name, by name, nationality or seat."""
        hits = [h for h in self._names.find(words, lowered(words)) if not _is_of_an_act(words[h.end :])]
        codes = (
            state_of(b.code)
            for h in hits
            for b in h.payloads[:1]
            if b.bears in ("name", "adjective", "seat", "demonym")
        )
        return tuple(dict.fromkeys(code for code in codes if len(code) == 2))

    def author(self, title: str | None, publisher: str | None, day: date | None) -> Link | None:
        """The person by whom a publication of an official body is, from its title: "Statement by …"; None where nobody.

        publisher: the code of the body; a title alone ("the President") is held in its state.
        """
        span = author_words(title) if publisher else None
        if span is None or title is None or publisher is None:
            return None
        who = title[slice(*span)]
        borne = [(h, b) for h in self._names.find(who, lowered(who)) for b in h.payloads]
        held = min((b for _, b in borne if b.office), key=lambda b: years_off(b.office, day), default=None)
        if held is not None:
            return Link(held.name or who, held.code, held.role)
        row = next((b.row for _, b in borne if b.bears == "title" and b.row is not None), None)
        return Link(who, role_code(row, state_of(publisher)) if row is not None else publisher)

    def _mention(self, hit: Hit[Bearer], page: _Page) -> PartyMention | Bare | None:
        bearer = _fitting(hit.payloads, page.beside, page.day)
        if bearer is None or (bearer.bears == "seat" and is_posted(page.tokens.head(hit.start, hit.end))):
            return None
        if bearer.row is not None:
            return self._by_role(hit, bearer, page)
        return self._by_name(hit, bearer, page)

    def _by_role(self, hit: Hit[Bearer], bearer: Bearer, page: _Page) -> PartyMention | Bare:
        """A title beside a body speaks for that body ("the Kremlin's spokesman"), unless it is of one within it."""
        near = page.states.beside(hit, page.text, page.tokens)
        row = bearer.row
        if near is None or row is None:
            return Bare(hit, row, {})
        state = state_of(near.code)
        beside_body = bearer.bears == "title" and near.bears == "name" and near.code != state
        code = near.code if beside_body and row.body not in _WITHIN else role_code(row, state)
        start, end = min(hit.start, near.hit.start), max(hit.end, near.hit.end)
        return PartyMention(start, end, page.text[start:end], bearer.cls, code, bearer.name, bearer.role)

    def _by_name(self, hit: Hit[Bearer], bearer: Bearer, page: _Page) -> PartyMention | Bare:
        """A name that bodies of several states share is that of the state beside it, else of the one named elsewhere."""
        words = page.text[hit.start : hit.end]
        plain = PartyMention(hit.start, hit.end, words, bearer.cls, bearer.code, bearer.name, bearer.role)
        if bearer.bears != "name" or "-" not in bearer.code:
            return plain
        row, codes = self._roles.get(words.lower()), dict(self._shared.get(words.lower(), {}))
        if row is None and not codes:
            return plain
        near = page.states.owning(hit, page.text)
        bare = Bare(hit, row, codes)
        if near is None:
            return bare
        code = bare.code_in(state_of(near.code)) or bearer.code
        start = min(hit.start, near.hit.start)
        return PartyMention(start, hit.end, page.text[start : hit.end], bearer.cls, code, bearer.name, bearer.role)

    def _unplaced(self, bare: Sequence[Bare], found: Sequence[PartyMention], page: _Page) -> Iterator[PartyMention]:
        """Roles and shared names without a state beside them."""
        placer = Placer(sorted(found, key=_place), page.tokens)
        for one in bare:
            bearer, hit = one.hit.payloads[0], one.hit
            if bearer.row is not None and self._is_left(one, bearer, page):
                continue
            owner = _owner_before(hit, found, page) if bearer.row is not None else None
            if owner is not None and bearer.row is not None:
                words = page.text[hit.start : hit.end]
                yield PartyMention(
                    hit.start, hit.end, words, bearer.cls, role_code(bearer.row, owner), None, bearer.role
                )
                continue
            named = placer.named_elsewhere(one)
            if named is not None and bearer.bears == "name" and not _is_called(named, hit, page):
                named = None  # "Iran's defence ministry …; the Defense Department said": two bodies
            if named is None and self._points_back(bearer):
                continue  # "…, spy agency says": of which state only the text below can tell
            code = named.code if named else placer.code_of(one) if bearer.row is not None else bearer.code
            if code:
                name = named.name if named and _bears(named, bearer) else bearer.name if bearer.row is None else None
                words = page.text[hit.start : hit.end]
                yield PartyMention(hit.start, hit.end, words, bearer.cls, code, name, bearer.role)

    def _is_left(self, bare: Bare, bearer: Bearer, page: _Page) -> bool:
        """Whether a role alone says too little, or points back at what was named ("the regime")."""
        if bearer.bears == "title" and (" " not in (bearer.role or "") or bare.row is None or not bare.row.body):
            return True
        if self._points_back(bearer) and not stands_bare(bare.hit, page.text, page.tokens):
            return True
        return not names_a_body(bare.hit, page.tokens)

    def _points_back(self, bearer: Bearer) -> bool:
        return bearer.bears == "noun" and f"the {bearer.role}" in self._pointing


def _is_of_an_act(behind: str) -> bool:
    """ "Russian attacks on …": whose deed it is, not whom it is about."""
    near = re.match(r"(?:['’]s?)? (\w+)(?: (\w+))?", behind)
    words = [w.lower().removesuffix("s") for w in near.groups() if w] if near else []
    return bool(words) and (words[0] in HOSTILE or (words[0] not in _JOINING and words[-1] in HOSTILE))


def _owner_before(hit: Hit[Bearer], found: Sequence[PartyMention], page: _Page) -> str | None:
    """The state that "its" means in "Its intelligence agency": the one named first in the sentence before."""
    head = page.tokens.head(hit.start, hit.end)
    if not any(c.tag_ == "PRP$" and c.lower_ in ("its", "their") for c in head.children) or head.sent.start == 0:
        return None
    before = head.doc[head.sent.start - 1].sent
    while not any(t.is_alpha for t in before) and before.start > 0:
        before = head.doc[before.start - 1].sent
    states = [m for m in found if before.start_char <= m.start < before.end_char and m.code and m.cls != "person"]
    return next((state_of(m.code) for m in sorted(states, key=_place) if m.code and len(state_of(m.code)) == 2), None)


def _place(mention: PartyMention) -> tuple[int, int]:
    return mention.start, -mention.end


def _bears(person: PartyMention, title: Bearer) -> bool:
    """Whether a title alone ("the defence minister") is that of a person named with it."""
    return title.bears == "title" and person.cls == "person" and (title.role or "") in (person.role or "").lower()


def _with_proper_names(found: Sequence[PartyMention]) -> Iterator[PartyMention]:
    """The mentions; bodies bear the fullest name that the text gives them ("the spy agency", "NIS")."""
    full: dict[str | None, str] = {}
    for m in found:
        if m.cls == "organisation" and m.code and m.role is None and len(m.text) > len(full.get(m.code, "")):
            full[m.code] = m.text
    for m in found:
        yield replace(m, name=full[m.code]) if m.cls == "organisation" and m.code in full else m


def _tells_state(bearer: Bearer, beside: frozenset[str]) -> bool:
    if bearer.bears == "shorthand":
        return bearer.beside in beside or bearer.code in beside
    return bearer.bears in ("name", "adjective", "seat") and len(state_of(bearer.code)) == 2


def _other_bearers(parse: Doc, hits: Sequence[Hit[Bearer]], text: str) -> set[str]:
    """Surnames that somebody else bears here in full, so that alone they do not name the office-holder, nor a group."""
    groups = {
        text[h.start : h.end] for h in hits if h.payloads[0].cls == "organisation" and h.payloads[0].bears == "name"
    }
    held = [(text[h.start : h.end], h.payloads[0].name or "") for h in hits if h.payloads[0].bears == "office"]
    own = {name for words, name in held if " " in words}
    alone = {words: name for words, name in held if " " not in words and name not in own}
    if not alone and not groups:
        return set()
    titles = {h.end for h in hits if any(b.bears == "title" for b in h.payloads)}
    ends = {t.i for t in parse if t.idx + len(t) in titles}
    people = (e for e in parse.ents if e.label_ == "PERSON" or (e.root.dep_ == "appos" and e.root.head.i in ends))
    full = [e.text.split() for e in people if len(e) > 1]  # "the minister, Ann Lee", taken for a body
    others = {
        w for w, name in alone.items() if any(w in words and not set(name.split()) >= set(words) for words in full)
    }
    return others | {words[-1] for words in full if words[-1] in groups and len(words) > 1}


def _fitting(payloads: Sequence[Bearer], beside: frozenset[str], day: date | None) -> Bearer | None:
    """Of all that bear a name: the office held on the day, else what needs no company, else a shorthand beside its other."""
    offices = [b for b in payloads if b.office]
    if offices:
        return min(offices, key=lambda b: years_off(b.office, day))
    plain = [b for b in payloads if b.bears != "shorthand"]
    if plain:
        return plain[0]
    return next((b for b in payloads if b.beside in beside or b.code in beside), None)


def _is_a_group(mention: PartyMention) -> bool:
    return mention.cls == "organisation" and mention.code is not None and len(state_of(mention.code)) > 2


def _is_called(named: PartyMention, hit: Hit[Bearer], page: _Page) -> bool:
    """Whether a body was named by the words of a name."""
    return set(page.text[hit.start : hit.end].lower().split()) <= set(named.text.lower().split())
