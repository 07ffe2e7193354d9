"""What rows of tables call each other by, and what a user's own rows say that is no fault and hardly meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from reportedly.terms.mention import ItemClass
from reportedly.terms.near import nearest
from reportedly.terms.tables import CueRow, FrameRow, IrregularRow, ItemRow

if TYPE_CHECKING:
    from reportedly.serve.tables import Placed

_USUAL_FRAMES = ("send", "supply", "receive", "deploy", "transfer")
_NAMED = ("party", "item", "place", "unit")
"""Tables whose rows have names that a report may hold."""
_PLURAL = re.compile(r"(?P<rest>.*\b)(?P<stem>[a-z]{3,}?)(?P<end>ies|(?<![suaic])s)")
"""A noun that may be in the plural; "gas", "chassis" and "optics" are none."""
_WORD, _VOWELS = re.compile(r"[^\W\d_]+"), re.compile(r"(?<!^)[aeiouy]")
_SHORTEST = 3
_BENT = re.compile(r"(?P<stem>[a-z]*?[aeiouy][a-z]*?)(?P<end>(?<!e)ed|ing|ies|(?<![suai])s)")
"""A verb as it stands in a sentence; “feed”, “bring” and “press” are none."""


def unknown_name(rows: Sequence[Placed]) -> str | None:
    """The first name of another row that no row bears, with the row that has it and what may have been meant."""
    parties = {placed.row.code: placed.row.names for placed in rows if placed.table.name == "party"}
    items = {placed.row.item: placed.row.names for placed in rows if placed.table.name == "item"}
    for placed in rows:
        for key, wanted in _items_named(placed):
            if wanted not in items:
                return f"{placed.where}: {key}: no item is called {wanted!r}{_class_meant(wanted, items)}"
        if placed.table.name == "party":
            codes = {placed.row.state, *placed.row.members, *(c for _, c in placed.row.shorthands)} - {None}
            if unknown := min(codes - parties.keys(), default=None):
                return f"{placed.where}: no party bears the code {unknown!r}{_meant(unknown, parties)}"
    return None


def hardly_meant(shipped: Sequence[Placed], own: Sequence[Placed]) -> Iterator[str]:
    """A line for each of a user's rows that takes the place of one with which it shares no name or kind, has a frame or a
    unit that nothing else has, a verb not as the dictionary has it, a noun that is hardly found, or an example without
    the word.
    """
    replaced = {(placed.table.name, placed.key): placed.row for placed in shipped}
    units = {placed.row.unit: placed.row.names for placed in (*shipped, *own) if placed.table.name == "unit"}
    counted = {p.row.unit: () for p in shipped if isinstance(p.row, ItemRow) and p.row.unit}
    words = [placed.row for placed in shipped if isinstance(placed.row, FrameRow | CueRow)]
    frames, lemmas = {row.frame for row in words if isinstance(row, FrameRow)}, {row.lemma for row in words}
    past = {p.row.verb: p.row.past for p in shipped if isinstance(p.row, IrregularRow)}
    for placed in own:
        row, before = placed.row, replaced.get((placed.table.name, placed.key))
        if placed.table.name in _NAMED and before is not None and not _shared(row.names, before.names):
            yield (
                f"{placed.where}: it takes the place of {before.names[0]}, the {placed.table.key[0]} of which it has "
                f"and no name; give it a {placed.table.key[0]} of its own if it is another"
            )
        elif placed.table.name in _NAMED and before is not None and (kinds := _kinds(row, before)):
            yield f"{placed.where}: it takes the place of {before.names[0]}, of the {kinds}"
        if isinstance(row, ItemRow) and row.unit and row.unit not in units.keys() | counted.keys():
            meant = _meant(row.unit, {**counted, **units}) or "; a [[unit]] row makes it one"
            yield f"{placed.where}: unit: no unit is called {row.unit!r}{meant}"
        if isinstance(row, ItemRow):
            yield from (f"{placed.where}: names: {fault}" for fault in _never_found(row.names))
        if isinstance(row, FrameRow | CueRow) and lacks(row.lemma, row.example, past):
            yield f"{placed.where}: example: {row.lemma!r} does not stand in “{row.example}”"
        if isinstance(row, FrameRow) and row.frame not in frames:
            meant = _meant(row.frame, dict.fromkeys(frames, ())) or f"; most words are {', '.join(_USUAL_FRAMES)}"
            yield f"{placed.where}: frame: no shipped row has the frame {row.frame!r}{meant}"
        if isinstance(row, FrameRow | CueRow) and row.pos == "verb" and row.lemma not in lemmas:
            yield from (f"{placed.where}: lemma: {fault}" for fault in _bent(row.lemma, lemmas))


def _items_named(placed: Placed) -> list[tuple[str, str]]:
    """The classes that a row names, each with the key that names it."""
    row: Any = placed.row
    match placed.table.name:
        case "item":
            return [(key, name) for key, name in (("parent", row.parent), ("fires", row.fires)) if name]
        case "regime":
            return sorted((key, name) for key in ("classes", "excluded") for name in getattr(row, key))
        case "conversion":
            return [("item", row.item), ("to_item", row.to_item)]
    return []


def _class_meant(given: str, items: dict[str, tuple[str, ...]]) -> str:
    if given in get_args(ItemClass):
        listed = "the classes are the `item` of each row in data/items.toml"
        return f"; {given!r} is a `cls` ({', '.join(get_args(ItemClass))}), {listed}"
    return _meant(given, items)


def _meant(given: str, known: dict[str, tuple[str, ...]]) -> str:
    """The key that bears the name, or one near it."""
    wanted = given.casefold()
    bearing = next((key for key, names in known.items() if wanted in (name.casefold() for name in names)), None)
    near = (bearing,) if bearing else nearest(given, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def _shared(one: Iterable[str], other: Iterable[str]) -> bool:
    return not {name.casefold() for name in one}.isdisjoint(name.casefold() for name in other)


def _kinds(row: Any, before: Any) -> str:
    """What sort a row makes of another's, where it is another; '' where it is not, or has none."""
    key = "cls" if isinstance(row, ItemRow) else "kind"
    one, other = getattr(row, key, None), getattr(before, key, None)
    return f"{key} {other!r}, and makes it {one!r}" if one != other else ""


