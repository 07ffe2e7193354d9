"""Who says it: the chain of tellers over one place in a text, from the publisher to the origins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.seen import Seen
from reportedly.find.sources import UNNAMED
from reportedly.find.tellers import mentions_within, tellers
from reportedly.find.who import who
from reportedly.terms.attribution import Link
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, Stance
from reportedly.terms.party import state_of
from reportedly.terms.period import Period

_STRONGEST: tuple[Stance, ...] = ("denied", "asked", "desired", "planned", "possible", "assessed", "asserted")
_PRESS = {"reportedly", "allegedly", "report", "purportedly", "rumour", "rumor"}
_HEARSAY = {"say", "claim", "allege"}
"""Verbs that in the passive, without an agent, leave open who speaks: "is said to have sent"."""
_WATCHING = {"spy", "intelligence", "espionage"}
_REPORTS = ("reports", "reporting", "media", "press", "outlets", "accounts", "rumours", "rumors")
"""Last words of sources that are nobody's: "press reports", "local media"."""
_ACTS = {"agree", "undertake"}
"""Verbs that take a clause and are acts, not sayings: who tells of them is the one around them."""
_CREDITS = re.compile(r"[.!?”\"’)]\s*((?:\([A-Z][^()\n]{1,60}\)\s*)+)$")
_CREDIT = re.compile(r"\(([^()]+)\)")
_DATELINE = re.compile(r"(?:.*\n){0,4}?[A-Z][^\n()]{1,40} \((?P<who>[A-Z][\w .'’&-]{1,30})\)\s+[-–—]")


@dataclass(frozen=True, slots=True)
class Chain:
    """links: publisher first; origins: codes or names; said: when the innermost spoke; stance: what the cues make of it.

    words: the spans of sources and cues. carried: a run of sentences carries the speaker over. alleged: where the stance is
    to deny what another is said to claim ("dismissed a claim by Chad that …"), the chain to that other; its `words` begin
    with the noun for the claim.
    """

    links: tuple[Link, ...] = ()
    origins: tuple[str, ...] = ()
    said: Period | None = None
    stance: Stance = "asserted"
    words: tuple[Span, ...] = ()
    carried: bool = False
    anonymous: bool = False
    alleged: Chain | None = None

    @property
    def speakers(self) -> tuple[str, ...]:
        """The codes of who speaks last: whose side "we" is."""
        return self.origins


def chain_at(seen: Seen, start: int, publisher: str | None, publishers: frozenset[str] = frozenset()) -> Chain:
    """The chain over the code point `start`. publisher: the code of a publisher that is itself a body, else None.
    publishers: the codes of all that the tables know.

    Who denies ends the chain: what is told within the denial is not the denier's. A state told of by a body of its own
    leaves the body as the origin.
    """
    name = seen.document.publisher or seen.document.path or "unnamed publisher"
    wire = _wire(seen) if publisher is None else None
    links = [Link(name, publisher), *([wire] if wire else [])]
    links += [] if publisher else [link for link in _credited(seen, start) if link.name != name]
    links += [seen.author] if seen.author else []
    own = seen.author.party if seen.author else publisher
    origins: tuple[str, ...] = (own or (wire and (wire.party or wire.name)) or name,)
    outermost = origins
    at = seen.tokens.at(start, start + 1)[0]
    near = seen.attributions_at.get(at, ())
    over = [a for a in near if any(s <= start < e for s, e in a.content)]
    over = [a for a in over if not (a.stance == "denied" and _is_conceded(a, seen.parse[at]))]
    over.sort(key=lambda a: (-_length(a), a.relay is False))
    said: Period | None = None
    unnamed = denied = anonymous = relayed = unnamed_source = False
    outer: tuple[Link, ...] = ()
    alleged: Chain | None = None
    for a in over:
        told = [] if a.verb in _ACTS else tellers(a, seen, publisher)
        if any(link.party is None and link.name.lower().endswith(_REPORTS) for link in told):
            links.extend(told)
            origins = ()
            continue
        if not told:
            unnamed = unnamed or (a.source is None and (a.verb in _PRESS or _is_hearsay(a, seen)) and a.cue is not None)
            continue
        if a.stance == "planned" and unnamed_source:
            continue  # "Russia has offered to sell missiles, a diplomat said": who tells of it is the diplomat
        inner = _origins(a, told)
        if denied and inner and _is_allegation(a, seen):
            own_words = tuple(span for span in (a.cue, a.source) if span)
            alleged = alleged or Chain((*outer, *told), inner, _said(a, seen), words=own_words)
            continue
        outer = outer if denied else tuple(links)
        told = [*_organs(a, seen, publishers), *told]
        links.extend(link for link in told if link.name not in {known.name for known in links})
        heard = origins if denied or (_is_echo(inner, origins) and not relayed) else inner or origins
        if heard != origins != outermost and not relayed:
            said = None  # "Oslo said on Monday that Paris speaks of 40": when Paris did is not told
        origins, relayed = heard, a.relay
        anonymous = anonymous or (a.anonymous and not inner)
        unnamed_source = unnamed_source or (
            a.source is not None and seen.tokens.head(*a.source).lemma_.lower() in UNNAMED and not a.relay
        )
        denied = denied or a.stance == "denied"
        said = _said(a, seen) or said
    told_by_press = not own and origins == outermost
    if (unnamed and len(links) == 1) or (anonymous and told_by_press):  # "people familiar with the matter said"
        origins = ()
    stances = [a.stance for a in over]
    stance = min(stances, key=_STRONGEST.index) if stances else "asserted"
    words = tuple(span for a in over for span in (a.source, a.cue) if span)
    carried = any(a.carried for a in over)
    return Chain(tuple(links), origins, said, stance, words, carried, unnamed, alleged)


