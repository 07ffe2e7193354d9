"""The consolidated list of the UN Security Council: `INDIVIDUAL` and `ENTITY`, each with its aliases and their quality.

Its entities are no ships: the IMO numbers in their remarks are those of shipping companies, which have numbers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.read.lists.parts import Fault, Heading, Part, day_of, numbers, told
from reportedly.read.lists.xml import elements, every, text, texts
from reportedly.terms.screening import ListEntry

ROOT = "CONSOLIDATED_LIST"
NAME = "UN Security Council Consolidated List"
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_IMO = re.compile(r"\bIMO(?: number)?[\s:#.]*([0-9]{7})\b", re.IGNORECASE)


def un_parts(chunks: Iterable[bytes]) -> Iterator[Part]:
    """The heading and the entries."""
    for found in elements(chunks, frozenset({"INDIVIDUAL", "ENTITY"})):
        if isinstance(found, Fault):
            yield found
            continue
        name, element = found
        if name.startswith("<"):
            yield Heading(NAME, day_of(element.get("dateGenerated")))
        else:
            yield _entry(element, name)


def _entry(element: Any, kind: str) -> Part:
    number = text(element, "REFERENCE_NUMBER") or text(element, "DATAID")
    aliases = every(element, f"{kind}_ALIAS")
    usual = " ".join(text(element, part) for part in _PARTS)
    names = told(
        [usual, text(element, "NAME_ORIGINAL_SCRIPT"), *(text(a, "ALIAS_NAME") for a in aliases if not _is_low(a))]
    )
    weak = told(text(alias, "ALIAS_NAME") for alias in aliases if _is_low(alias))
    if not number or not (names or weak):
        return Fault(f"entry {number or 'without a number'}", "has no number or no name")
    changed = [day_of(day) for day in texts(element, "LAST_DAY_UPDATED", "VALUE")]
    return ListEntry(
        id=number,
        list="",
        schema="person" if kind == "INDIVIDUAL" else "organisation",
        names=names,
        weak_names=tuple(name for name in weak if name not in names),
        imo=numbers(_IMO.findall(text(element, "COMMENTS1"))),
        countries=told([*texts(element, "NATIONALITY", "VALUE"), *texts(element, f"{kind}_ADDRESS", "COUNTRY")]),
        programmes=told([text(element, "UN_LIST_TYPE")]),
        changed=max((day for day in changed if day), default=day_of(text(element, "LISTED_ON"))),
    )


def _is_low(alias: Any) -> bool:
    return text(alias, "QUALITY").lower().startswith("low")
