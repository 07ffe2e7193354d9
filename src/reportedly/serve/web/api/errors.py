"""The one shape of errors, as the description of the interface tells it: {"error": {"slug", "message", "where"}}."""

from __future__ import annotations

from pydantic import BaseModel, Field

from reportedly.serve.web.errors import ApiError, not_json

__all__ = ["ApiError", "ErrorAnswer", "ErrorTold", "not_json"]


class ErrorTold(BaseModel):
    """What went wrong."""

    slug: str = Field(description="Which fault it is; it does not change between versions.")
    message: str = Field(description="One line for a person.")
    where: str | None = Field(description="The part of the request that is at fault, such as query.limit.")


class ErrorAnswer(BaseModel):
    """The answer to a request that cannot be answered as asked."""

    error: ErrorTold
