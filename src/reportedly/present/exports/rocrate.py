"""RO-Crate 1.2 in a zip: the claims as JSON lines and CSV, what is known of each document with its hashes, and whatever
dossiers are handed in; each file described, with size and hash. The same export gives the same bytes.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly.errors import UsageError
from reportedly.present.exports.export import Export, Files
from reportedly.present.exports.identifiers import uri
from reportedly.present.exports.jsonl import document_line
from reportedly.present.lines import claim_csv, claim_lines
from reportedly.present.links import web_address
from reportedly.present.order import settled
from reportedly.present.words import day, many
from reportedly.terms.claim import DocumentRef
from reportedly.terms.document import Document, content_id, sha256
from reportedly.terms.record import Json

LOST = (
    "Rejected claims, and decisions that a later one replaced, stay in the ledger: only what stands is here.",
    "Without --with-texts the documents are known by their addresses and hashes, and their words by the quotes.",
    "Nobody is named as author: the crate names the program that made it, and the publishers.",
)

TERMS_OF_USE = (
    "Quotes, titles and texts belong to those who published them; this crate grants no licence to them. The claims are "
    "passed on as what is reported, with no warranty that any of it is true."
)

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
PROFILE = "https://w3id.org/ro/crate/1.2"
METADATA, PREVIEW = "ro-crate-metadata.json", "ro-crate-preview.html"

_IDENT = re.compile(r"[A-Za-z0-9_-]+")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
_FORMATS = {
    ".html": "text/html",
    ".md": "text/markdown",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv",
    ".json": "application/json",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}
_FIRST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The days that a zip can tell."""
_PAGES = Environment(
    loader=PackageLoader("reportedly.present", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=settled,
)


def rocrate(export: Export) -> Files:
    """The crate of an export alone."""
    return {"": crate(export, {})}


def crate(export: Export, dossiers: Mapping[str, bytes]) -> bytes:
    """The crate of an export and of dossiers made of the same claims. dossiers: plain name of the file → its bytes.

    Raises UsageError where a dossier's name is no plain file name, or is taken.
    """
    own = _own_files(export)
    taken = {*own, METADATA, PREVIEW}
    if wrong := [name for name in dossiers if not _NAME.fullmatch(name) or name in taken]:
        raise UsageError(f"no name for a file in a crate: {', '.join(sorted(wrong))}")
    files = own | dict(dossiers)
    graph = _graph(export, files, sorted(dossiers))
    metadata = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"
    preview = _PAGES.get_template("crate.html").render(
        title=_title(export),
        about=export.about(),
        terms=TERMS_OF_USE,
        version=export.version,
        files=[thing for thing in graph if thing["@type"] == "File"],
        sources=[(ref, document, day(ref.published_on)) for ref, document in _sources(export)],
        linked=web_address,
    )
    return _zipped({METADATA: metadata.encode(), PREVIEW: preview.encode(), **files}, export.moment.made_at)


def _own_files(export: Export) -> dict[str, bytes]:
    sources = [_source_line(ref, document) for ref, document in _sources(export)]
    files = {
        "claims.jsonl": claim_lines(export.claims).encode(),
        "claims.csv": claim_csv(export.claims).encode(),
        "sources.json": (json.dumps(sources, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    if export.with_texts:
        files |= {_text_name(document): document.text.encode() for document in export.documents.values()}
    return files


def _source_line(ref: DocumentRef, document: Document | None) -> Json:
    """A document as its line of JSON, without the text, with the hash of it; of one not at hand what its claims tell."""
    if document is None:
        published = ref.published_on.isoformat() if ref.published_on else None
        known = {"document": ref.id, "path": ref.path, "publisher": ref.publisher, "published_on": published}
        return {**known, "url": ref.url, "host": ref.host}
    line = document_line(document)
    del line["text"]
    return {**line, "text_sha256": document.text_sha256}


def _graph(export: Export, files: Mapping[str, bytes], dossiers: list[str]) -> list[Json]:
    """Flat: every entity once, each other one by its id."""
    documents = [f"#{_plain(ref.id)}" for ref, _ in _sources(export)]
    made_at = export.moment.made_at.isoformat(timespec="seconds")
    entities: list[Json] = [
        {"@id": METADATA, "@type": "CreativeWork", "conformsTo": _to(PROFILE), "about": _to("./")},
        {
            "@id": "./",
            "@type": "Dataset",
            "name": _title(export),
            "description": export.about(),
            "datePublished": made_at,
            "license": _to("#terms"),
            "hasPart": [_to(name) for name in sorted(files)],
            "mentions": [_to(ident) for ident in ("#making", *documents)],
        },
        {"@id": PREVIEW, "@type": "CreativeWork", "name": "What is in this crate", "about": _to("./")},
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms of use", "description": TERMS_OF_USE},
        {
            "@id": "#reportedly",
            "@type": "SoftwareApplication",
            "name": "reportedly",
            "version": export.version,
            "softwareVersion": export.version,
        },
        {
            "@id": "#making",
            "@type": "CreateAction",
            "name": "Made from a ledger of claims",
            "endTime": made_at,
            "instrument": _to("#reportedly"),
            "object": [_to(ident) for ident in documents],
            "result": _to("./"),
        },
        *(_file(name, data, name in dossiers) for name, data in sorted(files.items())),
    ]
    for ref, document in _sources(export):
        entities += _source(ref, document, export.with_texts)
    return list({entity["@id"]: entity for entity in entities}.values())


def _file(name: str, data: bytes, is_dossier: bool) -> Json:
    stem = PurePosixPath(name).stem
    about = _to(f"#{stem}") if name.startswith("sources/") else None
    return _told(
        {"@id": name, "@type": "File", "name": _file_name(name, is_dossier)},
        encodingFormat=_FORMATS.get(PurePosixPath(name).suffix, "application/octet-stream"),
        contentSize=str(len(data)),
        sha256=sha256(data),
        encodesCreativeWork=about,
    )


def _file_name(name: str, is_dossier: bool) -> str:
    if is_dossier:
        return f"Dossier: {name}"
    named = {
        "claims.jsonl": "The claim records, one JSON object a line",
        "claims.csv": "The claim records as a table",
        "sources.json": "The documents that the claims cite",
    }
    return named.get(name, f"Text of document {PurePosixPath(name).stem}")


def _source(ref: DocumentRef, document: Document | None, with_texts: bool) -> Iterator[Json]:
    """A document, its publisher, and its hashes."""
    ident, publisher = f"#{_plain(ref.id)}", (ref.publisher or "").strip()
    publisher_id = f"#{content_id('publisher', publisher)}"
    hashes = {"text": document.text_sha256, "raw": document.raw_sha256} if document else {}
    told = {part: value for part, value in hashes.items() if value}
    yield _told(
        {"@id": ident, "@type": "CreativeWork", "name": (document.title if document else "") or f"Document {ref.id}"},
        url=uri(ref.url),
        datePublished=ref.published_on.isoformat() if ref.published_on else None,
        publisher=_to(publisher_id) if publisher else None,
        inLanguage=document.language if document else None,
        archivedAt=uri(document.archived_url) if document else None,
        encoding=_to(_text_name(document)) if document and with_texts else None,
        identifier=[_to(f"{ident}-{part}") for part in told],
    )
    if publisher:
        yield {"@id": publisher_id, "@type": "Organization", "name": publisher}
    for part, value in told.items():
        what = {"text": "SHA-256 of the normalised text in UTF-8", "raw": "SHA-256 of the bytes as received"}[part]
        yield {"@id": f"{ident}-{part}", "@type": "PropertyValue", "name": what, "propertyID": "sha256", "value": value}


def _zipped(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    """A zip that tells nothing of the machine: names in order, every date that of the export, plain files."""
    stamp = min(max(made_at.astimezone(UTC), _FIRST), _LAST)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, (stamp.year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second // 2 * 2))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o100644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def _sources(export: Export) -> list[tuple[DocumentRef, Document | None]]:
    cited = {claim.document.id: claim.document for claim in export.claims}
    return [(ref, export.documents.get(ident)) for ident, ref in sorted(cited.items())]


def _title(export: Export) -> str:
    documents = len({claim.document.id for claim in export.claims})
    return (
        f"{many(len(export.claims), 'claim')} from {many(documents, 'document')}, {day(export.moment.made_at.date())}"
    )


def _text_name(document: Document) -> str:
    return f"sources/{_plain(document.id)}.txt"


def _plain(ident: str) -> str:
    """The id of a document; where it was given from outside and could name a way out of the folder, its hash."""
    return ident if _IDENT.fullmatch(ident) else content_id("d", ident)


def _told(head: Json, **more: Any) -> Json:
    return head | {name: value for name, value in more.items() if value}


def _to(ident: str) -> Json:
    return {"@id": ident}
