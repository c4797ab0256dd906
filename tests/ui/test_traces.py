"""No list of folders or files is left beside our own data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHOOSE = """
import sys
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from ui import traces
app = QApplication([])
if sys.argv[1] == "guarded":
    traces.leave_none()
    assert app.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
dialog = QFileDialog(None, "", sys.argv[2])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
dialog.open()
dialog.selectFile("elin-haf-cynllun.pdf")
app.processEvents()
dialog.accept()
dialog.deleteLater()
del dialog
QTimer.singleShot(50, app.quit)
app.exec()
"""


def files_after(home: Path, how: str) -> list[str]:
    """Every file under the home once a file was chosen in a folder named after a child."""
    folder = home / "Elin Haf"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", CHOOSE, how, str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        check=True,
        capture_output=True,
    )
    found = [path for path in home.rglob("*") if path.is_file()]
    return [path.name for path in found if b"Elin" in path.read_bytes()]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="settings are files on others")
def test_a_chosen_folder_is_written_nowhere(tmp_path: Path) -> None:
    for how, left in (("bare", ["QtProject.conf"]), ("guarded", [])):
        home = tmp_path / how
        home.mkdir()
        assert files_after(home, how) == left
