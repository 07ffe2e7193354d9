"""The histories of a ledger's documents after some batch: each loaded when it is asked for, all when all are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from threading import RLock

from reportedly.keep.history import History

LoadOne = Callable[[str], History | None]
LoadAll = Callable[[], Mapping[str, History]]

HELD = 5_000
"""How many histories are held ready where not all are asked for."""


class Histories(Mapping[str, History]):
    """Document id → history. Asking for one loads that one; going through them loads all. Safe for several threads."""

    def __init__(
        self, load_one: LoadOne, load_all: LoadAll, known: Mapping[str, History] | None = None, whole: bool = False
    ) -> None:
        self._load_one, self._load_all = load_one, load_all
        self._known = dict(known or {})
        self._whole = whole
        self._lock = RLock()

    def __getitem__(self, ident: str) -> History:
        with self._lock:
            found = self._known.get(ident)
            if found is None and not self._whole:
                found = self._load_one(ident)
                if found is not None:
                    self._keep(ident, found)
        if found is None:
            raise KeyError(ident)
        return found

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

    def _keep(self, ident: str, history: History) -> None:
        if len(self._known) >= HELD:
            del self._known[next(iter(self._known))]
        self._known[ident] = history
