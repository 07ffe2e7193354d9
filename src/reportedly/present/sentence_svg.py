"""Sentences as an SVG drawing: the words in lines, dependency arcs above, mentions and the roles of claims below.

It names no file, no font that must be there, no script, and is legible on light and dark paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportedly.present.arcs import Arc, arcs
from reportedly.present.names import Names
from reportedly.present.sentence_layout import MARGIN, SMALL, TALL, WIDTH, Placed, laid_out, text_width
from reportedly.present.spans_below import Band, Bar, bands
from reportedly.terms.trace import Parsed, Trace

STEP, ROW, BEND = 17.0, 25.0, 5.0
_HUES = {
    "party": ("#0b5fa5", "#6db3f2"),
    "place": ("#117a55", "#5fd0a0"),
    "item": ("#b3450b", "#ff9a5c"),
    "vessel": ("#3d4f8f", "#a5b4f5"),
    "quantity": ("#8a3c8f", "#d79be0"),
    "period": ("#806300", "#e0bf4b"),
    "attribution": ("#55585d", "#adb1b6"),
    "trigger": ("#a02c4f", "#ff8fab"),
    "held": ("#4d6b1f", "#b5cf74"),
}
"""Kind of span → its colour on light and on dark paper."""
_INKS = {
    ".paper": ("#fdfcf9", "#15181b"),
    ".word, .label, .title": ("#1b1c1e", "#e9e7e2"),
    ".pos": ("#55585d", "#adb1b6"),
}
_LINES = {".arc": ("#8a8d92", "#7d8288"), ".rule": ("#d9d6cd", "#3a3f45")}
_STYLE = f"""
text {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }}
.word {{ font-size: {TALL:g}px; }} .root {{ font-weight: bold; }}
.pos, .label, .title, .name {{ font-size: {SMALL:g}px; }} .title {{ font-weight: bold; }}
.pos, .name {{ text-anchor: middle; }}
.arc {{ fill: none; stroke-width: 1.2; }} .away {{ stroke-dasharray: 3 3; }}
"""


def sentence_svg(traces: Sequence[tuple[Trace, str]], names: Names) -> str:
    """One drawing of all sentences of some traces, each with the text that it is of."""
    parts, y = list[str](), MARGIN
    for trace, text in traces:
        for sentence in trace.sentences:
            drawn, y = _sentence(sentence, trace, text, names, y)
            parts += drawn
    size = f'width="{WIDTH:g}" height="{y:g}" viewBox="0 0 {WIDTH:g} {y:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>How it was read</title>'
    paper = f'<rect class="paper" width="{WIDTH:g}" height="{y:g}"/>'
    return "\n".join([head, f"<style>{stylesheet()}</style>", paper, *parts, "</svg>\n"])


def stylesheet() -> str:
    """The rules for light paper, and what differs on dark; written out, since not every viewer knows variables."""
    light, dark = (_colours(side) for side in (0, 1))
    return f"{_STYLE}{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _colours(side: int) -> str:
    fills = {f".{hue}": both[side] for hue, both in _HUES.items()} | {on: both[side] for on, both in _INKS.items()}
    strokes = {on: both[side] for on, both in _LINES.items()}
    rules = [f"{on} {{ fill: {colour}; }}" for on, colour in fills.items()]
    rules += [f"{on} {{ stroke: {colour}; }}" for on, colour in strokes.items()]
    rules.append(f".name, .tip {{ fill: {_INKS['.pos'][side]}; }}")
    return "\n".join(rules)


def _sentence(sentence: Parsed, trace: Trace, text: str, names: Names, y: float) -> tuple[list[str], float]:
    """The lines of one sentence from y on, and where they end."""
    words = {word.place: word.text for word in sentence.words}
    parts = []
    for line in laid_out(sentence):
        curves = arcs(line, words)
        y += (max((arc.level for arc in curves), default=-1) + 2) * STEP
        parts += [_arc(arc, y) for arc in curves] + [_name(arc, y) for arc in curves]
        y += TALL + 2
        parts += [_word(placed, y) for placed in line.words]
        y += SMALL + 8
        for band in bands(line, trace.within([(sentence.start, sentence.end)]), text, names):
            parts += _band(band, y)
            y += 18 + ROW * len(band.rows)
        y += ROW
    return [*parts, f'<path class="rule" d="M{MARGIN:g},{y:g}H{WIDTH - MARGIN:g}"/>'], y + MARGIN


def _arc(arc: Arc, y: float) -> str:
    """From the head up, across, and down to an arrow's tip."""
    top, end = y - (arc.level + 1) * STEP + 4, arc.end
    turn = BEND if arc.end > arc.start else -BEND
    rise = f"M{arc.start:.1f},{top:.1f}" if arc.away else (
        f"M{arc.start:.1f},{y:.1f}V{top + BEND:.1f}Q{arc.start:.1f},{top:.1f} {arc.start + turn:.1f},{top:.1f}"
    )  # fmt: skip
    fall = f"H{end - turn:.1f}Q{end:.1f},{top:.1f} {end:.1f},{top + BEND:.1f}V{y - 4:.1f}"
    tip = f'<path class="tip" d="M{end - 3:.1f},{y - 5:.1f}h6l-3,6z"/>'
    return f'<path class="arc{" away" if arc.away else ""}" d="{rise}{fall}"/>{tip}'


def _name(arc: Arc, y: float) -> str:
    """The name of the dependency on the top of its arc; beside the word where the arc leaves the line."""
    wide = text_width(arc.name, SMALL) + 6
    half = wide / 2 + BEND
    middle = (arc.start + arc.end) / 2
    if arc.away:
        middle = max(half, arc.end - half) if arc.start < arc.end else min(WIDTH - half, arc.end + half)
    base = y - (arc.level + 1) * STEP + 8
    under = f'x="{middle - wide / 2:.1f}" y="{base - SMALL + 1:.1f}" width="{wide:.1f}" height="{SMALL:g}"'
    return f'<rect class="paper" {under}/>' + _text("name", middle, base, arc.name)


def _word(placed: Placed, y: float) -> str:
    word, root = placed.word, placed.word.head == placed.word.place
    wide = text_width(word.text, TALL)
    x = placed.centre - wide / 2
    drawn = _text("word root" if root else "word", x, y, word.text, wide)
    return drawn + _text("pos", placed.centre, y + SMALL + 3, word.pos)


def _band(band: Band, y: float) -> Iterator[str]:
    yield _text("title", MARGIN, y + SMALL + 2, band.title)
    for number, row in enumerate(band.rows):
        for bar in row:
            yield from _bar(bar, y + 18 + ROW * number)


def _bar(bar: Bar, y: float) -> Iterator[str]:
    for left, right in bar.pieces:
        yield f'<rect class="{bar.hue}" x="{left:.1f}" y="{y:.1f}" width="{right - left:.1f}" height="5" rx="2"/>'
    yield _text("label", bar.label_at, y + 5 + SMALL, bar.label)


def _text(kind: str, x: float, y: float, words: str, wide: float | None = None) -> str:
    clean = escape("".join(letter if letter.isprintable() else "\ufffd" for letter in words))
    fixed = f' textLength="{wide:.1f}"' if wide else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}"{fixed}>{clean}</text>'
