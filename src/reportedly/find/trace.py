"""The reading of a document over again with everything kept: what was parsed, seen, tried, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.find.assembly import Assembly, Reading
from reportedly.find.caught import caught, proposal, slots_of
from reportedly.find.claims import Done, assembled
from reportedly.find.fates import Settled
from reportedly.find.lexicon import Frame
from reportedly.find.reasons import left_undone, set_aside
from reportedly.find.seen import Seen
from reportedly.terms.claim import Claim
from reportedly.terms.trace import Parsed, Rowless, Trace, Tried, Word


def trace_of(seen: Seen, reading: Reading, publisher: str | None, low: str) -> Trace:
    """How a document is read. Its claims are those of the reading itself."""
    done = list(assembled(seen, reading, publisher, low))
    settled = Settled.of([claim for _, made in done for claim in made], seen, reading.tree)
    tried = tuple(t for token in seen.parse for t in _at(token, seen, reading, done, settled))
    return Trace(sentences(seen.parse), seen.mentions, tried, settled.last, _rowless(seen, reading))


def sentences(parse: Doc) -> tuple[Parsed, ...]:
    """The parse as plain values; a sentence of blanks is none."""
    found = (Parsed(s.start_char, s.end_char, tuple(word(t) for t in s if not t.is_space)) for s in parse.sents)
    return tuple(sentence for sentence in found if sentence.words)


def word(token: Token) -> Word:
    """A token as a plain value."""
    start, end = _span(token)
    return Word(token.i, start, end, token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i)


def _at(token: Token, seen: Seen, reading: Reading, done: Sequence[Done], settled: Settled) -> Iterator[Tried]:
    """The rows tried on one word: those with candidates, those set aside, those that did not apply."""
    lexicon = reading.proposer.lexicon
    for frame in lexicon.frames(token):
        own = [d for d in done if d[0].c.trigger.i == token.i and d[0].c.frame.row == frame.row]
        yield from (_followed(assembly, made, settled) for assembly, made in own)
        if not own:
            yield _put_aside(frame, token, seen, reading, done)
    for frame, lacking in lexicon.unmet(token):
        yield Tried(_span(token), frame.row, "lexicon", lacking)


def _put_aside(frame: Frame, token: Token, seen: Seen, reading: Reading, done: Sequence[Done]) -> Tried:
    proposed = reading.proposer.proposed(frame, token, seen)
    reason = set_aside(token, proposed, [assembly.c for assembly, _ in done])
    slots = caught(frame, token, seen, reading.proposer.publishers)
    return Tried(_span(token), frame.row, "proposal", reason, slots, proposal(proposed) if proposed else None)


def _followed(a: Assembly, made: Sequence[Claim], settled: Settled) -> Tried:
    """A candidate to the end of its way: that of the claim that got furthest."""
    fates = [settled.fate(claim, a.seen.document.text) for claim in made]
    claims = tuple(dict.fromkeys(ident for fate in fates for ident in fate.claims))
    step = next((s for s in ("claim", "repeats", "arbitration") if any(f.step == s for f in fates)), "assembly")
    reasons = [fate.reason for fate in fates if fate.reason]
    if a.dropped or not made:
        reasons += left_undone(a)
    slots = caught(a.c.frame, a.c.trigger, a.seen, a.reading.proposer.publishers)
    reason = "; ".join(dict.fromkeys(reasons))
    return Tried(_span(a.c.trigger), a.c.frame.row, step, reason, slots, proposal(a.c), claims)  # type: ignore[arg-type]


def _rowless(seen: Seen, reading: Reading) -> tuple[Rowless, ...]:
    """The verbs that neither a row of the lexicon nor a cue of an attribution knows."""
    proposer = reading.proposer
    cues = {i for a in seen.attributions if a.cue for i in seen.tokens.at(*a.cue)}
    verbs = (t for t in seen.parse if t.pos_ == "VERB" and t.i not in cues)
    unknown = (t for t in verbs if not proposer.lexicon.frames(t) and not proposer.lexicon.unmet(t))
    return tuple(Rowless(word(t), slots_of(t, seen, proposer.publishers)) for t in unknown)


def _span(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)
