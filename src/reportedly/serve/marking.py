"""A text with numbered brackets around the words that fields were read from, in print that any terminal shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportedly.terms.evidence import Span


def marked(text: str, within: Span, spans: Mapping[str, Sequence[Span]]) -> str:
    """The slice `within`, the spans of the n-th name as [n words]; spans outside are left out, those that reach out cut."""
    start, end = within
    opens: dict[int, list[tuple[int, int]]] = {}
    closes: dict[int, int] = {}
    for number, name in enumerate(spans, start=1):
        for first, last in spans[name]:
            first, last = max(first, start), min(last, end)
            if first < last:
                opens.setdefault(first, []).append((-last, number))
                closes[last] = closes.get(last, 0) + 1
    out = []
    for at in range(start, end + 1):
        out.append("]" * closes.get(at, 0))
        out += [f"[{number} " for _, number in sorted(opens.get(at, ()))]
        out.append(text[at : min(at + 1, end)])
    return "".join(out)


def words_of(text: str, spans: Sequence[Span]) -> list[str]:
    """The words at some spans."""
    return [text[start:end] for start, end in spans]
