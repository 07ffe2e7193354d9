"""Entities in the FollowTheMoney form, one JSON object a line (`entities.ftm.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.read.lists.parts import Fault, Part, Passed, day_of, numbers, told
from reportedly.terms.screening import EntrySchema, ListEntry

SCHEMATA: Mapping[str, EntrySchema] = {
    "Vessel": "vessel",
    "Company": "company",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "organisation",
    "Person": "person",
    "Airplane": "other",
    "CryptoWallet": "other",
    "Asset": "other",
}
"""Those that bear names of their own; addresses, documents and relations between entities are passed over."""
LISTED = ("sanction", "debarment", "export.", "wanted", "asset.frozen")
"""How the topics of an entity begin that is on a list itself, and not only linked to one that is."""
_COUNTRIES = ("flag", "country", "jurisdiction", "mainCountry", "nationality", "citizenship", "pastFlags")


def ftm_parts(rows: Iterable[tuple[int, str | None]]) -> Iterator[Part]:
    """The entries among the lines of a file."""
    for number, line in rows:
        if line is None:
            yield Fault(f"line {number}", "is too long")
        elif line.strip():
            yield _part(number, line)


def _part(number: int, line: str) -> Part:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError):
        return Fault(f"line {number}", "is not JSON")
    if not isinstance(entity, dict) or not isinstance(entity.get("schema"), str):
        return Fault(f"line {number}", "is no entity: it has no schema")
    schema = SCHEMATA.get(entity["schema"])
    if schema is None:
        return Passed()
    given = entity.get("properties")
    if not isinstance(given, dict) or not isinstance(entity.get("id"), str):
        return Fault(f"line {number}", "is no entity: it has no id or no properties")
    return _entry(entity, schema, given) or Fault(f"line {number}", "has no name")


def _entry(entity: Mapping[str, Any], schema: EntrySchema, given: Mapping[str, Any]) -> Part | None:
    if not _is_listed(entity, given):
        return Passed(linked=True)
    caption = entity.get("caption")
    strong = [caption if isinstance(caption, str) and caption != entity["id"] else None]
    names = told([*strong, *(n for key in ("name", "alias", "previousName") for n in _values(given, key))])
    weak = told(name for key in ("weakAlias", "abbreviation") for name in _values(given, key))
    if not names and not weak:
        return None
    return ListEntry(
        id=entity["id"],
        list="; ".join(_values(entity, "datasets")),
        schema=schema,
        names=names,
        weak_names=tuple(name for name in weak if name not in names),
        imo=numbers(_values(given, "imoNumber")),
        countries=tuple(dict.fromkeys(c for key in _COUNTRIES for c in _values(given, key))),
        programmes=tuple(_values(given, "programId") or _values(given, "program") or _values(given, "topics")),
        changed=day_of(next(iter(_values(entity, "last_change")), None)),
    )


def _is_listed(entity: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """By its topics or its mark as a target; an entity without either is taken as listed by whoever made the file."""
    topics = _values(given, "topics")
    if any(topic.startswith(LISTED) for topic in topics) or entity.get("target") is True:
        return True
    return not topics and "target" not in entity


def _values(given: Mapping[str, Any], name: str) -> list[str]:
    value = given.get(name)
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, str)]
