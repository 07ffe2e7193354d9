"""The frame lexicon, compiled: from a token to the rows that it may evoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.terms.tables import FrameRow


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
        pos = token.pos_
        if _is_passing(token):
            return []
        if pos in ("VERB", "AUX"):
            candidates = self._verbs.get(token.lemma_.lower())
        elif pos in ("NOUN", "PROPN"):
            candidates = self._nouns.get(token.lemma_.lower()) or self._nouns.get(_singular(token.lower_))
        else:
            return []
        return [f for f in candidates or () if (not f.rest or _has_rest(token, f)) and _has_needs(token, f)]


def _is_passing(token: Token) -> bool:
    """ "The Chinese-supplied radars": a flow named in passing; "re-exported" is none."""
    if token.pos_ not in ("VERB", "AUX") or token.i < 2 or token.doc[token.i - 1].text != "-":
        return False
    return token.doc[token.i - 2].lower_ not in ("re", "co", "pre", "forward")


def _has_needs(token: Token, frame: Frame) -> bool:
    if not frame.row.needs:
        return True
    near = [*token.subtree, token.head, *token.head.lefts]
    return any(t.lemma_.lower() in frame.row.needs for t in near)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


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
    words = {t.lemma_.lower() for t in (*window, *under)} | {t.lower_ for t in (*window, *under)}
    return all(word in words for word in frame.rest)
