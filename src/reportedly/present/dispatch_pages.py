"""A dispatch laid out once, and printed as Markdown, as a page of HTML, and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from reportedly.present.apart import Entry
from reportedly.present.claim_rows import NoteRow
from reportedly.present.dispatch import Dispatch, DispatchPart
from reportedly.present.dossier_md import escaped
from reportedly.present.house import House
from reportedly.present.links import web_address
from reportedly.present.order import settled
from reportedly.present.paper.blocks import (
    Block,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Words,
    ascending,
    in_order,
    words,
)
from reportedly.present.sentences import Sentence
from reportedly.present.words import many

PLAIN = House(kicker="reportedly · dispatch of claims")
"""The style of who has none of their own."""
_PAGES = Environment(
    loader=ChoiceLoader([PackageLoader("reportedly.present", part) for part in ("templates", "static")]),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=settled,
)


def dispatch_paper(made: Dispatch) -> Paper:
    """The dispatch as blocks; footnotes are numbered in the order in which they are met."""
    blocks = [block for part in made.parts for block in _part(part)]
    facts = (words(made.standfirst, strong=True), *(words(line) for line in made.facts))
    notes = {row.note.number: _note(row) for row in made.notes}
    paper = Paper(made.title, facts, tuple(blocks), notes, contents=False)
    order = in_order(paper)
    laid = tuple(ascending(block, order) for block in blocks)
    return Paper(made.title, facts, laid, notes, contents=False)


def dispatch_markdown(made: Dispatch, house: House | None = None) -> str:
    """The dispatch as Markdown with footnotes (CommonMark, and the extension that GitHub and Pandoc share)."""
    style, paper = house or PLAIN, dispatch_paper(made)
    order = in_order(paper)
    blocks = [f"**{escaped(style.marking)}**"] if style.marking else []
    blocks += [f"# {escaped(made.title)}", *(_marked(fact, order) for fact in paper.facts)]
    blocks += [_block(block, order) for block in paper.blocks]
    blocks += [escaped(line) for line in style.closing]
    blocks += [f"[^{order[number]}]: {_marked(paper.notes[number], order)}" for number in order]
    return "\n\n".join(blocks) + "\n"


def dispatch_html(made: Dispatch, house: House | None = None) -> str:
    """The dispatch as one page of HTML: no scripts, no requests, every word of a document escaped."""
    paper = dispatch_paper(made)
    return _PAGES.get_template("dispatch.html").render(
        paper=paper, order=in_order(paper), house=house or PLAIN, linked=web_address, kind=lambda b: type(b).__name__
    )


def _part(part: DispatchPart) -> Iterator[Block]:
    yield Heading(1, part.heading)
    if not part.groups:
        yield Paragraph(words(part.none))
    for group in part.groups:
        if group.heading:
            yield Heading(2, group.heading)
        lines = [line for entry in group.entries for line in _entry(entry)]
        if group.more:
            lines.append((0, words(f"And {group.more:,} more; the ledger has them.", quiet=True)))
        yield Listing(tuple(lines))
    if part.more:
        yield Paragraph(words(f"And {many(part.more, 'more flow')}; the ledger has them.", quiet=True), "aside")


def _entry(entry: Entry) -> Iterator[tuple[int, Words]]:
    yield 0, _runs(entry.sentence)
    for quoted in entry.quotes:
        yield 1, words(f"{quoted.label}: “{quoted.quote}”", (quoted.note,))
    if entry.beside:
        link = (Run(f"{entry.link}: ", quiet=True),) if entry.link else ()
        spaced = (run for beside in entry.beside for run in (*_runs(beside), Run(" ")))
        yield 1, (*link, *tuple(spaced)[:-1])


def _runs(sentence: Sentence) -> Words:
    return tuple(Run(text, notes) for text, notes in sentence.marked)


def _note(row: NoteRow) -> Words:
    """A footnote: who says it, the exact words, and where they stand."""
    checked = " Checked by a person." if row.note.claim.reviewed else ""
    where = f" — {row.publisher}, {row.published}.{checked}"
    return (Run(f"{row.chain}: "), Run(row.note.quotes), Run(where, url=web_address(row.url)))


def _block(block: Block, order: Mapping[int, int]) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(given):
            return _marked(given, order)
        case Listing(items):
            return "\n".join(f"{'  ' * depth}- {_marked(given, order)}" for depth, given in items)
        case _:
            raise TypeError(f"a dispatch holds no {type(block).__name__}")


def _marked(given: Iterable[Run], order: Mapping[int, int]) -> str:
    return "".join(_run(run) + "".join(f"[^{order[number]}]" for number in run.notes) for run in given)


def _run(run: Run) -> str:
    lead, end = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    if not run.text.strip():
        return run.text
    told = f"**{escaped(run.text)}**" if run.strong else escaped(run.text)
    address = web_address(run.url)
    return f"{lead}{told}{f' <{address}>' if address else ''}{end}"
