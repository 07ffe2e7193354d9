"""One table of a watch.toml, read key by key. Every fault is noted, none raised, so that a user sees all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from reportedly.terms.near import nearest
from reportedly.terms.problem import Problem, Severity

Word = TypeVar("Word", bound=str)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass
class Given:
    """A table and what has been asked of it. where: how messages call it; faults: shared by all tables of a file."""

    where: str
    path: str
    table: Mapping[str, Any]
    faults: list[Problem]
    asked: set[str] = field(default_factory=set)

    def fault(self, slug: str, message: str, severity: Severity = "error") -> None:
        """Note a fault of this table."""
        self.faults.append(Problem(slug, f"{self.where}: {message}", self.path, severity))

    def wrong(self, key: str, wanted: str) -> None:
        """Note that a key holds something else than what is wanted."""
        self.fault("bad-value", f"{key} is {self.table[key]!r}; it is {wanted}")

    def text(self, key: str, default: str = "", needed: bool = False) -> str:
        """Words in quotation marks."""
        value = self._value(key, needed)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, "words in quotation marks")
            return default
        return value.strip()

    def one_of(self, key: str, words: Iterable[Word], default: Word) -> Word:
        """One of some words."""
        known = tuple(words)
        value = self._value(key, False)
        if value is None:
            return default
        for word in known:
            if value == word:
                return word
        near = nearest(str(value), known, 1)
        self.wrong(key, f"one of {', '.join(known)}" + (f" (did you mean {near[0]}?)" if near else ""))
        return default

    def words(self, key: str, needed: bool = False) -> tuple[str, ...]:
        """A list of words; one word alone is a list of one."""
        value = self._value(key, needed)
        if value is None:
            return ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not listed or not all(isinstance(w, str) and w.strip() for w in listed):
            self.wrong(key, "a list of words in quotation marks")
            return ()
        return tuple(word.strip() for word in listed)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of names and words, as headers are."""
        value = self._value(key, False)
        if value is None:
            return ()
        if not isinstance(value, dict) or not all(isinstance(word, str) for word in value.values()):
            self.wrong(key, 'a table of names and words, such as { "X-Desk" = "arms" }')
            return ()
        return tuple(value.items())

    def flag(self, key: str) -> bool:
        """true or false."""
        value = self._value(key, False)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, "true or false")
            return False
        return bool(value)

    def number(self, key: str, default: float | None, least: float, most: float, needed: bool = False) -> float | None:
        """A number within bounds."""
        value = self._value(key, needed)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            self.wrong(key, f"a number from {least:g} to {most:,.0f}")
            return default
        return value

    def whole(self, key: str, default: int | None, least: int, most: int, needed: bool = False) -> int | None:
        """A whole number within bounds."""
        value = self.number(key, None, least, most, needed)
        if value is None:
            return default
        if value != int(value):
            self.wrong(key, f"a whole number from {least} to {most:,}")
            return default
        return int(value)

    def span(self, key: str, default: timedelta) -> timedelta:
        """A length of time such as "30m", "2h", "1d", from a minute to a year."""
        value = self._value(key, False)
        if value is None:
            return default
        told = re.fullmatch(r"\s*(\d{1,6})\s*([mhdw])\s*", value) if isinstance(value, str) else None
        length = timedelta(**{_UNITS[told[2]]: int(told[1])}) if told else timedelta(0)
        if not timedelta(minutes=1) <= length <= timedelta(days=366):
            self.wrong(key, 'a length of time such as "30m", "2h" or "1d"')
            return default
        return length

    def hour(self, key: str, default: time | None) -> time | None:
        """A time of day such as "22:00"; None where it is needed and not there."""
        value = self._value(key, default is None)
        if isinstance(value, str):
            try:
                value = time.fromisoformat(value.strip())
            except ValueError:
                value = False
        if value is None:
            return default
        if not isinstance(value, time) or value.tzinfo:
            self.wrong(key, 'a time of day such as "22:00"')
            return default
        return value

    def kind(self, keys: Mapping[Word, tuple[tuple[str, ...], tuple[str, ...]]], every: Iterable[str]) -> Word | None:
        """The kind of row that it is, of those in a table of the keys that each needs and takes besides; None where it is of
        none. Keys of another kind are noted.
        """
        known = tuple(keys)
        if "kind" not in self.table:
            self.fault("missing-key", f"kind is missing; there are {', '.join(known)}")
            return None
        kind = self.one_of("kind", known, known[0])
        if kind != self.table["kind"]:
            self.asked.update(self.table)
            return None
        fitting = {*every, "kind", *(key for part in keys[kind] for key in part)}
        others = {key for parts in keys.values() for part in parts for key in part} - fitting
        for key in self.table:
            if key in others:
                self.fault("unknown-key", f"{key} does not go with {kind}")
                self.asked.add(key)
        self.asked.update(fitting)
        return kind

    def zone(self) -> str:
        """The name of a time zone."""
        name = self.text("zone", "UTC")
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # OSError: a folder of the zones, or a name too long
            self.wrong("zone", "the name of a time zone such as Europe/Berlin")
            return "UTC"
        return name

    def ended(self) -> None:
        """Note each key that nothing asked for."""
        for key in self.table:
            if key not in self.asked:
                near = nearest(key, sorted(self.asked), 1)
                known = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(self.asked))}"
                self.fault("unknown-key", f"unknown key {key!r}; {known}")

    def _value(self, key: str, needed: bool) -> Any:
        self.asked.add(key)
        value = self.table.get(key)
        if value is None and needed:
            self.fault("missing-key", f"{key} is missing")
        return value
