"""Every way to a page gives it what the page asks for: a fake window would take anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from tests.architecture.source import Module, modules
from ui.rooms import ROOMS

UI = modules("ui")


@cache
def needed(page: str) -> frozenset[str]:
    """What a page takes out of its arguments without a way to do without."""
    room = next(one for one in ROOMS if one.page == page)
    name, _, screen = room.factory.partition(":")
    module = next(one for one in UI if one.name == name)
    return frozenset(
        key
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and node.name == screen
        for part in ast.walk(node)
        if isinstance(part, ast.FunctionDef) and part.name == "show_for"
        for key in asked(part)
    )


def asked(function: ast.FunctionDef) -> Iterator[str]:
    """Keys of ``args["…"]``."""
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == "args"
            and isinstance(node.slice, ast.Constant)
        ):
            yield str(node.slice.value)


def ways(module: Module) -> Iterator[tuple[int, str, set[str]]]:
    """Line, page and arguments of every ``open("page", …)``, also one that waits in a partial."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        call, words = node.func, list(node.args)
        if isinstance(call, ast.Name) and call.id == "partial" and words:
            call, words = words[0], words[1:]
        opens = isinstance(call, ast.Attribute) and call.attr == "open"
        opens = opens or (isinstance(call, ast.Name) and call.id == "opened")
        if not opens or not words or not isinstance(words[0], ast.Constant):
            continue
        if any(keyword.arg is None for keyword in node.keywords):
            continue
        given = {keyword.arg for keyword in node.keywords if keyword.arg}
        if len(words) > 1:
            if not isinstance(words[1], ast.Dict):
                continue
            given |= {str(key.value) for key in words[1].keys if isinstance(key, ast.Constant)}
        yield node.lineno, str(words[0].value), given


def test_every_way_gives_the_page_what_it_asks_for() -> None:
    pages = {one.page for one in ROOMS}
    found = [
        (module.shown, line, page, given)
        for module in UI
        for line, page, given in ways(module)
        if page in pages
    ]
    assert len(found) > 40
    wrong = [
        f"{shown}:{line} {page} without {', '.join(sorted(needed(page) - given))}"
        for shown, line, page, given in found
        if needed(page) - given
    ]
    assert wrong == []
