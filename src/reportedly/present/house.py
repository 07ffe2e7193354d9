"""A house style: what an organisation puts on its dossiers. It changes how they look, never what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reportedly.errors import UsageError

Sheet = Literal["a4", "us-letter"]
SHEETS: tuple[Sheet, ...] = ("a4", "us-letter")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class House:
    """kicker: the line above the title. organisation: named as who issues it, '' for nobody. accent: the colour of headings
    and rules, #rrggbb. sheet: the size of the paper. font: a family that is tried first for the body. marking: words at the
    head of each page ("Internal"). footer: at the foot of each, beside the page's number. logo: a picture, with its ending.
    closing: paragraphs behind the method page. template: a Word document whose styles and page set-up are used.

    Raises UsageError on a colour or sheet that is none.
    """

    kicker: str = "Reportedly · dossier of claims"
    organisation: str = ""
    accent: str = "#0b4f8a"
    sheet: Sheet = "a4"
    font: str = ""
    marking: str = ""
    footer: str = "What is claimed, and by whom. It does not say that anything happened."
    logo: tuple[bytes, str] | None = None
    closing: tuple[str, ...] = ()
    template: bytes | None = None

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.accent):
            raise UsageError(f"house style: accent is {self.accent!r}; it is a colour such as #0b4f8a")
        if self.sheet not in SHEETS:
            raise UsageError(f"house style: sheet is {self.sheet!r}; there are {', '.join(SHEETS)}")
