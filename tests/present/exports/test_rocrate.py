"""RO-Crate, opened by its library and held against what its specification says MUST be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from present.exports.examples import examples_export
from present.exports.generated import sample_export
from reportedly.errors import UsageError
from reportedly.present.exports.export import Export
from reportedly.present.exports.rocrate import CONTEXT, METADATA, PREVIEW, crate, rocrate
from reportedly.present.lines import claim_csv, claim_lines
from reportedly.terms.record import Json

DOSSIERS = {"dossier.html": b"<!doctype html><title>A dossier</title>", "dossier.md": "# Ein Dossier – März\n".encode()}


@cache
def exports() -> dict[str, Export]:
    return {"examples": examples_export(), "made up": sample_export(500, with_texts=True)}


@pytest.fixture(params=("examples", "made up"))
def export(request: pytest.FixtureRequest) -> Export:
    """The shipped examples, and five hundred claims made up, with texts."""
    return exports()[request.param]


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def graph_of(data: bytes) -> dict[str, Json]:
    """The entities by id."""
    graph = json.loads(files_of(data)[METADATA])["@graph"]
    return {entity["@id"]: entity for entity in graph}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def breaches(data: bytes) -> list[str]:
    """What breaks a MUST of the specification, or our rule that every file is described: in words."""
    files = files_of(data)
    document = json.loads(files[METADATA])
    ids = [entity["@id"] for entity in document["@graph"]]
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    return [
        *(
            []
            if document["@context"] == CONTEXT and document.keys() == {"@context", "@graph"}
            else ["not flat, or no context"]
        ),
        *(["an id twice"] if len(ids) != len(set(ids)) else []),
        *(f"no type: {entity}" for entity in document["@graph"] if not entity.get("@type")),
        *(f"nested: {each}" for entity in document["@graph"] for each in _nested(entity)),
        *_wrong_root(entities),
        *_wrong_files(entities, files),
        *_loose(entities),
    ]


def _nested(entity: Json) -> Iterator[Any]:
    """Values of an entity that are neither plain nor a reference by id."""
    for value in entity.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, list) or (isinstance(each, dict) and each.keys() != {"@id"}):
                yield each


def _wrong_root(entities: dict[str, Json]) -> Iterator[str]:
    descriptor = entities[METADATA]
    if descriptor["@type"] != "CreativeWork" or descriptor["conformsTo"] != {"@id": "https://w3id.org/ro/crate/1.2"}:
        yield "the descriptor does not say what it conforms to"
    root = entities.get(descriptor["about"]["@id"], {})
    if root.get("@id") != "./" or root.get("@type") != "Dataset":
        yield "the root is no dataset"
    if missing := {"name", "description", "datePublished", "license"} - root.keys():
        yield f"the root has no {missing}"
    if not isinstance(root.get("datePublished"), str) or not datetime.fromisoformat(root["datePublished"]):
        yield "the root has no single date"
    license_ = entities.get(root.get("license", {}).get("@id"), {})
    if not license_.get("name") or not license_.get("description"):
        yield "the licence is not described"
    if {METADATA, PREVIEW} & {part["@id"] for part in root.get("hasPart", [])}:
        yield "the metadata or the preview is taken for payload"


def _wrong_files(entities: dict[str, Json], files: dict[str, bytes]) -> Iterator[str]:
    described = {ident for ident, entity in entities.items() if entity["@type"] == "File"}
    parts = [part["@id"] for part in entities["./"].get("hasPart", [])]
    if not described == set(parts) == files.keys() - {METADATA, PREVIEW} or len(parts) != len(set(parts)):
        yield "files there, files described and parts of the root are not the same"
    for ident in described & files.keys():
        entity = entities[ident]
        if entity["contentSize"] != str(len(files[ident])) or entity["sha256"] != sha256(files[ident]):
            yield f"{ident} is not what is described"


def _loose(entities: dict[str, Json]) -> Iterator[str]:
    """What is referred to and not described, and what is described and referred to by nothing."""
    linked = {
        each["@id"]
        for entity in entities.values()
        for value in entity.values()
        for each in (value if isinstance(value, list) else [value])
        if isinstance(each, dict)
    }
    yield from (f"{ident} is not described" for ident in linked - entities.keys() - {"https://w3id.org/ro/crate/1.2"})
    yield from (f"{ident} is linked from nowhere" for ident in entities.keys() - linked - {METADATA, PREVIEW})
    yield from (
        f"{ident} has no name" for ident, entity in entities.items() if "name" not in entity and ident != METADATA
    )


def test_the_specification_is_kept(export: Export) -> None:
    """Every MUST holds, with texts and without, with dossiers and without."""
    for one in (export, replace(export, with_texts=False)):
        assert breaches(rocrate(one)[""]) == []
        assert breaches(crate(one, DOSSIERS)) == []


@pytest.mark.full
def test_the_specification_is_kept_for_ten_thousand() -> None:
    """The same holds for ten thousand claims with the texts of two thousand documents."""
    assert breaches(crate(sample_export(10_000, with_texts=True), DOSSIERS)) == []


def test_the_checks_would_tell() -> None:
    """Lest they prove nothing: a crate whose file was changed, or whose root lacks a date, is found out."""
    files = files_of(rocrate(sample_export(5))[""])
    changed = files | {"claims.csv": b"other"}
    undated = files | {METADATA: files[METADATA].replace(b'"datePublished"', b'"dateModified"')}
    for wrong in (changed, undated, files | {"more.txt": b""}):
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, data in wrong.items():
                archive.writestr(name, data)
        assert breaches(out.getvalue())


def test_the_library_opens_it(export: Export, tmp_path: Path) -> None:
    """The makers' library loads the crate as one of 1.2, finds every file in it, and says who made it."""
    path = tmp_path / "crate.zip"
    path.write_bytes(crate(export, DOSSIERS))
    opened = ROCrate(path)
    assert opened.version == "1.2"
    assert opened.description == export.about()
    found = {entity.id: Path(entity.source) for entity in opened.data_entities if isinstance(entity, File)}
    inside = files_of(path.read_bytes())
    assert found.keys() == inside.keys() - {METADATA, PREVIEW}
    assert all(source.read_bytes() == inside[name] for name, source in found.items())
    assert opened.get("#making")["instrument"].properties()["version"] == export.version