def watches_others(chain: Chain, seen: Seen) -> bool:
    """An intelligence service tells of other states' people: "the spy agency believes that 900 soldiers will go to Chad"."""
    words = [chain.links[-1].name, *(seen.document.text[start:end] for start, end in chain.words)]
    return not _WATCHING.isdisjoint(" ".join(words).lower().split())


def _is_conceded(a: AttributionMention, token: Token) -> bool:
    """ "Denied arming the rebels even as it sent them rifles": what stands against the denial is not denied, wherever the
    parser hung it."""
    clauses = (t for t in (token, *token.ancestors) if t.dep_ == "advcl" and a.cue and t.left_edge.idx > a.cue[1])
    marks = (c for t in clauses for c in t.lefts if c.dep_ in ("mark", "advmod"))
    return any(c.lower_ in ("although", "though") or (c.lower_ == "as" and c.nbor(-1).lower_ == "even") for c in marks)


def _is_hearsay(a: AttributionMention, seen: Seen) -> bool:
    """ "Is said to have sent rifles": by whom is not told."""
    return a.cue is not None and a.verb in _HEARSAY and seen.tokens.head(*a.cue).tag_ == "VBN"


def _organs(a: AttributionMention, seen: Seen, publishers: frozenset[str]) -> Iterator[Link]:
    """ "An official told the agency that …": the newspaper or agency that was told passes it on, unless it tells it here."""
    if a.verb != "tell" or a.cue is None:
        return
    cue, here = seen.tokens.head(*a.cue), (seen.document.publisher or "").casefold()
    whom = (c for c in cue.rights if c.dep_ in ("dobj", "dative") and c.i < cue.i + 8)
    named = dict.fromkeys(m for c in whom for t in (c, *c.lefts) for m in seen.parties_at.get(t.i, ()))
    for mention in named:
        own = mention.text.casefold() in here or (mention.name or "-").casefold() in here
        if mention.code in publishers and not own:
            yield Link(mention.text, mention.code, None, "tell", relay=True)


def _is_allegation(a: AttributionMention, seen: Seen) -> bool:
    """Whether somebody's claim is told by a noun: "a claim by Chad that …", "US allegations that …"."""
    return a.stance == "asserted" and a.cue is not None and seen.tokens.head(*a.cue).pos_ == "NOUN"


def _length(a: AttributionMention) -> int:
    return sum(e - s for s, e in a.content)


def _wire(seen: Seen) -> Link | None:
    """The agency of a dateline: "NAIROBI, May 2 (Agency) - …"."""
    match = _DATELINE.match(seen.document.text[:400])
    if match is None or match["who"] == seen.document.publisher:
        return None
    return _outlet(match["who"], match.span("who"), seen)


def _credited(seen: Seen, start: int) -> Iterator[Link]:
    """Those whom a line gives as its sources behind its last sentence: "… . (Agency) (Gazette)"."""
    text = seen.document.text
    line = text.find("\n", start)
    end = line if line >= 0 else len(text)
    first = max(text.rfind("\n", 0, start) + 1, end - 200)
    match = _CREDITS.search(text[first:end].rstrip())
    for credit in _CREDIT.finditer(match[1]) if match else ():
        at = first + match.start(1) + credit.start(1) if match else 0
        yield _outlet(credit[1], (at, at + len(credit[1])), seen)


def _outlet(name: str, span: Span, seen: Seen) -> Link:
    mention = next(iter(mentions_within(seen.parties, *span)), None)
    return Link(name, mention.code if mention else None, None, "", relay=True)


