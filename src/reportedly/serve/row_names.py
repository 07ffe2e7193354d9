"""What rows of tables call each other by, and what a user's own rows say that is no fault and hardly meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportedly.terms.near import nearest
from reportedly.terms.tables import CueRow, FrameRow, ItemRow

if TYPE_CHECKING:
    from reportedly.serve.tables import Placed

_USUAL_FRAMES = ("send", "supply", "receive", "deploy", "transfer")
_NAMED = ("party", "item", "place", "unit")
"""Tables whose rows have names that a report may hold."""
_BENT = re.compile(r"(?P<stem>[a-z]*?[aeiouy][a-z]*?)(?P<end>(?<!e)ed|ing|ies|(?<![suai])s)")
"""A verb as it stands in a sentence; “feed”, “bring” and “press” are none."""


def unknown_name(rows: Sequence[Placed]) -> str | None:
    """The first name of another row that no row bears, with the row that has it and what may have been meant."""
    parties = {placed.row.code: placed.row.names for placed in rows if placed.table.name == "party"}
    items = {placed.row.item: placed.row.names for placed in rows if placed.table.name == "item"}
    for placed in rows:
        for wanted in _items_named(placed):
            if wanted not in items:
                return f"{placed.where}: no item is called {wanted!r}{_meant(wanted, items)}"
        if placed.table.name == "party":
            codes = {placed.row.state, *placed.row.members, *(c for _, c in placed.row.shorthands)} - {None}
            if unknown := min(codes - parties.keys(), default=None):
                return f"{placed.where}: no party bears the code {unknown!r}{_meant(unknown, parties)}"
    return None


def hardly_meant(shipped: Sequence[Placed], own: Sequence[Placed]) -> Iterator[str]:
    """A line for each of a user's rows that takes the place of one with which it shares no name, has a frame or a
    unit that nothing else has, or a verb not as the dictionary has it."""
    replaced = {(placed.table.name, placed.key): placed.row for placed in shipped}
    units = {placed.row.unit: placed.row.names for placed in (*shipped, *own) if placed.table.name == "unit"}
    counted = {p.row.unit: () for p in shipped if isinstance(p.row, ItemRow) and p.row.unit}
    words = [placed.row for placed in shipped if isinstance(placed.row, FrameRow | CueRow)]
    frames, lemmas = {row.frame for row in words if isinstance(row, FrameRow)}, {row.lemma for row in words}
    for placed in own:
        row, before = placed.row, replaced.get((placed.table.name, placed.key))
        if placed.table.name in _NAMED and before is not None and not _shared(row.names, before.names):
            yield (
                f"{placed.where}: it takes the place of {before.names[0]}, the {placed.table.key[0]} of which it has "
                f"and no name; give it a {placed.table.key[0]} of its own if it is another"
            )
        if isinstance(row, ItemRow) and row.unit and row.unit not in units.keys() | counted.keys():
            meant = _meant(row.unit, {**counted, **units}) or "; a [[unit]] row makes it one"
            yield f"{placed.where}: unit: no unit is called {row.unit!r}{meant}"
        if isinstance(row, FrameRow) and row.frame not in frames:
            meant = _meant(row.frame, dict.fromkeys(frames, ())) or f"; most words are {', '.join(_USUAL_FRAMES)}"
            yield f"{placed.where}: frame: no shipped row has the frame {row.frame!r}{meant}"
        if isinstance(row, FrameRow | CueRow) and row.pos == "verb" and row.lemma not in lemmas:
            yield from (f"{placed.where}: lemma: {fault}" for fault in _bent(row.lemma, lemmas))


def _items_named(placed: Placed) -> list[str]:
    row: Any = placed.row
    match placed.table.name:
        case "item":
            return [name for name in (row.parent, row.fires) if name]
        case "regime":
            return sorted({*row.classes, *row.excluded})
        case "conversion":
            return [row.item, row.to_item]
    return []


def _meant(given: str, known: dict[str, tuple[str, ...]]) -> str:
    """The key that bears the name, or one near it."""
    wanted = given.casefold()
    bearing = next((key for key, names in known.items() if wanted in (name.casefold() for name in names)), None)
    near = (bearing,) if bearing else nearest(given, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def _shared(one: Iterable[str], other: Iterable[str]) -> bool:
    return not {name.casefold() for name in one}.isdisjoint(name.casefold() for name in other)


def _bent(lemma: str, lemmas: set[str]) -> Iterator[str]:
    verb, _, rest = lemma.partition(" ")
    found = _BENT.fullmatch(verb)
    if found is None:
        return
    forms = _plain_forms(found["stem"], found["end"])
    meant = next((form for form in forms if form in lemmas), forms[0])
    yield f"{lemma!r} is looked for as the dictionary has it: did you mean {' '.join(filter(None, (meant, rest)))}?"


def _plain_forms(stem: str, end: str) -> tuple[str, ...]:
    """What a verb may be in the dictionary, by its bent form; the likeliest first."""
    if end == "ies" or (end == "ed" and stem.endswith("i")):
        return (f"{stem.removesuffix('i')}y",)
    if end == "s":
        return (stem.removesuffix("e") if stem.endswith(("che", "she", "xe", "sse", "zze")) else stem,)
    if stem[-1] == stem[-2:-1]:
        return stem[:-1], stem
    return (f"{stem}e", stem) if stem[-1] in "cgsuvz" else (stem, f"{stem}e")
