"""A dossier on paper: every letter is drawn, nothing of a document is obeyed, and the same dossier is the same file."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import docx
import pypdfium2
import pytest
from lxml import etree

from present.paper.word_text import W, marks
from present.sample import arms_answer, hostile_sample, people_answer, return_answer, sample
from reportedly.errors import UsageError
from reportedly.present.house import House
from reportedly.present.paper.blocks import Heading, Table, in_order, runs
from reportedly.present.paper.outline import paper_of
from reportedly.present.paper.pdf import dossier_pdf
from reportedly.present.paper.word import TABLE_ORDER, dossier_docx

FONTS = [str(files("reportedly") / "data" / "fonts")]
HANGUL, CYRILLIC = "국가정보원 조선민주주의인민공화국", "Головне управління розвідки ґєії Россия"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def test_every_footnote_of_the_dossier_is_on_paper() -> None:
    """None is left out, and on paper they are numbered in the order in which they are met."""
    dossier = sample()
    paper = paper_of(dossier)
    order = in_order(paper)
    assert set(order) == {row.note.number for row in dossier.notes} == set(paper.notes)
    assert list(order.values()) == list(range(1, len(order) + 1))


def test_paper_says_no_word_that_the_dossier_does_not() -> None:
    """Totals, origins, conflicts, denials, rules, exchange, method and sources each have their part."""
    headings = [block.text for block in paper_of(sample()).blocks if isinstance(block, Heading)]
    for wanted in ("In brief", "What the claims add up to", "Who says it", "Denied", "Conflicts", "Method", "Sources"):
        assert wanted in headings
    assert any(heading.startswith("Rules") for heading in headings)
    assert any(heading.startswith("Between") for heading in headings)


def test_sources_have_their_hashes_and_archived_copies() -> None:
    """Each source stands with its day, its address, the archived copy where there is one, and the hash of its text."""
    dossier = sample()
    table = next(b for b in paper_of(dossier).blocks if isinstance(b, Table) and b.caption == "Sources")
    assert len(table.rows) == len(dossier.sources)
    told = " ".join(run.text for run in runs(table))
    assert all(source.sha256 in told for source in dossier.sources if source.sha256)
    assert all(source.archived_url in told for source in dossier.sources if source.archived_url)


def test_hangul_and_cyrillic_are_drawn() -> None:
    """Words in both scripts come out of the PDF as they went in, with fonts of the package alone."""
    text = text_of(dossier_pdf(replace(sample(), title=f"{HANGUL} {CYRILLIC}"), FONTS))
    assert HANGUL in text
    assert CYRILLIC in text


def test_what_a_document_says_is_never_markup() -> None:
    """Words that are markup for typst, XML or Word are printed as they stand."""
    title = '#panic("x") \\ " $x$ @y <z> [a] *b* `c` // d &amp; ]]>'
    dossier = replace(hostile_sample(), title=title)
    assert "".join(title.split()) in "".join(text_of(dossier_pdf(dossier, FONTS)).split())
    made = docx.Document(io.BytesIO(dossier_docx(dossier, FONTS)))
    assert title in [paragraph.text for paragraph in made.paragraphs]


def test_links_lead_to_web_addresses_only() -> None:
    """No address of a document makes a link that runs anything."""
    data = dossier_docx(hostile_sample(), FONTS)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        links = [
            link.get("Target")
            for name in parts.namelist()
            if name.endswith(".rels")
            for link in etree.fromstring(parts.read(name))
            if link.get("TargetMode") == "External"
        ]
    assert all(re.match("https?://", link) for link in links)


@pytest.mark.parametrize("draw", [dossier_pdf, dossier_docx])
def test_the_same_dossier_is_the_same_file(draw: object) -> None:
    """Twice the same bytes: nothing of the hour of writing is in them."""
    assert draw(sample(), FONTS) == draw(sample(), FONTS)  # type: ignore[operator]


def test_word_reads_it_as_a_document_with_footnotes() -> None:
    """Each part parses; every mark has its note; the numbers of marks met again are those of the first."""
    data = dossier_docx(sample(), FONTS)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        assert b"/word/footnotes.xml" in parts.read("[Content_Types].xml")
    assert len(marks(data)) >= len(sample().notes)


def test_the_order_of_elements_is_that_of_the_format() -> None:
    """Word refuses a document whose properties stand in another order; no style that is named is missing."""
    with zipfile.ZipFile(io.BytesIO(dossier_docx(sample(), FONTS))) as parts:
        body, styles, settings, notes = (
            etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "styles", "settings", "footnotes")
        )
    tables = [[one.tag.removeprefix(W) for one in table] for table in body.iter(f"{W}tblPr")]
    assert tables
    assert all(names == sorted(names, key=TABLE_ORDER.index) for names in tables)
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    used = {
        one.get(f"{W}val") for root in (body, notes) for kind in ("pStyle", "rStyle") for one in root.iter(W + kind)
    }
    assert used <= known
    names = [one.tag.removeprefix(W) for one in settings]
    assert names.index("footnotePr") < names.index("compat")


def test_a_house_style_changes_the_looks_and_no_claim() -> None:
    """Marking, organisation, footer and closing words appear; the notes stay the same."""
    house = House(
        organisation="Institute", marking="INTERNAL", footer="Desk 4", closing=("Ask the desk.",), accent="#aa0000"
    )
    text = text_of(dossier_pdf(sample(), FONTS, house))
    assert all(word in text for word in ("Institute", "INTERNAL", "Desk 4", "Ask the desk."))
    plain, styled = dossier_docx(sample(), FONTS), dossier_docx(sample(), FONTS, house)
    assert marks(plain) == marks(styled)
    assert "INTERNAL" in docx.Document(io.BytesIO(styled)).sections[0].header.paragraphs[0].text


def test_a_template_lends_its_styles() -> None:
    """A Word document of the house is filled: its styles and margins stay."""
    own = docx.Document()
    own.styles["Normal"].font.name = "Papyrus"
    kept = io.BytesIO()
    own.save(kept)
    made = docx.Document(io.BytesIO(dossier_docx(sample(), FONTS, House(template=kept.getvalue()))))
    assert made.styles["Normal"].font.name == "Papyrus"


@pytest.mark.parametrize("wrong", [{"accent": "red"}, {"sheet": "a5"}])
def test_a_style_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    """A colour that is no colour, a sheet that is no sheet: one clear line."""
    with pytest.raises(UsageError, match="house style"):
        House(**wrong)  # type: ignore[arg-type]


def test_the_moment_stands_under_the_title() -> None:
    """Which moment is shown is said in each form."""
    dossier = replace(sample(), moment="What stood on 1 May 2024.", made_at=datetime(2024, 6, 1, tzinfo=UTC))
    assert "What stood on 1 May 2024." in text_of(dossier_pdf(dossier, FONTS))
    told = [paragraph.text for paragraph in docx.Document(io.BytesIO(dossier_docx(dossier, FONTS))).paragraphs]
    assert any("What stood on 1 May 2024." in line for line in told)


def test_answers_of_the_sample_reach_paper() -> None:
    """Arms, people and what goes back each have their heading."""
    headings = {block.text for block in paper_of(sample()).blocks if isinstance(block, Heading)}
    for answer in (arms_answer(), people_answer(), return_answer()):
        assert any(heading.endswith((answer.flow.item or "").replace("-", " ")) for heading in headings)
