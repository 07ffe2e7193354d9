"""How a text was read: its sentences as parsed, its mentions, each row of the lexicon that was tried, and its claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Span
from reportedly.terms.mention import Mention
from reportedly.terms.tables import FrameRow

Step = Literal["lexicon", "proposal", "assembly", "arbitration", "repeats", "claim"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as parsed. place, head: its number in the text, and that of the word it hangs on; of a root its own."""

    place: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence: its span, and its words in order; blanks are none."""

    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Caught:
    """What one slot of a row caught: the spans of the phrases up to their heads, and the parties that they name."""

    slot: str
    role: str
    spans: tuple[Span, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaughtGoods:
    """Goods as a row caught them: the noun, its classes of item, the words of its quantity."""

    noun: str
    items: tuple[str, ...] = ()
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a row proposed, before anything was decided. figure: the words of what a number rises to or is put at."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    goods: tuple[CaughtGoods, ...] = ()
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A row of the lexicon tried on a word. step: where its way ended. reason: why no claim came of it, or
    not of all its goods; else ''.

    caught: by slot, in the row's order. candidate: None where the row proposed nothing. claims: ids of those it made.
    """

    trigger: Span
    row: FrameRow
    step: Step
    reason: str = ""
    caught: tuple[Caught, ...] = ()
    candidate: Candidate | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rowless:
    """A verb that no row of the lexicon knows, and what a row could catch at it; the roles are empty."""

    word: Word
    caught: tuple[Caught, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All of it, in the order of the text."""

    sentences: tuple[Parsed, ...] = ()
    mentions: tuple[Mention, ...] = ()
    tried: tuple[Tried, ...] = ()
    claims: tuple[Claim, ...] = ()
    rowless: tuple[Rowless, ...] = ()

    @property
    def candidates(self) -> tuple[Tried, ...]:
        """The rows that got as far as proposing who, to whom and what, and were not set aside for others."""
        return tuple(t for t in self.tried if t.candidate and t.step != "proposal")

    def maker(self, claim: Claim) -> FrameRow | None:
        """The row that made a claim: of those tried on its word, the one whose own way led to it."""
        at = claim.fields.get("trigger", ())[:1]
        made = [t for t in self.tried if claim.id in t.claims]
        own = [t for t in made if t.trigger in at] or made
        return next((t.row for t in sorted(own, key=lambda t: t.row.kind not in (None, claim.kind))), None)

    def within(self, spans: Iterable[Span]) -> Trace:
        """What belongs to the sentences that some spans touch."""
        wanted = list(spans)
        kept = tuple(s for s in self.sentences if _touches((s.start, s.end), wanted))
        near = [(s.start, s.end) for s in kept]
        return Trace(
            kept,
            tuple(m for m in self.mentions if _touches((m.start, m.end), near)),
            tuple(t for t in self.tried if _touches(t.trigger, near)),
            tuple(c for c in self.claims if any(_touches(e.span, near) for e in (c.evidence, *c.also))),
            tuple(r for r in self.rowless if _touches((r.word.start, r.word.end), near)),
        )


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
