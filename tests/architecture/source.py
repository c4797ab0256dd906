"""The repository as the architecture tests see it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One source file, parsed when it is first looked into: collecting tests does not."""

    path: Path

    @property
    def text(self) -> str:
        """What is written in it."""
        return _read(self.path)

    @property
    def tree(self) -> ast.Module:
        """What it means."""
        return _parse(self.path)

    @property
    def name(self) -> str:
        """Its dotted name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def shown(self) -> str:
        """Its path from the top, for messages."""
        return self.path.relative_to(ROOT).as_posix()

    def docstrings(self) -> set[int]:
        """Identities of the constants that are docstrings."""
        return {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file under the folders."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(Module(path) for path in paths)


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(_read(path))


@cache
def committed() -> tuple[Path, ...]:
    """The files git knows, and those it would take in next."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode("utf-8").split("\0") if name)
    return tuple(sorted({path for path in paths if path.is_file()}))


def imports(module: Module) -> Iterator[tuple[str, bool, int]]:
    """Every name imported, whether inside a function, and the line."""
    yield from _imports(module.tree, inside=False)


def _imports(node: ast.AST, *, inside: bool) -> Iterator[tuple[str, bool, int]]:
    for child in ast.iter_child_nodes(node):
        within = inside or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield alias.name, inside, child.lineno
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            for alias in child.names:
                yield f"{child.module}.{alias.name}", inside, child.lineno
        yield from _imports(child, inside=within)
