"""The language a text is written in, as far as its letters tell."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_SAMPLE = 5_000


def language_of(text: str) -> str:
    """ISO 639-1 by script, of the first 5,000 characters; `en` where most letters are Latin."""
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    latin = sum(c.isalpha() and c < "\u0250" for c in sample)
    if 2 * latin >= letters:
        return "en"
    return next((code for code, letter in _SCRIPTS if 50 * len(letter.findall(sample)) > letters), "en")
