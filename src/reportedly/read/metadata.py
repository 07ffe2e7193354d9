"""What is known of a document beside its text: from a meta.json in its folder, a document line, or the page itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from itertools import islice

from reportedly.read.bounds import MAX_BROKEN_LINES, MAX_NAME
from reportedly.read.encoding import decoded, storable
from reportedly.terms.document import Handling
from reportedly.terms.near import nearest
from reportedly.terms.problem import Problem

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)
_STRINGS = ("publisher", "url", "host", "title", "archived_url", "translation_of")
_NAMES = ("publisher", "published", "title", "url", "host", "archived_url", "language", "handling", "translation_of")
_OTHER_NAMES = ("published_on",)
_MAX_COMPARED = 2_000
"""So many names of a folder's files are compared with one that is not among them."""
_HELD_BACK = "the files beside it are read as restricted, and without a publisher or day, until it is mended"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of one document; None where nothing is. language: ISO 639-1. translation_of: the original's file,
    address or id, where this is a translation.
    """

    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    host: str | None = None
    title: str | None = None
    archived_url: str | None = None
    language: str | None = None
    handling: Handling | None = None
    translation_of: str | None = None

    def completed(self, other: Metadata) -> Metadata:
        """This, with the other's values where it has none."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return Metadata(**{k: getattr(other, k) if v is None else v for k, v in own.items()})


NOTHING = Metadata()
"""Where nothing is known."""

HELD_BACK = Metadata(handling="restricted")
"""Of a file of which something is told that cannot be read: that it may not be passed on may have stood there."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a meta.json tells: of the files that it names, and of all others beside it."""

    named: Mapping[str, Metadata] = field(default_factory=dict)
    others: Metadata = NOTHING

    def of(self, name: str) -> Metadata:
        """What it tells of one file."""
        return self.named.get(name, self.others)


