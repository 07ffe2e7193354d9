"""Claims, a flow and a dossier as a notebook shows them: a page where it draws HTML, a line where it prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from html import escape
from typing import Any, overload

from reportedly.present.dossier import Dossier, FlowPart
from reportedly.present.dossier_html import dossier_html
from reportedly.present.names import Names
from reportedly.present.notebook.fragments import Notes, block, drawing, page, table
from reportedly.present.notebook.frames import claim_columns, pandas_frame, polars_frame
from reportedly.present.paper.blocks import Drawing, Table
from reportedly.present.paper.drawings import flow_chart
from reportedly.present.paper.outline import flow_blocks, note_words
from reportedly.present.sentences import claim_sentence
from reportedly.present.words import day, many
from reportedly.terms.claim import Claim
from reportedly.terms.flow import FlowAnswer, Total
from reportedly.terms.flow_record import flow_record
from reportedly.terms.record import claim_record

SHOWN = 20
"""Claims that a notebook shows of a longer list."""


@dataclass(frozen=True, slots=True, repr=False)
class Claims(Sequence[Claim]):
    """Some claims, in the ledger's order."""

    claims: tuple[Claim, ...]
    names: Names

    @overload
    def __getitem__(self, place: int) -> Claim: ...
    @overload
    def __getitem__(self, place: slice) -> Claims: ...
    def __getitem__(self, place: int | slice) -> Claim | Claims:
        return Claims(self.claims[place], self.names) if isinstance(place, slice) else self.claims[place]

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __repr__(self) -> str:
        checked = sum(claim.reviewed is not None for claim in self.claims)
        days = sorted(claim.published_on for claim in self.claims if claim.published_on)
        span = f", published {day(days[0])} to {day(days[-1])}" if days else ""
        return f"<{many(len(self.claims), 'claim')}, {checked} checked by a person{span}>"

    def frame(self) -> Any:
        """As a pandas frame, a row a claim."""
        return pandas_frame(claim_columns(self.claims))

    def polars(self) -> Any:
        """As a polars frame, a row a claim."""
        return polars_frame(claim_columns(self.claims))

    def records(self) -> list[dict[str, Any]]:
        """As claim records, plain JSON values."""
        return [claim_record(claim) for claim in self.claims]

    def _repr_html_(self) -> str:
        rows = (
            (
                escape(day(claim.published_on)),
                escape(claim_sentence(claim, self.names)),
                f"“{escape(claim.evidence.quote)}”",
                escape(claim.document.publisher or ""),
                "yes" if claim.reviewed else "no",
            )
            for claim in self.claims[:SHOWN]
        )
        more = f"{len(self.claims) - SHOWN:,} further claims are not shown. " if len(self.claims) > SHOWN else ""
        drawn = table(("Published", "Claim", "Exact words", "Publisher", "Checked"), rows)
        return page((drawn,), f"{more}{repr(self)[1:-1]}. Rows repeat each other and do not add up.")


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A drawing that a notebook shows inline. described: the same in words."""

    svg: str
    described: str

    def __repr__(self) -> str:
        return f"<chart: {self.described}>"

    def _repr_html_(self) -> str:
        return drawing(self.svg, self.described)

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True, repr=False)
class FlowView:
    """One flow: the answer, and its section of a dossier."""

    answer: FlowAnswer
    dossier: Dossier

    @property
    def part(self) -> FlowPart | None:
        """Its section; None of a flow without a claim of its own."""
        return next(iter(self.dossier.flows), None)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The flow in sentences made from the assessment."""
        return tuple(sentence.text for sentence in self.part.summary) if self.part else ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Its charts, one a unit."""
        part = self.part
        drawn = [flow_chart(s, self.dossier.signs, part.heading, {}) for s in part.figures] if part else []
        return tuple(Chart(one.svg, one.described) for one in drawn)

    def totals(self) -> Any:
        """The totals as a pandas frame, a row a class, unit, level and way of counting."""
        rows = [asdict(total) for total in self.answer.totals]
        return pandas_frame({each.name: [row[each.name] for row in rows] for each in fields(Total)})

    def record(self) -> dict[str, Any]:
        """The whole answer as plain JSON values, as `reportedly flow --format json` prints it."""
        return flow_record(self.answer)

    def __repr__(self) -> str:
        heading = self.part.heading if self.part else "flow"
        return f"<{heading}: {many(len(self.answer.claims), 'claim')}, {self.answer.reviewed} checked by a person>"

    def _repr_html_(self) -> str:
        part = self.part
        if part is None:
            return page(("<p>No claim on this flow stands in the documents read.</p>",))
        notes: Notes = {row.note.number: note_words(row) for row in self.dossier.notes}
        blocks = list(flow_blocks(part, self.dossier, {}))
        end = next(i for i, one in enumerate([*blocks, Table((), (), (), "")]) if isinstance(one, Table)) + 1
        first_chart = next((i for i, one in enumerate(blocks) if isinstance(one, Drawing)), None)
        shown = [b for i, b in enumerate(blocks[:end]) if not isinstance(b, Drawing) or i == first_chart]
        drawn = [block(one, notes) for one in shown]
        rest = "".join(block(one, notes) for one in blocks[end:])
        folded = f"<details><summary>Origins, claims and what stands apart</summary>{rest}</details>" if rest else ""
        return page((*drawn, folded), f"{self.dossier.standfirst} {self.dossier.checked.text}")


@dataclass(frozen=True, slots=True, repr=False)
class DossierView:
    """A dossier, shown whole."""

    dossier: Dossier

    def html(self) -> str:
        """The whole page."""
        return dossier_html(self.dossier)

    def __repr__(self) -> str:
        headings = [part.heading for part in self.dossier.flows]
        return f"<dossier: {self.dossier.title}; {many(len(headings), 'flow')}; {self.dossier.checked.text}>"

    def _repr_html_(self) -> str:
        frame = "width:100%;height:40em;border:1px solid rgba(128,128,128,.4)"
        title, page_whole = escape(self.dossier.title), escape(self.html())
        return f'<iframe sandbox style="{frame}" title="{title}" srcdoc="{page_whole}"></iframe>'