def _never_found(names: Iterable[str]) -> Iterator[str]:
    """Names of goods that a report hardly holds as they stand: with a capital, or in the plural alone."""
    given = set(names)
    for name in sorted(given):
        one = _singular(name.casefold())
        if name != name.lower():
            yield f"{name!r} is found only with a capital; nouns are in lower case, singular: {one or name.lower()!r}"
        elif one and one not in given:
            yield f"{name!r} is found in the plural alone; the singular is found in both: did you mean {one!r}?"


def _singular(name: str) -> str:
    """The singular of a name in the plural, as regular nouns have it; '' where it hardly is one."""
    found = _PLURAL.fullmatch(name)
    return found["rest"] + _plain_forms(found["stem"], found["end"])[0] if found else ""


def lacks(lemma: str, example: str, past: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether no word of an example can be a form of a lemma: none begins like it, in its letters or its consonants, or is
    its past form. Of lemmas as short as "be" and "go" nothing is said.
    """
    head = lemma.partition(" ")[0].casefold()
    if not example or len(head) < _SHORTEST:
        return False
    begins = _beginnings(head)
    words = _WORD.findall(example.casefold())
    return not any(word in past.get(head, ()) or not begins.isdisjoint(_beginnings(word)) for word in words)


def _beginnings(word: str) -> set[str]:
    return {word[:2], _VOWELS.sub("", word)[:2].ljust(2, "-")}


def _bent(lemma: str, lemmas: set[str]) -> Iterator[str]:
    verb, _, rest = lemma.partition(" ")
    found = _BENT.fullmatch(verb)
    if found is None:
        return
    forms = _plain_forms(found["stem"], found["end"])
    meant = next((form for form in forms if form in lemmas), forms[0])
    yield f"{lemma!r} is looked for as the dictionary has it: did you mean {' '.join(filter(None, (meant, rest)))}?"


def _plain_forms(stem: str, end: str) -> tuple[str, ...]:
    """What a verb, or a noun in the plural, may be in the dictionary, by its bent form; the likeliest first."""
    if end == "ies" or (end == "ed" and stem.endswith("i")):
        return (f"{stem.removesuffix('i')}y",)
    if end == "s":
        return (stem.removesuffix("e") if stem.endswith(("che", "she", "xe", "sse", "zze")) else stem,)
    if stem[-1] == stem[-2:-1]:
        return stem[:-1], stem
    return (f"{stem}e", stem) if stem[-1] in "cgsuvz" else (stem, f"{stem}e")
