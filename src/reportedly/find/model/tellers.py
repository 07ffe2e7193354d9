"""Tellers: who says it, as a model points at them, held to words of saying that our own rows see; and the origins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.find.model.goods import time_at
from reportedly.find.model.layout import meet, standing, within
from reportedly.find.model.locating import Passage
from reportedly.find.model.names import NameWords
from reportedly.find.model.refusing import Refused, shown
from reportedly.find.model.rows import Row, ToldLink
from reportedly.find.model.seen import ModelSeen, widest
from reportedly.find.model.sides import parties_at
from reportedly.terms.attribution import Link
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention
from reportedly.terms.period import Period

_ACTS = ("agree", "undertake")
"""Verbs that take a clause and are acts, not sayings."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One who tells it: as links (several where joint), where name and verb stand, and the attribution that our rows see."""

    links: tuple[Link, ...]
    spans: tuple[Span, ...]
    named: bool
    seen: AttributionMention | None = None

    @property
    def origins(self) -> tuple[str, ...]:
        """Codes, or the name; nobody for an anonymous source."""
        codes = tuple(dict.fromkeys(link.party for link in self.links if link.party))
        if codes:
            return tuple(c for c in codes if not any(o.startswith(c + "-") for o in codes))
        return tuple(link.name for link in self.links) if self.named else ()


@dataclass(frozen=True, slots=True)
class Told:
    """links: publisher first, the nearest teller last. restored: only our own rows see who says it."""

    links: tuple[Link, ...]
    origins: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    restored: bool = False
    said: Period | None = None


def told(
    row: Row, anchors: Sequence[Span], sides: Sequence[Span], passage: Passage, document: Document, seen: ModelSeen,
    names: NameWords,
) -> Told:  # fmt: skip
    """The chain of a claim. anchors: the words of what is told; sides: those of who supplies and who receives.

    Raises Refused (`origin-not-told`) for a teller whose name and words of saying do not stand together where they must.
    """
    over = tuple(_covering(anchors, passage, seen))
    given = [_teller(link, sides, passage, seen, names) for link in row.attribution]
    _check_over(given, over, passage)
    found = given or [t for a in over if (t := _seen_teller(a, passage.text, seen, names))]
    spans = tuple(dict.fromkeys(span for teller in found for span in teller.spans))
    chosen = [t.seen for t in found if t.seen]
    return Told(
        (_publisher(document, seen), *(link for teller in found[::-1] for link in teller.links)),
        _origins(found, over, document, seen),
        spans,
        tuple(dict.fromkeys((*chosen, *over))),
        restored=bool(found and not given),
        said=_said(row, spans, passage, seen),
    )


def _publisher(document: Document, seen: ModelSeen) -> Link:
    return Link(document.publisher or document.path or "unnamed publisher", seen.publisher)


def _origins(
    tellers: Sequence[Teller], over: Sequence[AttributionMention], document: Document, seen: ModelSeen
) -> tuple[str, ...]:
    """Of the nearest teller with a name; the publisher where nobody else speaks; nobody for "sources" and "reportedly"."""
    if tellers:
        return next((teller.origins for teller in tellers if teller.origins), ())
    if any(a.source is None or a.anonymous for a in over) and seen.publisher is None:
        return ()
    publisher = _publisher(document, seen)
    return (publisher.party or publisher.name,)


def _said(row: Row, spans: Sequence[Span], passage: Passage, seen: ModelSeen) -> Period | None:
    """When it was said: words of the quote, or of a sentence in which somebody is named who says it."""
    if row.said is None:
        return None
    near = [s for s in passage.tellers if s in passage.sentences or any(meet(s, span) for span in spans)]
    where = [place for s in near for place in standing(passage.text, row.said, *s)]
    if not where:
        raise Refused("words-not-found", f"its time of saying {shown(row.said)} does not stand where it is said")
    mention = time_at("time of saying", row.said, where, seen)
    return Period(mention.start_on, mention.end_on, mention.text)


