"""Puts the examples into a wheel, where `reportedly demo` looks for them; an editable one has those of the checkout."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExamplesInWheel(BuildHookInterface):
    """What hatchling asks before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """version: "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"]["examples"] = "reportedly/examples"
