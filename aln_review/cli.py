"""The way in: with no command the window opens, else one command is carried out.

Nothing is loaded here that the chosen way does not need, so that the window is seen at once.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from importlib import import_module

WINDOW = "ui"
COMMANDS = "aln_review.command_line"
HELP = ("--help", "-h")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window or run one command; the exit status is 0 only when it did what was asked."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in HELP):
        return _window(arguments)
    return int(import_module(COMMANDS).run(arguments))


def _window(arguments: list[str]) -> int:
    """Run the window in this process; nothing below the window imports it."""
    sys.argv = [WINDOW, *arguments]
    try:
        runpy.run_module(WINDOW, run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
