"""Calling back somebody who may have gone: a screen closed while its answer was on the way."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject


class Reach:
    """A callable that is dropped with the object it belongs to.

    A method of a ``QObject`` (ours or Qt's) is held weakly and never called once its object is
    deleted; anything else is held as it is. A ``partial`` of a method keeps its arguments.
    """

    __slots__ = ("_args", "_function", "_keywords", "_name", "_owner")

    def __init__(self, call: Callable[..., object]) -> None:
        self._args: tuple[Any, ...] = ()
        self._keywords: dict[str, Any] = {}
        if isinstance(call, partial):
            self._args, self._keywords = call.args, dict(call.keywords)
            call = call.func
        owner = getattr(call, "__self__", None)
        self._name = getattr(call, "__name__", "")
        self._function: Callable[..., object] | None = None
        self._owner: weakref.ref[QObject] | None = None
        if isinstance(owner, QObject):
            self._owner = weakref.ref(owner)
        else:
            self._function = call

    @property
    def key(self) -> tuple[object, ...]:
        """Two ways to reach the same thing have the same key."""
        anchor = id(self._owner()) if self._owner is not None else id(self._function)
        return (anchor, self._name, tuple(map(repr, self._args)), repr(self._keywords))

    @property
    def alive(self) -> bool:
        """Whether there is still somebody to call."""
        if self._owner is None:
            return True
        owner = self._owner()
        return owner is not None and bool(shiboken6.isValid(owner))

    def __call__(self, *args: object) -> None:
        """Call, if there is somebody; otherwise let it go."""
        if not self.alive:
            return
        call = self._function
        if self._owner is not None:
            call = getattr(self._owner(), self._name)
        if call is not None:
            call(*self._args, *args, **self._keywords)
