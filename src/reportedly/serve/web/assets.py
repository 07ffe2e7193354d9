"""Styles, scripts and the icon, all from the package. Their addresses bear a version, so that a browser may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request, Response

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
router = APIRouter(include_in_schema=False)


@cache
def files() -> dict[str, bytes]:
    """Name → content of what is served as it is."""
    package = resources.files("reportedly.present")
    found = {each.name: each.read_bytes() for each in package.joinpath("static").iterdir() if each.is_file()}
    found["dossier.css"] = package.joinpath("templates", "dossier.css").read_bytes()
    return {name: data for name, data in found.items() if name[name.rfind(".") :] in TYPES}


@cache
def version() -> str:
    """Changes whenever one of the files does."""
    digest = hashlib.sha256()
    for name, data in sorted(files().items()):
        digest.update(name.encode() + data)
    return digest.hexdigest()[:12]


@router.get("/static/{name}")
def asset(name: str, request: Request) -> Response:
    """One of the files."""
    data = files().get(name)
    if data is None:
        return Response("there is no such file", 404, media_type="text/plain")
    tag = f'"{version()}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "max-age=31536000, immutable" if request.query_params.get("v") else "no-cache",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=TYPES[name[name.rfind(".") :]], headers=headers)
