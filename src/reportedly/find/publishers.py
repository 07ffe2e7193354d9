"""Which publishers speak for a state: its bodies by name, and an office beside a state's name ("Prime Minister of Fiji")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from reportedly.find.bearers import role_code
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import Tables

T = TypeVar("T")
_FILL = re.compile(
    r"\b(?:the|of|for|and|office|republic|kingdom|federal|federation|national|government|state|hellenic|his|her|majesty|"
    r"commonwealth|development|trade|affairs|cooperation|union|press|service|release|uk|us|usa)\b|[^\w]|'s"
)
"""What may stand beside a state and an office in the name of a publisher."""
_PRESS = re.compile(
    r"\b(?:news|times|post|daily|journal|herald|today|tribune|mail|radio|tv|agency|review|weekly|voice)\b"
)

_OWN_KINDS = frozenset(
    {"service", "agency", "ministry", "department", "directorate", "council", "command", "bureau", "embassy", "mission"}
)


class Publishers:
    """The names of official publishers, compiled once."""

    def __init__(self, tables: Tables) -> None:
        bodies = [row for row in tables.parties if row.kind in ("body", "state", "alliance")]
        self._named = {name.lower(): row.code for row in bodies for name in (row.code, *row.names)}
        states = [row for row in tables.parties if row.kind == "state"]
        self._states = _Words((word.lower(), row.code) for row in states for word in (*row.names, *row.adjectives))
        self._offices = _Words((word.lower(), row) for row in tables.roles for word in (*row.nouns, *row.titles))

    def code(self, publisher: str | None) -> str | None:
        """The code of a publisher that is itself a state's body or an alliance; None for the press."""
        name = (publisher or "").lower().replace("’", "'")
        return self._named.get(name.removeprefix("the ")) or self._named.get(name) or self._by_office(name)

    def _by_office(self, name: str) -> str | None:
        """ "Ministry of Foreign Affairs of Japan": a state and an office, and nothing besides that matters."""
        state, rest = self._states.taken(name)
        if state is None or _PRESS.search(name):
            return None
        row, left = self._offices.taken(rest)
        if _FILL.sub("", left).strip():
            return None
        if row is not None:
            return role_code(row, state)
        return state if "government" in rest else None


def by_own_name(mentions: Sequence[PartyMention], publisher: str | None, code: str | None) -> tuple[PartyMention, ...]:
    """The mentions; of an official publisher's text, "the Service" with a capital is the one that publishes it."""
    words = {w for w in (publisher or "").split() if w[:1].isupper() and w.lower() in _OWN_KINDS}
    if code is None or not words:
        return tuple(mentions)
    return tuple(
        replace(m, code=code, name=publisher, refers=None)
        if m.text.removeprefix("The ").removeprefix("the ") in words
        else m
        for m in mentions
    )


class _Words(Generic[T]):
    """Words with what they mean, longest first."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._meanings = dict(meanings)
        words = sorted(self._meanings, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")

    def taken(self, name: str) -> tuple[T | None, str]:
        """What the first of the words in a name means, and the name without it."""
        found = self._pattern.search(name)
        if found is None:
            return None, name
        return self._meanings[found[0]], f"{name[: found.start()]} {name[found.end() :]}"
