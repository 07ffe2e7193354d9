"""The frame lexicon, compiled: from a token to the rows that it may evoke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.find.participles import is_auxiliary
from reportedly.terms.tables import FrameRow

_EVOKING = {"VERB", "AUX", "NOUN", "PROPN"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A row ready for use: the rest of its lemma's words, and its roles by slot."""

    row: FrameRow
    rest: tuple[str, ...]
    slots: dict[str, str]

    @property
    def name(self) -> str:
        return self.row.frame


class Lexicon:
    """All frames, by part of speech and first lemma; rows of more words are tried first."""

    def __init__(self, rows: Iterable[FrameRow]) -> None:
        self._verbs: dict[str, list[Frame]] = {}
        self._nouns: dict[str, list[Frame]] = {}
        for row in sorted(rows, key=lambda r: (-r.lemma.count(" "), not r.needs, -len(r.needs))):
            words = row.lemma.split()
            head, rest = (words[0], words[1:]) if row.pos == "verb" else (words[-1], words[:-1])
            if row.pos == "noun" and "on" in words:  # "boots on the ground" hangs on its first noun
                head, rest = words[0], words[1:]
            table = self._verbs if row.pos == "verb" else self._nouns
            table.setdefault(head, []).append(Frame(row, tuple(rest), dict(row.roles)))

    @property
    def listing(self) -> Frame | None:
        """The frame of what a list holds; None in a lexicon without one."""
        return next((f for f in self._verbs.get("include", ()) if f.name == "include"), None)

    def frame(self, token: Token) -> Frame | None:
        """The frame that this token evokes first, None for most tokens."""
        return next(iter(self.frames(token)), None)

    def frames(self, token: Token) -> list[Frame]:
        """The frames that this token may evoke, those of more words first."""
        return [f for f in self._rows(token) if (not f.rest or _has_rest(token, f)) and _has_needs(token, f)]

    def unmet(self, token: Token) -> list[tuple[Frame, str]]:
        """The rows with this token's lemma that it does not evoke here, each with what is missing; of rows of more words
        only where no other row is evoked."""
        own, evoked = self._rows(token), self.frames(token)
        lacking = [(f, _lacking(token, f)) for f in own if f not in evoked and (_has_rest(token, f) or not evoked)]
        lemma = token.lemma_.lower()
        other = () if own else (*self._verbs.get(lemma, ()), *self._nouns.get(lemma, ()))
        parsed = f"it is parsed as {token.pos_} here, and the row is of a"
        return lacking + [(f, f"{parsed} {f.row.pos}") for f in other if not f.rest or _has_rest(token, f)]

    def _rows(self, token: Token) -> Sequence[Frame]:
        pos = token.pos_
        if pos not in _EVOKING or token.dep_ in ("aux", "auxpass") or is_auxiliary(token):
            return ()
        if pos in ("VERB", "AUX"):
            rows = self._verbs.get(token.lemma_.lower()) or ()
            return () if rows and _is_passing(token) else rows
        return self._nouns.get(token.lemma_.lower()) or self._nouns.get(_singular(token.lower_)) or ()


def _lacking(token: Token, frame: Frame) -> str:
    if not frame.rest or _has_rest(token, frame):
        return f"the row needs one of: {', '.join(frame.row.needs)}"
    return f"“{' '.join(frame.rest)}” does not stand by it"


def _is_passing(token: Token) -> bool:
    """ "The Chinese-supplied radars": a flow named in passing; "re-exported" is none."""
    if token.pos_ not in ("VERB", "AUX") or token.i < 2 or token.doc[token.i - 1].text != "-":
        return False
    return token.doc[token.i - 2].lower_ not in ("re", "co", "pre", "forward")


def _has_needs(token: Token, frame: Frame) -> bool:
    if not frame.row.needs:
        return True
    beside = {t.i for c in token.rights if c.dep_ == "conj" and c.pos_ == "VERB" for t in c.subtree}
    near = [*(t for t in token.subtree if t.i not in beside), token.head, *token.head.lefts]
    return any(t.lemma_.lower() in frame.row.needs and not _bounds_a_figure(t) for t in near)


def _bounds_a_figure(token: Token) -> bool:
    """ "More than 12 million": no further ones."""
    return token.lower_ == "more" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "than"


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _tells_the_day(token: Token) -> bool:
    """The "on" of "handed over on Monday" or "on behalf of" is no part of the verb."""
    return token.lower_ == "on" and any(
        c.dep_ == "pobj" and (c.ent_type_ == "DATE" or c.lower_ == "behalf") for c in token.children
    )


def _has_rest(token: Token, frame: Frame) -> bool:
    """Whether the other words of a lemma stand by: a verb's on its right, a noun's on either side."""
    doc = token.doc
    if frame.row.pos == "noun" and "on" not in frame.rest:
        window = doc[max(token.sent.start, token.i - len(frame.rest)) : token.i]
        return all(word in (t.lower_, t.lemma_.lower()) for t, word in zip(window, frame.rest, strict=False)) and bool(
            window
        )
    window = doc[token.i + 1 : min(token.sent.end, token.i + 3 + 2 * len(frame.rest))]
    under = [g for c in token.children for g in (c, *c.children)]
    near = [t for t in (*window, *under) if not _tells_the_day(t)]
    words = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    return all(word in words for word in frame.rest)
