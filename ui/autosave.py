"""Saving while somebody writes: when the keys rest, when the focus goes, and now and then."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.widgets.fields import Field

REST = 400
"""Milliseconds without a key before what was written is saved."""
MOST = 1500
"""Milliseconds of writing without a rest after which it is saved all the same."""


class Autosave(QObject):
    """Watches fields; ``due`` when what is in them is to be saved. Belongs to its parent."""

    due = Signal()

    def __init__(self, parent: QObject, *, rest: int = REST, most: int = MOST) -> None:
        super().__init__(parent)
        # Said by itself: a timer that fires once is no longer active when it does.
        self._written = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest)
        self._most = QTimer(self)
        self._most.setSingleShot(True)
        self._most.setInterval(most)
        self._rest.timeout.connect(self.flush)
        self._most.timeout.connect(self.flush)

    def watch(self, field: Field) -> None:
        """Save what is written in this field."""
        field.saves_itself = True
        field.edited.connect(self.touch)
        field.left.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something was written and not yet handed over."""
        return self._written

    def touch(self) -> None:
        """Something was written."""
        self._written = True
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def flush(self) -> None:
        """Hand over now, if something waits."""
        if not self.waiting:
            return
        self.drop()
        self.due.emit()

    def drop(self) -> None:
        """What was written needs no saving any more."""
        self._written = False
        self._rest.stop()
        self._most.stop()
