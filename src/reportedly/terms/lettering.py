"""Letters that deceive: signs that nobody sees within words and figures, turned order, words out of two alphabets.

A text is kept as it was published, with all of them; what is read of it must not be other than what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.terms.evidence import Span

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_WITHIN_FIGURE = re.compile(f"\\d[.,]?[{_UNSEEN}]+[.,]?\\d")
_WITHIN_WORD = re.compile(f"(?<=[^\\W\\d_])[{_UNSEEN}]+(?=[^\\W\\d_])")
_AROUND = 12
"""Characters shown on either side."""
_LAST, _FIRST = re.compile(r"[^\W_]+\Z"), re.compile(r"\A[^\W_]+")
_TURNED = re.compile("[\u202d\u202e][^\u202c\n]*")
_JOINERS = re.compile("[\u200c\u200d]")
"""Scripts of Asia need them within words; in Latin, Cyrillic, Korean and Japanese they are signs like the others."""
_NEEDS_JOINERS = re.compile("[\u0590-\u0fff\u1780-\u17ff]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_GREEK = re.compile("[\u0370-\u03ff]")
_LATIN_LIKE = frozenset("ABCEHIJKMNOPSTXYZaceijopsvxy")
_LIKE_LATIN = frozenset("АВСЕНІЈКМОРЅТХУасеіјорѕхуԁԛԝһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον")


def unsure_figures(text: str) -> tuple[Span, ...]:
    """Where a figure is parted by signs that nobody sees, and where the order of writing is turned by force: what stands
    there in letters is not the figure that a reader sees.
    """
    found = [match.span() for pattern in (_WITHIN_FIGURE, _TURNED) for match in pattern.finditer(text)]
    return tuple(sorted(found))


def parted_words(text: str) -> Iterator[str]:
    """The words and figures within which stands what nobody sees, and whatever is turned by force, as they stand."""
    if text.isascii():
        return
    for start, end in unsure_figures(text):
        yield text[start:end]
    for match in _WITHIN_WORD.finditer(text):
        before, after = text[max(0, match.start() - _AROUND) : match.start()], text[match.end() : match.end() + _AROUND]
        if not (_JOINERS.search(match[0]) and _NEEDS_JOINERS.search(before[-1:])):
            yield _LAST.findall(before)[-1] + match[0] + _FIRST.findall(after)[0]


def mixed_words(text: str) -> Iterator[str]:
    """Words that pass for words of one alphabet with letters of another in them ("Russiа" with a Cyrillic а)."""
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii() or not _LATIN.search(word):
            continue
        others = [letter for letter in word if _CYRILLIC.match(letter) or _GREEK.match(letter)]
        latin = [letter for letter in word if _LATIN.match(letter)]
        if others and (_LIKE_LATIN.issuperset(others) or _LATIN_LIKE.issuperset(latin)):
            yield word
