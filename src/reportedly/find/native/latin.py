"""Names in other scripts in Latin letters, for readers who know only these: by rows, letter by letter.

What the rows take for granted: Hangul syllables come apart into their jamo, hiragana that has no row of its own counts as
katakana, and letters without capitals begin a word with one ("Urajiosutoku"). What no row covers (kanji, digits, signs)
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from reportedly.terms.native import NativeLetterRow

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST_SYLLABLE = ord("가")
_HANGUL = re.compile("[가-힣]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_JOINT = "\N{WORD JOINER}"
"""Behind every syllable of Hangul; the rows have "+" for it."""
_DOUBLING = "\N{INVISIBLE TIMES}"
"""Before a consonant that is written twice; the rows have "=" for it."""
_BEFORE_CH = re.compile(f"{_DOUBLING}(?=ch)")
_BEFORE_CONSONANT = re.compile(f"{_DOUBLING}([b-df-hj-np-tv-z])")
_INSIDE = re.compile(r"[^\W\d_]['’ʼ]?$")
"""Ends what stands before a place inside a word: a letter, or an apostrophe behind one."""
_VOWELS = tuple("aeiouy")

Spelling = dict[str, tuple[NativeLetterRow, ...]]


def latin(text: str, letters: Sequence[NativeLetterRow]) -> str:
    """The text as the rows of one language write it in Latin letters."""
    spelling, longest = _spelling(tuple(letters))
    given = _HANGUL.sub(_jamo, text)
    plain = "".join(_plain(c) for c in given)
    written = ""
    at = 0
    while at < len(plain):
        row = _row_at(plain, at, written, spelling, longest)
        end = at + (len(row.letters) if row else 1)
        opens = not written.rstrip(_JOINT + _DOUBLING)[-1:].isalpha()
        written += _cased(row.latin, given, at, end, opens) if row else given[at:end]
        at = end
    return _doubled(written).replace(_JOINT, "")


@cache
def _spelling(letters: tuple[NativeLetterRow, ...]) -> tuple[Spelling, int]:
    """The rows by their letters, those that name a place first; and how many letters the longest have."""
    placed: dict[str, list[NativeLetterRow]] = {}
    for row in sorted(letters, key=lambda r: r.place == "any"):
        inner = replace(row, letters=row.letters.replace("+", _JOINT), latin=row.latin.replace("=", _DOUBLING))
        placed.setdefault(inner.letters, []).append(inner)
    return {of: tuple(rows) for of, rows in placed.items()}, max(map(len, placed), default=0)


def _row_at(plain: str, at: int, written: str, spelling: Spelling, longest: int) -> NativeLetterRow | None:
    for length in range(longest, 0, -1):
        piece = plain[at : at + length]
        for row in (*spelling.get(piece, ()), *spelling.get(piece.translate(_TO_KATAKANA), ())):
            if _fits(row, plain, at, written):
                return row
    return None


def _fits(row: NativeLetterRow, plain: str, at: int, written: str) -> bool:
    end = at + len(row.letters)
    match row.place:
        case "start":
            return not _INSIDE.search(plain[max(at - 2, 0) : at])
        case "end":
            return not plain[end : end + 1].isalpha()
        case "between":
            return plain[max(at - 1, 0) : at].isalpha() and plain[end : end + 1].isalpha()
        case "after-vowel":
            return written.lower().endswith(_VOWELS)
        case "after-o" | "after-u":
            return written.lower().endswith(row.place[-1])
    return True


def _cased(latin: str, given: str, at: int, end: int, opens: bool) -> str:
    """Capitals as the letters given have them; a whole word of capitals keeps them all. opens: nothing of the word is
    written yet.
    """
    first = given[at]
    if first.isupper():
        around = given[max(at - 1, 0) : at] + given[end : end + 1]
        return latin.upper() if around.isupper() else latin[:1].upper() + latin[1:]
    return latin[:1].upper() + latin[1:] if opens and first.lower() == first.upper() else latin


def _plain(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _jamo(run: re.Match[str]) -> str:
    return "".join(_parts(ord(syllable) - _FIRST_SYLLABLE) + _JOINT for syllable in run[0])


def _parts(index: int) -> str:
    """The jamo of the syllable of that index: initials by medials by finals, as Unicode arranges them."""
    rest, final = divmod(index, len(_FINALS))
    initial, medial = divmod(rest, len(_MEDIALS))
    return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]


def _doubled(written: str) -> str:
    return _BEFORE_CONSONANT.sub(r"\1\1", _BEFORE_CH.sub("t", written)).replace(_DOUBLING, "")
