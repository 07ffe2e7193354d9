"""Words of saying that close or part a sentence, read in the order of the words: "…, the ministry in Rome said on Monday."

The parser takes such words for an apposition, a list or a noun where names stand before the comma; commas then still tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from reportedly.find.cues import CueIndex
from reportedly.find.page import FINITE
from reportedly.find.saying import Saying
from reportedly.find.seated import SEATED
from reportedly.find.sources import UNNAMED, Range, Source
from reportedly.terms.mention import PartyMention
from reportedly.terms.tables import CueRow

_FORMS = frozenset({"VBD", "VBZ", "VBP", "VBN", "NNS"})
_OPENING = frozenset({"DET", "PROPN", "NOUN", "ADJ", "NUM"})
_OPENERS = frozenset({"that", "which", "who", "whom", "what", "whose", "all", "both"})
_BEHIND = frozenset({"on", "in", "at", "during", "after", "before", "earlier", "late", "last", "this", "yesterday"})
_LONGEST = 14
_APPOSED = 2 * _LONGEST
_TOLD = frozenset({"tell", "inform", "brief"})
_PERFECT = frozenset({"has", "have", "had"})
_ADDRESSED = frozenset({"dobj", "dative", "prep", "npadvmod", "advmod", "advcl", "punct"})
_SPEAKING = UNNAMED | {"group", "council", "centre", "center", "monitor", "rapporteur", "regulator"}


def closing(parse: Doc, sayings: Sequence[Saying], parties: Sequence[PartyMention], cues: CueIndex) -> list[Saying]:
    """The sayings with those that only the commas tell; one that is known without what stands before it gets that too."""
    known = {s.cue.i: s for s in sayings}
    for sentence in parse.sents:
        for comma in sentence:
            if comma.text == "," and (found := _behind(comma, sentence, parties, cues)):
                before = known.get(found.cue.i)
                if before is None or _is_inherited(before, comma) or _is_misread(before, found, comma):
                    known[found.cue.i] = found
                elif before.speaker is not None and not _reaches(before, comma):
                    known[found.cue.i] = replace(before, content=(*found.content, *before.content))
    return [_widened(known[i], known.values()) for i in sorted(known)]


def _widened(saying: Saying, others: Iterable[Saying]) -> Saying:
    """ "Chad has reportedly asked for rifles, but Oslo has not agreed, the diplomat said": who closes the sentence says all
    of it, though the parser joins the saying to the first clause; not where that has a speaker of its own."""
    cue, speaker = saying.cue, saying.speaker
    if cue.dep_ != "conj" or speaker is None or len(saying.content) != 1 or not _ends_there(cue, cue.sent):
        return saying
    first, last = saying.content[0]
    joined = cue.doc[first - 1]
    closes = last + 1 <= speaker.words[0] and speaker.words[1] < cue.i and speaker.head.i > last
    if not closes or joined.dep_ != "cc" or joined.head.i != cue.head.i or cue.head.i > first:
        return saying
    before = range(cue.sent.start, joined.i)
    spoken = (s for s in others if s.speaker is not None and s.cue.i in before and "clause" in s.row.takes)
    if any(True for _ in spoken) or any(cue.doc[i].text == ";" for i in before):
        return saying
    return replace(saying, content=((cue.sent.start, last),))


def _behind(comma: Token, sentence: Span, parties: Sequence[PartyMention], cues: CueIndex) -> Saying | None:
    """The saying that opens behind a comma: a speaker, the word of saying, and no object of it."""
    doc = comma.doc
    if not any(t.tag_ in FINITE for t in doc[sentence.start : comma.i]):
        return None
    cue = _cue(comma, sentence, cues)
    if cue is None:
        return None
    last = cue[0].i - 1 - (doc[cue[0].i - 1].lower_ in _PERFECT)
    speaker = _speaker((comma.i + 1, last), doc, parties, cues)
    return Saying(cue[0], cue[1], speaker, ((sentence.start, comma.i - 1),)) if speaker else None


def _cue(comma: Token, sentence: Span, cues: CueIndex) -> tuple[Token, CueRow] | None:
    doc, first = comma.doc, comma.i + 1
    if first >= sentence.end or doc[first].pos_ not in _OPENING or doc[first].lower_ in _OPENERS:
        return None
    commas = 0
    for i in range(first + 1, min(first + _APPOSED, sentence.end)):
        token = doc[i]
        row = next((r for r in cues.verbs.get(token.lemma_, ()) if "clause" in r.takes and not r.relay), None)
        if row is not None and token.tag_ in _FORMS and _ends_there(token, sentence):
            set_off = commas == 2 and doc[i - 1 - (doc[i - 1].lower_ in _PERFECT)].text == ","
            return (token, row) if " " not in row.lemma and (set_off or not commas) else None
        commas += token.text == ","
        if token.lower_ in SEATED:  # ", a newspaper based in Nairobi said"
            continue
        if token.lower_ in _PERFECT and commas in (0, 2):  # ", the ministry has said"
            continue
        if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or commas > 2 or _is_mark(token):
            return None
        if not commas and i >= first + _LONGEST:
            return None
    return None


def _is_mark(token: Token) -> bool:
    """Whether it parts the words; the comma of an apposition and the hyphen of a name do not."""
    return token.is_punct and token.text != "," and token.tag_ != "HYPH"


def _ends_there(cue: Token, sentence: Span) -> bool:
    """Whether no object or clause of the word follows, but the end, a comma, or the time and place of speaking."""
    if cue.i + 1 >= sentence.end:
        return True
    after = cue.nbor(1)
    if cue.lemma_ in _TOLD:  # "told reporters on Monday": whom, and no clause
        return all(c.dep_ in _ADDRESSED for c in cue.rights)
    return after.is_space or after.text in (",", ".", ";") or after.lower_ in _BEHIND or after.ent_type_ == "DATE"


def _speaker(words: Range, doc: Doc, parties: Sequence[PartyMention], cues: CueIndex) -> Source | None:
    """The noun phrase between comma and word of saying where its head may speak: a party, an office, an unnamed source."""
    inner = [t.i for t in doc[words[0] : words[1] + 1] if t.text == ","]
    if inner:
        return _apposed((words[0], inner[0] - 1), (inner[0] + 1, inner[1] - 1), doc, parties)
    head = _head(words, doc)
    if head is None:
        return None
    seated = any(t.lower_ in SEATED for t in doc[words[0] : words[1] + 1])
    able = seated or head.lemma_.lower() in _SPEAKING or head.lemma_.lower() in cues.tellers
    return Source(head, words) if able or _is_named(head, parties) else None


def _apposed(first: Range, second: Range, doc: Doc, parties: Sequence[PartyMention]) -> Source | None:
    """ "…, the foreign minister, Ana Lopez, said": a name and what its bearer is, set off by commas in either order."""
    one, two = _head(first, doc), _head(second, doc)
    if one is None or two is None:
        return None
    named = [head for head in (one, two) if _is_person(head, parties)]
    described = any(head.tag_ == "NN" for head in (one, two)) or len(named) == 1
    return Source(named[0], (first[0], second[1])) if named and described else None


def _head(words: Range, doc: Doc) -> Token | None:
    """The last noun of a phrase before its first preposition."""
    stop = next((t.i for t in doc[words[0] : words[1] + 1] if t.pos_ == "ADP"), words[1] + 1)
    return next((t for t in reversed(doc[words[0] : stop]) if t.pos_ in ("NOUN", "PROPN")), None)


def _is_named(head: Token, parties: Sequence[PartyMention]) -> bool:
    return any(m.start <= head.idx < m.end and m.cls in ("organisation", "person") for m in parties)


def _is_person(head: Token, parties: Sequence[PartyMention]) -> bool:
    """Whether a phrase names a person: by its own name, not by what it is alone."""
    known = any(m.start <= head.idx < m.end and m.cls == "person" and m.name for m in parties)
    return head.pos_ == "PROPN" and (known or head.ent_type_ == "PERSON")


def _is_inherited(saying: Saying, comma: Token) -> bool:
    """Whether the parser gave the word of saying the subject of the clause before the comma."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in saying.cue.children)
    return not own and saying.speaker is not None and saying.speaker.words[1] < comma.i


def _is_misread(saying: Saying, found: Saying, comma: Token) -> bool:
    """Whether the parser took for the speaker what stands before the comma, with who speaks in apposition to it."""
    before, own = saying.speaker, found.speaker
    if before is None or own is None or before.head.i > comma.i:
        return False
    return before.words[0] < comma.i < before.words[1] and before.words[1] >= own.head.i


def _reaches(saying: Saying, comma: Token) -> bool:
    return any(first <= comma.i - 1 and comma.i - 1 <= last for first, last in saying.content)
