"""Which parties a noun phrase names: by its head, its nationality, its possessor, or the place that it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.bounded import conjuncts
from reportedly.find.instances import instances
from reportedly.find.negations import is_refused
from reportedly.find.seen import Seen
from reportedly.terms.evidence import Span
from reportedly.terms.party import state_of

_HOLDING = ("-occupied", "-held", "-controlled", "-annexed", "-administered")
_BACKS = (
    "-led",
    "-backed",
    "-supported",
    "-brokered",
    "-sponsored",
    "-funded",
    "-financed",
    "-proposed",
    "-trained",
    "-armed",
    "-drafted",
)
"""Of "the Czech-led initiative" and "US-backed fighters" the first stands behind, and is not meant."""
_PEOPLE_OF = {"of", "from"}
_VOICE_OF = {"for", "at"}
_VOICES = {
    "spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "representative", "official", "secretary",
    "lawyer", "press",
}  # fmt: skip
"""Of "a spokesman for the army" and "an official at the ministry" the army and the ministry speak."""
_RELATIONS = frozenset(
    (
        "ally",
        "partner",
        "friend",
        "pal",
        "neighbour",
        "neighbor",
        "rival",
        "patron",
        "backer",
        "counterpart",
        "proxy",
        "client",
    )
)
"""Nouns that name somebody by another whose ally, partner … they are: the possessor is not who is meant."""
SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Who:
    """Parties by code, the words that name them, and how they were reached.

    speaker: "we" stands among them. carried: taken from elsewhere in the document, and then without spans of its own.
    """

    codes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    speaker: bool = False
    carried: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes) or self.speaker

    def without(self, codes: Iterable[str]) -> Who:
        """Those left when some codes are taken out."""
        gone = set(codes)
        if not gone & set(self.codes):
            return self
        spans = tuple(s for c, s in zip(self.codes, self.spans, strict=False) if c not in gone)
        return Who(tuple(c for c in self.codes if c not in gone), spans, self.speaker, self.carried)


NOBODY = Who()
BORDERS = {"border", "frontier"}


def who(tokens: Iterable[Token], seen: Seen, publishers: frozenset[str]) -> Who:
    """The parties that some noun phrases name, coordination included; publishers are never among them."""
    found: dict[str, Span] = {}
    speaker = False
    for head in (h for t in tokens for h in _before_the_speaker(t, seen)):
        for token in conjuncts(head):
            if token.i in seen.speakers and head.i not in seen.speakers:
                continue  # "… to Chad, Ana Lopez, the envoy of Oslo, said": no second receiver
            if is_refused(token):
                continue  # "sent to Chad, not to Mali"
            for code, span in _named(token, seen):
                if code == SPEAKER:
                    speaker = True
                elif code not in publishers:
                    found.setdefault(code, span)
    return Who(tuple(found), tuple(found.values()), speaker)


def _before_the_speaker(head: Token, seen: Seen) -> list[Token]:
    """ "… to Chad, Mali's military intelligence said", read as one noun phrase: who stands before the comma is meant."""
    if head.i not in seen.speakers:
        return [head]
    left = (c for c in head.lefts if c.dep_ in ("nmod", "compound") and c.i not in seen.speakers)
    return [c for c in left if any(t.text == "," for t in c.rights)] or [head]


def _named(token: Token, seen: Seen) -> list[tuple[str, Span]]:
    holders = _holders(token, seen)
    if holders:
        return holders
    if shown := [x for one in instances(token) for x in _at(one, seen)]:
        return shown
    direct = _at(token, seen)
    if direct:
        return direct
    if token.i in seen.item_at and seen.item_at[token.i].cls not in ("people",):
        return []
    related = token.lemma_.lower() in _RELATIONS
    if related and (there := _seated_behind(token, seen)):
        return there
    found: list[tuple[str, Span]] = []
    if token.tag_ == "VBN":  # "US-made jets"
        found.extend(x for c in token.lefts if c.dep_ in ("npadvmod", "advmod") for x in _at(c, seen))
    for child in token.children:
        if (child.dep_ == "poss" and related) or only_backs(child, seen):
            continue
        if child.dep_ in ("amod", "compound", "poss", "nmod", "appos"):
            found.extend(_at(child, seen) or (_named(child, seen) if child.dep_ in ("poss", "appos") else []))
            found.extend(x for c in conjuncts(child)[1:] for x in _at(c, seen))
            if child.tag_ == "VBN":  # "Singapore-based firms"
                based = [c for c in child.lefts if c.dep_ in ("npadvmod", "advmod") and not only_backs(c, seen)]
                found.extend(x for c in based for x in _at(c, seen))
    if found:
        return found
    speaks = token.lemma_.lower() in _VOICES
    for child in token.children:
        if child.dep_ == "prep" and (child.lower_ in _PEOPLE_OF or (child.lower_ in _VOICE_OF and speaks)):
            found.extend(x for inner in child.children if inner.dep_ == "pobj" for x in _named(inner, seen))
    return found


def only_backs(word: Token, seen: Seen) -> bool:
    """ "The Czech-led initiative", "US-backed fighters": who leads or backs them is not meant."""
    text = seen.document.text
    return any(text.startswith(_BACKS, m.end) for m in seen.parties_at.get(word.i, ()))


def is_a_border(noun: Token) -> bool:
    """ "To the Chinese border": up to it and into no country, unless it is told as somebody's border with a third."""
    owned = any(c.dep_ == "poss" for c in noun.lefts) and any(c.lower_ == "with" for c in noun.rights)
    return noun.lemma_.lower() in BORDERS and not owned


