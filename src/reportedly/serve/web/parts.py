"""Which parts an address may ask for: those that its route takes. One that it does not would choose nothing in silence."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import Depends, Request
from pydantic import BaseModel

from reportedly.serve.web.errors import SAFE_METHODS, ApiError, is_api
from reportedly.terms.near import nearest

_OTHERWISE = {
    "supplier": ("actor",),
    "actor": ("supplier",),
    "sender": ("actor", "supplier"),
    "receiver": ("recipient",),
}
"""A part → what it is called at other addresses."""


def known_parts(request: Request) -> None:
    """A dependency of whatever is asked by an address. Raises ApiError on a part that the route does not take."""
    if request.method not in SAFE_METHODS:
        return
    taken = tuple(_taken(request))
    for name in request.query_params:
        if name not in taken:
            raise ApiError(
                422, "wrong-value", f"{name[:60]}: {_told(name, taken, is_api(request.url.path))}", name[:200]
            )


KNOWN_PARTS = Depends(known_parts)


def _taken(request: Request) -> Iterator[str]:
    """The names of what the route reads from the address."""
    for field in request.scope["route"].dependant.query_params:
        kind = field.field_info.annotation
        whole = isinstance(kind, type) and issubclass(kind, BaseModel)
        yield from kind.model_fields if whole else (field.alias,)


def _told(name: str, taken: tuple[str, ...], to_programs: bool) -> str:
    unknown = "no such part of the request is known"
    meant = tuple(other for other in _OTHERWISE.get(name, ()) if other in taken) or nearest(name, taken)
    if meant:
        return f"{unknown}; did you mean {' or '.join(meant)}?"
    if to_programs:
        return f"{unknown}; /api/v1/openapi.json names those that are"
    return f"{unknown}; this page takes {', '.join(taken) or 'none'}"
