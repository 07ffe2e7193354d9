"""Blocks as the source of a typst document. Every word of a document is a string there and never markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from reportedly.present.house import House
from reportedly.present.paper.blocks import (
    Block,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Table,
    Words,
)

_SHORT = 1_000
"""Letters that stand on one page whatever its size."""
BODY, HANGUL = "Libertinus Serif", "NanumGothic"
_PREAMBLE = """
#set document(title: {title}, author: {author}, date: {date})
#set page(paper: "{sheet}", margin: (x: 20mm, top: 22mm, bottom: 24mm), header: context {header}, footer: context {footer})
#set text(font: ({fonts}), size: 9.5pt, lang: "en", fill: ink)
#set par(leading: 0.62em, spacing: 0.85em, justify: false)
#set footnote.entry(indent: 0em, gap: 0.45em, separator: line(length: 28%, stroke: 0.4pt + rule))
#show footnote.entry: set text(size: 7.6pt)
#set table(stroke: none, inset: (x: 3pt, y: 3.2pt))
#show table.cell: set text(size: 8.2pt)
#show table.cell: set par(leading: 0.5em)
#show table.cell.where(y: 0): set text(weight: "semibold", size: 7.8pt, fill: muted)
#show heading.where(level: 1): it => block(above: 1.9em, below: 0.8em, sticky: true, {{
  line(length: 100%, stroke: 0.8pt + accent)
  v(-0.35em)
  text(size: 14pt, weight: "semibold", fill: accent, it.body)
}})
#show heading.where(level: 2): set text(size: 10.5pt, weight: "semibold")
#show heading.where(level: 2): set block(above: 1.35em, below: 0.6em, sticky: true)
#show figure: set block(breakable: false)
#show figure.caption: set text(size: 7.8pt)
#show figure.caption: set align(left)
#show link: set text(fill: accent)
#let quiet(body) = text(fill: muted, body)
#let apart = super[, ]
"""


def typst_source(paper: Paper, house: House, made_at: datetime) -> str:
    """The whole source. Footnotes stand where they are first met; after that the same note is referred to again."""
    colours = {"ink": "#16181a", "muted": "#5c6166", "rule": "#b9bdc2", "accent": house.accent}
    head = "".join(f'#let {name} = rgb("{colour}")\n' for name, colour in colours.items())
    fonts = ", ".join(map(_string, filter(None, (house.font, BODY, HANGUL))))
    preamble = _PREAMBLE.format(
        title=_string(paper.title),
        author=_string(house.organisation or "reportedly"),
        date=f"datetime(year: {made_at.year}, month: {made_at.month}, day: {made_at.day})",
        sheet=house.sheet,
        fonts=fonts,
        header=_header(house),
        footer=_footer(house),
    )
    body = _Body(paper)
    parts = [*_title(paper, house, body), *map(body.block, paper.blocks)]
    parts += [f"#par[#{_string(line)}]" for line in house.closing]
    return head + preamble + "\n\n".join(parts) + "\n"


def _title(paper: Paper, house: House, body: _Body) -> Iterable[str]:
    if house.logo:
        data, ending = house.logo
        yield f'#image(bytes(({", ".join(map(str, data))},)), format: "{ending}", height: 11mm)'
    issued = f" · {house.organisation}" if house.organisation else ""
    yield f"#text(size: 8.5pt, fill: muted)[#{_string(house.kicker + issued)}]"
    yield f'#block(above: 0.6em, below: 0.9em, text(size: 21pt, weight: "semibold")[#{_string(paper.title)}])'
    for place, line in enumerate(paper.facts):
        yield f"#par[{body.words(line)}]" if place == 0 else f"#par(text(size: 8.6pt)[{body.words(line)}])"
    yield "#v(0.3em)"
    if paper.contents:
        yield "#outline(title: none, depth: 1, indent: 0pt)"


def _header(house: House) -> str:
    if not house.marking:
        return "none"
    return f'align(center, text(size: 8pt, weight: "semibold", tracking: 0.06em)[#{_string(house.marking)}])'


def _footer(house: House) -> str:
    counted = '[#counter(page).display("1 / 1", both: true)]'
    return f"text(size: 7.6pt, fill: muted, grid(columns: (1fr, auto), [#{_string(house.footer)}], {counted}))"


class _Body:
    """The blocks while they are written; it knows which footnotes have been met."""

    def __init__(self, paper: Paper) -> None:
        self._notes = paper.notes
        self._met: set[int] = set()

    def block(self, block: Block) -> str:
        """One block."""
        match block:
            case Heading(level, text):
                return f"#heading(level: {level})[#{_string(text)}]"
            case Paragraph(given, look):
                drawn = self.words(given)
                return _aside(drawn) if look == "aside" else _paragraph(drawn, sum(len(run.text) for run in given))
            case Listing(items):
                return self._listing(items)
            case Table():
                return self._table(block)
            case Drawing(svg, described, caption):
                told = f"caption: [{self.words(caption)}], supplement: none, numbering: none" if caption else ""
                image = f'image(bytes({_string(svg)}), format: "svg", width: {_share(svg)}%, alt: {_string(described)})'
                floats = (
                    ", placement: auto" if _is_map(svg) else ""
                )  # a page that it does not fit on is filled with text
                return f"#figure({image}, {told}{floats})"

    def words(self, given: Words) -> str:
        """Words with their footnotes."""
        return "".join(map(self._run, given))

    def _run(self, run: Run) -> str:
        drawn = f"#{_string(run.text)}"
        if run.strong:
            drawn = f"#strong[{drawn}]"
        if run.quiet:
            drawn = f"#quiet[{drawn}]"
        if run.url:
            drawn = f"#link({_string(run.url)})[{drawn}]"
        return drawn + "#apart".join(map(self._note, run.notes))

    def _note(self, number: int) -> str:
        if number in self._met:
            return f"#footnote(<note-{number}>)"
        self._met.add(number)
        return f'#footnote[{self.words(self._notes[number])}]#label("note-{number}")'

    def _listing(self, items: Iterable[tuple[int, Words]]) -> str:
        marks = ("•", "–")
        return (
            "\n".join(
                f"#block(inset: (left: {depth * 1.1 + 0.2}em), above: {0.7 if depth == 0 else 0.45}em, below: 0pt, "
                f"grid(columns: (0.9em, 1fr), [#{_string(marks[min(depth, 1)])}], [{self.words(given)}]))"
                for depth, given in items
            )
            + "\n#v(0.4em)"
        )

    def _table(self, table: Table) -> str:
        columns = ", ".join(f"{width:g}fr" for width in table.widths)
        head = ", ".join(f"[#{_string(name)}]" for name in table.head)
        rows = ",\n".join(
            "table.hline(stroke: 0.3pt + rule), " + ", ".join(f"[{self.words(cell)}]" for cell in row)
            for row in table.rows
        )
        return f"#table(columns: ({columns},), table.header({head}),\n{rows})"


def _paragraph(drawn: str, letters: int) -> str:
    """A paragraph; a short one is cut in two by no page: a figure is read with who says it."""
    return f"#block(breakable: {str(letters > _SHORT).lower()}, par[{drawn}])"


def _aside(drawn: str) -> str:
    """A small line below a heading, on the page of what it introduces."""
    return f"#block(sticky: true, par[#text(size: 8.4pt)[{drawn}]])"


def _is_map(svg: str) -> bool:
    return "flow-map" in svg


def _share(svg: str) -> int:
    """How wide a drawing stands, in hundredths of the line: charts narrower than maps."""
    return 92 if _is_map(svg) else 80


def _string(text: str) -> str:
    """Words as a string of typst; letters that no font draws are replaced, ends of lines are blanks."""
    line = " ".join(text.split())
    lead = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and line else ""
    clean = "".join(letter if letter.isprintable() else "\ufffd" for letter in f"{lead}{line}{end}")
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
