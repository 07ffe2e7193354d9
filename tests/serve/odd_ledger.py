"""A ledger of odd claims, one a document: what is lacking, very long, of another script, or full of signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.keep.additions import reading
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence
from reportedly.terms.quantity import Quantity
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger

LONG = "Joint Stock Company of the United Works of Arms and Instruments " * 5
LONG_NAME = LONG[:300].strip()
ONE_WORD = "Rindfleischetikettierung" * 13
HEBREW, ARABIC = "התעשייה האווירית", "الهيئة العربية للتصنيع"
SIGNS = "<b>R&D</b> 122 mm < 152 mm"
SHELLS = (Item("shells", "artillery-shell"),)

CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no publisher": ({"publisher": None}, {}),
    "no date": ({"published_on": None}, {}),
    "no publisher, date, title or address": (
        {"publisher": None, "published_on": None, "title": None, "url": None, "path": ""}, {"origins": ()}
    ),
    "no supplier": ({}, {"actor": ()}),
    "no recipient": ({}, {"recipient": ()}),
    "no party": ({}, {"actor": (), "recipient": (), "origins": ()}),
    "no item": ({}, {"items": (), "fields": {}, "actor": ("IR",)}),
    "no item nor party": ({}, {"items": (), "fields": {}, "actor": (), "recipient": ()}),
    "only a measure": (
        {}, {"kind": "measure", "actor": ("JP",), "recipient": (), "items": (Item("ban", "measure"),)}
    ),
    "a measure on nobody": ({}, {"kind": "measure", "actor": (), "recipient": (), "items": ()}),
    "only a denial": ({}, {"actor": ("CN",), "recipient": ("SD",), "modality": "denied"}),
    "a response": ({}, {"kind": "response", "recipient": (), "items": (Item("declined", "response"),)}),
    "a visit of nobody": ({}, {"kind": "visit", "actor": (), "items": (Item("came", "visit"),)}),
    "a judgement": ({}, {"kind": "judgement", "recipient": (), "items": ()}),
    "a quantity without a figure": ({}, {"quantity": Quantity(None, None, None, text="some")}),
    "a long name": ({"publisher": LONG_NAME, "title": LONG_NAME}, {"actor": (LONG_NAME,), "origins": (LONG_NAME,)}),
    "a long word": (
        {"publisher": ONE_WORD, "title": ONE_WORD, "url": f"https://daily.example/{ONE_WORD}", "path": f"{ONE_WORD}.txt"},
        {"recipient": (ONE_WORD,), "origins": (ONE_WORD,), "items": (Item(ONE_WORD, "artillery-shell"),)},
    ),
    "a Hebrew name": ({"publisher": HEBREW, "title": HEBREW}, {"actor": (HEBREW,), "origins": (HEBREW,)}),
    "an Arabic name": (
        {"publisher": ARABIC, "title": ARABIC},
        {"recipient": (ARABIC,), "origins": (ARABIC,), "items": (Item("قذائف", "artillery-shell"),)},
    ),
    "signs of HTML": (
        {"publisher": "R&D <Daily>", "title": SIGNS},
        {"actor": ("R&D <Works>",), "origins": ("R&D <Daily>",), "items": (Item(SIGNS, "artillery-shell"),)},
    ),
}  # fmt: skip
"""What is odd → values of the document, and of the claim."""


def odd(what: str) -> tuple[Document, Claim]:
    """The document and the claim of a case."""
    metadata, values = CASES[what]
    text = f"It has {what}. Shells went by rail, somebody says."
    told = {"publisher": "Daily", "published_on": date(2024, 3, 1), "path": f"{what}.txt", "title": what.capitalize()}
    document = Document(text=text, **(told | metadata))
    start = text.index("Shells")
    end = text.index(",", start)
    defaults: dict[str, Any] = {
        "document": DocumentRef.of(document),
        "kind": "transfer",
        "actor": ("KP",),
        "recipient": ("RU",),
        "evidence": Evidence.cut(text, start, end),
        "items": SHELLS,
        "fields": {"item": ((start, start + 6),)},
        "origins": ("KR-NIS",),
        "method": "rules/1",
    }
    claim = Claim(**(defaults | values))
    return document, replace(claim, attribution=_chain(claim))


def _chain(claim: Claim) -> tuple[Link, ...]:
    publisher = claim.document.publisher
    first = (Link(publisher),) if publisher else ()
    return (*first, *(Link(origin, origin, verb="says") for origin in claim.origins if origin != publisher))


def odd_ledger(path: Path) -> Path:
    """All cases in a ledger of their own."""
    ledger = open_ledger(path, FixedClock())
    for what in CASES:
        document, claim = odd(what)
        ledger.append(reading(document, [claim], "rules/1"))
    ledger.close()
    return path
