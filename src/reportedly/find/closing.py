"""Words of saying that close or part a sentence, read in the order of the words: "…, the ministry in Rome said on Monday."

The parser takes such words for an apposition, a list or a noun where names stand before the comma; commas then still tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from reportedly.find.cues import CueIndex
from reportedly.find.page import FINITE
from reportedly.find.saying import Saying
from reportedly.find.sources import UNNAMED, Range, Source
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import CueRow

_FORMS = frozenset({"VBD", "VBZ", "VBP", "VBN", "NNS"})
_OPENING = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM"})
_OPENERS = frozenset({"that", "which", "who", "whom", "what", "whose", "all", "both"})
_BEHIND = frozenset({"on", "in", "at", "during", "after", "before", "earlier", "late", "last", "this", "yesterday"})
_LONGEST = 14
_SPEAKING = UNNAMED | {"group", "council", "centre", "center", "monitor", "rapporteur", "regulator"}


def closing(parse: Doc, sayings: Sequence[Saying], parties: Sequence[PartyMention], cues: CueIndex) -> list[Saying]:
    """The sayings with those that only the commas tell; one that is known without what stands before it gets that too."""
    known = {s.cue.i: s for s in sayings}
    for sentence in parse.sents:
        for comma in sentence:
            if comma.text == "," and (found := _behind(comma, sentence, parties, cues)):
                before = known.get(found.cue.i)
                if before is None or _is_inherited(before, comma):
                    known[found.cue.i] = found
                elif before.speaker is not None and not _reaches(before, comma):
                    known[found.cue.i] = replace(before, content=(*found.content, *before.content))
    return [known[i] for i in sorted(known)]


def _behind(comma: Token, sentence: Span, parties: Sequence[PartyMention], cues: CueIndex) -> Saying | None:
    """The saying that opens behind a comma: a speaker, the word of saying, and no object of it."""
    doc = comma.doc
    if not any(t.tag_ in FINITE for t in doc[sentence.start : comma.i]):
        return None
    cue = _cue(comma, sentence, cues)
    if cue is None:
        return None
    speaker = _speaker((comma.i + 1, cue[0].i - 1), doc, parties, cues)
    return Saying(cue[0], cue[1], speaker, ((sentence.start, comma.i - 1),)) if speaker else None


def _cue(comma: Token, sentence: Span, cues: CueIndex) -> tuple[Token, CueRow] | None:
    doc, first = comma.doc, comma.i + 1
    if first >= sentence.end or doc[first].pos_ not in _OPENING or doc[first].lower_ in _OPENERS:
        return None
    for i in range(first + 1, min(first + _LONGEST, sentence.end)):
        token = doc[i]
        row = next((r for r in cues.verbs.get(token.lemma_, ()) if "clause" in r.takes and not r.relay), None)
        if row is not None and token.tag_ in _FORMS and _ends_there(token, sentence):
            return (token, row) if " " not in row.lemma else None
        if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.is_punct:
            return None
    return None


def _ends_there(cue: Token, sentence: Span) -> bool:
    """Whether no object or clause of the word follows, but the end, a comma, or the time and place of speaking."""
    if cue.i + 1 >= sentence.end:
        return True
    after = cue.nbor(1)
    return after.is_space or after.text in (",", ".", ";") or after.lower_ in _BEHIND or after.ent_type_ == "DATE"


def _speaker(words: Range, doc: Doc, parties: Sequence[PartyMention], cues: CueIndex) -> Source | None:
    """The noun phrase between comma and word of saying where its head may speak: a party, an office, an unnamed source."""
    phrase = doc[words[0] : words[1] + 1]
    stop = next((t.i for t in phrase if t.pos_ == "ADP"), words[1] + 1)
    head = next((t for t in reversed(doc[words[0] : stop]) if t.pos_ in ("NOUN", "PROPN")), None)
    if head is None:
        return None
    named = any(m.start <= head.idx < m.end and m.cls in ("organisation", "person") for m in parties)
    able = head.lemma_.lower() in _SPEAKING or head.lemma_.lower() in cues.tellers
    return Source(head, words) if named or able else None


def _is_inherited(saying: Saying, comma: Token) -> bool:
    """Whether the parser gave the word of saying the subject of the clause before the comma."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in saying.cue.children)
    return not own and saying.speaker is not None and saying.speaker.words[1] < comma.i


def _reaches(saying: Saying, comma: Token) -> bool:
    return any(first <= comma.i - 1 and comma.i - 1 <= last for first, last in saying.content)
