"""Attribution: who says what in a text, link by link, from the parse.

Words of saying first, sentence by sentence; then whom they cite; then labels ("NIS: …", "MR. KIRBY: …"), quotations that
run over sentences, and sentences that carry a speaker on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.find.closing import closing
from reportedly.find.complements import beside, clause_of, framed, noun_content, noun_object, verb_content, without
from reportedly.find.cues import CueIndex
from reportedly.find.page import Page
from reportedly.find.quotes import paragraphs, quoted
from reportedly.find.relays import relayed
from reportedly.find.saying import Saying, mention_of
from reportedly.find.sources import Range, Source, is_named, is_passive, noun_source, source, verb_source
from reportedly.find.speaker_labels import labelled
from reportedly.find.speech_runs import carried, introducing, with_quotes
from reportedly.terms.mention import AttributionMention, PartyMention
from reportedly.terms.tables import CueRow

_STATED = frozenset({"asserted", "assessed"})
_FRAMING = frozenset({"in", "by"})
_WITHHOLDING = frozenset({"decline", "refuse", "fail", "avoid", "stop"})


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
    verbs, nouns, adverbs, preps = cues.verbs, cues.nouns, cues.adverbs, cues.preps
    for token in parse:
        lemma = token.lemma_
        found: Saying | None = None
        if lemma in verbs and token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound"):
            found = _verb(token, cues)
        elif lemma in nouns and token.pos_ in ("NOUN", "PROPN"):
            found = _noun(token, cues)
        elif token.lower_ in preps:
            found = _preposition(token, cues)
        elif lemma in adverbs and token.pos_ == "ADV":
            found = Saying(token, cues.adverbs[lemma][0], None, _around(token))
        if found is not None:
            yield found


def _verb(verb: Token, cues: CueIndex) -> Saying | None:
    rows = cues.verb_rows(verb)
    speaker = verb_source(verb, cues) if rows else None
    words = speaker.words if speaker else None
    for row in rows:
        if not _may_say(row, speaker):
            continue
        content = verb_content(verb, row, words, cues)
        if content and (speaker is not None or _may_be_unnamed(verb, row)):
            return Saying(verb, row, speaker, content, negated=_is_negated(verb))
    plain = next((row for row in rows if "clause" in row.takes and _may_say(row, speaker)), None)
    if plain is not None and plain.relay and is_passive(verb):
        return Saying(verb, plain, speaker, ())
    if plain is None or speaker is None or is_passive(verb):
        return None
    group = (min(verb.i, speaker.words[0]), max(verb.i, speaker.words[1]))
    return Saying(verb, plain, speaker, beside(verb, group), negated=_is_negated(verb))


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
    return any(child.dep_ == "neg" for child in verb.lefts)


def _noun(noun: Token, cues: CueIndex) -> Saying | None:
    for row in cues.nouns[noun.lemma_]:
        speaker = noun_source(noun, cues)
        content = noun_content(noun, row) or (noun_object(noun, row) if speaker or row.stance in _STATED else ())
        if content:
            return Saying(noun, row, speaker, content, first=_lender(noun, speaker))
        by = noun.head
        if noun.dep_ == "pobj" and by.lower_ in _FRAMING and "clause" in row.takes:
            owner = speaker or _owner(noun)
            if owner is not None and by.head.pos_ in ("VERB", "AUX"):
                phrase = (by.i, max(noun.i, owner.words[1]))
                return Saying(noun, row, owner, framed(phrase, by.head, noun.doc)) if _frames(phrase, noun) else None
    return None


def _lender(noun: Token, speaker: Source | None) -> int | None:
    """The first word of the cue where a verb lends its subject: "voiced concern"."""
    verb = noun.head
    lent = speaker is not None and speaker.head.head.i == verb.i and speaker.words[1] < verb.i
    return verb.i if lent and verb.i < noun.i <= verb.i + 4 else None


def _owner(noun: Token) -> Source | None:
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return source(next(of.rights, None)) if of is not None else None


def _frames(phrase: Range, noun: Token) -> bool:
    """ "In X's view, …" frames what it stands beside; "in X's view of the matter changed" does not."""
    doc = noun.doc
    ends = phrase[1] + 1 >= noun.sent.end or doc[phrase[1] + 1].is_punct
    return ends and (phrase[0] == noun.sent.start or doc[phrase[0] - 1].is_punct)


def _preposition(token: Token, cues: CueIndex) -> Saying | None:
    found = cues.prep_at(token)
    if found is None:
        return None
    row, last = found
    if token.i and cues.prep_at(token.nbor(-1)):
        return None
    head = next((c for c in token.doc[last].rights if c.dep_ == "pobj"), None)
    speaker = source(head)
    if speaker is None or (row.speakers and not is_named(speaker) and speaker.head.lemma_ not in row.speakers):
        return None
    phrase = (token.i, speaker.words[1])
    return Saying(token, row, speaker, framed(phrase, token.head, token.doc), last=last)


def _around(adverb: Token) -> tuple[Range, ...]:
    head = adverb.head if adverb.head.pos_ in ("ADJ", "NOUN", "NUM") else clause_of(adverb)
    return without((head.left_edge.i, head.right_edge.i), (adverb.i, adverb.i))
