"""Who a second keyholder is: a name, and what they are to the setting."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from aln_review.casework.key_labels import Holder, KeyRole
from ui.desk import Screen
from ui.retranslate import What
from ui.widgets import ChoiceField, Field, LineField, SideBySide, column


class HolderFields(QWidget):
    """Both fields; ``changed()`` when either was."""

    changed = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.name = screen.put(LineField("", limit=120), "holder.name")
        self.role = screen.put(ChoiceField("", [one.value for one in KeyRole]), "holder.role")
        for one in KeyRole:
            screen.say(partial(self.role.set_option, one.value), f"holder.role.{one.value}")
        self.role.set_value(KeyRole.HEAD.value)
        both = SideBySide(self.name, self.role, shares=(3, 2), least=30, spacing=14, below=10)
        self.setLayout(column(both, spacing=0))
        self.name.edited.connect(self.changed)
        self.role.edited.connect(self.changed)

    def show_holder(self, holder: Holder) -> None:
        """Whose key it is now."""
        self.name.set_value(holder.name)
        self.role.set_value(holder.role.value)

    def holder(self) -> Holder:
        """What was written."""
        return Holder(self.name.value(), KeyRole(self.role.value()))

    def wrong(self) -> list[tuple[Field, What]]:
        """The name is missing."""
        return [] if self.name.value() else [(self.name, "error.vault.keyholder_name")]

    def forget(self) -> None:
        """An empty form."""
        self.name.set_value("")
        self.role.set_value(KeyRole.HEAD.value)
