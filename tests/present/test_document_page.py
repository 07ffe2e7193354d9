"""The page of a document as a value, and as it is drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from keep.samples import TEXT, containers, report, shells
from reportedly.present.names import Names
from reportedly.present.web.chrome import Chrome
from reportedly.present.web.claim_card import claim_card, source_address, version_of
from reportedly.present.web.document_page import Changing, document_page
from reportedly.present.web.drawing import page
from reportedly.present.web.field_sets import field_sets, values_of
from reportedly.present.web.highlighting import Mark, marks_of, paragraphs, segments
from reportedly.terms.attribution import Link
from reportedly.terms.claim import SHEET_METHOD, Review
from reportedly.terms.document import Document, normalised
from reportedly.terms.evidence import Evidence

NAMES = Names(parties={"KP": "North Korea", "RU": "Russia", "KR-NIS": "National Intelligence Service"})
DOCUMENT = report(title="Containers go north")
START = TEXT.index("the North shipped")
CLAIM = containers(
    DOCUMENT,
    attribution=(Link("Daily"), Link("Yonhap", relay=True, verb="cite"), Link("NIS", "KR-NIS", verb="say")),
    fields={
        "actor": ((START, START + 9),),
        "quantity": ((TEXT.index("1,000"), TEXT.index(" to Russia")),),
        "recipient": ((TEXT.index("Russia"), TEXT.index("Russia") + 6),),
    },
    reading_confidence=0.83,
)

texts = st.text(alphabet="ab é\U0001f6a2\n\t.", max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text and marks in it."""
    text = draw(texts)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [sorted(pair) for pair in draw(st.lists(places, max_size=8)) if pair[0] != pair[1]]
    return text, [
        Mark(start, end, f"c{n % 3}", draw(st.sampled_from(("", "actor", "item"))))
        for n, (start, end) in enumerate(spans)
    ]


@given(marked())
def test_segments_put_together_are_the_text(given: tuple[str, list[Mark]]) -> None:
    """Nothing is lost, doubled or moved, and each segment begins where the one before ends."""
    text, marks = given
    found = segments(text, marks)
    assert "".join(each.text for each in found) == text
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end == two.start for one, two in pairwise(found))


@given(marked())
def test_every_span_is_covered_by_its_segments_and_by_no_others(given: tuple[str, list[Mark]]) -> None:
    """A segment bears exactly the marks that cover it."""
    text, marks = given
    for each in segments(text, marks):
        assert set(each.marks) == {mark for mark in marks if mark.start <= each.start and each.end <= mark.end}
        assert all(mark in each.marks or mark.end <= each.start or each.end <= mark.start for mark in marks)


