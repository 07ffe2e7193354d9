"""The reader of texts in other languages than English, without a parser: one document → what is seen in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reportedly.find.native.attributions import attributions
from reportedly.find.native.cjk_matching import JapaneseMatcher, KoreanMatcher
from reportedly.find.native.cjk_numbers import CjkNumbers
from reportedly.find.native.cjk_times import CjkTimes
from reportedly.find.native.latin import latin
from reportedly.find.native.matching import MatcherMaker
from reportedly.find.native.names import NativeNames
from reportedly.find.native.parts import Numbers, Times
from reportedly.find.native.sentences import sentences
from reportedly.find.native.slavic_matching import SlavicMatcher
from reportedly.find.native.slavic_numbers import SlavicNumbers
from reportedly.find.native.slavic_times import SlavicTimes
from reportedly.find.native.vessels import vessels
from reportedly.find.unsure import seen_as_written
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span
from reportedly.terms.mention import (
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    PlaceMention,
    QuantityMention,
    VesselMention,
)
from reportedly.terms.native import NativeRows
from reportedly.terms.quantity import is_currency
from reportedly.terms.tables import Tables


@dataclass(frozen=True, slots=True)
class NativeReader:
    """Reads one language. Pure: the same document gives the same mentions."""

    language: str
    names: NativeNames
    numbers: Numbers
    times: Times
    rows: NativeRows = field(default_factory=NativeRows)

    @classmethod
    def of(cls, language: str, rows: NativeRows, tables: Tables) -> NativeReader:
        """The reader of a language, of its rows."""
        matcher, numbers, times = _parts(language, rows, tables)
        return cls(language, NativeNames(rows, tables, matcher), numbers, times, rows)

    def mentions(self, document: Document) -> tuple[Mention, ...]:
        """Parties, places, items, vessels (by their names in Latin letters, under which reports of all languages meet),
        quantities, periods and attributions of a document, in the order of the text."""
        text, on = document.text, document.published_on
        ships, periods, named = vessels(text, self.language), self.times.periods(text, on), self.names.find(text, on)
        ships = tuple(replace(ship, name=latin(ship.name, self.rows.letters)) for ship in ships)
        aboard = [(ship.start, ship.end) for ship in ships]
        items = tuple(item for item in named.items if not _inside(item, aboard))
        amounts = seen_as_written(text, self.numbers.quantities(text, items))
        taken = [*aboard, *((p.start, p.end) for p in periods), *_money(amounts)]
        parties = [party for party in named.parties if not _inside(party, taken)]
        places = [place for place in named.places if not _inside(place, taken)]
        said = attributions(text, sentences(text), parties, self.rows) if self.rows.cues else ()
        found: list[Mention] = [*parties, *places, *items, *ships, *amounts, *periods, *said]
        return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _money(amounts: tuple[QuantityMention, ...]) -> list[Span]:
    """The spans of sums: the state in "20억 미국 달러" names a currency."""
    return [(amount.start, amount.end) for amount in amounts if is_currency(amount.quantity.unit)]


def _inside(
    mention: PartyMention | PlaceMention | ItemMention | VesselMention | PeriodMention, spans: list[Span]
) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _parts(language: str, rows: NativeRows, tables: Tables) -> tuple[MatcherMaker, Numbers, Times]:
    """The parts of a language's family: its matcher of names, its figures and its days."""
    units = {name: row.key for row in rows.names if row.of == "unit" for name in row.names}
    item_units = {row.item: row.unit for row in tables.items}
    if language in ("ru", "uk"):
        return SlavicMatcher, SlavicNumbers(rows, units, item_units), SlavicTimes(rows)
    matcher: MatcherMaker = KoreanMatcher if language == "ko" else JapaneseMatcher
    return matcher, CjkNumbers(rows, units, item_units), CjkTimes(rows)
