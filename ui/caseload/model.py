"""The caseload as a list Qt can walk: rows and group heads; words are looked up when painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from aln_review.casework.queries.learners import Filter, LearnerRow
from aln_review.language.collation import folded
from ui.caseload.where import where
from ui.retranslate import Words

Index = QModelIndex | QPersistentModelIndex
ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Head:
    """A line between groups."""

    key: str


Item = LearnerRow | Head


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the caseload is shown, and in which order."""

    group: Filter = Filter.EVERYONE
    class_name: str = ""
    by_name: bool = False


def arrange(rows: Sequence[LearnerRow], wanted: Wanted) -> list[Item]:
    """The rows wanted, in order, with a head over each group. Rows come sorted by date."""
    shown = [
        row
        for row in rows
        if _holds(wanted.group, row)
        and (not wanted.class_name or row.class_name == wanted.class_name)
    ]
    if wanted.by_name:
        return [*sorted(shown, key=_rank)]
    now = [row for row in shown if row.needs_you]
    later = [row for row in shown if not row.needs_you]
    items: list[Item] = []
    for key, group in (("learners.this_week", now), ("learners.after", later)):
        if group:
            items += [Head(key), *group]
    return items


def _holds(group: Filter, row: LearnerRow) -> bool:
    return row.among_everyone if group is Filter.EVERYONE else row.group is group


def _rank(row: LearnerRow) -> int:
    return row.rank


class CaseloadModel(QAbstractListModel):
    """Rows for the list; ``item(index)`` is what the delegate paints."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._items: list[Item] = []

    def show_items(self, items: list[Item]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are, heads among them."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def item(self, index: Index) -> Item:
        """The row or head at an index."""
        return self._items[index.row()]

    def items(self) -> list[Item]:
        """Every line."""
        return self._items

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are passed over by the keyboard."""
        if isinstance(self._items[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> str | None:
        """What a screen reader says; the delegate paints from the row itself."""
        if not index.isValid() or role not in (ROLE.DisplayRole, ROLE.AccessibleTextRole):
            return None
        item = self._items[index.row()]
        return self._words.t(item.key) if isinstance(item, Head) else self.sentence(item)

    def sentence(self, row: LearnerRow) -> str:
        """The whole row in one sentence."""
        say = self._words.say
        stage = self._words.t(f"learners.stage.{row.stage.value}")
        place, step = say(where(row.year, row.class_name)), row.next_step
        parts = (row.name, place, stage, say(step.what), say(step.why))
        return ". ".join(part for part in parts if part)

    def place_of(self, learner_id: str) -> int:
        """The line of a learner; -1 when not shown."""
        for place, item in enumerate(self._items):
            if isinstance(item, LearnerRow) and item.id == learner_id:
                return place
        return -1

    def find(self, text: str, start: int) -> int:
        """The first line from ``start`` on, and round, with a name beginning so; -1 if none."""
        wanted = folded(text).strip()
        count = len(self._items)
        for step in range(count):
            place = (start + step) % count
            item = self._items[place]
            if isinstance(item, LearnerRow) and begins(item.found_by, wanted):
                return place
        return -1


def begins(name: str, wanted: str) -> bool:
    """Whether a name, or one of its words, begins so."""
    return name.startswith(wanted) or f" {wanted}" in name