def test_it_holds_the_claims_and_dossiers_as_they_are(export: Export) -> None:
    """The claims lie in it in both forms, to the byte, and so does each dossier."""
    files = files_of(crate(export, DOSSIERS))
    assert files["claims.jsonl"] == claim_lines(export.claims).encode()
    assert files["claims.csv"] == claim_csv(export.claims).encode()
    assert {name: files[name] for name in DOSSIERS} == DOSSIERS


def test_each_document_stands_with_its_hashes(export: Export) -> None:
    """Each cited document is described once, with the hash of its text; sources.json tells the same."""
    data = rocrate(export)[""]
    graph, sources = graph_of(data), json.loads(files_of(data)["sources.json"])
    assert {line["document"] for line in sources} == {claim.document.id for claim in export.claims}
    for line in sources:
        document = export.documents[line["document"]]
        assert line["text_sha256"] == sha256(document.text.encode())
        assert "text" not in line
        hashes = {graph[f"#{document.id}-text"]["value"]}
        hashes |= {graph[f"#{document.id}-raw"]["value"]} if document.raw_sha256 else set()
        assert hashes == {document.text_sha256, document.raw_sha256} - {None}
        entity = graph[f"#{document.id}"]
        assert entity.get("datePublished") == (document.published_on.isoformat() if document.published_on else None)


def test_texts_come_only_where_they_may() -> None:
    """The documents' texts are in a crate that may hold them, to the letter, and nowhere in one that may not."""
    export = exports()["examples"]
    with_texts = files_of(rocrate(export)[""])
    texts = {f"sources/{document.id}.txt": document.text.encode() for document in export.documents.values()}
    assert {name: data for name, data in with_texts.items() if name.startswith("sources/")} == texts
    without = files_of(rocrate(replace(export, with_texts=False))[""])
    assert not any(name.startswith("sources/") for name in without)
    assert not any(text in data for text in texts.values() for data in without.values())


def test_the_same_export_gives_the_same_bytes() -> None:
    """Names stand in order and all dates are that of the export, so that nothing but the export tells in the bytes."""
    export = sample_export(30, with_texts=True)
    data = crate(export, DOSSIERS)
    assert data == crate(export, dict(reversed(DOSSIERS.items())))
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 2, 3, 4, 4)}
        assert archive.namelist() == sorted(set(archive.namelist()))


def test_a_moment_before_zips_does_no_harm() -> None:
    """An export of 1970 bears the first date that a zip can tell."""
    export = sample_export(2)
    early = replace(export, moment=replace(export.moment, made_at=datetime(1970, 1, 1, tzinfo=UTC)))
    with ZipFile(BytesIO(rocrate(early)[""])) as archive:
        assert archive.infolist()[0].date_time[:3] == (1980, 1, 1)


@pytest.mark.parametrize(
    "name",
    ["../out.html", "/out.html", "a/b.html", "..", "", "c:\\out.html", ".hidden.html", "claims.csv", METADATA, PREVIEW],
)
def test_no_name_leads_out_of_the_crate(name: str) -> None:
    """A dossier's name is a plain file name that is not taken; any other is refused."""
    with pytest.raises(UsageError, match="no name for a file"):
        crate(sample_export(2), {name: b"x"})


def test_no_document_leads_out_of_the_crate() -> None:
    """A document whose id, given from outside, names a way out lies in the crate's folder all the same."""
    export = sample_export(1, with_texts=True)
    (document,) = export.documents.values()
    ref = replace(export.claims[0].document, id="../../out")
    hostile = replace(
        export, claims=(replace(export.claims[0], document=ref),), documents={ref.id: replace(document, id=ref.id)}
    )
    data = rocrate(hostile)[""]
    assert not any(".." in name for name in files_of(data))
    assert breaches(data) == []


def test_nobody_is_invented_as_author(export: Export) -> None:
    """As said among what is lost: no author, creator or person is in the crate; the program is the one that made it."""
    graph = graph_of(rocrate(export)[""])
    assert not any({"author", "creator"} & entity.keys() or entity["@type"] == "Person" for entity in graph.values())
    assert graph["#making"]["instrument"] == {"@id": "#reportedly"}
    assert graph["#reportedly"]["@type"] == "SoftwareApplication"
    assert graph["#making"]["endTime"] == graph["./"]["datePublished"] == "2026-01-02T03:04:05+00:00"


class Page(HTMLParser):
    """The elements of a page and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links |= {value or "" for name, value in attrs if name == "href"}
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_the_preview_runs_nothing(export: Export) -> None:
    """The page shows every file and links only to them and to web addresses; no word of a document becomes markup."""
    data = crate(export, DOSSIERS)
    page = Page()
    page.feed(files_of(data)[PREVIEW].decode())
    assert page.tags == {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "table",
        "tr",
        "th",
        "td",
        "a",
        "code",
    }
    assert page.handlers == []
    files = files_of(data).keys() - {METADATA, PREVIEW}
    assert {link for link in page.links if ":" not in link} == files
    assert all(link.lower().startswith(("http://", "https://")) for link in page.links - files)
