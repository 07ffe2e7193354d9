"""What a request gives to be read: a text as JSON, or files as a form."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from reportedly.read.bounds import MAX_BYTES
from reportedly.read.encoding import storable
from reportedly.read.options import ReadOptions
from reportedly.serve.web.api.errors import ApiError, not_json
from reportedly.serve.web.api.models import Pasted
from reportedly.serve.web.jobs import Upload

MOST_FILES = 100
MOST_BODY = 200_000_000
PASTED = "pasted text"
_DETAILS = ("publisher", "published_on", "url", "title", "translation_of", "handling")
_FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        **{name: {"type": "string"} for name in ("publisher", "url", "title", "translation_of")},
        "published_on": {"type": "string", "format": "date"},
        "handling": {"enum": ["public", "restricted"]},
    },
}
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": Pasted.model_json_schema()},
        "multipart/form-data": {"schema": _FORM},
    },
}
"""How the body is described."""


async def uploads_of(request: Request) -> list[Upload]:
    """The uploads of a request. Raises ApiError."""
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > MOST_BODY:
        raise ApiError(413, "too-large", f"a request may hold {MOST_BODY // 1_000_000} MB", "body")
    if media == "application/json":
        return [_pasted(await _bounded(request))]
    if media == "multipart/form-data":
        try:
            async with request.form(max_files=MOST_FILES, max_fields=20) as form:
                return await _files(form)
        except ApiError:
            raise
        except HTTPException as fault:
            raise ApiError(400, "not-readable", f"the form cannot be read ({fault.detail})", "body") from fault
    raise ApiError(415, "wrong-media-type", "give application/json or multipart/form-data", "header.content-type")


async def _bounded(request: Request) -> bytes:
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > MAX_BYTES:
            raise ApiError(413, "too-large", f"a text may hold {MAX_BYTES // 1_000_000} MB", "body")
    return bytes(data)


def _pasted(data: bytes) -> Upload:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise not_json(fault) from fault
    given = _checked(told)
    if not (given.text or "").strip():
        if given.url:
            raise ApiError(
                422, "not-fetched", "pages by address are not fetched in this version; give the text", "body.url"
            )
        raise ApiError(422, "wrong-value", "there is no text", "body.text")
    return Upload(PASTED, (given.text or "").encode(), _options(given), given.handling == "restricted")


async def _files(form: FormData) -> list[Upload]:
    unknown = sorted(set(form) - {"files", *_DETAILS})
    files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
    if unknown or not files:
        message = f"{unknown[0]!r} is no part of this form" if unknown else "no files are given"
        raise ApiError(422, "wrong-value", message, f"body.{unknown[0] if unknown else 'files'}")
    given = _checked({name: form[name] for name in _DETAILS if form.get(name) not in (None, "")})
    if len(files) > 1 and (given.url or given.title or given.translation_of):
        message = "an address, a title and an original are those of one document; give one file"
        raise ApiError(422, "wrong-use", message, "body")
    options = _options(given)
    uploads = []
    for file in files:
        data = await file.read(MAX_BYTES + 1)
        name = storable(file.filename or "").replace("\x00", "")[:300] or PASTED
        uploads.append(Upload(name, data, options, given.handling == "restricted"))
    return uploads


def _checked(told: Any) -> Pasted:
    try:
        return Pasted.model_validate(told)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(("body", *(str(part) for part in first["loc"])))
        raise ApiError(422, "wrong-value", first["msg"], where) from fault


def _options(given: Pasted) -> ReadOptions:
    return ReadOptions(
        publisher=given.publisher,
        published_on=given.published_on,
        url=given.url,
        title=given.title,
        translation_of=given.translation_of,
        handling=given.handling,
    )
