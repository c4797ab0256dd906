"""What this computer is like, as far as it matters for where a vault may lie."""

from __future__ import annotations

import ctypes
import importlib
import os
import string
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from aln_review.casework import sync_roots
from aln_review.casework.sync_roots import NoRegistry, Registry
from aln_review.vault.placement import Mount, Surroundings, read_mounts

PR_SET_DUMPABLE = 4
"""linux/prctl.h."""
PROC_MOUNTS = Path("/proc/self/mounts")
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""Linux: a number made when the system was installed (machine-id(5))."""
UUID_BYTES = 16
REMOVABLE, FIXED, REMOTE = 2, 3, 4
"""GetDriveTypeW's answers that matter (winbase.h)."""
LABEL_LETTERS = 261
"""MAX_PATH and the end: what GetVolumeInformationW asks for."""
CLOUD_TAG, CLOUD_MASK = 0x9000_001A, 0xFFFF_0FFF
"""IO_REPARSE_TAG_CLOUD, and the bits in which its sixteen variants differ (ntifs.h)."""
SYS_BLOCK = Path("/sys/class/block")


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


def surroundings(folder: Path | None = None) -> Surroundings:
    """The platform, its environment, its drives and who copies what, as they are now.

    ``folder`` is where a vault is to lie: what the system says of it and of those above it.
    """
    home, environment = Path.home(), dict(os.environ)
    registry: Registry = WindowsRegistry() if sys.platform == "win32" else NoRegistry()
    return Surroundings(
        platform=sys.platform,
        environment=environment,
        mounts=_mounts(),
        home=str(home),
        icloud_documents=_icloud_documents(),
        roots=(
            *sync_roots.onedrive(registry),
            *sync_roots.dropbox(read_text, environment, home),
            *sync_roots.nextcloud(read_text, environment, home),
            *sync_roots.redirected(registry, environment.get("USERPROFILE", "")),
        ),
        cloud_tagged=tuple(_cloud_tagged(folder)),
        computer=_computer(),
    )


def _computer() -> str:
    """The number the system knows itself by, or nothing: then only the profile counts."""
    try:
        if sys.platform == "win32":
            return _machine_guid()
        if sys.platform == "darwin":
            return _host_uuid()
    except (OSError, AttributeError):
        return ""
    for path in MACHINE_IDS:
        try:
            return path.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            continue
    return ""


def _machine_guid() -> str:
    """Windows writes one when it is installed."""
    winreg = importlib.import_module("winreg")
    place = "SOFTWARE\\Microsoft\\Cryptography"
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, 0, access) as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])


def _host_uuid() -> str:
    """macOS: the computer's own (gethostuuid(2))."""
    found = (ctypes.c_ubyte * UUID_BYTES)()
    patience = (ctypes.c_long * 2)(1, 0)
    failed = ctypes.CDLL(None).gethostuuid(found, patience)
    return "" if failed else bytes(found).hex()


def read_text(path: Path) -> str:
    """A small file of another program; empty when there is none that can be read."""
    try:
        with path.open("rb") as file:
            return file.read(sync_roots.MOST).decode("utf-8", "replace")
    except OSError:
        return ""


def _cloud_tagged(folder: Path | None) -> Iterator[str]:
    """The folder or one above it that carries a tag of the cloud files (ntifs.h)."""
    for one in (folder, *folder.parents) if folder is not None else ():
        try:
            tag = int(getattr(one.lstat(), "st_reparse_tag", 0))
        except OSError:
            continue
        if tag & CLOUD_MASK == CLOUD_TAG:
            yield str(one)


class WindowsRegistry:
    """The signed-in person's registry, read only."""

    def __init__(self) -> None:
        self._winreg: Any = importlib.import_module("winreg")

    def values(self, key: str) -> Mapping[str, str]:
        """The key's texts by name, variables in them filled in."""
        found: dict[str, str] = {}
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key) as held:
                for place in range(self._winreg.QueryInfoKey(held)[1]):
                    name, value, _ = self._winreg.EnumValue(held, place)
                    if isinstance(value, str):
                        found[name] = os.path.expandvars(value)
        except OSError:
            return found
        return found

    def keys(self, key: str) -> tuple[str, ...]:
        """Names of the keys within."""
        try:
            with self._winreg.OpenKey(self._winreg.HKEY_CURRENT_USER, key) as held:
                count = self._winreg.QueryInfoKey(held)[0]
                return tuple(self._winreg.EnumKey(held, place) for place in range(count))
        except OSError:
            return ()


def _mounts() -> tuple[Mount, ...]:
    if sys.platform == "win32":
        return _windows_drives()
    try:
        table = PROC_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        return tuple(_with_removable(mount, SYS_BLOCK) for mount in read_mounts(table))
    except OSError:
        # macOS has no such table: its network and removable drives are under /Volumes.
        return _volumes()


def _with_removable(mount: Mount, blocks: Path) -> Mount:
    """Whether the kernel calls the disk removable: its partitions are folders within the disk's."""
    name = mount.device.rpartition("/")[2]
    if not mount.device.startswith("/dev/") or not name:
        return mount
    for disk in (name, name.rstrip("0123456789"), name.rpartition("p")[0]):
        if disk and read_text(blocks / disk / "removable").strip() == "1":
            return replace(mount, removable=True)
    return mount


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
        root = f"{letter}:\\"
        kind = int(kernel.GetDriveTypeW(root))
        if kind not in (REMOVABLE, FIXED, REMOTE):
            continue
        label = ctypes.create_unicode_buffer(LABEL_LETTERS)
        kernel.GetVolumeInformationW(root, label, LABEL_LETTERS, None, None, None, None, 0)
        system = "network" if kind == REMOTE else "fixed"
        drives.append(Mount(root, system, removable=kind == REMOVABLE, label=label.value))
    return tuple(drives)


def _icloud_documents() -> bool:
    mobile = Path.home() / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    return (mobile / "Documents").exists()
