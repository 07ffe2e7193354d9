"""`reportedly export`: the claims asked for, in a form that other programs read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from reportedly.errors import UsageError
from reportedly.pipeline import asked
from reportedly.present.exports.export import Export, Files, Moment, export_of
from reportedly.present.names import Names
from reportedly.present.words import many
from reportedly.serve import wiring
from reportedly.serve.answering import note_foreign, note_strangers, nothing, query_of
from reportedly.serve.asking import day, instant
from reportedly.serve.options import Filters, Place, Rows, Sureness, Taking, Times
from reportedly.serve.printing import note, note_new_folder, say, shown
from reportedly.serve.settings import VERSION
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock
from reportedly.world.signing import NAMESPACE, signature


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export. ending: of its files. module: in present.exports, with a function of the same name. needs: the
    extra that it is installed with, '' for none. binary: it is not printed to a terminal. parts: the module that makes
    it in many files, '' for none.
    """

    ending: str
    module: str
    needs: str = ""
    binary: bool = False
    parts: str = ""


FORMS: dict[str, Form] = {
    "jsonl": Form(".jsonl", "jsonl"),
    "csv": Form(".csv", "csv"),
    "xlsx": Form(".xlsx", "xlsx", needs="sheets", binary=True),
    "parquet": Form(".parquet", "parquet", needs="sheets", binary=True, parts="parquet_parts"),
    "geojson": Form(".geojson", "geojson"),
    "annotations": Form(".jsonld", "annotations"),
    "stix": Form(".json", "stix"),
    "prov": Form(".jsonld", "prov"),
    "ftm": Form(".ftm.json", "ftm"),
    "rocrate": Form(".zip", "rocrate", binary=True),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported, in which form, to where. output: None for standard output. partitioned: as a folder of files;
    so it is, too, where output names a folder that is there.
    """

    form: str
    output: Path | None = None
    filters: Filters = field(default_factory=Filters)
    times: Times = field(default_factory=Times)
    taking: Taking = field(default_factory=Taking)
    sureness: Sureness = field(default_factory=Sureness)
    partitioned: bool = False


def write_export(wanted: Wanted, place: Place, own: Rows) -> None:
    """Write the export, and say what it holds and what is lost in it. Raises UsageError, LedgerError."""
    form = form_of(wanted.form)
    if wanted.partitioned or (form.parts and wanted.output is not None and wanted.output.is_dir()):
        _write_parts(wanted, form, place, own)
        return
    if form.binary and wanted.output is None:
        raise UsageError(f"{wanted.form} is not for the terminal: give -o FILE{form.ending}")
    if wanted.output is not None:
        check_is_no_folder(wanted.output)
    elif wanted.taking.sign:
        raise UsageError(f"a signature lies beside its file: give -o FILE{form.ending}")
    made = exported(wanted, place, own)
    if not made.claims:
        _refuse_empty(wanted)
        return
    writer, lost = codec(form)
    files = writer(made)
    if wanted.taking.sign:
        files = dict(files) | {f"{added}.sig": signature(data, wanted.taking.sign) for added, data in files.items()}
    if wanted.output is None:
        sys.stdout.write(shown(files[""].decode()) if sys.stdout.isatty() else files[""].decode())
        for added in filter(None, files):
            note(f"{wanted.form}: with -o FILE there is also FILE{added}")
    else:
        note_new_folder(wanted.output)
        for added, data in files.items():
            write_bytes(wanted.output.with_name(wanted.output.name + added), data)
        say(f"wrote {wanted.output}: {many(len(made.claims), 'claim')}. {made.moment.words()}")
        if wanted.taking.sign:
            file, beside = quote(str(wanted.output)), quote(f"{wanted.output}.sig")
            note(f"signed: ssh-keygen -Y check-novalidate -n {NAMESPACE} -s {beside} < {file}")
    _note_lost(wanted, lost)


def _write_parts(wanted: Wanted, form: Form, place: Place, own: Rows) -> None:
    if not form.parts:
        able = ", ".join(name for name, each in FORMS.items() if each.parts)
        raise UsageError(f"{wanted.form} is one file; in a folder of parts there is {able}")
    if wanted.taking.sign:
        raise UsageError("files are signed one by one: leave out --partitioned, or sign the folder's archive yourself")
    if wanted.output is None:
        raise UsageError(f"{wanted.form} in parts is not for the terminal: give -o FOLDER")
    check_is_free(wanted.output)
    made = exported(wanted, place, own)
    if not made.claims:
        _refuse_empty(wanted)
        return
    _, lost = codec(form)
    parts = getattr(import_module(f"reportedly.present.exports.{form.parts}"), form.parts)
    note_new_folder(wanted.output)
    count = write_folder(wanted.output, parts(made))
    say(f"wrote {many(count, 'file')} in {wanted.output}: {many(len(made.claims), 'claim')}. {made.moment.words()}")
    _note_lost(wanted, lost)


def _refuse_empty(wanted: Wanted) -> None:
    """Raises UsageError where a file was to hold what there is none of: whoever opens it next would miss it."""
    if wanted.output is not None:
        raise UsageError(f"no claim to export: {wanted.output} is not written")


def _note_lost(wanted: Wanted, lost: tuple[str, ...]) -> None:
    """What the form cannot carry: on demand each thing in a line, else one line on how many they are."""
    if wanted.taking.verbose:
        for line in lost:
            note(f"{wanted.form}: {line}")
    else:
        note(f"{wanted.form}: {len(lost)} things are lost or changed in this form; --verbose names them")


def exported(wanted: Wanted, place: Place, own: Rows) -> Export:
    """The export as a value; what to do is said where no claim is in it. Raises UsageError where one is restricted."""
    tables = wiring.tables(own.files)
    known_at = instant(wanted.times.known_at)
    query = query_of(wanted.filters, wanted.times, tables)
    query = replace(query, at_least=wanted.sureness.at_least or 0.0, public_only=wanted.taking.public_only)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        standing = ledger.standing(known_at)
    note_strangers((wanted.filters.actor, wanted.filters.recipient, wanted.filters.origin), tables, standing)
    found = asked(standing, query, ItemTree(tables.items))
    if not found:
        note(nothing(standing, place))
        note_foreign(query, standing, tables)
    head = standing.last.hash if standing.last else ""
    moment = Moment(system_clock(), day(wanted.times.published_by), known_at, head)
    name = wanted.output.name if wanted.output else f"claims{form_of(wanted.form).ending}"
    more = _around(tables) | {"name": name, "with_texts": wanted.taking.with_texts}
    return export_of(found, standing.documents.values(), moment, VERSION, **more)


def form_of(given: str) -> Form:
    """The form by its name. Raises UsageError, naming those there are."""
    if given not in FORMS:
        raise UsageError(f"{given!r} is no form of export; there are {', '.join(FORMS)}")
    return FORMS[given]


def codec(form: Form) -> tuple[Callable[[Export], Files], tuple[str, ...]]:
    """What writes a form, and the lines that say what is lost. Raises UsageError where its extra is not installed."""
    try:
        module = import_module(f"reportedly.present.exports.{form.module}")
    except ModuleNotFoundError as missing:
        if not form.needs:
            raise
        raise UsageError(f"{form.module} needs {missing.name}: pip install 'reportedly[{form.needs}]'") from missing
    return getattr(module, form.module), module.LOST


def write_bytes(output: Path, data: bytes) -> None:
    """Write a file whole or not at all, making its folder; after a power cut, too, it is what it was or what it became.
    Raises UsageError where it cannot be written.
    """
    check_is_no_folder(output)
    beside = output.with_name(f".{output.name}.part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _write_flushed(beside, data)
        beside.replace(output)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UsageError(f"{output}: it cannot be written ({fault.strerror})") from fault


def _write_flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_folder(output: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write a folder of files (path within it, bytes) whole or not at all; how many they are. They are written beside it,
    one at a time, and take its name when all are there. Raises UsageError where it cannot be written or holds anything.
    """
    check_is_free(output)
    count = 0
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent) as beside:
            whole = Path(beside) / "whole"
            whole.mkdir()
            for path, data in files:
                (whole / path).parent.mkdir(parents=True, exist_ok=True)
                _write_flushed(whole / path, data)
                count += 1
            if output.is_dir():
                output.rmdir()
            whole.rename(output)
    except OSError as fault:
        raise UsageError(f"{output}: it cannot be written ({fault.strerror})") from fault
    return count


def check_is_free(output: Path) -> None:
    """Raises UsageError where the name is taken: by a file, or by a folder that holds anything."""
    if not output.name:
        raise UsageError(f"{output}: it cannot be written (give a folder of its own)")
    if output.is_dir():
        if any(output.iterdir()):
            raise UsageError(f"{output}: the folder holds files already; give another, or an empty one")
    elif output.exists() or output.is_symlink():
        raise UsageError(f"{output}: it cannot be written (it is a file)")


def check_is_no_folder(output: Path) -> None:
    """Raises UsageError where the name is that of a folder."""
    if not output.name or output.is_dir():
        raise UsageError(f"{output}: it cannot be written (it is a folder)")


def _around(tables: Tables) -> dict[str, object]:
    return {"names": Names.of(tables), "places": {row.place: row for row in tables.places}}
