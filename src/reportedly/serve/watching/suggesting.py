"""Tripwires offered as indicators: rows for a watch.toml, with the words that they rest on beside them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from reportedly.present.names import Names
from reportedly.present.words import day, listed
from reportedly.terms.watching import Tripwire

_WIDE = 100
_LONGEST_NAME = 70
NONE = "# No conditional claim that names its condition stands in the ledger.\n"


def suggested(tripwires: Iterable[Tripwire], names: Names) -> str:
    """A row of a watch.toml for each tripwire, its words as comments; one comment where there is none."""
    taken: set[str] = set()
    rows = ["\n".join(_row(wire, _name(wire, taken), names)) for wire in tripwires]
    return "\n\n".join(rows) + "\n" if rows else NONE


def _row(wire: Tripwire, name: str, names: Names) -> Iterator[str]:
    on = f", {day(wire.published_on)}" if wire.published_on else ", no date"
    yield from _comment("Condition", f"“{wire.condition}”")
    yield from _comment("Consequence", f"“{wire.consequence}”")
    yield from _comment("Who says so", f"{wire.speaker}{on}")
    if wire.hedges:
        yield from _comment("Hedges", ", ".join(f"“{hedge}”" for hedge in wire.hedges))
    yield from _comment("Watched", _watched(wire, names))
    yield "[[indicator]]"
    yield f"name = {_string(name)}"
    yield 'kind = "condition"'
    yield f"claim = {_string(wire.claim)}"


def _watched(wire: Tripwire, names: Names) -> str:
    who = listed(map(names.party, wire.parties), "or")
    what = listed(map(names.item, wire.items), "or")
    if not who:
        return "nothing: neither the condition nor the claim names a party that is known here"
    return f"later claims on what {who} sends or does" + (f" with {what}" if what else "")


def _name(wire: Tripwire, taken: set[str]) -> str:
    """The condition's words, cut at a word; a number after those that were taken."""
    words = textwrap.shorten(_plain(wire.condition), _LONGEST_NAME, placeholder=" …") or wire.claim
    name, number = words, 2
    while name in taken:
        name, number = f"{words} ({number})", number + 1
    taken.add(name)
    return name


def _comment(what: str, words: str) -> Iterator[str]:
    lines = textwrap.wrap(f"{what}: {_plain(words)}", _WIDE, break_long_words=False, break_on_hyphens=False)
    yield from (f"# {'  ' if number else ''}{line}" for number, line in enumerate(lines))


def _plain(words: str) -> str:
    """Words on one line, without what TOML does not take in a comment."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def _string(words: str) -> str:
    escaped = _plain(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
