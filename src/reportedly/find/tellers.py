"""Who one attribution names: the links that its source makes, a person first, then the body that the person speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Token

from reportedly.find.companions import companions
from reportedly.find.seated import SEATED, is_seat
from reportedly.find.seen import Seen
from reportedly.find.sources import is_own_voice, speaks_for_nobody
from reportedly.terms.attribution import Link
from reportedly.terms.mention import AttributionMention, PartyMention
from reportedly.terms.party import state_of

_OWN_VOICE = {"we", "i", "us"}
_WORDLESS = {
    "officials",
    "official",
    "source",
    "sources",
    "people",
    "senior",
    "several",
    "another",
    "report",
    "reports",
    "according",
}
_EXHIBITS = {
    "image", "imagery", "picture", "photo", "photograph", "footage", "video", "record", "document", "datum", "data", "file",
    "debris", "wreckage", "satellite", "log", "manifest", "invoice", "evidence", "intercept", "fragment",
}  # fmt: skip
"""Nouns for what shows something and cannot speak: they are a basis, and who has them tells."""
_ISSUED = {
    "statement",
    "release",
    "communique",
    "communiqué",
    "readout",
    "letter",
    "post",
    "tweet",
    "bulletin",
    "report",
}
"""What somebody issues: "the statement" is his who said something in one before."""
_NOT_TELLING = {"to", "on", "about", "against", "with", "into", "over"}
"""Prepositions whose object is not who speaks: "the envoy to Seoul", "officials on a visit to Russia"."""
_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}")
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_FAR = 3000
"""How far back, in code points, an unnamed official's body may have been named."""


def tellers(a: AttributionMention, seen: Seen, publisher: str | None) -> list[Link]:
    """The links of one attribution; none for "we", and for what cannot speak. publisher: the code of an official one."""
    if a.source is None:
        return []
    start, end = a.source
    text = seen.document.text
    words = text[start:end].strip()
    if not words or (words.casefold() in _OWN_VOICE and words != "US"):
        return []
    head = seen.tokens.head(start, end)
    inside = [m for m in mentions_within(seen.parties, start, end) if not is_seat(text, m.start, m.end)]
    if speaks_for_nobody(head) and not any(m.cls == "person" and m.name for m in inside):
        inside = [m for m in inside if is_own_voice(m, head)]
        if not inside:
            return [Link(words, None, None, a.verb, a.relay)]
    if not inside and any(t.lemma_.lower() in _EXHIBITS for t in (head, *head.conjuncts)):
        inside = _holders(head, seen)
        if not inside:
            return []
    told = [link for group in _groups(inside, head, seen) for link in _spokesmen(group, head, a, seen)]
    return list(dict.fromkeys(told)) or [_unnamed(a, words, seen, publisher)]


def mentions_within(parties: Sequence[PartyMention], start: int, end: int) -> list[PartyMention]:
    """The mentions that lie in a span and in no longer one of it. parties: sorted by start."""
    found: list[PartyMention] = []
    for at in range(bisect_left(parties, start, key=lambda m: m.start), len(parties)):
        mention = parties[at]
        if mention.start >= end:
            break
        if mention.end <= end and not any(_within(mention, m) for m in found):
            found = [m for m in found if not _within(m, mention)]
            found.append(mention)
    return found


def _within(inner: PartyMention, outer: PartyMention) -> bool:
    """Whether one lies in the other and is shorter; two of one span ("both countries") stand beside each other."""
    holds = outer.start <= inner.start and inner.end <= outer.end
    return holds and outer.end - outer.start > inner.end - inner.start


def _holders(exhibit: Token, seen: Seen) -> list[PartyMention]:
    """Who has what shows it: "satellite pictures analysed by X", "documents seen by X"."""
    by = [o for t in exhibit.subtree if t.dep_ == "agent" for o in t.children if o.dep_ == "pobj"]
    return [m for o in by for m in seen.parties_at.get(o.i, ())]


def _groups(inside: Sequence[PartyMention], head: Token, seen: Seen) -> list[list[PartyMention]]:
    """The mentions by joint speaker ("Austin and the ministry"), owners left out ("Kenya's" before its army)."""
    text = seen.document.text
    kept = [m for m, n in zip_longest(inside, inside[1:]) if n is None or not _owns(m, n, text)]
    joint = {t.i for t in (head, *head.conjuncts, *companions(head))}
    groups: dict[int, list[PartyMention]] = {}
    for mention in kept:
        node = seen.tokens.head(mention.start, mention.end)
        while node.i not in joint and node.head.i != node.i:
            node = node.head
        groups.setdefault(node.i, []).append(mention)
    return list(groups.values())


def _owns(mention: PartyMention, following: PartyMention, text: str) -> bool:
    return bool(_OWNER.fullmatch(text, mention.end, following.start))


def _spokesmen(group: Sequence[PartyMention], head: Token, a: AttributionMention, seen: Seen) -> list[Link]:
    """Of one speaker: the person, else the body, else the states."""
    people = [m for m in group if m.cls == "person" and (m.name or m.code)]
    if people:
        named = [m for m in people if m.name] or people
        return _of_person(_in_office(_fullest(named), people), group, a, seen)
    if own := [m for m in group if m.cls == "state" and m.code and seen.tokens.head(m.start, m.end).i == head.i]:
        return [_link(m, a, seen) for m in own]  # "Chad, a small state in Africa, said": what is apposed tells of it
    bodies = [m for m in group if m.cls == "organisation" and not _is_aside(m, seen)]
    if bodies:
        return [_link(_nearest(bodies, head, seen), a, seen)]
    return [_link(m, a, seen) for m in group if m.code and not _is_aside(m, seen)]


