"""A dossier as PDF, set by typst: nothing is fetched, no font of the system is used, and the same dossier is the same file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import typst

from reportedly.present.dossier import Dossier
from reportedly.present.house import House
from reportedly.present.paper.markup import typst_source
from reportedly.present.paper.outline import paper_of


def dossier_pdf(dossier: Dossier, made_at: datetime, fonts: Sequence[str], house: House | None = None) -> bytes:
    """The dossier as PDF, tagged for screen readers. fonts: folders of fonts beside those that typst carries."""
    source = typst_source(paper_of(dossier), house or House(), made_at)
    return _set(source, fonts, "pdf", made_at)


def picture(svg: str, fonts: Sequence[str], dots_per_inch: float = 200.0) -> bytes:
    """A drawing as PNG, 160 mm wide."""
    text = svg.replace("\\", "\\\\").replace('"', '\\"')
    page = "#set page(width: 160mm, height: auto, margin: 0pt, fill: white)\n"
    return _set(f'{page}#image(bytes("{text}"), format: "svg", width: 100%)', fonts, "png", None, dots_per_inch)


def _set(source: str, fonts: Sequence[str], form: str, made_at: datetime | None, ppi: float | None = None) -> bytes:
    made = typst.compile(
        source.encode(),
        font_paths=list(fonts),
        ignore_system_fonts=True,
        format=form,
        ppi=ppi,
        timestamp=int(made_at.timestamp()) if made_at else None,
    )
    return bytes(made[0] if isinstance(made, list) else made)
