"""One word of saying with its speaker and what it governs, and the mention that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.find.complements import without
from reportedly.find.page import Page
from reportedly.find.quotes import around
from reportedly.find.sources import Range, Source, is_anonymous, parties_of, span_of
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention, PartyMention, Stance
from reportedly.terms.tables import CueRow

_CALENDAR_WORDS = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december today yesterday tonight earlier week month year day morning evening night
afternoon recently ago"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_FAR = 12
_OCCASIONS = frozenset({"in", "at", "during", "for", "to", "before", "through", "via", "with", "on"})
_WHEN = frozenset({"npadvmod", "advmod", "prep", "nmod", "tmod"})
_HOLDING = frozenset({"in", "to", "per", "by"})
_WRITTEN = frozenset(
    {
        "report",
        "study",
        "statement",
        "letter",
        "paper",
        "dossier",
        "assessment",
        "review",
        "article",
        "inquiry",
        "survey",
    }
)
_ISSUING = frozenset({"publish", "release", "issue", "present", "submit", "circulate"})
_BROADCAST = frozenset({"publish", "release", "broadcast", "air", "hold"})
_OPINIONS = frozenset({"assessed", "possible"})
_JOINING = frozenset({"that", "whether", "and", "but"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_EDGE = " \t\n,;:—–-\"“”„`'’…•*▪"


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue, its row, its speaker and the ranges of tokens it governs. first, last: of the cue's words, where it has
    several. relay: this speaker passes on another's words.
    """

    cue: Token
    row: CueRow
    speaker: Source | None
    content: tuple[Range, ...]
    last: int | None = None
    first: int | None = None
    negated: bool = False
    relay: bool = False

    @property
    def stance(self) -> Stance:
        """The row's; "does not believe" denies."""
        return "denied" if self.negated else self.row.stance

    @property
    def silent(self) -> bool:
        """ "Did not say that …": of a negated cue only an opinion leaves anything."""
        return self.negated and self.row.stance not in _OPINIONS

    @property
    def words(self) -> Range:
        """The cue's own tokens."""
        return (self.cue.i if self.first is None else self.first, self.cue.i if self.last is None else self.last)


def mention_of(
    saying: Saying, page: Page, parties: Sequence[PartyMention], paras: tuple[Span, ...]
) -> AttributionMention:
    """The mention of a saying. Its content is kept within the paragraph of the cue, less the words of cue, source and
    time of speaking at its edges."""
    parse = page.parse
    cue = span_of(parse, saying.words)
    speaker = saying.speaker
    para = _paragraph(cue[0], paras)
    source = _within(speaker.span, para) if speaker else None
    when = _said_on(saying)
    holes = [saying.words, *([speaker.words] if speaker and not _holds(saying, speaker.words) else [])]
    ranges = [part for whole in saying.content for part in without(whole, *holes, *([when] if when else []))]
    start, end = _extent(cue, source)
    return AttributionMention(
        start=start,
        end=end,
        text=page.text[start:end],
        source=source,
        cue=cue,
        content=_spans(page, ranges, para),
        parties=parties_of(speaker, parties) if speaker else (),
        verb=saying.row.lemma,
        stance=saying.stance,
        relay=saying.relay,
        anonymous=speaker is not None and is_anonymous(speaker, parties),
        said_on=span_of(parse, when) if when else None,
    )


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without the spaces, commas and quotation marks at its edges; None where nothing is left."""
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE + ".":
        end -= 1
    return (start, end) if start < end else None


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _holds(saying: Saying, words: Range) -> bool:
    """A relay's content keeps the inner speaker; there is nothing else to keep."""
    return saying.relay and any(a < words[0] and words[1] < b for a, b in saying.content) and saying.row.pos == "verb"


def _extent(cue: Span, source: Span | None) -> Span:
    return cue if source is None else (min(cue[0], source[0]), max(cue[1], source[1]))


def _paragraph(at: int, paras: tuple[Span, ...]) -> Span:
    return around(paras, at) or (0, 0)


def _within(span: Span, para: Span) -> Span | None:
    start, end = max(span[0], para[0]), min(span[1], para[1])
    return (start, end) if start < end else None


