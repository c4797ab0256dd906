"""Building millions of small values without a pause that everybody would see.

Python's search for cyclic rubbish stops every thread, the window's too, and takes seconds once
there are millions of objects. A list of rows holds no cycles: while it is built the search rests,
and what was built is left out of later searches until :func:`disturb`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 5_000
"""Rows from which it is worth it."""


@contextmanager
def undisturbed(rows: int) -> Iterator[None]:
    """Hold the search back for as long as the block lasts, if there are many rows."""
    if rows < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def disturb() -> None:
    """What was built has been freed: search everything again from now on."""
    gc.unfreeze()
