#!/usr/bin/env python3
"""Set up, run and check ALN Review from a checkout, with the standard library alone.

    python3 packaging/dev.py setup [--offline]   install everything into .venv
    python3 packaging/dev.py run [--offline]     open the demo; with no display, run the tour
    python3 packaging/dev.py test [--offline]    run every check

``requirements.lock`` pins every dependency by version and hash for every system. After a change
in ``pyproject.toml`` it is made again with uv, at the top of the checkout::

    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes
        --no-emit-index-url --no-header --no-annotate
        --extra gateway --extra test --extra build -o packaging/requirements.lock

This file keeps to the oldest syntax, so that an old Python can say that it is too old.
"""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.exit(
        "ALN Review needs Python {}.{} or newer, and this is Python {}.{}: "
        "start this command with a newer one.".format(*(NEEDED + tuple(sys.version_info[:2])))
    )

import dev_steps  # noqa: E402

if __name__ == "__main__":
    sys.exit(dev_steps.main(sys.argv[1:]))
