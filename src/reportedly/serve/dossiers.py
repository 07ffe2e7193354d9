"""`reportedly dossier`: what goes both ways between two parties, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.keep.standing import Standing
from reportedly.pipeline import told
from reportedly.present.dossier import Dossier, Setting
from reportedly.present.dossier_map import Ground
from reportedly.present.exports.export import Moment, export_of
from reportedly.present.house import House
from reportedly.present.names import Names
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.answering import note_strangers, nothing, standing_at
from reportedly.serve.asking import day, instant, item, party
from reportedly.serve.exporting import write_bytes
from reportedly.serve.house_style import house_style
from reportedly.serve.map_tables import load_map
from reportedly.serve.options import Course, Place, Rows, Times
from reportedly.serve.printing import note, note_new_folder, say
from reportedly.serve.settings import VERSION
from reportedly.terms.flow import Flow
from reportedly.terms.screening import Screening
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock
from reportedly.world.watching.screenings import latest_screenings

WRITTEN = (".html", ".md", ".pdf", ".docx", ".zip")
CRATED = (".html", ".md", ".pdf", ".docx")
"""The forms of the dossier in a crate; those on paper where they can be set."""
EXTRA = "dossiers"
"""What must be installed besides for those that are set on paper."""
FONTS = files("reportedly") / "data" / "fonts"
LOOKED_UP = "a party goes by its code (KP, KR-NIS) or its whole name, as in tables or claims read: `reportedly flows`"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Between whom, by code or name. items: classes; none for every root of the tree. title: None for the usual one.
    course: the day since which changes are told, and the day to which paces are drawn on. house: the file of a house style.
    public_only: leave restricted documents out.
    """

    supplier: str
    recipient: str
    items: tuple[str, ...] = ()
    title: str | None = None
    course: Course = field(default_factory=Course)
    house: Path | None = None
    public_only: bool = False


def write_dossier(wanted: Wanted, times: Times, place: Place, own: Rows, output: Path) -> None:
    """Write the dossier in the form that the file's ending names. Raises LedgerError, and UsageError also where no claim
    stands between the two, or on a name that nobody bears, for what stands beside the other side alone is no dossier.
    """
    suffix = suffix_of(output)
    house = house_style(wanted.house) if wanted.house else House()
    tables = wiring.tables(own.files)
    standing = standing_at(place, times)
    unknown = note_strangers((wanted.supplier, wanted.recipient), tables, standing)
    if unknown:
        note(LOOKED_UP)
        raise UsageError(f"{none_between(wanted)}; nothing is written")
    if wanted.public_only:
        standing = public(standing)
    made = dossier_of(standing, wanted, times, tables, screenings=screenings_at(place, times))
    if not made.notes:
        raise UsageError(f"{none_between(wanted)}, nothing is written; {nothing(standing, place, 'flows')}")
    note_new_folder(output)
    write_bytes(output, file_of(made, standing, times, suffix, house))
    say(
        f"wrote {output}: {many(len(made.notes), 'claim')} in {many(len(made.sources), 'document')}. {made.checked.text}"
    )


def dossier_of(
    standing: Standing,
    wanted: Wanted,
    times: Times,
    tables: Tables,
    *,
    one_way: bool = False,
    passed_on: bool = True,
    screenings: tuple[Screening, ...] = (),
) -> Dossier:
    """The dossier as a value. A flow without a claim of its own has no section; what stands beside it is told once.
    one_way: only what the first sends the other, of all classes in one where none is named. passed_on: whether it leaves
    the machine; then a restricted document is refused. screenings: of which it tells what its claims name.
    """
    names, now = Names.of(tables), system_clock()
    one, other = party(wanted.supplier, tables), party(wanted.recipient, tables)
    title = wanted.title or f"{names.party(one)} and {names.party(other)}: who says who sent what"
    asked = (
        (flow_asked(one, other, next(iter(wanted.items), None), (wanted, times), tables),)
        if one_way
        else tuple(flows_between(one, other, wanted, times, tables))
    )
    moment = moment_of(standing, times, now)
    setting = Setting(
        title,
        now,
        VERSION,
        names,
        moment=moment.shows(),
        ground=Ground(load_map(), tables.places),
        passed_on=passed_on,
        screenings=screenings,
    )
    return told(standing, asked, tables, setting, day(wanted.course.since))


