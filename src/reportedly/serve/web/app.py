"""The application: pages, REST and assets over one workbench, with the guards of `guarding` around them."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.templating import Jinja2Templates

from reportedly.present.web.drawing import PAGES
from reportedly.serve.settings import VERSION
from reportedly.serve.web import assets
from reportedly.serve.web.access import Access
from reportedly.serve.web.api import routes
from reportedly.serve.web.asking import ANALYST, READER, surroundings
from reportedly.serve.web.guarding import protect
from reportedly.serve.web.pages import claims, documents, flows, overview, queue, reading, reviewing, sources, watch
from reportedly.serve.web.parts import KNOWN_PARTS
from reportedly.serve.web.workbench import Workbench


def create_app(bench: Workbench, access: Access | None = None) -> FastAPI:
    """The application over a workbench. access: the rules of its door; by default those of this machine alone."""
    app = FastAPI(
        title="reportedly",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,  # it would lead to whatever host the request named
    )
    app.state.bench = bench
    app.include_router(assets.router)
    for pages in (overview, claims, flows, sources, documents, queue, watch):
        app.include_router(pages.router, dependencies=[READER, KNOWN_PARTS])
    for writing in (reviewing, reading):
        app.include_router(writing.router, dependencies=[ANALYST, KNOWN_PARTS])
    routes.install(app)
    protect(app, access or Access.of("127.0.0.1"), Jinja2Templates(env=PAGES, context_processors=[surroundings]))
    return app
