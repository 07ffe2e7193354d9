"""`reportedly dossier`: what goes both ways between two parties, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.keep.standing import Standing
from reportedly.pipeline import told
from reportedly.present.dossier import Dossier, Setting
from reportedly.present.names import Names
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.answering import nothing, standing_at
from reportedly.serve.asking import day, instant, item, party
from reportedly.serve.options import Course, Place, Rows, Times
from reportedly.serve.printing import note, say
from reportedly.serve.settings import VERSION
from reportedly.terms.flow import Flow
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock

WRITTEN, LATER = (".html", ".md"), (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Between whom, by code or name. items: classes; none for every root of the tree. title: None for the usual one.
    course: the day since which changes are told, and the day to which paces are drawn on.
    """

    supplier: str
    recipient: str
    items: tuple[str, ...] = ()
    title: str | None = None
    course: Course = field(default_factory=Course)


def write_dossier(wanted: Wanted, times: Times, place: Place, own: Rows, output: Path) -> None:
    """Write the dossier in the form that the file's ending names. Raises UsageError, LedgerError."""
    suffix = suffix_of(output)
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    made = dossier_of(standing, wanted, times, tables)
    if not made.notes:
        note(f"no claim stands between {wanted.supplier} and {wanted.recipient}; nothing is written")
        note(nothing(standing, place))
        return
    write(output, drawn(made, suffix))
    say(
        f"wrote {output}: {many(len(made.notes), 'claim')} in {many(len(made.sources), 'document')}. {made.checked.text}"
    )


def dossier_of(standing: Standing, wanted: Wanted, times: Times, tables: Tables) -> Dossier:
    """The dossier as a value. A flow without a claim of its own has no section; what stands beside it is told once."""
    names = Names.of(tables)
    one, other = party(wanted.supplier, tables), party(wanted.recipient, tables)
    title = wanted.title or f"{names.party(one)} and {names.party(other)}: who says who sent what"
    asked = tuple(flows_between(one, other, wanted, times, tables))
    return told(standing, asked, tables, Setting(title, system_clock(), VERSION, names), day(wanted.course.since))


def flows_between(one: str, other: str, wanted: Wanted, times: Times, tables: Tables) -> Iterator[Flow]:
    """The flows there and back, by class: those named, else each root of the tree (goods, people, assistance)."""
    classes = [item(each, tables) for each in wanted.items] or [r.item for r in tables.items if r.parent is None]
    for supplier, recipient in ((one, other), (other, one)):
        for each in classes:
            known_at = instant(times.known_at)
            yield Flow(supplier, recipient, each, day(times.published_by), known_at, day(wanted.course.until))


def suffix_of(output: Path) -> str:
    """The ending, lower case. Raises UsageError for one that is not written."""
    suffix = output.suffix.lower()
    if suffix in LATER:
        raise UsageError(f"{suffix[1:]} is not in this version: write {' or '.join(WRITTEN)}")
    if suffix not in WRITTEN:
        raise UsageError(f"{output}: the ending says the form, {' or '.join(WRITTEN)}")
    return suffix


def drawn(made: Dossier, suffix: str) -> str:
    """The dossier in one of the forms."""
    # Each form loads templates or none.
    if suffix == ".html":
        from reportedly.present.dossier_html import dossier_html

        return dossier_html(made)
    from reportedly.present.dossier_md import dossier_markdown

    return dossier_markdown(made)


def write(output: Path, text: str) -> None:
    """Write a file, making its folder. Raises UsageError where it cannot be written."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise UsageError(f"{output}: it cannot be written ({fault.strerror})") from fault
