"""The authority's desk: what came, opened, read, accepted or returned, by its own buttons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from aln_review.casework.arrivals import TakeIn
from aln_review.casework.commands.authority import ApproveJoin, Invite, OpenDesk
from aln_review.casework.commands.dispatch import SendPlan
from aln_review.casework.commands.joining import JoinAuthority, TakeRegister
from aln_review.casework.post import VaultOutbox
from aln_review.casework.queries.authority import ArrivalPage as Ask
from aln_review.domain.bilingual import Language
from aln_review.domain.dispatch import Arrival, ArrivalState, ReturnReason
from tests.accessibility import faults
from tests.ui.town import Town, complete_plan, refresh, town
from ui.authority.arrival import ArrivalPage
from ui.authority.desk import AuthorityDesk
from ui.widgets import Row, TextButton


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    with town(tmp_path, monkeypatch, Language.EN) as made:
        yield made


def arrive(place: Town, *, damaged: bool = False) -> str:
    """A plan of the school's, on the desk, not opened."""
    desk, school = place.authority.vault, place.school.vault
    desk.do(OpenDesk())
    answer = school.do(JoinAuthority(desk.do(Invite()).value)).value
    school.do(TakeRegister(desk.do(ApproveJoin(answer)).value))
    line = school.do(SendPlan(complete_plan(place.school).id)).value
    with VaultOutbox(school).open_sealed(line.id) as sealed:
        data = sealed.read()
    if damaged:
        data = data[:-1] + bytes([data[-1] ^ 1])
    desk.do(TakeIn(line.id, data))
    return line.id


def held(place: Town, arrival: str) -> Arrival:
    return place.authority.vault.ask(Ask(arrival)).arrival


def opened(place: Town, arrival: str) -> ArrivalPage:
    page = place.authority.show(ArrivalPage, arrival=arrival)
    page.open.click()
    refresh(page)
    return page


def rows(page: AuthorityDesk | ArrivalPage) -> list[Row]:
    QApplication.processEvents()
    return [one for one in page.findChildren(Row) if one.isVisible()]


def test_a_sealed_package_names_nobody_until_it_is_opened(place: Town) -> None:
    arrival = arrive(place)
    page = place.authority.show(AuthorityDesk)
    row = rows(page)[0]
    assert row.text().startswith("A sealed package")
    assert place.authority.host.badges["desk"] == 1
    row.click()
    assert place.authority.host.opened[-1] == ("arrival", {"arrival": arrival})
    shut = place.authority.show(ArrivalPage, arrival=arrival)
    assert not shut.answer.isVisible()
    assert not shut.papers_card.isVisible()


def test_opening_checks_it_and_offers_its_papers(place: Town) -> None:
    arrival = arrive(place)
    page = opened(place, arrival)
    assert held(place, arrival).state is ArrivalState.VERIFIED
    assert page.pill.text() == "Checked"
    assert not page.open.isVisible()
    assert page.answer.isVisible()
    papers = rows(page)
    assert len(papers) >= 2
    papers[0].click()
    name, args = place.authority.host.opened[-1]
    assert (name, args["kind"]) == ("paper", "arrival")
    assert str(args["ref"]).startswith(f"{arrival}/")


def test_accepting_is_asked_once_more_and_signed(place: Town) -> None:
    arrival = arrive(place)
    page = opened(place, arrival)
    place.authority.host.answer = "no"
    page.accept.click()
    assert held(place, arrival).state is ArrivalState.VERIFIED
    place.authority.host.answer = "accept"
    page.accept.click()
    refresh(page)
    assert place.authority.host.questions == ["arrival.accept_sure", "arrival.accept_sure"]
    assert held(place, arrival).state is ArrivalState.ACCEPTED
    assert held(place, arrival).receipt.count(".") == 2
    assert not page.answer.isVisible()


def test_a_return_needs_a_question_and_carries_each_with_its_section(place: Town) -> None:
    arrival = arrive(place)
    page = opened(place, arrival)
    page.send_back.click()
    assert page.reason.error_text()
    assert held(place, arrival).state is ArrivalState.VERIFIED
    page.section.set_value("2A")
    page.reason.set_value("Pwy asesodd hyn?")
    page.more.click()
    assert page.reason.value() == ""
    assert not page.reason.error_text()
    page.section.set_value("2B")
    page.reason.set_value("Pa mor aml?")
    place.authority.host.answer = "no"
    page.send_back.click()
    assert held(place, arrival).state is ArrivalState.VERIFIED
    place.authority.host.answer = "return"
    page.send_back.click()
    refresh(page)
    assert held(place, arrival).state is ArrivalState.RETURNED
    asked = (ReturnReason("2A", "Pwy asesodd hyn?"), ReturnReason("2B", "Pa mor aml?"))
    assert held(place, arrival).reasons == asked


def test_a_question_can_be_taken_off_and_outlives_a_lock(place: Town) -> None:
    """What was added once went out signed, and a lock lost it."""
    page = opened(place, arrive(place))
    page.section.set_value("2A")
    for asked in ("Pwy?", "Pryd?"):
        page.reason.set_value(asked)
        page.more.click()
        assert page.focusWidget() is page.reason.box
    QApplication.processEvents()
    drops = [one for one in page.findChildren(TextButton) if one.isVisible()]
    first = next(one for one in drops if "Pwy?" in one.accessibleName())
    first.click()
    assert page._given == [ReturnReason("2A", "Pryd?")]
    again = place.authority.show(ArrivalPage, arrival=page._id)
    again.restore(page.drafts())
    assert again._given == page._given


def test_a_damaged_package_is_refused_in_words_and_shows_nothing(place: Town) -> None:
    arrival = arrive(place, damaged=True)
    page = opened(place, arrival)
    assert held(place, arrival).state is ArrivalState.UNREADABLE
    assert page.pill.text() == "Refused"
    assert not page.answer.isVisible()
    assert not page.papers_card.isVisible()


def test_collecting_without_a_gateway_says_so_and_can_be_tried_again(place: Town) -> None:
    arrive(place)
    page = place.authority.show(AuthorityDesk)
    page.collect.click()
    assert [error.key for error in place.authority.host.errors] == ["error.dispatch.no_gateway"]
    assert page.collect.isEnabled()


@pytest.mark.parametrize("language", list(Language))
def test_the_pages_are_whole_for_everyone(place: Town, language: Language) -> None:
    arrival = arrive(place)
    place.authority.desk.words.switch(language)
    assert faults(place.authority.show(AuthorityDesk)) == []
    assert faults(opened(place, arrival)) == []
