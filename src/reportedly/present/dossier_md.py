"""A dossier as Markdown, with footnotes (`[^1]`) to the exact words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.present.apart import Entry, Set
from reportedly.present.dossier import Band, ClaimRow, Dossier, FlowPart, NoteRow, OriginRow, SourceRow
from reportedly.present.dossier_html import web_address
from reportedly.present.footnotes import Words
from reportedly.present.sentences import Sentence

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~$^])")
_LINE_START = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)")


def dossier_markdown(dossier: Dossier) -> str:
    """The dossier as Markdown with tables and footnotes (CommonMark, and the extensions that GitHub and Pandoc share)."""
    blocks = [
        f"# {escaped(dossier.title)}",
        f"*{escaped(dossier.standfirst)}*",
        f"Made {escaped(dossier.made)} with reportedly {escaped(dossier.version)}. {escaped(dossier.checked.text)}",
    ]
    for part in dossier.flows:
        blocks += _part(part)
    blocks += ["## Sources", *map(_source, dossier.sources)]
    blocks += ["## Method", *map(escaped, dossier.method)]
    blocks += map(_note, dossier.notes)
    return "\n\n".join(blocks) + "\n"


def escaped(words: str) -> str:
    """Text that Markdown prints as it stands: one line, no markup, no HTML."""
    line = " ".join(words.split())
    line = _SPECIAL.sub(r"\\\1", line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"(?i)\b(https?|ftp)://", r"\1:&#47;&#47;", line)
    return _LINE_START.sub(r"\1\\\2", line)


def _part(part: FlowPart) -> list[str]:
    blocks = [f"## {escaped(part.heading)}", " ".join(map(_sentence, part.summary))]
    if part.bands:
        blocks += ["### What the claims add up to", *(_band(band) for band in part.bands)]
    if part.origins:
        blocks += ["### Who says it", _origins(part.origins)]
    for one in part.sets:
        blocks += _set(one)
    if part.claims:
        blocks += ["### The claims", _claims(part.claims)]
    return blocks


def _marks(notes: Iterable[int]) -> str:
    return "".join(f"[^{number}]" for number in notes)


def _sentence(sentence: Sentence) -> str:
    return escaped(sentence.text) + _marks(sentence.notes)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _band(band: Band) -> str:
    head = ("Counted", "At least", "Highest stated", "Why not lower", "Why not higher", "Rests on")
    rows = [
        (
            *map(escaped, (row.who, row.low, row.high, row.why_not_lower or "–", row.why_not_higher or "–")),
            _marks(row.rests_on) + ("" if row.checked else " not all checked by a person"),
        )
        for row in band.rows
    ]
    return f"**{escaped(band.heading)}**\n\n{_table(head, rows)}"


def _origins(origins: Sequence[OriginRow]) -> str:
    rows = [(*map(escaped, (o.name, o.independence, o.reason, o.reach)), _marks(o.notes)) for o in origins]
    return _table(("Origin", "Independence", "Reason", "Claims", "Notes"), rows)


def _set(one: Set) -> list[str]:
    return [f"### {escaped(one.heading)}", escaped(one.explained), "\n".join(map(_entry, one.entries))]


def _entry(entry: Entry) -> str:
    lines = [f"- {_sentence(entry.sentence)}"]
    lines += [f"  - {escaped(q.label)}: “{escaped(q.quote)}” ({escaped(q.chain)})[^{q.note}]" for q in entry.quotes]
    lines += [f"  - {escaped(entry.link)}: {_sentence(sentence)}" for sentence in entry.beside]
    return "\n".join(lines)


def _claims(claims: Sequence[ClaimRow]) -> str:
    head = ("No.", "Published", "Who says it", "From → to", "What", "State", "Exact words")
    rows = [
        (
            f"{c.number}[^{c.number}]",
            *map(escaped, (c.published, c.chain, c.direction, ", ".join(filter(None, (c.goods, c.when))))),
            escaped("; ".join((c.state, *c.details))) + (" (checked)" if c.checked else ""),
            f"“{escaped(c.quote)}”",
        )
        for c in claims
    ]
    return _table(head, rows)


def _source(source: SourceRow) -> str:
    address, archived = _address(source.url), _address(source.archived_url)
    parts = [
        f"{source.number}\\. {escaped(source.publisher)}" + (f" (on {escaped(source.host)})" if source.host else ""),
        f"“{escaped(source.title)}”" if source.title else "",
        escaped(source.published),
        address,
        f"archived: {archived}" if archived else "",
        f"retrieved {escaped(source.retrieved)}" if source.retrieved else "",
        f"SHA-256 of the text `{source.sha256}`" if source.sha256 else "text not at hand",
        f"notes {', '.join(map(str, source.notes))}",
    ]
    return ", ".join(part for part in parts if part) + "."


def _address(url: str | None) -> str:
    if url is None:
        return ""
    safe = web_address(url)
    return f"<{safe}>" if safe and not re.search(r"[<>\s]", safe) else escaped(url)


def _note(row: NoteRow) -> str:
    words = " […] ".join(map(_words, (row.note.words, *row.note.also)))
    address = _address(row.url)
    where = f"{escaped(row.publisher)}, {escaped(row.published)}" + (f", {address}" if address else "")
    return f"[^{row.note.number}]: {escaped(row.sentence)} {words} — {where}."


def _words(words: Words) -> str:
    before, after = (escaped(side) for side in (words.before, words.after))
    return f"“{before} **{escaped(words.quote)}** {after}”".replace("“ ", "“").replace(" ”", "”")
