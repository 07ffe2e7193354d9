"""What is known of a document beside its text: from a meta.json in its folder, a document line, or the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from reportedly.read.bounds import MAX_BROKEN_LINES, MAX_NAME
from reportedly.read.encoding import decoded, storable
from reportedly.terms.document import Handling
from reportedly.terms.problem import Problem

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9-_]+)?", re.IGNORECASE)
_STRINGS = ("publisher", "url", "host", "title", "archived_url", "translation_of")


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


def metadata_by_name(data: bytes, where: str) -> tuple[dict[str, Metadata], tuple[Problem, ...]]:
    """The bytes of a meta.json: file name → metadata. Problems: `broken-metadata` and those of `metadata_of`."""
    text = decoded(data)
    try:
        table = json.loads(text.text) if text else None
    except (ValueError, RecursionError):
        table = None
    if not isinstance(table, dict):
        return {}, (_broken("is not a JSON object of file names", where),)
    found: dict[str, Metadata] = {}
    problems: list[Problem] = []
    for name, row in table.items():
        if not isinstance(row, dict):
            problems.append(_broken(f"what stands under {name!r} is not a JSON object", where))
            continue
        found[name], more = metadata_of(row, where)
        problems += [Problem(p.slug, f"{name}: {p.message}", where, p.severity) for p in more]
    if len(problems) > MAX_BROKEN_LINES:
        rest = len(problems) - MAX_BROKEN_LINES
        return found, (*problems[:MAX_BROKEN_LINES], _broken(f"{rest:,} more faults of this kind", where))
    return found, tuple(problems)


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
