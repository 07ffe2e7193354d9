"""HTML: the main text of a page, its title, site, language and the day it came out."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date, timedelta

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from reportedly.read.bounds import LARGE_PAGE, MAX_CHARACTERS, MAX_DEPTH, MAX_ELEMENTS
from reportedly.read.encoding import decoded, storable
from reportedly.read.metadata import Metadata, iso_day, language_code
from reportedly.read.reading import Reading, failed
from reportedly.read.text import NOT_TEXT, losses
from reportedly.terms.problem import Problem

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*encoding=[\"']([\w.:-]+)", re.IGNORECASE)
_TAG_AT_START = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", re.IGNORECASE
)
_EARLIEST, _LATEST = "1990-01-01", date(2200, 1, 1)
_PROSE = 80
_FAULTS = (etree.LxmlError, RecursionError, MemoryError, ValueError, TypeError, AttributeError, LookupError)
"""What the extraction library and the parser are known to raise on malformed pages."""


def is_html(data: bytes) -> bool:
    """Whether some bytes begin like a page."""
    return bool(_TAG_AT_START.match(data[:2048].removeprefix(b"\xef\xbb\xbf")))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names for itself."""
    declared = _DECLARED.search(data[:4096])
    return (declared[1] or declared[2]).decode("ascii", "replace") if declared else None


def read_html(data: bytes, where: str, latest: date | None = None, charset: str | None = None) -> Reading:
    """The main text of a page, a paragraph a line, and what the page says of itself. latest: no later day is believed.
    charset: what its server said, which counts where the page names no encoding for itself.

    Problems: `empty-file`, `not-text`, `page-without-text`, `page-too-complex`, `broken-page`, `page-too-deep` and
    `lossy-encoding` (warnings where a text was found).
    """
    found = decoded(data, declared_encoding(data) or charset)
    if found is None:
        return failed("not-text", NOT_TEXT, where)
    if not found.text.strip():
        return failed("empty-file", "there is no text in it", where)
    if found.text.count("<") > 2 * MAX_ELEMENTS:
        return failed("page-too-complex", f"the page has more than {MAX_ELEMENTS:,} elements", where)
    try:
        reading = _read(_tree(found.text), where, latest)
    except _FAULTS:
        return failed("broken-page", "the page is malformed beyond repair", where)
    return Reading(reading.text, reading.page, (*losses(found, where), *reading.problems))


def _tree(text: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return lxml.html.document_fromstring(text.encode(), parser=parser)


def _read(tree: lxml.html.HtmlElement, where: str, latest: date | None) -> Reading:
    from trafilatura import bare_extraction  # it takes a quarter of a second to load, and most commands read no page

    deep = _depth(tree) >= MAX_DEPTH
    page = _page(tree, latest)
    body = bare_extraction(tree, include_comments=False, include_tables=True, fast=_is_large(tree))
    text = body.text.strip() if body is not None and body.text else ""
    if not text:
        slug = "page-too-deep" if deep else "page-without-text"
        why = (
            f"the page is nested more than {MAX_DEPTH} levels deep" if deep else "the page holds no text of an article"
        )
        return failed(slug, why, where)
    if len(text) > MAX_CHARACTERS:
        return failed("too-large", f"the page unfolds to more than {MAX_CHARACTERS:,} characters", where)
    message = f"the page is nested more than {MAX_DEPTH} levels deep; what lies deeper was not read"
    return Reading(text, page, (Problem("page-too-deep", message, where, "warning"),) if deep else ())


def _page(tree: lxml.html.HtmlElement, latest: date | None) -> Metadata:
    """What the page says of itself: its head, its structured data, datelines; never a day that its prose mentions."""
    from trafilatura.metadata import extract_metadata  # see above

    last = latest + timedelta(days=1) if latest else _LATEST
    search = {
        "extensive_search": False,
        "original_date": True,
        "min_date": _EARLIEST,
        "max_date": last.isoformat(),
    }
    found = extract_metadata(_without_prose(tree), None, search)
    day = iso_day(found.date) if found.date else None
    return Metadata(
        publisher=_clean(_site(tree)),
        published_on=day,
        url=_clean(found.url),
        title=_clean(found.title),
        language=language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _site(tree: lxml.html.HtmlElement) -> str | None:
    """The site's name as the page's head states it; a name guessed from the address would not be the publisher's."""
    names = tree.xpath("//meta[@property='og:site_name' or @name='application-name' or @name='publisher']/@content")
    return str(names[0]) if names else None


def _without_prose(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The page without its paragraphs of prose: the days they tell of are not the day the page came out."""
    bare = deepcopy(tree)
    for paragraph in bare.xpath("//p[not(.//time)] | //blockquote | //li[not(.//time)] | //td | //figcaption"):
        if len("".join(paragraph.itertext())) > _PROSE and paragraph.getparent() is not None:
            paragraph.drop_tree()
    return bare


def _is_large(tree: lxml.html.HtmlElement) -> bool:
    """Whether second opinions on the main text are left out: they take time with the square of the page."""
    return any(n >= LARGE_PAGE for n, _ in enumerate(tree.iter()))


def _depth(tree: lxml.html.HtmlElement) -> int:
    level = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _clean(text: str | None) -> str | None:
    return storable(text).strip() or None if text else None
