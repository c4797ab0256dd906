"""Coming in: nothing is worked in before the recovery sheet was tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from aln_review.casework.authorities import authorities, by_name, read_authorities
from aln_review.casework.door import Door, DoorState
from aln_review.casework.entry import (
    Opened,
    ToTry,
    come_in,
    come_in_with_sheet,
    finish,
    make_vault,
    renew_sheet,
)
from aln_review.casework.papers.recovery import recovery_file
from aln_review.casework.queries.keeping import SettingsPage
from aln_review.domain.bilingual import Language
from aln_review.domain.errors import OwnFault, Refusal, WorldFault
from aln_review.domain.setting import SettingKind
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, make_setting, make_tools

OTHER = "llwynog bwrdd castell"


def new_door(data: Path) -> Door:
    door = Door(data / "vault", make_tools(data, Clock()), lemmas, CHEAP)
    door.take()
    return door


def typed_back(waiting: ToTry) -> dict[int, str]:
    return {place: waiting.sheet.words[place - 1] for place in waiting.sheet.asked}


def test_a_new_vault_is_in_use_once_its_sheet_was_tried(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(identity=""), PASSPHRASE)
    assert made.setting.id
    vault = finish(door, made, typed_back(made))
    assert vault.ask(SettingsPage()).setting.id == made.setting.id
    vault.close()
    again = come_in(door, PASSPHRASE, Language.EN)
    assert isinstance(again, Opened)
    again.casework.close()


def test_a_wrong_word_keeps_the_vault_waiting(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(), PASSPHRASE)
    wrong = {**typed_back(made), made.sheet.asked[2]: "zzzz"}
    with pytest.raises(Refusal):
        finish(door, made, wrong)
    assert not door.is_sheet_tried(made.casework)
    made.casework.close()


def test_an_untried_sheet_is_replaced_when_the_passphrase_is_next_given(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(), PASSPHRASE)
    made.casework.close()
    again = come_in(door, PASSPHRASE, Language.EN)
    assert isinstance(again, ToTry)
    assert again.sheet.language is Language.EN
    assert again.setting.person == "Nia Rowlands"
    finish(door, again, typed_back(again)).close()
    with pytest.raises(WorldFault):
        come_in_with_sheet(door, " ".join(made.sheet.words), OTHER, Language.EN)


def test_after_the_sheet_was_used_a_new_one_takes_its_place(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(), PASSPHRASE)
    finish(door, made, typed_back(made)).close()
    back = come_in_with_sheet(door, " ".join(made.sheet.words), OTHER, Language.CY)
    assert back.sheet.words != made.sheet.words
    finish(door, back, typed_back(back)).close()
    door.unlock(OTHER).close()


def test_a_new_sheet_needs_the_passphrase(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(), PASSPHRASE)
    with pytest.raises(WorldFault):
        renew_sheet(door, made.casework, OTHER, Language.CY)
    made.casework.close()


def test_an_authoritys_desk_begins_with_its_vault_and_only_once(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    made = make_vault(door, make_setting(SettingKind.AUTHORITY), PASSPHRASE)
    assert not made.casework.ask(SettingsPage()).membership.joined
    finish(door, made, typed_back(made))
    assert made.casework.ask(SettingsPage()).membership.register_version == 1
    finish(door, made, typed_back(made))
    assert made.casework.ask(SettingsPage()).membership.register_version == 1
    made.casework.close()


def test_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    with pytest.raises(Refusal):
        make_vault(door, make_setting(), "ysgol")
    assert door.look().state is DoorState.NO_VAULT


def test_the_sheet_is_a_paper_in_both_languages(tmp_path: Path) -> None:
    door = new_door(tmp_path)
    sheet = door.new_sheet(Language.CY)
    paper = recovery_file(door.tools, make_setting(), sheet)
    assert paper.data.startswith(b"%PDF")
    assert (paper.pages, paper.missing) == (1, ())


def test_the_authorities_of_wales_are_known_by_both_names() -> None:
    known = authorities()
    assert [one.number for one in known] == [str(number) for number in range(660, 682)]
    assert all(one.name.cy and one.name.en for one in known)
    assert by_name(known, Language.EN)[0].name.en < by_name(known, Language.EN)[-1].name.en


def test_a_damaged_list_of_authorities_is_our_own_fault(tmp_path: Path) -> None:
    (tmp_path / "wales.json").write_text("{}", encoding="utf-8")
    with pytest.raises(OwnFault):
        read_authorities(tmp_path / "wales.json")
