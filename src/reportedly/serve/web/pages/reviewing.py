"""What people decide of the claims of a document: accept, reject, correct, undo, add. Each leads back to its place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.keep.adding import blank
from reportedly.keep.corrections import assignments
from reportedly.present.web.claim_card import version_of
from reportedly.present.web.document_page import Changing, context, head_of
from reportedly.present.web.field_sets import faulted, field_sets, values_of
from reportedly.serve.reviewing import ACCEPT, REJECT
from reportedly.serve.web.asking import bench, drawn, local_path, reviewer
from reportedly.serve.web.deciding import DECIDED_BEFORE, add, correct, decide, undo
from reportedly.serve.web.opening import Opened, document_drawn, opened, suggestions
from reportedly.serve.web.proposing import Words, first_reading
from reportedly.serve.web.seeing import mentions
from reportedly.serve.web.typing_in import assigned
from reportedly.terms.claim import Claim

CHANGED = "somebody has decided of this claim since this page was made: look at it again"
router = APIRouter(include_in_schema=False)


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that are words; several of one name on lines of their own."""
    told: dict[str, str] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            told[name] = f"{told[name]}\n{value}" if name in told else value
    return told


Form = Annotated[dict[str, str], Depends(form_of)]


@router.post("/documents/{ident}/claims/{claim}/accept")
def accept(request: Request, ident: str, claim: str, form: Form) -> Response:
    """Accept a claim as it stands."""
    return _decided(request, ident, claim, form, ACCEPT)


@router.post("/documents/{ident}/claims/{claim}/reject")
def reject(request: Request, ident: str, claim: str, form: Form) -> Response:
    """Reject a claim: it stands no more, and is shown folded."""
    return _decided(request, ident, claim, form, REJECT)


@router.post("/documents/{ident}/claims/{claim}/undo")
def take_back(request: Request, ident: str, claim: str, form: Form) -> Response:
    """Take back the latest decision of a claim."""
    found = opened(request, ident)
    known = found.claim(claim)
    try:
        _as_seen(known, form)
        undo(bench(request), known.id, reviewer(request))
    except UsageError as error:
        return document_drawn(request, found, error=str(error), status=422)
    return _back(form, f"/documents/{ident}#{claim}")


@router.post("/documents/{ident}/claims/{claim}/correct")
def change(request: Request, ident: str, claim: str, form: Form) -> Response:
    """Correct fields of a claim: those of the form that differ, and every `set` as FIELD=VALUE."""
    found, stand = opened(request, ident), bench(request)
    known = found.claim(claim)
    before = values_of(field_sets(known, found.document.text, stand.names))
    try:
        _as_seen(known, form)
        given = assigned(form, before, stand.tables) | assignments(form.get("set", "").splitlines())
        if not given:
            raise UsageError("nothing is changed yet: choose a field, then its words, or type into it")
        if not correct(stand, known.id, given, reviewer(request), form.get("note", "")).new:
            raise UsageError(f"nothing is changed by this: {DECIDED_BEFORE}")
    except UsageError as error:
        back = local_path(form.get("back", ""), "")
        away = "" if back.startswith(f"/documents/{ident}") else back
        return document_drawn(request, found, Changing(claim, form, str(error)), status=422, back=away)
    return _back(form, f"/documents/{ident}#{claim}")


@router.get("/documents/{ident}/add")
def new(request: Request, ident: str, start: int, end: int) -> HTMLResponse:
    """The form of a claim that is added, filled in from what is seen in the chosen words."""
    reviewer(request)
    found, stand = opened(request, ident), bench(request)
    text = found.document.text
    if not (0 <= start < end <= len(text) and text[start:end].strip()):
        raise HTTPException(422, "choose the words that say it: there are none at this place")
    chosen = Words(text, (start, end), mentions(stand, found.document))
    return _new(request, found, (start, end), first_reading(chosen, stand.tables, stand.names))


@router.post("/documents/{ident}/claims")
def added(request: Request, ident: str, form: Form) -> Response:
    """Add a claim that was missed."""
    found, stand = opened(request, ident), bench(request)
    try:
        chosen = (_place(form, "start"), _place(form, "end"))
        before = values_of(field_sets(blank(found.document, chosen), found.document.text, stand.names))
    except UsageError as error:
        return document_drawn(request, found, error=str(error), status=422)
    try:
        _counts(found)
        given = assigned(form, before, stand.tables)
        claim = add(stand, found.document, chosen, given, reviewer(request), form.get("note", "")).claim
    except UsageError as error:
        return _new(request, found, chosen, form, str(error))
    return RedirectResponse(f"/documents/{ident}#{claim.id}", 303)


def _new(
    request: Request, found: Opened, chosen: tuple[int, int], typed: dict[str, str], error: str = ""
) -> HTMLResponse:
    stand, document = bench(request), found.document
    sets, told = faulted(field_sets(blank(document, chosen), document.text, stand.names, typed), error)
    return drawn(
        request,
        "add",
        422 if error else 200,
        head=head_of(document, stand.names),
        segments=context(document, chosen),
        sets=sets,
        start=chosen[0],
        end=chosen[1],
        lists=suggestions(stand.tables),
        error=told,
    )


def _decided(request: Request, ident: str, claim: str, form: dict[str, str], decision: str) -> Response:
    found = opened(request, ident)
    known = found.claim(claim)
    try:
        _as_seen(known, form)
        decide(bench(request), known.id, [decision], reviewer(request), form.get("note", ""))
    except UsageError as error:
        return document_drawn(request, found, error=str(error), status=422)
    return _back(form, f"/documents/{ident}#{claim}")


def _as_seen(claim: Claim, form: dict[str, str]) -> None:
    if form.get("seen") not in (None, version_of(claim)):
        raise UsageError(CHANGED)


def _counts(found: Opened) -> None:
    if found.history.withdrawn is not None:
        raise UsageError("this document is withdrawn: nothing is decided of it")


def _place(form: dict[str, str], name: str) -> int:
    value = form.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise UsageError("choose the words that say it: there are none at this place")
    return int(value)


def _back(form: dict[str, str], otherwise: str) -> RedirectResponse:
    return RedirectResponse(local_path(form.get("back", ""), otherwise), 303)
