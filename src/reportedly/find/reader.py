"""The rules reader: one document and its parse → what is seen in it, and its claims. Built once from the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.find.around import Bases
from reportedly.find.attribution import attributions
from reportedly.find.candidates import Proposer
from reportedly.find.claims import Reading, claims_of
from reportedly.find.confidence import Confidence, rated
from reportedly.find.cues import CueIndex
from reportedly.find.datelines import in_dateline
from reportedly.find.features import ReadClaim, plain
from reportedly.find.gazetteer import lowered
from reportedly.find.items import ItemNames
from reportedly.find.lexicon import Lexicon
from reportedly.find.modality import Hedges
from reportedly.find.named_goods import Goods
from reportedly.find.parties import PartyNames
from reportedly.find.periods import periods
from reportedly.find.places import PlaceNames, is_flag, is_within_another_name, vessels, with_unlisted
from reportedly.find.pointing import never_groups
from reportedly.find.publishers import Publishers, by_own_name
from reportedly.find.quantities import quantities
from reportedly.find.references import References
from reportedly.find.remarks import remarks
from reportedly.find.repeats import merged
from reportedly.find.seen import Seen, Tokens
from reportedly.find.stories import Stories
from reportedly.find.told_days import told
from reportedly.find.trace import trace_of
from reportedly.find.translated.sides import Side, stripped
from reportedly.find.units import UnitIndex
from reportedly.find.unsure import seen_as_written
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, PartyMention
from reportedly.terms.party import state_of
from reportedly.terms.problem import Problem
from reportedly.terms.tables import Tables
from reportedly.terms.trace import Trace

_TROOPS = {"marines", "airmen", "sailors", "rangers", "commandos"}
"""Plurals that count people even where they name a service ("300 U.S. Marines")."""


_MODEL = re.compile(r"\b[A-Z][A-Za-z]*-?\d+(?:[A-Z]{1,4}\d?)?(?: (?:Block|Mk|Mark)\.? [\dIVX/+]+)?[ -]$")


def _is_aircraft(item: ItemMention, text: str, parties: Sequence[PartyMention]) -> bool:
    """ "Six F-22 fighters" are no people; "M23 fighters" are, since M23 is somebody."""
    model = item.text.lower() in ("fighter", "fighters") and _MODEL.search(text, max(0, item.start - 30), item.start)
    return bool(model) and not any(m.end in (item.start - 1, item.start) for m in parties)


_CARRIER = re.compile(r"[ -](?:ship|plane|vessel|flight|aircraft|train|jet)s?\b")


def _outside_names(text: str, items: Sequence[ItemMention], parties: Sequence[PartyMention]) -> tuple[ItemMention, ...]:
    """The items that are not part of a body's name ("Air Force", "Marine Corps")."""
    names = [(m.start, m.end) for m in parties if m.cls == "organisation" and not m.refers and m.role is None]
    items = [i for i in items if not (i.item == "cargo" and _CARRIER.match(text, i.end))]
    items = [replace(i, item="combat-aircraft", cls="weapon") if _is_aircraft(i, text, parties) else i for i in items]
    return tuple(
        i
        for i in items
        if i.cls != "people" or i.text.lower() in _TROOPS or not any(s <= i.start and i.end <= e for s, e in names)
    )


