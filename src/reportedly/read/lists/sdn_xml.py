"""The OFAC's SDN.XML (and CONS.XML): one `sdnEntry` an entry, with its other names, numbers and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly.read.lists.parts import Fault, Heading, Part, day_of, numbers, told
from reportedly.read.lists.xml import elements, every, text, texts
from reportedly.terms.screening import EntrySchema, ListEntry

ROOT = "sdnList"
_WANTED = frozenset({"publshInformation", "publishInformation", "sdnEntry"})
"""The schema misspells its own heading; both spellings are read."""
_TYPES: Mapping[str, EntrySchema] = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "other",
    "entity": "organisation",
}
_COUNTRIES = (
    ("vesselInfo", "vesselFlag"),
    ("addressList", "address", "country"),
    ("nationalityList", "nationality", "country"),
    ("citizenshipList", "citizenship", "country"),
)


def sdn_xml_parts(chunks: Iterable[bytes]) -> Iterator[Part]:
    """The heading and the entries."""
    for found in elements(chunks, _WANTED):
        if isinstance(found, Fault):
            yield found
            continue
        name, element = found
        if name == "sdnEntry":
            yield _entry(element)
        elif not name.startswith("<"):
            yield Heading(date=day_of(text(element, "Publish_Date")))


def _entry(entry: Any) -> Part:
    number = text(entry, "uid")
    aliases = every(entry, "akaList", "aka")
    names = told([_name(entry), *(_name(aka) for aka in aliases if text(aka, "category").lower() != "weak")])
    weak = told(_name(aka) for aka in aliases if text(aka, "category").lower() == "weak")
    if not number or not (names or weak):
        return Fault(f"entry {number or 'without a number'}", "has no uid or no name")
    told_numbers = [(text(each, "idType"), text(each, "idNumber")) for each in every(entry, "idList", "id")]
    return ListEntry(
        id=number,
        list="",
        schema=_TYPES.get(text(entry, "sdnType").lower(), "other"),
        names=names,
        weak_names=tuple(name for name in weak if name not in names),
        imo=numbers(number for kind, number in told_numbers if _is_imo(kind, number)),
        countries=told(country for path in _COUNTRIES for country in texts(entry, *path)),
        programmes=told(texts(entry, "programList", "program")),
    )


def _name(of: Any) -> str:
    return f"{text(of, 'firstName')} {text(of, 'lastName')}"


def _is_imo(kind: str, number: str) -> bool:
    return "vessel registration" in kind.lower() or "imo" in kind.lower() or number.upper().startswith("IMO")
