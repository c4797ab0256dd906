"""The post goes by itself: a round now and again while a vault is open, never on the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from aln_review.casework.core import Casework
from aln_review.casework.wiring import build_mail
from aln_review.domain.errors import AlnError, Refusal
from ui.bridge import Bridge

if TYPE_CHECKING:
    from aln_review.casework.mail import Mail

MINUTE = 60_000
SHORTLY = 800
"""Milliseconds after something was frozen or answered."""
WAITING = frozenset({"outbox", "arrivals"})
"""Kinds of thing that may have something to send."""

Carry = Callable[[], bool]
"""One round of the courier; whether anything moved. Raises AlnError where there is no way."""


def casework_of(bridge: Bridge) -> Casework:
    """The open vault itself, for what is neither a command nor a query: post, copies, keys.

    Raises:
        Refusal: no vault is open.

    """
    vault = bridge.vault
    if not isinstance(vault, Casework):
        raise Refusal("error.vault.closed")
    return vault


def mail_of(bridge: Bridge) -> Mail:
    """The open vault's mail, for ``bridge.carry(mail_of(bridge).round, done, failed)``.

    Raises:
        Refusal: no vault is open.

    """
    return build_mail(casework_of(bridge))


def carry(mail: Mail) -> bool:
    """One round over the network; whether anything moved.

    Raises:
        Refusal: not joined, or this authority has no gateway.

    """
    return mail.round().changed


class Post(QObject):
    """Runs one round at a time. ``came_back(moved)`` after each that got through."""

    came_back = Signal(bool)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._carry: list[Carry] = []
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE)
        self._timer.timeout.connect(self.go)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHORTLY)
        self._soon.timeout.connect(self.go)
        bridge.changed.connect(self._changed)

    def start(self, carry: Carry) -> None:
        """A vault is open: go now, then every minute."""
        self._carry = [carry]
        self._timer.start()
        self._soon.start()

    def stop(self) -> None:
        """The vault is shut."""
        self._carry = []
        self._timer.stop()
        self._soon.stop()

    def go(self) -> None:
        """One round, unless one is under way."""
        if self._carry and not self._under_way:
            self._under_way = True
            self._bridge.carry(self._carry[0], self._back, self._no_way)

    def _back(self, moved: bool) -> None:
        self._under_way = False
        if moved:
            self._bridge.changed.emit(WAITING)
        self.came_back.emit(moved)

    def _no_way(self, _error: AlnError) -> None:
        """No gateway or no network: what waits says so in its own line; the next round tries."""
        self._under_way = False

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & WAITING and self._carry and not self._under_way:
            self._soon.start()
