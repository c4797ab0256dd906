"""The plan: the form's voice at the left, yours in the middle, the coach's at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from aln_review.casework.commands.plans import CheckField, DropSource, WriteField
from aln_review.casework.forms import FieldKind
from aln_review.casework.queries.plans import PlanLanguages, PlanView, source_of
from aln_review.casework.queries.plans import PlanPage as AskPlan
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.plan import PlanState, Source
from aln_review.domain.words import Words as Said
from ui.chrome.order import bring_into_view
from ui.desk import Crumb, Screen
from ui.plan.coach import CoachCard
from ui.plan.coaching import Coaching
from ui.plan.fields import PlanField
from ui.plan.overview import Overview, state_of
from ui.plan.section import SectionSheet
from ui.plan.sections import WHOLE, SectionList, SectionMenu
from ui.plan.sending import SendPanel
from ui.plan.source_box import open_source
from ui.plan.steps import PlanSteps
from ui.widgets import (
    Button,
    Card,
    FlowLayout,
    IconLabel,
    Label,
    Role,
    ScrollPage,
    Segment,
    SideBySide,
    TextButton,
    Tone,
)

ONE, BOTH = "one", "both"


class PlanPage(Screen):
    """Every field saves itself; the tick follows the record."""

    KINDS = frozenset({"plans", "learners"})

    def build(self) -> None:
        """The sections, the sheet, the coach; and folded forms of the outer two."""
        self._view: PlanView | None = None
        self._code = ""
        self._block = ""
        self._jump_to = ""
        self._sending = False
        self._folded = False
        self._drawer = False
        self.list = SectionList(self.words)
        self.menu = SectionMenu(self.words)
        self.heading = Label(Role.HEADING)
        self.unverified = self.put(IconLabel("info", Role.SMALL, Tone.MUTED), "plan.unverified")
        self.mode = Segment(ONE, BOTH)
        for value in (ONE, BOTH):
            self.say(partial(self.mode.set_option, value), f"plan.mode.{value}")
        self.mode.choose(ONE)
        self.coach_wanted = self.put(Button("lightbulb"), "plan.coach")
        self.locked_why = IconLabel("lock", Role.BODY, Tone.SLATE)
        self.renew = self.put(TextButton("copy-plus"), "plan.do.renew")
        self.locked = Card(self.locked_why, band=Tone.SLATE)
        self.locked.add(self.renew)
        self.overview = Overview(self.words)
        self.sheet = SectionSheet(self.words)
        self.panel = SendPanel(self.words)
        self.coach = CoachCard(self.words)
        self.steps = PlanSteps(self, self.overview, self.panel)
        self.coaching = Coaching(self, self.desk, self.coach)
        self._lay_out()

    def _lay_out(self) -> None:
        self.left, self.page = ScrollPage(margin=0), ScrollPage(margin=0)
        self.right = ScrollPage(margin=0)
        self.left.add(self.list)
        self.left.body.setContentsMargins(12, 4, 4, 12)
        self.right.body.setContentsMargins(0, 4, 22, 18)
        self.right.add(self.coach)
        self.page.body.setContentsMargins(14, 4, 14, 18)
        self.page.body.setSpacing(8)
        choices = FlowLayout(self.coach_wanted, self.mode, spacing=8)
        for part in (
            self.menu,
            SideBySide(self.heading, choices, shares=(1, 0), least=32, below=6),
            self.locked,
            self.overview,
            self.panel,
            self.sheet,
            self.unverified,
        ):
            self.page.add(part)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for voice, share in ((self.left, 0), (self.page, 1), (self.right, 0)):
            box.addWidget(voice, share)
        for hidden in (self.panel, self.locked, self.menu, self.coach_wanted):
            hidden.setVisible(False)

    def bind(self) -> None:
        """The list, the sheet, the coach, the whole plan, the keys."""
        self.list.chosen.connect(self.open_section)
        self.menu.chosen.connect(self.open_section)
        self.mode.chosen.connect(self._mode_chosen)
        self.sheet.chosen.connect(self._open_block)
        self.sheet.add_wanted.connect(self._add_block)
        self.sheet.remove_wanted.connect(self._remove_block)
        self.coaching.used.connect(self._use_words)
        self.coach_wanted.clicked.connect(self._toggle_coach)
        self.overview.jump.connect(self._jump)
        self.steps.panel.connect(self._show_panel)
        self.steps.block.connect(self._block_made)
        self.renew.clicked.connect(self.steps.renew)
        for keys, slot in (
            ("F8", self._next_phrase),
            ("Ctrl+P", self.steps.open_paper),
            ("Alt+S", self.sheet.to_sources),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def show_for(self, **args: object) -> None:
        """``plan`` is one version's id; ``section`` the one to open."""
        if not self._code:
            self._code = str(args.get("section", ""))
        self.ask(AskPlan(str(args["plan"])), self._show)
        self.ask(PlanLanguages(str(args["plan"])), self.overview.show_languages)

    def crumbs(self) -> tuple[Crumb, ...]:
        """The learner, then the plan and its state."""
        if self._view is None:
            return ()
        learner, plan = self._view.learner, self._view.plan
        name = Say.of("paper.crumb", name=learner.name)
        here = Say.of(f"plan.crumb.{plan.state.value}", version=plan.version)
        way = {"learner": learner.id, "tab": "plan"}
        return Crumb(name, "learner", way), Crumb(here)

    def retranslate(self) -> None:
        """Hand over what is half-written, then show the fields of the other language."""
        super().retranslate()
        if self._view is not None:
            self._flush()
            self._show_section()

    def reflow(self, columns: int, small: bool) -> None:
        """Three voices side by side where there is room; otherwise a menu and a drawer."""
        em = self.desk.theme.em
        self._folded = columns < 3 or small
        self.left.setFixedWidth(round(14.8 * em))
        self.right.setFixedWidth(round(18.8 * em))
        self.left.setVisible(columns >= 2 and not small)
        self.menu.setVisible(not (columns >= 2 and not small))
        edge = 14 if self.left.isVisibleTo(self) else 24
        self.page.body.setContentsMargins(edge, 4, edge, 18)
        self._arrange()

    def _arrange(self) -> None:
        """Which parts of the page show now."""
        section = self._code != WHOLE and not self._sending
        both = self.mode.value() == BOTH
        self.heading.setVisible(not self._sending)
        self.overview.setVisible(self._code == WHOLE and not self._sending)
        self.panel.setVisible(self._sending)
        self.sheet.setVisible(section)
        self.mode.setVisible(section)
        self.coach_wanted.setVisible(section and self._editable and (self._folded or both))
        self.right.setVisible(section and self._editable and not self._folded and not both)
        self._put_coach(drawer=self._folded or both)
        self.coach.setVisible(section and not self._folded and not both)

    def _put_coach(self, *, drawer: bool) -> None:
        """Beside the sheet, or in a drawer above it that opens when it is wanted."""
        if drawer is self._drawer:
            return
        self._drawer = drawer
        if drawer:
            self.page.body.insertWidget(2, self.coach)
        else:
            self.right.add(self.coach)

    @property
    def _editable(self) -> bool:
        return self._view is not None and self._view.plan.state is PlanState.DRAFT

    def _wanting(self, code: str) -> str:
        """The block of a section in which something is still asked for; empty for the first."""
        asks = self._view.asks if self._view is not None else ()
        return next((ask.block_id for ask in asks if ask.section == code), "")

    def _show(self, view: PlanView) -> None:
        first = self._view is None
        self._view = view
        self.steps.at(view)
        if not self._code:
            self._code = next((ask.section for ask in view.asks if self._editable), WHOLE)
        if first:
            self._block = self._wanting(self._code)
        state = state_of(view.plan, view.missing)
        self.list.show_plan(view, self._code, state)
        self.menu.show_plan(view, self._code, state)
        self.overview.show_plan(view, view.today)
        self.say(
            self.locked_why.setText,
            f"plan.locked.{view.plan.state.value}",
            version=view.plan.version,
        )
        newest = max(version.version for version in view.versions)
        self.renew.setVisible(view.plan.version == newest and view.plan.state is PlanState.LOCKED)
        self.crumbs_changed.emit()
        self._show_section()

    def _show_section(self) -> None:
        view = self._view
        if view is None:
            return
        self._arrange()
        self.locked.setVisible(not self._editable and self._code != WHOLE and not self._sending)
        if self._code == WHOLE:
            self.say(self.heading.setText, "plan.whole")
            self.unverified.hide()
            return
        section = view.section(self._code)
        self.unverified.setVisible(not section.checked and not self._sending)
        self.say(
            self.heading.setText,
            Say.of("plan.section_heading", code=section.spec.code, heading=section.spec.heading),
        )
        editable = self._editable and section.may_fill
        if self.sheet.show_section(section, self._languages(), self._block, editable=editable):
            for field in self.sheet.fields:
                self._bind_field(field)
            self.coaching.watch(self.sheet.fields, view.offers if editable else ())
        self._block = self.sheet.block
        self._arrive()

    def _languages(self) -> Sequence[Language]:
        if self.mode.value() == BOTH:
            return (Language.CY, Language.EN)
        return (self.words.language,)

    def _bind_field(self, field: PlanField) -> None:
        field.due.connect(partial(self._write, field))
        field.entered.connect(partial(self.coaching.enter, field))
        field.checked.connect(partial(self._check, field))
        field.opened.connect(partial(self._open_source, field))

    def _arrive(self) -> None:
        """Put the caret where a jump was to go."""
        if not self._jump_to:
            return
        key, self._jump_to = self._jump_to, ""
        for field in self.sheet.fields:
            if field.spec.key == key and field.block_id == self._block:
                field.take_focus()
                bring_into_view(field)
                return

    # Going about

    def open_section(self, code: str) -> None:
        """Open a section of the form, or the plan as a whole."""
        self._flush()
        self._sending = False
        self._code, self._block = code, self._wanting(code)
        self.list.mark(code)
        self.menu.set_value(code)
        self._show_section()
        self.page.verticalScrollBar().setValue(0)

    def _open_block(self, block_id: str) -> None:
        self._flush()
        self._block = block_id
        self._show_section()

    def _jump(self, section: str, block_id: str, key: str) -> None:
        self._code, self._block, self._jump_to = section, block_id, key
        self.list.mark(section)
        self.menu.set_value(section)
        self._show_section()

    def _mode_chosen(self, _value: str) -> None:
        self._flush()
        self._show_section()

    def _toggle_coach(self) -> None:
        self.coach.setVisible(not self.coach.isVisible())

    def _next_phrase(self) -> None:
        if self.coach_wanted.isVisible():
            self.coach.show()
        self.coaching.next_phrase()

    # Writing

    def _write(self, field: PlanField, source: Source | None = None) -> None:
        coded = field.spec.kind.coded
        command = WriteField(
            self._plan_id,
            field.section,
            field.block_id,
            field.spec.key,
            "" if coded else field.text_now(),
            field.language,
            field.code_now() if coded else None,
            source,
        )
        self.do(command)
        self.coaching.read(field)
        if field.spec.kind is FieldKind.CHOICE_DATE:
            for other in self.sheet.fields:
                self.coaching.read(other)

    @property
    def _plan_id(self) -> str:
        return str(self.args["plan"])

    def _flush(self) -> None:
        for field in self.sheet.fields:
            field.autosave.flush()

    def _check(self, field: PlanField) -> None:
        field.autosave.flush()
        self.do(CheckField(self._plan_id, field.section, field.block_id, field.spec.key))

    def _use_words(self, field: PlanField, said: Said) -> None:
        text = said.text.read(field.language)
        words = self.words.in_language(field.language)
        field.insert(words.t("plan.quoted", said=text.rstrip("."), who=said.said_by))
        self._write(field, source_of(said))

    def _open_source(self, field: PlanField, source: Source) -> None:
        answered = partial(self._source_answered, field, source)
        open_source(self, source, answered, may_drop=self._editable)

    def _source_answered(self, field: PlanField, source: Source, answer: str) -> None:
        if answer == "drop":
            at = (field.section, field.block_id, field.spec.key)
            self.do(DropSource(self._plan_id, *at, source))

    def _add_block(self) -> None:
        self._flush()
        self.steps.add_block(self._code)

    def _block_made(self, block_id: str) -> None:
        self._block = block_id
        if self._view is not None:
            self._jump_to = self._view.section(self._code).spec.fields[0].key

    def _remove_block(self, block_id: str) -> None:
        self._flush()
        self.steps.remove_block(self._code, block_id)

    def _show_panel(self, shown: bool) -> None:
        self._sending = shown
        self._show_section()
        target = self.panel.cancel if shown else self.overview.buttons.get("send")
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def drafts(self) -> dict[str, str]:
        """Where we are, and what is written and not yet on the record, field by field."""
        here = {"plan.code": self._code, "plan.mode": self.mode.value()}
        return here | self.overview.drafts() | self.sheet.unsaved()

    def half_typed(self) -> dict[str, str]:
        """Half a date: everything else here saves itself."""
        half = self.overview.drafts() | self.sheet.half_dates()
        return {"plan.code": self._code, "plan.mode": self.mode.value(), **half} if half else {}

    def restore(self, drafts: Mapping[str, str]) -> None:
        """Go back to the section, and put back what was half-written."""
        if drafts.get("plan.mode") in (ONE, BOTH):
            self.mode.choose(drafts["plan.mode"])
        names = [name for name in drafts if "|" in name]
        if names:
            self._block = names[0].split("|")[1]
        if drafts.get("plan.code") and self._view is not None:
            self._code = drafts["plan.code"]
            self.list.mark(self._code)
            self._show_section()
        super().restore(drafts)

    def leave(self) -> None:
        """Hand over what autosave has not."""
        self._flush()
