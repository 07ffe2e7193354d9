"""The application: pages, REST and assets over one workbench."""

from __future__ import annotations

from fastapi import FastAPI

from reportedly.serve.settings import VERSION
from reportedly.serve.web import assets
from reportedly.serve.web.api import routes
from reportedly.serve.web.pages import claims
from reportedly.serve.web.workbench import Workbench


def create_app(bench: Workbench) -> FastAPI:
    """The application over a workbench."""
    app = FastAPI(
        title="reportedly", version=VERSION, docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json"
    )
    app.state.bench = bench
    app.include_router(assets.router)
    app.include_router(claims.router)
    routes.install(app)
    return app
