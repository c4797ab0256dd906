"""Where a file goes is asked in the person's own folder, whatever the program was started from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.desk import app
from ui.files import ask_where_to_save


@pytest.mark.parametrize(("suffix", "offered"), [("pdf", "Tystysgrif.pdf"), ("", "Tystysgrif")])
def test_the_name_is_offered_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, offered: str
) -> None:
    app()
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    page, chosen = QWidget(), list[str]()
    page.show()
    dialog = ask_where_to_save(page, "Ble?", "Tystysgrif", suffix, chosen.append)
    assert Path(dialog.directory().absolutePath()) == home
    assert [Path(one).name for one in dialog.selectedFiles()] == [offered]
    dialog.accept()
    assert chosen == [str(home / offered)]
    page.close()
