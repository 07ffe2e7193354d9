"""docs/licences.md: every locked package with its version and licence, as its installed metadata give them.

`python -m bench.supply.licences` writes the page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path
from typing import Any

from bench.supply.locks import ALL, ROOT, Locked, locked, parts

PAGE = ROOT / "docs" / "licences.md"
UNKNOWN = "unknown"
_ORDER = ("permissive", "weak", "strong", UNKNOWN)
"""From what asks least to what asks most; what nobody knows may ask anything."""


@dataclass(frozen=True)
class Licensed:
    """A locked package with its licence. parts: who needs it; kind: permissive, weak, strong or unknown."""

    package: Locked
    licence: str
    kind: str
    parts: tuple[str, ...]

    @property
    def runs_in_core(self) -> bool:
        """Whether whoever installs reportedly without extras installs it too, or builds it with it."""
        return bool({"core", "build"} & set(self.parts))


@cache
def _rows() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def licence_of(name: str) -> str:
    """The licence of an installed package: its expression, else its classifiers, else what its licence field says in one
    line; for some the row of licences.toml. Empty where it says nothing.
    """
    own = next((row["says"] for row in _rows()["package"] if row["name"] == name), None)
    return own or said(metadata(name))


def said(given: PackageMetadata) -> str:
    """The licence that metadata give."""
    classifiers = [
        line.split(" :: ")[-1] for line in given.get_all("Classifier") or () if line.startswith("License ::")
    ]
    named = [word for word in classifiers if word not in ("OSI Approved", "DFSG approved")]
    field = _first(given, "License").strip()
    lone = field if "\n" not in field and len(field) <= 60 and field.upper() != "UNKNOWN" else ""
    return _first(given, "License-Expression") or ", ".join(sorted(named)) or lone


def _first(given: PackageMetadata, name: str) -> str:
    return str((given.get_all(name) or [""])[0])


def kind_of(licence: str) -> str:
    """What a licence asks: of several joined by AND or commas the most, of alternatives the least. A word that is not
    known makes it unknown.
    """
    kinds = [_most(re.split(r"\s+AND\s+|,\s+", choice)) for choice in re.split(r"\s+OR\s+", licence)]
    return min(kinds, key=_ORDER.index)


def _most(words: Iterable[str]) -> str:
    return max((_kind(word) for word in words), key=_ORDER.index)


def _kind(word: str) -> str:
    plain = word.strip().lower()
    return next((kind for kind, words in _rows()["kinds"].items() if plain in words), UNKNOWN)


def licensed() -> tuple[Licensed, ...]:
    """Every package of the widest lock, by name."""
    needing = parts()
    found = []
    for package in locked(ALL.read_text(encoding="utf-8")):
        licence = licence_of(package.name)
        found.append(Licensed(package, licence, kind_of(licence), needing.get(package.name, ())))
    return tuple(sorted(found, key=lambda each: each.package.name))


_HEAD = """# Licences

Every package of the locks, from its installed metadata; written by `make licences`. reportedly itself is under the MIT
licence; what stands in its data is listed in [the page of the data](../src/reportedly/data/README.md). "Needed by" names
the part of the project: `core` is what everybody installs, `build` what a wheel is built with, `dev` what it is tested with,
and the others are extras. Where several licences are joined by OR, one of them may be chosen.
"""

_WEAK = """## Those that ask for more than their notice

Of these, changed files of the package itself stay under its licence (MPL), or whoever gets the package must be able to
put a changed one in its place (LGPL). reportedly changes none of them and takes none into its own files: they are installed
beside it, and what uses them is under no such condition. None is under the GPL or AGPL alone.

Wheels may hold compiled libraries beside (NumPy's hold OpenBLAS and the runtime library of GCC, with its exception for
what is linked to it; pypdfium2's hold PDFium and FreeType): their licences stand among the package's own licence files, and
not here.
"""


def page(found: Iterable[Licensed]) -> str:
    """The page as Markdown."""
    rows = tuple(found)
    more = [each for each in rows if each.kind != "permissive"]
    tables = [_table(more, lambda each: f" {each.kind} |", " kind |"), _table(rows, lambda _: "", "")]
    return "\n".join([_HEAD, f"{_WEAK}\n{tables[0]}", f"## All {len(rows)}\n\n{tables[1]}"])


def _table(rows: Iterable[Licensed], more: Any, heading: str) -> str:
    lines = [f"| package | version | licence |{heading} needed by |", "|---" * (4 + bool(heading)) + "|"]
    for each in rows:
        own = f"| {each.package.name} | {each.package.version} | {each.licence or UNKNOWN} |{more(each)}"
        lines.append(f"{own} {', '.join(each.parts)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(licensed()), encoding="utf-8")


if __name__ == "__main__":
    main()
