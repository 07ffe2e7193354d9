"""Text of pages in bulk: quickly, for looking whether a page is worth reading; and with care, for those that are.

The quick text is resiliparse's main text. Where that is under 200 characters and the page has 600 more, the careful
reader is asked for a second opinion, and the longer of the two is taken. A page nested a thousand levels deep gives
its whole text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.errors import UsageError
from reportedly.read.bounds import MAX_QUICK_DEPTH, MAX_QUICK_TAGS
from reportedly.read.document import Known, document_of
from reportedly.read.encoding import declared_codec, decoded, storable
from reportedly.read.html import declared_encoding, read_html
from reportedly.read.language import by_letters, is_english
from reportedly.read.metadata import NOTHING, Metadata, language_code
from reportedly.read.options import UNTOLD, ReadOptions
from reportedly.read.text import read_text
from reportedly.read.warc import EXTRA, Page
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

LITTLE, MORE = 200, 600
_LANGUAGES = 101
_HEAD = 4_096
_LANGUAGE = re.compile(rb"<html\b[^>]{0,1000}?\slang\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|main|span|font|table|tr|td|ul|ol|li|blockquote|[abiu])\b", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_FEW, _CLEAR, _AGREED = 200, 0.10, 0.03
"""Letters below which Latin text is English; how much nearer another language must be; and where the page agrees."""


def bulk_text(body: bytes, charset: str | None = None) -> str:
    """The main text of a page, '' where it has none. charset: of its HTTP header.

    No bytes make it raise, or take longer than some seconds. Raises UsageError where the library is not installed.
    """
    text = _decoded(body, charset)
    if not text or text.isspace():
        return ""
    if _is_deep(text):
        return _plain(text, main=False)
    found = _plain(text)
    if len(found) >= LITTLE or len(_plain(text, main=False)) < len(found) + MORE:
        return found
    second = read_html(body, "", charset=charset).text
    return second if len(second) > len(found) else found


def language_of_bulk(text: str, lang: str | None = None) -> str:
    """The language of a text (ISO 639-1), for passing over what is not English: in doubt it is `en`.

    lang: what the page says of itself; where it names the language that the words seem to be in, less is asked of them.
    A text with the small words of English is English, whatever the page and the letters say.
    """
    if is_english(text):
        return "en"
    by_script = by_letters(text)
    if by_script != "en":
        return by_script
    words = _WORD.findall(text[:_SAMPLE])
    return _nearest(text, language_code(lang)) if sum(map(len, words)) >= _FEW else "en"


def page_language(body: bytes) -> str | None:
    """The `lang` that the page names in its first tag."""
    found = _LANGUAGE.search(body[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def read_page(
    page: Page, options: ReadOptions | None = None, path: str = "", beside: Metadata = NOTHING
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """A page with care: the document has the id that it gets when it is read from a file with its address.

    path: of the archive; the document's path is that and the place of its record, PATH:OFFSET. The charset of the HTTP
    header counts where the page itself names none.
    """
    told = replace(options or UNTOLD, retrieved_at=page.retrieved_at)
    where = storable(f"{path}:{page.offset}")
    if page.is_plain:
        reading = read_text(page.body, where, page.charset)
    else:
        reading = read_html(page.body, where, told.latest_day, page.charset)
    if not reading.text:
        return (), reading.problems
    known = Known(Metadata(url=storable(page.url)).completed(beside), reading.page, told)
    document, problems = document_of(reading.text, where, page.body, known)
    return (document,), (*reading.problems, *problems)


def _plain(html: str, main: bool = True) -> str:
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ModuleNotFoundError as missing:
        raise UsageError(f"text in bulk needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    return extract_plain_text(html, main_content=main, list_bullets=False, alt_texts=False, comments=False).strip()


def _nearest(text: str, own: str | None) -> str:
    """Another language only where the words are clearly nearer to it than to English."""
    try:
        from resiliparse.parse.lang import detect_fast
    except ModuleNotFoundError as missing:
        raise UsageError(f"telling languages needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    found = detect_fast(text[:_SAMPLE], n_results=_LANGUAGES)
    distances = dict(found) if isinstance(found, list) else {}
    if not distances:
        return "en"
    english = distances.get("en", 2 * max(distances.values()))
    if own and own != "en" and distances.get(own, english) <= (1 - _AGREED) * english:
        return own
    best = min(distances, key=lambda code: distances[code])
    return best if distances[best] <= (1 - _CLEAR) * english else "en"


def _decoded(body: bytes, charset: str | None) -> str:
    """As the careful reader does, without its looking for what is no text unless it must."""
    if b"\0" not in body:
        for codec in ("utf-8", declared_codec(declared_encoding(body)), declared_codec(charset)):
            try:
                if codec:
                    return body.decode(codec)
            except UnicodeDecodeError:
                continue
    found = decoded(body, declared_encoding(body) or charset)
    return found.text if found else ""


def _is_deep(text: str) -> bool:
    """Whether the page is nested so deep that looking for its main text would take very long."""
    if text.count("<") < MAX_QUICK_TAGS:
        return False
    level = deepest = 0
    for tag in _NESTING.finditer(text):
        level = max(0, level - 1) if tag[1] else level + 1
        deepest = max(deepest, level)
    return deepest > MAX_QUICK_DEPTH
