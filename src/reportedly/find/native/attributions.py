"""Who says what in a text of another language, without a parser: words of saying, their source, and what is said.

Of two in one sentence the one whose words hold the other passes it on: «ТАСС сообщил со ссылкой на …», 국정원을 인용해 …
보도했다.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.find.native.cjk_saying import CjkSayings
from reportedly.find.native.said import Said
from reportedly.find.native.saying_cues import cues, quotations
from reportedly.find.native.slavic_saying import SlavicSayings
from reportedly.find.native.speaking import Speakers
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, PartyMention
from reportedly.terms.native import NativeRows

_SLAVIC = ("ru", "uk")


def attributions(
    text: str, sentences: Sequence[Span], parties: Sequence[PartyMention], rows: NativeRows
) -> tuple[AttributionMention, ...]:
    """The attributions of a text, in order. sentences: of the text; parties: those seen in it."""
    quoted, speakers = quotations(text), Speakers(text, parties, rows)
    made = SlavicSayings(text, speakers, quoted) if rows.language in _SLAVIC else CjkSayings(text, speakers, quoted)
    every = cues(text, rows.cues, quoted)
    found: list[AttributionMention] = []
    for n, sentence in enumerate(sentences):
        here = [cue for cue in every if sentence[0] <= cue.start and cue.end <= sentence[1]]
        told = [_pointed(said, sentences[n - 1 : n] if n else ()) for said in made.of(sentence, here)] if here else []
        found += [_mention(text, said, _passes_on(said, told), speakers) for said in told]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _pointed(said: Said, before: Sequence[Span]) -> Said:
    """A saying that points at the sentence before, with that as what is said."""
    return replace(said, content=(*before, *said.content)) if said.points else said


def _passes_on(said: Said, told: Sequence[Said]) -> bool:
    """Whether another of the sentence is said within this one: one that a phrase leads in."""
    return not said.phrase and any(
        other.phrase and other.source and other.source != said.source and said.source is not None for other in told
    )


def _mention(text: str, said: Said, passes_on: bool, speakers: Speakers) -> AttributionMention:
    source = said.source
    spans = [span for span in (source, said.cue, *said.content) if span]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return AttributionMention(
        start,
        end,
        text[start:end],
        source,
        said.cue,
        said.content,
        parties=speakers.codes(source) if source else (),
        verb=said.row.verb,
        stance=said.row.stance,
        relay=said.row.relay or passes_on,
        anonymous=source is None or speakers.is_anonymous(source),
    )
