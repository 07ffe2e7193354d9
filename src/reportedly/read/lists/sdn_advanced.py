"""The OFAC's advanced XML: parties, their numbers, places and programmes in tables that refer to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reportedly.read.lists.parts import Fault, Heading, Part, numbers, told
from reportedly.read.lists.xml import elements, every, text, texts
from reportedly.terms.screening import EntrySchema, ListEntry

ROOT = "Sanctions"
_NAMED = ("Country", "PartySubType", "PartyType", "FeatureType", "IDRegDocType", "List")
_WANTED = frozenset(
    {"DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry"}
)
_PLACES = ("flag", "location", "nationality", "citizenship", "registration")
"""What stands in the names of features that hold a country."""


@dataclass(slots=True)
class _Tables:
    """What parties refer to, as far as it was read: names by their numbers, countries of places, numbers of identities."""

    named: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    programmes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, str] = field(default_factory=dict)


def advanced_parts(chunks: Iterable[bytes]) -> Iterator[Part]:
    """The heading, the faults and then the entries: their programmes stand at the end of the file."""
    tables, entries = _Tables(), []
    for found in elements(chunks, _WANTED):
        if isinstance(found, Fault):
            yield found
            continue
        name, element = found
        if name == "DateOfIssue":
            yield Heading(date=_day(element))
        elif name == "DistinctParty":
            part = _party(element, tables)
            if isinstance(part, Fault):
                yield part
            else:
                entries.append(part)
        elif not name.startswith("<"):
            _READERS[name](element, tables)
    for entry in entries:
        yield replace(entry, programmes=told(tables.programmes[entry.id]), list=tables.lists.get(entry.id, ""))


def _references(element: Any, tables: _Tables) -> None:
    for name in _NAMED:
        for value in every(element, f"{name}Values", name):
            tables.named[name, value.get("ID", "")] = value.get("ISO2") or (value.text or "").strip()
            if name == "PartySubType":
                tables.kinds[value.get("ID", "")] = value.get("PartyTypeID", "")


def _location(element: Any, tables: _Tables) -> None:
    countries = [tables.named.get(("Country", c.get("CountryID", "")), "") for c in every(element, "LocationCountry")]
    words = texts(element, "LocationPart", "LocationPartValue", "Value") if not countries else []
    tables.places[element.get("ID", "")] = told([*countries, *words[:1]])


def _document(element: Any, tables: _Tables) -> None:
    kind = tables.named.get(("IDRegDocType", element.get("IDRegDocTypeID", "")), "").lower()
    if "vessel registration" in kind or "imo" in kind:
        tables.numbers[element.get("IdentityID", "")].append(text(element, "IDRegistrationNo"))


def _sanctions(element: Any, tables: _Tables) -> None:
    profile = element.get("ProfileID", "")
    tables.programmes[profile] += texts(element, "SanctionsMeasure", "Comment")
    tables.lists.setdefault(profile, tables.named.get(("List", element.get("ListID", "")), ""))


_READERS = {
    "ReferenceValueSets": _references,
    "Location": _location,
    "IDRegDocument": _document,
    "SanctionsEntry": _sanctions,
}


def _party(element: Any, tables: _Tables) -> ListEntry | Fault:
    profile = next(iter(every(element, "Profile")), None)
    number = (profile.get("ID") if profile is not None else None) or element.get("FixedRef")
    identities = every(profile, "Identity") if profile is not None else []
    aliases = [alias for identity in identities for alias in every(identity, "Alias")]
    names = told(name for alias in aliases if alias.get("LowQuality") != "true" for name in _names(alias))
    weak = told(name for alias in aliases if alias.get("LowQuality") == "true" for name in _names(alias))
    if profile is None or not number or not (names or weak):
        return Fault(f"party {number or 'without a number'}", "has no number or no name")
    kind = profile.get("PartySubTypeID", "")
    return ListEntry(
        id=number,
        list="",
        schema=_schema(tables, kind),
        names=names,
        weak_names=tuple(name for name in weak if name not in names),
        imo=numbers(n for identity in identities for n in tables.numbers[identity.get("ID", "")]),
        countries=told(_countries(profile, tables)),
    )


def _schema(tables: _Tables, subtype: str) -> EntrySchema:
    sort = tables.named.get(("PartySubType", subtype), "").lower()
    kind = tables.named.get(("PartyType", tables.kinds.get(subtype, "")), "").lower()
    known: Mapping[str, EntrySchema] = {"vessel": "vessel", "individual": "person", "entity": "organisation"}
    return known.get(sort) or known.get(kind, "other")


def _names(alias: Any) -> Iterator[str]:
    for documented in every(alias, "DocumentedName"):
        yield " ".join(texts(documented, "DocumentedNamePart", "NamePartValue"))


def _countries(profile: Any, tables: _Tables) -> Iterator[str]:
    for feature in every(profile, "Feature"):
        kind = tables.named.get(("FeatureType", feature.get("FeatureTypeID", "")), "").lower()
        if not any(word in kind for word in _PLACES) or "former" in kind:
            continue
        for version in every(feature, "FeatureVersion"):
            yield from texts(version, "VersionDetail")
            for place in every(version, "VersionLocation"):
                yield from tables.places.get(place.get("LocationID", ""), ())


def _day(element: Any) -> date | None:
    year, month, day = (text(element, part) for part in ("Year", "Month", "Day"))
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):  # "99999999999" is no year
        return None
