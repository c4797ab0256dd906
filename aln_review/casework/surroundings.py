"""What this computer is like, as far as it matters for where a vault may lie."""

from __future__ import annotations

import ctypes
import importlib
import os
import string
import sys
from pathlib import Path

from aln_review.vault.placement import Mount, Surroundings, read_mounts

PR_SET_DUMPABLE = 4
"""linux/prctl.h."""
PROC_MOUNTS = Path("/proc/self/mounts")
REMOVABLE, REMOTE = 2, 4
"""GetDriveTypeW's answers that matter (winbase.h)."""


def leave_no_core() -> None:
    """Have the system write no picture of this program's memory when it crashes: keys are in it.

    On Linux no other program of the same user may look into it either (prctl(2),
    ``PR_SET_DUMPABLE``). Windows asks elsewhere (Error Reporting) and is left as its keeper set it.
    """
    if sys.platform == "win32":
        return
    resource = importlib.import_module("resource")
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def keep_temporary_in_memory() -> None:
    """Have what libraries put aside for a moment lie in memory: CUPS writes papers to be printed.

    A Linux desktop gives each user a folder of their own in memory, gone when they log out (XDG
    Base Directory Specification, ``XDG_RUNTIME_DIR``). Elsewhere nothing is changed.
    """
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "linux" and runtime and os.access(runtime, os.W_OK):
        os.environ["TMPDIR"] = runtime


def surroundings() -> Surroundings:
    """The platform, its environment and its drives, as they are now."""
    return Surroundings(
        platform=sys.platform,
        environment=dict(os.environ),
        mounts=_mounts(),
        home=str(Path.home()),
        icloud_documents=_icloud_documents(),
    )


def _mounts() -> tuple[Mount, ...]:
    if sys.platform == "win32":
        return _windows_drives()
    try:
        return read_mounts(PROC_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        # macOS has no such table: its network and removable drives are under /Volumes.
        return _volumes()


def _volumes() -> tuple[Mount, ...]:
    try:
        found = [entry for entry in Path("/Volumes").iterdir() if entry.is_mount()]
    except OSError:
        return ()
    return tuple(Mount(str(entry), "", removable=True) for entry in found)


def _windows_drives() -> tuple[Mount, ...]:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent from other systems' stubs
    drives = []
    for letter in string.ascii_uppercase:
        kind = int(kernel.GetDriveTypeW(f"{letter}:\\"))
        if kind in (REMOVABLE, REMOTE):
            system = "network" if kind == REMOTE else "fixed"
            drives.append(Mount(f"{letter}:\\", system, removable=kind == REMOVABLE))
    return tuple(drives)


def _icloud_documents() -> bool:
    mobile = Path.home() / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    return (mobile / "Documents").exists()
