"""Sending: joined by files, sealed, carried on a stick, accepted, and said in the cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from aln_review.casework.commands.authority import (
    AcceptArrival,
    ApproveJoin,
    Invite,
    OpenArrival,
    OpenDesk,
    ReturnArrival,
)
from aln_review.casework.commands.dispatch import SendPlan, TakeBack
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.queries.dispatch import Send
from aln_review.casework.say import Say
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import LineState, ReturnReason
from aln_review.domain.errors import WorldFault
from tests.accessibility import faults
from tests.ui.town import Town, complete_plan, refresh, town
from ui.authority.desk import AuthorityDesk
from ui.outbox.line import LineCard
from ui.outbox.send import ARCHIVE, ARRIVED, SENT, SendAndReceive
from ui.outbox.spoken import SpokenWords
from ui.widgets import EmptyState, MessageBox


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    with town(tmp_path, monkeypatch, Language.EN) as made:
        yield made


def joined(place: Town) -> None:
    """Joined, without the screens."""
    desk, school = place.authority.vault, place.school.vault
    desk.do(OpenDesk())
    answer = school.do(JoinAuthority(desk.do(Invite()).value)).value
    school.do(TakeRegister(desk.do(ApproveJoin(answer)).value))


def cards(page: SendAndReceive) -> list[LineCard]:
    QApplication.processEvents()
    return [one for one in page.findChildren(LineCard) if one.isVisible()]


def test_nobody_joined_is_told_how_and_the_answer_waits_as_a_file(place: Town) -> None:
    page = place.school.show(SendAndReceive)
    assert page.joining.isVisible()
    assert not page.joining.answer.isVisible()
    assert not page.joining.words.isVisible()
    place.authority.vault.do(OpenDesk())
    place.file("x.alninvite").write_text(place.authority.vault.do(Invite()).value)
    place.choose("x.alninvite")
    page.joining.invitation.click()
    assert page.joining.answer.isVisible()
    assert page.joining.words.isVisible()
    place.choose("x.alnjoin")
    page.joining.answer.click()
    answer = place.file("x.alnjoin").read_text()
    assert place.authority.vault.do(ApproveJoin(answer)).value.count(".") == 2
    assert place.school.host.errors == []
    assert "Send it to the authority" in place.school.host.said[-1]


def test_choosing_no_file_changes_nothing(place: Town) -> None:
    page = place.school.show(SendAndReceive)
    page.joining.invitation.click()
    page.stick.click()
    assert not page.joining.answer.isVisible()
    assert place.school.host.errors == []


def test_a_file_that_is_no_invitation_is_refused_in_words(place: Town) -> None:
    page = place.school.show(SendAndReceive)
    place.file("x.alninvite").write_text("not an invitation")
    place.choose("x.alninvite")
    page.joining.invitation.click()
    place.choose("gone.alninvite")
    page.joining.invitation.click()
    keys = [error.key for error in place.school.host.errors]
    assert keys == ["error.invitation.damaged", "error.file.cannot_read"]
    assert isinstance(place.school.host.errors[1], WorldFault)
    assert page.joining.isVisible()


def test_a_package_goes_by_stick_and_comes_back_accepted(place: Town) -> None:
    joined(place)
    line = place.school.vault.do(SendPlan(complete_plan(place.school).id)).value
    page = place.school.show(SendAndReceive)
    assert not page.joining.isVisible()
    assert cards(page)[0].pill.text() == "Waiting here"
    assert page.summary.text() == "One package is on its way."
    arrivals = place.authority.show(AuthorityDesk)
    place.carry(page, arrivals)
    assert cards(page)[0].button.text() in ("Take it back", "See the receipt")
    place.authority.vault.do(OpenArrival(line.id))
    place.authority.vault.do(AcceptArrival(line.id))
    place.carry(page, arrivals)
    assert [view.line.state for view in place.school.vault.ask(Send()).lines] == [
        LineState.ACCEPTED
    ]
    assert cards(page) == []
    page.lists.choose(ARCHIVE)
    page.lists.chosen.emit(ARCHIVE)
    shown = cards(page)[0]
    assert shown.pill.text() == "Accepted"
    assert "signed by the authority" in shown.sentence.text()
    shown.button.click()
    box = page.findChildren(MessageBox)[-1]
    assert line.sha256[:16] in box.sentence.text()
    box.close()


def test_what_comes_back_with_questions_says_them_and_opens_the_plan(place: Town) -> None:
    joined(place)
    line = place.school.vault.do(SendPlan(complete_plan(place.school).id)).value
    page = place.school.show(SendAndReceive)
    arrivals = place.authority.show(AuthorityDesk)
    place.carry(page, arrivals)
    place.authority.vault.do(OpenArrival(line.id))
    asked = (ReturnReason("2A", "Pwy asesodd hyn?"), ReturnReason("2B", "Pa mor aml?"))
    place.authority.vault.do(ReturnArrival(line.id, asked))
    place.carry(page, arrivals)
    shown = cards(page)[0]
    assert shown.pill.text() == "Returned"
    assert "came back" not in page.summary.text()
    assert "One has come back with questions." in page.summary.text()
    assert place.school.host.badges["send"] == 1
    shown.button.click()
    assert place.school.host.opened[-1] == ("learner", {"learner": line.learner_id, "tab": "plan"})


def test_what_was_not_offered_can_be_taken_back(place: Town) -> None:
    joined(place)
    place.school.vault.do(SendPlan(complete_plan(place.school).id))
    page = place.school.show(SendAndReceive)
    cards(page)[0].button.click()
    refresh(page)
    assert cards(page) == []
    assert [view.line.state for view in place.school.vault.ask(Send()).archived] == [
        LineState.TAKEN_BACK
    ]


def test_without_a_gateway_the_network_is_refused_in_words_and_can_be_tried_again(
    place: Town,
) -> None:
    joined(place)
    page = place.school.show(SendAndReceive)
    page.network.click()
    assert [error.key for error in place.school.host.errors] == ["error.dispatch.no_gateway"]
    assert page.network.isEnabled()


def test_empty_lists_say_what_to_do(place: Town) -> None:
    page = place.school.show(SendAndReceive)
    for which in (SENT, ARRIVED, ARCHIVE):
        page.lists.chosen.emit(which)
        QApplication.processEvents()
        said = [one for one in page.findChildren(EmptyState) if one.isVisible()]
        assert len(said) == 1


def test_the_words_follow_the_language_and_say_what_they_are_for(place: Town) -> None:
    joined(place)
    place.school.vault.do(SendPlan(complete_plan(place.school).id))
    page = place.school.show(SendAndReceive)
    chips = next(one for one in page.findChildren(SpokenWords) if one.isVisible())
    known = dict(place.school.vault.ask(Send()).lines[0].words)
    assert chips._words == known[Language.EN]
    place.school.desk.words.switch(Language.CY)
    assert chips._words == known[Language.CY]
    chips.click()
    box = page.findChildren(MessageBox)[-1]
    assert box.head.text() == "Tri gair i’w cymharu"
    box.close()


@pytest.mark.parametrize("language", list(Language))
def test_the_page_is_whole_for_everyone(place: Town, language: Language) -> None:
    joined(place)
    place.school.vault.do(SendPlan(complete_plan(place.school).id))
    place.school.desk.words.switch(language)
    assert faults(place.school.show(SendAndReceive)) == []


def test_steps_say_a_day_once_and_the_time_after_it(place: Town) -> None:
    joined(place)
    place.school.vault.do(SendPlan(complete_plan(place.school).id))
    steps = place.school.vault.ask(Send()).lines[0].steps
    assert [step.note.key for step in steps] == ["send.step.today", "", "", ""]
    assert isinstance(steps[0].note, Say)


def test_the_count_is_of_what_the_list_shows_and_is_painted_when_it_changes(place: Town) -> None:
    joined(place)
    plan = complete_plan(place.school).id
    line = place.school.vault.do(SendPlan(plan)).value
    page = place.school.show(SendAndReceive)
    sent = page.lists.option(SENT)
    assert sent.count == "1"
    place.school.vault.do(TakeBack(line.id))
    place.school.vault.do(SendPlan(plan))
    page.show_with(page.args)
    assert sent.count == "1"
    painted: list[QEvent.Type] = []
    sent.installEventFilter(Painted(painted, sent))
    QApplication.processEvents()
    painted.clear()
    page.lists.set_count(SENT, "2")
    QApplication.processEvents()
    assert QEvent.Type.Paint in painted


class Painted(QObject):
    """Notes what happens to a widget."""

    def __init__(self, seen: list[QEvent.Type], parent: QObject) -> None:
        super().__init__(parent)
        self._seen = seen

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self._seen.append(event.type())
        return False