def _seated_behind(token: Token, seen: Seen) -> list[tuple[str, Span]]:
    """Of "its ally in Tripoli" who sits there, wherever the parser hung "in"."""
    if token.i + 1 >= len(token.doc) or token.nbor(1).lower_ != "in":
        return []
    grounds = [c for c in token.nbor(1).children if c.dep_ == "pobj"]
    return [(state_of(code), span) for c in grounds for code, span in _at(c, seen) if len(state_of(code)) == 2]


def _at(token: Token, seen: Seen) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for mention in seen.parties_at.get(token.i, ()):
        if mention.code:
            code = (
                mention.code
                if mention.cls == "organisation" and len(state_of(mention.code)) != 2
                else state_of(mention.code)
            )
            several = seen.members.get(code, (code,))  # "the Baltic states" are three
            found.extend((each, (mention.start, mention.end)) for each in several)
            if code in seen.seats:  # what a company sells comes from its state too
                found.append((seen.seats[code], (mention.start, mention.end)))
        elif mention.role == SPEAKER:
            found.append((SPEAKER, (mention.start, mention.end)))
    return found


def _holders(token: Token, seen: Seen) -> list[tuple[str, Span]]:
    """Of "the Russian-occupied Ukrainian region" the holder: who is there receives."""
    text = seen.document.text
    span = token.subtree
    found = []
    for inner in span:
        if inner.i >= token.i:
            break
        for mention in seen.parties_at.get(inner.i, ()):
            if mention.code and text.startswith(_HOLDING, mention.end):
                found.append((state_of(mention.code), (mention.start, mention.end)))
    return found


def hosts(party: Who, tokens: Iterable[Token], seen: Seen) -> Who:
    """The states in which missions and forces are, in place of these: "AMISOM", "the African Union force in Somalia"."""
    known = {(m.start, m.end): seen.hosts[m.code] for m in seen.parties if m.code and m.code in seen.hosts}
    codes = tuple(known.get(span, code) for code, span in zip(party.codes, party.spans, strict=False))
    if party.codes and codes == party.codes and all(code in seen.alliances for code in codes):
        grounds = [p for t in tokens for q in t.children if q.lower_ == "in" for p in q.children]
        return who(grounds, seen, frozenset()) or party
    return replace(party, codes=codes or party.codes)


def place_states(tokens: Iterable[Token], seen: Seen) -> Who:
    """The states in which the places of some noun phrases lie."""
    found: dict[str, Span] = {}
    for head in tokens:
        for token in conjuncts(head):
            if any(c.lower_ == "occupied" for c in token.children):
                continue  # who holds it is told elsewhere
            for near in [token, *(c for c in token.children if c.dep_ in ("appos", "compound", "poss", "nmod"))]:
                place = seen.place_at.get(near.i)
                if place and place.country:
                    found.setdefault(place.country, (place.start, place.end))
    return Who(tuple(found), tuple(found.values()))
