"""One section on its sheet: the form's fields made from their kinds, in one language or two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aln_review.casework.forms import Layout
from aln_review.casework.queries.plans import BlockView, FieldView, SectionView
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import Block, FieldValue
from ui.plan.fields import WIDE, PlanField
from ui.plan.sources import shortened
from ui.plan.tabs import TabLook, TabSheet
from ui.retranslate import Sayings, Words
from ui.widgets import (
    Button,
    Card,
    DateField,
    EmptyState,
    FlowLayout,
    IconButton,
    Label,
    Pill,
    Role,
    SideBySide,
    TextButton,
    Tone,
    clear,
    line,
)
from ui.widgets.boxes import Part, Stack


class Sheet(Protocol):
    """Where fields are laid out."""

    def add(self, part: Part) -> None:
        """Add at the foot."""


class Rows(QWidget):
    """Fields one beneath the other, without a sheet of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._box = Stack(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def add(self, part: Part) -> None:
        """Add at the foot."""
        self._box.put(part)


NEW = ""
"""The block of a section that has none yet: its first word makes it."""


class SectionSheet(QWidget):
    """The fields as laid out, in ``fields``; signals for blocks chosen, added, removed."""

    chosen = Signal(str)
    add_wanted = Signal()
    remove_wanted = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._sayings = Sayings(words)
        self.fields: list[PlanField] = []
        self.block = NEW
        self.buttons: list[TextButton] = []
        self._shape: tuple[object, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._tabs: TabSheet | None = None
        self._may_begin = False
        words.switched.connect(self._sayings.say_all)

    def unsaved(self) -> dict[str, str]:
        """What is written and not yet on the record, field by field."""
        return {
            one.name: one.draft()
            for field in self.fields
            if field.autosave.waiting or field.changed
            for one in field.fields
        }

    def half_dates(self) -> dict[str, str]:
        """Dates half-written: the record takes no half a date."""
        return {
            one.name: one.draft()
            for field in self.fields
            for one in field.fields
            if isinstance(one, DateField) and not one.readable
        }

    def show_section(
        self, view: SectionView, languages: Sequence[Language], block: str, *, editable: bool
    ) -> bool:
        """Show a section; gives whether its fields were made afresh."""
        ids = [one.block.id for one in view.blocks]
        self.block = block if block in ids else (ids[0] if ids else NEW)
        shown = self.block if view.spec.layout is Layout.PROVISIONS else ""
        # The first word in a section without a block makes one: that is no reason to lay out anew.
        many = tuple(ids) if view.spec.repeating else ()
        shape = (view.spec.code, many, shown, tuple(languages), editable, view.applies)
        if shape == self._shape:
            self._update(view)
            return False
        half = self._half_dates() if self._shape[:3] == shape[:3] else {}
        self._shape = shape
        self._clear()
        self._may_begin = editable
        if not view.applies:
            self._lay_out_empty(view)
        elif view.spec.layout is Layout.PROVISIONS:
            self._lay_out_provisions(view, languages, editable=editable)
        elif view.spec.layout is Layout.TABLE:
            self._lay_out_rows(view, languages, editable=editable)
        else:
            blocks = view.blocks or (self._unborn(view),)
            card = Card(spacing=12)
            self._heads(card, view, languages)
            self._lay_out_block(card, view, blocks[0], languages, editable=editable)
            self._box.addWidget(card)
        self._box.addStretch(1)
        self._put_back(half)
        return True

    def _half_dates(self) -> dict[tuple[str, str], str]:
        """What stands at dates that are none yet, by block and field: a date has no language."""
        return {
            (field.block_id, field.spec.key): one.draft()
            for field in self.fields
            for one in field.fields
            if isinstance(one, DateField) and not one.readable
        }

    def _put_back(self, half: Mapping[tuple[str, str], str]) -> None:
        for field in self.fields:
            for one in field.fields:
                text = half.get((field.block_id, field.spec.key), "")
                if text and isinstance(one, DateField):
                    one.set_draft(text)

    def _clear(self) -> None:
        self.fields = []
        self.buttons = []
        self._tabs = None
        clear(self._box)

    def _unborn(self, view: SectionView) -> BlockView:
        """A section nobody has written in: every field is there, and empty."""
        asked = [FieldView(spec, FieldValue(spec.key), spec.required) for spec in view.spec.fields]
        return BlockView(Block(NEW), tuple(asked), 0)

    def _update(self, view: SectionView) -> None:
        blocks = {one.block.id: one for one in (view.blocks or (self._unborn(view),))}
        for field in self.fields:
            block = blocks.get(field.block_id) or next(iter(blocks.values()))
            found = next((f for f in block.fields if f.spec.key == field.spec.key), None)
            if found is not None:
                field.block_id = block.block.id
                field.show_value(found)
        self._show_tabs(view)

    # One layout each

    def _lay_out_empty(self, view: SectionView) -> None:
        ways: list[Button] = []
        if view.may_fill and self._may_begin:
            ways.append(Button("square-plus"))
            self._sayings.say(ways[0].setText, f"plan.begin.{view.spec.filled_by.value}")
            ways[0].clicked.connect(self.add_wanted)
        empty = EmptyState("circle-minus", *ways)
        self._sayings.say(empty.setText, "plan.not_applicable")
        self._sayings.say(empty.setHint, view.why_not)
        self._box.addWidget(Card(empty, sunk=True))

    def _lay_out_provisions(
        self, view: SectionView, languages: Sequence[Language], *, editable: bool
    ) -> None:
        self._tabs = TabSheet()
        self._tabs.chosen.connect(self.chosen)
        beside: list[TextButton] = []
        if editable:
            add = TextButton("plus")
            self._sayings.say(add.setText, "plan.add_provision")
            add.clicked.connect(self.add_wanted)
            beside.append(add)
        self._heads(self._tabs, view, languages)
        for block in view.blocks:
            if block.block.id == self.block:
                self._lay_out_block(self._tabs, view, block, languages, editable=editable)
        if not view.blocks:
            none = Label(Role.BODY, Tone.MUTED)
            self._sayings.say(none.setText, "plan.no_provision")
            self._tabs.add(none)
        if view.blocks and editable:
            beside.append(self._remover(self.block, "plan.remove_provision"))
        if beside:
            self._tabs.add(FlowLayout(*beside, spacing=18))
        self._box.addWidget(self._tabs)
        self._show_tabs(view)

    def _lay_out_rows(
        self, view: SectionView, languages: Sequence[Language], *, editable: bool
    ) -> None:
        if len(languages) > 1:
            heads = Card(sunk=True)
            self._heads(heads, view, languages)
            self._box.addWidget(heads)
        for block in view.blocks:
            card = Card(spacing=8)
            rows = Rows()
            self._lay_out_block(rows, view, block, languages, editable=editable)
            if editable:
                beside = line(rows, self._cross(block.block.id), spacing=8)
                card.add(beside)
            else:
                card.add(rows)
            self._box.addWidget(card)
        if editable:
            add = Button("plus")
            self._sayings.say(add.setText, "plan.add_row")
            add.clicked.connect(self.add_wanted)
            self._box.addLayout(line(add, end=True))

    def _cross(self, block_id: str) -> IconButton:
        remove = IconButton("x")
        self._sayings.say(remove.setText, "plan.remove_row")
        remove.clicked.connect(partial(self._remove, block_id))
        return remove

    def _remover(self, block_id: str, key: str) -> TextButton:
        remove = TextButton("x", tone=Tone.RUST)
        self._sayings.say(remove.setText, key)
        remove.clicked.connect(partial(self._remove, block_id))
        self.buttons.append(remove)
        return remove

    def _remove(self, block_id: str, _checked: bool = False) -> None:
        self.remove_wanted.emit(block_id)

    def _lay_out_block(
        self,
        sheet: Sheet,
        view: SectionView,
        block: BlockView,
        languages: Sequence[Language],
        *,
        editable: bool,
    ) -> None:
        waiting: list[FieldView] = []
        for one in block.fields:
            if one.spec.kind in WIDE:
                self._row(sheet, view, block, waiting, languages, editable=editable)
                waiting = []
                self._row(sheet, view, block, [one], languages, editable=editable)
                continue
            waiting.append(one)
            if len(waiting) == 2:
                self._row(sheet, view, block, waiting, languages, editable=editable)
                waiting = []
        self._row(sheet, view, block, waiting, languages, editable=editable)

    def _row(
        self,
        sheet: Sheet,
        view: SectionView,
        block: BlockView,
        row: Sequence[FieldView],
        languages: Sequence[Language],
        *,
        editable: bool,
    ) -> None:
        """One long field, or two short ones; in two languages the pair stands twice."""
        if not row:
            return
        columns = [
            [self._field(view, block, one, language, place == 0, editable=editable) for one in row]
            for place, language in enumerate(languages)
        ]
        sides: list[QWidget] = []
        for fields in columns:
            pair = len(fields) == 2
            # Two languages leave each side half the width: pairs stand closer there.
            least = 26 if len(columns) == 1 else 20
            sides.append(
                SideBySide(*fields, least=least, spacing=16, below=12) if pair else fields[0]
            )
        if len(sides) == 1:
            sheet.add(sides[0])
            return
        sheet.add(SideBySide(*sides, least=38, spacing=18, below=8))
        for first, second in zip(*columns, strict=True):
            first.level_with(second)

    def _field(
        self,
        view: SectionView,
        block: BlockView,
        one: FieldView,
        language: Language,
        first: bool,
        *,
        editable: bool,
    ) -> PlanField:
        place = (view.spec.code, block.block.id)
        # A date or a choice is one thing in both languages: it is written once, and read twice.
        field = PlanField(
            one.spec,
            one,
            place,
            language,
            self._words,
            editable=editable and (first or not one.spec.kind.coded),
        )
        field.set_sourced(first)
        self.fields.append(field)
        return field

    def _heads(self, sheet: Sheet, view: SectionView, languages: Sequence[Language]) -> None:
        """Over two languages: which is which, and how much of the other waits to be checked."""
        if len(languages) < 2:
            return
        texts = [f.value.text for b in view.blocks for f in b.fields if not f.value.text.empty]
        welsh = sum(text.original is Language.CY for text in texts)
        first = Language.CY if welsh * 2 >= len(texts) else Language.EN
        heads = []
        for language in languages:
            name = Label(Role.HEADING, wrap=False)
            self._sayings.say(name.setText, f"shell.language_{language.value}")
            if language is first:
                pill = Pill("pen-line", Tone.TEAL)
                self._sayings.say(pill.setText, "plan.original")
            else:
                stale = sum(text.stale or not text.get(language) for text in texts)
                pill = Pill("languages", Tone.AMBER if stale else Tone.GREEN)
                self._sayings.count(pill.setText, "plan.translation", stale)
            heads.append(line(name, pill, spacing=10, end=True))
        sheet.add(SideBySide(*heads, least=38, spacing=18, below=4))

    def to_sources(self) -> None:
        """Go to the first thing a field here rests on."""
        for field in self.fields:
            item = field.chips.itemAt(0)
            chip = item.widget() if item is not None else None
            if chip is not None:
                chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    # Tabs

    def _show_tabs(self, view: SectionView) -> None:
        if self._tabs is None:
            return
        looks = []
        for number, block in enumerate(view.blocks, 1):
            state = ("plan.state.to_settle", "circle-alert", Tone.RUST)
            if not block.missing:
                stale = any(field.value.text.stale for field in block.fields)
                state = ("plan.state.complete", "circle-check", Tone.GREEN)
                if stale:
                    state = ("plan.state.draft", "circle-dashed", Tone.AMBER)
            key, icon, tone = state
            said = self._words.n(key, block.missing) if block.missing else self._words.t(key)
            looks.append(TabLook(block.block.id, self._title(number, block), icon, tone, said))
        self._tabs.show_tabs(looks, self.block)

    def _title(self, number: int, block: BlockView) -> str:
        """A provision has no name on the form: its first words stand for one."""
        what = next((f.value.text for f in block.fields if f.spec.key.endswith(".2")), None)
        said = what.read(self._words.language).split(". ")[0] if what is not None else ""
        if not said:
            return self._words.t("plan.provision_new", number=number)
        words = shortened(said, 20).rstrip("…").split()
        while len(words) > 1 and len(words[-1]) < 3:
            words.pop()
        return " ".join(words)
