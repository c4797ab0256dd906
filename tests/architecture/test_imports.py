"""The floors of the house: who may import whom, and where."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, Module, imports, modules

OURS: dict[str, tuple[str, ...]] = {
    "domain": (),
    "statute": ("domain",),
    "meeting": ("domain",),
    "language": ("domain",),
    "vault": ("domain.errors", "domain.late"),
    "store": ("domain", "vault"),
    "packages": ("domain", "statute", "vault"),
    "sync": ("domain", "packages", "store.outbox"),
    "reports": ("domain", "statute", "language"),
    "exchange": ("domain", "statute", "language"),
    "casework": (
        "domain", "statute", "meeting", "language", "vault", "store", "packages", "sync",
        "reports", "exchange",
    ),
    "gateway": ("domain", "packages"),
    "cli": (),
    "command_line": ("casework", "domain", "language", "command_keeping"),
    "command_keeping": ("casework", "domain", "language"),
    "ui": ("casework", "language", "domain", "reports.document"),
}  # fmt: skip
"""What each package may import of ours, besides itself. Look down only."""

THEIRS: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "statute": frozenset(),
    "meeting": frozenset(),
    "language": frozenset({"babel", "simplemma", "spylls", "hunspell"}),
    "vault": frozenset({"cryptography", "filelock", "zxcvbn"}),
    "store": frozenset({"sqlcipher3", "sqlite_utils", "msgspec"}),
    "packages": frozenset({"pyrage", "joserfc", "rfc8785"}),
    "sync": frozenset({"httpx", "truststore", "http_message_signatures", "msgspec"}),
    "reports": frozenset(
        {"reportlab", "pikepdf", "PIL", "defusedxml", "font_source_sans_pro", "lucide", "segno",
         "msgspec"}
    ),
    "exchange": frozenset({"av", "openpyxl", "defusedxml", "PIL", "msgspec"}),
    "casework": frozenset({"msgspec", "platformdirs", "pikepdf"}),
    "gateway": frozenset(
        {"sqlite3", "starlette", "uvicorn", "sqlalchemy", "http_message_signatures"}
    ),
    "cli": frozenset(),
    "command_line": frozenset(),
    "command_keeping": frozenset(),
    "ui": frozenset({"PySide6", "shiboken6"}),
}  # fmt: skip
"""Other people's libraries, by package."""

LATE = frozenset({("command_line", "aln_review.gateway")})
"""Imports inside a function that are meant: the gateway's libraries are an optional extra."""

PRODUCT = modules("aln_review", "ui")


def floor(module: Module) -> str:
    parts = module.name.split(".")
    if parts[0] == "ui":
        return "ui"
    return parts[1] if len(parts) > 1 else ""


def may_import(package: str, name: str) -> bool:
    top, _, rest = name.partition(".")
    if top == "__future__" or (top in sys.stdlib_module_names and top != "sqlite3"):
        return True
    if top == "ui":
        return package == "ui"
    if top != "aln_review":
        return top in THEIRS[package]
    allowed = (package, *OURS[package])
    return rest in {"", "__version__"} or any(
        f"{rest}.".startswith(f"{known}.") for known in allowed
    )


def test_the_table_is_about_packages_that_are_there() -> None:
    found = {floor(module) for module in PRODUCT} - {""}
    assert found == set(OURS) == set(THEIRS)


def test_nobody_looks_up() -> None:
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in PRODUCT
        if floor(module)
        for name, inside, line in imports(module)
        if not may_import(floor(module), name)
        and not (inside and any(name.startswith(late) and floor(module) == at for at, late in LATE))
    ]
    assert wrong == []


def test_only_lazy_windows_and_the_wiring_import_late() -> None:
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in PRODUCT
        for name, inside, line in imports(module)
        if inside
        and module.name != "aln_review.casework.wiring"
        and not (floor(module) == "ui" and name.startswith(("PySide6.", "ui.")))
        and not any(name.startswith(late) and floor(module) == at for at, late in LATE)
    ]
    assert wrong == []


WITHOUT_QT = """
import importlib, pkgutil, sys

class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "ui"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Nowhere())
import aln_review
names = [m.name for m in pkgutil.walk_packages(aln_review.__path__, "aln_review.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_everything_below_the_windows_imports_without_qt() -> None:
    command = [sys.executable, "-c", WITHOUT_QT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(OURS)


@pytest.mark.parametrize("folder", [ROOT, ROOT / "packaging"])
def test_the_library_called_packaging_is_still_found(folder: object) -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    command = [sys.executable, "-c", "import packaging.version; print(packaging.__file__)"]
    done = subprocess.run(command, cwd=str(folder), capture_output=True, text=True, check=True)
    assert "site-packages" in done.stdout
