"""The register: who may send, who may open, and how a setting is let in."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.casework.commands.authority import (
    ApproveJoin,
    EnrolGateway,
    Invite,
    OpenDesk,
    RevokeKey,
    SetGateway,
)
from aln_review.casework.queries.authority import (
    LookAtRequest,
    RegisterView,
    RequestView,
    RootKey,
    StillToAnswer,
)
from aln_review.casework.queries.authority import RegisterPage as Ask
from aln_review.casework.say import Say
from aln_review.domain.errors import AlnError
from ui.authority.entry import EntryCard
from ui.desk import Screen
from ui.files import read_text, write_text
from ui.outbox.spoken import SpokenWords
from ui.post import mail_of
from ui.widgets import (
    Button,
    Card,
    CardHead,
    EmptyState,
    FlowLayout,
    Label,
    LineField,
    PrimaryButton,
    Role,
    ScrollPage,
    Tone,
    clear,
    column,
)

DIALOG = QFileDialog.Option.DontUseNativeDialog


class RegisterPage(Screen):
    """Invite, compare three words, approve; enrol the gateway; take a key out of use."""

    KINDS = frozenset({"meta"})

    def build(self) -> None:
        """Heading, the request in hand, the gateway, everybody on the register."""
        self._request = ""
        self._passed: set[str] = set()
        self._today = date.min
        self.page = ScrollPage()
        self.setLayout(column(self.page, spacing=0))
        self.heading = self.put(Label(Role.DISPLAY), "shell.register")
        self.summary = Label()
        self.begin = self.put(PrimaryButton("book-user"), "register.begin")
        self.invite = self.put(PrimaryButton("mail-plus"), "register.invite")
        self.open_request = self.put(Button("mail-open"), "register.open_request")
        self.waiting = self.put(Button("refresh-cw"), "register.ask_gateway")
        self.page.add(column(self.heading, self.summary, spacing=0))
        self.page.add(
            FlowLayout(self.begin, self.invite, self.open_request, self.waiting, spacing=12)
        )
        self._build_request()
        self.entries = column(spacing=10)
        self.page.add(self.entries)
        self._build_gateway()

    def _build_request(self) -> None:
        self.who = Label(Role.STRONG)
        self.compare = self.put(Label(), "register.compare")
        self.their_words = self.put(SpokenWords(self.words), "register.their_words")
        self.approve = self.put(PrimaryButton("user-check"), "register.approve")
        self.refuse = self.put(Button("x"), "register.not_the_same")
        self.request = Card(
            self.put(CardHead("user-plus", Tone.AMBER), "register.request"),
            self.who,
            self.compare,
            self.their_words,
            FlowLayout(self.approve, self.refuse, spacing=12),
            band=Tone.AMBER,
        )
        self.request.hide()
        self.page.add(self.request)

    def _build_gateway(self) -> None:
        self.address = LineField("gateway", icon="globe")
        self.say(self.address.setText, "register.gateway_address")
        self.say(self.address.setHint, "register.gateway_hint")
        self.enrol = self.put(Button("server"), "register.enrol_gateway")
        self.root = self.put(Button("key-round"), "register.save_root")
        self.gateway = Card(
            self.put(CardHead("server", Tone.BLUE), "register.gateway"),
            self.address,
            FlowLayout(self.root, self.enrol, spacing=12),
        )
        self.page.add(self.gateway)

    def bind(self) -> None:
        """Every button, and the address once it was left."""
        self.begin.clicked.connect(self._begin)
        self.invite.clicked.connect(self._invite)
        self.open_request.clicked.connect(self._choose_request)
        self.waiting.clicked.connect(self._ask_gateway)
        self.approve.clicked.connect(self._approve)
        self.refuse.clicked.connect(self._not_they)
        self.root.clicked.connect(self._ask_root)
        self.enrol.clicked.connect(self._choose_card)
        self.address.left.connect(self._save_address)

    def show_for(self, **_args: object) -> None:
        """Ask for the register held."""
        self.ask(Ask(), self._show)

    def first_focus(self) -> QWidget | None:
        """Inviting, or beginning."""
        return self.begin if self.begin.isVisible() else self.invite

    def _show(self, view: RegisterView) -> None:
        begun = view.version > 0
        self._today = view.today
        self.begin.setVisible(not begun)
        for part in (self.invite, self.open_request, self.waiting, self.gateway):
            part.setVisible(begun)
        self.waiting.setEnabled(bool(view.membership.gateway))
        if begun:
            self.count(self.summary.setText, "register.summary", len(view.entries))
        else:
            self.say(self.summary.setText, "register.not_begun")
        if not self.address.value():
            self.address.set_value(view.membership.gateway)
        clear(self.entries)
        for entry in view.entries:
            card = EntryCard(self, entry, own=entry.kid == view.membership.own_kid)
            card.revoke.connect(self._revoke)
            self.entries.addWidget(card)
        if not begun:
            empty = EmptyState("book-user")
            self.say(empty.setText, "register.empty")
            self.say(empty.setHint, "register.empty_hint")
            self.entries.addWidget(empty)

    # Letting a setting in

    def _begin(self) -> None:
        self.do(OpenDesk())

    def _invite(self) -> None:
        self.do(Invite(), self._save_invitation)

    def _save_invitation(self, text: str) -> None:
        self._save("register.invite", "setting.alninvite", "*.alninvite", text)

    def _save(
        self, title: str, name: str, ending: str, text: str, told: str = "register.saved"
    ) -> None:
        place = str(Path.home() / name)
        found, _ = QFileDialog.getSaveFileName(
            self, self.words.t(title), place, ending, options=DIALOG
        )
        if found:
            self.desk.bridge.run(partial(write_text, Path(found), text), partial(self._saved, told))

    def _saved(self, told: str, _done: bool) -> None:
        self.say(self.summary.setText, told)
        self.desk.announce(self.words.t(told))

    def _choose(self, title: str, ending: str) -> str:
        found, _ = QFileDialog.getOpenFileName(
            self, self.words.t(title), str(Path.home()), ending, options=DIALOG
        )
        return found

    def _choose_request(self) -> None:
        found = self._choose("register.open_request", "*.alnjoin")
        if found:
            self.desk.bridge.run(partial(read_text, Path(found)), self.look_at)

    def _ask_gateway(self) -> None:
        try:
            mail = mail_of(self.desk.bridge)
        except AlnError as error:
            self.desk.say_error(error)
            return
        self.desk.bridge.carry(mail.requests_to_join, self._requests, self.desk.say_error)

    def _requests(self, found: tuple[str, ...]) -> None:
        self.ask(StillToAnswer(found), self._next_request)

    def _next_request(self, waiting: tuple[str, ...]) -> None:
        """The first that was not put aside just now; one put aside comes round again after it."""
        if waiting:
            fresh = [one for one in waiting if one not in self._passed]
            self.look_at((fresh or waiting)[0])
        else:
            self.desk.announce(self.words.t("register.no_requests"))
            self.say(self.summary.setText, "register.no_requests")

    def look_at(self, request: str) -> None:
        """Show what a request says and the words to compare."""
        self._request = request
        self.ask(LookAtRequest(request), self._show_request)

    def _show_request(self, view: RequestView) -> None:
        told = Say.of("register.who", name=view.name, person=view.person, on=view.made)
        self.say(self.who.setText, told)
        self.their_words.show_words(view.words)
        self.request.show()
        self.approve.setFocus()

    def _approve(self) -> None:
        self.do(ApproveJoin(self._request), self._approved)

    def _approved(self, token: str) -> None:
        self._put_away()
        self._save("register.save_register", "register.jws", "*.jws", token)

    def _not_they(self) -> None:
        self._passed.add(self._request)
        self._put_away()

    def _put_away(self) -> None:
        self._request = ""
        self.invite.setFocus(Qt.FocusReason.TabFocusReason)
        self.request.hide()

    # The gateway and the keys

    def _save_address(self) -> None:
        self.hand_over(SetGateway(self.address.value()), self._kept_address, self._wrong_address)

    def _kept_address(self, _membership: object) -> None:
        self.address.setError("")

    def _wrong_address(self, error: AlnError) -> None:
        self.say(self.address.setError, Say(error.key, error.facts))

    def _ask_root(self) -> None:
        self.ask(RootKey(), self._save_root)

    def _save_root(self, text: str) -> None:
        self._save("register.save_root", "root.jwk.json", "*.json", text, "register.root_saved")

    def _choose_card(self) -> None:
        found = self._choose("register.enrol_gateway", "*.json")
        if found:
            self.desk.bridge.run(partial(read_text, Path(found)), self._enrol)

    def _enrol(self, card: str) -> None:
        self.do(EnrolGateway(card))

    def _revoke(self, kid: str) -> None:
        self.desk.host.ask(
            "register.revoke_sure",
            {"revoke": "register.revoke", "no": "shell.cancel"},
            partial(self._revoked, kid),
        )

    def _revoked(self, kid: str, choice: str) -> None:
        if choice == "revoke":
            self.do(RevokeKey(kid, self._today))
