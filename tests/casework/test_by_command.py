"""Copies from the command line: exit statuses, both languages, nothing changed without a word."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from aln_review import command_line
from aln_review.casework import by_command
from aln_review.casework.door import Door
from aln_review.casework.places import Places, find_places
from aln_review.casework.restoring import laid_aside
from aln_review.language.lemmas import lemmas
from tests.casework.vaults import CHEAP, PASSPHRASE, Clock, add_learner, make, make_tools


class Line:
    """The command line on one vault, typed to by a person."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self._patch = monkeypatch
        self.clock = Clock()
        monkeypatch.setattr(by_command, "open_door", self.door)

    def door(self, places: Places) -> Door:
        self.clock.forward(minutes=1)
        return Door(places.vault, make_tools(places.data, self.clock), lemmas, CHEAP)

    def run(self, *words: str, secret: str = PASSPHRASE, data: Path | None = None) -> int:
        self._patch.setattr("sys.stdin", io.StringIO(f"{secret}\n"))
        where = ("--data", str(data or self.data), "--passphrase-stdin", "--language", "en")
        return command_line.run([*words, *where])

    def names(self, data: Path | None = None) -> list[str]:
        door = self.door(find_places(data or self.data))
        vault = door.unlock(PASSPHRASE)
        with vault.store.view() as unit:
            found = sorted(one.forename for one in unit.learners.all())
        vault.close()
        return found


@pytest.fixture(name="line")
def _line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    data = tmp_path / "data"
    made = make(data)
    add_learner(made.vault)
    made.shut()
    return Line(data, monkeypatch)


@pytest.fixture(name="copy")
def _copy(line: Line, tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert line.run("backup", str(stick)) == 0
    (made,) = stick.iterdir()
    door = line.door(find_places(line.data))
    vault = door.unlock(PASSPHRASE)
    add_learner(vault, "Guto")
    vault.close()
    return made


def test_a_preview_changes_nothing_and_says_so_by_its_status(
    line: Line, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert line.run("restore", str(copy)) == command_line.ONLY_SHOWN
    said = capsys.readouterr().out
    assert "holds one learner" in said
    assert "Guto Prydderch" in said
    assert "Would go: Name and details, 2 people" in said
    assert "--yes" in said
    assert line.names() == ["Elin", "Guto"]


def test_with_yes_it_is_put_back(
    line: Line, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line.run("restore", str(copy), "--yes") == 0
    assert "The copy was put back." in capsys.readouterr().out
    assert line.names() == ["Elin"]
    assert laid_aside(line.door(find_places(line.data))) == ()


def test_a_new_computer_and_a_vault_with_another_passphrase(
    line: Line, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new"
    assert line.run("restore", str(copy), "--yes", data=new) == 0
    assert "nothing is replaced" in capsys.readouterr().out
    assert line.names(new) == ["Elin"]
    (line.data / "vault" / "vault.db").write_bytes(b"gone")
    assert line.run("restore", str(copy), "--yes") == 0
    said = capsys.readouterr().out
    (aside,) = laid_aside(line.door(find_places(line.data)))
    assert str(aside) in said
    assert (aside / "vault.db").read_bytes() == b"gone"
    assert line.names() == ["Elin"]


def test_what_is_refused_is_said_and_has_its_status(
    line: Line, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line.run("restore", str(copy), "--yes", secret="not this one") == command_line.REFUSED
    assert "does not open the copy" in capsys.readouterr().err
    assert line.run("backup", str(tmp_path / "no such folder")) == command_line.REFUSED
    assert "cannot be reached" in capsys.readouterr().err
    assert line.run("backup", str(tmp_path), data=tmp_path / "empty") == command_line.REFUSED
    assert "nothing to copy" in capsys.readouterr().err
    door = line.door(find_places(line.data))
    door.take()
    assert line.run("backup", str(tmp_path)) == command_line.REFUSED
    assert "already open" in capsys.readouterr().err
    door.release()
    with pytest.raises(SystemExit) as stop:
        command_line.run(["restore"])
    assert stop.value.code == 2
    assert line.names() == ["Elin", "Guto"]


def test_it_answers_in_the_language_asked_for_and_shows_no_passphrase(
    line: Line, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr(command_line, "getpass", typed)
    given = ["restore", str(copy), "--data", str(line.data), "--language", "cy"]
    assert command_line.run(given) == command_line.ONLY_SHOWN
    assert asked == ["Cyfrinymadrodd: "]
    said = capsys.readouterr()
    assert "Ni newidiwyd dim" in said.out
    assert PASSPHRASE not in said.out + said.err
