"""A sentence as a drawing: words in lines, arcs above, mentions and claims below."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import vl_convert

from present.sample_texts import NAMES
from present.traced import CLAIM, SENTENCE, TEXT, TRACE
from reportedly.present.arcs import Arc, arcs
from reportedly.present.sentence_layout import MARGIN, WIDTH, laid_out
from reportedly.present.sentence_svg import sentence_svg, stylesheet
from reportedly.present.spans_below import bands
from reportedly.terms.trace import Parsed, Trace, Word

SVG = "{http://www.w3.org/2000/svg}"
LONG = Parsed(
    0, 900, tuple(Word(n, 9 * n, 9 * n + 8, "launcher", "launcher", "NOUN", "NN", "conj", 0) for n in range(100))
)


def texts(drawn: str, kind: str) -> list[str]:
    """The texts of one class in a drawing."""
    root = ElementTree.fromstring(drawn)
    return [node.text or "" for node in root.iter(f"{SVG}text") if kind in node.attrib["class"].split()]


def test_words_stand_side_by_side() -> None:
    """No word touches the next, and none leaves the paper."""
    for sentence in (SENTENCE, LONG):
        for line in laid_out(sentence):
            assert all(a.x + a.width < b.x for a, b in pairwise(line.words))
            assert line.words[0].x == MARGIN
            assert line.words[-1].x + line.words[-1].width <= WIDTH - MARGIN


def test_a_long_sentence_is_wrapped() -> None:
    """Several lines, and no word is lost."""
    lines = laid_out(LONG)
    assert len(lines) > 3
    assert [p.word for line in lines for p in line.words] == list(LONG.words)


def test_no_arc_lies_on_another() -> None:
    """Two arcs of one level share at most an end."""
    (line,) = laid_out(SENTENCE)
    drawn = arcs(line, {})
    assert len(drawn) == 10
    for a in drawn:
        assert not any(_cover(a, b) for b in drawn if b is not a and b.level == a.level)


def _cover(a: Arc, b: Arc) -> bool:
    return a.sides[0] < b.sides[1] and b.sides[0] < a.sides[1]


def test_an_arc_to_another_line_names_the_head() -> None:
    """It runs out to the margin where the head is."""
    second = laid_out(LONG)[1]
    away = arcs(second, {word.place: word.text for word in LONG.words})
    assert all(arc.away and arc.start == 0 for arc in away)
    assert {arc.name for arc in away} == {"conj of launcher"}


def test_no_span_covers_another() -> None:
    """In a row of spans each begins after the end of the one before, its label included."""
    (line,) = laid_out(SENTENCE)
    found = bands(line, TRACE, TEXT, NAMES)
    assert [band.title for band in found] == ["mentions", f"{CLAIM.id}: transfer, asserted"]
    for band in found:
        assert all(a.reach[1] <= b.reach[0] for row in band.rows for a, b in pairwise(row))


def test_mentions_and_roles_bear_their_reading() -> None:
    """What is a party says which; a role says its value."""
    labels = texts(sentence_svg([(TRACE, TEXT)], NAMES), "label")
    assert {"party MT", "item mortar", "quantity 30 mortar", "said by MT-MOD, asserted"} <= set(labels)
    assert {"actor MT", "recipient TD", "trigger"} <= set(labels)


def test_the_drawing_holds_every_word_and_dependency() -> None:
    """Words in order; the root in bold; all dependencies but punctuation."""
    drawn = sentence_svg([(TRACE, TEXT)], NAMES)
    assert texts(drawn, "word") == [word.text for word in SENTENCE.words]
    assert texts(drawn, "root") == ["said"]
    assert sorted(texts(drawn, "name")) == sorted(
        word.dep for word in SENTENCE.words if word.dep not in ("punct", "ROOT")
    )


def test_words_of_a_text_cannot_break_the_drawing() -> None:
    """Angle brackets and control codes are drawn, not obeyed."""
    words = tuple(
        Word(n, n, n + 1, text, text, "X", "XX", "dep", 0) for n, text in enumerate(("<script>", "&", "\x00\x1b"))
    )
    drawn = sentence_svg([(Trace((Parsed(0, 9, words),)), "")], NAMES)
    assert texts(drawn, "word") == ["<script>", "&", "\ufffd\ufffd"]
    assert "<script" not in drawn


def test_it_fetches_and_runs_nothing() -> None:
    """No script, no link, no picture, no font from elsewhere."""
    drawn = sentence_svg([(TRACE, TEXT)], NAMES)
    for word in ("<script", "href", "<image", "url(", "@import", "@font-face"):
        assert word not in drawn
    assert drawn.count("http") == 1


def test_it_is_legible_on_light_and_on_dark_paper() -> None:
    """Ink stands out from paper by 4.5 to 1, the colours of spans by 3 to 1, in both schemes."""
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")
    for rules in (light, dark):
        fills = dict(_fills(rules))
        paper = fills.pop(".paper")
        for name, colour in fills.items():
            assert _contrast(colour, paper) >= (4.5 if name in (".word", ".label", ".pos", ".name") else 3), name


def _fills(rules: str) -> list[tuple[str, str]]:
    lines = [line.split(" { fill: ") for line in rules.splitlines() if "{ fill: #" in line]
    return [(name, colour[:7]) for names, colour in lines for name in names.split(", ")]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_other_programs_can_draw_it() -> None:
    """A renderer that knows neither browsers nor media queries makes a picture of it."""
    assert vl_convert.svg_to_png(sentence_svg([(TRACE, TEXT)], NAMES))[:4] == b"\x89PNG"


def test_nothing_read_is_an_empty_drawing() -> None:
    """No sentence: still a drawing."""
    assert ElementTree.fromstring(sentence_svg([], NAMES)).tag == f"{SVG}svg"
