"""What Qt would write down beside our own data: folders last chosen, lists of recent files.

Its own file dialog keeps the last folders, and whether a file lay in one, in ``QtProject.conf`` or
the registry; the system's dialogs put file names, a learner's among them, on lists of recent
documents. So every dialog is Qt's own, and Qt's list goes nowhere, or is taken away again.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt

ORGANISATION, GROUP = "QtProject", "FileDialog"
NOWHERE = f"{os.devnull}/settings"
"""A folder that can never be made, not even by a system administrator."""


def leave_none() -> None:
    """Call once, with the application made and before any dialog."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    if _kept_in_files():
        scope = QSettings.Scope.UserScope
        QSettings.setPath(QSettings.Format.NativeFormat, scope, NOWHERE)
    forget()


def forget() -> None:
    """Take away what Qt’s dialogs wrote, where its place cannot be chosen: the registry."""
    if not _kept_in_files():
        kept = QSettings(QSettings.Scope.UserScope, ORGANISATION)
        kept.remove(GROUP)
        kept.sync()


def _kept_in_files() -> bool:
    """Whether native settings are files whose place can be chosen (docs of ``setPath``)."""
    return sys.platform not in ("win32", "darwin")
