"""The histories of a ledger's documents after some batch: each loaded when it is asked for, all when all are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import RLock

from reportedly.keep.history import History

LoadSome = Callable[[Sequence[str]], Mapping[str, History]]
LoadAll = Callable[[], Mapping[str, History]]

HELD = 5_000
"""How many histories are held ready where not all are asked for."""


class Histories(Mapping[str, History]):
    """Document id → history. Asking for one loads that one; going through them loads all. Safe for several threads."""

    def __init__(
        self, load_some: LoadSome, load_all: LoadAll, known: Mapping[str, History] | None = None, whole: bool = False
    ) -> None:
        self._load_some, self._load_all = load_some, load_all
        self._known = dict(known or {}) if whole else _latest(known or {}, HELD)
        self._absent: frozenset[str] = frozenset()
        self._whole = whole
        self._lock = RLock()

    def __getitem__(self, ident: str) -> History:
        with self._lock:
            if ident not in self._known and ident not in self._absent:
                self.ready((ident,))
            found = self._known.get(ident)
        if found is None:
            raise KeyError(ident)
        return found

    def ready(self, idents: Iterable[str]) -> None:
        """Load those of some documents at once, before they are asked for one by one."""
        with self._lock:
            missing = () if self._whole else tuple(dict.fromkeys(i for i in idents if i not in self._known))
            unknown = [ident for ident in missing if ident not in self._absent]
            if unknown:
                loaded = self._load_some(unknown)
                self._absent = frozenset(ident for ident in missing if ident not in loaded)
                self._known = {**_latest(self._known, max(0, HELD - len(loaded))), **loaded}

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def loaded(self) -> Mapping[str, History]:
        """Those that are held ready."""
        with self._lock:
            return dict(self._known)

    def is_whole(self) -> bool:
        """Whether all are held ready."""
        return self._whole

    def _all(self) -> dict[str, History]:
        with self._lock:
            if not self._whole:
                self._known = dict(self._load_all())
                self._whole = True
            return self._known


def _latest(known: Mapping[str, History], count: int) -> dict[str, History]:
    """The histories that came last, at most so many."""
    return dict(islice(known.items(), max(0, len(known) - count), None))
