"""A dossier as PDF, set by typst: nothing is fetched, no font of the system is used, the same dossier is the same file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import typst

from reportedly.present.dossier import Dossier
from reportedly.present.house import House
from reportedly.present.paper.blocks import Paper
from reportedly.present.paper.markup import typst_source
from reportedly.present.paper.outline import paper_of


def dossier_pdf(dossier: Dossier, fonts: Sequence[str], house: House | None = None) -> bytes:
    """The dossier as PDF, tagged for screen readers. fonts: folders of fonts beside those that typst carries."""
    return paper_pdf(paper_of(dossier), fonts, dossier.made_at, house or House())


def paper_pdf(paper: Paper, fonts: Sequence[str], made_at: datetime, house: House) -> bytes:
    """What is laid out, as PDF."""
    source = typst_source(paper, house, made_at)
    return typst.compile(source.encode(), font_paths=_book(fonts), timestamp=int(made_at.timestamp()))


def picture(svg: str, fonts: Sequence[str], dots_per_inch: float = 200.0) -> bytes:
    """A drawing as PNG, 160 mm wide."""
    text = svg.replace("\\", "\\\\").replace('"', '\\"')
    page = "#set page(width: 160mm, height: auto, margin: 0pt, fill: white)\n"
    source = f'{page}#image(bytes("{text}"), format: "svg", width: 100%)'
    return typst.compile(source.encode(), font_paths=_book(fonts), format="png", ppi=dots_per_inch)


def _book(fonts: Sequence[str]) -> typst.Fonts:
    """The fonts that typst may use: its own and those in the folders."""
    return typst.Fonts(include_system_fonts=False, font_paths=list(fonts))
