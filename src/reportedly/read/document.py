"""The last step of reading: a text and what is known of it become a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from reportedly.read.bounds import MAX_BROKEN_LINES
from reportedly.read.language import contradicted, language_of
from reportedly.read.metadata import NOTHING, Metadata
from reportedly.read.options import UNTOLD, ReadOptions
from reportedly.terms.document import Document, normalised, sha256
from reportedly.terms.lettering import mixed_words, parted_words
from reportedly.terms.native import language_name
from reportedly.terms.problem import Problem

NO_DATE = Problem("no-publication-date", "it has no publication date; its periods stay words", "", "warning")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one document: by the metadata beside it, the page itself, and the caller; in this order."""

    beside: Metadata = NOTHING
    page: Metadata = NOTHING
    options: ReadOptions = UNTOLD


def document_of(text: str, path: str, raw: bytes, known: Known) -> tuple[Document, tuple[Problem, ...]]:
    """The document of a text. raw: the bytes it was read from.

    Problems, all warnings: `no-publication-date`, `future-date` (the date is then not used), `date-differs` (the page
    and the caller disagree), `language-differs` (the letters are not those of the language that is told; they win),
    `hidden-characters`, `mixed-letters` (see `deceiving`).
    """
    day, problems = _published_on(known, path)
    values = known.beside.completed(known.options.metadata).completed(known.page)
    if values.translation_of:  # its day is the original's
        problems = tuple(problem for problem in problems if problem.slug != NO_DATE.slug)
    clean = normalised(text)
    language, differing = _language(values.language, clean, path)
    return Document(
        text=clean,
        path=path,
        publisher=values.publisher,
        host=values.host,
        url=values.url,
        archived_url=values.archived_url,
        retrieved_at=known.options.retrieved_at,
        published_on=day,
        language=language,
        title=values.title,
        raw_sha256=sha256(raw),
        translation_of=values.translation_of,
        handling="restricted" if "restricted" in (values.handling, known.options.handling) else "public",
    ), (*problems, *differing, *deceiving(clean, path))


def deceiving(text: str, where: str) -> tuple[Problem, ...]:
    """Warnings of letters that deceive: `hidden-characters`, `mixed-letters`."""
    parted, mixed = (
        list(islice(parted_words(text), MAX_BROKEN_LINES)),
        list(islice(mixed_words(text), MAX_BROKEN_LINES)),
    )
    found = []
    if parted:
        what = "signs that nobody sees, or that turn the order of writing, stand within words or figures"
        found.append(Problem("hidden-characters", f"{what}, which are not read: {_some(parted)}", where, "warning"))
    if mixed:
        what = "words mix letters of two alphabets that look alike; names written so are not known"
        found.append(Problem("mixed-letters", f"{what}: {_some(mixed)}", where, "warning"))
    return tuple(found)


def _some(words: Iterable[str]) -> str:
    """The first few in quotation marks; what nobody sees as its number."""
    each = list(dict.fromkeys(words))
    shown = ", ".join(
        f"“{''.join(c if c.isprintable() else f'[U+{ord(c):04X}]' for c in word[:40])}”" for word in each[:3]
    )
    return shown + (", …" if len(each) > 3 else "")


def _language(told: str | None, text: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    """The language that is told of a text, unless its letters are of another."""
    if told is None:
        return language_of(text), ()
    other = contradicted(told, text)
    if other is None:
        return told, ()
    message = (
        f"it is said to be in {language_name(told)}, but its letters are those of {language_name(other)}; these count"
    )
    return other, (Problem("language-differs", message, where, "warning"),)


def _published_on(known: Known, where: str) -> tuple[date | None, tuple[Problem, ...]]:
    day = known.beside.published_on or known.page.published_on or known.options.published_on
    if day is None:
        return None, (Problem(NO_DATE.slug, NO_DATE.message, where, "warning"),)
    latest = known.options.latest_day
    if latest and day > latest + timedelta(days=1):  # a day of grace: it is tomorrow already in Seoul
        message = f"the publication date {day} lies in the future; it is not used, and periods stay words"
        return None, (Problem("future-date", message, where, "warning"),)
    told = known.options.published_on
    if told and told != day:
        source = "metadata beside it" if known.beside.published_on else "page"
        message = f"the {source} gives {day} as the publication date, not {told}; {day} is used"
        return day, (Problem("date-differs", message, where, "warning"),)
    return day, ()