def none_between(wanted: Wanted) -> str:
    """That there is nothing of which a dossier could be made."""
    return f"no claim stands between {wanted.supplier} and {wanted.recipient}"


def screenings_at(place: Place, times: Times) -> tuple[Screening, ...]:
    """The latest screening against each list, of a ledger as known at an instant those made by then. Raises LedgerError."""
    known_at = instant(times.known_at)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        latest = latest_screenings(ledger)
    return tuple(screening for screening in latest if known_at is None or screening.at <= known_at)


def flows_between(one: str, other: str, wanted: Wanted, times: Times, tables: Tables) -> Iterator[Flow]:
    """The flows there and back, by class: those named, else each root of the tree (goods, people, assistance)."""
    classes = wanted.items or [row.item for row in tables.items if row.parent is None]
    for supplier, recipient in ((one, other), (other, one)):
        for each in classes:
            yield flow_asked(supplier, recipient, each, (wanted, times), tables)


def flow_asked(one: str, other: str, goods: str | None, asked: tuple[Wanted, Times], tables: Tables) -> Flow:
    """One flow of a class, None for everything, at the days asked for."""
    wanted, times = asked
    each = item(goods, tables) if goods else None
    return Flow(one, other, each, day(times.published_by), instant(times.known_at), day(wanted.course.until))


def suffix_of(output: Path) -> str:
    """The ending, lower case. Raises UsageError for one that is not written."""
    suffix = output.suffix.lower()
    if suffix not in WRITTEN:
        raise UsageError(f"{output}: the ending says the form, {', '.join(WRITTEN[:-1])} or {WRITTEN[-1]}")
    return suffix


def file_of(made: Dossier, standing: Standing, times: Times, suffix: str, house: House | None = None) -> bytes:
    """The dossier as a file of its ending; `.zip` is a crate."""
    style = house or House()
    return crated(made, standing, times, style) if suffix == ".zip" else drawn(made, suffix, style)


def drawn(made: Dossier, suffix: str, house: House | None = None) -> bytes:
    """The dossier in one of the forms. Raises UsageError where what sets it on paper is not installed."""
    # Each form loads templates, a typesetter, or none.
    style = house or House()
    if suffix == ".html":
        from reportedly.present.dossier_html import dossier_html

        return dossier_html(made, style).encode()
    if suffix == ".md":
        from reportedly.present.dossier_md import dossier_markdown

        return dossier_markdown(made, style).encode()
    try:
        return _on_paper(made, suffix, style)
    except ModuleNotFoundError as missing:
        raise UsageError(f"{suffix} needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing


def crated(made: Dossier, standing: Standing, times: Times, house: House) -> bytes:
    """The dossier as a crate: in all its forms, with its claims, and its sources with their hashes."""
    # It draws pages of its own, which a command that prints a dossier does not wait for.
    from reportedly.present.exports.rocrate import crate

    forms = [suffix for suffix in CRATED if suffix in (".html", ".md") or can_be_set()]
    dossiers = {f"dossier{suffix}": drawn(made, suffix, house) for suffix in forms}
    moment = moment_of(standing, times, made.made_at)
    claims = [row.note.claim for row in made.notes]
    return crate(export_of(claims, standing.documents.values(), moment, VERSION), dossiers)


def public(standing: Standing) -> Standing:
    """What stands without the documents that may not be passed on, and their claims."""
    closed = {claim.document.id for claim in standing.claims.values() if claim.handling == "restricted"}
    closed |= {ident for ident, document in standing.documents.items() if document.handling == "restricted"}
    return replace(standing, histories={i: h for i, h in standing.histories.items() if i not in closed})


def can_be_set() -> bool:
    """Whether what sets dossiers on paper is installed."""
    return all(find_spec(name) for name in ("typst", "docx"))


def moment_of(standing: Standing, times: Times, made_at: datetime) -> Moment:
    """Which moment is shown."""
    head = standing.last.hash if standing.last else ""
    return Moment(made_at, day(times.published_by), instant(times.known_at), head)


def _on_paper(made: Dossier, suffix: str, house: House) -> bytes:
    with as_file(FONTS) as fonts:
        if suffix == ".pdf":
            from reportedly.present.paper.pdf import dossier_pdf

            return dossier_pdf(made, [str(fonts)], house)
        from reportedly.present.paper.word import dossier_docx

        return dossier_docx(made, [str(fonts)], house)