@given(texts)
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    """They follow each other, begin and end with a letter or mark, and between them stand only blanks."""
    spans = paragraphs(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    rest, last = "", 0
    for start, end in spans:
        rest, last = rest + text[last:start], end
    assert not (rest + text[last:]).strip()


def test_a_long_line_is_a_paragraph_and_wrapped_lines_are_one() -> None:
    """Wrapped print is put together up to a blank line; lines too long to be wrapped stand alone."""
    long = "word " * 30
    assert len(paragraphs(f"{long}\n{long}\nshort\nlines\n\nend")) == 4


def test_a_card_tells_the_claim_its_words_and_its_chain() -> None:
    """Our sentence, each field with its words, every link with the page of its source, and confidence as one of reading."""
    card = claim_card(CLAIM, 1, TEXT, NAMES)
    assert "at least 1,000 containers" in card.sentence
    rows = {row.name: row for row in card.rows}
    assert (rows["actor"].value, rows["actor"].words) == ("North Korea", ("the North",))
    assert rows["quantity"].words == ("1,000 containers",)
    assert [(step.name, step.how) for step in card.chain] == [
        ("Daily", "published it"),
        ("Yonhap", "passes it on (“cite”)"),
        ("National Intelligence Service", "origin (“say”)"),
    ]
    assert card.chain[-1].href == "/sources/KR-NIS"
    assert "83% confidence" in card.sureness
    assert "nothing of their truth" in card.sureness


def test_a_row_of_a_sheet_is_told_as_one() -> None:
    """No rules read it, and nothing is said of how surely."""
    row = replace(CLAIM, method=SHEET_METHOD, document=replace(CLAIM.document, path="deals.xlsx#Arms!17"))
    told = claim_card(row, 1, TEXT, NAMES).sureness
    assert told == "Row 17 of sheet “Arms” in deals.xlsx, not read from a text."


def test_what_a_language_model_read_is_told_so() -> None:
    """The card says that a model pointed at the words, and gives no measure of it."""
    told = claim_card(replace(CLAIM, method="llm/small+claims-1"), 1, TEXT, NAMES).sureness
    assert told == "A language model pointed at the words; how surely is not measured."


def test_the_address_of_a_source_holds_any_name() -> None:
    """Slashes and blanks in a name do not break the address."""
    assert source_address("Der Spiegel/Netz") == "/sources/Der%20Spiegel%2FNetz"


def test_a_card_tells_who_decided_and_why() -> None:
    """Verdict, person, day and note; the version changes with the decision."""
    at = datetime(2024, 1, 2, tzinfo=UTC)
    decided = replace(CLAIM, reviewed=Review("Ann", at, "accepted", "per imagery"))
    card = claim_card(decided, 1, TEXT, NAMES)
    assert (card.checked, card.note) == ("accepted by Ann, 2 Jan 2024", "per imagery")
    assert version_of(decided) != version_of(CLAIM)


def test_cards_stand_at_the_paragraph_of_their_words_in_order() -> None:
    """Numbers follow the place in the text; rejected claims bear none and are not marked in it."""
    told = document_page(DOCUMENT, [shells(DOCUMENT), CLAIM], [], NAMES)
    assert told.numbers == {CLAIM.id: 1, shells(DOCUMENT).id: 2}
    assert [card.number for each in told.paragraphs for card in each.cards] == [1, 2]
    refused = document_page(DOCUMENT, [shells(DOCUMENT)], [CLAIM], NAMES)
    assert [card.id for each in refused.paragraphs for card in each.rejected] == [CLAIM.id]
    assert all(CLAIM.id not in each.claims for p in refused.paragraphs for each in p.segments)


def test_every_claim_has_a_card_whatever_the_text() -> None:
    """Also where evidence begins in the blanks before or after the paragraphs."""
    text = normalised("\n\n  one two\n\n\nthree  \n\n")
    document = Document(text=text, publisher="Daily")
    cut = [
        replace(containers(report()), id=f"c-{n}", evidence=Evidence.cut(text, n, n + 3), fields={})
        for n in range(len(text) - 3)
    ]
    told = document_page(document, cut, [], NAMES)
    assert {card.id for each in told.paragraphs for card in each.cards} == {claim.id for claim in cut}


def test_the_form_of_a_claim_holds_its_values() -> None:
    """What it sends unchanged are the claim's own values, with the spans of their words."""
    values = values_of(field_sets(CLAIM, TEXT, NAMES))
    assert (values["actor"], values["quantity.low"], values["quantity.high"]) == ("North Korea", "1000", "")
    assert values["fields.actor"] == f"{START}-{START + 9}"
    typed = field_sets(CLAIM, TEXT, NAMES, {"actor": "Iran", "fields.actor": "0-5"})
    assert (typed[0].parts[0].value, typed[0].words) == ("Iran", ("Seoul",))


def drawn(document: Document, **more: object) -> str:
    told = document_page(document, [replace(CLAIM, id="c-1")], [shells(DOCUMENT)], NAMES, **more)  # type: ignore[arg-type]
    return page(
        "document",
        Chrome("/documents/x", "l", "0"),
        told=told,
        key=[("actor", "Supplier")],
        lists={},
        error="",
        doubted={},
        back="",
    )


def test_the_page_shows_the_text_as_published() -> None:
    """Without tags it is the text; every mark of HTML in it is shown as itself."""
    hostile = "<script>alert(1)</script> & \x00 “quote” \U0001f6a2 " + TEXT
    document = Document(
        text=normalised(hostile), publisher="<b>Daily</b>", title="</title><i>", url="javascript:alert(1)"
    )
    html = page(
        "document",
        Chrome("/documents/x", "l", "0"),
        told=document_page(document, [], [], NAMES),
        key=[],
        lists={},
        error="",
        doubted={},
        back="",
    )
    assert "<script>alert" not in html
    assert "<b>Daily" not in html
    assert 'href="javascript' not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "Seoul says the North shipped" in unescape(html)


def test_the_page_needs_no_inline_style_or_script() -> None:
    """A strict Content-Security-Policy holds: no style attribute, no handler, no script without a source."""
    html = drawn(DOCUMENT, changing=Changing("c-1", {}, "no"))
    assert " style=" not in html
    assert re.search(r"<[^>]*\son\w+=", html) is None
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=")


def test_a_withdrawn_document_says_so() -> None:
    """The reason stands above the text."""
    assert "count no more: a forgery" in drawn(DOCUMENT, withdrawn="a forgery")


def test_marks_of_a_claim_are_its_evidence_and_fields() -> None:
    """Each piece of evidence and each field's words are marked with the claim's id."""
    marks = marks_of(CLAIM)
    assert {mark.claim for mark in marks} == {CLAIM.id}
    assert [mark.field for mark in marks] == ["", "actor", "quantity", "recipient"]
