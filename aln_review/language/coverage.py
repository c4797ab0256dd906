"""Which message keys the product asks for, and which the catalogues hold.

Walks the syntax trees, so that a sentence without Welsh is found by a test and not by a reader.
A key is any string that looks like one and whose first part is an area of the catalogues. A key
made by an f-string is held as a pattern: it is covered when some key fits it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
"""What a whole key looks like."""

_HOLE: Final = "*"
_PART: Final = re.compile(r"[a-z0-9_.*]+")
_FILES: Final = frozenset(
    ("alnpkg", "age", "csv", "db", "ics", "jpg", "json", "jwk", "jws", "pdf", "png", "po", "txt")
)
_NOT_WORDING: Final = frozenset(("log", "compile", "getLogger", "import_module"))
"""Calls whose dotted strings are events, expressions and modules, never sentences."""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a key is asked for; a ``*`` in it stands for what is known later."""

    key: str
    file: str
    line: int

    @property
    def area(self) -> str:
        """The first part of the key."""
        return self.key.partition(".")[0]

    def fits(self, keys: Set[str]) -> frozenset[str]:
        """The keys of the catalogue that this use may ask for."""
        if _HOLE not in self.key:
            return frozenset((self.key,)) & keys
        pattern = re.compile(re.escape(self.key).replace(re.escape(_HOLE), "[a-z0-9_.-]+"))
        return frozenset(key for key in keys if pattern.fullmatch(key))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the walk found: uses that no key answers, and keys that nothing asks for."""

    missing: tuple[Use, ...]
    unused: tuple[str, ...]


def cover(uses: Iterable[Use], keys: Set[str], events: Set[str] = frozenset()) -> Coverage:
    """Holds uses against the catalogue.

    ``events`` names dotted strings of the code that are not wording. A string whose area the
    catalogue does not know is taken for something other than a key.
    """
    areas = {key.partition(".")[0] for key in keys} | {"error"}
    missing: list[Use] = []
    used: set[str] = set()
    for use in uses:
        fitting = use.fits(keys)
        used |= fitting
        if not fitting and use.area in areas and use.key not in events:
            missing.append(use)
    return Coverage(tuple(missing), tuple(sorted(keys - used)))


def uses_in(roots: Iterable[Path]) -> tuple[Use, ...]:
    """Every use in the Python and JSON files below the roots, in the order of the files."""
    found: list[Use] = []
    for root in roots:
        for path in sorted(root.rglob("*.py")):
            found.extend(uses_of(path.read_text("utf-8"), path.name))
        for path in sorted(root.rglob("*.json")):
            found.extend(_in_json(json.loads(path.read_text("utf-8")), path.name))
    return tuple(found)


def uses_of(source: str, name: str = "source") -> Iterator[Use]:
    """The uses in one Python source."""
    tree = ast.parse(source)
    skipped = set(_skipped(tree))
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            key = node.value
        elif isinstance(node, ast.JoinedStr):
            key = _pattern(node)
        else:
            continue
        if _is_key(key):
            yield Use(key, name, node.lineno)


def _is_key(text: str) -> bool:
    if not KEY.fullmatch(text.replace(_HOLE, "x")) or text.startswith(_HOLE):
        return False
    return text.rpartition(".")[2] not in _FILES


def _skipped(tree: ast.Module) -> Iterator[ast.AST]:
    """Parts of f-strings, which are judged whole, and the strings of calls that word nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from node.values
        elif isinstance(node, ast.Call) and _called(node.func) in _NOT_WORDING:
            for argument in node.args:
                yield from ast.walk(argument)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _pattern(node: ast.JoinedStr) -> str:
    parts = (str(part.value) if isinstance(part, ast.Constant) else _HOLE for part in node.values)
    text = "".join(parts)
    return text if _PART.fullmatch(text) else ""


def _in_json(value: object, name: str) -> Iterator[Use]:
    """The uses among the values of a data file; its names of places are not wording."""
    if isinstance(value, str):
        if _is_key(value):
            yield Use(value, name, 0)
    elif isinstance(value, list):
        for each in value:
            yield from _in_json(each, name)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _in_json(each, name)
