"""What a search found: learners, what was said, plans, and pages of the product itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from aln_review.casework.queries.search import FEWEST_LETTERS, Found, Search
from aln_review.domain.bilingual import Language
from aln_review.language.collation import folded
from ui.caseload.marks import written
from ui.desk import Args, Screen
from ui.rooms import room
from ui.widgets import (
    Card,
    CardHead,
    EmptyState,
    Label,
    Role,
    Row,
    ScrollPage,
    Tone,
    clear,
    column,
)

MOST = 30
KINDS = {
    "learners": ("user", Tone.TEAL, "search.learners"),
    "words": ("message-square-quote", Tone.PLUM, "search.words"),
    "plans": ("file-check", Tone.GREEN, "search.plans"),
    "documents": ("file-text", Tone.BLUE, "search.documents"),
}
"""Icon, tone and heading of each kind of thing found, in the order they stand on the page."""
TABS = {"plans": "plan", "documents": "papers", "words": "profile"}


@dataclass(frozen=True, slots=True)
class Way:
    """A page or a thing to do that can be found by its name."""

    key: str
    page: str
    icon: str
    args: Args = field(default_factory=dict)


WAYS = (
    Way("shell.today", "today", "sun"),
    Way("shell.learners", "learners", "users"),
    Way("learners.add", "learner-edit", "plus"),
    Way("learners.import", "import", "file-down"),
    Way("today.record_concern", "event", "eye", {"kind": "concern_raised"}),
    Way("shell.reviews", "reviews", "messages-square"),
    Way("shell.send", "send", "send"),
    Way("shell.settings", "settings", "settings"),
    Way("shell.help", "help", "circle-question-mark"),
)


class SearchPage(Screen):
    """The results of what is typed in the search field, in either language."""

    KINDS = frozenset({"learners"})

    def build(self) -> None:
        """A heading and the lists."""
        self._text = ""
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = Label(Role.DISPLAY)
        self.summary = Label(Role.BODY, Tone.MUTED)
        self.page.add(column(self.heading, self.summary, spacing=0))
        self.body = column(spacing=14)
        self.page.add(self.body)

    def show_for(self, **args: object) -> None:
        """Search for ``text``."""
        self._text = str(args.get("text", ""))
        self.say(self.heading.setText, "search.heading", text=written(self._text))
        if len(self._text.strip()) < FEWEST_LETTERS:
            self._show(())
            return
        self.ask(Search(self._text, MOST), self._show)

    def _show(self, found: tuple[Found, ...]) -> None:
        clear(self.body)
        ways = [way for way in WAYS if self._meant(way)]
        self.count(self.summary.setText, "search.found", len(found) + len(ways))
        # Few, and named exactly: before the many plans that hold the same word.
        self._group("compass", Tone.SLATE, "search.ways", [self._way(way) for way in ways])
        for kind, (icon, tone, heading) in KINDS.items():
            rows = [self._row(one, icon, tone) for one in found if one.kind == kind]
            self._group(icon, tone, heading, rows)
        other = [self._row(one, "file-text", Tone.BLUE) for one in found if one.kind not in KINDS]
        self._group("file-text", Tone.BLUE, "search.other", other)
        if not found and not ways:
            empty = EmptyState("search-x", tone=Tone.NEUTRAL)
            short = len(self._text.strip()) < FEWEST_LETTERS
            self.say(empty.setText, "search.more_letters" if short else "search.nothing")
            self.say(empty.setHint, "search.hint")
            self.body.addWidget(empty)
        self.body.addStretch(1)

    def _group(self, icon: str, tone: Tone, heading: str, rows: list[Row]) -> None:
        if not rows:
            return
        holder = QWidget()
        holder.setLayout(column(*rows, spacing=0))
        self.body.addWidget(Card(self.put(CardHead(icon, tone), heading), holder, spacing=4))

    def _row(self, found: Found, icon: str, tone: Tone) -> Row:
        row = Row(icon, tone)
        if found.kind == "learners":
            self.say(row.setText, written(found.name or found.snippet))
        else:
            self.say(row.setText, written(found.snippet))
            self.say(row.setSecond, written(found.name))
        if found.kind == "plans":
            row.clicked.connect(partial(self.desk.open, "plan", plan=found.ref))
        else:
            tab = TABS.get(found.kind, "overview")
            row.clicked.connect(
                partial(self.desk.open, "learner", learner=found.learner_id, tab=tab)
            )
        return row

    def _way(self, way: Way) -> Row:
        row = self.put(Row(way.icon, Tone.SLATE), way.key)
        row.clicked.connect(partial(self.desk.open, way.page, **way.args))
        return row

    def _meant(self, way: Way) -> bool:
        """Whether what was typed begins a word of its name, in either language."""
        wanted = folded(self._text).strip()
        if len(wanted) < FEWEST_LETTERS or not room(way.page).built():
            return False
        names = (folded(self.words.in_language(one).t(way.key)) for one in Language)
        return any(name.startswith(wanted) or f" {wanted}" in name for name in names)
