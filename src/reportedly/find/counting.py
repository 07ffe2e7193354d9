"""What a figure counts, as a unit: the noun after it, or the row of the units table that names it."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from reportedly.find.counted import Counted, counted_noun
from reportedly.find.figures import Figure
from reportedly.find.number_words import ONES, TENS
from reportedly.find.page import Page
from reportedly.find.units import UnitIndex, singular
from reportedly.terms.evidence import Span

_OF_FIGURE = re.compile(
    rf" of (?:the |its |their |those |these |his |her |our )?(?:\d|(?:{'|'.join((*ONES, *TENS))})\b)"
)


def unit_of(parse: Doc, units: UnitIndex, counted: Counted) -> tuple[str, str]:
    """The unit and its kind of a counted noun."""
    head = parse[counted.head]
    words = [t.text for t in parse[counted.first : counted.head + 1] if t.tag_ not in ("POS", "HYPH")]
    noun = head.lower_ if head.is_upper else singular(head.text)
    row = units.of_noun(words) or units.of_noun([noun])
    if row is not None and not (row.kind == "measure" and len(noun) == 1):
        return row.unit, row.kind
    if head.ent_type_ == "NORP" and head.text[:1].isupper():
        return "person", "person"
    return noun, "item"


def are_goods(parse: Doc, goods: Counted) -> bool:
    """Whether "$400 million in …" goes on with what it buys: a plural or mass noun, not a place or a time."""
    head = parse[goods.head]
    return head.tag_ in ("NN", "NNS") and head.ent_type_ not in ("GPE", "LOC", "DATE", "TIME", "ORG")


def counted_at(page: Page, units: UnitIndex, end: int, after: int) -> Counted | None:
    """The noun phrase after a figure; a name of the units table wins where it reaches farther than the parse's phrase.
    What stands on the next line is not counted."""
    if after >= len(page.parse) or "\n" in page.text[end : page.parse[after].idx]:
        return None
    if _joined_noun(page, end, after):
        return Counted(after, after)
    counted = counted_noun(page.parse, after)
    named = units.longest([t.text for t in page.parse[after : after + 5]])
    if named is None or (counted is not None and counted.head >= after + named[0] - 1):
        return counted
    return Counted(after, after + named[0] - 1)


def _joined_noun(page: Page, end: int, after: int) -> bool:
    """Whether a hyphen ties a noun to the figure: "a 10-ship convoy" counts ships."""
    return page.text[end : end + 1] == "-" and after < len(page.parse) and page.parse[after].text.isalpha()


def is_of_set(page: Page, figure: Figure, counted: Counted | None) -> bool:
    """As in “one of the largest”, "one after another", a lone "one": no quantity."""
    if figure.ranged or page.text[figure.start : figure.end].lower() != "one":
        return False
    if page.text.endswith("the ", 0, figure.start):
        return True
    if counted is None:
        return _OF_FIGURE.match(page.text, figure.end) is None
    return page.text.startswith(" of ", figure.end)


def span_of(parse: Doc, counted: Counted) -> Span:
    """The counted noun with what stands before it inside its phrase, from its first token to its last."""
    head = parse[counted.head]
    return (parse[counted.first].idx, head.idx + len(head))
