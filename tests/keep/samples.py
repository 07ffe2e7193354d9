"""A small report and claims cut from it, for tests that need words a reader can follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from reportedly.terms.claim import Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.quantity import Quantity

TEXT = (
    "Seoul says the North shipped 1,000 containers to Russia. "
    "It says that shells and rockets went by rail, and that instructors followed. "
    "Nobody in Moscow replied."
)


def report(n: int = 1, **metadata: Any) -> Document:
    """The report, as published at the n-th address."""
    told = {"published_on": date(2023, 10, 13), "path": f"{n}.txt"} | metadata
    return Document(text=TEXT, publisher="Daily", url=f"https://daily.example/{n}", **told)


def claim(document: Document, words: str, item: str = "munitions", method: str = "rules/1", **values: Any) -> Claim:
    """A transfer KP → RU of an item; the evidence are the words, and the first of them names the item."""
    start = document.text.index(words)
    end = start + len(words)
    defaults: dict[str, Any] = {
        "document": DocumentRef.of(document),
        "kind": "transfer",
        "actor": ("KP",),
        "recipient": ("RU",),
        "evidence": Evidence.cut(document.text, start, end),
        "items": (Item(words.split()[0], item),),
        "fields": {"item": ((start, start + len(words.split()[0])),)},
        "origins": ("KR-NIS",),
        "method": method,
    }
    return Claim(**defaults | values)


def containers(document: Document, method: str = "rules/1", **values: Any) -> Claim:
    """More than 1,000 containers."""
    quantity = Quantity(1000, None, "container", scope="cumulative", text="1,000 containers")
    return claim(document, "the North shipped 1,000 containers to Russia", method=method, quantity=quantity, **values)


def shells(document: Document, method: str = "rules/1", **values: Any) -> Claim:
    return claim(document, "shells and rockets went by rail", "artillery-shell", method, **values)


def moved(original: Claim, document: Document, by: int = 2, **values: Any) -> Claim:
    """The claim as another method finds it: its evidence begins later, so that its id is another."""
    start, end = original.evidence.span
    return replace(original, evidence=Evidence.cut(document.text, start + by, end), id="", **values)
