"""Attribution: who says what in a text, link by link, from the parse.

Words of saying first, sentence by sentence; then whom they cite; then labels ("NIS: …", "MR. KIRBY: …"), quotations that
run over sentences, and sentences that carry a speaker on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.find.closing import closing
from reportedly.find.complements import (
    CLOSING_MARKS,
    beside,
    clause_of,
    lacks,
    verb_content,
    without,
)
from reportedly.find.convictions import conviction
from reportedly.find.cue_phrases import noun_saying, phrase_saying
from reportedly.find.cues import CueIndex
from reportedly.find.page import Page
from reportedly.find.participles import told_before
from reportedly.find.quotes import paragraphs, quoted
from reportedly.find.relays import relayed
from reportedly.find.saying import Saying, mention_of
from reportedly.find.sources import Range, Source, is_named, is_passive, verb_source
from reportedly.find.speaker_labels import labelled
from reportedly.find.speech_runs import carried, introducing, with_quotes
from reportedly.terms.mention import AttributionMention, PartyMention
from reportedly.terms.tables import CueRow

_PREDICATES = frozenset({"JJ", "VBN"})
_NOBODY = frozenset({"neither", "nobody", "none", "no"})
_PAUSES = frozenset({",", "!", "?", "…", "—"})
_WITHHOLDING = frozenset({"decline", "refuse", "fail", "avoid", "stop", "want", "need", "hesitate", "wait"})


def attributions(parse: Doc, parties: Sequence[PartyMention], cues: CueIndex) -> tuple[AttributionMention, ...]:
    """All attributions of a parsed text, sorted by start; nested ones lie within the content of the outer.

    parse: with tags, lemmas, dependencies and sentences; its text is the document's, or offsets mean nothing.
    parties: the party mentions of the same text, for the codes of the sources.
    """
    page = Page.of(parse)
    paras = paragraphs(page.text)
    sayings = relayed(closing(parse, list(_sayings(parse, cues)), parties, cues), parse, cues)
    spoken = [mention_of(saying, page, parties, paras) for saying in sayings]
    spoken += labelled(page, parties, paras, cues)
    spoken = with_quotes(page, spoken, quoted(page.text, paras), paras)
    spoken = [mention for mention in introducing(page.text, spoken, paras) if mention.content]
    return tuple(sorted([*spoken, *carried(page, spoken, paras)], key=lambda m: (m.start, m.end, m.cue or (0, 0))))


def _sayings(parse: Doc, cues: CueIndex) -> Iterator[Saying]:
    for token in parse:
        found = _saying(token, cues)
        if found is not None:
            yield found


def _saying(token: Token, cues: CueIndex) -> Saying | None:
    lemma = token.lemma_
    if token.lower_ in cues.adjectives and token.tag_ in _PREDICATES and (found := conviction(token, cues)):
        return found
    if lemma in cues.verbs and token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
        return _verb(token, cues)
    if token.pos_ == "VERB" and token.i and _may_close_a_quotation(token):
        return _uttering(token, cues)
    if lemma in cues.nouns and token.pos_ in ("NOUN", "PROPN"):
        return noun_saying(token, cues)
    if token.lower_ in cues.preps:
        return phrase_saying(token, cues)
    if lemma in cues.adverbs and token.pos_ == "ADV":
        return Saying(token, cues.adverbs[lemma][0], None, _around(token))
    return None


def _verb(verb: Token, cues: CueIndex) -> Saying | None:
    rows = cues.verb_rows(verb) if not lacks(verb) else ()
    speaker = verb_source(verb, cues) if rows else None
    words = speaker.words if speaker else None
    if speaker is not None and _is_impersonal(verb, speaker):
        return None
    for row in rows:
        if not _may_say(row, speaker):
            continue
        content = verb_content(verb, row, words, cues)
        if content and (speaker is not None or _may_be_unnamed(verb, row)):
            return Saying(verb, row, speaker, content, negated=_is_negated(verb))
    plain = next((row for row in rows if "clause" in row.takes and _may_say(row, speaker)), None)
    if plain is not None and plain.relay and is_passive(verb):
        return Saying(verb, plain, speaker, ())
    if plain is None or speaker is None or is_passive(verb) or told_before(verb) is not None:
        return None
    group = (min(verb.i, speaker.words[0]), max(verb.i, speaker.words[1]))
    return Saying(verb, plain, speaker, beside(verb, group), negated=_is_negated(verb))


def _may_close_a_quotation(verb: Token) -> bool:
    doc = verb.doc
    return any(t.text in CLOSING_MARKS for t in doc[max(verb.i - 8, verb.sent.start - 1, 1) : verb.i])


def _uttering(verb: Token, cues: CueIndex) -> Saying | None:
    """ "“Get out,” he snarled": whatever the verb, who stands directly behind a quotation speaks it."""
    speaker = verb_source(verb, cues)
    if speaker is None or is_passive(verb):
        return None
    first = min(verb.i, speaker.words[0])
    closes = first > 1 and verb.doc[first - 1].text in CLOSING_MARKS and verb.doc[first - 2].text in _PAUSES
    return Saying(verb, CueRow(verb.lemma_, "verb", takes=("quote",)), speaker, ()) if closes else None


def _is_impersonal(verb: Token, speaker: Source) -> bool:
    """ "It was too early to say …": nobody says it."""
    infinitive = verb.dep_ in ("xcomp", "advcl", "ccomp") and any(c.lower_ == "to" for c in verb.lefts)
    return speaker.head.lower_ == "it" and infinitive and (verb.head.pos_ == "ADJ" or verb.head.lemma_ == "be")


def _may_say(row: CueRow, speaker: Source | None) -> bool:
    if not row.speakers or speaker is None or row.relay:
        return True
    return is_named(speaker) or speaker.head.lemma_.lower() in row.speakers


def _may_be_unnamed(verb: Token, row: CueRow) -> bool:
    """ "It is believed that …", "X is accused of …"; but not "rejected" or "asked about it" by nobody."""
    if not is_passive(verb):
        return False
    return "clause" in row.takes or (any(c.dep_ == "nsubjpass" for c in verb.lefts) and "said" not in row.takes)


def _is_negated(verb: Token) -> bool:
    """ "Did not say"; also "declined to say"."""
    if verb.dep_ in ("xcomp", "pcomp") and (verb.head.lemma_ in _WITHHOLDING or verb.head.head.lemma_ in _WITHHOLDING):
        return True
    if any(token.lower_ in ("neither", "nor") for token in verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]):
        return True
    if any(c.dep_ == "nsubj" and (c.lower_ in _NOBODY or c.left_edge.lower_ in _NOBODY) for c in verb.lefts):
        return True
    return any(child.dep_ == "neg" for child in verb.lefts)


def _around(adverb: Token) -> tuple[Range, ...]:
    head = adverb.head if adverb.head.pos_ in ("ADJ", "NOUN", "NUM") else clause_of(adverb)
    return without((head.left_edge.i, head.right_edge.i), (adverb.i, adverb.i))
