"""What the machine itself must have: Qt's system libraries on Linux, and the checks' tools."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev_install import CannotGoOn

WINDOWLESS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
"""Without these Qt does not even draw into memory. Each library and its Debian package."""

WINDOWS = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""Without these Qt opens no window under X."""

SOUND = {"libpulse.so.0": "libpulse0"}
"""Without it nothing can be heard or recorded, and that is said; all else works."""

PROGRAMS = {
    "age": "age",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "pdftotext": "poppler-utils",
    "java": "default-jre-headless",
}
"""Programs that only checks use: an independent reader of packages, a screen, readers of PDF."""

JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""The checker of accessible PDF needs it beside Java."""


def has_display() -> bool:
    """A window can be opened here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def install_libraries(*, offline: bool, tools: bool) -> None:
    """Install missing libraries and tools with apt as root; elsewhere name them in a sentence.

    Raises:
        CannotGoOn: a library that Qt cannot start without is missing and cannot be installed.

    """
    if sys.platform != "linux":
        return
    needed, wanted, silent = _missing(WINDOWLESS), _missing(WINDOWS), _missing(SOUND)
    helpful = _missing_tools() if tools else []
    packages = [*needed, *wanted, *silent, *helpful]
    if packages and not offline and _is_root_debian():
        _apt(packages)
        needed, wanted, silent = _missing(WINDOWLESS), _missing(WINDOWS), _missing(SOUND)
        helpful = _missing_tools() if tools else []
    if helpful:
        _say("Some checks will be skipped, because these are missing: ", helpful)
    if wanted:
        _say("No window can be opened under X until these are installed: ", wanted)
    if silent:
        _say("No sound can be heard or recorded until these are installed: ", silent)
    if needed:
        names = ", ".join(needed)
        raise CannotGoOn(f"Qt cannot start until these system libraries are installed: {names}.")


def _say(sentence: str, packages: list[str]) -> None:
    sys.stdout.write(f"{sentence}{', '.join(packages)}.\n")


def _missing(libraries: dict[str, str]) -> list[str]:
    return [package for library, package in libraries.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _missing_tools() -> list[str]:
    missing = [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    return missing if JAXB.exists() else [*missing, "libjaxb-java"]


def _is_root_debian() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _apt(packages: list[str]) -> None:
    """Install packages; what could not be is found missing by the caller's second look."""
    sys.stdout.write(f"Installing system packages: {' '.join(packages)}\n")
    sys.stdout.flush()
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
