"""Who does something together with whom: "Chad, along with Mali, sent …", "Chad as well as Mali said …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_TOGETHER = (
    ["along", "with"],
    ["together", "with"],
    ["jointly", "with"],
    ["as", "well", "as"],
    ["alongside"],
)


def companions(subject: Token) -> Iterator[Token]:
    """The heads of the names that stand beside a subject: behind "along with", "together with", "as well as", "alongside"
    between it and its verb. Who sends something "with the help of" another sends it alone."""
    verb = subject.head
    if verb.pos_ not in ("VERB", "AUX") or subject.i > verb.i:
        return
    for name in subject.doc[subject.i + 1 : verb.i]:
        if name.dep_ in ("pobj", "appos", "conj") and _words_before(subject, name) in _TOGETHER:
            yield name
            yield from (c for c in name.conjuncts if c.i > name.i)


def _words_before(subject: Token, name: Token) -> list[str]:
    """The words between a subject and a name behind it, the comma of the subject left out."""
    return [t.lower_ for t in subject.doc[subject.i + 1 : name.left_edge.i] if t.text != ","]
