"""Who says it: the chain of tellers over one place in a text, from the publisher to the origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.seen import Seen
from reportedly.find.who import who
from reportedly.terms.attribution import Link
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, PartyMention, Stance
from reportedly.terms.period import Period

_STRONGEST: tuple[Stance, ...] = ("denied", "asked", "desired", "planned", "possible", "assessed", "asserted")


@dataclass(frozen=True, slots=True)
class Chain:
    """links: publisher first; origins: codes or names; said: when the innermost spoke; stance: what the cues make of it.

    words: the spans of sources and cues. carried: a run of sentences carries the speaker over.
    """

    links: tuple[Link, ...] = ()
    origins: tuple[str, ...] = ()
    said: Period | None = None
    stance: Stance = "asserted"
    words: tuple[Span, ...] = ()
    carried: bool = False
    anonymous: bool = False

    @property
    def speakers(self) -> tuple[str, ...]:
        """The codes of who speaks last: whose side "we" is."""
        return self.origins


def chain_at(seen: Seen, start: int, publisher: str | None) -> Chain:
    """The chain over the code point `start`. publisher: the code of a publisher that is itself a body, else None."""
    name = seen.document.publisher or seen.document.path or "unnamed publisher"
    links = [Link(name, publisher)]
    over = [a for a in seen.attributions if any(s <= start < e for s, e in a.content)]
    over.sort(key=lambda a: (-_length(a), a.relay is False))
    origins: tuple[str, ...] = (publisher or name,)
    said: Period | None = None
    unnamed = False
    for a in over:
        told = _links(a, seen)
        if not told:
            unnamed = unnamed or (a.source is None and a.cue is not None and a.verb in _PRESS)
            continue
        links.extend(link for link in told if link.name not in {known.name for known in links})
        origins = _origins(a, told) or origins
        said = _said(a, seen) or said
    if unnamed and len(links) == 1:
        origins = ()
    stances = [a.stance for a in over]
    stance = min(stances, key=_STRONGEST.index) if stances else "asserted"
    words = tuple(span for a in over for span in (a.source, a.cue) if span)
    carried = any(a.carried for a in over)
    return Chain(tuple(links), origins, said, stance, words, carried, unnamed)


_OWN_VOICE = {"we", "i", "us"}
_WORDLESS = {
    "officials",
    "official",
    "source",
    "sources",
    "people",
    "senior",
    "several",
    "another",
    "report",
    "reports",
    "according",
}
_PRESS = {"reportedly", "allegedly", "report", "purportedly", "rumour", "rumor"}


def _length(a: AttributionMention) -> int:
    return sum(e - s for s, e in a.content)


def _links(a: AttributionMention, seen: Seen) -> list[Link]:
    """One link for each source named: a person first, then the body that the person speaks for."""
    if a.source is None:
        return []
    start, end = a.source
    if seen.document.text[start:end].strip().casefold() in _OWN_VOICE:
        return []
    inside = [m for m in seen.parties if start <= m.start and m.end <= end]
    wide = [m for m in inside if not any(_within(m, n) for n in inside)]
    people = [m for m in wide if m.cls == "person" and (m.name or m.code)]
    found: list[Link] = []
    for m in people:
        found.append(Link(m.name or m.text, m.code, m.role, a.verb, a.relay))
        if m.code:
            body = next((n for n in wide if n.code == m.code and n.cls == "organisation"), None)
            found.append(Link(body.text if body else _office(m), m.code, None, a.verb, a.relay))
    if not found:
        named = [m for m in wide if m.code in a.parties] or wide
        found = [
            Link(m.text if not m.refers else m.name or m.text, m.code, None, a.verb, a.relay) for m in named if m.code
        ]
    if not found:
        words = seen.document.text[start:end]
        meant = _named_before(words, start, seen)
        code = a.parties[0] if a.parties else meant.code if meant else None
        found = [Link(words, code, None, a.verb, a.relay)]
    return found


def _named_before(words: str, start: int, seen: Seen) -> PartyMention | None:
    """Whose "intelligence officials" or "military" these are: the last body named before that bears one of the words."""
    marks = [w.casefold() for w in words.split() if len(w) > 4 and w.casefold() not in _WORDLESS]
    for mention in reversed(
        [m for m in seen.parties if m.end <= start and m.cls == "organisation" and m.code and not m.refers]
    ):
        low = mention.text.casefold()
        if any(mark in low or low.split()[-1] in (mark,) for mark in marks):
            return mention
    return None


def _office(m: PartyMention) -> str:
    return m.role or m.code or m.text


def _within(m: PartyMention, n: PartyMention) -> bool:
    return n.start <= m.start and m.end <= n.end and (n.end - n.start) > (m.end - m.start)


def _origins(a: AttributionMention, told: Sequence[Link]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(link.party for link in told if link.party))
    if codes:
        exact = tuple(c for c in codes if not any(o != c and o.startswith(c + "-") for o in codes))
        return exact
    return () if a.anonymous else (told[-1].name,)


def _said(a: AttributionMention, seen: Seen) -> Period | None:
    if a.said_on is None:
        return None
    period = next((p for p in seen.periods if p.start < a.said_on[1] and a.said_on[0] < p.end), None)
    return Period(period.start_on, period.end_on, period.text) if period else None


def self_spoken(chain: Chain, subjects: Sequence[Token], seen: Seen) -> Chain:
    """ "Oslo announced a package": the act is a saying, and its subject the origin."""
    for subject in subjects:
        for mention in seen.parties_at.get(subject.i, ()):
            if mention.code and mention.role != "speaker":
                person = mention.name if mention.cls == "person" else None
                link = Link(person or mention.text, mention.code, mention.role if person else None, subject.head.lemma_)
                if link.party in chain.origins:
                    return chain
                return replace(
                    chain,
                    links=(*chain.links, link),
                    origins=(mention.code,),
                    words=(*chain.words, (mention.start, mention.end)),
                )
    return chain


_AGREEING = {"match", "echo", "mirror", "corroborate", "tally", "agree", "align", "square", "chime", "support"}
_AGREEABLE = {"line", "consistent", "similar", "keeping", "close", "identical", "agreement"}


def corroborated(chain: Chain, trigger: Token, seen: Seen, publishers: frozenset[str]) -> Chain:
    """ "The estimate of 900 men is in line with what Chad has said": Chad says so too, and is the origin of this telling."""
    subject = next((t for t in [trigger, *trigger.ancestors] if t.dep_ == "nsubj"), None)
    verb = subject.head if subject is not None else None
    if verb is None or verb.i <= trigger.i or not _agrees(verb):
        return chain
    later = [t for t in verb.subtree if t.i > verb.i]
    other = who([t for t in later if t.i in seen.parties_at], seen, publishers)
    if not other.codes:
        return chain
    links = tuple(
        Link(seen.document.text[s:e], c, None, "agree") for c, (s, e) in zip(other.codes, other.spans, strict=True)
    )
    return replace(
        chain, links=(*chain.links, *links), origins=other.codes, words=(*chain.words, *other.spans), stance="asserted"
    )


def _agrees(verb: Token) -> bool:
    if verb.lemma_.lower() in _AGREEING:
        return True
    near = [c for c in verb.children] + [g for c in verb.children for g in c.children]
    return verb.lemma_ == "be" and any(t.lower_ in _AGREEABLE for t in near)