def _fullest(people: Sequence[PartyMention]) -> PartyMention:
    """The first person; of a title and the name that it belongs to, what tells the body and not the state alone."""
    first = people[0]
    same = (m for m in people if m.name == first.name and m.code and state_of(m.code) == state_of(first.code or ""))
    return next((m for m in same if "-" in (m.code or "")), first)


def _in_office(person: PartyMention, people: Sequence[PartyMention]) -> PartyMention:
    """The person in the office that the words give: "Shin, then the defence minister" speaks for that ministry, whatever
    office is known to be his on the day of the report.
    """
    given = [m for m in people if not m.name and m.code and person.code and m.code != person.code]
    same = [m for m in given if state_of(m.code or "") == state_of(person.code or "") != m.code]
    return replace(person, code=same[0].code, role=same[0].text) if same else person


def _of_person(person: PartyMention, group: Sequence[PartyMention], a: AttributionMention, seen: Seen) -> list[Link]:
    found = [Link(person.name or _printed(person, seen), person.code, person.role, a.verb, a.relay)]
    if not person.code:
        body = next((m for m in group if m.cls == "organisation" and m.code), None)
        return [*found, _link(body, a, seen)] if body else found
    if person.code == state_of(person.code):
        return found
    body = next((m for m in group if m.code == person.code and m.cls == "organisation"), None)
    name = body.text if body else person.role if person.role and person.role != person.role.lower() else None
    return [*found, Link(name, person.code, None, a.verb, a.relay)] if name else found


def _nearest(bodies: Sequence[PartyMention], head: Token, seen: Seen) -> PartyMention:
    """The body at the head or in apposition to it, else the author ("an analysis of Malian data by X"), else one whose
    code is known, else the first."""
    heads = {m: seen.tokens.head(m.start, m.end) for m in bodies}
    own = [m for m, t in heads.items() if t.i == head.i or (t.dep_ == "appos" and t.head.i == head.i)]
    authors = [m for m, t in heads.items() if t.dep_ == "pobj" and t.head.lower_ == "by"]
    return next(iter(own or authors or [m for m in bodies if m.code] or bodies))


def _is_aside(mention: PartyMention, seen: Seen) -> bool:
    token = seen.tokens.head(mention.start, mention.end)
    return token.dep_ == "pobj" and token.head.lower_ in _NOT_TELLING


def _link(m: PartyMention, a: AttributionMention, seen: Seen) -> Link:
    return Link(_printed(m, seen), m.code, None, a.verb, a.relay)


def _printed(mention: PartyMention, seen: Seen) -> str:
    """The words for a party; of what points back ("the agency"), a kind or an acronym, the name that it stands for."""
    if mention.name and mention.cls == "person":
        return mention.name
    if mention.name and mention.cls == "organisation" and (mention.refers or mention.role or mention.text.isupper()):
        return mention.name
    return seen.document.text[slice(*mention.refers)] if mention.refers else mention.text


def _unnamed(a: AttributionMention, words: str, seen: Seen, publisher: str | None) -> Link:
    """A speaker without a name: of the body named before, of the city in which they sit, or of an official publisher."""
    start, end = a.source or (0, 0)
    meant = _named_before(words, start, seen)
    text = seen.document.text
    places = (seen.place_at[i] for i in seen.tokens.at(start, end) if i in seen.place_at)
    place = next((p.country for p in places if not is_seat(text, p.start, p.end)), None)
    label = a.cue is not None and text[slice(*a.cue)] == ":"
    if seen.tokens.head(start, end).pos_ == "PROPN":
        words = words.split(",")[0].removeprefix("The ").removeprefix("the ")
    elif any(seen.tokens.parse[i].lower_ in SEATED for i in seen.tokens.at(start, end)):
        # "A Nairobi-based newspaper" is one name, whatever article stands before it.
        words = _ARTICLE.sub("", words)
    code = next(iter(a.parties), None) or (meant.code if meant else None) or place or (publisher if label else None)
    return Link(words, code or _as_before(start, end, seen), None, a.verb, a.relay)


def _as_before(start: int, end: int, seen: Seen) -> str | None:
    """Whom "the official", "the spokesman" speaks for: as the one called so before, "an official of the ministry"."""
    head = seen.tokens.head(start, end)
    if head.pos_ != "NOUN" or not any(t.lower_ == "the" for t in head.lefts):
        return None
    for other in reversed(seen.attributions):
        if other.source is None or other.source[1] > start or start - other.source[1] > _FAR or not other.parties:
            continue
        if seen.tokens.head(*other.source).lemma_ == head.lemma_:
            return other.parties[-1]
        issued = head.lemma_.lower() in _ISSUED and other.cue is not None
        if issued and any(t.lemma_ == head.lemma_ for t in seen.tokens.head(*(other.cue or other.source)).sent):
            return other.parties[-1]  # "said in a statement that …", and then "according to the statement"
    return None


def _named_before(words: str, start: int, seen: Seen) -> PartyMention | None:
    """Whose "intelligence officials" or "military" these are: the last body named before that bears one of the words."""
    marks = [w.casefold() for w in words.split() if len(w) > 4 and w.casefold() not in _WORDLESS]
    for at in range(bisect_left(seen.parties, start, key=lambda m: m.start) - 1, -1, -1):
        mention = seen.parties[at]
        if start - mention.end > _FAR or not marks:
            return None
        is_body = mention.cls == "organisation" and mention.code and not mention.refers
        if is_body and mention.end <= start and _fits(mention.text.casefold(), marks):
            return mention
    return None


def _fits(name: str, marks: Iterable[str]) -> bool:
    return any(mark in name or mark == name.split()[-1] for mark in marks)