def _spans(page: Page, ranges: Sequence[Range], within: Span) -> tuple[Span, ...]:
    spans = []
    for first, last in ranges:
        while first < last and _is_joint(page.parse[first]):
            first += 1
        start, end = span_of(page.parse, (first, last))
        cut = trimmed(page.text, max(start, within[0]), min(end, within[1]))
        if cut and any(c.isalnum() for c in page.text[cut[0] : cut[1]]):
            spans.append(cut)
    return merged(spans)


def _is_joint(word: Token) -> bool:
    if word.dep_ in _ARGUMENTS and word.i + 1 < len(word.doc) and word.nbor().is_punct:  # "That, X said, is over"
        return False
    return word.is_space or (word.tag_ in ("IN", "WDT", "CC") and word.lower_ in _JOINING)


def _said_on(saying: Saying) -> Range | None:
    """The words for when it was said: at the word of saying, under what it was said in or to, or before "when X said"."""
    cue = saying.cue
    for child in cue.children:
        if child.dep_ in _WHEN and _is_time(child) and (abs(child.i - cue.i) <= _FAR or _opens(child, saying.speaker)):
            return (child.left_edge.i, child.right_edge.i)
    return _said_when(saying) or _issued_on(saying) or _said_in(saying)


def _issued_on(saying: Saying) -> Range | None:
    """ "Said in a report published last month", "according to a study released in May": then it speaks."""
    cue, last = saying.cue, saying.cue.doc[saying.words[1]]
    under = [q for q in (*cue.children, last) if q.pos_ == "ADP" and q.lower_ in _HOLDING]
    nouns = [p for q in under for p in q.children if p.dep_ == "pobj"]
    nouns += [saying.speaker.head] if saying.speaker is not None else []
    for noun in nouns:
        clauses = (c for c in noun.rights if c.dep_ in ("acl", "relcl") and c.lemma_ in _ISSUING)
        times = (t for c in clauses for t in c.rights if t.dep_ in _WHEN and _is_time(t))
        if noun.lemma_.lower() in _WRITTEN and (time := next(times, None)) is not None:
            return (time.left_edge.i, time.right_edge.i)
    return None


def _opens(time: Token, speaker: Source | None) -> bool:
    """ "In May 2024 Ms. Moe, then …, said": the sentence opens with it, and who speaks stands right behind."""
    at_first = time.left_edge.i == time.sent.start
    return at_first and speaker is not None and 0 < speaker.words[0] - time.right_edge.i <= 2


def _said_when(saying: Saying) -> Range | None:
    """ "In October 2023, when the council said that …": the clause hangs on the day or month that it tells of."""
    speaker = saying.speaker.head if saying.speaker is not None else None
    verbs = [saying.cue, *([speaker.head] if speaker is not None and speaker.dep_ == "nsubj" else [])]
    for verb in verbs:
        when = next((c for c in verb.lefts if c.lower_ == "when"), None)
        if when is None or when.i == when.sent.start:
            continue
        before = when.nbor(-1) if when.nbor(-1).text != "," else when.nbor(-min(2, when.i))
        on = before.head if before.dep_ == "nummod" else before
        if on.lower_ in _CALENDAR or on.ent_type_ == "DATE":
            return (on.left_edge.i, before.i)
    return None


def _said_in(saying: Saying) -> Range | None:
    """ "Said in a report to parliament on Sunday", "admitted for the first time on Friday that …"."""
    if saying.cue.pos_ != "VERB":
        return None
    near = [c for c in saying.cue.rights if c.dep_ in ("prep", "dobj", "dative", "pobj")]
    for word in near:
        if any(first <= word.i <= last for first, last in saying.content) or word.i - saying.cue.i > _FAR:
            continue
        if word.dep_ == "prep" and word.lower_ not in _OCCASIONS:
            continue
        for child in word.rights:
            if child.dep_ == "prep" and _is_time(child):
                return (child.left_edge.i, child.right_edge.i)
            if child.dep_ == "acl" and child.lemma_ not in _BROADCAST:
                continue
            if child.dep_ in ("pobj", "prep", "acl"):
                near.append(child)
    return None


def _is_time(child: Token) -> bool:
    if child.dep_ == "prep":
        if child.lower_ not in ("on", "in", "at", "during"):
            return False
        inner = next(child.rights, None)
        return inner is not None and inner.lower_ in _CALENDAR
    return child.lower_ in _CALENDAR and child.right_edge.i - child.left_edge.i < 6
