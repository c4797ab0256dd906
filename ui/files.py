"""Files chosen by a person: where to save one; small texts such as invitations and registers.

Texts are read and written off the UI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aln_review.domain.errors import WorldFault

MOST_BYTES = 32 << 20


def read_text(path: Path) -> str:
    """The file's text.

    Raises:
        WorldFault: it cannot be read, is far too large, or is not text.

    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorldFault("error.file.cannot_read")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise WorldFault("error.file.cannot_read") from None


def write_text(path: Path, text: str) -> bool:
    """Write the file; ``True`` once it is there.

    Raises:
        WorldFault: the place cannot be written to.

    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        raise WorldFault("error.file.cannot_write") from None
    return True


def ask_where_to_save(
    over: QWidget, title: str, name: str, suffix: str, chosen: Callable[[str], object]
) -> QFileDialog:
    """Ask over a page where a file goes; ``chosen(path)``, or nothing if the person goes back.

    It begins in the person's own folder: where the program was started from is nobody's place.
    ``suffix`` is added where none is typed; empty leaves the name alone.
    """
    dialog = QFileDialog(over, title, str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if suffix:
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{name}.{suffix}" if suffix else name)
    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog
