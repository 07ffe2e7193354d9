"""Units and counters after a figure of Korean or Japanese (명, 発, 億ドル), and the nouns of units that stand with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.find.native.cjk_bounds import is_ideograph
from reportedly.find.native.cjk_figures import is_hangul, plain
from reportedly.terms.native import NativeNameRow

_PARTICLE = (
    r"의|을|를|이|가|은|는|도|만|과|와|에|으로|로|까지|부터|씩|어치|분(?!의|쟁|야|석)|규모|상당|당|여|짜리|급|인|이나|나|보다|밖에|뿐|"
    r"마다|들|쯤|가량|정도|이상|이하|미만|초과|안팎|내외|남짓|중|쪽|치|다|였|라"
)
"""What may follow a Korean counter without a space; of other syllables it is only a part ("한 정부")."""
_MARK = re.compile(r"[$€£¥₩]|US\$")


@dataclass(frozen=True, slots=True)
class Counter:
    """A unit as printed at [start, end). code: its unit, "" where it says nothing. yields: it gives way to the unit of the
    goods named with it."""

    start: int
    end: int
    code: str
    yields: bool


class Counters:
    """The units of one language. Built once."""

    def __init__(self, units: Mapping[str, str], names: Iterable[NativeNameRow], following: Iterable[str] = ()) -> None:
        """following: words that may run on from a counter, as particles do: those that bound the figure."""
        self._units = {plain(name): code for name, code in units.items()}
        self._yielding = {plain(n) for row in names if row.of == "unit" and row.counter for n in row.names}
        listed = sorted(self._units, key=lambda name: -len(name))
        self._any = re.compile(" ?(" + ("|".join(map(re.escape, listed)) or "(?!)") + ")")
        self._marks = [name for name in listed if _MARK.search(name)]
        self._nouns = [name for name in listed if self._is_noun(name)]
        self._runs_on = re.compile("|".join((*map(re.escape, following), _PARTICLE)))

    def at(self, text: str, start: int) -> Counter | None:
        """The longest unit that stands here."""
        match = self._any.match(text, start)
        if match is None or not self._ends(text, match.end()):
            return None
        return self._counter(match[1], match.start(1))

    def mark_before(self, text: str, end: int) -> Counter | None:
        """The sign of money that ends here ("$", "US$")."""
        last = end - text.endswith(" ", 0, end)
        return next((self._counter(n, last - len(n)) for n in self._marks if text.endswith(n, 0, last)), None)

    def noun_before(self, text: str, end: int) -> Counter | None:
        """The noun of a unit that ends here ("컨테이너 1만3천 개")."""
        return next((self._counter(n, end - len(n)) for n in self._nouns if text.endswith(n, 0, end)), None)

    def noun_at(self, text: str, start: int) -> Counter | None:
        """The noun of a unit that begins here ("1万3000個のコンテナ")."""
        return next((self._counter(n, start) for n in self._nouns if text.startswith(n, start)), None)

    def closes(self, text: str, end: int) -> bool:
        """Whether a word may end here: what follows does not run on in the same script, or is a counter."""
        last, after = text[end - 1 : end], text[end : end + 1]
        if is_ideograph(last) and is_ideograph(after):
            return self.at(text, end) is not None
        return self._ends(text, end) or self.at(text, end) is not None

    def _ends(self, text: str, end: int) -> bool:
        """Whether no Korean or Latin word runs on here; Japanese ones cannot be told apart."""
        last, after = text[end - 1 : end], text[end : end + 1]
        if last.isascii() and last.isalpha():
            return not (after.isascii() and after.isalpha())
        return not (is_hangul(last) and is_hangul(after)) or self._runs_on.match(text, end) is not None

    def _counter(self, name: str, start: int) -> Counter:
        code = self._units[name]
        return Counter(start, start + len(name), code, code == "" or name in self._yielding)

    def _is_noun(self, name: str) -> bool:
        """Nouns of loads and bodies, as against counters, measures and money."""
        code = self._units[name]
        return len(name) > 1 and name not in self._yielding and code in _NOUNS


_NOUNS = frozenset(
    {"container", "railcar", "crate", "pallet", "brigade", "battalion", "shipment", "trainload", "voyage", "flight"}
)
"""The units that are nouns of their own, and may be counted as goods are."""
