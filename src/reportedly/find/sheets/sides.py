"""Sides: the cells of suppliers, recipients and origins as parties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.find.sheets.refusing import Refused
from reportedly.terms.attribution import Link
from reportedly.terms.tables import PartyRow

_APART = re.compile(r"\s*[;\n]\s*")
_JOINED = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*")
_RELAYED = re.compile(
    r"^(?P<origin>.+?),? (?:via|as relayed by|relayed by|as told to|as reported by|as quoted by|quoted by) (?P<relay>.+)$",
    re.IGNORECASE,
)
_CITING = re.compile(r"^(?P<relay>.+?),? (?:citing|quoting) (?P<origin>.+)$", re.IGNORECASE)
_CLEAR = {"NA": "Namibia, or not available"}
"""Codes that people write for something else."""


@dataclass(frozen=True, slots=True)
class Told:
    """Whose words a row gives. links: from the publisher outward, without it; origins: as codes where known."""

    links: tuple[Link, ...]
    origins: tuple[str, ...]


class Sides:
    """The parties by their codes, names and adjectives."""

    def __init__(self, rows: Iterable[PartyRow], nothing: Iterable[str], dittos: Iterable[str]) -> None:
        rows = tuple(rows)
        adjectives = {name.casefold(): row.code for row in reversed(rows) for name in (*row.demonyms, *row.adjectives)}
        self._names = adjectives | {name.casefold(): row.code for row in reversed(rows) for name in row.names}
        self._codes = frozenset(row.code for row in rows)
        self._nothing, self._dittos = frozenset(nothing), frozenset(dittos)

    def parties(self, cell: str) -> tuple[str, ...]:
        """The parties of a cell, each once: by code where known, else by name as it stands; none where it says nothing.

        Semicolons part several; commas, slashes and "and" only between known ones. Raises Refused.
        """
        text = " ".join(cell.split(" ")).strip()
        if not text or text.casefold() in self._nothing:
            return ()
        if text.casefold() in self._dittos:
            raise Refused("ditto", "the cell above is meant: write its words again")
        if text in _CLEAR:
            raise Refused("unclear-party", f"“{text}” may be {_CLEAR[text]}: write the name")
        if not any(letter.isalpha() for letter in text):
            raise Refused("unclear-party", "it is no name")
        return tuple(dict.fromkeys(code for part in _APART.split(text) if part for code in self._several(part)))

    def known(self, name: str) -> str | None:
        """The code of a party by its code, a name or an adjective; what stands in brackets may tell it too."""
        text = " ".join(name.split())
        outside = " ".join(re.sub(r"\([^)]*\)", " ", text).split())
        inside = [part.strip() for part in re.findall(r"\(([^)]*)\)", text)]
        for each in (text, outside, *inside):
            bare = re.sub(r"^the ", "", each.casefold())
            found = each if each in self._codes else self._names.get(each.casefold()) or self._names.get(bare)
            if found:
                return found
        return None

    def told(self, cell: str) -> Told:
        """The chain of an origin's cell: “NIS via Yonhap”, “lawmakers citing NIS”, “Yonhap ← NIS”. Raises Refused."""
        relays, origin = _chain(" ".join(cell.split()))
        origins = self.parties(origin)
        words = [part for part in _APART.split(origin) if part] if origins else []
        names = words if len(words) == len(origins) else origins
        links = [Link(name, self.known(name), relay=True) for name in relays]
        links += [Link(name, self.known(name)) for name in names]
        return Told(tuple(links), origins)

    def _several(self, part: str) -> tuple[str, ...]:
        if code := self.known(part):
            return (code,)
        found = [self.known(each) for each in _JOINED.split(part) if each]
        known = [code for code in found if code]
        return tuple(known) if len(known) == len(found) > 1 else (" ".join(part.split()),)


def _chain(text: str) -> tuple[list[str], str]:
    """The relays from the publisher outward, and the words of the origin."""
    if "←" in text:
        parts = [part.strip() for part in text.split("←") if part.strip()]
        return (parts[:-1], parts[-1]) if parts else ([], "")
    if found := _RELAYED.match(text) or _CITING.match(text):
        return [found["relay"].strip()], found["origin"].strip()
    return [], text
