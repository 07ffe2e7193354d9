"""Relay chains: "A cited B as saying …", "A reported, citing B", "according to A, which quoted B", "A said after a briefing
by B".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.find.complements import clause_of, without
from reportedly.find.cues import CueIndex
from reportedly.find.saying import Saying
from reportedly.find.sources import Range, Source, is_named, is_passive, issuer, source
from reportedly.terms.tables import CueRow

_BRIEFING = frozenset({"brief", "tell", "inform"})
_UPON = frozenset({"after", "following", "at", "from", "upon"})
_HEARERS = frozenset(
    {
        "lawmaker",
        "legislator",
        "parliamentarian",
        "deputy",
        "senator",
        "congressman",
        "congresswoman",
        "mp",
        "aide",
        "member",
    }
)
"""Who says on leaving a briefing what was told there."""


def relayed(sayings: Sequence[Saying], parse: Doc, cues: CueIndex) -> list[Saying]:
    """The sayings with each citing verb made into the links it stands for; those that say nothing are gone."""
    by_cue = {saying.cue.i: saying for saying in sayings if not saying.silent}
    for saying in [s for s in by_cue.values() if s.row.relay and s.row.pos == "verb"]:
        del by_cue[saying.cue.i]
        by_cue.update({s.cue.i: s for s in _links(saying, by_cue, cues)})
    told = [_wrapping(saying, by_cue) for _, saying in sorted(by_cue.items())]
    return [link for saying in told for link in _briefed(saying)]


def _links(citing: Saying, by_cue: dict[int, Saying], cues: CueIndex) -> list[Saying]:
    verb = citing.cue
    inner = next((by_cue[t.i] for t in _told(verb) if t.i in by_cue), None)
    if is_passive(verb) and inner is not None:
        return _cited_passively(citing, inner)
    cited = _cited(verb, citing)
    if inner is not None and cited is not None:
        told = (cited.words[0], inner.cue.right_edge.i)
        content = inner.content or citing.content
        return [
            replace(citing, content=(*citing.content, told), relay=True),
            replace(inner, content=content, speaker=inner.speaker or cited),
        ]
    if cited is None:
        return []
    teller = _teller(citing, by_cue)
    if teller is not None:
        own = (verb.left_edge.i, verb.right_edge.i)
        whole = teller.content  # what begins behind the citing verb is told by both, whatever the parser hangs it on
        content = tuple(p for w in whole for p in ((w,) if w[0] > verb.i else without(w, own))) or citing.content
        return [replace(teller, relay=True, content=teller.content or content), _link(citing, cited, content)]
    if verb.dep_ in ("advcl", "prep", "dep") and verb.head.i != verb.i:
        clause = clause_of(verb.head)
        whole = without((clause.left_edge.i, clause.right_edge.i), (verb.left_edge.i, verb.right_edge.i))
        return [_link(citing, cited, whole)]
    return []


def _briefed(saying: Saying) -> list[Saying]:
    """ "Lawmakers said after a briefing by the agency", "a lawmaker briefed by the agency": they pass on what it told."""
    told = _briefer(saying) if saying.content and not saying.relay and saying.speaker is not None else None
    if told is None or any(a <= told[0].i <= b for a, b in saying.content):
        return [saying]
    cue, by = told
    return [replace(saying, relay=True), Saying(cue, CueRow(cue.lemma_, "verb"), by, saying.content)]


def _briefer(saying: Saying) -> tuple[Token, Source] | None:
    """The word of briefing and who briefed the speaker; None where nothing tells."""
    speaker = saying.speaker
    if speaker is None:
        return None
    heads = [speaker.head, *(c for c in speaker.head.rights if c.dep_ == "appos")]
    for verb in (c for head in heads for c in head.rights if c.dep_ in ("relcl", "acl")):
        if verb.lemma_ in _BRIEFING and (by := _by_whom(verb, "agent")):
            return verb, by
    if not any(t.lemma_.lower() in _HEARERS for t in heads):
        return None
    behind = [saying.cue, *(c for c in saying.cue.rights if c.dep_ in ("pobj", "dobj"))]
    for prep in (c for t in behind for c in t.rights if c.dep_ == "prep" and c.lower_ in _UPON):
        for noun in prep.rights:
            if noun.lemma_ in ("briefing", "hearing") and (by := _by_whom(noun, "prep") or _by_whom(noun, "agent")):
                return noun, by
            if noun.lemma_ in _BRIEFING and noun.tag_ == "VBN" and (by := _by_whom(noun, "agent")):
                return noun, by
    return None


def _by_whom(word: Token, dep: str) -> Source | None:
    by = next((c for c in word.rights if c.dep_ == dep and c.lower_ in ("by", "from", "with")), None)
    return source(next((c for c in by.rights if c.dep_ == "pobj"), None)) if by is not None else None


def _link(citing: Saying, cited: Source, content: tuple[Range, ...]) -> Saying:
    """The cited one as a speaker of its own."""
    return replace(citing, speaker=cited, content=content)


def _cited_passively(citing: Saying, inner: Saying) -> list[Saying]:
    """ "B was quoted as saying …", with a link of its own for "by A"."""
    if citing.speaker is None:
        return [replace(inner, first=citing.cue.i, last=inner.cue.i)]
    verb = citing.cue
    subject = [c for c in verb.lefts if c.dep_ == "nsubjpass"]
    content = [(c.left_edge.i, c.right_edge.i) for c in subject] + [(inner.cue.i, inner.cue.right_edge.i)]
    return [replace(citing, content=tuple(content), relay=True), inner]


def _told(verb: Token) -> list[Token]:
    """The words of saying that a citing verb introduces: "cited X as saying", "quoted X saying"."""
    holders = [verb, *(c for c in verb.rights if c.dep_ in ("dobj", "prep"))]
    return [
        t for h in holders for c in h.rights for t in (c, *c.rights) if t.dep_ in ("pcomp", "xcomp", "acl", "ccomp")
    ]


def _cited(verb: Token, citing: Saying) -> Source | None:
    """Who is cited; None where a thing is that cannot speak ("cited the drills")."""
    head = next((c for c in verb.rights if c.dep_ in ("dobj", "pobj", "dative")), None)
    if behind := issuer(head):
        return behind
    who = source(head)
    if who is None or is_named(who) or who.head.pos_ == "PRON" or who.head.lemma_.lower() in citing.row.speakers:
        return who
    return None


def _teller(citing: Saying, by_cue: dict[int, Saying]) -> Saying | None:
    """The saying around a citing verb: the one it hangs on, or the one whose speaker it is said of."""
    above = citing.cue.head.i
    if above in by_cue:
        return by_cue[above]
    if (before := _inserted(citing.cue, by_cue)) is not None:
        return before
    if citing.speaker is None:
        return None
    who = citing.speaker.head
    for saying in by_cue.values():
        speaker = saying.speaker
        if speaker is not None and speaker.words[0] <= who.i <= speaker.words[1]:
            return saying
    return None


def _inserted(citing: Token, by_cue: dict[int, Saying]) -> Saying | None:
    """ "The paper reported on Friday, citing two officials, that …": the saying right before the insertion."""
    if citing.tag_ != "VBG" or citing.i == 0 or citing.nbor(-1).text != ",":
        return None
    for token in reversed(citing.doc[citing.sent.start : citing.i - 1]):
        if token.i in by_cue:
            return by_cue[token.i]
        if token.pos_ in ("VERB", "AUX") or token.is_punct:
            return None
    return None


def _wrapping(saying: Saying, by_cue: dict[int, Saying]) -> Saying:
    """ "X said …, according to Y": Y passes on what X said."""
    if saying.row.pos != "prep" or saying.cue.head.i not in by_cue:
        return saying
    inner = by_cue[saying.cue.head.i]
    held = any(a <= inner.cue.i <= b for a, b in saying.content)
    return replace(saying, relay=True) if held and inner.speaker is not None else saying
