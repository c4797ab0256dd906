"""Sizes, docstrings, where SQL and prose may stand, and what the repository never mentions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, Module, committed, modules

EVERYWHERE = modules("aln_review", "ui", "tests", "packaging")
PRODUCT = modules("aln_review", "ui")
BELOW_UI = modules("aln_review")

MAX_LINES, MAX_FUNCTION, MAX_ARGUMENTS = 400, 60, 7

TOP = frozenset(
    {".ci", ".gitignore", "LICENSE", "README.md", "aln_review", "packaging", "pyproject.toml",
     "resources", "tests", "translations", "ui"}
)  # fmt: skip

SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR\s|INTO\s)|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s|VACUUM\b"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|VIRTUAL|TRIGGER|UNIQUE|VIEW)\b)"
)
MAY_HOLD_SQL = ("aln_review/store/", "aln_review/gateway/")

PROSE = re.compile(r"[A-ZÂÊÎÔÛŴŶ][\w’']+,?( [\w’'(),:-]+){3,}[.?!…:]?")
"""A capital letter and four words or more: a sentence that somebody might be shown."""

HOSTS = ("pypi", "pythonhosted", "npmjs", "deb.debian", "yarnpkg", "jsdelivr", "unpkg")
MACHINE = ("work", "tmp", "root")
"""Folders of one machine, after a slash."""
HOST = re.compile(rb"\b(" + "|".join(map(re.escape, HOSTS)).encode() + rb")\.(org|com|net)\b")
FOLDER = re.compile(rb"(?<![\w.}~/>-])/(" + "|".join(MACHINE).encode() + rb")/")


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short() -> None:
    long = {it.shown: it.text.count("\n") for it in EVERYWHERE if it.text.count("\n") > MAX_LINES}
    assert long == {}


def test_functions_are_short() -> None:
    long = [
        f"{module.shown}:{node.lineno} {node.name}"
        for module in EVERYWHERE
        for node in functions(module)
        if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION
    ]
    assert long == []


def test_functions_take_few_arguments() -> None:
    greedy = []
    for module in PRODUCT:
        for node in functions(module):
            names = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if len([name for name in names if name.arg not in {"self", "cls"}]) > MAX_ARGUMENTS:
                greedy.append(f"{module.shown}:{node.lineno} {node.name}")
    assert greedy == []


SPOKEN_FOR = frozenset({"overload", "override"})
"""Described where the function itself, or the one it stands in for, is."""


def undocumented(node: ast.AST, inside: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        shown = f"{inside}.{child.name}"
        setter = any(ast.unparse(it).endswith(".setter") for it in child.decorator_list)
        if (
            setter
            or child.name.startswith("_")
            or SPOKEN_FOR & set(map(ast.unparse, child.decorator_list))
        ):
            continue
        if ast.get_docstring(child) is None:
            yield shown
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, shown)


def test_what_is_public_says_why_it_exists() -> None:
    silent = [name for module in PRODUCT for name in undocumented(module.tree, module.name)]
    silent += [module.shown for module in PRODUCT if ast.get_docstring(module.tree) is None]
    assert silent == []


def strings(module: Module) -> Iterator[tuple[int, str]]:
    docstrings = module.docstrings()
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def test_sql_stands_in_one_place() -> None:
    stray = [
        f"{module.shown}:{line}"
        for module in PRODUCT
        if not module.shown.startswith(MAY_HOLD_SQL)
        for line, text in strings(module)
        if SQL.match(text)
    ]
    assert stray == []


def test_nothing_below_the_windows_holds_a_sentence() -> None:
    prose = [
        f"{module.shown}:{line} {text!r}"
        for module in BELOW_UI
        for line, text in strings(module)
        if PROSE.fullmatch(text.strip()) and not SQL.match(text)
    ]
    assert prose == []


def test_the_top_level_is_fixed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed()} <= TOP


def test_no_package_registry_and_no_folder_of_one_machine_is_named() -> None:
    found = []
    for path in committed():
        data = path.read_bytes()
        found += [
            f"{path.relative_to(ROOT).as_posix()}: {match[0].decode('utf-8', 'replace')}"
            for pattern in (HOST, FOLDER)
            for match in pattern.finditer(data)
        ]
    assert found == []


def test_no_number_of_a_ticket_is_named() -> None:
    ticket = re.compile(r"\b(issue|ticket|pull request|PR)\s+(no\.?\s*)?#?\d+", re.IGNORECASE)
    found = [
        f"{module.shown}: {match[0]}"
        for module in EVERYWHERE
        for match in ticket.finditer(module.text)
    ]
    assert found == []


def test_nothing_is_put_off() -> None:
    later = re.compile(r"#.*\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
    assert [it.shown for it in EVERYWHERE if later.search(it.text)] == []


HALVES = (
    ("clau", "de"),
    ("anthro", "pic"),
    ("chat", "gpt"),
    ("open", "ai"),
    ("co", "pilot"),
    ("l", "lm"),
)
"""Who or what may have written it is not the product's to say; split, to stand here."""
WRITERS = re.compile(rb"\b(" + "|".join(map("".join, HALVES)).encode() + rb")s?\b", re.IGNORECASE)
TEXT = frozenset({".py", ".md", ".po", ".json", ".toml", ".txt", ".csv", ".sh", ".mjs", ".java"})


def test_no_writing_machine_is_named() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match[0].decode()}"
        for path in committed()
        if path.suffix in TEXT
        for match in WRITERS.finditer(path.read_bytes())
    ]
    assert found == []


MAY_PAINT_ALONE = frozenset({"ui/widgets/paint.py", "ui/curtain.py"})
"""The one that ends every painter, and the window that loads nothing but Qt."""


def calls(module: Module) -> Iterator[ast.Call]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node


def test_every_painter_of_a_widget_is_ended() -> None:
    """One that outlives its event takes Qt down; its device may be a widget that is gone."""
    loose = [
        f"{module.shown}:{call.lineno}"
        for module in modules("ui")
        for call in calls(module)
        if (ast.unparse(call) == "QPainter(self)" and module.shown not in MAY_PAINT_ALONE)
        or ast.unparse(call).endswith("painter.device()")
    ]
    assert loose == []


def test_no_signal_is_connected_to_a_lambda() -> None:
    loose = [
        f"{module.shown}:{call.lineno}"
        for module in modules("ui")
        for call in calls(module)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "connect"
        and any(isinstance(given, ast.Lambda) for given in call.args)
    ]
    assert loose == []


def test_the_patterns_catch_what_they_are_for() -> None:
    assert SQL.match("SELECT id FROM learner")
    assert not SQL.match("Select a file")
    assert PROSE.fullmatch("The vault could not be opened.")
    assert not PROSE.fullmatch("error.vault.damaged")
    assert HOST.search(b"https://files." + b"pythonhosted" + b".org/x")
    assert FOLDER.search(b"open('/" + b"work/main')")
    assert not FOLDER.search(b"xl/work/sheet, ../tmp/x")
