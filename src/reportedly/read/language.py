"""The language a text is written in: by its letters, by the small words of English, and where these leave it open
by the words.

In doubt a text in Latin letters is English: a short one, one of names, capitals and figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("fa", re.compile(r"[پچژگکی]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_CYRILLIC = (
    ("be", re.compile(r"[ўЎ]"), 300),
    ("sr", re.compile(r"[ђјљњћџЂЈЉЊЋЏ]"), 50),
    ("uk", re.compile(r"[іїєґІЇЄҐ]"), 50),
    ("ru", re.compile(r"[ыэёЫЭЁ]"), 150),
    ("bg", re.compile(r"[ъЪ]"), 150),
)
"""Letters of one language that writes Cyrillic, and of how many letters at most one of them must be."""
_GROUPS = {
    code: n
    for n, codes in enumerate(("ko", "ja zh", "ru uk be bg sr mk", "fa ar", "he"), 1)
    for code in codes.split()
}  # fmt: skip
_LATIN = (
    "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "sk",
    "sl", "sv", "tr", "vi",
)  # fmt: skip
_SAMPLE = 5_000
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(  # of which no other language has many
    "the and of to that with said from which has have were would been this who".split()  # noqa: SIM905
)
_SHARE, _KINDS, _WORDS_SAMPLE = 0.06, 3, 4_000
_FEW, _SMALL, _SURE = 30, 0.5, 0.9
"""Letters below which Latin text is English; the share of words in small letters that it must have; how sure another
language must be, and how much likelier than English, where those next to it share its chances.
"""
_LIKELY, _TIMES = 0.7, 20
_TELLING = 20
"""So many letters contradict the language that is told of a text."""


def language_of(text: str) -> str:
    """ISO 639-1 of the first 5,000 characters; `en` where most letters are Latin and nothing else is clear."""
    code = by_letters(text)
    return code if code != "en" or is_english(text) else _by_words(text[:_SAMPLE])


def by_letters(text: str) -> str:
    """ISO 639-1 by letters alone, of the first 5,000 characters; `en` where most are Latin."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    latin = sum(c.isalpha() and c < "\u0250" for c in sample)
    if 2 * latin >= letters:
        return "en"
    code = next((code for code, letter in _SCRIPTS if 50 * len(letter.findall(sample)) > letters), "en")
    return _cyrillic(sample, letters) if code == "ru" else code


def is_english(text: str) -> bool:
    """Whether a text has the small words of English."""
    words = _WORD.findall(text[:_WORDS_SAMPLE].lower())
    small = [word for word in words if word in _ENGLISH]
    return len(set(small)) >= _KINDS and len(small) >= _SHARE * len(words)


def contradicted(told: str, text: str) -> str | None:
    """The language that the letters tell where they cannot be those of the language told; None where they can."""
    if sum(c.isalpha() for c in text[:_SAMPLE]) < _TELLING:
        return None
    group = _GROUPS.get(told, 0 if told in _LATIN else None)
    if group is None or group == _GROUPS.get(by_letters(text), 0) or told == "sr":
        return None
    return language_of(text)


def _cyrillic(sample: str, letters: int) -> str:
    counts = {code: most * len(own.findall(sample)) for code, own, most in _CYRILLIC}
    if counts["uk"] > letters and counts["ru"] > letters:
        return "be"  # і beside ы: Ukrainian has no ы, Russian no і
    found = next((code for code, count in counts.items() if count > letters), None)
    return found or str(_identifier(("ru", "uk", "be", "bg", "sr")).classify(sample)[0])


def _by_words(sample: str) -> str:
    words = _WORD.findall(sample)
    small = sum(word.islower() for word in words)
    if sum(map(len, words)) < _FEW or small < _SMALL * len(words):
        return "en"
    chances = dict(_identifier(_LATIN).rank(sample))
    code = max(chances, key=lambda each: chances[each])
    clear = chances[code] >= _SURE or (chances[code] >= _LIKELY and chances[code] >= _TIMES * chances["en"])
    return code if clear else "en"


@cache
def _identifier(codes: tuple[str, ...]) -> LanguageIdentifier:
    """Loaded only for a text that needs it: it takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(codes)
    return identifier
