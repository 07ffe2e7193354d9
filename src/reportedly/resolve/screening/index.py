"""An index over the names of a list: which of them may be like a name, the rarest words first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.resolve.screening.forms import Former, NameForm, Word, sort_of
from reportedly.resolve.screening.near import Near
from reportedly.terms.screening import ListEntry

MOST_CANDIDATES = 120
"""How many names of a list are compared letter by letter with one name, those with the rarest words in common first."""
COMMON = 1_500
"""Names that a key may lead to. A commoner key is looked up only where a name has no rarer one."""
_LEAST_BONES = 3
_WORTH = {"=": 0.2, "^": 0.9, "~": 0.5, "%": 0.9}
"""Signs before keys that are no folded words, and what they are worth: = as written, ^ coarse, ~ consonants, % Chinese."""
_NEAR, _WHOLE = 0.8, 4.0
"""What words are worth that differ in one letter, and what the whole of a name is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of an entry in its form. usual: whether it is the entry's first name; weak: the list calls it weak."""

    entry: int
    form: NameForm
    usual: bool
    weak: bool


class Index:
    """The names of a list by their words, by their words without one letter, by their consonants, and by IMO numbers."""

    def __init__(self, entries: Iterable[ListEntry], former: Former) -> None:
        self.former = former
        self.entries: list[ListEntry] = []
        self.names: list[Listed] = []
        self.by_imo: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._frequency: defaultdict[str, int] = defaultdict(int)
        for entry in entries:
            self._add(entry)
        self._near = Near(key for key in self._by_key if key[0] not in _WORTH)
        self._near_plain = Near(key.removeprefix("=") for key in self._by_key if key[0] not in "^~%")

    def _add(self, entry: ListEntry) -> None:
        place, sort = len(self.entries), sort_of(entry.schema)
        self.entries.append(entry)
        for digits in entry.imo:
            self.by_imo[digits].append(place)
        for name in (*entry.names, *entry.weak_names):
            form = self.former.form(name, sort)
            if form.telling:
                number = len(self.names)
                self.names.append(Listed(place, form, name == entry.name, name not in entry.names))
                for word in {word.coarse for word in form.telling if not word.is_exact}:
                    self._frequency[word] += 1
                for key in _keys(form):
                    self._by_key[key].append(number)

    def rarity(self, word: Word) -> float:
        """How much a word tells, 0–1: by how few names of the list bear it."""
        return 1.0 - math.log1p(self._frequency.get(word.coarse, 0)) / math.log(len(self.names) + 2)

    def candidates(self, form: NameForm) -> list[int]:
        """The names of the list that may be like one, by the rarity of what they have in common, then in their order."""
        found: defaultdict[int, float] = defaultdict(float)
        common: list[list[int]] = []
        for key, weight in self._looked_up(form):
            names = self._by_key.get(key, ())
            if len(names) > COMMON:
                common.append(list(names))
            else:
                gain = weight * (1.0 - math.log1p(len(names)) / math.log(len(self.names) + 2))
                for name in names:
                    found[name] += gain
        if not found and common:
            found.update(dict.fromkeys(min(common, key=len)[:COMMON], 0.0))
        elif common:
            for names in common:
                for name in found.keys() & set(names):
                    found[name] += 0.2
        return sorted(found, key=lambda name: (-found[name], name))[:MOST_CANDIDATES]

    def _looked_up(self, form: NameForm) -> Iterator[tuple[str, float]]:
        """The keys of a name and what each is worth; near words at the end."""
        whole = {f"^{form.joined}", f"%{form.chinese}"}
        yield from ((key, _WHOLE if key in whole else _WORTH.get(key[0], 1.0)) for key in sorted(_keys(form)))
        words = [word for word in form.telling if not word.is_exact]
        for folded in sorted({word.folded for word in words}):
            yield from ((near, _NEAR) for near in self._near.words(folded))
        for plain in sorted({word.plain for word in words}):
            for near in self._near_plain.words(plain):
                yield from ((f"={near}", _NEAR), (near, _NEAR))


def _keys(form: NameForm) -> set[str]:
    """What a name is found by: its words, neighbours joined, all joined, and the consonants of each word."""
    words = [word for word in form.telling if word.kind != "article"] or list(form.telling)
    named = [word for word in words if not word.is_exact] or words
    keys = {word.folded for word in named} | {f"^{word.coarse}" for word in named}
    keys |= {f"={word.plain}" for word in named if word.plain != word.folded}
    keys |= {f"%{form.chinese}"} if form.chinese else set()
    keys |= {f"^{joined}" for joined in (form.joined, *form.neighbours)}
    return keys | {f"~{word.bones}" for word in words if len(word.bones) >= _LEAST_BONES}
