"""Libraries that the first page does not wait for.

A window is ready for a passphrase once its page stands. What signs packages, judges new
passphrases or watches the access log is wanted later: it is named where it is used, and loaded
when something first reaches into it, or by :func:`load` while a passphrase is being typed.

Type checkers and the table of who may import whom read the import beside it::

    if TYPE_CHECKING:
        from joserfc import jws
    else:
        jws = late("joserfc.jws")
"""

from __future__ import annotations

from importlib import import_module
from threading import RLock
from types import ModuleType
from typing import Any

_named: list[str] = []
_one_at_a_time = RLock()
"""Two threads in the midst of one library would each wait for what the other has begun. Nothing
may therefore be asked of a late module while the module that names it is itself being loaded."""


class Late:
    """Stands for a module; whatever is asked of it is asked of the module."""

    __slots__ = ("_module",)

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        return getattr(_loaded(self._module), name)


def late(module: str) -> Any:  # noqa: ANN401 - a module, typed where it is imported for typing
    """A module that is loaded when it is first used."""
    _named.append(module)
    return Late(module)


def load() -> None:
    """Load everything named so far and what that names in turn. Not for the window's thread."""
    for module in _named:
        _loaded(module)


def _loaded(module: str) -> ModuleType:
    with _one_at_a_time:
        return import_module(module)
