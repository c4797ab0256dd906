"""Scenes of the authority: its desk, arrivals at each step, its register."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aln_review.casework.commands.authority import Invite
from aln_review.casework.core import Casework
from aln_review.casework.queries.dispatch import Desk
from aln_review.domain.dispatch import ArrivalState
from aln_review.domain.setting import SettingKind
from tests.shots import Scene
from tests.ui.settings_to_join import answer_to
from ui.authority.arrival import ArrivalPage
from ui.authority.entry import EntryCard
from ui.authority.register import RegisterPage
from ui.desk import Screen
from ui.widgets import Button


def in_state(state: ArrivalState) -> Callable[[Casework], Mapping[str, object]]:
    def args(vault: Casework) -> Mapping[str, object]:
        view = vault.ask(Desk())
        every = (*view.waiting, *view.opened, *view.done)
        return {"arrival": next(one.id for one in every if one.state is state)}

    return args


def two_questions(screen: Screen) -> None:
    assert isinstance(screen, ArrivalPage)
    screen.reason.set_value("Pwy asesodd hyn, ac ar ba ddyddiad?")
    screen.more.click()
    screen.reason.set_value("Sut mae’n effeithio ar ddysgu mewn dosbarth cyfan?")


def no_question(screen: Screen) -> None:
    assert isinstance(screen, ArrivalPage)
    screen.send_back.click()


def sure(screen: Screen) -> None:
    assert isinstance(screen, ArrivalPage)
    screen.accept.click()


def request(screen: Screen) -> None:
    assert isinstance(screen, RegisterPage)
    screen.do(Invite(), lambda invitation: screen.look_at(answer_to(invitation)))


def revoke(screen: Screen) -> None:
    assert isinstance(screen, RegisterPage)
    card = screen.findChildren(EntryCard)[0]
    card.findChildren(Button)[0].click()


def scene(
    name: str,
    page: str,
    state: ArrivalState | None = None,
    act: Callable[[Screen], None] = Screen.leave,
) -> Scene:
    made = Scene(name, page, act=act, setting=SettingKind.AUTHORITY)
    if state is None:
        return made
    return Scene(name, page, in_state(state), act, SettingKind.AUTHORITY)


SCENES = (
    scene("desk", "desk"),
    scene("arrival-sealed", "arrival", ArrivalState.ARRIVED),
    scene("arrival-checked", "arrival", ArrivalState.VERIFIED),
    scene("arrival-no-question", "arrival", ArrivalState.VERIFIED, no_question),
    scene("arrival-accepting", "arrival", ArrivalState.VERIFIED, sure),
    scene("arrival-refused", "arrival", ArrivalState.UNREADABLE),
    scene("arrival-accepted", "arrival", ArrivalState.ACCEPTED),
    scene("arrival-returned", "arrival", ArrivalState.RETURNED),
    scene("register", "register"),
    scene("register-request", "register", act=request),
    scene("register-revoke", "register", act=revoke),
)