def _is_echo(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether a body goes on to tell what its own state says or thinks."""
    bodies = {state_of(o) for o in outer if state_of(o) != o}
    return bool(inner) and all(i in bodies for i in inner)


def _origins(a: AttributionMention, told: Sequence[Link]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(link.party for link in told if link.party))
    if codes:
        exact = tuple(c for c in codes if not any(o != c and o.startswith(c + "-") for o in codes))
        return exact
    return () if a.anonymous else (told[-1].name,)


def _said(a: AttributionMention, seen: Seen) -> Period | None:
    if a.said_on is None:
        return None
    period = next((seen.period_at[i] for i in seen.tokens.at(*a.said_on) if i in seen.period_at), None)
    return Period(period.start_on, period.end_on, period.text) if period else None


def spoken_by(chain: Chain, act: Token, seen: Seen, publisher: str | None) -> Chain:
    """The chain with who does an act of saying: its subject, else the speaker whom the words about it give ("the ministry's
    spokesman, Ana Lopez, rejected the claim")."""
    subjects = subjects_of(act)
    subjects = [*subjects, *(o for t in subjects if t.lemma_.lower() in _PAPERS for o in _authors(t))]
    if any(m.code or m.role == "speaker" for t in subjects for m in seen.parties_at.get(t.i, ())):
        return self_spoken(chain, subjects, seen)
    doing = next((a for a in seen.attributions if a.cue and a.cue[0] == act.idx and a.source), None)
    told = tellers(doing, seen, publisher) if doing is not None else []
    codes = tuple(dict.fromkeys(link.party for link in told if link.party))
    if doing is None or doing.source is None or not codes or set(codes) & set(chain.origins):
        return chain
    links = [link for link in told if link.name not in {known.name for known in chain.links}]
    exact = tuple(c for c in codes if not any(o != c and o.startswith(c + "-") for o in codes))
    return replace(chain, links=(*chain.links, *links), origins=exact, words=(*chain.words, doing.source))


def _authors(paper: Token) -> list[Token]:
    """Whose a paper is: "the UN report", "the ministry's figures", "a study by the institute"."""
    own = [c for c in paper.lefts if c.dep_ in ("compound", "poss", "nmod")]
    return own + [p for c in paper.rights if c.lower_ in ("by", "of") for p in c.children if p.dep_ == "pobj"]


def self_spoken(chain: Chain, subjects: Sequence[Token], seen: Seen) -> Chain:
    """ "Oslo announced a package": the act is a saying, and its subject the origin."""
    for subject in subjects:
        for mention in seen.parties_at.get(subject.i, ()):
            if mention.code and mention.role != "speaker":
                person = mention.name if mention.cls == "person" else None
                link = Link(person or mention.text, mention.code, mention.role if person else None, subject.head.lemma_)
                if link.party in chain.origins or _is_echo((mention.code,), chain.origins):
                    named = person and all(link.name != known.name for known in chain.links)
                    return replace(chain, links=(*chain.links, link)) if named else chain
                return replace(
                    chain,
                    links=(*chain.links, link),
                    origins=(mention.code,),
                    words=(*chain.words, (mention.start, mention.end)),
                )
    return chain


_PAPERS = {
    "report",
    "study",
    "paper",
    "survey",
    "database",
    "register",
    "analysis",
    "figure",
    "datum",
    "data",
    "review",
}
_AGREEING = {"match", "echo", "mirror", "corroborate", "tally", "agree", "align", "square", "chime", "support"}
_AGREEABLE = {"line", "consistent", "similar", "keeping", "close", "identical", "agreement"}


def corroborated(chain: Chain, trigger: Token, seen: Seen, publishers: frozenset[str]) -> Chain:
    """ "The estimate of 900 men is in line with what Chad has said": Chad says so too, and is the origin of this telling.

    A press report that another publisher passes on has no origin: the organ stays a link.
    """
    chain = _without_press(chain, publishers)
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


def _without_press(chain: Chain, publishers: frozenset[str]) -> Chain:
    organs = {link.name for link in chain.links[1:]} | {link.party for link in chain.links[1:]}
    passed_on = chain.origins and all(o in publishers and o in organs and "-" not in o for o in chain.origins)
    return replace(chain, origins=()) if passed_on and chain.words else chain


def _agrees(verb: Token) -> bool:
    if verb.lemma_.lower() in _AGREEING:
        return True
    near = [*verb.children, *(g for c in verb.children for g in c.children)]
    return verb.lemma_ == "be" and any(t.lower_ in _AGREEABLE for t in near)
