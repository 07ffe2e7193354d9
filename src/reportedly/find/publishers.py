"""Which publishers speak for a state: its bodies by name, and an office beside a state's name ("Prime Minister of Fiji")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from reportedly.find.bearers import role_code
from reportedly.terms.tables import PartyRow, RoleRow, Tables

T = TypeVar("T")
_FILL = re.compile(
    r"\b(?:the|of|for|and|office|republic|kingdom|federal|federation|national|government|state|hellenic|his|her|majesty|"
    r"commonwealth|development|trade|affairs|cooperation|union|press|service|release|uk|us|usa)\b|[^\w]|'s"
)
"""What may stand beside a state and an office in the name of a publisher."""
_PRESS = re.compile(
    r"\b(?:news|times|post|daily|journal|herald|today|tribune|mail|radio|tv|agency|review|weekly|voice)\b"
)


class Publishers:
    """The names of official publishers, compiled once."""

    def __init__(self, tables: Tables) -> None:
        bodies = [row for row in tables.parties if row.kind in ("body", "state", "alliance")]
        self._named = {name.lower(): row.code for row in bodies for name in (row.code, *row.names)}
        states = [row for row in tables.parties if row.kind == "state"]
        self._states = sorted(_words_of(states), key=lambda named: -len(named[0]))
        self._offices = sorted(_offices(tables.roles), key=lambda named: -len(named[0]))

    def code(self, publisher: str | None) -> str | None:
        """The code of a publisher that is itself a state's body or an alliance; None for the press."""
        name = (publisher or "").lower().replace("’", "'")
        return self._named.get(name.removeprefix("the ")) or self._named.get(name) or self._by_office(name)

    def _by_office(self, name: str) -> str | None:
        """ "Ministry of Foreign Affairs of Japan": a state and an office, and nothing besides that matters."""
        if _PRESS.search(name):
            return None
        state, rest = _taken(name, self._states)
        row, left = _taken(rest, self._offices)
        if state is None:
            return None
        if row is None:
            return state if "government" in rest and not _FILL.sub("", left).strip() else None
        return role_code(row, state) if not _FILL.sub("", left).strip() else None


def _words_of(states: Sequence[PartyRow]) -> list[tuple[str, str]]:
    return [(word.lower(), row.code) for row in states for word in (*row.names, *row.adjectives)]


def _offices(roles: Sequence[RoleRow]) -> list[tuple[str, RoleRow]]:
    return [(word.lower(), row) for row in roles for word in (*row.nouns, *row.titles)]


def _taken(name: str, words: Sequence[tuple[str, T]]) -> tuple[T | None, str]:
    """What the first of some words that stands in a name means, and the name without it."""
    for word, meant in words:
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name)
        if found:
            return meant, f"{name[: found.start()]} {name[found.end() :]}"
    return None, name
