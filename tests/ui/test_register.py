"""The register: begun, a setting invited and compared, let in, a key taken out of use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from aln_review.casework.queries.authority import RegisterPage as Ask
from aln_review.casework.queries.dispatch import Send
from aln_review.domain.bilingual import Language
from aln_review.packages.identity import Identity, PublicIdentity
from tests.accessibility import faults
from tests.packages.makers import chance
from tests.ui.settings_to_join import answer_to
from tests.ui.town import Town, refresh, town
from ui.authority.entry import EntryCard
from ui.authority.register import RegisterPage
from ui.outbox.send import SendAndReceive


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    with town(tmp_path, monkeypatch, Language.EN) as made:
        yield made


def standings(place: Town) -> list[str]:
    return [entry.standing for entry in place.authority.vault.ask(Ask()).entries]


def entries(page: RegisterPage) -> list[EntryCard]:
    QApplication.processEvents()
    return [one for one in page.findChildren(EntryCard) if one.isVisible()]


def test_a_setting_is_let_in_by_files_and_three_words(place: Town) -> None:
    send, register = place.join()
    assert place.school.host.errors == []
    assert place.authority.host.errors == []
    assert place.school.vault.ask(Send()).membership.joined
    assert not send.joining.isVisible()
    assert len(entries(register)) == 2
    assert not register.request.isVisible()
    assert "2 keys" in register.summary.text()


def test_the_words_at_both_ends_are_the_same(place: Town) -> None:
    send, register = place.school.show(SendAndReceive), place.authority.show(RegisterPage)
    register.begin.click()
    place.choose("x.alninvite")
    register.invite.click()
    place.choose("x.alninvite")
    send.joining.invitation.click()
    register.look_at(place.school.vault.ask(Send()).membership.request)
    assert register.request.isVisible()
    assert len(send.joining.words._words) == 3
    assert send.joining.words._words == register.their_words._words


def test_words_that_differ_let_nobody_in(place: Town) -> None:
    from_school, register = place.join()
    before = standings(place)
    place.choose("again.alninvite")
    register.invite.click()
    place.choose("setting.alnjoin")
    register.open_request.click()
    assert register.request.isVisible()
    register.refuse.click()
    assert not register.request.isVisible()
    assert standings(place) == before
    assert not from_school.joining.isVisible()


def test_an_answer_used_before_is_refused_in_words(place: Town) -> None:
    _, register = place.join()
    place.choose("setting.alnjoin")
    register.open_request.click()
    register.approve.click()
    assert [error.key for error in place.authority.host.errors] == ["error.join.code_used"]
    assert len(standings(place)) == 2


def test_a_key_is_taken_out_of_use_only_after_it_was_asked(place: Town) -> None:
    _, register = place.join()
    card = entries(register)[0]
    place.authority.host.answer = "no"
    card.revoke.emit(place.authority.vault.ask(Ask()).entries[0].kid)
    assert "revoked" not in standings(place)
    place.authority.host.answer = "revoke"
    card.revoke.emit(place.authority.vault.ask(Ask()).entries[0].kid)
    assert standings(place)[0] == "revoked"


def test_the_gateway_is_named_by_its_card_and_its_address_kept(place: Town) -> None:
    _, register = place.join()
    card = Identity.create(chance("gateway")).public.to_json()
    place.file("gateway.json").write_text(card)
    place.choose("gateway.json")
    register.enrol.click()
    refresh(register)
    view = place.authority.vault.ask(Ask())
    assert view.has_gateway
    assert not register.waiting.isEnabled()
    register.address.set_value("https://porth.example/")
    register.address.left.emit()
    refresh(register)
    assert place.authority.vault.ask(Ask()).membership.gateway == "https://porth.example"
    assert register.waiting.isEnabled()
    for wrong, why in (("porth", "not the address"), ("http://porth.example", "http://")):
        register.address.set_value(wrong)
        register.address.left.emit()
        assert why in register.address.error_text()
        assert place.authority.vault.ask(Ask()).membership.gateway == "https://porth.example"
    register.address.set_value("")
    register.address.left.emit()
    assert not register.address.error_text()
    assert place.authority.vault.ask(Ask()).membership.gateway == ""


@pytest.mark.parametrize("language", list(Language))
def test_the_page_is_whole_for_everyone(place: Town, language: Language) -> None:
    place.authority.desk.words.switch(language)
    page = place.authority.show(RegisterPage)
    assert faults(page) == []
    _, register = place.join()
    assert faults(register) == []


def test_the_root_key_is_saved_for_the_gateway(place: Town) -> None:
    _, register = place.join()
    place.choose("root.jwk.json")
    register.root.click()
    pinned = PublicIdentity.from_jwk_json(place.file("root.jwk.json").read_text())
    assert pinned.to_json() == place.authority.vault.ask(Ask()).membership.root
    assert "gateway" in register.summary.text()


def test_of_several_who_asked_each_comes_in_turn_and_nobody_twice(place: Town) -> None:
    first, register = place.join()
    approved = place.file("setting.alnjoin").read_text()
    place.choose("other.alninvite")
    register.invite.click()
    other = answer_to(place.file("other.alninvite").read_text())
    place.choose("third.alninvite")
    register.invite.click()
    third = answer_to(place.file("third.alninvite").read_text())
    register._requests((approved, other, third))
    assert register._request == other
    register.refuse.click()
    register._requests((approved, other, third))
    assert register._request == third
    register.approve.click()
    register._requests((approved, other, third))
    assert register._request == other
    register.refuse.click()
    register._requests((approved, third))
    assert register.summary.text() == "Nobody has asked to join."
    assert not register.request.isVisible()
    assert not first.joining.isVisible()


def test_the_keyboard_stays_on_the_page_after_an_answer(place: Town) -> None:
    _, register = place.join()
    place.choose("other.alninvite")
    register.invite.click()
    register.look_at(answer_to(place.file("other.alninvite").read_text()))
    register.approve.click()
    assert register.focusWidget() is register.invite