def _covering(anchors: Sequence[Span], passage: Passage, seen: ModelSeen) -> Iterator[AttributionMention]:
    """The attributions in the quote's sentences over what is told, from the nearest outward."""
    over = [
        a
        for a in seen.attributions
        if a.cue
        and a.verb not in _ACTS
        and any(meet(a.cue, sentence) for sentence in passage.sentences)
        and any(meet(content, anchor) for content in a.content for anchor in anchors)
    ]
    yield from sorted(over, key=lambda a: (sum(end - start for start, end in a.content), a.relay))


def _check_over(tellers: Sequence[Teller], over: Sequence[AttributionMention], passage: Passage) -> None:
    """Raises Refused for who says something else in the quote, where our own rows see who says this."""
    for teller in tellers:
        beside = teller.seen is not None and any(within(teller.spans[0], sentence) for sentence in passage.sentences)
        if over and beside and teller.seen not in over and teller.seen and teller.seen.verb not in _ACTS:
            name = passage.text[slice(*teller.spans[0])]
            raise Refused("origin-not-told", f"{shown(name)} says something else in the quote by our own rows")


def _teller(link: ToldLink, sides: Sequence[Span], passage: Passage, seen: ModelSeen, names: NameWords) -> Teller:
    """Raises Refused."""
    together = False
    for sentence in passage.tellers:
        for verb in standing(passage.text, link.verb, *sentence, grown=True):
            for name in standing(passage.text, link.name, *sentence):
                together = True
                teller = _held(link, name, verb, sides, passage.text, seen, names)
                if teller is not None:
                    return teller
    where = "who says so there by our own rows" if together else "named with these words of saying beside the quote"
    raise Refused("origin-not-told", f"{shown(link.name)} with {shown(link.verb)} is nobody {where}")


def _held(
    link: ToldLink, name: Span, verb: Span, sides: Sequence[Span], text: str, seen: ModelSeen, names: NameWords
) -> Teller | None:
    """The teller, where the verb is a word of saying, and the name is that of who says it by our own rows."""
    if meet(name, verb) or not any(within(verb, cue) or within(cue, verb) for cue in seen.all_cues):
        return None
    codes = parties_at(text, name, seen, names)
    known = [a for a in seen.attributions if a.cue and meet(a.cue, verb)]
    sources = [a for a in known if a.source]
    if any(a.relay for a in known):  # "lawmakers cited the NIS as saying": the words of saying point at both
        sources += [
            a for a in seen.attributions if a.source and any(meet(a.source, c) for k in known for c in k.content)
        ]
    mine = next((a for a in sources if (a.source and meet(name, a.source)) or set(codes or ()) & set(a.parties)), None)
    if sources and mine is None:
        return None
    if mine is None and (not codes or any(meet(name, side) for side in sides)):
        return None  # the supplier is not the teller because a word of saying stands near
    if mine and mine.source and mine.parties and meet(name, mine.source):
        codes = mine.parties  # of "Ukraine's ambassador to Seoul" one speaks
    lemma = mine.verb if mine and mine.verb else link.verb
    named = bool(codes) or (mine is not None and not mine.anonymous)
    relay = link.relay or (mine.relay if mine else False)
    return Teller(
        _links(text, name, codes, lemma, relay, seen, names), (name, verb), named, mine or next(iter(known), None)
    )


def _seen_teller(a: AttributionMention, text: str, seen: ModelSeen, names: NameWords) -> Teller | None:
    """The teller of an attribution that our own rows see."""
    if a.source is None or a.cue is None:
        return None
    codes = a.parties or parties_at(text, a.source, seen, names)
    links = _links(text, a.source, codes, a.verb, a.relay, seen, names)
    return Teller(links, (a.source, a.cue), bool(codes) or not a.anonymous, a)


def _links(
    text: str, name: Span, codes: Sequence[str] | None, verb: str, relay: bool, seen: ModelSeen, names: NameWords
) -> tuple[Link, ...]:
    """One link, or one for each of several who say it together."""
    mentions = [m for m in widest(seen.parties, name) if m.code and m.code in (codes or ())]
    if len(mentions) > 1:
        return tuple(Link(m.text, m.code, m.role if m.name else None, verb, relay) for m in mentions)
    role = mentions[0].role if mentions and mentions[0].cls == "person" else None
    code = mentions[0].code if mentions else next((c for c in codes or () if c != text[slice(*name)]), None)
    return (Link(names.bare(text[slice(*name)]), code, role, verb, relay),)
