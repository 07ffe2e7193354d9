"""`python -m reportedly`, and the command that the package installs."""

from __future__ import annotations

from reportedly.serve.cli import app


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    app(prog_name="reportedly")


if __name__ == "__main__":
    main()
