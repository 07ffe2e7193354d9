"""What a figure counts in Russian and Ukrainian: the unit or the goods that stand after it, past their adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.find.native.slavic_words import CALIBRE, SPACE, Phrases, Words, dotted_in
from reportedly.terms.evidence import Span
from reportedly.terms.mention import ItemMention
from reportedly.terms.quantity import is_currency

NAMES_ONE = frozenset({"calibre", "magnitude"})
"""Units of a figure that names one thing and counts none."""
_MASSES = frozenset({"tonne", "ton", "kilotonne", "kilogram", "gram", "litre", "barrel", "cubic metre"})
_MEASURES = _MASSES | {
    "percent", "percentage point", "kilometre", "metre", "centimetre", "mile", "hectare", "megawatt", "gigawatt",
    "kilowatt", "kilometre per hour", "time",
}  # fmt: skip
"""Units that are no goods; of a mass the goods that it consists of are counted."""
_ENDINGS = (
    "ых|их|іх|ый|ий|ій|ой|ая|яя|ое|ее|ые|ие|ого|его|ього|ому|ему|ьому|ую|юю|ым|им|ім|ыми|ими|іми|ої|ьої|ою|ьою"
    "|н[аеіу]|ськ[аеіу]|цьк[аеіу]|ов[аеіу]"
)
_BEFORE_NOUN = re.compile(
    rf"(?:[^\W\d_]+-)?[^\W\d_]{{1,24}}(?:{_ENDINGS})(?!\w)(?:,(?= ))?"
    rf"|\d{{2,3}}(?:[,.]\d)?[- \u00a0]?(?:{CALIBRE})\w*|\d{{1,4}}-[^\W\d_]+|«[^»\n]{{1,24}}»(?= [^\W\d_])"
)
"""An adjective by its ending, a calibre or a name in quotation marks: what stands between a figure and its noun."""
_MARK = re.compile(r"[^\w\s.'’ʼ-]|\.\w")
"""What tells a mark ("$", "км/ч") from a word that is inflected."""
_GAP = re.compile(rf"{SPACE}{{0,2}}")
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit that a figure ends with. end: of all its words; noun: the span of what is counted, None where it is money
    or nothing that is named. known: something was named."""

    end: int
    unit: str | None = None
    noun: Span | None = None
    known: bool = False

    @property
    def is_measure(self) -> bool:
        """Whether the unit is money or a measure, of which half is an amount as well."""
        return is_currency(self.unit) or self.unit in _MEASURES


class UnitNames:
    """The names of units: words in any case, and marks like "$" and "%"."""

    def __init__(self, units: Mapping[str, str]) -> None:
        words = {name: unit for name, unit in units.items() if not _MARK.search(name)}
        marks = sorted(units.keys() - words.keys(), key=len, reverse=True)
        self._units = dict(units)
        self._words = Phrases(words.items())
        self.dotted = dotted_in(words)
        listed = "|".join(map(re.escape, marks)) or "(?!)"
        codes = "|".join(sorted(name for name in words if is_currency(name))) or "(?!)"
        self._before = re.compile(rf"(?<![^\W\d_])(?:(?:{listed})|(?:{codes})){SPACE}?$")
        self._after = re.compile(rf"{SPACE}?({listed})(?!\w)")

    def before(self, text: str, start: int) -> tuple[int, str] | None:
        """The mark that stands before a figure, with where it begins."""
        lead = text[max(0, start - 6) : start]
        mark = self._before.search(lead)
        unit = self._units.get(mark[0].strip()) if mark else None
        return (start - len(lead) + mark.start(), unit) if mark and unit and is_currency(unit) else None

    def after(self, text: str, end: int) -> tuple[Span, str] | None:
        """The mark that stands right after a figure."""
        mark = self._after.match(text, end)
        return (mark.span(1), self._units[mark[1]]) if mark else None

    def at(self, words: Words, i: int) -> tuple[str, int] | None:
        """The unit whose name begins with the word i, and the index after it."""
        return self._words.at(words, i)


class Nouns:
    """Finds what the figures of one text count. items: the goods named in it, by where they begin."""

    def __init__(self, words: Words, names: UnitNames, items: Iterable[ItemMention], units: Mapping[str, str | None]):
        self._words, self._names, self._units = words, names, units
        self._items: dict[int, ItemMention] = {}
        for item in items:
            known = self._items.get(item.start)
            if known is None or known.end < item.end:
                self._items[item.start] = item
        self._index = {word.start: i for i, word in enumerate(words.words)}
        self._ends = {item.end: item for item in self._items.values()}

    def counted(self, end: int) -> Counted:
        """What a figure that ends here counts."""
        mark = self._names.after(self._words.text, end)
        if mark is not None:
            return Counted(mark[0][1], mark[1], known=True)
        for at in self._places(end):
            unit, item = self._unit(at), self._items.get(at)
            if item is not None and (unit is None or _names_more(item, unit)):
                return self._goods(item)
            if unit is not None and not self._is_adjective(at, unit[1]):
                return self._united(at, *unit)
        return Counted(end)

    def _is_adjective(self, at: int, end: int) -> bool:
        """Whether the words of a unit only describe the noun after them: "военных" before "кораблей"."""
        word = _BEFORE_NOUN.match(self._words.text, at)
        after = _GAP.match(self._words.text, end)
        if word is None or word.end() != end or after is None or after.end() == end:
            return False
        return after.end() in self._items or self._unit(after.end()) is not None

    def goods_before(self, start: int) -> ItemMention | None:
        """The goods that stand right before a figure ("снарядов — 500 штук")."""
        gap = re.search(r" ?[—–(:]? ?$", self._words.text[max(0, start - 3) : start])
        return self._ends.get(start - len(gap[0])) if gap and gap[0] else None

    def _places(self, end: int) -> Sequence[int]:
        """Where the noun may begin: after the figure, or after each adjective that follows it."""
        text, places = self._words.text, []
        for _ in range(_STEPS):
            gap = _GAP.match(text, end)
            at = gap.end() if gap else end
            if at == end and at < len(text) and text[at] != "-":
                break
            places.append(at)
            word = _BEFORE_NOUN.match(text, at)
            if word is None:
                break
            end = word.end()
        return places

    def _unit(self, at: int) -> tuple[str, int] | None:
        i = self._index.get(at)
        found = self._names.at(self._words, i) if i is not None else None
        return (found[0], self._words.words[found[1] - 1].end) if found else None

    def _goods(self, item: ItemMention) -> Counted:
        return Counted(item.end, self._units.get(item.item), (item.start, item.end), True)

    def _united(self, at: int, unit: str, end: int) -> Counted:
        """A figure with a unit; of a counter and of a mass the goods after it are counted."""
        if is_currency(unit) or unit in _MEASURES - _MASSES:
            return Counted(end, unit, None, True)
        if unit and unit not in _MASSES:
            return Counted(end, unit, (at, end), True)
        item = next((self._items[place] for place in self._places(end) if place in self._items), None)
        if item is None:
            return Counted(end, unit or None, None, True)
        if unit:
            return Counted(end, unit, (item.start, item.end), True)
        return self._goods(item)


def _names_more(item: ItemMention, unit: tuple[str, int]) -> bool:
    """Whether the goods take precedence over the unit that begins at the same word."""
    return item.end >= unit[1] and unit[0] != "" and not is_currency(unit[0])
