"""Python dependencies into ``.venv``; dictionaries and a test library into ``.cache``."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
STAMP = VENV / "installed.sha256"
NPM = ROOT / "packaging" / "npm"
CACHE = ROOT / ".cache"
NPM_STAMP = CACHE / "installed.sha256"


class CannotGoOn(Exception):
    """Setting up has to stop. The text is the sentence to show."""


def python() -> Path:
    """The Python of ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_python(*, offline: bool) -> None:
    """Install the locked dependencies and this project, unless just these are installed.

    Raises:
        CannotGoOn: no virtual environment can be made, or pip failed, or there is no network.

    """
    works = _works()
    fingerprint = _fingerprint(LOCK, PROJECT)
    if works and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint:
        return
    if offline:
        raise CannotGoOn(
            "The dependencies are not installed, or not those of this version: "
            "run this command once without --offline."
        )
    if not works:
        _make_venv()
    STAMP.unlink(missing_ok=True)
    sys.stdout.write("Installing the dependencies into .venv; the first time takes minutes.\n")
    sys.stdout.flush()
    _pip("--require-hashes", "-r", str(LOCK))
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(fingerprint, "utf-8")


def install_npm(*, offline: bool) -> None:
    """Fetch the dictionaries and the independent JOSE library; do without where npm cannot."""
    fingerprint = _fingerprint(NPM / "package.json", NPM / "package-lock.json")
    if NPM_STAMP.exists() and NPM_STAMP.read_text("utf-8") == fingerprint:
        return
    npm = shutil.which("npm")
    if npm and not offline:
        CACHE.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(NPM / name, CACHE / name)
        command = [npm, "ci", "--prefix", str(CACHE), "--ignore-scripts", "--no-audit", "--no-fund"]
        quiet = subprocess.run([*command, "--loglevel=error"], cwd=CACHE, check=False)
        if quiet.returncode == 0:
            NPM_STAMP.write_text(fingerprint, "utf-8")
            return
    sys.stdout.write(
        "The spelling dictionaries are not installed, because npm is missing or could not fetch "
        "them: spelling is not checked, and some checks are skipped.\n"
    )


def _works() -> bool:
    """There is a ``.venv`` with a Python new enough that starts."""
    if not python().exists():
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    command = [str(python()), "-c", test]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotGoOn(
            "This Python cannot make virtual environments: install its venv package "
            "(on Debian, python3-venv) and run this again."
        )
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotGoOn("The virtual environment .venv could not be made.")


def _pip(*arguments: str) -> None:
    settings = ("--disable-pip-version-check", "--no-input", "-qq", "--progress-bar", "off")
    command = [str(python()), "-m", "pip", "install", *settings, *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise CannotGoOn("The dependencies could not be installed: what pip said stands above.")


def _fingerprint(*paths: Path) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
