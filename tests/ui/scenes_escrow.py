"""Pictures of a key for the authority: on the page of keys, asked for, and at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from aln_review.casework.asking import Asked
from aln_review.casework.escrow import EscrowState, EscrowView, Words
from aln_review.casework.handover import SlotKind, TakingOver
from aln_review.casework.helping import Answer, HelpView
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language, Text
from aln_review.domain.errors import Refusal, WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.packages.escrow import HelpRequest
from tests.shots import Lent, Scene
from tests.ui.scenes_unlock import WORDS
from ui.authority.answer_help import AnswerHelpPage
from ui.desk import Screen
from ui.handover.ask import AskAuthorityPage
from ui.post import casework_of
from ui.settings.keys import KeysPage
from ui.unlock.unlock import Unlock

COUNCIL = Text.both("Cyngor Sir Dyffryn Aeron", "Aeron Vale County Council")
SCHOOL = Text.both("Ysgol Gynradd Glan-yr-afon", "Glan-yr-afon Primary School")
SAID: Words = (
    (Language.CY, ("telyn", "crwyn", "gwennol")),
    (Language.EN, ("harbour", "velvet", "lantern")),
)
AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def _view(state: EscrowState) -> EscrowView:
    made = AT if state in {EscrowState.HELD, EscrowState.OTHER} else None
    words = () if state is EscrowState.UNKNOWN else SAID
    return EscrowView(state, COUNCIL, made, words, may_give=True)


def _in_state(state: EscrowState) -> Callable[[Screen], None]:
    def act(screen: Screen) -> None:
        assert isinstance(screen, KeysPage)
        screen.escrow.show_view(True, _view(state))
        screen.page.verticalScrollBar().setValue(100_000)

    return act


def _task(task: str, state: EscrowState) -> Callable[[Screen], None]:
    def act(screen: Screen) -> None:
        assert isinstance(screen, KeysPage)
        screen.escrow.show_view(True, _view(state))
        screen.escrow.buttons[task].click()
        screen.task._shown(_view(state))  # type: ignore[union-attr]

    return act


def _wrong(screen: Screen) -> None:
    _task("give_escrow", EscrowState.OFFERED)(screen)
    assert isinstance(screen, KeysPage)
    for task in screen._task:
        task._refused(WorldFault("error.vault.wrong_passphrase"))


def _offered(screen: Screen) -> None:
    assert isinstance(screen, Unlock)
    screen.ask_authority.show()
    screen.use_keyholder.show()


def _page(screen: Screen) -> AskAuthorityPage:
    assert isinstance(screen, AskAuthorityPage)
    return screen


def _asked(screen: Screen) -> None:
    request = HelpRequest("v-1", "A" * 22, AT, b"sealed")
    _page(screen).request.show_asked(Asked(request, "", COUNCIL, SAID))


def _answer(screen: Screen) -> None:
    _asked(screen)
    page = _page(screen)
    page.show_step(page.answer)
    page.answer._taken("{}")
    for field, word in zip(page.answer.sheet.words, WORDS[:7], strict=False):
        field.line.setText(word)


def _not_ours(screen: Screen) -> None:
    _asked(screen)
    page = _page(screen)
    page.show_step(page.answer)
    page.answer._not_taken(Refusal("error.help.other_request"))


def _wrong_words(screen: Screen) -> None:
    _answer(screen)
    _page(screen)._not_opened(WorldFault("error.vault.wrong_escrow"))


def _who(screen: Screen) -> None:
    _asked(screen)
    page, vault = _page(screen), Lent(casework_of(screen.desk.bridge))
    setting = vault.ask(SettingsPage()).setting
    page._opened(TakingOver(vault, setting, SlotKind.ESCROW, "", 1))


def _desk(screen: Screen) -> AnswerHelpPage:
    assert isinstance(screen, AnswerHelpPage)
    return screen


def _request(screen: Screen) -> None:
    view = HelpView(SCHOOL, SCHOOL, "Mari Prys", date(2025, 9, 3), date(2026, 11, 23), SAID)
    _desk(screen).show_request(view)


def _stranger(screen: Screen) -> None:
    view = HelpView(SCHOOL, None, "", date(2025, 9, 3), date(2026, 11, 23), SAID)
    page = _desk(screen)
    page.show_request(view)
    page.rang.setChecked(True)
    page.go.click()


def _refused(screen: Screen) -> None:
    _desk(screen)._refused(Refusal("error.help.other_authority"))


def _answered(screen: Screen) -> None:
    page = _desk(screen)
    page.show_answer(Answer("{}", WORDS))
    page._is_saved(True)


SCENES = (
    *(Scene(f"keys-escrow-{s.value}", "keys", act=_in_state(s)) for s in list(EscrowState)[1:]),
    Scene("keys-escrow-give", "keys", act=_task("give_escrow", EscrowState.OFFERED)),
    Scene("keys-escrow-wrong", "keys", act=_wrong),
    Scene("keys-escrow-renew", "keys", act=_task("renew_escrow", EscrowState.OTHER)),
    Scene("keys-escrow-take", "keys", act=_task("take_escrow", EscrowState.HELD)),
    Scene("unlock-ask-authority", "unlock", act=_offered),
    Scene("ask-authority", "ask-authority"),
    Scene("ask-authority-asked", "ask-authority", act=_asked),
    Scene("ask-authority-answer", "ask-authority", act=_answer),
    Scene("ask-authority-not-ours", "ask-authority", act=_not_ours),
    Scene("ask-authority-wrong", "ask-authority", act=_wrong_words),
    Scene("ask-authority-who", "ask-authority", act=_who),
    Scene("answer-help", "answer-help", setting=SettingKind.AUTHORITY),
    Scene("answer-help-request", "answer-help", act=_request, setting=SettingKind.AUTHORITY),
    Scene("answer-help-stranger", "answer-help", act=_stranger, setting=SettingKind.AUTHORITY),
    Scene("answer-help-refused", "answer-help", act=_refused, setting=SettingKind.AUTHORITY),
    Scene("answer-help-answered", "answer-help", act=_answered, setting=SettingKind.AUTHORITY),
)