def metadata_of(row: Mapping[str, object], where: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """The metadata of one JSON object; `published` is read as `published_on`. Values of a wrong form are left out.

    Problems (all warnings): `bad-date`, `broken-metadata`. A handling that is not known, of whatever form, counts as
    restricted.
    """
    problems: list[Problem] = []
    strings = {name: _string(row, name, where, problems) for name in _STRINGS}
    day_name = "published_on" if row.get("published_on") is not None else "published"
    language = _string(row, "language", where, problems)
    return Metadata(
        **strings,
        published_on=_day(_string(row, day_name, where, problems), where, problems),
        language=_language(language, where, problems),
        handling=_handling(row.get("handling"), where, problems),
    ), tuple(problems)


def metadata_by_name(data: bytes, where: str) -> tuple[Beside, tuple[Problem, ...]]:
    """The bytes of a meta.json. Problems: `broken-metadata` and those of `metadata_of`; where nothing of it can be read that
    is an error, and whatever lies beside it is held back."""
    table = _table(data)
    if isinstance(table, str):
        return unreadable(Problem("broken-metadata", f"{table}; {_HELD_BACK}", where))
    found: dict[str, Metadata] = {}
    problems: list[Problem] = []
    for name, row in table.items():
        if not isinstance(row, dict):
            fault = f"what stands under {name[:40]!r} is not a JSON object; that file is read as restricted"
            problems.append(_broken(fault, where))
            found[name] = HELD_BACK
            continue
        found[name], more = metadata_of(row, where)
        problems += [Problem(p.slug, f"{name}: {p.message}", where, p.severity) for p in more]
    problems += _unknown_fields(table, where)
    if len(problems) > MAX_BROKEN_LINES:
        rest = len(problems) - MAX_BROKEN_LINES
        return Beside(found), (*problems[:MAX_BROKEN_LINES], _broken(f"{rest:,} more faults of this kind", where))
    return Beside(found), tuple(problems)


def unreadable(why: Problem) -> tuple[Beside, tuple[Problem, ...]]:
    """What a meta.json tells that cannot be read at all."""
    return Beside(others=HELD_BACK), (why,)


def not_there(beside: Beside, names: Collection[str], where: str) -> tuple[Problem, ...]:
    """Warnings of the files that a meta.json names and that do not lie beside it, with the nearest that does."""
    strays = [name for name in beside.named if name not in names]
    free = list(islice((name for name in names if name not in beside.named), _MAX_COMPARED)) if strays else []
    told = []
    for name in strays[:MAX_BROKEN_LINES]:
        near = nearest(name, free, 1) if len(name) < 256 else ()
        meant = f"; did you mean {near[0]}?" if near else ""
        told.append(_broken(f"it names {storable(name)[:80]!r}, and no such file lies beside it{meant}", where))
    if len(strays) > MAX_BROKEN_LINES:
        told.append(_broken(f"{len(strays) - MAX_BROKEN_LINES:,} more files that it names do not lie beside it", where))
    return tuple(told)


def _table(data: bytes) -> dict[str, object] | str:
    """The JSON object that some bytes are, or why they are none."""
    text = decoded(data)
    if text is None:
        return "it is no text"
    try:
        table = json.loads(text.text)
    except json.JSONDecodeError as fault:
        return f"it is no JSON: line {fault.lineno}, column {fault.colno}: {_reason(fault)}"
    except RecursionError:
        return "it is no JSON: it is nested too deeply"
    except ValueError:
        return "it is no JSON: a number is too long"
    return table if isinstance(table, dict) else "it is not a JSON object of file names"


def _reason(fault: json.JSONDecodeError) -> str:
    before, at = fault.doc[: fault.pos].rstrip(), fault.doc[fault.pos : fault.pos + 1]
    if before.endswith(",") and at in ("}", "]"):
        return "a comma stands before the closing bracket"
    return fault.msg[:1].lower() + fault.msg[1:]


def _unknown_fields(table: Mapping[str, object], where: str) -> list[Problem]:
    """One warning for each field that no row may have, however many have it."""
    counts = Counter(key for row in table.values() if isinstance(row, dict) for key in row)
    told = []
    for key, count in counts.items():
        if key in _NAMES or key in _OTHER_NAMES:
            continue
        near = nearest(key, _NAMES, 1) if len(key) < 256 else ()
        meant = f"did you mean {near[0]}?" if near else f"the fields are {', '.join(_NAMES)}"
        rows = f" (in {count:,} rows)" if count > 1 else ""
        told.append(_broken(f"the field {storable(key)[:40]!r}{rows} is not known, and passed over; {meant}", where))
    return told


def language_code(text: str | None) -> str | None:
    """ISO 639-1 of a language tag (`en-GB` → `en`), None where it is none."""
    match = _LANGUAGE.fullmatch(text.strip()) if text else None
    return match[1].lower() if match else None


def iso_day(text: str) -> date | None:
    """The day of an ISO 8601 date or date and time, as printed there; None where it is none."""
    for parse in (date.fromisoformat, lambda t: datetime.fromisoformat(t).date()):
        try:
            return parse(text.strip())
        except ValueError:
            continue
    return None


def _string(row: Mapping[str, object], name: str, where: str, problems: list[Problem]) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        problems.append(_broken(f"the {name} is not a string", where))
        return None
    if len(value) > MAX_NAME:
        problems.append(_broken(f"the {name} is longer than {MAX_NAME:,} letters; it is not used", where))
        return None
    return " ".join(storable(value).split()) or None


def _day(text: str | None, where: str, problems: list[Problem]) -> date | None:
    day = iso_day(text) if text else None
    if text and day is None:
        message = f"the publication date {text[:40]!r} is not of the form 2024-11-20; it is not used"
        problems.append(Problem("bad-date", message, where, "warning"))
    return day


def _language(text: str | None, where: str, problems: list[Problem]) -> str | None:
    code = language_code(text)
    if text and code is None:
        problems.append(_broken(f"the language {text[:40]!r} is not a code such as en", where))
    return code


def _handling(value: object, where: str, problems: list[Problem]) -> Handling | None:
    text = value.strip() if isinstance(value, str) else value
    if text is None or text == "":
        return None
    if text not in ("public", "restricted"):
        fault = f"the handling {str(text)[:40]!r} is neither public nor restricted; it counts as restricted"
        problems.append(_broken(fault, where))
    return "public" if text == "public" else "restricted"


def _broken(message: str, where: str) -> Problem:
    return Problem("broken-metadata", message, where, "warning")