class RulesReader:
    """Reads by rules. `seen` and `claims` are pure: the same document and parse give the same answer."""

    def __init__(self, tables: Tables) -> None:
        self._parties = PartyNames(tables)
        self._groups = frozenset(row.code for row in tables.parties if row.kind == "group")
        never = never_groups(tables.parties)
        self._references = References(tables.references, self._parties.publishers, self._groups, never)
        self._items = ItemNames(tables.items)
        self._places = PlaceNames(tables.places)
        self._units = UnitIndex(tables.units, tables.bounds, tables.numerals)
        self._cues = CueIndex(tables.cues)
        self._tree = ItemTree(tables.items)
        proposer = Proposer(Lexicon(tables.frames), self._parties.publishers)
        own = {(u.unit, state): unit for u in tables.units for state, _, unit in (o.partition("=") for o in u.own)}
        self._reading = Reading(
            proposer, Hedges(tables.hedges), Bases(tables.bases), self._tree, tables.likelihoods, own
        )
        self.confidence = Confidence(tables.confidence)
        self._seats = tables.seats
        self._members = {r.code: r.members for r in tables.parties if r.kind == "group" and r.members}
        self._alliances = frozenset(r.code for r in tables.parties if r.kind == "alliance")
        self._hosts = {r.code: r.host for r in tables.parties if r.host}
        self._official = Publishers(tables)

    def seen(self, document: Document, parse: Doc) -> Seen:
        """All mentions of a document. parse: of exactly the document's text."""
        text, low, tokens = document.text, lowered(document.text), Tokens(parse)
        named = self._parties.find(parse, low, tokens, document.published_on)
        named = [m for m in named if not in_dateline(text, m.start) and not is_flag(text, m.start, m.end)]
        known = self._places.find(text, low, tokens)
        named = [m for m in named if not is_within_another_name(m, known)]
        goods = self._items.find(text, low)
        counted_whole = Goods((g.start, g.end) for g in goods if g.cls != "people")
        amounts = seen_as_written(text, quantities(parse, self._units, counted_whole))
        named = [
            m for m in named if not any(q.start <= m.start < m.end <= q.number[1] for q in amounts if q.quantity.unit)
        ]
        stories = Stories(text, self.publisher_code(document.publisher) is not None)
        official = self.publisher_code(document.publisher)
        own = state_of(official) if official else None
        pointing = by_own_name(self._references.find(parse, low, tokens, named, own), document.publisher, official)
        parties = tuple(m for m in pointing if not m.refers or stories.at(m.refers[0]) == stories.at(m.start))
        ships = vessels(text)
        places = [p for p in with_unlisted(known, named, text, tokens) if not is_flag(text, p.start, p.end)]
        spoken, anchor = attributions(parse, parties, self._cues), document.published_on
        return Seen(
            document,
            parse,
            tokens,
            parties=parties,
            places=tuple(p for p in places if not any(v.start <= p.start < v.end for v in ships)),
            items=_outside_names(text, goods, parties),
            vessels=ships,
            quantities=amounts,
            periods=seen_as_written(text, told(parse, periods(parse, anchor), spoken, anchor)),
            attributions=spoken,
            seats=self._seats,
            hosts=self._hosts,
            members=self._members,
            alliances=self._alliances,
            groups=self._groups,
            titled=self._parties.states_in(document.title or ""),
            author=self._parties.author(document.title, self.publisher_code(document.publisher), document.published_on),
        )

    def claims(self, document: Document, parse: Doc) -> tuple[Claim, ...]:
        """The claims of a document, repeats merged, in order."""
        return self.claims_and_remarks(document, parse)[0]

    def claims_and_remarks(self, document: Document, parse: Doc) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
        """The claims of a document, and what its reader is told beside them."""
        found, problems = self._read(document, parse)
        return tuple(plain(claim) for claim in found), problems

    def readings(self, document: Document, parse: Doc) -> tuple[ReadClaim, ...]:
        """The claims with what the reading of each rests on."""
        return self._read(document, parse)[0]

    def _read(self, document: Document, parse: Doc) -> tuple[tuple[ReadClaim, ...], tuple[Problem, ...]]:
        seen = self.seen(document, parse)
        found, done = claims_of(seen, self._reading, self.publisher_code(document.publisher), lowered(document.text))
        claims = rated(merged(found, self._tree), self.confidence)
        return claims, remarks(seen, done, claims)

    def side(self, document: Document, parse: Doc) -> Side:
        """A translation as one side of its pair: its sentences, and what is seen in it."""
        sentences = (stripped(document.text, s.start_char, s.end_char) for s in parse.sents)
        seen = self.seen(document, parse)
        return Side(document.text, tuple(span for span in sentences if span), tuple(seen.mentions))

    def trace(self, document: Document, parse: Doc) -> Trace:
        """How a document is read: what was tried on it, and what came of each try."""
        publisher = self.publisher_code(document.publisher)
        trace = trace_of(self.seen(document, parse), self._reading, publisher, lowered(document.text))
        return replace(trace, claims=tuple(plain(claim) for claim in rated(trace.claims, self.confidence)))

    def publisher_code(self, publisher: str | None) -> str | None:
        """The code of a publisher that is itself a state's body or an alliance."""
        return self._official.code(publisher)
