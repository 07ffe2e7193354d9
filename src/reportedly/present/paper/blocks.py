"""What stands on paper, one thing under the other, before anything is said of type and ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Look = Literal["body", "aside"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. notes: of the footnotes that stand behind them; url: a web address that they lead to, or None."""

    text: str
    notes: tuple[int, ...] = ()
    strong: bool = False
    quiet: bool = False
    url: str | None = None


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 1 for the parts of the dossier, 2 within them."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words
    look: Look = "body"


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with their depth, from 0."""

    items: tuple[tuple[int, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """widths: of the columns, in parts of their sum. caption: what it is, for who cannot see it."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """svg: a drawing for paper, with its own colours. described: in words, for who cannot see it. caption: under it."""

    svg: str
    described: str
    caption: Words = ()


Block = Heading | Paragraph | Listing | Table | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is printed. title: of the dossier; facts: the lines under it. notes: number in the dossier → the words of
    its footnote; on paper footnotes are numbered anew, in the order in which they are met (`in_order`). contents: whether
    a table of contents stands before it.
    """

    title: str
    facts: tuple[Words, ...]
    blocks: tuple[Block, ...]
    notes: dict[int, Words]
    contents: bool = True


def words(text: str, notes: Sequence[int] = (), *, strong: bool = False, quiet: bool = False) -> Words:
    """Words in one look; nothing of nothing."""
    return (Run(text, tuple(notes), strong, quiet),) if text or notes else ()


def runs(block: Block) -> tuple[Run, ...]:
    """All the words of a block, in the order of reading."""
    match block:
        case Heading():
            return ()
        case Paragraph(given):
            return given
        case Listing(items):
            return tuple(run for _, given in items for run in given)
        case Table(rows=rows):
            return tuple(run for row in rows for cell in row for run in cell)
        case Drawing(caption=caption):
            return caption


def ascending(block: Block, order: Mapping[int, int]) -> Block:
    """The block with the footnotes of each run in the order of paper."""

    def sorted_in(given: Words) -> Words:
        return tuple(replace(run, notes=tuple(sorted(run.notes, key=lambda n: order.get(n, n)))) for run in given)

    match block:
        case Paragraph(given, look):
            return Paragraph(sorted_in(given), look)
        case Listing(items):
            return Listing(tuple((depth, sorted_in(given)) for depth, given in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(tuple(map(sorted_in, row)) for row in rows))
        case _:
            return block


def in_order(paper: Paper) -> dict[int, int]:
    """Number in the dossier → number on paper, by the order in which footnotes are met."""
    met = (number for given in paper.facts for run in given for number in run.notes)
    later = (number for block in paper.blocks for run in runs(block) for number in run.notes)
    return {number: place for place, number in enumerate(dict.fromkeys([*met, *later]), start=1)}
